"""Our French for texts of FHIR R4 that readers of profiles meet."""
