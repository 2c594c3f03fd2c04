"""What an evaluation knows beside the element it looks at.

Spec: http://hl7.org/fhirpath/N1/#environment-variables and
https://hl7.org/fhir/R4/fhirpath.html#variables
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sas_validators.fhirpath.errors import BudgetError
from sas_validators.fhirpath.node import Item, Items, Node
from sas_validators.fhirpath.quantity import UnitConverter
from sas_validators.fhirpath.ucum import UcumConverter

if TYPE_CHECKING:
    from sas_validators.definitions.types import TypeModel

DEFAULT_STEPS = 2_000_000
"""A step is a microsecond or a few; no sensible rule on a large instance needs so many."""

MAX_TEXT = 16 * 1024 * 1024
"""Characters a computed string may have."""

ITEMS_PER_STEP = 4
"""How much of a collection is gone through in the time of a step."""

CHARACTERS_PER_STEP = 100
"""How much of a text is read or made in the time of a step."""

STEPS_PER_SECOND = 1_000_000
"""What time spent otherwise counts."""

LEAST_STEPS = 1_000
"""What even a test that ran out of steps again and again is given."""

NAMED_URLS = {
    "sct": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "ucum": "http://unitsofmeasure.org",
}
"""The variables FHIR defines for code systems."""

_VALUE_SET_BASE = "http://hl7.org/fhir/ValueSet/"
_EXTENSION_BASE = "http://hl7.org/fhir/StructureDefinition/"

Resolver = Callable[[str, "Node | None"], "Node | None"]


def named_url(name: str) -> str | None:
    """The URL that a variable of FHIR stands for: `ucum`, `vs-gender`, `ext-x`; None for others."""
    if name.startswith("vs-"):
        return _VALUE_SET_BASE + name[3:]
    if name.startswith("ext-"):
        return _EXTENSION_BASE + name[4:]
    return NAMED_URLS.get(name)


def _undecided(*_: object) -> None:
    """The answer of a service nobody gave: can't be decided, hence empty."""


class Environment:
    """The variables and services of an evaluation; one may serve many evaluations in turn.

    `resource` and `root_resource` are raw JSON: the resource that holds the
    element, and the one that contains that (the same if it is not contained).
    `variables` are user-defined, `%name` without the `%`; each a raw System
    value, a `Node`, or a list of them.

    The services decide what FHIRPath leaves to its host; each returns None
    where it can't tell:
    `resolve(reference, node)` the node a reference leads to (`node` holds the
    reference); `member_of(item, value_set)`; `conforms_to(node, profile)`;
    `subsumes(item, item)`; `html_checks(text)` whether XHTML keeps FHIR's rules and
    `html_content(text)` whether it has text or an image; `element_definition(node)`;
    `slice_of(node, structure, name)` whether a node is in that slice;
    `units` converts units of measure; `trace(name, items)` receives what
    `trace()` sees.
    """

    __slots__ = (
        "_limits",
        "_moment",
        "conforms_to",
        "element_definition",
        "failure",
        "html_checks",
        "html_content",
        "member_of",
        "resolve",
        "resource",
        "root_resource",
        "slice_of",
        "step_limit",
        "steps_left",
        "subsumes",
        "trace",
        "types",
        "units",
        "variables",
    )

    def __init__(
        self,
        types: TypeModel,
        *,
        resource: Mapping[str, Any] | None = None,
        root_resource: Mapping[str, Any] | None = None,
        variables: Mapping[str, Any] | None = None,
        resolve: Resolver = _undecided,
        member_of: Callable[[Item, str], bool | None] = _undecided,
        conforms_to: Callable[[Node, str], bool | None] = _undecided,
        subsumes: Callable[[Item, Item], bool | None] = _undecided,
        html_checks: Callable[[str], bool | None] = _undecided,
        html_content: Callable[[str], bool | None] = _undecided,
        element_definition: Callable[[Node], Node | None] = _undecided,
        slice_of: Callable[[Node, str, str], bool | None] = _undecided,
        units: UnitConverter | None = None,
        trace: Callable[[str, Items], None] = _undecided,
        now: datetime.datetime | None = None,
        step_limit: int = DEFAULT_STEPS,
    ) -> None:
        """`now` (with a time zone) is asked from the clock when first needed, unless given."""
        self.types = types
        self.resource: Mapping[str, Any] = resource if resource is not None else {}
        self.root_resource = root_resource if root_resource is not None else self.resource
        self.variables: Mapping[str, Any] = variables or {}
        self.resolve = resolve
        self.member_of = member_of
        self.conforms_to = conforms_to
        self.subsumes = subsumes
        self.html_checks = html_checks
        self.html_content = html_content
        self.element_definition = element_definition
        self.slice_of = slice_of
        self.units: UnitConverter = units or UcumConverter()
        self.trace = trace
        self._moment = now
        self.step_limit = step_limit
        self.steps_left = step_limit
        self._limits: dict[Hashable, int] = {}
        self.failure = ""
        """Why the last test that could not be evaluated could not; "" once that was reported."""

    @property
    def now(self) -> datetime.datetime:
        """The moment of the evaluation, the same however often it is asked."""
        if self._moment is None:
            self._moment = datetime.datetime.now().astimezone()
        return self._moment

    def start(self, test: Hashable = None) -> None:
        """Gives the next evaluation its steps: all, or less when `test` has run out of them.

        Each time it does its next allowance is halved, so that what one test takes
        remains bounded however many elements it is put to.
        """
        self.steps_left = (self._limits and self._limits.get(test)) or self.step_limit

    def failed(self, failure: Exception, test: Hashable) -> Literal[False]:
        """Notes why `test` could not be evaluated, which means that it does not hold."""
        self.failure = str(failure) or type(failure).__name__
        if isinstance(failure, BudgetError):
            steps = self._limits.get(test, self.step_limit)
            self._limits[test] = max(steps // 2, LEAST_STEPS)
        return False

    def take_failure(self) -> str:
        """Why the test that has just failed could not be evaluated; "" when it could."""
        failure, self.failure = self.failure, ""
        return failure

    def spend_items(self, items: int) -> None:
        """Counts a pass over a collection, or the making of one. Raises BudgetError."""
        self.spend(1 + items // ITEMS_PER_STEP)

    def spend_text(self, characters: int) -> None:
        """Counts the making of a text. Raises BudgetError for what nothing sensible makes."""
        if characters > MAX_TEXT:
            raise BudgetError(f"the evaluation makes a text of more than {MAX_TEXT} characters")
        self.spend(characters // CHARACTERS_PER_STEP)

    def spend(self, steps: int) -> None:
        """Counts work done. Raises BudgetError when the evaluation takes too much of it."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise BudgetError(f"the evaluation takes more than {self.step_limit} steps")


def check_number(number: Decimal) -> Decimal | None:
    """`number`, None when it is beyond what can be written out in full."""
    return number if number.is_finite() and abs(number.adjusted()) < 400 else None
