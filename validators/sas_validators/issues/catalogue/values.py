"""Fixed values and patterns."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 9"

FIXED_WRONG = Message(
    id="_DT_Fixed_Wrong",
    severity="error",
    type="value",
    fr="La valeur '{found}' n'est pas celle que le profil impose : '{expected}'",
    en="The value '{found}' is not the one the profile demands: '{expected}'",
    spec=_SPEC,
)
PART_MISSING = Message(
    id="Profile_VAL_MissingElement",
    severity="error",
    type="value",
    fr="L'élément '{part}' est absent, alors que le profil impose '{expected}'",
    en="The element '{part}' is absent, where the profile demands '{expected}'",
    spec=_SPEC,
)
PART_NOT_ALLOWED = Message(
    id="Profile_VAL_NotAllowed",
    severity="error",
    type="value",
    fr="L'élément '{part}' ne fait pas partie de la valeur imposée par le profil",
    en="The element '{part}' is not part of the value the profile fixes",
    spec=_SPEC,
)
PATTERN_CODING = Message(
    id="TYPE_CHECKS_PATTERN_CC",
    severity="error",
    type="value",
    fr="Aucun des codes fournis ({found}) n'est celui que le profil impose : {expected}",
    en="None of the codings given ({found}) is the one the profile demands: {expected}",
    spec=_SPEC,
)
PATTERN_CODING_USER_SELECTED = Message(
    id="TYPE_CHECKS_PATTERN_CC_US",
    severity="error",
    type="value",
    fr="Aucun des codes fournis ({found}) n'est celui que le profil impose : {expected}",
    en="None of the codings given ({found}) is the one the profile demands: {expected}",
    spec=_SPEC,
)
CODING_COUNT = Message(
    id="Terminology_TX_Coding_Count",
    severity="error",
    type="value",
    fr="Le profil attend {expected} code(s), {found} trouvé(s)",
    en="The profile expects {expected} coding(s), {found} found",
    spec=_SPEC,
)
PATTERN_STRINGS = Message(
    id="PATTERN_CHECK_STRING",
    severity="error",
    type="value",
    fr="Les valeurs de '{part}' ne contiennent pas '{expected}', que le profil impose",
    en="The values of '{part}' do not contain '{expected}', which the profile demands",
    spec=_SPEC,
)
FIXED_STRINGS = {
    part: Message(
        id=f"Fixed_Type_Checks_DT_{label}",
        severity="error",
        type="value",
        fr="Le profil attend {expected} valeur(s) de '{part}', {found} trouvée(s)",
        en="The profile expects {expected} value(s) of '{part}', {found} found",
        spec=_SPEC,
    )
    for part, label in {
        "line": "Address_Line",
        "family": "Name_Family",
        "given": "Name_Given",
        "prefix": "Name_Prefix",
        "suffix": "Name_Suffix",
    }.items()
}
