"""CodeSystem, ValueSet and ConceptMap as instances."""

from __future__ import annotations

from sas_validators.issues.message import Message, Severity

_SPEC = "validator-features.md section 20"


def _message(
    id: str, fr: str, en: str, *, severity: Severity = "error", type: str = "business-rule"
) -> Message:
    return Message(id=id, severity=severity, type=type, fr=fr, en=en, spec=_SPEC)


# --- CodeSystem as a whole --------------------------------------------------------------------

COUNT_COMPLETE = _message(
    "CODESYSTEM_CS_COUNT_COMPLETE_WRONG",
    "Le système est complet et contient {found} concepts, mais annonce count = {count}",
    "The code system is complete and has {found} concepts, but says count = {count}",
)
COUNT_FRAGMENT = _message(
    "CODESYSTEM_CS_COUNT_FRAGMENT_WRONG",
    "Le fragment contient déjà {found} concepts, mais annonce count = {count} pour le tout",
    "The fragment has {found} concepts already, but says count = {count} for the whole",
    severity="warning",
)
CONCEPTS_NOT_ALLOWED = _message(
    "CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED",
    "Le contenu est dit '{content}' : il ne peut pas y avoir {found} concepts",
    "The content is said to be '{content}': there can't be {found} concepts",
)
COMPLETE_AND_EMPTY = _message(
    "CODESYSTEM_CS_COMPLETE_AND_EMPTY",
    "Le système est dit complet, mais n'a aucun concept",
    "The code system is said to be complete, but has no concept",
    severity="warning",
)
ELEMENT_ADVISED = _message(
    "CODESYSTEM_CS_NONHL7_MISSING_ELEMENT",
    "Un système de codes devrait préciser '{element}'",
    "A code system should state '{element}'",
    severity="information",
)
ELEMENT_EXPECTED_BY_HL7 = _message(
    "CODESYSTEM_CS_HL7_MISSING_ELEMENT_SHOULD",
    "Un système de codes de HL7 doit préciser '{element}'",
    "A code system of HL7 should state '{element}'",
    severity="warning",
)
SUPPLEMENT_CONTENT = _message(
    "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG",
    "Le système complète {base} : son contenu doit être 'supplement', pas '{content}'",
    "The code system supplements {base}: its content must be 'supplement', not '{content}'",
)
SUPPLEMENT_UNCHECKED = _message(
    "CODESYSTEM_CS_SUPP_CANT_CHECK",
    "Le système complété {base} n'est pas chargé : les codes n'ont pas été vérifiés",
    "The supplemented code system {base} is not loaded: the codes were not checked",
    severity="warning",
)
VALUE_SET_OF_INCOMPLETE = _message(
    "CODESYSTEM_CS_NO_VS_NOTCOMPLETE",
    "Le système n'est pas complet ici : son jeu de tous les codes ({value_set}) est à revoir",
    "The code system is not complete here: its value set of all codes ({value_set}) is doubtful",
    severity="information",
)

# --- its concepts -----------------------------------------------------------------------------

DUPLICATE_CODE = _message(
    "CODESYSTEM_DUPLICATE_CODE",
    "Le code '{code}' figure deux fois",
    "The code '{code}' occurs twice",
    type="duplicate",
)
CONCEPT_WITHOUT_DISPLAY = _message(
    "CODESYSTEM_CONCEPT_NO_DISPLAY",
    "Dans un système de HL7, le concept '{code}' devrait avoir un libellé",
    "In a code system of HL7, the concept '{code}' should have a display",
    severity="warning",
)
CONCEPT_WITHOUT_DEFINITION = _message(
    "CODESYSTEM_CONCEPT_NO_DEFINITION",
    "Dans un système de HL7, le concept '{code}' devrait avoir une définition",
    "In a code system of HL7, the concept '{code}' should have a definition",
    severity="warning",
)
DESIGNATION_RIVALS_DISPLAY = _message(
    "CODESYSTEM_DESIGNATION_DISP_CLASH_LANG",
    "La désignation '{value}' ({language}) se donne pour le libellé '{display}'",
    "The designation '{value}' ({language}) claims to be the display '{display}'",
    severity="warning",
)
DESIGNATION_RIVALS_DISPLAY_NO_LANGUAGE = _message(
    "CODESYSTEM_DESIGNATION_DISP_CLASH_NO_LANG",
    "La désignation '{value}', sans langue, se donne pour le libellé '{display}'",
    "The designation '{value}', of no language, claims to be the display '{display}'",
    severity="warning",
)

