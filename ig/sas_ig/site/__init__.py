"""Builds the site: pages to files, rendered when their content changed."""
