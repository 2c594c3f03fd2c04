"""Resources: the profiles they declare, and resources inside resources.

Spec: validator-features.md sections 3, 11 and 17
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sas_validators.checks.alternatives import disprove, report_alternatives, unknown_profile
from sas_validators.checks.bundle_index import BundleIndex
from sas_validators.checks.contained import contained_rules
from sas_validators.checks.run import Object, Run
from sas_validators.checks.structure import kind_of
from sas_validators.checks.version_urls import report_unknown
from sas_validators.definitions.registry import type_url
from sas_validators.issues.catalogue import reading
from sas_validators.issues.catalogue import references as reference_messages
from sas_validators.issues.catalogue import structure as messages
from sas_validators.issues.catalogue.terminology import LANGUAGE_UNKNOWN
from sas_validators.issues.finding import Finding
from sas_validators.model.paths import Location
from sas_validators.primitives.languages import is_language

MAX_TOGETHER = 3
"""Definitions compiled into one unit; more are judged one by one, or there would be a unit for
every combination that somebody declares."""


def check_resource(value: Any, here: Location, r: Run) -> None:
    """Judges a resource against its type and the profiles it declares."""
    type_name = resource_type(value, here, r)
    if type_name is None:
        return
    plan = r.session.plan(type_name, _declared(value), ())
    for index, canonical in plan.unknown:
        at = ((here, "meta", None), "profile", index)
        report_unknown(canonical, type_name, at, r)
    r.findings += judge(value, here, r, type_name, plan.canonicals)


def check_contained(value: Any, here: Location, r: Run) -> None:
    """Judges a contained resource."""
    if isinstance(value, dict) and not isinstance(value.get("id"), str):
        r.add(reference_messages.CONTAINED_WITHOUT_ID, here)
    check_resource(value, here, r)


def resource_type(value: Any, here: Location, r: Run) -> str | None:
    """The type of the resource `value`; None, with the finding recorded, when it has none."""
    nested = here[0] is not None
    if not isinstance(value, dict):
        r.add(reading.OBJECT_EXPECTED, here, name=str(here[1]), kind=kind_of(value))
        return None
    if not value:
        r.add(reading.EMPTY_OBJECT, here)
        return None
    name = value.get("resourceType")
    if "resourceType" not in value:
        r.add(reading.NO_RESOURCE_TYPE, here)
    elif not isinstance(name, str):
        r.add(reading.RESOURCE_TYPE_KIND, here, kind=kind_of(name))
    else:
        if name and r.session.is_resource_type(name):
            return name
        message = reading.UNKNOWN_NESTED_RESOURCE if nested else reading.UNKNOWN_RESOURCE
        r.add(message, here, name=name)
    return None


def check_asked(value: Object, here: Location, r: Run, asked: Sequence[str]) -> None:
    """Judges a resource against the profiles its caller names: as a rule, the root one.

    With a Bundle, a profile of the type of its first resource is meant for that one.
    """
    type_name = value.get("resourceType")
    if not isinstance(type_name, str) or r.session.types.find(type_name) is None:
        return
    for canonical in asked:
        facts = r.session.find_profile(canonical)
        if facts is None:
            unknown_profile(here, r, canonical)
        elif _is_for_first_entry(value, facts.type):
            entry = (here, "entry", 0)
            check_asked(value["entry"][0]["resource"], (entry, "resource", None), r, (canonical,))
        elif facts.type != type_name:
            r.add(
                messages.PROFILE_OF_OTHER_TYPE,
                here,
                canonical,
                profile=canonical,
                expected=facts.type,
                found=type_name,
            )
        else:
            r.findings += judge(
                value, here, r, type_name, applicable(value, r, type_name, canonical)
            )


def _is_for_first_entry(value: Object, type_name: str) -> bool:
    """Whether a profile of that type, asked for with a Bundle, is meant for its first resource."""
    entries = value.get("entry") if value.get("resourceType") == "Bundle" != type_name else None
    first = entries[0] if isinstance(entries, list) and entries else None
    resource = first.get("resource") if isinstance(first, dict) else None
    return isinstance(resource, dict) and resource.get("resourceType") == type_name


def applicable(value: Object, r: Run, type_name: str, *asked: str) -> tuple[str, ...]:
    """The definitions a resource is judged by: its type, the profiles it declares, and `asked`."""
    return r.session.plan(type_name, _declared(value), asked).canonicals


def _declared(value: Object) -> tuple[str, ...]:
    """What `meta.profile` declares, "" in place of what is no string."""
    meta = value.get("meta")
    declared = meta.get("profile") if meta.__class__ is dict else None
    if declared.__class__ is not list:
        return ()
    return tuple([name if name.__class__ is str else "" for name in declared])


def judge(
    value: Object, here: Location, r: Run, type_name: str, canonicals: tuple[str, ...]
) -> list[Finding]:
    """The findings of `value` against `canonicals`, worked out once per run.

    While they are being worked out (a reference leads back here) they count as
    none.
    """
    key = (id(value), canonicals)
    known = r.visited.get(key)
    if known is not None:
        return known
    if len(canonicals) > MAX_TOGETHER:
        return _judge_one_by_one(value, here, r, type_name, canonicals)
    r.visited[key] = []
    check = r.session.unit(type_name, canonicals)
    context = _enter(value, here, r)
    try:
        found = r.collect(check, value, here)
        found += _rules(value, here, r, type_name)
    finally:
        _leave(context, r)
    r.visited[key] = found
    return found


def _judge_one_by_one(
    value: Object, here: Location, r: Run, type_name: str, canonicals: tuple[str, ...]
) -> list[Finding]:
    found: list[Finding] = []
    for canonical in canonicals[1:]:
        found += judge(value, here, r, type_name, (canonicals[0], canonical))
    return found


def _rules(value: Object, here: Location, r: Run, type_name: str) -> list[Finding]:
    """Rules of whole resources that no definition states."""
    kept, r.findings = r.findings, []
    try:
        if "contained" in value:
            contained_rules(value, here, r)
        if "language" in value:
            _language_rules(value["language"], (here, "language", None), r)
        rule = r.session.resource_rules.get(type_name)
        if rule is not None:
            rule(value, here, r)
        return r.findings
    finally:
        r.findings = kept


def _language_rules(language: Any, here: Location, r: Run) -> None:
    if isinstance(language, str) and language and not is_language(language):
        r.add(LANGUAGE_UNKNOWN, here, language=language)


def _enter(value: Object, here: Location, r: Run) -> tuple[Any, ...]:
    """Makes `value` the resource at hand; returns what `_leave` restores."""
    context = (
        r.resource,
        r.resource_at,
        r.container,
        r.container_at,
        r.bundle,
        r.language,
        r.element_ids,
        r.env.resource,
        r.env.root_resource,
    )
    contained = here[1] == "contained" and here[2] is not None
    r.resource, r.resource_at = value, here
    if not contained:
        r.container, r.container_at = value, here
    if value.get("resourceType") == "Bundle":
        r.bundle = BundleIndex(value, here)
    language = value.get("language")
    r.language = language if isinstance(language, str) else None
    r.element_ids = None
    r.env.resource = value
    r.env.root_resource = r.container
    return context


def _leave(context: tuple[Any, ...], r: Run) -> None:
    (
        r.resource,
        r.resource_at,
        r.container,
        r.container_at,
        r.bundle,
        r.language,
        r.element_ids,
        r.env.resource,
        r.env.root_resource,
    ) = context


# --- what a profile says of a resource inside a resource ----------------------------------------


def check_resource_type(
    value: Any, here: Location, r: Run, allowed: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    """Judges the resource `value` against the types and profiles a profile allows here."""
    name = value.get("resourceType") if isinstance(value, dict) else None
    if not isinstance(name, str):
        return
    for type_name, profiles in allowed:
        if r.session.types.is_a(name, type_name):
            if profiles:
                _meet_profiles(value, here, r, name, profiles)
            return
    shown = ", ".join(type_name for type_name, _ in allowed)
    r.add(messages.RESOURCE_TYPE_NOT_ALLOWED, here, found=name, allowed=shown)
    message = (
        messages.WRONG_VALUE_TYPE if len(allowed) == 1 else messages.RESOURCE_TYPE_UNKNOWN_HERE
    )
    r.add(message, here, found=name, allowed=shown)


def _meet_profiles(
    value: Object, here: Location, r: Run, name: str, profiles: tuple[str, ...]
) -> None:
    known = [profile for profile in profiles if r.session.find_profile(profile) is not None]
    if not known:
        for profile in profiles:
            r.add(messages.RESOURCE_PROFILE_UNKNOWN, here, wanted=profile, found=name)
    elif len(known) == 1:
        r.findings += judge(value, here, r, name, applicable(value, r, name, known[0]))
    else:
        meets_one_of(value, here, r, name, tuple(known))


def meets_one_of(
    value: Any, here: Location, r: Run, type_name: str, profiles: tuple[str, ...]
) -> None:
    """Judges `value` against several profiles of which it must meet one."""
    tried = {
        profile: None
        if r.session.find_profile(profile) is None
        else findings_against(value, here, r, type_name, profile)
        for profile in profiles
    }
    report_alternatives(tried, here, r)


def findings_against(
    value: Object, here: Location, r: Run, type_name: str, profile: str
) -> list[Finding]:
    """The findings of `value`, a resource or an element, against one profile."""
    if isinstance(value.get("resourceType"), str):
        return judge(value, here, r, type_name, applicable(value, r, type_name, profile))
    canonicals = tuple(dict.fromkeys((type_url(type_name), profile)))
    return r.collect(r.session.unit(type_name, canonicals), value, here)


def conforms(value: Object, here: Location, r: Run, profile: str, type_name: str = "") -> bool:
    """Whether `value` meets `profile`; False when it is of another type or unknown."""
    actual = value.get("resourceType", type_name)
    facts = r.session.find_profile(profile)
    if facts is None or not isinstance(actual, str):
        return False
    info = r.session.types.find(actual)
    if info is None or not r.session.types.is_a(actual, facts.type):
        return False
    return not disprove(findings_against(value, here, r, actual, profile))
