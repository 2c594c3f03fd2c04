"""What is wrong with the guide, and the report that says so."""
