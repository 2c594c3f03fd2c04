"""References: where they lead inside the file, and whether that is allowed.

What leaves the file or the Bundle is not looked up.

Spec: validator-features.md section 11, https://hl7.org/fhir/R4/references.html
"""

from __future__ import annotations

import re
from typing import Any

from sas_validators.checks.bundle_index import RELATIVE_REFERENCE, Entry
from sas_validators.checks.resources import conforms
from sas_validators.checks.run import Object, Run
from sas_validators.definitions.registry import TYPE_BASE
from sas_validators.fhirpath.references import reference_type
from sas_validators.issues.catalogue import bundles as bundle_messages
from sas_validators.issues.catalogue import references as messages
from sas_validators.model.paths import Location
from sas_validators.primitives.uris import is_absolute

_WITHOUT_FULL_URL = frozenset({"batch-response", "transaction-response"})
"""Bundles whose entries need no fullUrl to hold relative references: they are relative to the
server that answers."""

_BLANK = re.compile(r"[ \t\n\r\f\v]").search


class ReferenceTargets:
    """What the profile lets a reference lead to.

    `profiles` are the target profiles (none: anything), `aggregation` the ways
    it may lead there (none: any).
    """

    __slots__ = ("_types", "aggregation", "profiles")

    def __init__(self, profiles: tuple[str, ...], aggregation: tuple[str, ...]) -> None:
        self.profiles = profiles
        self.aggregation = frozenset(aggregation)
        self._types: dict[str, list[str]] | None = None

    def by_type(self, r: Run) -> dict[str, list[str]]:
        """The target profiles by the resource type they constrain; unknown ones under "".

        A type by itself has the profile "": its targets need not be valid.
        """
        if self._types is None:
            found: dict[str, list[str]] = {}
            for profile in self.profiles:
                type_name = profile.removeprefix(TYPE_BASE)
                if r.session.is_resource_type(type_name):
                    found.setdefault(type_name, []).append("")
                    continue
                facts = r.session.find_profile(profile)
                found.setdefault("" if facts is None else facts.type, []).append(profile)
            self._types = found
        return self._types


# --- what holds for every reference -----------------------------------------------------------


def reference_rules(o: Object, at: Location, r: Run) -> None:
    """Rules on a Reference by itself: its form, and that local ones lead somewhere."""
    reference = o.get("reference")
    if reference.__class__ is not str:
        if not o.keys() & {"identifier", "display", "_reference", "extension", "type"}:
            r.add(messages.NOTHING_TO_READ, at)
        return
    target = contained_target(reference, r) if reference[:1] == "#" else None
    if reference[:1] == "#" and target is None:
        r.add(messages.CANT_RESOLVE, at, reference=reference)
    if "type" in o:
        named = target[0].get("resourceType") if target is not None else None
        _compare_types(o["type"], named or reference_type(reference, r.session.types), at, r)
    if _BLANK(reference):
        r.add(messages.BLANK_IN_REFERENCE, at, reference=reference)
    is_query = _is_conditional(reference, r)
    if is_query:
        _conditional_rules(reference, at, r)
    if r.bundle is not None and reference[:1] != "#" and reference:
        if not is_query or r.bundle.type not in ("transaction", "batch"):
            _form_in_bundle(reference, at, r)
        if not is_query and not _BLANK(reference):
            _rules_in_bundle(reference, at, r)


def _compare_types(value: Any, named: Any, at: Location, r: Run) -> None:
    """`Reference.type` is the type of the resource that the reference names."""
    if isinstance(value, str) and value and named not in (None, value):
        r.add(messages.BAD_TARGET_TYPE, at, found=value, allowed=named)


def leads_inside(o: Object, r: Run) -> bool:
    """The invariant ref-1 as it is meant: a local reference names a contained resource.

    Judged here because its expression goes through all contained resources for
    every reference. One that is no text is said to be so elsewhere.
    """
    reference = o.get("reference")
    if reference.__class__ is not str or reference == "#":
        return True
    return reference[:1] != "#" or reference[1:] in r.contained_in(r.container)


