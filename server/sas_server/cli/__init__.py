"""The command line `sas-fhir`."""