# --- its properties ---------------------------------------------------------------------------

PROPERTY_CODE_TWICE = _message(
    "CODESYSTEM_PROPERTY_DUPLICATE_CODE",
    "La propriété '{code}' est déclarée deux fois",
    "The property '{code}' is declared twice",
    type="duplicate",
)
PROPERTY_URI_TWICE = _message(
    "CODESYSTEM_PROPERTY_DUPLICATE_URI",
    "Deux propriétés portent l'uri '{uri}'",
    "Two properties have the uri '{uri}'",
    type="duplicate",
)
PROPERTY_URI_CODE = _message(
    "CODESYSTEM_PROPERTY_URI_CODE_MISMATCH",
    "L'uri '{uri}' désigne la propriété '{expected}', déclarée ici comme '{code}'",
    "The uri '{uri}' means the property '{expected}', declared as '{code}' here",
)
PROPERTY_URI_TYPE = _message(
    "CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH",
    "La propriété '{uri}' est de type {expected}, pas {type}",
    "The property '{uri}' is of type {expected}, not {type}",
)
PROPERTY_URI_UNKNOWN = _message(
    "CODESYSTEM_PROPERTY_BAD_HL7_URI",
    "'{uri}' n'est pas une propriété que HL7 définit",
    "'{uri}' is no property that HL7 defines",
)
PROPERTY_URI_BASE_UNKNOWN = _message(
    "CODESYSTEM_PROPERTY_URI_UNKNOWN_BASE",
    "Le système '{base}', dont l'uri '{uri}' fait partie, n'est pas chargé",
    "The code system '{base}', which the uri '{uri}' is part of, is not loaded",
    severity="warning",
)
PROPERTY_NAME_TYPE = _message(
    "CODESYSTEM_PROPERTY_CODE_TYPE_MISMATCH",
    "La propriété '{code}' de HL7 est de type {expected}, celle-ci de type {type}",
    "HL7's property '{code}' is of type {expected}, this one of type {type}",
    severity="warning",
)
PROPERTY_NAME_KNOWN = _message(
    "CODESYSTEM_PROPERTY_KNOWN_CODE_SUGGESTIVE",
    "Si '{code}' est la propriété de HL7, son uri devrait être '{uri}'",
    "If '{code}' is HL7's property, its uri should be '{uri}'",
    severity="warning",
)
PROPERTY_NAME_UNKNOWN = _message(
    "CODESYSTEM_PROPERTY_UNKNOWN_CODE",
    "Sans uri, la propriété '{code}' n'a de sens que pour ce système",
    "Without a uri, the property '{code}' means something to this code system only",
    severity="information",
)
PROPERTY_CODES_FROM_HERE = _message(
    "CODESYSTEM_PROPERTY_CODE_DEFAULT_WARNING",
    "Les valeurs de '{code}', de type code, sont prises pour des codes de ce système",
    "The values of '{code}', of type code, are taken for codes of this code system",
    severity="information",
)
PROPERTY_SYNONYM = _message(
    "CODESYSTEM_PROPERTY_SYNONYM_CHECK",
    "La propriété 'synonym' désigne un code de ce système, elle est de type code",
    "The property 'synonym' names a code of this code system, it is of type code",
    severity="warning",
)
PROPERTY_UNDECLARED = _message(
    "CODESYSTEM_PROPERTY_UNDEFINED",
    "La propriété '{code}' n'est pas déclarée par le système",
    "The property '{code}' is not declared by the code system",
    severity="warning",
)
PROPERTY_WITHOUT_VALUE = _message(
    "CODESYSTEM_PROPERTY_NO_VALUE",
    "La propriété '{code}' n'a pas de valeur",
    "The property '{code}' has no value",
)
PROPERTY_VALUE_TYPE = _message(
    "CODESYSTEM_PROPERTY_WRONG_TYPE",
    "La propriété '{code}' est de type {expected}, sa valeur de type {found}",
    "The property '{code}' is of type {expected}, its value of type {found}",
)
PROPERTY_REFERENCE_UNKNOWN = _message(
    "CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE",
    "'{value}', valeur de '{code}', n'est pas un code de ce système",
    "'{value}', a value of '{code}', is no code of this code system",
    severity="warning",
)

