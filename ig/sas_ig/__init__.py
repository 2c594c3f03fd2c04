"""Builds the implementation guide from FHIR packages and Markdown."""
