"""Drawing boards: positions, the five sizes, and the widget that shows all boards of a lane."""
