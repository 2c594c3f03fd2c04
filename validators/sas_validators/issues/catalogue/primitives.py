"""What can be wrong with one primitive value, and with values local to one data type."""

from __future__ import annotations

from sas_validators.issues.message import Message

_PRIMITIVES = "validator-features 7"
_URIS = "validator-features 8"

# --- any primitive -------------------------------------------------------------

EMPTY = Message(
    "Type_Specific_Checks_DT_Primitive_NotEmpty",
    "error",
    "invalid",
    fr="La valeur ne peut pas être vide",
    en="The value cannot be empty",
    spec=_PRIMITIVES,
)
NO_VALUE = Message(
    "Type_Specific_Checks_DT_Primitive_ValueExt",
    "error",
    "invalid",
    fr="Il faut une valeur ou une extension",
    en="A value or an extension is needed",
    spec=_PRIMITIVES,
)
BLANK = Message(
    "Type_Specific_Checks_DT_Primitive_WS",
    "warning",
    "invalid",
    fr="La valeur ne devrait pas être faite que d'espaces",
    en="The value should not consist of whitespace only",
    spec=_PRIMITIVES,
)
REGEX = Message(
    "Type_Specific_Checks_DT_Primitive_Regex",
    "error",
    "invalid",
    fr="La valeur « {value} » ne suit pas l'expression régulière « {regex} »",
    en="The value '{value}' does not match the regular expression '{regex}'",
    spec=_PRIMITIVES,
)
REGEX_UNDECIDED = Message(
    "Type_Specific_Checks_DT_Primitive_Regex_Exception",
    "error",
    "processing",
    fr="L'expression régulière « {regex} » est inapplicable à la valeur « {value} » : {reason}",
    en="The regular expression '{regex}' can't be applied to the value '{value}': {reason}",
    spec=_PRIMITIVES,
)
REGEX_OF_TYPE = Message(
    "Type_Specific_Checks_DT_Primitive_Regex_Type",
    "error",
    "invalid",
    fr="La valeur « {value} » ne s'écrit pas comme le veut le type {type}",
    en="The value '{value}' is not written as the type {type} demands",
    spec=_PRIMITIVES,
)
TOO_LONG = Message(
    "Type_Specific_Checks_DT_Primitive_Length",
    "error",
    "invalid",
    fr="La valeur compte {length} caractères, {limit} au plus sont permis",
    en="The value has {length} characters, at most {limit} are allowed",
    spec=_PRIMITIVES,
)
TOO_SHORT = Message(
    "PRIMITIVE_TOO_SHORT",
    "error",
    "invalid",
    fr="La valeur compte {length} caractères, il en faut au moins {limit}",
    en="The value has {length} characters, at least {limit} are needed",
    spec=_PRIMITIVES,
)
VALUE_DEMANDED = Message(
    "PRIMITIVE_MUSTHAVEVALUE_MESSAGE",
    "error",
    "invalid",
    fr="L'élément doit avoir une valeur ; une extension ne suffit pas",
    en="The element must have a value; an extension is not enough",
    spec=_PRIMITIVES,
)
ALTERNATIVES_DEMANDED = Message(
    "PRIMITIVE_VALUE_ALTERNATIVES_MESSAGE",
    "error",
    "invalid",
    fr="L'élément doit avoir une valeur ou l'une des extensions {extensions}",
    en="The element must have a value or one of the extensions {extensions}",
    spec=_PRIMITIVES,
)
CONTROL_CHARACTER = Message(
    "UNICODE_XML_BAD_CHARS",
    "warning",
    "invalid",
    fr="Le texte contient des caractères de contrôle que XML ne peut pas écrire ({codes})",
    en="The text contains control characters that XML cannot hold ({codes})",
    spec=_PRIMITIVES,
)
UNBALANCED_BIDI = Message(
    "UNICODE_BIDI_CONTROLS_CHARS_MATCH",
    "warning",
    "invalid",
    fr="Les caractères de direction du texte ne vont pas par paires ({codes})",
    en="The characters that control the direction of the text do not pair up ({codes})",
    spec=_PRIMITIVES,
)

