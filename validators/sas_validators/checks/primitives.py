"""Primitive values that are not surely right: what is wrong with them, if anything.

Compiled code calls these only for values that the fast tests of
`primitives.acceptance` do not accept.

Spec: validator-features.md sections 4, 7 and 8
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import zip_longest
from typing import Any, TypeAlias

from sas_validators.checks.alternatives import report_alternatives
from sas_validators.checks.run import Object, Run
from sas_validators.checks.structure import ELE_1, kind_of, repeated
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.patterns import Pattern
from sas_validators.issues.catalogue import primitives as messages
from sas_validators.issues.catalogue import reading
from sas_validators.model.paths import Location
from sas_validators.primitives import limits as limit_judges
from sas_validators.primitives.acceptance import FAST
from sas_validators.primitives.found import Found, excerpt
from sas_validators.primitives.judge import judge, text_of
from sas_validators.primitives.texts import judge_resource_id as judge_resource_id_text
from sas_validators.primitives.uris import judge_canonical_url
from sas_validators.schema.element import Limits, TypedJson


def judge_primitive(value: Any, here: Location, r: Run, type_name: str) -> None:
    """Records everything wrong with `value`, which should be a `type_name`."""
    if value.__class__ in (dict, list) or value is None:
        _wrong_form(value, here, r, type_name)
        return
    if here[1] == "fullUrl" and value.__class__ is str and value.startswith("urn:uuid:"):
        # The case of its digits matters in systems and values only.
        value = value.lower()
    for message, details in judge(type_name, value, from_xml=r.from_xml):
        r.add(message, here, **details)
        if message is messages.EMPTY:
            r.broken(ELE_1, here, "ele-1")
    if type_name == "canonical" and value.__class__ is str and value.startswith("#"):
        _judge_fragment(value, here, r)


def canonical_url(o: Object, at: Location, r: Run) -> None:
    """Judges the url of a conformance resource: what others refer to it by is absolute."""
    url = o.get("url")
    if url.__class__ is str and url:
        for message, details in judge_canonical_url(url, contained=at[1] == "contained"):
            r.add(message, (at, "url", None), **details)


def _judge_fragment(value: str, here: Location, r: Run) -> None:
    """A canonical that is a fragment names a contained resource."""
    holders = (r.container.get("contained"), r.resource.get("contained"))
    contained = [item for items in holders if isinstance(items, list) for item in items]
    if not any(isinstance(item, dict) and item.get("id") == value[1:] for item in contained):
        r.add(messages.FRAGMENT_WITHOUT_TARGET, here, value=excerpt(value))


def _wrong_form(value: Any, here: Location, r: Run, type_name: str) -> None:
    name = str(here[1])
    if value is None:
        if here[2] is None or not _has_companion(here, r):
            r.add(reading.NULL_IN_ARRAY, here, name=name)
    elif isinstance(value, list) and r.from_xml and here[2] is None:
        repeated(value, here, r)
        for index, item in enumerate(value):
            if item is not None:
                judge_primitive(item, (here[0], here[1], index or None), r, type_name)
    else:
        r.add(reading.SIMPLE_VALUE_EXPECTED, here, name=name, kind=kind_of(value))


def _has_companion(here: Location, r: Run) -> bool:
    """Whether the null at `here` stands for a value that has extensions in the `_x` array."""
    parent, name, index = here
    owner = r.value_at(parent) if parent is not None else None
    companions = owner.get("_" + name) if isinstance(owner, dict) else None
    if not isinstance(companions, list) or index is None:
        return False
    return index < len(companions) and companions[index] is not None


def judge_any_primitive(value: Any, here: Location, r: Run, type_name: str) -> None:
    """Judges a value whose type was known only when it was met."""
    fast = FAST.get(type_name)
    if fast is None or not fast(value):
        judge_primitive(value, here, r, type_name)


def judge_format(value: Any, here: Location, r: Run, type_name: str) -> None:
    """Judges the text of a value of another type as if it were a `type_name`."""
    if value.__class__ in (dict, list) or value is None:
        return
    for message, details in judge(type_name, value, from_xml=True):
        r.add(message, here, **details)


def judge_resource_id(value: Any, here: Location, r: Run, type_name: str) -> None:
    """Records what is wrong with the id of a resource."""
    if not isinstance(value, str) or not value:
        judge_primitive(value, here, r, "string")
    if not isinstance(value, str):
        return
    for message, details in judge_resource_id_text(value):
        r.add(message, here, **details)


# --- values and their companions --------------------------------------------------------------


def without_value(o: Object, at: Location, name: str) -> Iterator[Location]:
    """Where the element `name` of `o` has something in its `_x` member but no value."""
    companion, value = o.get("_" + name), o.get(name)
    if isinstance(companion, dict):
        if companion and value is None:
            yield (at, name, None)
    elif isinstance(companion, list):
        for index, (item, beside) in enumerate(paired(value, companion)):
            if beside and item is None:
                yield (at, name, index)


def paired(values: Any, companions: Any) -> Iterator[tuple[Any, Any]]:
    """The values of a repeating primitive, each with its companion; None for what is not there."""
    return zip_longest(
        values if isinstance(values, list) else (),
        companions if isinstance(companions, list) else (),
    )


def value_required(
    value: Any, companion: Any, here: Location, r: Run, alternatives: tuple[str, ...], profile: str
) -> None:
    """Records a primitive without value, unless it has one of the extensions `alternatives`."""
    if value is not None:
        return
    extensions = companion.get("extension") if isinstance(companion, dict) else None
    items = extensions if isinstance(extensions, list) else ()
    if any(isinstance(item, dict) and item.get("url") in alternatives for item in items):
        return
    if alternatives:
        r.add(messages.ALTERNATIVES_DEMANDED, here, profile, extensions=", ".join(alternatives))
    else:
        r.add(messages.VALUE_DEMANDED, here, profile)


PrimitiveJudge: TypeAlias = Callable[[Any, Any, Location, Run], None]


def primitive_meets_one_of(
    value: Any,
    companion: Any,
    here: Location,
    r: Run,
    judges: tuple[PrimitiveJudge | None, ...],
    profiles: tuple[str, ...],
) -> None:
    """Judges a primitive against several profiles (None: not loaded) of which it must meet one."""
    tried = {
        profile: None if judge is None else r.collect(partial(judge, value), companion, here)
        for profile, judge in zip(profiles, judges, strict=True)
    }
    report_alternatives(tried, here, r)


# --- limits -----------------------------------------------------------------------------------


def keep_within(value: Any, here: Location, r: Run, type_name: str, limits: Limits) -> None:
    """Records where `value` is outside the limits that its element sets."""
    if value.__class__ in (dict, list) or value is None:
        return
    for message, details in _outside(value, type_name, limits, r):
        r.add(message, here, **details)


def _outside(value: Any, type_name: str, limits: Limits, r: Run) -> Any:
    if limits.max_length is not None:
        yield from limit_judges.judge_max_length(value, limits.max_length)
    if limits.min_length is not None:
        yield from limit_judges.judge_min_length(value, limits.min_length)
    if limits.regex is not None:
        yield from _differing(value, limits.regex, r)
    if limits.max_decimal_places is not None:
        yield from limit_judges.judge_decimal_places(value, limits.max_decimal_places)
    if limits.max_size is not None and isinstance(value, str):
        yield from limit_judges.judge_data_size(value, limits.max_size)
    if limits.min_value is not None:
        yield from _below(value, type_name, limits.min_value, r)
    if limits.max_value is not None:
        yield from _above(value, type_name, limits.max_value, r)


def _below(value: Any, type_name: str, limit: TypedJson, r: Run) -> Any:
    if limit.type == "Quantity":
        return limit_judges.judge_earliest(value, limit.value, r.env.now)
    return limit_judges.judge_minimum(type_name, value, limit.value)


def _above(value: Any, type_name: str, limit: TypedJson, r: Run) -> Any:
    if limit.type == "Quantity":
        return limit_judges.judge_latest(value, limit.value, r.env.now)
    return limit_judges.judge_maximum(type_name, value, limit.value)


def _differing(value: Any, regex: str, r: Run) -> Found:
    """The extension regex, which the whole value must match; one that can't be tried is said."""
    text = text_of(value)
    test = ("regex", regex)
    r.env.start(test)
    try:
        matches = _pattern(regex).is_all_of(text, r.env)
    except ExpressionError as error:
        r.env.failed(error, test)
        details = {"value": excerpt(text), "regex": excerpt(regex), "reason": r.env.take_failure()}
        return [(messages.REGEX_UNDECIDED, details)]
    return [] if matches else [(messages.REGEX, {"value": excerpt(text), "regex": regex})]


@lru_cache(maxsize=256)
def _pattern(regex: str) -> Pattern:
    return Pattern(regex, across_lines=False)
