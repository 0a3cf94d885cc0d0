"""Threads on exhibition time."""
