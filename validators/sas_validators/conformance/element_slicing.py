"""Checks on slicing entries and their discriminators.

Spec: https://hl7.org/fhir/R4/profiling.html#slicing
"""

from __future__ import annotations

from collections.abc import Iterator

from sas_validators.conformance.navigation import Navigator, PathError
from sas_validators.conformance.subject import JudgedElement, Subject
from sas_validators.issues.catalogue import definitions as say
from sas_validators.issues.finding import Finding
from sas_validators.snapshot.elements import dicts


def check_slicing(
    subject: Subject, judged: JudgedElement, navigator: Navigator
) -> Iterator[Finding]:
    """Whether the element can be sliced, and so."""
    slicing = judged.element.get("slicing")
    if slicing is None:
        return
    at, path = judged.below("slicing"), judged.path
    if judged.is_root:
        yield subject.finding(say.SD_NO_SLICING_ON_ROOT, at, path=path)
        return
    if not _can_be_sliced(judged):
        yield subject.finding(say.SD_PATH_NO_SLICING, at, path=path)
    node = navigator.find(str(judged.effective.get("id", "")))
    for index, item in enumerate(dicts(slicing.get("discriminator"))):
        place = (at, "discriminator", index)
        discriminator = str(item.get("path", ""))
        details = {"path": path, "discriminator": discriminator}
        if item.get("type") == "pattern":
            yield subject.finding(say.SD_PATH_SLICING_DEPRECATED, place, path=path)
        try:
            if node is not None and not navigator.reaches(node, discriminator):
                yield subject.finding(say.SD_PATH_NOT_VALID, place, **details)
        except PathError:
            yield subject.finding(say.SD_PATH_ERROR, place, **details)


def _can_be_sliced(judged: JudgedElement) -> bool:
    """Whether there is something to tell apart: repetitions, or types.

    The base counts: a slicing stays when a profile allows one repetition only.
    """
    repeats = {
        judged.effective.get("max", "*"),
        judged.effective.get("base", {}).get("max", "*"),
    } - {"0", "1"}
    return bool(repeats) or judged.path.endswith("[x]")
