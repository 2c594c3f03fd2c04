"""Says changes of elements in words.

Sentences carry two marks for whoever prints them: `code` between backquotes, and
a definition as `[[canonical]]`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from sas_ig.elements.changes import Change
from sas_ig.elements.facets import (
    Binding,
    Cardinality,
    Constraint,
    Slicing,
    TypeChoice,
    Value,
    cardinality,
)

Language = Literal["fr", "en"]

_STRENGTHS = {
    "required": ("requise", "required"),
    "extensible": ("extensible", "extensible"),
    "preferred": ("recommandée", "preferred"),
    "example": ("d'exemple", "example"),
}

_MODES = {
    "contained": ("contenue dans la ressource", "contained in the resource"),
    "referenced": ("désignée par son adresse", "named by its address"),
    "bundled": ("présente dans le même Bundle", "present in the same Bundle"),
}

_DISCRIMINATORS = {
    "value": ("la valeur de {path}", "the value of {path}"),
    "pattern": ("le motif de {path}", "the pattern of {path}"),
    "exists": ("la présence de {path}", "the presence of {path}"),
    "type": ("le type de {path}", "the type of {path}"),
    "profile": ("le profil de {path}", "the profile of {path}"),
}

_RULES = {
    "open": ("ouvertes", "open"),
    "closed": ("fermées", "closed"),
    "openAtEnd": ("ouvertes à la fin", "open at the end"),
}

_WORDS = {
    "short": ("intitulé", "short text"),
    "definition": ("définition", "definition"),
    "comment": ("commentaire", "comment"),
    "requirements": ("raison d'être", "requirements"),
    "meaningWhenMissing": ("sens de l'absence", "meaning when missing"),
}


def strength(name: str, language: Language) -> str:
    """A binding strength in words."""
    return _pick(_STRENGTHS.get(name, (name, name)), language)


def predicate(change: Change, language: Language) -> str:
    """What a change says of its element, to be read after the element's name."""
    match change.facet:
        case "element":
            return _element(change, language)
        case "slice":
            return _slice(change, language)
        case "cardinality":
            return _cardinality(change.old, change.new, language)
        case "types":
            return _types(change, language)
        case "aggregation":
            return _aggregation(change.new, language)
        case "value":
            return _value(change.old, change.new, language)
        case "binding":
            return _binding(change.old, change.new, language)
        case "slicing":
            return slicing_sentence(change.new, language)
        case "constraint":
            return _constraint(change.old, change.new, language)
    return _small(change, language)


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "fr" else pair[1]


def _element(change: Change, language: Language) -> str:
    if change.new is None:
        return _pick(("disparaît", "is removed"), language)
    card = cardinality(change.new)
    return _pick(("apparaît", "is added"), language) + (f" (`{card}`)" if card else "")


def _slice(change: Change, language: Language) -> str:
    card = cardinality(change.new)
    if card is not None and card.max == 0:
        return _pick(("est une tranche interdite", "is a prohibited slice"), language)
    shown = f" (`{card}`)" if card else ""
    return _pick(("est une nouvelle tranche", "is a new slice"), language) + shown


def _cardinality(old: Cardinality, new: Cardinality, language: Language) -> str:
    arrow = f"(`{old}` → `{new}`)"
    if new.max == 0:
        return _pick(("est interdit", "is prohibited"), language) + f" {arrow}"
    if old.max == 0:
        return _pick(("n'est plus interdit", "is no longer prohibited"), language) + f" {arrow}"
    if old.min == 0 and new.min > 0 and old.max == new.max:
        return _pick(("devient obligatoire", "becomes mandatory"), language) + f" {arrow}"
    if new.min == 0 and old.min > 0 and old.max == new.max:
        return _pick(("devient facultatif", "becomes optional"), language) + f" {arrow}"
    if old.min == new.min and new.max == 1:
        return _pick(("ne se répète pas", "does not repeat"), language) + f" {arrow}"
    if (new.min, new.max) == (1, 1):
        return _pick(("est présent une fois et une seule", "occurs exactly once"), language) + (
            f" {arrow}"
        )
    return _pick(("change de cardinalité", "changes its cardinality"), language) + f" {arrow}"


def _types(change: Change, language: Language) -> str:
    after: tuple[TypeChoice, ...] = change.new
    gained = [item for item in after if item not in change.old]
    if change.effect == "looser":
        return _pick(("admet aussi ", "also allows "), language) + _listed(gained, language)
    if all(item.target for item in after):
        words = ("désigne seulement ", "only refers to ")
        targets = [f"[[{item.target}]]" for item in after]
        return _pick(words, language) + _joined(targets, language)
    words = ("est de type ", "has the type ")
    return _pick(words, language) + _listed(list(after), language)


def _listed(items: list[TypeChoice], language: Language) -> str:
    return _joined([type_words(item, language) for item in items], language)


def type_words(item: TypeChoice, language: Language) -> str:
    """A type with its profile or target."""
    code = item.code.rpartition("/")[2].rpartition(".")[2]
    if item.target:
        return f"`{code}` " + _pick(("vers ", "to "), language) + f"[[{item.target}]]"
    if item.profile:
        return (
            f"`{code}` "
            + _pick(("conforme à ", "conforming to "), language)
            + (f"[[{item.profile}]]")
        )
    return f"`{code}`"


def _joined(items: list[str], language: Language) -> str:
    last = _pick((" ou ", " or "), language)
    return last.join(items) if len(items) < 3 else ", ".join(items[:-1]) + last + items[-1]


