"""Measure what the program promises of its speed and size, and print each beside its goal."""

from tests.benchmarks import hall, memory, start_up, sweep, virtual_time


def main() -> None:
    """Run every benchmark, one after the other."""
    for benchmark in (virtual_time, memory, start_up, hall, sweep):
        print("\n".join(benchmark.report()), flush=True)


if __name__ == "__main__":
    main()