# --- strings -------------------------------------------------------------------

STRING_SPACES = Message(
    "Type_Specific_Checks_DT_String_WS",
    "warning",
    "invalid",
    fr="La valeur ne devrait ni commencer ni finir par un espace (« {value} »)",
    en="The value should not start or finish with whitespace ('{value}')",
    spec=_PRIMITIVES,
)
STRING_ALL_SPACES = Message(
    "Type_Specific_Checks_DT_String_WS_ALL",
    "warning",
    "invalid",
    fr="La valeur n'est faite que d'espaces, insécables compris",
    en="The value consists of whitespace only, non-breaking spaces included",
    spec=_PRIMITIVES,
)
STRING_TOO_LONG = Message(
    "Type_Specific_Checks_DT_String_Length",
    "error",
    "too-long",
    fr="La chaîne compte {length} caractères, la limite est de 1 048 576",
    en="The string has {length} characters, the limit is 1,048,576",
    spec="https://hl7.org/fhir/R4/datatypes.html#string",
)
STRING_HTML = Message(
    "SECURITY_STRING_CONTENT_WARNING",
    "information",
    "informational",
    fr="La chaîne ressemble à du HTML (« {found} ») : c'est sans doute une erreur",
    en="The string looks like HTML ('{found}'), which is probably a mistake",
    spec=_PRIMITIVES,
)
MARKDOWN_HTML = Message(
    "TYPE_SPECIFIC_CHECKS_DT_MARKDOWN_HTML",
    "warning",
    "invalid",
    fr="Le texte Markdown contient une balise HTML (« {found} »)",
    en="The Markdown text contains an HTML tag ('{found}')",
    spec=_PRIMITIVES,
)
CODE_SPACES = Message(
    "Type_Specific_Checks_DT_Code_WS",
    "error",
    "invalid",
    fr="Espaces mal placés dans le code « {value} »",
    en="The code '{value}' is not valid (whitespace rules)",
    spec="https://hl7.org/fhir/R4/datatypes.html#code",
)
ID_FORMAT = Message(
    "Type_Specific_Checks_DT_ID_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas un identifiant : 1 à 64 lettres, chiffres, traits d'union ou points",
    en="'{value}' is not an id: 1 to 64 letters, digits, hyphens or dots",
    spec="https://hl7.org/fhir/R4/datatypes.html#id",
)
RESOURCE_ID_CHARACTERS = Message(
    "Resource_RES_ID_Malformed_Chars",
    "error",
    "invalid",
    fr="L'id de la ressource contient des caractères non permis (« {value} »)",
    en="The id of the resource contains characters that are not allowed ('{value}')",
    spec="https://hl7.org/fhir/R4/resource.html#id",
)
RESOURCE_ID_EXTENDED = Message(
    "FHIR_RESOURCE_ID_CANT_BE_EXTENDED",
    "error",
    "invalid",
    fr="L'id d'une ressource ne peut pas avoir d'extension",
    en="The id of a resource cannot have extensions",
    spec="https://hl7.org/fhir/R4/resource.html#id",
)
RESOURCE_ID_LENGTH = Message(
    "Resource_RES_ID_Malformed_Length",
    "error",
    "invalid",
    fr="L'id de la ressource compte {length} caractères, 64 au plus sont permis",
    en="The id of the resource has {length} characters, at most 64 are allowed",
    spec="https://hl7.org/fhir/R4/resource.html#id",
)

# --- booleans and numbers ---------------------------------------------------------

