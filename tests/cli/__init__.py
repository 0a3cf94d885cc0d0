"""The commands, as somebody sees them who types them."""
