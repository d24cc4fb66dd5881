"""From a query string to what is read: list queries, pagination, filters, search, embedding, the response cache.

How texts become tokens is in `seed.frozen.tokens`, since migrations rest on it.
"""