BOOLEAN_FORMAT = Message(
    "Type_Specific_Checks_DT_Boolean_Value",
    "error",
    "invalid",
    fr="« {value} » n'est ni true ni false",
    en="'{value}' is neither true nor false",
    spec=_PRIMITIVES,
)
INTEGER_FORMAT = Message(
    "Type_Specific_Checks_DT_Integer_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas un nombre entier de 32 bits",
    en="'{value}' is not a whole number of 32 bits",
    spec=_PRIMITIVES,
)
INTEGER_NEGATIVE = Message(
    "Type_Specific_Checks_DT_Integer_LT0",
    "error",
    "invalid",
    fr="La valeur {value} est inférieure à 0",
    en="The value {value} is less than 0",
    spec=_PRIMITIVES,
)
INTEGER_NOT_POSITIVE = Message(
    "Type_Specific_Checks_DT_Integer_LT1",
    "error",
    "invalid",
    fr="La valeur {value} est inférieure à 1",
    en="The value {value} is less than 1",
    spec=_PRIMITIVES,
)
INTEGER_ABOVE = Message(
    "Type_Specific_Checks_DT_Integer_GT",
    "error",
    "invalid",
    fr="La valeur {value} dépasse le maximum {limit}",
    en="The value {value} is greater than the maximum {limit}",
    spec=_PRIMITIVES,
)
INTEGER_BELOW = Message(
    "Type_Specific_Checks_DT_Integer_LT",
    "error",
    "invalid",
    fr="La valeur {value} est inférieure au minimum {limit}",
    en="The value {value} is less than the minimum {limit}",
    spec=_PRIMITIVES,
)
DECIMAL_FORMAT = Message(
    "Type_Specific_Checks_DT_Decimal_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas un nombre décimal",
    en="'{value}' is not a decimal number",
    spec=_PRIMITIVES,
)
DECIMAL_RANGE = Message(
    "Type_Specific_Checks_DT_Decimal_Range",
    "warning",
    "value",
    fr="« {value} » a plus de 18 chiffres avant ou plus de 17 après la virgule",
    en="'{value}' has more than 18 digits before or more than 17 after the point",
    spec=_PRIMITIVES,
)
DECIMAL_ABOVE = Message(
    "Type_Specific_Checks_DT_Decimal_GT",
    "error",
    "invalid",
    fr="La valeur {value} dépasse le maximum {limit}",
    en="The value {value} is greater than the maximum {limit}",
    spec=_PRIMITIVES,
)
DECIMAL_BELOW = Message(
    "Type_Specific_Checks_DT_Decimal_LT",
    "error",
    "invalid",
    fr="La valeur {value} est inférieure au minimum {limit}",
    en="The value {value} is less than the minimum {limit}",
    spec=_PRIMITIVES,
)
DECIMAL_PLACES = Message(
    "TYPE_SPECIFIC_CHECKS_DT_DECIMAL_CHARS",
    "error",
    "invalid",
    fr="La valeur {value} a {places} décimales, {limit} au plus sont permises",
    en="The value {value} has {places} decimal places, at most {limit} are allowed",
    spec=_PRIMITIVES,
)

# --- dates and times ---------------------------------------------------------------

