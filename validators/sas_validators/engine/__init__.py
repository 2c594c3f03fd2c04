"""Brings definitions, compiler and checks together: what one validator keeps."""
