"""A change: key, body, preconditions, transaction, version.

Every change of a record goes through `transaction`; nothing else commits.
"""
