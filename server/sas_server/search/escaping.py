r"""Search values with their separators and escapes: `\,` `\|` `\$` `\\`.

Spec: https://hl7.org/fhir/R4/search.html#escaping
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\([,|$\\])")


def split_escaped(text: str, separator: str) -> list[str]:
    r"""`text` split at every `separator` that is not escaped; escapes are kept."""
    if "\\" not in text:
        return text.split(separator)
    parts, current, escaped = [], "", False
    for character in text:
        if character == separator and not escaped:
            parts.append(current)
            current = ""
        else:
            current += character
        escaped = character == "\\" and not escaped
    return [*parts, current]


def unescape(text: str) -> str:
    r"""`a\,b` -> `a,b`."""
    return _ESCAPE.sub(r"\1", text)
