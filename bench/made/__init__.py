"""Generated stores for the benchmarks; imports all floors."""
