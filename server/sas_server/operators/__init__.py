"""People who look after the server: their accounts, sessions and page."""
