"""The dialogs and forms: each takes data, does one thing to the book, and is dismissed with its result."""
