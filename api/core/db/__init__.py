"""The database: its engine, the readers that bypass it, columns, link tables, outages, migrating.

Nothing here knows which tables there are.
"""
