"""Benchmarks: ratios within one run, never bare seconds."""
