"""A room for each resource, with the same file names in each, and the registry of them all.

A room imports its own files and other rooms' models, and no more of them.
"""
