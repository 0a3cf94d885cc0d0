"""What modes stand on: schedulers that keep exhibition time."""
