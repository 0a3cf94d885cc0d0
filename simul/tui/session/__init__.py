"""What is shown: lanes, the playhead that moves them, and what a person has chosen to see."""
