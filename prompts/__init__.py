"""What is said to language models: one text a file, and `loading` to read them."""
