"""TLS as the SAS asks for it: certificates on both sides, revocation, allow-lists."""
