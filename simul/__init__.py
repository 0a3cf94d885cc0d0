"""A chess simultaneous exhibition, played synchronously, concurrently and in parallel, and timed."""
