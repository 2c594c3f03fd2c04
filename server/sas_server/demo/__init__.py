"""Demonstration data: three departments, made up from beginning to end."""
