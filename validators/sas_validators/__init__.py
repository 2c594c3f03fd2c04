"""Validates FHIR R4 resources against profiles compiled to Python."""
