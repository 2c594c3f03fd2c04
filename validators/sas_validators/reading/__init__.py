"""From the text of an instance to the JSON value that is checked, and back to places in the text.

Stands between `model`, `definitions` and `issues` below and everything that
judges resources above.
"""
