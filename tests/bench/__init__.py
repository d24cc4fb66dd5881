"""The benchmark: `python -m tests.bench --claims 10000` serves synthetic data in turn, and prints one table."""
