"""Whether a code is in a value set: yes, no, or not to be told with what is loaded.

The three answers combine as in Kleene's logic, so that a code system nobody has
makes undecided only what depends on it. Definitions are input: loops of imports
end, and so do value sets that import each other endlessly many times.

Spec: https://hl7.org/fhir/R4/valueset.html#compositions
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol

from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.filters import matches
from sas_validators.terminology.value_sets import Rule, ValueSet

MAX_RULES = 20_000
"""A question that needs more rules than this is left undecided."""

MAX_DEPTH = 50
"""So is one whose imports are nested deeper than this."""

GapKind = Literal["system", "version", "fragment", "value-set", "filter", "expansion", "effort"]


class Gap(NamedTuple):
    """What is missing to decide.

    `system`: nobody has the code system `name`; `version`: not in version
    `detail`; `fragment`: it is loaded, but not whole; `value-set`: the value set
    `name` is not loaded; `filter`: the filter `detail` of the system `name` can't
    be applied; `expansion`: the value set `name` is a stored expansion that is
    not whole; `effort`: the value set `name` is too involved.
    """

    kind: GapKind
    name: str
    detail: str = ""


def unknown_system(url: str, version: str) -> Gap:
    """The gap that the code system `url`, in `version` if given, leaves."""
    return Gap("version" if version else "system", url, version)


class Note(NamedTuple):
    """A definition in use that its status says not to rely on.

    `status` is `draft`, `experimental`, `retired`, `deprecated` or `withdrawn`.
    """

    status: str
    kind: Literal["CodeSystem", "ValueSet"]
    canonical: str


class Decision(NamedTuple):
    """The answer to one question.

    `inside` None: undecided, for the reasons in `gaps`. `mentioned`: the value
    set includes codes of the code's system; `pinned`: the version in which it
    wants that system, "" where any will do. `inactive`: the code is out because
    it is inactive. `notes`: on the definitions that were consulted.
    """

    inside: bool | None
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]
    mentioned: bool
    pinned: str
    inactive: bool


class Source(Protocol):
    """What a question needs to look up."""

    def code_system(self, url: str, version: str) -> CodeSystem | None:
        """The loaded code system, None when there is none."""

    def value_set(self, canonical: str) -> ValueSet | None:
        """The loaded value set, None when there is none."""


class Question:
    """Is `code` of `system` (in `version`, "" for any) in a value set? Asked once."""

    def __init__(self, source: Source, system: str, code: str, version: str) -> None:
        self._source = source
        self._system = system
        self._code = code
        self._version = version
        self._known: dict[ValueSet, bool | None] = {}
        self._open: set[ValueSet] = set()
        self._loops = 0
        self._rules = 0
        self._gaps: dict[Gap, None] = {}
        self._notes: dict[Note, None] = {}
        self._pins: list[str] = []
        self._inactive = False

    def ask(self, value_set: ValueSet) -> Decision:
        """The decision on `value_set`."""
        self._note(value_set, None)
        inside = self._in_value_set(value_set)
        unpinned = not self._pins or "" in self._pins
        return Decision(
            inside=inside,
            gaps=tuple(self._gaps) if inside is None else (),
            notes=tuple(self._notes),
            mentioned=bool(self._pins),
            pinned="" if unpinned else self._pins[0],
            inactive=self._inactive and inside is False,
        )

    def _in_value_set(self, value_set: ValueSet) -> bool | None:
        if value_set in self._known:
            return self._known[value_set]
        if value_set in self._open:
            self._loops += 1
            return False
        if len(self._open) >= MAX_DEPTH:
            return self._gap("effort", value_set.canonical)
        loops = self._loops
        self._open.add(value_set)
        inside = self._judge(value_set)
        self._open.discard(value_set)
        if loops == self._loops or not self._open:
            # An answer reached inside a loop holds only on the way that led there.
            self._known[value_set] = inside
        return inside

    def _judge(self, value_set: ValueSet) -> bool | None:
        inside = self._any(value_set.includes, value_set)
        if inside is False and value_set.data["partial"]:
            inside = self._gap("expansion", value_set.canonical)
        if inside is False:
            return False
        pins = len(self._pins)
        outside = self._any(value_set.excludes, value_set)
        del self._pins[pins:]
        inside = _both(inside, None if outside is None else not outside)
        if value_set.data["active_only"] and inside is not False and self._is_inactive():
            self._inactive = True
            return False
        return inside

    def _any(self, rules: Iterable[Rule], value_set: ValueSet) -> bool | None:
        found: bool | None = False
        for rule in rules:
            self._rules += 1
            if self._rules > MAX_RULES:
                return self._gap("effort", value_set.canonical)
            met = self._meets(rule, value_set)
            if met:
                return True
            found = None if met is None else found
        return found

    def _meets(self, rule: Rule, value_set: ValueSet) -> bool | None:
        if rule.system:
            if rule.system != self._system:
                return False
            met = self._meets_system(rule, value_set)
        else:
            met = bool(rule.value_sets)
        for canonical in rule.value_sets:
            if met is False:
                break
            met = _both(met, self._imported(canonical, value_set))
        return met

    def _imported(self, canonical: str, importer: ValueSet) -> bool | None:
        value_set = self._source.value_set(canonical)
        if value_set is None:
            return self._gap("value-set", canonical)
        self._note(value_set, importer)
        return self._in_value_set(value_set)

    def _meets_system(self, rule: Rule, value_set: ValueSet) -> bool | None:
        version = rule.version or self._version
        system = self._source.code_system(self._system, version)
        self._pins.append(rule.version)
        if system is None or not system.usable:
            if rule.codes is not None:
                return rule.lists(self._code, fold=False)
            if rule.filters:
                return self._gap("filter", self._system, " ".join(rule.filters[0]))
            return self._missing(unknown_system(self._system, version))
        self._note(system, value_set)
        if rule.codes is not None:
            return rule.lists(self._code, fold=not system.data["case_sensitive"])
        code = system.find(self._code)
        if code is None:
            return False if system.complete else self._gap("fragment", self._system)
        return self._meets_filters(rule, system, code)

    def _meets_filters(self, rule: Rule, system: CodeSystem, code: str) -> bool | None:
        met: bool | None = True
        for condition in rule.filters:
            result = matches(system, code, condition)
            if result is None:
                self._gap("filter", self._system, " ".join(condition))
            elif not result and not system.complete:
                # What is above a code may be in the part that is missing.
                result = self._gap("fragment", self._system)
            met = _both(met, result)
        return met

    def _is_inactive(self) -> bool:
        system = self._source.code_system(self._system, self._version)
        code = None if system is None else system.find(self._code)
        return (
            system is not None
            and code is not None
            and system.status_of(code) in ("inactive", "retired")
        )

    def _gap(self, kind: GapKind, name: str, detail: str = "") -> bool | None:
        return self._missing(Gap(kind, name, detail))

    def _missing(self, gap: Gap) -> bool | None:
        """Notes what is missing; the answer is then None."""
        self._gaps[gap] = None
        return None

    def _note(self, used: CodeSystem | ValueSet, user: ValueSet | None) -> None:
        for note in notes_on(used, user):
            self._notes[note] = None


def notes_on(used: CodeSystem | ValueSet, user: ValueSet | None) -> Iterable[Note]:
    """What to say about the status of `used`, which the value set `user` refers to.

    Draft and experimental content is worth a word only where what refers to it
    is neither; content that is going away always is.
    """
    data = used.data
    kind: Literal["CodeSystem", "ValueSet"] = (
        "CodeSystem" if isinstance(used, CodeSystem) else "ValueSet"
    )
    canonical = f"{data['url']}|{data['version']}" if data["version"] else data["url"]
    if data["standards_status"] in ("deprecated", "withdrawn"):
        yield Note(data["standards_status"], kind, canonical)
    elif data["status"] == "retired":
        yield Note("retired", kind, canonical)
    elif user is not None:
        if data["experimental"] and not user.data["experimental"]:
            yield Note("experimental", kind, canonical)
        if _is_draft(used) and not _is_draft(user):
            yield Note("draft", kind, canonical)


def _is_draft(used: CodeSystem | ValueSet) -> bool:
    return "draft" in (used.data["status"], used.data["standards_status"])


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
