"""The figures of an essay, drawn: what is read, how they stand together, their places, the page and the picture."""
