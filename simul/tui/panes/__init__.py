"""The panes and lines of the hall: one file each."""
