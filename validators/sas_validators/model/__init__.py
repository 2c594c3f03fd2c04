"""Reading JSON and XML, locations and positions in them; imports nothing of ours."""
