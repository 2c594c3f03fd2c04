"""Questionnaires, and the responses to them."""

from __future__ import annotations

from sas_validators.issues.message import Message, Severity

_SPEC = "validator-features.md section 19"


def _message(
    id: str, fr: str, en: str, *, severity: Severity = "error", type: str = "structure"
) -> Message:
    return Message(id=id, severity=severity, type=type, fr=fr, en=en, spec=_SPEC)


# --- which questionnaire ----------------------------------------------------------------------

QUESTIONNAIRE_NOT_FOUND = _message(
    "Questionnaire_QR_Q_NotFound",
    "Le questionnaire {canonical} n'est pas chargé : les réponses n'ont pas été vérifiées",
    "The questionnaire {canonical} is not loaded: the answers were not checked",
    severity="warning",
    type="not-found",
)
QUESTIONNAIRE_NOT_NAMED = _message(
    "Questionnaire_QR_Q_None",
    "La réponse ne nomme pas son questionnaire : elle n'a pas été vérifiée contre lui",
    "The response does not name its questionnaire: it was not checked against it",
    severity="information",
    type="informational",
)
AUTHORED_TOO_EARLY = _message(
    "QUESTIONNAIRE_QR_AUTHOR_START",
    "La réponse date de {authored}, avant que le questionnaire ne s'applique ({limit})",
    "The response dates from {authored}, before the questionnaire applies ({limit})",
    severity="warning",
    type="business-rule",
)
AUTHORED_TOO_LATE = _message(
    "QUESTIONNAIRE_QR_AUTHOR_END",
    "La réponse date de {authored}, alors que le questionnaire a cessé de s'appliquer le {limit}",
    "The response dates from {authored}, after the questionnaire ceased to apply ({limit})",
    severity="warning",
    type="business-rule",
)

# --- items ------------------------------------------------------------------------------------

ITEM_UNKNOWN = _message(
    "Questionnaire_QR_Item_NotFound",
    "Le questionnaire n'a pas d'élément de linkId '{link_id}'",
    "The questionnaire has no item with the linkId '{link_id}'",
    type="not-found",
)
ITEM_WITHOUT_LINK_ID = _message(
    "Questionnaire_QR_Item_NoLinkId",
    "Un élément de la réponse n'a pas de linkId",
    "An item of the response has no linkId",
    type="required",
)
ITEM_OUT_OF_ORDER = _message(
    "Questionnaire_QR_Item_Order",
    "L'élément '{link_id}' ne vient pas dans l'ordre du questionnaire",
    "The item '{link_id}' does not come in the order of the questionnaire",
)
ITEM_TEXT = _message(
    "Questionnaire_QR_Item_Text",
    "Le texte de l'élément '{link_id}' n'est pas celui du questionnaire : '{expected}'",
    "The text of the item '{link_id}' is not that of the questionnaire: '{expected}'",
)
ITEM_UNANSWERED = _message(
    "Questionnaire_QR_Item_Missing",
    "L'élément obligatoire '{link_id}' n'a pas de réponse",
    "The required item '{link_id}' has no answer",
    type="required",
)
GROUP_EMPTY = _message(
    "QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED",
    "Le groupe obligatoire '{link_id}' est vide",
    "The required group '{link_id}' is empty",
    type="required",
)
ITEM_DISABLED = _message(
    "Questionnaire_QR_Item_NotEnabled2",
    "L'élément '{link_id}' a une réponse alors que ses conditions (enableWhen) ne sont pas "
    "remplies",
    "The item '{link_id}' has an answer although its conditions (enableWhen) are not met",
    type="invalid",
)
SEVERAL_ANSWERS = _message(
    "Questionnaire_QR_Item_OnlyOneA",
    "L'élément '{link_id}' n'admet qu'une réponse, en voici {found}",
    "The item '{link_id}' takes one answer only, here are {found}",
    type="invalid",
)
SEVERAL_ITEMS = _message(
    "Questionnaire_QR_Item_OnlyOneI",
    "L'élément '{link_id}' ne se répète pas, il figure {found} fois",
    "The item '{link_id}' does not repeat, it occurs {found} times",
    type="invalid",
)
TOO_FEW = _message(
    "QUESTIONNAIRE_QR_ITEM_MIN_OCCURS",
    "L'élément '{link_id}' demande au moins {limit} réponses ou occurrences, il en a {found}",
    "The item '{link_id}' asks for at least {limit} answers or occurrences, it has {found}",
)
TOO_MANY = _message(
    "QUESTIONNAIRE_QR_ITEM_MAX_OCCURS",
    "L'élément '{link_id}' admet au plus {limit} réponses ou occurrences, il en a {found}",
    "The item '{link_id}' takes at most {limit} answers or occurrences, it has {found}",
)
GROUP_WITH_ANSWER = _message(
    "Questionnaire_QR_Item_Group",
    "L'élément '{link_id}' est un groupe : il n'a pas de réponse lui-même",
    "The item '{link_id}' is a group: it has no answer itself",
)
DISPLAY_WITH_ANSWER = _message(
    "QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE",
    "L'élément '{link_id}' ne fait qu'afficher un texte : il n'a pas de réponse",
    "The item '{link_id}' only displays a text: it has no answer",
)
DISPLAY_WITH_ITEMS = _message(
    "Questionnaire_QR_Item_Display",
    "L'élément '{link_id}' ne fait qu'afficher un texte : il ne contient pas d'éléments",
    "The item '{link_id}' only displays a text: it holds no items",
)
QUESTION_WITH_ITEMS = _message(
    "Questionnaire_QR_Item_GroupAnswer",
    "L'élément '{link_id}' est une question : ce qui en dépend se place sous sa réponse",
    "The item '{link_id}' is a question: what depends on it goes below its answer",
)


