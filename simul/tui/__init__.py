"""The hall on a terminal: it shows modes while they play, and what has happened at any time."""
