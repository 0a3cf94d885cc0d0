"""Measure what the program promises of its speed and size, and print each beside its goal."""

from tests.benchmarks import hall, memory, speed, sweep


def main() -> None:
    """Run every benchmark, one after the other."""
    for benchmark in (speed, memory, hall, sweep):
        print("\n".join(benchmark.report()), flush=True)


if __name__ == "__main__":
    main()
