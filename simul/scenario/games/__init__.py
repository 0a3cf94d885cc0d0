"""Games: bundled, random, or from a PGN file."""
