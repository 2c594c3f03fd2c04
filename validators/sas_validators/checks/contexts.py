"""Where an extension may stand: the contexts its definition names.

Spec: https://hl7.org/fhir/R4/defining-extensions.html#context
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.checks.run import Run
from sas_validators.definitions.extensions import ExtensionFacts
from sas_validators.model.paths import ChoiceStep, Location, steps

_ANY = "Element"
_FREE_PATHS = ("ElementDefinition.fixed", "ElementDefinition.pattern", "ElementDefinition.example")
"""Values of definitions stand for values elsewhere, so every extension is at home there."""


def fits_context(parent: Location, r: Run, owner: str, facts: ExtensionFacts) -> bool:
    """Whether one of the contexts allows the extension on the element at `parent`.

    `owner` is the type of that element.
    """
    if not facts.contexts:
        return True
    names = context_names(parent, r, owner)
    if any(name.startswith(_FREE_PATHS) for name in names):
        return True
    return any(_fits(kind, text, parent, r, names) for kind, text in facts.contexts)


def _fits(kind: str, text: str, parent: Location, r: Run, names: frozenset[str]) -> bool:
    if kind == "element":
        return _fits_element(text, r, names)
    if kind == "extension":
        holder = r.value_at(parent)
        return isinstance(holder, dict) and holder.get("url") == text
    if kind == "fhirpath":
        holder = r.value_at(parent)
        return any(found is holder for found in r.session.evaluate(text, r))
    return False


def _fits_element(text: str, r: Run, names: frozenset[str]) -> bool:
    profile, separator, path = text.rpartition("#")
    if not separator:
        return text == _ANY or text in names
    meta = r.resource.get("meta")
    declared = meta.get("profile") if isinstance(meta, dict) else None
    return path in names and isinstance(declared, list) and profile in declared


def context_names(parent: Location, r: Run, owner: str) -> frozenset[str]:
    """Every name by which a context may mean the element at `parent`.

    Its path from the resource (`Patient.name`), from every data type on the way
    (`Address.line`), its type, and what that type specialises.
    """
    types = r.session.types
    inside = steps(parent)[len(steps(r.resource_at)) :]
    type_name = r.resource_type
    names = _type_names(type_name, r)
    for step, _ in inside:
        info = types.find(type_name)
        member = info.members.get(step) if info is not None else None
        element = step.element + "[x]" if isinstance(step, ChoiceStep) else step
        names = {f"{name}.{element}" for name in names}
        if isinstance(step, ChoiceStep):
            names |= {name.removesuffix("[x]") for name in names}
        type_name = member[1] if member is not None else owner
        names |= _type_names(type_name, r)
    return frozenset(names)


def _type_names(type_name: str, r: Run) -> set[str]:
    names = set(r.session.types.ancestors(type_name))
    info = r.session.types.find(type_name)
    if info is not None and info.kind == "resource" and "url" in info.elements:
        names.add("CanonicalResource")
    return names


def broken_invariants(
    parent: Location, here: Location, r: Run, facts: ExtensionFacts
) -> Iterator[str]:
    """The context invariants of the extension at `here` that do not hold on its holder."""
    for expression in facts.context_invariants:
        if not r.session.holds(expression, parent, here, r):
            yield expression
