"""Questionnaires and the responses to them; loaded only for such resources."""
