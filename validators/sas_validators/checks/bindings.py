"""Judges coded values against the bindings of their elements.

A compiled profile asks `Bindings` once for the `BindingCheck` of each coded
element. What a check says depends only on the codes, displays, versions and the
language, so it is remembered: a value seen before costs one dictionary look-up,
which compiled code does itself. `parts` are the members system, code, display
and version of a Coding, as the JSON has them, None where it has none; `language`
is Resource.language:

    check.codes[value]                       # code, uri, string
    check.codings[parts, language]           # Coding
    check.concepts[(parts, ...), language]   # CodeableConcept, one `parts` per coding
    check.units[system, code]                # Quantity

Each gives a tuple of `(message, sub_path, details)`, empty when there is
nothing to say. Such a look-up raises TypeError where the JSON has an object or
array in place of a string. The methods `code`, `coding`, `concept` and
`quantity` take any JSON value and never do.

Spec: https://hl7.org/fhir/R4/terminologies.html#strength
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from sas_validators.issues.catalogue import terminology as messages
from sas_validators.model.paths import Location
from sas_validators.terminology.bound_sets import BoundSet
from sas_validators.terminology.codings import Coding, Findings, Found, SubPath, shorten
from sas_validators.terminology.element_binding import UNBOUND, Binding
from sas_validators.terminology.languages import is_known
from sas_validators.terminology.terminology import Terminology

Parts = tuple[Any, Any, Any, Any]
"""The members system, code, display, version of a Coding."""

CodingKey = tuple[Parts, Any]
ConceptKey = tuple[tuple[Parts, ...], Any]
UnitKey = tuple[Any, Any]

MAX_REMEMBERED = 4096
"""Values that one check remembers of each kind; then it starts afresh."""

MAX_KEY = 1000
"""Characters in a value worth remembering."""

K = TypeVar("K")


class Memo(dict[K, Findings], Generic[K]):
    """What there is to say about each value: `memo[key]`, judged when first asked for."""

    __slots__ = ("_judge",)

    def __init__(self, judge: Callable[[K], Findings]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, key: K) -> Findings:
        found = self._judge(key)
        if key_size(key) <= MAX_KEY:
            if len(self) >= MAX_REMEMBERED:
                self.clear()
            self[key] = found
        return found


class BindingCheck:
    """The judge of one bound element, or of several with the same binding."""

    __slots__ = ("_bound", "codes", "codings", "concepts", "units")

    def __init__(self, terminology: Terminology, binding: Binding) -> None:
        text_allowed = binding.strength != "extensible"
        self._bound = (
            BoundSet(terminology, binding.strength, binding.value_set),
            *(
                BoundSet(terminology, strength, canonical, text_allowed=text_allowed)
                for strength, canonical in binding.additional
            ),
        )
        self.codes: Memo[Any] = Memo(self._judge_code)
        self.codings: Memo[CodingKey] = Memo(self._judge_coding)
        self.concepts: Memo[ConceptKey] = Memo(self._judge_concept)
        self.units: Memo[UnitKey] = Memo(self._judge_unit)

    @property
    def settles(self) -> bool:
        """Whether the binding is required, and its value set loaded.

        A value that meets such a binding need not meet a weaker one that the
        base definition has for the same element: the warnings of that one
        (`Terminology_TX_NoValid_2_CC`, `_13`, `_17`, `_5`) are not reported then.
        """
        return self._bound[0].settles

    def code(self, value: Any) -> Findings:
        """The findings on a `code`, `uri` or `string`; None for one that has only extensions."""
        return self.codes[value] if value is None or isinstance(value, str) else ()

    def coding(self, value: Any, language: Any = None) -> Findings:
        """The findings on a Coding."""
        return self.codings[_parts(value), _text(language) or None]

    def concept(self, value: Any, language: Any = None) -> Findings:
        """The findings on a CodeableConcept."""
        codings = value.get("coding") if isinstance(value, dict) else None
        items = codings if isinstance(codings, list) else ()
        return self.concepts[tuple(_parts(item) for item in items), _text(language) or None]

    def quantity(self, value: Any) -> Findings:
        """The findings on the unit of a Quantity."""
        system, code, _, _ = _parts(value)
        return self.units[system, code]

    def _judge_code(self, value: Any) -> Findings:
        if value is not None and not isinstance(value, str):
            return ()  # of the wrong JSON kind, which is said elsewhere
        return _distinct(bound.code(_text(value)) for bound in self._bound)

    def _judge_coding(self, key: CodingKey) -> Findings:
        coding, language = _coding(key[0]), _text(key[1])
        if not coding.system and coding.code:
            details = {"code": shorten(coding.code)}
            alone: Findings = ((messages.CODING_WITHOUT_SYSTEM, (), details),)
            return _distinct([alone, *(bound.coding(coding, "") for bound in self._bound)])
        unknown = self._stopped_by(language, (coding,), in_concept=False)
        if unknown:
            return unknown
        return _distinct(bound.coding(coding, language) for bound in self._bound)

    def _judge_concept(self, key: ConceptKey) -> Findings:
        codings, language = tuple(_coding(parts) for parts in key[0]), _text(key[1])
        unknown = self._stopped_by(language, codings, in_concept=True)
        if unknown:
            return unknown
        return _distinct(bound.concept(codings, language) for bound in self._bound)

    def _judge_unit(self, key: UnitKey) -> Findings:
        coding = _coding((*key, None, None))
        return _distinct(bound.unit(coding) for bound in self._bound)

    def _stopped_by(
        self, language: str, codings: tuple[Coding, ...], *, in_concept: bool
    ) -> Findings:
        """Nothing can be validated for readers of a language that does not exist."""
        unknown = language_findings(language)
        if not unknown or not any(item.system and item.code for item in codings):
            return ()
        unmet = (bound.not_met(codings, in_concept=in_concept) for bound in self._bound)
        return _distinct([unknown, *unmet])


class Bindings:
    """The binding checks over one terminology; elements with equal bindings share theirs."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        self._checks: dict[Binding, BindingCheck] = {}

    def check(self, binding: Binding = UNBOUND) -> BindingCheck:
        """The check for `binding`; without one, codes and displays alone are judged."""
        found = self._checks.get(binding)
        if found is None:
            found = self._checks[binding] = BindingCheck(self._terminology, binding)
        return found


