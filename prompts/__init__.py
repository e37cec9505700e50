"""Prompt texts for a language model, one a file. There are none yet: answers come from the documents alone."""
