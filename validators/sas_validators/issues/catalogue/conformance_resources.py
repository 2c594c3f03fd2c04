"""CapabilityStatement, SearchParameter, OperationDefinition, Parameters and MeasureReport."""

from __future__ import annotations

from sas_validators.issues.message import Message, Severity

_SPEC = "validator-features.md section 21"


def _message(
    id: str, fr: str, en: str, *, severity: Severity = "error", type: str = "business-rule"
) -> Message:
    return Message(id=id, severity=severity, type=type, fr=fr, en=en, spec=_SPEC)


SEARCH_PARAMETER_TYPE = _message(
    "CapabalityStatement_CS_SP_WrongType",
    "Le paramètre {definition} est de type {expected}, pas {found}",
    "The search parameter {definition} is of type {expected}, not {found}",
    type="invalid",
)

# --- SearchParameter --------------------------------------------------------------------------

ORIGIN_UNKNOWN = _message(
    "SEARCHPARAMETER_NOTFOUND",
    "Le paramètre {origin} dont celui-ci dérive n'est pas chargé",
    "The search parameter {origin} that this one derives from is not loaded",
    severity="warning",
    type="not-found",
)
BASE_NOT_OF_ORIGIN = _message(
    "SEARCHPARAMETER_BASE_WRONG",
    "{base} n'est pas une base du paramètre {origin} dont celui-ci dérive ({expected})",
    "{base} is no base of the search parameter {origin} that this one derives from ({expected})",
)
TYPE_NOT_OF_ORIGIN = _message(
    "SEARCHPARAMETER_TYPE_WRONG",
    "Le paramètre {origin} dont celui-ci dérive est de type {expected}, pas {found}",
    "The search parameter {origin} that this one derives from is of type {expected}, not {found}",
)
EXPRESSION_NOT_OF_ORIGIN = _message(
    "SEARCHPARAMETER_EXP_WRONG",
    "L'expression n'est pas celle du paramètre {origin} dont celui-ci dérive",
    "The expression is not that of the search parameter {origin} that this one derives from",
    severity="warning",
)
COMPONENTS_MISSING = _message(
    "SEARCHPARAMETER_MISSING_COMPONENTS",
    "Un paramètre composite réunit au moins deux paramètres",
    "A composite search parameter combines at least two parameters",
)
CODE_CHARACTERS = _message(
    "SEARCHPARAMETER_BAD_CHAR",
    "Le code '{code}' contient '{character}', qui a un autre sens dans une recherche",
    "The code '{code}' has a '{character}', which means something else in a search",
    severity="warning",
)
SEARCH_EXPRESSION = _message(
    "ED_SEARCH_EXPRESSION_ERROR",
    "L'expression '{expression}' ne s'applique pas : {reason}",
    "The expression '{expression}' can't be applied: {reason}",
    type="invalid",
)

# --- OperationDefinition ----------------------------------------------------------------------

OPERATION_PROFILE_UNKNOWN = _message(
    "OPDEF_PROFILE_NOT_FOUND",
    "Le profil {profile} n'est pas chargé",
    "The profile {profile} is not loaded",
    type="not-found",
)
OPERATION_PROFILE_OF_OTHER_TYPE = _message(
    "OPDEF_PROFILE_NOT_VALUE_MISMATCH",
    "Le profil {profile} porte sur {found}, pas sur Parameters",
    "The profile {profile} is about {found}, not about Parameters",
)
OPERATION_TYPE_NOT_IN_PARAMETERS = _message(
    "OPDEF_PROFILE_TYPE_NOT_IN_PARAMS",
    "Le profil admet le type {type} pour '{name}', l'opération ne l'admet pas",
    "The profile allows the type {type} for '{name}', the operation does not",
)
OPERATION_TYPE_NOT_IN_PROFILE = _message(
    "OPDEF_PROFILE_TYPE_NOT_IN_PROFILE",
    "L'opération admet le type {type} pour '{name}', le profil ne l'admet pas",
    "The operation allows the type {type} for '{name}', the profile does not",
)
OPERATION_TARGET_NOT_IN_PARAMETERS = _message(
    "OPDEF_PROFILE_PROFILE_NOT_IN_PARAMS",
    "Le profil admet la cible {target} pour '{name}', l'opération ne l'admet pas",
    "The profile allows the target {target} for '{name}', the operation does not",
)
OPERATION_TARGET_NOT_IN_PROFILE = _message(
    "OPDEF_PROFILE_PROFILE_NOT_IN_PROFILE",
    "L'opération admet la cible {target} pour '{name}', le profil ne l'admet pas",
    "The operation allows the target {target} for '{name}', the profile does not",
)

# --- Parameters -------------------------------------------------------------------------------

STANDARD_PARAMETER_TYPE = _message(
    "PARAMETERS_STD_WRONG_TYPE",
    "Le paramètre '{name}' est d'ordinaire de type {expected}, ici {found}",
    "The parameter '{name}' usually is of type {expected}, here {found}",
    severity="information",
    type="informational",
)

# --- MeasureReport ----------------------------------------------------------------------------

GROUP_WITHOUT_CODE = _message(
    "MEASURE_MR_GRP_NO_CODE",
    "La mesure a plusieurs groupes : celui-ci doit dire par son code duquel il s'agit",
    "The measure has several groups: this one must say by its code which one it is",
)
GROUP_MISSING = _message(
    "MEASURE_MR_GRP_MISSING_BY_CODE",
    "Le groupe {code} de la mesure manque dans le rapport",
    "The group {code} of the measure is missing in the report",
)
