"""The look of the site: templates, style sheet, scripts."""
