"""The language of what a command says when no option names one."""

from __future__ import annotations

from collections.abc import Mapping

from sas_validators.issues.message import Language


def language_of(environment: Mapping[str, str]) -> Language:
    """English for an English locale, else French: the product's first language.

    Reads LC_ALL, LC_MESSAGES and LANG as POSIX ranks them; a locale that names
    no language (C, POSIX) counts as none.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "fr"
    return "fr"
