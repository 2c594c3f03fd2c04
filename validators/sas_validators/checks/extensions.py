"""Extensions: found by their url, judged by their own definition.

Spec: validator-features.md section 12, https://hl7.org/fhir/R4/defining-extensions.html
"""

from __future__ import annotations

import re

from sas_validators.checks.contexts import broken_invariants, fits_context
from sas_validators.checks.run import Object, Run
from sas_validators.definitions.extensions import ExtensionFacts
from sas_validators.definitions.registry import type_url
from sas_validators.issues.catalogue import extensions as messages
from sas_validators.model.paths import Location
from sas_validators.primitives.uris import is_absolute

_BASE = (type_url("Extension"),)
_TOLERATED = re.compile(
    r"example\.org|acme\.com|nema\.org|^http://hl7\.org/fhir/tools/StructureDefinition/"
)
"""Urls whose definition nobody is expected to have."""

_CROSS_VERSION = re.compile(
    r"http://hl7\.org/fhir/(?P<version>[0-9]\.[0-9])/StructureDefinition/extension-"
)


def check_extension(o: Object, here: Location, r: Run, owner: str, modifier: bool) -> None:
    """Judges an extension of an element of type `owner`."""
    url = o.get("url")
    if url.__class__ is not str or not url:
        if not url:
            r.add(messages.NO_URL, here)
        _check_as_any(o, here, r)
        return
    facts = r.session.find_extension(url)
    if facts is None:
        _unknown(url, here, r, modifier)
        _check_as_any(o, here, r)
        return
    _check_known(o, here, r, owner, modifier, facts)


def check_part(o: Object, here: Location, r: Run, parts: frozenset[str] | None) -> None:
    """Judges a sub-extension; `parts` are the urls its complex extension defines."""
    url = o.get("url")
    if url.__class__ is not str or ":" in url:
        check_extension(o, here, r, "Extension", False)
        return
    if parts is not None and url not in parts:
        parent = r.session.find_extension(_parent_url(here, r))
        name = parent.url if parent is not None else ""
        r.add(messages.UNDEFINED_PART, here, url=url, parent=name)
    elif parts is None and not _parent_url(here, r):
        r.add(messages.RELATIVE_URL, here, url=url)
    _check_as_any(o, here, r)


def _parent_url(here: Location, r: Run) -> str:
    """The url of the extension that directly holds the one at `here`."""
    parent = r.value_at(here[0]) if here[0] is not None else None
    url = parent.get("url") if isinstance(parent, dict) else None
    return url if isinstance(url, str) else ""


def _check_as_any(o: Object, here: Location, r: Run) -> None:
    r.session.unit("Extension", _BASE)(o, here, r)


def _unknown(url: str, here: Location, r: Run, modifier: bool) -> None:
    cross_version = _CROSS_VERSION.match(url)
    if not is_absolute(url):
        r.add(messages.RELATIVE_URL, here, url=url)
    elif _TOLERATED.search(url):
        return
    elif cross_version is not None:
        version = cross_version["version"]
        r.add(messages.OTHER_FHIR_VERSION, here, url=url, version=version)
    else:
        bare, separator, _ = url.partition("|")
        known = r.session.find_extension(bare) if separator else None
        if known is not None:
            r.add(messages.OTHER_VERSION_IN_URL, here, url=url, version=known.version)
            return
        if separator:
            r.add(messages.VERSION_IN_UNKNOWN_URL, here, url=url)
        message = messages.UNKNOWN
        if r.options.accept_unknown_extensions and not modifier:
            message = message.at_severity("warning")
        r.add(message, here, url=url)


def _check_known(
    o: Object, here: Location, r: Run, owner: str, modifier: bool, facts: ExtensionFacts
) -> None:
    if "|" in o["url"]:
        r.add(messages.VERSION_IN_URL, here, url=o["url"])
    if modifier != facts.is_modifier:
        message = messages.NOT_A_MODIFIER if modifier else messages.IS_A_MODIFIER
        r.add(message, here, url=facts.url)
    _check_place(here, r, owner, modifier, facts)
    value_type = _value_type(o, r)
    if value_type is not None and _is_out_of_place(value_type, facts):
        allowed = ", ".join(facts.value_types)
        r.add(messages.WRONG_TYPE, here, url=facts.url, found=value_type, allowed=allowed)
        if facts.is_simple:
            _check_as_any(o, here, r)
            return
    simple = facts.is_simple or (bool(facts.value_types) and "extension" not in o)
    if value_type is None and simple:
        _without_value(o, here, r, facts)
        return
    r.session.unit("Extension", (*_BASE, facts.url))(o, here, r)


def _is_out_of_place(value_type: str, facts: ExtensionFacts) -> bool:
    """Whether the extension as a whole is of the wrong form, not just its value's type."""
    if facts.is_simple:
        return value_type not in facts.value_types
    return not facts.value_types


def _without_value(o: Object, here: Location, r: Run, facts: ExtensionFacts) -> None:
    has_companion = any(name.startswith("_value") for name in o)
    if "extension" in o and not has_companion:
        r.add(messages.SHOULD_BE_SIMPLE, here, url=facts.url)
        _check_as_any(o, here, r)
        return
    if not has_companion:
        r.add(messages.VALUE_ABSENT, here, url=facts.url)
    r.session.unit("Extension", (*_BASE, facts.url))(o, here, r)


def _check_place(here: Location, r: Run, owner: str, modifier: bool, facts: ExtensionFacts) -> None:
    parent = here[0]
    if parent is None:
        return
    if not fits_context(parent, r, owner, facts):
        message = messages.WRONG_MODIFIER_CONTEXT if modifier else messages.WRONG_CONTEXT
        if facts.versioned and not modifier:
            message = messages.WRONG_CONTEXT_FOR_VERSION
        allowed = ", ".join(f"{kind} {text}" for kind, text in facts.contexts)
        r.add(message, parent, url=facts.url, element=owner, allowed=allowed)
    for expression in broken_invariants(parent, here, r, owner, facts):
        r.add(messages.CONTEXT_INVARIANT, parent, url=facts.url, expression=expression)


def _value_type(o: Object, r: Run) -> str | None:
    """The type of the extension's value; None without one."""
    members = r.session.types.get("Extension").members
    for name in o:
        known = members.get(name)
        if known is not None and known[0].name == "value":
            return known[1]
    return None
