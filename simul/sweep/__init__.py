"""Many exhibitions: every combination of what was asked for, on processes or on a cluster."""