# --- ValueSet ---------------------------------------------------------------------------------

INCLUDE_RELATIVE = _message(
    "VALUESET_INCLUDE_SYSTEM_ABSOLUTE",
    "Le système '{system}' doit être une URL absolue",
    "The system '{system}' must be an absolute URL",
    type="invalid",
)
INCLUDE_FRAGMENT = _message(
    "VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG",
    "Un système contenu se désigne par son URL, pas par '{system}'",
    "A contained code system is named by its URL, not by '{system}'",
    type="invalid",
)
INCLUDE_NOT_FOUND = _message(
    "VALUESET_INCLUDE_CS_NOT_FOUND",
    "Aucune ressource contenue ne répond à '{system}'",
    "No contained resource answers to '{system}'",
    type="not-found",
)
INCLUDE_NOT_A_SYSTEM = _message(
    "VALUESET_INCLUDE_CS_NOT_CS",
    "'{system}' désigne un {found}, pas un CodeSystem",
    "'{system}' names a {found}, not a CodeSystem",
    type="invalid",
)
INCLUDE_VALUE_SET = _message(
    "VALUESET_INCLUDE_WRONG_VS",
    "'{system}' est l'URL d'un jeu de valeurs, pas d'un système de codes",
    "'{system}' is the URL of a value set, not of a code system",
)
INCLUDE_OID = _message(
    "VALUESET_INCLUDE_WRONG_CS_OID",
    "L'OID '{system}' est celui d'un système que FHIR désigne par '{expected}'",
    "The OID '{system}' is that of a code system that FHIR calls '{expected}'",
)
INCLUDE_SUPPLEMENT = _message(
    "VALUESET_INCLUDE_CS_SUPPLEMENT",
    "'{system}' est un supplément : c'est le système complété qu'il faut inclure",
    "'{system}' is a supplement: the supplemented code system is what to include",
)
INCLUDE_INCOMPLETE = _message(
    "VALUESET_INCLUDE_CS_CONTENT",
    "Le système '{system}' n'est chargé qu'en partie ({content})",
    "The code system '{system}' is only loaded in part ({content})",
    severity="warning",
)
IMPORT_UNKNOWN = _message(
    "VALUESET_REFERENCE_UNKNOWN",
    "Le jeu de valeurs '{value_set}' n'est pas chargé",
    "The value set '{value_set}' is not loaded",
    severity="warning",
    type="not-found",
)
IMPORT_SEVERAL = _message(
    "VALUESET_IMPORT_UNION_INTERSECTION",
    "Plusieurs jeux importés ensemble : seul ce qu'ils ont en commun est inclus",
    "Several value sets imported together: only what they have in common is included",
    severity="warning",
)
CONCEPTS_UNCHECKED = _message(
    "VALUESET_INC_NO_SERVER",
    "Le système '{system}' n'est pas chargé : les codes énumérés n'ont pas été vérifiés",
    "The code system '{system}' is not loaded: the codes listed were not checked",
    severity="information",
    type="not-supported",
)
CONCEPT_UNKNOWN = _message(
    "VALUESET_INCLUDE_INVALID_CONCEPT_CODE",
    "Le code '{code}' n'existe pas dans le système '{system}'",
    "The code '{code}' does not exist in the code system '{system}'",
    type="code-invalid",
)
FILTER_OPERATOR = _message(
    "VALUESET_BAD_FILTER_OP",
    "L'opérateur '{operator}' ne s'applique pas à la propriété '{property}' ({type})",
    "The operator '{operator}' does not apply to the property '{property}' ({type})",
    type="invalid",
)
FILTER_REGEX = _message(
    "VALUESET_BAD_PROPERTY_NO_REGEX",
    "La propriété '{property}' ({type}) ne se compare pas à une expression régulière",
    "The property '{property}' ({type}) can't be compared with a regular expression",
    type="invalid",
)
FILTER_BOOLEAN = _message(
    "VALUESET_BAD_FILTER_VALUE_BOOLEAN",
    "'{value}' doit être true ou false pour '{property}' {operator}",
    "'{value}' must be true or false for '{property}' {operator}",
    type="invalid",
)
FILTER_CODE = _message(
    "VALUESET_BAD_FILTER_VALUE_CODE",
    "'{value}' n'a pas la forme d'un code, que demande '{property}' {operator}",
    "'{value}' does not have the form of a code, which '{property}' {operator} asks for",
    type="invalid",
)
FILTER_CODING = _message(
    "VALUESET_BAD_FILTER_VALUE_CODED",
    "'{value}' doit être de la forme système|code pour '{property}' {operator}",
    "'{value}' must have the form system|code for '{property}' {operator}",
    type="invalid",
)
FILTER_CODE_UNKNOWN = _message(
    "VALUESET_BAD_FILTER_VALUE_VALID_CODE",
    "Le code '{value}' du filtre n'existe pas dans le système '{system}'",
    "The code '{value}' of the filter does not exist in the code system '{system}'",
    type="code-invalid",
)
FILTER_VALUE = _message(
    "VALUESET_BAD_FILTER_VALUE_INVALID",
    "'{value}' n'est pas une valeur de '{property}' ({type})",
    "'{value}' is no value of '{property}' ({type})",
    type="invalid",
)

