"""A certificate authority for tests, shaped like IGC-Santé, and what a certificate must be."""
