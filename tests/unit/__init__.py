"""Each room of the program by itself."""
