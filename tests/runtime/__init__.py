"""What modes stand on, each part apart from the modes."""
