"""What became of records: version tables, history, tombstones, the chain and its verification, snapshots.

The hash chain itself is in `seed.frozen.chain`, since migrations rest on it.
"""
