"""The frame of the server's own pages: language, title, icon and style sheet."""

from __future__ import annotations

from jinja2 import ChoiceLoader, Environment, PackageLoader

_HERE = "sas_server.pages"


def page_environment(package: str = _HERE) -> Environment:
    """Reads the templates beside the code of `package`, and `frame.html`, which they extend."""
    loader = ChoiceLoader([PackageLoader(package, "."), PackageLoader(_HERE, ".")])
    return Environment(loader=loader, autoescape=True, trim_blocks=True)
