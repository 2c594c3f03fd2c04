"""What differs between two versions of a package, and whom it can hurt."""
