"""INT_L01: the search that a regulation software (LRM) opens with what it knows already."""
