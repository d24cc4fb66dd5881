"""A parser for each format: bytes in, a draft out, and what became of each construct. Pure; a small file each."""