DATE_FORMAT = Message(
    "Type_Specific_Checks_DT_Date_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas une date (AAAA, AAAA-MM ou AAAA-MM-JJ)",
    en="'{value}' is not a date (YYYY, YYYY-MM or YYYY-MM-DD)",
    spec="https://hl7.org/fhir/R4/datatypes.html#date",
)
DATETIME_FORMAT = Message(
    "Type_Specific_Checks_DT_DateTime_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas une date avec heure (par exemple 2026-03-03T09:00:00+01:00)",
    en="'{value}' is not a date and time (for example 2026-03-03T09:00:00+01:00)",
    spec="https://hl7.org/fhir/R4/datatypes.html#dateTime",
)
DATETIME_ZONE = Message(
    "Type_Specific_Checks_DT_DateTime_TZ",
    "error",
    "invalid",
    fr="Une date avec heure doit avoir un fuseau horaire",
    en="A date with a time must have a time zone",
    spec="https://hl7.org/fhir/R4/datatypes.html#dateTime",
)
INSTANT_FORMAT = Message(
    "Type_Specific_Checks_DT_DateTime_Regex",
    "error",
    "invalid",
    fr="« {value} » n'est pas un instant : il faut date, heure à la seconde et fuseau horaire",
    en="'{value}' is not an instant: date, time to the second and time zone are needed",
    spec="https://hl7.org/fhir/R4/datatypes.html#instant",
)
YEAR_UNREASONABLE = Message(
    "Type_Specific_Checks_DT_DateTime_Reasonable",
    "warning",
    "invalid",
    fr="L'année de « {value} » est peu vraisemblable : faute de frappe ?",
    en="The year of '{value}' is not reasonable: a typing error?",
    spec=_PRIMITIVES,
)
TIME_FORMAT = Message(
    "Type_Specific_Checks_DT_Time_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas une heure (hh:mm:ss)",
    en="'{value}' is not a time (hh:mm:ss)",
    spec="https://hl7.org/fhir/R4/datatypes.html#time",
)
DATE_ABOVE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_DT_GT",
    "error",
    "invalid",
    fr="« {value} » est après le maximum {limit}",
    en="'{value}' is after the maximum {limit}",
    spec=_PRIMITIVES,
)
DATE_BELOW = Message(
    "TYPE_SPECIFIC_CHECKS_DT_DT_LT",
    "error",
    "invalid",
    fr="« {value} » est avant le minimum {limit}",
    en="'{value}' is before the minimum {limit}",
    spec=_PRIMITIVES,
)
DATE_ABOVE_DURATION = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_GT_MAX",
    "error",
    "invalid",
    fr="« {value} » est après le maximum {limit} (maintenant plus {duration})",
    en="'{value}' is after the maximum {limit} (now plus {duration})",
    spec=_PRIMITIVES,
)
DATE_BELOW_DURATION = Message(
    "TYPE_SPECIFIC_CHECKS_DT_QTY_GT_MIN",
    "error",
    "invalid",
    fr="« {value} » est avant le minimum {limit} (maintenant moins {duration})",
    en="'{value}' is before the minimum {limit} (now less {duration})",
    spec=_PRIMITIVES,
)

# --- URIs ----------------------------------------------------------------------------

URI_SPACES = Message(
    "Type_Specific_Checks_DT_URI_WS",
    "error",
    "invalid",
    fr="Une URI ne peut pas contenir d'espace (« {value} »)",
    en="A URI cannot contain whitespace ('{value}')",
    spec=_URIS,
)
URI_OID_PREFIX = Message(
    "Type_Specific_Checks_DT_URI_OID",
    "error",
    "invalid",
    fr="Un OID commence par « urn:oid: », non par « oid: »",
    en="An OID starts with 'urn:oid:', not with 'oid:'",
    spec=_URIS,
)
URI_UUID_PREFIX = Message(
    "Type_Specific_Checks_DT_URI_UUID",
    "error",
    "invalid",
    fr="Un UUID commence par « urn:uuid: », non par « uuid: »",
    en="A UUID starts with 'urn:uuid:', not with 'uuid:'",
    spec=_URIS,
)
OID_FORMAT = Message(
    "Type_Specific_Checks_DT_OID_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas un OID valide",
    en="'{value}' is not a valid OID",
    spec="https://hl7.org/fhir/R4/datatypes.html#oid",
)
OID_START = Message(
    "Type_Specific_Checks_DT_OID_Start",
    "error",
    "invalid",
    fr="Un élément de type oid commence par « urn:oid: »",
    en="An element of type oid starts with 'urn:oid:'",
    spec="https://hl7.org/fhir/R4/datatypes.html#oid",
)
UUID_FORMAT = Message(
    "Type_Specific_Checks_DT_UUID_Valid",
    "error",
    "invalid",
    fr="« {value} » n'est pas un UUID valide, en minuscules",
    en="'{value}' is not a valid UUID in lower case",
    spec="https://hl7.org/fhir/R4/datatypes.html#uuid",
)
UUID_START = Message(
    "Type_Specific_Checks_DT_UUID_Strat",
    "error",
    "invalid",
    fr="Un élément de type uuid commence par « urn:uuid: »",
    en="An element of type uuid starts with 'urn:uuid:'",
    spec="https://hl7.org/fhir/R4/datatypes.html#uuid",
)
CANONICAL_RELATIVE = Message(
    "TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE",
    "error",
    "invalid",
    fr="Une URL canonique est absolue ou renvoie à un fragment (« {value} »)",
    en="A canonical URL is absolute or refers to a fragment ('{value}')",
    spec=_URIS,
)
FRAGMENT_WITHOUT_TARGET = Message(
    "TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL",
    "error",
    "invalid",
    fr="Aucune ressource contenue n'a l'identifiant auquel renvoie « {value} »",
    en="No contained resource has the id that '{value}' refers to",
    spec=_URIS,
)
CANONICAL_RELATIVE_CONTAINED = Message(
    "TYPE_SPECIFIC_CHECKS_CANONICAL_CONTAINED",
    "error",
    "invalid",
    fr="L'URL d'une ressource contenue est absolue ou renvoie à un fragment (« {value} »)",
    en="The URL of a contained resource is absolute or refers to a fragment ('{value}')",
    spec=_URIS,
)

