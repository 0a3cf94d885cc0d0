"""How things are drawn: themes, glyphs, lines of text."""
