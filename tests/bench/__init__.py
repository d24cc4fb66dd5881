"""The benchmark: `python -m tests.bench --claims 10000` measures Lunju beside limits and rivals, on synthetic data."""
