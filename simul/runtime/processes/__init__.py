"""Processes on exhibition time."""
