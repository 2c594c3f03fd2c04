"""The audit trail: one AuditEvent for each access, kept in the store, read-only."""