# --- identifiers -----------------------------------------------------------------------

IDENTIFIER_SYSTEM_RELATIVE = Message(
    "Type_Specific_Checks_DT_Identifier_System",
    "error",
    "code-invalid",
    fr="Identifier.system doit être une URI absolue (« {system} »)",
    en="Identifier.system must be an absolute URI ('{system}')",
    spec=_URIS,
)
IETF_VALUE_NOT_ABSOLUTE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE",
    "error",
    "invalid",
    fr="Avec le système urn:ietf:rfc:3986, la valeur doit être une URI absolue (« {value} »)",
    en="With the system urn:ietf:rfc:3986 the value must be an absolute URI ('{value}')",
    spec=_URIS,
)

# --- base64 and attachments --------------------------------------------------------------

BASE64_FORMAT = Message(
    "Type_Specific_Checks_DT_Base64_Valid",
    "error",
    "invalid",
    fr="La valeur n'est pas du base64 (« {value} »)",
    en="The value is not base64 ('{value}')",
    spec="https://hl7.org/fhir/R4/datatypes.html#base64Binary",
)
BASE64_SPACES = Message(
    "TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_WARNING",
    "warning",
    "invalid",
    fr="Le base64 ne devrait pas contenir d'espace ni de saut de ligne",
    en="Base64 should not contain whitespace",
    spec=_URIS,
)
BASE64_TOO_LONG = Message(
    "TYPE_SPECIFIC_CHECKS_DT_BASE64_TOO_LONG",
    "error",
    "too-long",
    fr="Le contenu compte {size} octets, {limit} au plus sont permis",
    en="The content has {size} bytes, at most {limit} are allowed",
    spec=_URIS,
)
ATTACHMENT_UNDECODABLE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL",
    "error",
    "invalid",
    fr="Le contenu de la pièce jointe ne peut pas être décodé",
    en="The data of the attachment cannot be decoded",
    spec=_URIS,
)
ATTACHMENT_SIZE = Message(
    "TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT",
    "error",
    "invalid",
    fr="size vaut {stated}, mais le contenu compte {size} octets",
    en="size is {stated}, but the data has {size} bytes",
    spec=_URIS,
)
ATTACHMENT_SIZE_FORMAT = Message(
    "TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_INVALID",
    "error",
    "invalid",
    fr="size doit être un nombre entier positif ou nul (« {stated} »)",
    en="size must be a whole number that is not negative ('{stated}')",
    spec=_URIS,
)
ATTACHMENT_HASH = Message(
    "TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH",
    "error",
    "invalid",
    fr="hash n'est pas l'empreinte SHA-1, en base64, du contenu",
    en="hash is not the SHA-1 of the data in base64",
    spec=_URIS,
)
ATTACHMENT_TOO_LONG = Message(
    "TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG",
    "error",
    "too-long",
    fr="La pièce jointe compte {size} octets, {limit} au plus sont permis",
    en="The attachment has {size} bytes, at most {limit} are allowed",
    spec=_URIS,
)
ATTACHMENT_EMPTY = Message(
    "TYPE_SPECIFIC_CHECKS_DT_ATT_NO_CONTENT",
    "warning",
    "required",
    fr="La pièce jointe n'a ni data ni url, ni contentType ni language",
    en="The attachment has neither data nor url, nor contentType nor language",
    spec=_URIS,
)
