"""One validation while it runs: what was found, and where in the tree it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from sas_validators.checks.bundle_index import BundleIndex
from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath.environment import Environment
from sas_validators.issues.finding import Finding
from sas_validators.issues.message import Message
from sas_validators.model.paths import Location

Object: TypeAlias = dict[str, Any]
Check: TypeAlias = "Callable[[Object, Location, Run], None]"

NO_DETAILS: dict[str, Any] = {}


class Session(Protocol):
    """What every run of one validator shares: compiled units, types, terminology."""

    types: TypeModel

    def unit(self, type_name: str, canonicals: tuple[str, ...]) -> Check:
        """The compiled check of `canonicals` together; raises ProfileError."""

    def find_profile(self, canonical: str) -> ProfileFacts | None:
        """What is known of a StructureDefinition without compiling it."""

    def find_extension(self, url: str) -> ExtensionFacts | None:
        """What is known of an extension's definition."""


class ProfileFacts(Protocol):
    """The header of a StructureDefinition."""

    @property
    def url(self) -> str:
        """Its canonical, with `|version` when it was asked for with one."""

    @property
    def type(self) -> str:
        """The type it constrains."""


class ExtensionFacts(Protocol):
    """The header of an extension's definition."""

    @property
    def url(self) -> str:
        """Its canonical."""


class Run:
    """The state of one validation.

    `resource` is the resource being judged, `container` the one that holds it
    when it is contained (else the resource itself), `bundle` the index of the
    Bundle around it and `full_url` its entry's, when there are.
    """

    __slots__ = (
        "bundle",
        "conforming",
        "container",
        "element_ids",
        "env",
        "findings",
        "from_xml",
        "full_url",
        "language",
        "resource",
        "resource_at",
        "root",
        "session",
        "visited",
    )

    def __init__(self, session: Session, env: Environment, *, from_xml: bool) -> None:
        self.session = session
        self.env = env
        self.from_xml = from_xml
        self.findings: list[Finding] = []
        self.root: Object = {}
        self.resource: Object = {}
        self.resource_at: Location = (None, "", None)
        self.container: Object = {}
        self.bundle: BundleIndex | None = None
        self.full_url: str | None = None
        self.language: str | None = None
        self.element_ids: dict[str, Location] | None = None
        self.conforming: dict[tuple[int, str], bool] = {}
        self.visited: dict[tuple[int, tuple[str, ...]], list[Finding]] = {}

    def add(self, message: Message, at: Location, profile: str = "", **details: Any) -> None:
        """Records one finding; `details` fill the message's templates."""
        self.findings.append(Finding(message, at, details, profile))

    def broken(self, message: Message, at: Location, key: str) -> None:
        """Records an invariant that does not hold."""
        self.findings.append(Finding(message, at, NO_DETAILS, "", key))

    def collect(self, check: Check, value: Object, at: Location) -> list[Finding]:
        """The findings of `check` on its own, leaving those of the run as they are."""
        kept, self.findings = self.findings, []
        try:
            check(value, at, self)
            return self.findings
        finally:
            self.findings = kept


def has_errors(findings: list[Finding]) -> bool:
    """Whether one of the findings makes a resource invalid."""
    return any(finding.message.severity in ("error", "fatal") for finding in findings)
