"""What readers take away: the package, definitions, examples, expansions."""
