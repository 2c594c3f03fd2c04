"""The artifacts a site has pages of: what kind, where, who uses them, are they valid."""
