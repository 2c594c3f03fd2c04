"""The reports of a run: for people (text, html) and for programs (json, ndjson).

Workers render each resource to a piece; a document, in the process that was
called, puts the pieces together as they come.
"""
