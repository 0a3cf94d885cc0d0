"""The parsers that are attacked, one file each: how inputs are made, and what must come of them."""
