"""Tests of simul.sweep."""
