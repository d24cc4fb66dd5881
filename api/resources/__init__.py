"""One room per resource, with the same file names in each."""