def misplaced_item(link_id: str) -> Message:
    """An item that the questionnaire has elsewhere; the HL7 validator's id is its text."""
    return _message(
        f"Structural Error: item with linkid {link_id} is in the wrong place",
        "L'élément '{link_id}' n'est pas à la place que le questionnaire lui donne",
        "The item '{link_id}' is not where the questionnaire has it",
    )


def missing_item(link_id: str) -> Message:
    """A required item that is absent; the HL7 validator's id is its text."""
    return _message(
        f"No response answer found for required item '{link_id}'",
        "L'élément obligatoire '{link_id}' est absent",
        "The required item '{link_id}' is absent",
        type="required",
    )


# --- answers and their options ----------------------------------------------------------------

WRONG_ANSWER_TYPE = _message(
    "Questionnaire_QR_Item_WrongType",
    "La réponse à '{link_id}' doit être de type {expected}, elle est de type {found}",
    "The answer to '{link_id}' must be of the type {expected}, it is a {found}",
)
NOT_IN_VALUE_SET = _message(
    "Questionnaire_QR_Item_BadOption",
    "Le code {code} n'est pas dans le jeu de valeurs {value_set}",
    "The code {code} is not in the value set {value_set}",
    type="code-invalid",
)
TEXT_NOT_IN_VALUE_SET = _message(
    "QUESTIONNAIRE_QR_ITEM_VS_FAIL",
    "La réponse '{value}' n'est pas dans le jeu de valeurs {value_set}",
    "The answer '{value}' is not in the value set {value_set}",
    type="code-invalid",
)
NO_OPTIONS = _message(
    "Questionnaire_QR_Item_NoOptions",
    "Le questionnaire ne propose aucune option pour '{link_id}' : le code n'a pas été vérifié",
    "The questionnaire has no options for '{link_id}': the code was not checked",
    severity="information",
    type="informational",
)


def _not_an_option(id: str) -> Message:
    return _message(
        id,
        "La réponse {value} n'est pas l'une des options de '{link_id}'",
        "The answer {value} is not one of the options of '{link_id}'",
        type="code-invalid",
    )


def _no_option_of_type(id: str) -> Message:
    return _message(
        id,
        "'{link_id}' n'a pas d'option de type {type} : la réponse {value} n'en est pas une",
        "'{link_id}' has no option of type {type}: the answer {value} is none",
        type="code-invalid",
    )


def _nothing_to_compare(id: str) -> Message:
    return _message(
        id,
        "Le questionnaire ne propose aucune option pour '{link_id}' : la réponse {value} n'a pas "
        "été vérifiée",
        "The questionnaire has no options for '{link_id}': the answer {value} was not checked",
        severity="information",
        type="informational",
    )


NOT_AN_OPTION = {
    "Coding": _not_an_option("Questionnaire_QR_Item_NoCoding"),
    "string": _not_an_option("Questionnaire_QR_Item_NoString"),
    "integer": _not_an_option("Questionnaire_QR_Item_NoInteger"),
    "date": _not_an_option("Questionnaire_QR_Item_NoDate"),
    "time": _not_an_option("Questionnaire_QR_Item_NoTime"),
    "Reference": _not_an_option("Questionnaire_QR_Item_NoReference"),
}
"""By type: the answer is none of the options."""