def _aggregation(modes: tuple[str, ...], language: Language) -> str:
    if not modes:
        return _pick(
            ("désigne une ressource où qu'elle soit", "refers to a resource anywhere"), language
        )
    names = [_pick(_MODES.get(mode, (mode, mode)), language) for mode in modes]
    return _pick(("désigne une ressource ", "refers to a resource "), language) + _joined(
        names, language
    )


def _value(old: Value | None, new: Value | None, language: Language) -> str:
    if new is None:
        return _pick(("n'a plus de valeur imposée", "has no imposed value any more"), language)
    words = ("vaut toujours ", "is always ") if _simple(new) else ("comporte ", "includes ")
    if new.exact and not _simple(new):
        words = ("vaut exactement ", "is exactly ")
    shown = ", ".join(value_lines(new.content))
    before = ""
    if old is not None:
        before = _pick((" (auparavant ", " (previously "), language)
        before += ", ".join(value_lines(old.content)) + ")"
    return _pick(words, language) + shown + before


def _simple(value: Value) -> bool:
    return not isinstance(value.content, dict)


def value_lines(content: Any, path: str = "") -> list[str]:
    """A fixed or pattern value as `path = value` pieces; a bare value is one piece."""
    if isinstance(content, dict):
        lines: list[str] = []
        if {"system", "code"} <= content.keys() and not isinstance(content["system"], dict):
            prefix = "" if path in ("", "coding") else f"{path} = "
            lines.append(f"`{prefix}{content['code']}` [[{content['system']}]]")
            content = {k: v for k, v in content.items() if k not in ("system", "code")}
        for name, inner in content.items():
            lines += value_lines(inner, f"{path}.{name}" if path else name)
        return lines
    if isinstance(content, list):
        return [line for inner in content for line in value_lines(inner, path)]
    text = content if isinstance(content, str) else json.dumps(content)
    return [f"`{path} = {text}`" if path else f"`{text}`"]


def _binding(old: Binding | None, new: Binding | None, language: Language) -> str:
    if new is None:
        return _pick(("n'est plus lié à un jeu de valeurs", "is no longer bound"), language)
    if not new.value_set:
        words = (
            "a une liaison {0} à un jeu décrit en texte",
            "has a {0} binding to a described set",
        )
        return _pick(words, language).format(strength(new.strength, language))
    if old is not None and old.value_set.partition("|")[0] == new.value_set.partition("|")[0]:
        words = (
            "sa liaison à [[{0}]] devient {1} ({2} auparavant)",
            "its binding to [[{0}]] becomes {1} (was {2})",
        )
        return _pick(words, language).format(
            new.value_set, strength(new.strength, language), strength(old.strength, language)
        )
    words = ("est lié à [[{0}]] (liaison {1})", "is bound to [[{0}]] ({1})")
    text = _pick(words, language).format(new.value_set, strength(new.strength, language))
    if old is not None and old.value_set:
        text += _pick((", et non plus à ", ", no longer to "), language) + f"[[{old.value_set}]]"
    return text


def slicing_sentence(slicing: Slicing, language: Language) -> str:
    """How an element is sliced."""
    ways = [_discriminator(item, language) for item in slicing.discriminators]
    rules = _pick(_RULES.get(slicing.rules, (slicing.rules, slicing.rules)), language)
    if not ways:
        return _pick((f"se découpe en tranches {rules}", f"is sliced ({rules})"), language)
    if language == "fr":
        return f"se découpe en tranches {rules}, selon " + " et ".join(ways)
    return f"is sliced ({rules}) by " + " and ".join(ways)


def _discriminator(item: str, language: Language) -> str:
    kind, _, path = item.partition(":")
    words = _DISCRIMINATORS.get(kind, (kind + " {path}", kind + " {path}"))
    here = _pick(("l'élément lui-même", "the element itself"), language)
    return _pick(words, language).format(path=here if path == "$this" else f"`{path}`")


def _constraint(old: Constraint | None, new: Constraint | None, language: Language) -> str:
    if new is None:
        key = "" if old is None else old.key
        return _pick(("perd la règle ", "loses the rule "), language) + f"`{key}`"
    words = ("suit la règle ", "follows the rule ")
    if old is not None:
        words = ("voit changer la règle ", "has its rule changed: ")
    colon = _pick((" : ", ": "), language)
    return _pick(words, language) + f"`{new.key}`{colon}{new.human}"


def _small(change: Change, language: Language) -> str:
    match change.facet:
        case "must-support":
            words = ("est à prendre en charge", "must be supported")
            if not change.new:
                words = ("n'est plus à prendre en charge", "need no longer be supported")
        case "modifier":
            words = ("modifie le sens de ce qui l'entoure", "modifies the meaning of its parent")
        case "length":
            limit = change.new
            words = (f"tient en {limit} caractères", f"has at most {limit} characters")
            if limit is None:
                words = ("n'a plus de longueur maximale", "has no maximal length any more")
        case "range":
            words = (f"borne : `{change.new}`", f"limit: `{change.new}`")
        case _:
            name = _WORDS.get(change.facet, (change.facet, change.facet))
            words = (f"{name[0]} reformulé(e)", f"{name[1]} reworded")
    return _pick(words, language)


def grouped(changes: list[Change], language: Language) -> Iterator[tuple[str, list[str]]]:
    """The predicates of changes by element id, in the order given."""
    found: dict[str, list[str]] = {}
    for change in changes:
        found.setdefault(change.element, []).append(predicate(change, language))
    yield from found.items()
