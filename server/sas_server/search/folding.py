"""Text as string searches compare it: without case, accents, punctuation, extra blanks.

Spec: https://hl7.org/fhir/R4/search.html#string
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`Saint-Étienne  (Loire)` -> `saint etienne loire`."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = "".join(
        character if character.isalnum() else " "
        for character in decomposed
        if not unicodedata.combining(character)
    )
    return " ".join(kept.split())


def fold_code(text: str) -> str:
    """A code as it is kept where case does not matter."""
    return text.casefold()
