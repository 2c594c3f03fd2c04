"""Turns element schemas into Python source, one module per definition."""
