"""The famous mistakes, one short file each, kept to be seen. Each is a mode, chosen by its name."""
