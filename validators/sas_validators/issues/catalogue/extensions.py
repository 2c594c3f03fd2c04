"""Extensions: known, allowed here, of the right shape."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 12"

UNKNOWN = Message(
    id="Extension_EXT_Unknown_NotHere",
    severity="error",
    type="structure",
    fr="L'extension {url} n'est définie par aucun paquet chargé",
    en="The extension {url} is defined by no loaded package",
    spec=_SPEC,
)
WRONG_CONTEXT = Message(
    id="Extension_EXTP_Context_Wrong",
    severity="error",
    type="structure",
    fr="L'extension {url} n'est pas admise sur {element} (contextes admis : {allowed})",
    en="The extension {url} is not allowed on {element} (allowed contexts: {allowed})",
    spec=_SPEC,
)
WRONG_CONTEXT_FOR_VERSION = Message(
    id="Extension_EXTP_Context_Wrong_VER",
    severity="error",
    type="structure",
    fr="L'extension {url} n'est pas admise sur {element} (contextes admis : {allowed})",
    en="The extension {url} is not allowed on {element} (allowed contexts: {allowed})",
    spec=_SPEC,
)
WRONG_MODIFIER_CONTEXT = Message(
    id="Extension_EXTM_Context_Wrong",
    severity="error",
    type="structure",
    fr="L'extension {url} n'est pas admise comme modificateur de {element} (contextes : {allowed})",
    en="The extension {url} is not allowed as a modifier of {element} (contexts: {allowed})",
    spec=_SPEC,
)
CONTEXT_INVARIANT = Message(
    id="Profile_EXT_Not_Here",
    severity="error",
    type="structure",
    fr="L'extension {url} n'est pas admise ici : la condition '{expression}' n'est pas remplie",
    en="The extension {url} is not allowed here: the condition '{expression}' does not hold",
    spec=_SPEC,
)
WRONG_TYPE = Message(
    id="Extension_EXT_Type",
    severity="error",
    type="structure",
    fr="La valeur de l'extension {url} est de type {found}, sa définition admet : {allowed}",
    en="The value of the extension {url} is a {found}, its definition allows: {allowed}",
    spec=_SPEC,
)
VALUE_ABSENT = Message(
    id="Extension_EXT_Simple_ABSENT",
    severity="error",
    type="structure",
    fr="L'extension {url} doit avoir une valeur",
    en="The extension {url} must have a value",
    spec=_SPEC,
)
SHOULD_BE_SIMPLE = Message(
    id="Extension_EXT_Simple_WRONG",
    severity="error",
    type="structure",
    fr="L'extension {url} doit avoir une valeur, pas des sous-extensions",
    en="The extension {url} must have a value, not sub-extensions",
    spec=_SPEC,
)
UNDEFINED_PART = Message(
    id="Extension_EXT_SubExtension_Invalid",
    severity="error",
    type="structure",
    fr="La définition de {parent} n'a pas de sous-extension '{url}'",
    en="The definition of {parent} has no sub-extension '{url}'",
    spec=_SPEC,
)
NO_URL = Message(
    id="Extension_EXT_Url_NotFound",
    severity="error",
    type="required",
    fr="L'extension n'a pas d'url",
    en="The extension has no url",
    spec=_SPEC,
)
RELATIVE_URL = Message(
    id="Extension_EXT_URL_Absolute",
    severity="error",
    type="structure",
    fr="L'url de l'extension doit être absolue : '{url}'",
    en="The url of the extension must be absolute: '{url}'",
    spec=_SPEC,
)
NOT_A_MODIFIER = Message(
    id="Extension_EXT_Modifier_Y",
    severity="error",
    type="structure",
    fr="L'extension {url} n'est pas définie comme modificateur",
    en="The extension {url} is not defined as a modifier",
    spec=_SPEC,
)
IS_A_MODIFIER = Message(
    id="Extension_EXT_Modifier_N",
    severity="error",
    type="structure",
    fr="L'extension {url} est un modificateur : sa place est dans modifierExtension",
    en="The extension {url} is a modifier: it belongs in modifierExtension",
    spec=_SPEC,
)
VERSION_IN_URL = Message(
    id="EXT_VER_URL_NOT_ALLOWED",
    severity="error",
    type="structure",
    fr="L'url d'une extension ne porte pas de version : '{url}'",
    en="The url of an extension carries no version: '{url}'",
    spec=_SPEC,
)
OTHER_VERSION_IN_URL = Message(
    id="EXT_VER_URL_REVERSION",
    severity="error",
    type="structure",
    fr="L'url '{url}' désigne une autre version que celle qui est chargée ({version})",
    en="The url '{url}' names another version than the one loaded ({version})",
    spec=_SPEC,
)
VERSION_IN_UNKNOWN_URL = Message(
    id="EXT_VER_URL_NO_MATCH",
    severity="warning",
    type="structure",
    fr="L'url '{url}' porte une version et n'est définie par aucun paquet chargé",
    en="The url '{url}' carries a version and is defined by no loaded package",
    spec=_SPEC,
)
OTHER_FHIR_VERSION = Message(
    id="Extension_EXT_Version_Invalid",
    severity="error",
    type="structure",
    fr="L'extension {url} vient d'une version de FHIR ({version}) qui n'est pas chargée",
    en="The extension {url} comes from a FHIR version ({version}) that is not loaded",
    spec=_SPEC,
)
URL_EXTENDED = Message(
    id="Extension_EXT_Fixed_Banned",
    severity="error",
    type="structure",
    fr="L'url d'une extension ne peut pas avoir d'extension",
    en="The url of an extension cannot have extensions",
    spec=_SPEC,
)