def language_findings(language: Any) -> Findings:
    """What to say about Resource.language itself: nothing for a known language tag."""
    tag = _text(language)
    if not tag or is_known(tag):
        return ()
    return ((messages.LANGUAGE_UNKNOWN, (), {"language": shorten(tag)}),)


def locate(location: Location, sub_path: SubPath) -> Location:
    """`location` followed by the steps of a finding's sub-path, such as `("coding", 0, "code")`."""
    steps = list(sub_path)
    while steps:
        name = str(steps.pop(0))
        index = int(steps.pop(0)) if steps and isinstance(steps[0], int) else None
        location = (location, name, index)
    return location


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _parts(value: Any) -> Parts:
    """The parts of a Coding; what is not a string counts as absent."""
    if not isinstance(value, dict):
        return None, None, None, None
    system, code, display, version = (_text(value.get(name)) or None for name in Coding._fields)
    return system, code, display, version


def _coding(parts: Parts) -> Coding:
    return Coding(*(_text(part) for part in parts))


def key_size(key: Any) -> int:
    """How many characters and parts there are in a value to be remembered by."""
    if isinstance(key, tuple):
        return 1 + sum(key_size(part) for part in key)
    return len(key) if isinstance(key, str) else 1


def _distinct(groups: Iterable[Findings]) -> Findings:
    """The findings of all groups in order, each one once per place."""
    found: dict[tuple[str, SubPath, str], Found] = {}
    for group in groups:
        for finding in group:
            message, sub_path, details = finding
            found.setdefault((message.id, sub_path, message.text("en", details)), finding)
    return tuple(found.values())
