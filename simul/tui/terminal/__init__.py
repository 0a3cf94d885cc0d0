"""The terminal that the hall is shown in."""
