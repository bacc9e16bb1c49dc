"""The steps that made the tables of a book, one module each: see `schema.MIGRATIONS`.

A step that was released is never edited: a book that has it will not run it again.
"""
