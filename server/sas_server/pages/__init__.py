"""What the server's own pages share."""
