"""Where resources, their versions and their index rows live: SQLite or PostgreSQL."""
