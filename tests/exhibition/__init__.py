"""Tests of the model of an exhibition."""
