"""Every message the validators can give, one module per area of checks."""