NO_OPTION_OF_TYPE = {
    "Coding": _no_option_of_type("Questionnaire_QR_Item_NoOptionsCoding"),
    "string": _no_option_of_type("Questionnaire_QR_Item_NoOptionsString"),
    "integer": _no_option_of_type("Questionnaire_QR_Item_NoOptionsInteger"),
    "date": _no_option_of_type("Questionnaire_QR_Item_NoOptionsDate"),
    "time": _no_option_of_type("Questionnaire_QR_Item_NoOptionsTime"),
}
"""By type: there are options, but none of this type."""

NOTHING_TO_COMPARE = {
    "string": _nothing_to_compare("Questionnaire_QR_Item_StringNoOptions"),
    "integer": _nothing_to_compare("Questionnaire_QR_Item_IntNoOptions"),
    "date": _nothing_to_compare("Questionnaire_QR_Item_DateNoOptions"),
    "time": _nothing_to_compare("Questionnaire_QR_Item_TimeNoOptions"),
}
"""By type: neither options nor a value set; for a Coding that is `NO_OPTIONS`."""

EXCLUSIVE_OPTION = _message(
    "QUESTIONNAIRE_QR_ITEM_EXCLUSIVE",
    "L'option {value} exclut toute autre réponse à '{link_id}'",
    "The option {value} excludes any other answer to '{link_id}'",
    type="business-rule",
)
TEXT_OF_AN_OPTION = _message(
    "QUESTIONNAIRE_QR_ITEM_STRING_IN_CODING",
    "Le texte libre '{value}' est l'intitulé d'une option : c'est elle qu'il faut choisir",
    "The free text '{value}' is the display of an option, which should be chosen instead",
    severity="warning",
    type="business-rule",
)

# --- limits -----------------------------------------------------------------------------------


def _too_low(id: str) -> Message:
    return _message(
        id,
        "La réponse {value} à '{link_id}' est inférieure au minimum {limit}",
        "The answer {value} to '{link_id}' is below the minimum {limit}",
        type="business-rule",
    )


def _too_high(id: str) -> Message:
    return _message(
        id,
        "La réponse {value} à '{link_id}' est supérieure au maximum {limit}",
        "The answer {value} to '{link_id}' is above the maximum {limit}",
        type="business-rule",
    )


BELOW_MINIMUM = {
    "integer": _too_low("QUESTIONNAIRE_QR_ITEM_INTEGER_MIN"),
    "decimal": _too_low("QUESTIONNAIRE_QR_ITEM_DECIMAL_MIN"),
    "date": _too_low("QUESTIONNAIRE_QR_ITEM_DATE_MIN"),
    "time": _too_low("QUESTIONNAIRE_QR_ITEM_TIME_MIN"),
}
"""By kind of item; `date` stands for dateTime as well."""

ABOVE_MAXIMUM = {
    "integer": _too_high("QUESTIONNAIRE_QR_ITEM_INTEGER_MAX"),
    "decimal": _too_high("QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX"),
    "date": _too_high("QUESTIONNAIRE_QR_ITEM_DATE_MAX"),
    "time": _too_high("QUESTIONNAIRE_QR_ITEM_TIME_MAX"),
}
"""By kind of item; `date` stands for dateTime as well."""

TOO_MANY_DECIMALS = _message(
    "QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS",
    "La réponse {value} à '{link_id}' a {found} décimales, {limit} au plus sont admises",
    "The answer {value} to '{link_id}' has {found} decimal places, at most {limit} are allowed",
    type="business-rule",
)
QUANTITY_BELOW_MINIMUM = _too_low("QUESTIONNAIRE_QR_ITEM_QUANTITY_MIN")
QUANTITY_ABOVE_MAXIMUM = _too_high("QUESTIONNAIRE_QR_ITEM_QUANTITY_MAX")


def _incomparable(id: str) -> Message:
    return _message(
        id,
        "La réponse {value} à '{link_id}' ne se compare pas à la limite {limit} : il faut deux "
        "unités codées",
        "The answer {value} to '{link_id}' can't be compared with the limit {limit}: both need a "
        "coded unit",
        type="business-rule",
    )


def _inconvertible(id: str) -> Message:
    return _message(
        id,
        "La réponse {value} à '{link_id}' n'est pas d'une unité comparable à celle de la limite "
        "{limit}",
        "The answer {value} to '{link_id}' has no unit comparable with that of the limit {limit}",
        type="business-rule",
    )


