"""Code systems and value sets, as far as they are known locally."""
