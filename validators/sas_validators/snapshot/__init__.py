"""Complete snapshots from differentials."""
