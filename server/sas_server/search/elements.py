"""What the definitions say about the element behind a simple search path.

Only for plain paths (`Slot.status`); other expressions have no static facts.

Spec: https://hl7.org/fhir/R4/elementdefinition.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sas_validators.definitions.registry import Registry, type_url
from sas_validators.definitions.types import ElementInfo, TypeModel

_PLAIN = re.compile(r"[A-Z]\w*(\.\w+)+")


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """`single`: never more than one value. `types`: its FHIR types.

    `system`: the code system of a `code` element, "" when its binding does not
    name exactly one.
    """

    single: bool
    types: tuple[str, ...]
    system: str


UNKNOWN = ElementFacts(single=False, types=(), system="")


class Elements:
    """Looks up the facts of paths."""

    def __init__(self, registry: Registry, model: TypeModel) -> None:
        """`registry` must hold the FHIR core definitions."""
        self._registry = registry
        self._model = model

    def facts(self, path: str) -> ElementFacts:
        """The facts of a path; UNKNOWN for what is no plain path."""
        if not _PLAIN.fullmatch(path):
            return UNKNOWN
        type_name, *names = path.split(".")
        single, element = True, None
        for name in names:
            info = self._model.find(type_name)
            element = info.elements.get(name) if info is not None else None
            if element is None:
                return UNKNOWN
            owner, type_name = type_name, element.types[0] if element.types else ""
            single = single and not element.repeats
        if element is None:
            return UNKNOWN
        system = self._system(owner, element) if element.types == ("code",) else ""
        return ElementFacts(single, element.types, system)

    def _system(self, owner: str, element: ElementInfo) -> str:
        """The one code system that the element's required binding draws from."""
        definition = self._registry.find(type_url(owner.partition(".")[0]))
        if definition is None:
            return ""
        path = f"{owner}.{element.name}"
        for found in definition["snapshot"]["element"]:
            if found["path"] == path:
                return self._one_system(found.get("binding", {}))
        return ""

    def _one_system(self, binding: dict[str, Any]) -> str:
        canonical = binding.get("valueSet")
        if binding.get("strength") != "required" or canonical is None:
            return ""
        value_set = self._registry.find(canonical, type="ValueSet")
        if value_set is None:
            return ""
        included = value_set.get("compose", {}).get("include", ())
        systems = {part.get("system") for part in included}
        only = systems.pop() if len(systems) == 1 else None
        return only or ""
