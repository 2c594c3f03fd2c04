"""One coding by itself: whether its system and its code exist and its display is right.

Independent of any binding, except for what a value set says about the version
of the system. What can't be told is said to be so, never taken as right.

Spec: https://hl7.org/fhir/R4/datatypes.html#Coding
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from sas_validators.issues.catalogue import terminology as messages
from sas_validators.issues.message import Message
from sas_validators.primitives.uris import is_absolute
from sas_validators.terminology.code_systems import CodeSystem
from sas_validators.terminology.languages import serves
from sas_validators.terminology.membership import Note
from sas_validators.terminology.terminology import Terminology

SubPath = tuple[str | int, ...]
"""Where below the judged element: `("coding", 0, "code")`; `()` is the element itself."""

Found = tuple[Message, SubPath, dict[str, Any]]
"""One finding: what, where below the element, and the details of its text."""

Findings = tuple[Found, ...]

State = Literal["right", "unknown", "unsure", "wrong", "display", "no-system", "no-code"]

UCUM = "http://unitsofmeasure.org"
_NEEDS_SERVER = frozenset({UCUM, "http://snomed.info/sct", "http://loinc.org"})

_MAX_TEXT = 200
_MAX_DISPLAYS = 5
_AS_WARNING = {
    message: message.at_severity("warning")
    for message in (
        messages.DISPLAY_WRONG,
        messages.DISPLAY_WRONG_BLANKS,
        messages.DISPLAY_LANGUAGE_NONE,
    )
}
_NOTES = {
    "draft": messages.USES_DRAFT,
    "experimental": messages.USES_EXPERIMENTAL,
    "retired": messages.USES_RETIRED,
    "deprecated": messages.USES_DEPRECATED,
    "withdrawn": messages.USES_WITHDRAWN,
}


class Coding(NamedTuple):
    """The parts of a Coding that matter, "" where absent."""

    system: str
    code: str
    display: str
    version: str

    @property
    def label(self) -> str:
        """How messages name it: `system#code`."""
        return f"{shorten(self.system)}#{shorten(self.code)}" if self.system else shorten(self.code)


class Examined(NamedTuple):
    """What an examination found.

    `state`: `right`; `unknown` (system or version not loaded); `unsure` (not in
    the known part of the system); `wrong` (code does not exist); `display`;
    `no-system`; `no-code`.
    """

    state: State
    findings: Findings


def shorten(text: str) -> str:
    """`text` for a message: whatever came in the instance, not more than a line or two."""
    return text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + "…"


def note_findings(notes: tuple[Note, ...]) -> Findings:
    """The remarks on the status of the definitions that were used."""
    return tuple((_NOTES[note.status], (), {"canonical": note.canonical}) for note in notes)


def examine(
    terminology: Terminology,
    coding: Coding,
    language: str = "",
    *,
    pinned: str = "",
    mentioned: bool = False,
) -> Examined:
    """Examines `coding`, whose display is meant for readers of `language` ("": English).

    `mentioned`: the bound value set has codes of this system, `pinned`: in this
    version of it.
    """
    if not coding.system:
        return Examined("no-system", ())
    mismatch = tuple(_version_mismatch(terminology, coding, pinned)) if mentioned else ()
    version = coding.version or pinned
    system = terminology.code_system(coding.system, version)
    if system is not None and system.data["content"] == "supplement":
        wrong: Found = (messages.SYSTEM_IS_SUPPLEMENT, ("system",), {"system": coding.system})
        return Examined("wrong", (wrong,))
    if not coding.code:
        return Examined("no-code", (_without_code(coding, system),))
    if system is None or not system.usable:
        unknown = _unknown_system(terminology, coding, version, mentioned=mentioned)
        return Examined("unknown", (*mismatch, unknown))
    code = system.find(coding.code)
    if code is None:
        return _unknown_code(coding, system, mismatch)
    remarks = (*mismatch, *_remarks(coding, system, code))
    display = judge_display(system, code, coding.display, language) if coding.display else None
    if display is None:
        return Examined("right", remarks)
    state: State = "display" if display[0].severity == "error" else "right"
    return Examined(state, (*remarks, (display[0], ("display",), display[1])))


def _version_mismatch(terminology: Terminology, coding: Coding, pinned: str) -> Iterator[Found]:
    if not coding.version:
        return
    message, expected = messages.VERSION_MISMATCH, pinned
    if not pinned:
        default = terminology.code_system(coding.system)
        message, expected = (
            messages.VERSION_MISMATCH_DEFAULT,
            default.version if default is not None else "",
        )
    if expected not in ("", coding.version):
        details = {"system": coding.system, "version": coding.version, "expected": expected}
        yield message, ("version",), details


def _without_code(coding: Coding, system: CodeSystem | None) -> Found:
    version = coding.version or (system.version if system is not None else "")
    details = {"system": shorten(coding.system), "version": version}
    message = messages.CODING_WITHOUT_CODE_VERSION if version else messages.CODING_WITHOUT_CODE
    return message, ("code",), details


def _unknown_system(
    terminology: Terminology, coding: Coding, version: str, *, mentioned: bool
) -> Found:
    details: dict[str, Any] = {"system": shorten(coding.system), "code": shorten(coding.code)}
    if terminology.value_set(coding.system) is not None:
        return messages.SYSTEM_IS_VALUE_SET, ("system",), details
    if not is_absolute(coding.system):
        return messages.SYSTEM_IS_RELATIVE, ("system",), details
    if coding.system in _NEEDS_SERVER and not mentioned:
        return messages.SYSTEM_NEEDS_SERVER, (), details
    if version:
        details["version"] = version
        details["versions"] = ", ".join(terminology.versions(coding.system)) or "-"
        return messages.SYSTEM_VERSION_UNKNOWN, ("system",), details
    return messages.SYSTEM_UNKNOWN, ("system",), details


def _unknown_code(coding: Coding, system: CodeSystem, earlier: Findings) -> Examined:
    details = {"code": shorten(coding.code), "system": system.url, "version": system.version}
    if not system.complete:
        unsure = (messages.CODE_UNKNOWN_IN_FRAGMENT, ("code",), details)
        return Examined("unsure", (*earlier, unsure))
    message = messages.CODE_UNKNOWN_IN_VERSION if system.version else messages.CODE_UNKNOWN
    return Examined("wrong", (*earlier, (message, ("code",), details)))


def _remarks(coding: Coding, system: CodeSystem, code: str) -> Iterator[Found]:
    if code != coding.code:
        details = {"code": shorten(coding.code), "expected": code, "system": system.url}
        yield messages.CASE_DIFFERS, ("code",), details
    status = system.status_of(code)
    if status == "deprecated":
        yield messages.CONCEPT_DEPRECATED, (), {"codes": coding.label}
    elif status:
        yield messages.CONCEPT_INACTIVE, (), {"codes": coding.label, "status": status}


def judge_display(
    system: CodeSystem, code: str, display: str, language: str
) -> tuple[Message, dict[str, Any]] | None:
    """What is wrong with `display` for `code` (as `system` writes it); None when nothing is.

    Right are the system's own display and its designations in the language
    (without one: English ones and those in no language), whatever the case. In
    a system that is not loaded whole, displays may be newer than ours: there a
    wrong one is only a warning.
    """
    default = system.displays[code]
    native = system.data["language"]
    offered = [
        text
        for spoken, text in system.data["designations"].get(code, ())
        if (serves(spoken, language or "en") if spoken else not language)
    ]
    if not default and not offered:
        return None
    lacking = bool(language) and not offered and not serves(native or "en", language)
    allowed = list(dict.fromkeys([default, *offered] if default else offered))
    wanted = display.lower()
    details = {
        "display": shorten(display),
        "codes": f"{system.url}#{code}",
        "language": shorten(language),
        "expected": ", ".join(f"'{text}'" for text in allowed[:_MAX_DISPLAYS]),
    }
    if any(wanted == text.lower() for text in allowed):
        return (messages.DISPLAY_LANGUAGE_DEFAULT, details) if lacking else None
    message = messages.DISPLAY_LANGUAGE_NONE if lacking else messages.DISPLAY_WRONG
    if any(wanted.split() == text.lower().split() for text in allowed):
        message = messages.DISPLAY_WRONG_BLANKS
    return (message if system.complete else _AS_WARNING[message], details)
