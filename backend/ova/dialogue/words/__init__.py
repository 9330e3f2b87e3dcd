"""The stop words of each language."""