# --- shareable resources ----------------------------------------------------------------------


def _shareable(id: str, severity: Severity) -> Message:
    return _message(
        id,
        "Une ressource qui se dit partageable doit préciser '{element}'",
        "A resource said to be shareable must state '{element}'",
        severity=severity,
        type="required",
    )


SHAREABLE = {
    "ValueSet": _shareable("VALUESET_SHAREABLE_MISSING", "warning"),
    "CodeSystem": _shareable("CODESYSTEM_SHAREABLE_MISSING", "warning"),
    "ConceptMap": _shareable("CONCEPTMAP_SHAREABLE_MISSING", "warning"),
}
SHAREABLE_BY_HL7 = {
    "ValueSet": _shareable("VALUESET_SHAREABLE_MISSING_HL7", "error"),
    "CodeSystem": _shareable("CODESYSTEM_SHAREABLE_MISSING_HL7", "error"),
    "ConceptMap": _shareable("CONCEPTMAP_SHAREABLE_MISSING_HL7", "error"),
}
"""By resource type; HL7 holds itself to what it asks of others."""

# --- ConceptMap -------------------------------------------------------------------------------

SOURCE_MISSING = _message(
    "CONCEPTMAP_GROUP_SOURCE_MISSING",
    "Le groupe ne dit pas de quel système viennent ses codes",
    "The group does not say which code system its codes are from",
    severity="warning",
)
TARGET_MISSING = _message(
    "CONCEPTMAP_GROUP_TARGET_MISSING",
    "Le groupe ne dit pas vers quel système ses codes mènent",
    "The group does not say which code system its codes lead to",
    severity="warning",
)
SOURCE_UNKNOWN = _message(
    "CONCEPTMAP_GROUP_SOURCE_UNKNOWN",
    "Le système source {system} n'est pas chargé : ses codes n'ont pas été vérifiés",
    "The source code system {system} is not loaded: its codes were not checked",
    severity="warning",
    type="not-found",
)
TARGET_UNKNOWN = _message(
    "CONCEPTMAP_GROUP_TARGET_UNKNOWN",
    "Le système cible {system} n'est pas chargé : ses codes n'ont pas été vérifiés",
    "The target code system {system} is not loaded: its codes were not checked",
    severity="warning",
    type="not-found",
)
SOURCE_CODE_UNKNOWN = _message(
    "CONCEPTMAP_GROUP_SOURCE_CODE_INVALID",
    "Le code source '{code}' n'existe pas dans le système {system}",
    "The source code '{code}' does not exist in the code system {system}",
    type="code-invalid",
)
TARGET_CODE_UNKNOWN = _message(
    "CONCEPTMAP_GROUP_TARGET_CODE_INVALID",
    "Le code cible '{code}' n'existe pas dans le système {system}",
    "The target code '{code}' does not exist in the code system {system}",
    type="code-invalid",
)
SOURCE_CODE = _message(
    "CONCEPTMAP_GROUP_SOURCE_CODE_INVALID_VS",
    "Le code source '{code}' n'est pas dans le jeu de valeurs source {value_set}",
    "The source code '{code}' is not in the source value set {value_set}",
    type="code-invalid",
)
TARGET_CODE = _message(
    "CONCEPTMAP_GROUP_TARGET_CODE_INVALID_VS",
    "Le code cible '{code}' n'est pas dans le jeu de valeurs cible {value_set}",
    "The target code '{code}' is not in the target value set {value_set}",
    type="code-invalid",
)
