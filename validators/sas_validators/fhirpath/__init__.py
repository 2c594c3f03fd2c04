"""FHIRPath: parsed once, compiled to Python, evaluated on JSON."""
