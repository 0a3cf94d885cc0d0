"""`simul`, and `python -m simul`. Nothing is imported before Ctrl-C is seen to."""


def main() -> None:
    """Run the command line and exit: 2 for a mistake in the asking, 1 for a failure, 130 after Ctrl-C."""
    try:
        from simul import signals

        signals.starting()
        from simul.cli import process

        process.run()
    except KeyboardInterrupt:  # before or after that which sees to it
        import os

        os._exit(130)


if __name__ == "__main__":
    main()
