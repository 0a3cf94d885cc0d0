"""The timeline as a picture: what is drawn, where, and how it looks."""
