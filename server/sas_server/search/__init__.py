"""Search: parameters, their index rows, queries and what they compile to.

Spec: https://hl7.org/fhir/R4/search.html
"""
