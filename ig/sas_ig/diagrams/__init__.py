"""Diagrams drawn at build as SVG, from a few lines of text each."""
