"""The narrative: Markdown pages with diagrams, validated examples and requests to try."""