def _conditional_rules(reference: str, at: Location, r: Run) -> None:
    """A reference that searches (`Patient?identifier=x`) is for transactions.

    Spec: https://hl7.org/fhir/R4/http.html#trules
    """
    if r.bundle is None or r.bundle.type != "transaction":
        r.add(messages.QUERY_OUTSIDE_TRANSACTION, at, reference=reference)
    if not _is_query(reference.partition("?")[2]):
        r.add(messages.QUERY_INVALID, at, reference=reference)


def _is_conditional(reference: str, r: Run) -> bool:
    """Whether a reference searches: a type, then a query."""
    type_name, mark, _ = reference.partition("?")
    return bool(mark) and r.session.types.is_resource(type_name)


def _is_query(query: str) -> bool:
    """Whether every part of a query is a name with a value."""
    parts = [part.partition("=") for part in query.split("&")]
    return all(name and separator and value for name, separator, value in parts)


def _form_in_bundle(reference: str, at: Location, r: Run) -> None:
    """A relative reference is `Type/id`, with or without a version."""
    parts = reference.rstrip("/").split("/")
    has_form = len(parts) == 2 or (len(parts) in (3, 4) and parts[2] == "_history")
    if has_form or is_absolute(reference):
        return
    in_transaction = r.bundle is not None and r.bundle.type in ("transaction", "batch")
    message = messages.NOT_TYPE_AND_ID_NOR_QUERY if in_transaction else messages.NOT_TYPE_AND_ID
    r.add(message, at, reference=reference)


def _rules_in_bundle(reference: str, at: Location, r: Run) -> None:
    bundle = r.bundle
    source = source_entry(r)
    if bundle is None or source is None:
        return
    found = bundle.find(reference, source)
    if len(found) > 1 and bundle.type != "history":
        r.add(bundle_messages.MULTIPLE_MATCHES, at, reference=reference)
    if found:
        _check_named_type(reference, found[0], at, r)
        return
    relative = RELATIVE_REFERENCE.fullmatch(reference)
    needs_full_url = source.full_url is None and bundle.type not in _WITHOUT_FULL_URL
    if reference.startswith("urn:"):
        r.add(bundle_messages.NOT_IN_BUNDLE, at, reference=reference)
    elif needs_full_url and not is_absolute(reference):
        r.add(bundle_messages.REFERENCE_WITHOUT_FULL_URL, at, reference=reference)
        r.add(bundle_messages.ENTRY_WITHOUT_FULL_URL, (bundle.at, "entry", source.index))
    elif relative is not None:
        _explain_near_miss(reference, relative["type"], relative["id"], at, r)


def _check_named_type(reference: str, entry: Entry, at: Location, r: Run) -> None:
    """The entry that a RESTful reference leads to is of the type that the reference names."""
    named = reference_type(reference, r.session.types)
    found = entry.resource.get("resourceType")
    if named is not None and named != found:
        r.add(messages.ENTRY_OF_OTHER_TYPE, at, reference=reference, named=named, found=found)


def _explain_near_miss(
    reference: str, type_name: str, resource_id: str, at: Location, r: Run
) -> None:
    candidates = r.bundle.with_type_and_id(type_name, resource_id) if r.bundle else []
    if len(candidates) > 1:
        r.add(bundle_messages.POSSIBLE_MATCHES, at, reference=reference)
    elif candidates:
        message = (
            bundle_messages.POSSIBLE_MATCH_OTHER_URL
            if candidates[0].full_url
            else bundle_messages.POSSIBLE_MATCH_NO_URL
        )
        r.add(message, at, reference=reference, found=candidates[0].full_url)


# --- resolution -------------------------------------------------------------------------------


def source_entry(r: Run) -> Entry | None:
    """The entry of the Bundle that the resource being judged stands in."""
    return None if r.bundle is None else r.bundle.entry_of(r.container)


def contained_target(reference: str, r: Run) -> tuple[Object, Location] | None:
    """The contained resource that `#id` names; for `#` alone, the container from inside it."""
    name = reference[1:]
    if not name:
        return (r.container, r.container_at) if r.resource is not r.container else None
    return _contained(name, r.container, r.container_at, r) or _contained(
        name, r.resource, r.resource_at, r
    )


