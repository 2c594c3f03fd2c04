"""Rules of XHTML narratives."""
