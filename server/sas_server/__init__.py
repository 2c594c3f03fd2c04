"""The FHIR facade: REST, the SAS and GAP flows, the store."""
