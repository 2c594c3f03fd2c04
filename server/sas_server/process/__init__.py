"""The server as processes: gunicorn's workers, their time limits, what they report."""
