"""What a resource is, declared as data: fields, filters, relations.

Nothing here reads or writes; `query` and `write` do, as is declared here.
"""
