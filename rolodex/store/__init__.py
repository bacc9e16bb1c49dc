"""The only rooms that know SQLite: the file, its tables, its journal, and what is derived from them."""
