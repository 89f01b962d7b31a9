"""Generated stores for the benchmarks."""
