"""The language of a narrative against that of its resource and what a profile demands.

Spec: validator-features section 16,
http://hl7.org/fhir/StructureDefinition/narrative-language-control,
http://hl7.org/fhir/StructureDefinition/narrative-source-control
"""

from __future__ import annotations

from typing import Any

from sas_validators.issues.catalogue import narrative as catalogue
from sas_validators.issues.message import Message
from sas_validators.narrative.judge import Narrative

Found = list[tuple[Message, dict[str, Any]]]

_SOURCE_SEVERITIES = {"fatal", "error", "warning", "information"}


def judge_language(narrative: Narrative, language: str) -> Found:
    """`lang` and `xml:lang` of the div against Resource.language; about the resource."""
    lang, xml_lang = narrative.lang, narrative.xml_lang
    details = {"language": language}
    if not lang and not xml_lang:
        return [(catalogue.LANGUAGE_MISSING, details)]
    found: Found = []
    if not lang:
        found.append((catalogue.LANG_MISSING, details))
    elif lang != language:
        found.append((catalogue.LANG_DIFFERENT, details | {"found": lang}))
    if not xml_lang:
        found.append((catalogue.XML_LANG_MISSING, details))
    elif xml_lang != language:
        found.append((catalogue.XML_LANG_DIFFERENT, details | {"found": xml_lang}))
    return found


def judge_language_control(narrative: Narrative, control: str, language: str | None) -> Found:
    """The extension narrative-language-control of a profile, by its code.

    `no` prohibits language sections, `yes` requires some, `resource` one in the
    `language` of the resource; any other code is a language to have one in.
    """
    sections = narrative.sections
    if control == "no":
        return [(catalogue.SECTIONS_PROHIBITED, {})] if sections else []
    if not sections:
        return [(catalogue.SECTIONS_REQUIRED, {})]
    if control == "resource" and language and language not in sections:
        return [(catalogue.SECTION_OF_RESOURCE_REQUIRED, {"language": language})]
    if control not in {"yes", "resource"} and control not in sections:
        return [(catalogue.SECTION_OF_LANGUAGE_REQUIRED, {"language": control})]
    return []


def judge_source_control(narrative: Narrative, control: str) -> Found:
    """The extension narrative-source-control; its code is the severity, `success` asks nothing."""
    if control not in _SOURCE_SEVERITIES or narrative.unsourced is None:
        return []
    message = catalogue.NO_SOURCE.at_severity(control)  # type: ignore[arg-type]
    return [(message, {"text": narrative.unsourced})]
