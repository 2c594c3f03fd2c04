"""One validation while it runs: what was found, and where in the tree it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from sas_validators.checks.bundle_index import BundleIndex
from sas_validators.definitions.extensions import ExtensionFacts
from sas_validators.definitions.profiles import ProfileFacts
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.node import Items
from sas_validators.issues.catalogue.invariants import unevaluated
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location, find

if TYPE_CHECKING:
    from sas_validators.snapshot.generator import Snapshots
    from sas_validators.terminology.terminology import Terminology

Object: TypeAlias = dict[str, Any]
Check: TypeAlias = "Callable[[Object, Location, Run], None]"

NO_DETAILS: dict[str, Any] = {}

MAX_ERRORS = 10_000
"""Errors of one resource after which nothing more is looked for: nobody reads on."""


class TooManyErrors(Exception):  # noqa: N818 - nothing went wrong here
    """Ends a run that has found `MAX_ERRORS` errors, which are in `findings`."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(len(findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Options:
    """How strict a validator is where FHIR leaves it to the receiver.

    `accept_unknown_extensions`: an extension that no loaded package defines is a
    warning, not an error (a modifier extension always is an error).
    `refuse_empty_arrays`: an empty array of primitives is an error, not a warning
    (one of objects always is an error).
    """

    accept_unknown_extensions: bool = False
    refuse_empty_arrays: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a resource is judged by.

    `canonicals` are the definition of its type and the loaded profiles that it
    declares or its caller asks for; `unknown` the others with their index.
    """

    canonicals: tuple[str, ...]
    unknown: tuple[tuple[int, str], ...]


class Session(Protocol):
    """What every run of one validator shares: compiled units, types, terminology."""

    types: TypeModel
    terminology: Terminology
    resource_rules: Mapping[str, Check]

    def is_resource_type(self, name: str) -> bool:
        """Whether `name` is a resource type (abstract ones included)."""

    def plan(self, type_name: str, declared: tuple[str, ...], asked: tuple[str, ...]) -> Plan:
        """What a resource of that type that declares these profiles is judged by."""

    @property
    def snapshots(self) -> Snapshots:
        """The loaded StructureDefinitions with their snapshots."""

    def find_resource(self, canonical: str, type_name: str) -> Object | None:
        """The loaded conformance resource of that canonical and type."""

    def unit(self, type_name: str, canonicals: tuple[str, ...]) -> Check:
        """The compiled check of `canonicals` together."""

    def unbound(self, type_name: str) -> Callable[[Any, Location, Run], None] | None:
        """The judge of a coded value that no binding speaks of; None for types without codes."""

    def find_profile(self, canonical: str) -> ProfileFacts | None:
        """What is known of a StructureDefinition without compiling it."""

    def find_extension(self, url: str) -> ExtensionFacts | None:
        """What is known of an extension's definition."""

    def member_of(self, value: Any, type_name: str, value_set: str) -> bool | None:
        """Whether a coded value is in a value set; None when it can't be told."""

    def subsumes(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool | None:
        """Whether the code of one Coding is, or is above, the other's; None when unknown."""

    def evaluate(self, expression: str, focus: Items, env: Environment) -> Items:
        """The result of a FHIRPath expression; nothing for one that fails or is none."""


class Run:
    """The state of one validation.

    `resource` is the resource being judged, at `resource_at`; `container` the one
    that holds it when it is contained (else the resource itself), at
    `container_at`; `bundle` the index of the Bundle around it, if there is one.
    """

    __slots__ = (
        "bundle",
        "contained",
        "container",
        "container_at",
        "element_ids",
        "enough",
        "env",
        "findings",
        "from_xml",
        "language",
        "options",
        "resource",
        "resource_at",
        "root",
        "session",
        "visited",
    )

    def __init__(
        self, session: Session, env: Environment, root: Object, options: Options, *, from_xml: bool
    ) -> None:
        self.session = session
        self.env = env
        self.root = root
        self.options = options
        self.from_xml = from_xml
        self.findings: list[Finding] = []
        self.enough = MAX_ERRORS
        self.resource: Object = root
        self.resource_at: Location = (None, "", None)
        self.container: Object = root
        self.container_at: Location = self.resource_at
        self.bundle: BundleIndex | None = None
        self.language: str | None = None
        self.element_ids: dict[str, Location] | None = None
        self.contained: dict[int, dict[str, tuple[int, Object]]] = {}
        self.visited: dict[tuple[int, tuple[str, ...]], list[Finding]] = {}

    @property
    def resource_type(self) -> str:
        """The type of the resource at hand."""
        return str(self.resource.get("resourceType"))

    def contained_in(self, holder: Object) -> dict[str, tuple[int, Object]]:
        """The contained resources of `holder` by id, the first of each, with their index."""
        found = self.contained.get(id(holder))
        if found is None:
            found = self.contained[id(holder)] = {}
            contained = holder.get("contained")
            for index, item in enumerate(contained if isinstance(contained, list) else ()):
                if isinstance(item, dict) and isinstance(name := item.get("id"), str):
                    found.setdefault(name, (index, item))
        return found

    def value_at(self, location: Location) -> Any:
        """The JSON value at `location`; None when there is none."""
        return find(self.root, location)

    def add(self, message: Message, at: Location, asked_by: str = "", /, **details: Any) -> None:
        """Records one finding; `asked_by` is the profile that asked, `details` fill its texts."""
        self.findings.append(Finding(message, at, details, asked_by))
        if len(self.findings) > self.enough:
            self._stop_at_many_errors()

    def broken(self, message: Message, at: Location, key: str) -> None:
        """Records an invariant that does not hold, and why when it could not be evaluated."""
        if self.env.failure:
            message = unevaluated(message, self.env.take_failure())
        self.findings.append(Finding(message, at, NO_DETAILS, "", key))
        if len(self.findings) > self.enough:
            self._stop_at_many_errors()

    def _stop_at_many_errors(self) -> None:
        """Raises TooManyErrors; warnings, however many, leave the verdict open and count not."""
        errors = sum(item.message.severity in ("error", "fatal") for item in self.findings)
        if errors >= MAX_ERRORS:
            raise TooManyErrors(self.findings)
        self.enough = len(self.findings) + MAX_ERRORS

    def collect(self, check: Check, value: Object, at: Location) -> list[Finding]:
        """The findings of `check` on its own, leaving those of the run as they are."""
        kept, self.findings = self.findings, []
        try:
            check(value, at, self)
            return self.findings
        finally:
            self.findings = kept
