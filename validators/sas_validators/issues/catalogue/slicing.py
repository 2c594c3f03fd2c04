"""Slices: which repetition is in which, how many, in what order."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 13"

SLICE_MINIMUM = Message(
    id="Validation_VAL_Profile_Minimum_SLICE",
    severity="error",
    type="structure",
    fr="Tranche '{element}' : au moins {minimum} élément(s) attendu(s), {found} trouvé(s)",
    en="Slice '{element}': at least {minimum} matching element(s) expected, {found} found",
    spec=_SPEC,
)
EXTENSION_SLICE_MINIMUM = Message(
    id="Validation_VAL_Profile_Minimum_SLICE_EXT",
    severity="error",
    type="structure",
    fr="Extension '{element}' : au moins {minimum} attendue(s), {found} trouvée(s)",
    en="Extension '{element}': at least {minimum} expected, {found} found",
    spec=_SPEC,
)
VITAL_SIGN_CODE_MINIMUM = Message(
    id="VALIDATION_VAL_PROFILE_MINIMUM_MAGIC",
    severity="error",
    type="structure",
    fr="Le code LOINC imposé par le profil de signe vital est absent (tranche '{element}')",
    en="The LOINC code the vital-signs profile demands is absent (slice '{element}')",
    spec=_SPEC,
)
IN_NO_SLICE = Message(
    id="Validation_VAL_Profile_NotSlice",
    severity="error",
    type="structure",
    fr="L'élément n'entre dans aucune tranche de {element}, et le profil n'en admet pas d'autre",
    en="The element is in none of the slices of {element}, and the profile allows no other",
    spec=_SPEC,
)
IN_SEVERAL_SLICES = Message(
    id="Validation_VAL_Profile_MatchMultiple",
    severity="error",
    type="structure",
    fr="L'élément entre dans plusieurs tranches : {slices}",
    en="The element is in several slices: {slices}",
    spec=_SPEC,
)
SLICE_ORDER = Message(
    id="Validation_VAL_Profile_SliceOrder",
    severity="error",
    type="structure",
    fr="L'élément de la tranche '{element}' vient après un élément de la tranche '{after}'",
    en="The element of slice '{element}' comes after one of slice '{after}'",
    spec=_SPEC,
)
SLICING_NOT_EVALUABLE = Message(
    id="SLICING_CANNOT_BE_EVALUATED",
    severity="error",
    type="processing",
    fr="La tranche '{element}' n'est pas décidable : {reason}",
    en="The slice '{element}' can't be evaluated: {reason}",
    spec=_SPEC,
)
