"""What the facade says when all went well, or nearly."""

from __future__ import annotations

from sas_validators.issues.message import Message

_HTTP = "https://hl7.org/fhir/R4/http.html"

STORED = Message(
    "SAS_REST_STORED",
    "information",
    "informational",
    fr="{place} est enregistrée.",
    en="{place} has been stored.",
    spec=_HTTP,
)
EXISTED = Message(
    "SAS_REST_EXISTED",
    "information",
    "informational",
    fr="{place} existe déjà et reste comme elle est.",
    en="{place} is there already and stays as it is.",
    spec=_HTTP,
)
DELETED = Message(
    "SAS_REST_DELETED",
    "information",
    "informational",
    fr="{place} n'existe plus.",
    en="{place} is no longer there.",
    spec=_HTTP,
)
IGNORED_UNKNOWN = Message(
    "SAS_REST_IGNORED_UNKNOWN",
    "warning",
    "not-supported",
    fr="Le paramètre « {name} » n'est pas pris en charge et a été ignoré.",
    en="The parameter '{name}' is not supported and was ignored.",
    spec="https://hl7.org/fhir/R4/search.html#errors",
)
IGNORED_EMPTY = Message(
    "SAS_REST_IGNORED_EMPTY",
    "warning",
    "value",
    fr="Le paramètre « {name} » est vide et n'a pas été pris en compte.",
    en="The parameter '{name}' is empty and was ignored.",
    spec="https://hl7.org/fhir/R4/search.html#errors",
)
NO_LONGER_VALID = Message(
    "SAS_REST_NO_LONGER_VALID",
    "warning",
    "invariant",
    fr="{place} ne respecte plus les profils en vigueur.",
    en="{place} no longer meets the profiles in force.",
    spec="spec/architecture: outbound",
)
WITHHELD_FROM_SEARCH = Message(
    "SAS_REST_WITHHELD",
    "warning",
    "suppressed",
    fr="{count} ressource(s) trouvée(s) ne respectent plus les profils et ne sont pas transmises.",
    en="{count} resource(s) found no longer meet the profiles and are withheld.",
    spec="spec/architecture: outbound",
)
ALL_RIGHT = Message(
    "SAS_REST_ALL_RIGHT",
    "information",
    "informational",
    fr="Aucune anomalie détectée.",
    en="No issues detected.",
    spec="https://hl7.org/fhir/R4/resource-operation-validate.html",
)
