"""The FHIR REST API: interactions, formats, headers, errors.

Spec: https://hl7.org/fhir/R4/http.html
"""
