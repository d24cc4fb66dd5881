"""Machinery that knows no resource, in rooms that import only those before them in this list.

`identifiers`, `http`, `db`, `records`, `versions`, `query`, `write`, and then `texts`, `openapi` and `front`.
"""
