"""What can be wrong with a Quantity: limits that a definition sets, UCUM annotations."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features 8"

# --- minimum ------------------------------------------------------------

MINIMUM_WRONG = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_WRONG",
    "error",
    "invalid",
    fr="La quantité {value} est inférieure au minimum {limit}",
    en="The quantity {value} is less than the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_WRONG_UCUM = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_WRONG_UCUM",
    "error",
    "invalid",
    fr="La quantité {value}, soit {converted}, est inférieure au minimum {limit}",
    en="The quantity {value}, that is {converted}, is less than the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_NO_CONVERT = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_MIN_NO_CONVERT",
    "error",
    "invalid",
    fr="L'unité de {value} ne se convertit pas en celle du minimum {limit}",
    en="The unit of {value} cannot be converted to that of the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_NO_VALUE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_NO_VALUE",
    "warning",
    "invalid",
    fr="Sans valeur, la quantité ne peut être comparée au minimum {limit}",
    en="Without value the quantity cannot be compared with the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_NO_SYSTEM = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_NO_SYSTEM",
    "warning",
    "invalid",
    fr="Sans system, la quantité ne peut être comparée au minimum {limit}",
    en="Without system the quantity cannot be compared with the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_NO_CODE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_NO_CODE",
    "warning",
    "invalid",
    fr="Sans code d'unité, la quantité ne peut être comparée au minimum {limit}",
    en="Without unit code the quantity cannot be compared with the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_SYSTEM_MISMATCH = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_SYSTEM_MISMATCH",
    "warning",
    "invalid",
    fr="Le système d'unités « {system} » n'est pas celui du minimum {limit}",
    en="The unit system '{system}' is not that of the minimum {limit}",
    spec=_SPEC,
)
MINIMUM_CODE_MISMATCH = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_CODE_MISMATCH",
    "warning",
    "invalid",
    fr="L'unité de {value} n'est pas celle du minimum {limit}",
    en="The unit of {value} is not that of the minimum {limit}",
    spec=_SPEC,
)

# --- maximum ------------------------------------------------------------

MAXIMUM_WRONG = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_WRONG",
    "error",
    "invalid",
    fr="La quantité {value} dépasse le maximum {limit}",
    en="The quantity {value} is greater than the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_WRONG_UCUM = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_WRONG_UCUM",
    "error",
    "invalid",
    fr="La quantité {value}, soit {converted}, dépasse le maximum {limit}",
    en="The quantity {value}, that is {converted}, is greater than the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_NO_CONVERT = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_MIN_NO_CONVERT",
    "error",
    "invalid",
    fr="L'unité de {value} ne se convertit pas en celle du maximum {limit}",
    en="The unit of {value} cannot be converted to that of the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_NO_VALUE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_NO_VALUE",
    "warning",
    "invalid",
    fr="Sans valeur, la quantité ne peut être comparée au maximum {limit}",
    en="Without value the quantity cannot be compared with the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_NO_SYSTEM = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_NO_SYSTEM",
    "warning",
    "invalid",
    fr="Sans system, la quantité ne peut être comparée au maximum {limit}",
    en="Without system the quantity cannot be compared with the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_NO_CODE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_NO_CODE",
    "warning",
    "invalid",
    fr="Sans code d'unité, la quantité ne peut être comparée au maximum {limit}",
    en="Without unit code the quantity cannot be compared with the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_SYSTEM_MISMATCH = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_SYSTEM_MISMATCH",
    "warning",
    "invalid",
    fr="Le système d'unités « {system} » n'est pas celui du maximum {limit}",
    en="The unit system '{system}' is not that of the maximum {limit}",
    spec=_SPEC,
)
MAXIMUM_CODE_MISMATCH = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_CODE_MISMATCH",
    "warning",
    "invalid",
    fr="L'unité de {value} n'est pas celle du maximum {limit}",
    en="The unit of {value} is not that of the maximum {limit}",
    spec=_SPEC,
)

# --- UCUM annotations ---------------------------------------------------------

UCUM_ANNOTATION = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_UCUM_ANNOTATIONS",
    "warning",
    "business-rule",
    fr="Le code UCUM « {code} » contient une annotation, qui ne change rien à l'unité",
    en="The UCUM code '{code}' contains an annotation, which does not change the unit",
    spec=_SPEC,
)
UCUM_ANNOTATION_NO_UNIT = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_UCUM_ANNOTATIONS_NO_UNIT",
    "warning",
    "business-rule",
    fr="Le code UCUM « {code} » contient une annotation que l'unité affichée devrait reprendre",
    en="The UCUM code '{code}' contains an annotation that a unit should show to people",
    spec=_SPEC,
)
UCUM_ANNOTATION_NOT_IN_UNIT = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_UCUM_ANNOTATIONS_NOT_IN_UNIT",
    "warning",
    "business-rule",
    fr="L'annotation du code UCUM « {code} » n'apparaît pas dans l'unité « {unit} »",
    en="The annotation of the UCUM code '{code}' does not appear in the unit '{unit}'",
    spec=_SPEC,
)
