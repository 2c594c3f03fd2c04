"""Code systems: compiled from the resource to plain data, and asked about their codes.

The data holds only what `marshal` can write, so that it can be cached on disk
and read back in a fraction of the time the JSON takes.

Spec: https://hl7.org/fhir/R4/codesystem.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from sas_validators.terminology.json_reading import (
    STANDARDS_STATUS,
    Json,
    choice_text,
    extension_values,
    objects,
    text,
)

PARENT = "http://hl7.org/fhir/concept-properties#parent"
CHILD = "http://hl7.org/fhir/concept-properties#child"

_INACTIVE_STATUS = frozenset({"inactive", "retired", "deprecated"})
_PARENT_NAMES = frozenset({"parent", "subsumedBy"})
_MAX_CLOSURES = 256
_ABSTRACT_CODES = frozenset({"abstract", "notSelectable"})


class CodeSystemData(TypedDict):
    """A code system as plain data; codes keep the order of the resource.

    `displays`: code -> display, "" where it has none. `designations`: code ->
    (language, text) pairs, language "" where none is given. `inactive`: code ->
    `inactive`, `retired` or `deprecated`. `parents`: code -> the codes right
    above it, by nesting or by the properties called `parent_names` and
    `child_names`. `properties`: any other property -> code -> values as text.
    `folded`: lower case -> code, empty where case matters.
    """

    url: str
    version: str
    name: str
    status: str
    standards_status: str
    experimental: bool
    content: str
    case_sensitive: bool
    language: str
    displays: dict[str, str]
    designations: dict[str, tuple[tuple[str, str], ...]]
    inactive: dict[str, str]
    abstract: frozenset[str]
    parents: dict[str, tuple[str, ...]]
    parent_names: frozenset[str]
    child_names: frozenset[str]
    properties: dict[str, dict[str, tuple[str, ...]]]
    declared: frozenset[str]
    folded: dict[str, str]


class _Builder:
    """Collects the concepts of one code system."""

    def __init__(self, resource: Json) -> None:
        self.resource = resource
        self.displays: dict[str, str] = {}
        self.designations: dict[str, list[tuple[str, str]]] = {}
        self.inactive: dict[str, str] = {}
        self.abstract: set[str] = set()
        self.parents: dict[str, list[str]] = {}
        self.properties: dict[str, dict[str, list[str]]] = {}
        declared = {text(item, "code"): text(item, "uri") for item in objects(resource, "property")}
        self.declared = frozenset(declared)
        parents = {code for code, uri in declared.items() if uri == PARENT}
        children = {code for code, uri in declared.items() if uri == CHILD}
        self.parent_names = frozenset(parents | _PARENT_NAMES - children)
        self.child_names = frozenset(children | {"child"} - self.parent_names)

    def add_concepts(self) -> None:
        for concept, parent in _walk(self.resource):
            code = text(concept, "code")
            if not code:
                continue
            self.displays.setdefault(code, text(concept, "display"))
            if parent:
                self._add_parent(code, parent)
            self.add_details(code, concept)

    def add_supplement(self, supplement: Json) -> None:
        """Adds the designations and properties of a supplement; its unknown codes say nothing."""
        for concept, _ in _walk(supplement):
            code = text(concept, "code")
            if code in self.displays:
                display = text(concept, "display")
                if display:
                    language = text(supplement, "language")
                    self.designations.setdefault(code, []).append((language, display))
                self.add_details(code, concept)

    def add_details(self, code: str, concept: Json) -> None:
        for designation in objects(concept, "designation"):
            value = text(designation, "value")
            if value:
                pair = (text(designation, "language"), value)
                self.designations.setdefault(code, []).append(pair)
        for item in objects(concept, "property"):
            name, value = text(item, "code"), choice_text(item)
            if name and value:
                self._add_property(code, name, value)

    def _add_property(self, code: str, name: str, value: str) -> None:
        if name in self.parent_names:
            self._add_parent(code, value)
            return
        if name in self.child_names:
            self._add_parent(value, code)
            return
        self.properties.setdefault(name, {}).setdefault(code, []).append(value)
        if name == "status" and value in _INACTIVE_STATUS:
            self.inactive[code] = value
        elif name == "inactive" and value == "true":
            self.inactive.setdefault(code, "inactive")
        elif name == "deprecated" and value != "false":
            self.inactive.setdefault(code, "deprecated")
        elif name in _ABSTRACT_CODES and value == "true":
            self.abstract.add(code)

    def _add_parent(self, code: str, parent: str) -> None:
        known = self.parents.setdefault(code, [])
        if parent not in known:
            known.append(parent)


def _walk(resource: Json) -> Iterator[tuple[Json, str]]:
    """Every concept in document order with the code it is nested in, however deep."""
    pending = [(item, "") for item in reversed(list(objects(resource, "concept")))]
    while pending:
        concept, parent = pending.pop()
        yield concept, parent
        code = text(concept, "code")
        pending.extend((item, code) for item in reversed(list(objects(concept, "concept"))))


def compile_code_system(resource: Json, supplements: Iterable[Json] = ()) -> CodeSystemData:
    """Compiles a CodeSystem with the supplements loaded for it.

    What is malformed in `resource` is left out; nothing is raised. A system
    that does not say whether case matters is read as one where it does not.
    """
    builder = _Builder(resource)
    builder.add_concepts()
    for supplement in supplements:
        builder.add_supplement(supplement)
    case_sensitive = resource.get("caseSensitive") is True
    folded: dict[str, str] = {}
    if not case_sensitive:
        for code in builder.displays:
            folded.setdefault(code.lower(), code)
    return CodeSystemData(
        url=text(resource, "url"),
        version=text(resource, "version"),
        name=text(resource, "name"),
        status=text(resource, "status"),
        standards_status=next(extension_values(resource, STANDARDS_STATUS), ""),
        experimental=resource.get("experimental") is True,
        content=text(resource, "content"),
        case_sensitive=case_sensitive,
        language=text(resource, "language"),
        displays=builder.displays,
        designations={code: tuple(items) for code, items in builder.designations.items()},
        inactive=builder.inactive,
        abstract=frozenset(builder.abstract),
        parents={code: tuple(items) for code, items in builder.parents.items()},
        parent_names=builder.parent_names,
        child_names=builder.child_names,
        properties={
            name: {code: tuple(values) for code, values in items.items()}
            for name, items in builder.properties.items()
        },
        declared=builder.declared,
        folded=folded,
    )


class CodeSystem:
    """A code system to be asked about its codes. Cheap to make: it only wraps its data."""

    __slots__ = ("_child_index", "_closures", "data", "displays")

    def __init__(self, data: CodeSystemData) -> None:
        self.data = data
        self.displays = data["displays"]
        self._closures: dict[tuple[str, str], frozenset[str]] = {}
        self._child_index: dict[str, list[str]] | None = None

    @property
    def url(self) -> str:
        """Its canonical, without version."""
        return self.data["url"]

    @property
    def version(self) -> str:
        """Its business version, "" when it has none."""
        return self.data["version"]

    @property
    def complete(self) -> bool:
        """Whether a code that is not here does not exist."""
        return self.data["content"] == "complete"

    @property
    def usable(self) -> bool:
        """Whether it holds concepts of its own: some packages have systems only in name."""
        return bool(self.displays) and self.data["content"] not in ("not-present", "supplement")

    def find(self, code: str) -> str | None:
        """`code` as the system writes it, None when the system does not list it."""
        if code in self.displays:
            return code
        if self.data["case_sensitive"]:
            return None
        return self.data["folded"].get(code.lower())

    def ancestors(self, code: str) -> frozenset[str]:
        """All codes above `code`; loops in the hierarchy are followed once."""
        return self._keep("up", code)

    def descendants(self, code: str) -> frozenset[str]:
        """All codes below `code`; loops in the hierarchy are followed once."""
        return self._keep("down", code)

    def _keep(self, direction: str, code: str) -> frozenset[str]:
        known = self._closures.get((direction, code))
        if known is None:
            links = self.data["parents"] if direction == "up" else self._children()
            known = _closure(code, links)
            if len(self._closures) >= _MAX_CLOSURES:
                self._closures.clear()
            self._closures[direction, code] = known
        return known

    def children(self, code: str) -> tuple[str, ...]:
        """The codes right below `code`."""
        return tuple(self._children().get(code, ()))

    def _children(self) -> dict[str, list[str]]:
        if self._child_index is None:
            index: dict[str, list[str]] = {}
            for code, parents in self.data["parents"].items():
                for parent in parents:
                    index.setdefault(parent, []).append(code)
            self._child_index = index
        return self._child_index

    def is_a(self, code: str, ancestor: str) -> bool:
        """Whether `code` is `ancestor` or below it."""
        return code == ancestor or ancestor in self.ancestors(code)

    def status_of(self, code: str) -> str:
        """`inactive`, `retired` or `deprecated`, "" for a code in use."""
        return self.data["inactive"].get(code, "")


def _closure(code: str, links: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Everything reachable from `code`, without `code` itself."""
    found: set[str] = set()
    pending = list(links.get(code, ()))
    while pending:
        current = pending.pop()
        if current not in found:
            found.add(current)
            pending.extend(links.get(current, ()))
    found.discard(code)
    return frozenset(found)
