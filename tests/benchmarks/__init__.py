"""What is measured, outside the test run: python -m tests.benchmarks."""
