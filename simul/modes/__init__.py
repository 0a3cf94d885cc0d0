"""The ways to run an exhibition: one short file a mode, and the registry."""