def _contained(name: str, holder: Object, at: Location, r: Run) -> tuple[Object, Location] | None:
    index, item = r.contained_in(holder).get(name, (0, None))
    return None if item is None else (item, (at, "contained", index))


def resolve(reference: str, r: Run, holder: Any = None) -> tuple[Object, Location] | None:
    """The resource of this file that `reference` leads to, with its location.

    `holder` is the Reference that makes it, which tells where it is made when the
    resource at hand is the Bundle around it.
    """
    source = source_entry(r)
    if source is None and r.bundle is not None and isinstance(holder, dict):
        source = r.bundle.entry_around(holder)
        if source is not None and reference[:1] == "#":
            return _contained(reference[1:], source.resource, r.bundle.location(source), r)
    if reference[:1] == "#":
        return contained_target(reference, r)
    if r.bundle is None:
        return None
    found = r.bundle.find(reference, source)
    return (found[0].resource, r.bundle.location(found[0])) if found else None


# --- what a profile says of the target --------------------------------------------------------


def check_target(o: Object, here: Location, r: Run, targets: ReferenceTargets) -> None:
    """Judges where the Reference `o` leads against what the profile allows."""
    reference = o.get("reference")
    if reference.__class__ is not str:
        return
    local = reference[:1] == "#"
    if "type" in o:
        _check_type_element(o["type"], here, r, targets)
    if not local and r.bundle is None and not targets.aggregation:
        return
    found = resolve(reference, r, o)
    if targets.aggregation:
        _check_aggregation(reference, found is not None, local, here, r, targets)
    if found is not None and targets.profiles:
        _check_resolved(reference, found, here, r, targets)


def _check_type_element(value: Any, here: Location, r: Run, targets: ReferenceTargets) -> None:
    """`Reference.type` is one of the types allowed."""
    if not isinstance(value, str) or not value or not targets.profiles:
        return
    allowed = targets.by_type(r)
    name = value.removeprefix(TYPE_BASE)
    if name not in allowed and "" not in allowed and "Resource" not in allowed:
        r.add(messages.WRONG_TYPE_ELEMENT, here, found=value, allowed=", ".join(allowed))


def _check_aggregation(
    reference: str, resolved: bool, local: bool, here: Location, r: Run, targets: ReferenceTargets
) -> None:
    allowed = targets.aggregation
    if resolved:
        way = "contained" if local else "bundled"
        if way not in allowed and not (way == "bundled" and "referenced" in allowed):
            shown = ", ".join(sorted(allowed))
            r.add(messages.AGGREGATION, here, found=way, allowed=shown)
    elif "referenced" not in allowed:
        r.add(messages.NOT_FOUND_IN_BUNDLE, here, reference=reference)


def _check_resolved(
    reference: str,
    found: tuple[Object, Location],
    here: Location,
    r: Run,
    targets: ReferenceTargets,
) -> None:
    resource, at = found
    type_name = resource.get("resourceType")
    if not isinstance(type_name, str):
        return
    allowed = targets.by_type(r)
    profiles = [*allowed.get(type_name, ()), *allowed.get("Resource", ())]
    for unknown in allowed.get("", ()):
        r.add(messages.TARGET_PROFILE_UNKNOWN, here, profile=unknown)
    if not profiles:
        shown = ", ".join(name for name in allowed if name)
        r.add(messages.BAD_TARGET_TYPE, here, found=type_name, allowed=shown)
        return
    met = [profile for profile in profiles if not profile or conforms(resource, at, r, profile)]
    if not met:
        r.add(
            messages.NO_TARGET_PROFILE_MET,
            here,
            reference=reference,
            profiles=", ".join(targets.profiles),
        )
    elif len(met) > 1:
        r.add(
            messages.SEVERAL_TARGET_PROFILES_MET,
            here,
            reference=reference,
            profiles=", ".join(profile or type_name for profile in met),
        )
