"""A SUSHI project as the guide builder reads it: configuration, pages, compiled content."""
