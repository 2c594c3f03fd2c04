"""Where an extension may stand: the contexts its definition names.

Spec: https://hl7.org/fhir/R4/defining-extensions.html#context
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sas_validators.checks.run import Run
from sas_validators.checks.services import attach
from sas_validators.definitions.extensions import ExtensionFacts
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.logic import truth
from sas_validators.fhirpath.node import Node
from sas_validators.model.paths import ChoiceStep, Location, steps

_ANY = "Element"
_FREE_PATHS = ("ElementDefinition.fixed", "ElementDefinition.pattern", "ElementDefinition.example")
"""Values of definitions stand for values elsewhere, so every extension is at home there."""


def fits_context(parent: Location, r: Run, owner: str, facts: ExtensionFacts) -> bool:
    """Whether one of the contexts allows the extension on the element at `parent`.

    `owner` is the type of that element.
    """
    if not facts.contexts:
        return not facts.versioned
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
        found = r.session.evaluate(text, [_resource(r)], r.env)
        return any(isinstance(item, Node) and item.location == parent for item in found)
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
    parent: Location, here: Location, r: Run, owner: str, facts: ExtensionFacts
) -> Iterator[str]:
    """The context invariants of the extension at `here` that do not hold on its holder.

    In them `%extension` is the extension itself.
    """
    if not facts.context_invariants:
        return
    env = Environment(
        r.session.types,
        resource=r.env.resource,
        root_resource=r.env.root_resource,
        variables={"extension": Node(r.value_at(here), "Extension", None, here)},
    )
    attach(env, r)
    holder = Node(r.value_at(parent), owner, _companion(parent, r), parent)
    for expression in facts.context_invariants:
        found = r.session.evaluate(expression, [holder], env)
        if len(found) != 1 or truth(found) is not True:
            yield expression


def _resource(r: Run) -> Node:
    return Node(r.resource, r.resource_type, None, r.resource_at)


def _companion(location: Location, r: Run) -> Any:
    """What the `_x` member holds for the primitive at `location`."""
    above, step, index = location
    return None if above is None else r.value_at((above, "_" + step, index))
