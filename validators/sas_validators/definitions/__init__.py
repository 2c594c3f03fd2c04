"""FHIR packages and the definitions in them."""
