"""Full-text search without any service: an index that the browser reads."""
