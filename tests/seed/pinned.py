"""The hashes that every machine and both databases must come to."""

HEAD = "4e73dd62663cb28f1530390e3a69e7e8a0fbb8355d9cca6d427a3623cb08376d"
"""The dataset hash of a database at head, which holds the pack cao2023."""
HEAD_AND_MOSS = "11fead7c12d49857e38ccfedbb7ba971bc0978018e70cb2c5288054c7537e4b1"
"""The same after the pack moss2026 was loaded too."""
