"""Measurements, run by hand: `python -m tests.benchmarks` and `python -m tests.benchmarks.search_quality`."""
