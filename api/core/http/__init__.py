"""What is true of any service over HTTP: problems, negotiation, ETags, URLs, dispatch, limits.

Nothing here knows a database or a record.
"""