MINIMUM_INCOMPARABLE = _incomparable("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN")
MAXIMUM_INCOMPARABLE = _incomparable("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX")
MINIMUM_INCONVERTIBLE = _inconvertible("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN_UNITS")
MAXIMUM_INCONVERTIBLE = _inconvertible("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX_UNITS")
UNIT_NOT_OFFERED = _message(
    "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS",
    "L'unité {unit} n'est pas l'une de celles que '{link_id}' propose",
    "The unit {unit} is not one of those that '{link_id}' offers",
    type="code-invalid",
)
UNIT_NOT_IN_VALUE_SET = _message(
    "QUESTIONNAIRE_QR_ITEM_DECIMAL_UNIT_FAIL_VS",
    "L'unité {unit} n'est pas dans le jeu de valeurs {value_set}",
    "The unit {unit} is not in the value set {value_set}",
    type="code-invalid",
)
TEXT_TOO_SHORT = _message(
    "QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH",
    "La réponse à '{link_id}' a {found} caractères, au moins {limit} sont demandés",
    "The answer to '{link_id}' has {found} characters, at least {limit} are asked for",
    type="business-rule",
)
TEXT_TOO_LONG = _message(
    "QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH",
    "La réponse à '{link_id}' a {found} caractères, {limit} au plus sont admis",
    "The answer to '{link_id}' has {found} characters, at most {limit} are allowed",
    type="business-rule",
)
TEXT_PATTERN = _message(
    "QUESTIONNAIRE_QR_ITEM_STRING_REGEX",
    "La réponse '{value}' à '{link_id}' n'est pas de la forme {regex}",
    "The answer '{value}' to '{link_id}' does not have the form {regex}",
    type="business-rule",
)
TEXT_PATTERN_EXPLAINED = _message(
    "QUESTIONNAIRE_QR_ITEM_STRING_REGEX_EF",
    "La réponse '{value}' à '{link_id}' n'est pas de la forme demandée : {format}",
    "The answer '{value}' to '{link_id}' does not have the form asked for: {format}",
    type="business-rule",
)
LINE_BREAK = _message(
    "QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS",
    "La réponse à '{link_id}' tient sur une ligne : elle ne devrait pas avoir de saut de ligne",
    "The answer to '{link_id}' is one line: it should have no line break",
    severity="warning",
    type="business-rule",
)
MIME_TYPE = _message(
    "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE",
    "La pièce jointe est de type {found}, '{link_id}' n'admet que : {allowed}",
    "The attachment is of type {found}, '{link_id}' only takes: {allowed}",
    type="business-rule",
)
ATTACHMENT_TOO_LARGE = _message(
    "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH",
    "La pièce jointe a {found} octets, '{link_id}' en admet au plus {limit}",
    "The attachment has {found} bytes, '{link_id}' takes at most {limit}",
    type="business-rule",
)
REFERENCE_TYPE = _message(
    "QUESTIONNAIRE_QR_ITEM_REF_INVALID",
    "La référence mène à un {found}, '{link_id}' n'admet que : {allowed}",
    "The reference leads to a {found}, '{link_id}' only takes: {allowed}",
    type="business-rule",
)
REFERENCE_TYPE_UNKNOWN = _message(
    "QUESTIONNAIRE_QR_ITEM_REF_INVALID_GENERAL",
    "La référence '{reference}' ne nomme pas de type de ressource connu",
    "The reference '{reference}' names no known resource type",
    type="business-rule",
)

# --- the questionnaire itself -----------------------------------------------------------------

CONDITION_ON_INNER = _message(
    "Questionnaire_Q_EnableWhen_IsInner",
    "La condition de '{link_id}' dépend de '{target}', qui en fait partie",
    "The condition of '{link_id}' depends on '{target}', which is part of it",
    type="business-rule",
)
CONDITION_WITHOUT_TARGET = _message(
    "Questionnaire_Q_EnableWhen_NoTarget",
    "La condition de '{link_id}' dépend de '{target}', que le questionnaire n'a pas",
    "The condition of '{link_id}' depends on '{target}', which the questionnaire does not have",
    type="business-rule",
)
CONDITION_ON_ITSELF = _message(
    "Questionnaire_Q_EnableWhen_Self",
    "La condition de '{link_id}' dépend de l'élément lui-même",
    "The condition of '{link_id}' depends on the item itself",
    type="business-rule",
)
CONDITION_ON_LATER = _message(
    "Questionnaire_Q_EnableWhen_After",
    "La condition de '{link_id}' dépend de '{target}', qui vient plus loin",
    "The condition of '{link_id}' depends on '{target}', which comes later",
    severity="warning",
    type="business-rule",
)
