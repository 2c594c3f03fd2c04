"""What each kind of page shows, as plain data for its template."""
