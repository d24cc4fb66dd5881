"""The benchmark: `python -m tests.bench --claims 10000` loads synthetic data, serves it in turn, and prints one table."""
