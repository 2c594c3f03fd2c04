"""Judges of single values of complex data types: what one value says about itself."""
