"""Structure and cardinality: what an element may contain, and how often."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 6"

MINIMUM = Message(
    id="Validation_VAL_Profile_Minimum",
    severity="error",
    type="structure",
    fr="{element} : au moins {minimum} attendu, {found} trouvé",
    en="{element}: at least {minimum} expected, {found} found",
    spec=_SPEC,
)
MAXIMUM = Message(
    id="Validation_VAL_Profile_Maximum",
    severity="error",
    type="structure",
    fr="{element} : au plus {maximum} admis, {found} trouvés",
    en="{element}: at most {maximum} allowed, {found} found",
    spec=_SPEC,
)
MINIMUM_UNCHECKED = Message(
    id="Validation_VAL_Profile_NoCheckMin",
    severity="information",
    type="not-supported",
    fr="{element} : au moins {minimum} attendu, {found} trouvé, tranche indécidable",
    en="{element}: at least {minimum} expected, {found} found, but the slice is undecidable",
    spec=_SPEC,
)
WRONG_VALUE_TYPE = Message(
    id="Extension_PROF_Type",
    severity="error",
    type="structure",
    fr="Le profil n'admet ici que le type {allowed}, pas {found}",
    en="The profile only allows the type {allowed} here, not {found}",
    spec=_SPEC,
)
UNDETERMINED_TYPE = Message(
    id="Validation_VAL_Profile_NoType",
    severity="error",
    type="structure",
    fr="Le type {found} n'est pas l'un de ceux que le profil admet ici : {allowed}",
    en="The type {found} is not one of those the profile allows here: {allowed}",
    spec=_SPEC,
)
ELEMENT_OF_OTHER_TYPE = Message(
    id="Validation_VAL_Profile_NotAllowed",
    severity="error",
    type="structure",
    fr="Le profil {profile} porte sur {type}, qui n'a pas d'élément '{element}'",
    en="The profile {profile} is about {type}, which has no element '{element}'",
    spec=_SPEC,
)
PROFILE_OF_OTHER_TYPE = Message(
    id="Validation_VAL_Profile_WrongType",
    severity="error",
    type="structure",
    fr="Le profil demandé {profile} porte sur {expected}, la ressource est de type {found}",
    en="The requested profile {profile} is about {expected}, the resource is a {found}",
    spec=_SPEC,
)
RESOURCE_TYPE_NOT_ALLOWED = Message(
    id="Bundle_BUNDLE_Entry_Type",
    severity="error",
    type="structure",
    fr="Le type {found} n'est pas admis ici : {allowed}",
    en="The type {found} is not allowed here: {allowed}",
    spec=_SPEC,
)
RESOURCE_TYPE_UNKNOWN_HERE = Message(
    id="Validation_VAL_NoType",
    severity="error",
    type="structure",
    fr="Aucun des types admis ici ({allowed}) n'est {found}",
    en="None of the types allowed here ({allowed}) is {found}",
    spec=_SPEC,
)
RESOURCE_PROFILE_UNKNOWN = Message(
    id="Bundle_BUNDLE_Entry_NoProfile_EXPL",
    severity="error",
    type="structure",
    fr="Le profil {wanted} demandé pour la ressource {found} n'est pas chargé",
    en="The profile {wanted} asked for the {found} here is not loaded",
    spec=_SPEC,
)
DUPLICATE_ID = Message(
    id="DUPLICATE_ID",
    severity="error",
    type="structure",
    fr="L'identifiant d'élément '{value}' est déjà porté par {other}",
    en="The element id '{value}' is already used by {other}",
    spec=_SPEC,
)
DUPLICATE_SECURITY = Message(
    id="Meta_RES_Security_Duplicate",
    severity="error",
    type="duplicate",
    fr="Le label {system}#{code} figure deux fois",
    en="The label {system}#{code} occurs twice",
    spec=_SPEC,
)
TOO_MANY_ERRORS = Message(
    id="SAS_TOO_MANY_ERRORS",
    severity="warning",
    type="incomplete",
    fr="Plus de {limit} erreurs : le reste n'est pas examiné",
    en="More than {limit} errors: the rest is not examined",
    spec="behaviour of our own: no input takes unbounded time",
)
