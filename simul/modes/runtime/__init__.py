"""What modes stand on: virtual time for coroutines, callbacks, threads and the rest."""
