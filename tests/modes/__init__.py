"""Tests of the modes, and of what they stand on."""
