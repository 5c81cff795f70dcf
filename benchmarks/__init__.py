"""What is measured, against what; one command each, see docs/benchmarks.md."""
