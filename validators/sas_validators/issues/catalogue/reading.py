"""What can be wrong with the text of an instance, JSON or XML.

The messages about JSON kinds (`ARRAY_EXPECTED` to `NULL_RESOURCE`) need to know
the element's type, so the compiled profiles give them; all others come from
the readers.
"""

from __future__ import annotations

from sas_validators.issues.message import Message

_JSON = "validator-features 4"
_XML = "validator-features 5"

# --- JSON: the text ----------------------------------------------------------

JSON_UNEXPECTED = Message(
    "Error_parsing_JSON_",
    "fatal",
    "structure",
    fr="Ce texte n'est pas du JSON : « {found} » inattendu (ligne {line}, colonne {column})",
    en="This text is not JSON: unexpected '{found}' (line {line}, column {column})",
    spec=_JSON,
)
JSON_TRUNCATED = Message(
    "Error_parsing_JSON_",
    "fatal",
    "structure",
    fr="Le texte JSON s'arrête avant la fin (ligne {line}, colonne {column})",
    en="The JSON text ends too early (line {line}, column {column})",
    spec=_JSON,
)
JSON_TRAILING = Message(
    "Error_parsing_JSON_",
    "fatal",
    "structure",
    fr="Du texte suit la fin de la ressource : « {found} » (ligne {line}, colonne {column})",
    en="There is text after the end of the resource: '{found}' (line {line}, column {column})",
    spec=_JSON,
)
JSON_NOT_AN_OBJECT = Message(
    "Error_parsing_JSON_",
    "fatal",
    "structure",
    fr="Une ressource est un objet JSON ; ici : {kind}",
    en="A resource is a JSON object; this is: {kind}",
    spec=_JSON,
)
JSON_EMPTY = Message(
    "Error_parsing_JSON_",
    "fatal",
    "structure",
    fr="Il n'y a rien à lire : une ressource est un objet JSON",
    en="There is nothing to read: a resource is a JSON object",
    spec=_JSON,
)
JSON_NOT_UTF8 = Message(
    "SAS_JSON_NOT_UTF8",
    "warning",
    "structure",
    fr="Le JSON doit être en UTF-8 ; octet inattendu {byte} à la position {offset}",
    en="JSON must be in UTF-8; unexpected byte {byte} at offset {offset}",
    spec="https://hl7.org/fhir/R4/json.html#resources",
)
JSON_OTHER_ENCODING = Message(
    "Error_parsing_JSON_",
    "fatal",
    "structure",
    fr="Le JSON doit être en UTF-8, non en {encoding}",
    en="JSON must be in UTF-8, not in {encoding}",
    spec="https://hl7.org/fhir/R4/json.html#resources",
)
TOO_DEEP = Message(
    "Error_parsing_JSON_",
    "fatal",
    "too-costly",
    fr="L'imbrication dépasse {limit} niveaux (ligne {line}) : ce texte n'est pas examiné",
    en="The nesting exceeds {limit} levels (line {line}): this text is not examined",
    spec=_JSON,
)
TOO_LARGE = Message(
    "Error_parsing_JSON_",
    "fatal",
    "too-long",
    fr="Le texte compte {size} octets, la limite est de {limit} : il n'est pas examiné",
    en="The text has {size} bytes, the limit is {limit}: it is not examined",
    spec=_JSON,
)
COMMA_EXTRA = Message(
    "JSON_COMMA_EXTRA",
    "error",
    "invalid",
    fr="Virgule de trop dans cet objet ou ce tableau",
    en="There is a comma too many in this object or array",
    spec=_JSON,
)
COMMA_MISSING = Message(
    "JSON_COMMA_MISSING",
    "error",
    "invalid",
    fr="Il manque une virgule avant « {found} »",
    en="A comma is missing before '{found}'",
    spec=_JSON,
)
NAME_UNQUOTED = Message(
    "JSON_PROPERTY_NO_QUOTES",
    "error",
    "invalid",
    fr="Le nom de la propriété « {name} » n'est pas entre guillemets",
    en="The name of the property '{name}' has no quotes around it",
    spec=_JSON,
)
VALUE_UNQUOTED = Message(
    "JSON_PROPERTY_VALUE_NO_QUOTES",
    "error",
    "invalid",
    fr="La valeur « {value} » de la propriété « {name} » n'est pas entre guillemets",
    en="The value '{value}' of the property '{name}' has no quotes around it",
    spec=_JSON,
)
COMMENT_FOUND = Message(
    "JSON_COMMENTS_NOT_ALLOWED",
    "error",
    "invalid",
    fr="Le JSON ne permet pas de commentaires",
    en="JSON does not allow comments",
    spec=_JSON,
)
DUPLICATE_NAME = Message(
    "DUPLICATE_JSON_PROPERTY_KEY",
    "error",
    "duplicate",
    fr="La propriété « {name} » figure plusieurs fois ; seule la première compte",
    en="The property '{name}' is a duplicate; only the first one counts",
    spec=_JSON,
)
RAW_CONTROL_CHARACTER = Message(
    "JSON_CONTROL_CHARACTER",
    "warning",
    "invalid",
    fr="Le caractère de contrôle U+{code} doit s'écrire avec une barre oblique inverse en JSON",
    en="The control character U+{code} must be written with a backslash in JSON",
    spec="https://www.rfc-editor.org/rfc/rfc8259#section-7",
)
LONE_SURROGATE = Message(
    "JSON_UNPAIRED_SURROGATE",
    "warning",
    "invalid",
    fr="La séquence \\u{code} ne désigne pas de caractère (moitié de paire Unicode)",
    en="The escape \\u{code} is no character (one half of a Unicode pair)",
    spec="https://www.rfc-editor.org/rfc/rfc8259#section-8.2",
)

# --- JSON: the resource --------------------------------------------------------

NO_RESOURCE_TYPE = Message(
    "Unable_to_find_resourceType_property",
    "fatal",
    "structure",
    fr="La propriété resourceType est absente",
    en="The property resourceType is missing",
    spec=_JSON,
)
RESOURCE_TYPE_KIND = Message(
    "RESOURCETYPE_PROPERTY_WRONG_TYPE",
    "fatal",
    "structure",
    fr="La propriété resourceType doit être une chaîne ; ici : {kind}",
    en="The property resourceType must be a string; this is: {kind}",
    spec=_JSON,
)
UNKNOWN_RESOURCE = Message(
    "This_does_not_appear_to_be_a_FHIR_resource_unknown_name_",
    "fatal",
    "structure",
    fr="FHIR R4 ne connaît pas de ressource « {name} »",
    en="This is no FHIR R4 resource (unknown name '{name}')",
    spec=_JSON,
)
UNKNOWN_NESTED_RESOURCE = Message(
    "Contained_resource_does_not_appear_to_be_a_FHIR_resource_unknown_name_",
    "fatal",
    "structure",
    fr="FHIR R4 ne connaît pas de ressource « {name} » (ressource imbriquée)",
    en="The nested resource is no FHIR R4 resource (unknown name '{name}')",
    spec=_JSON,
)
NULL_RESOURCE = Message(
    "ELEMENT_CANNOT_BE_NULL",
    "error",
    "structure",
    fr="Une ressource ne peut pas être null",
    en="A resource cannot be null",
    spec=_JSON,
)

# --- JSON: what depends on the type of the element -------------------------------

UNKNOWN_PROPERTY = Message(
    "Unrecognised_property_",
    "error",
    "structure",
    fr="Propriété inconnue « {name} »",
    en="Unrecognised property '{name}'",
    spec=_JSON,
)
VALUE_IN_COMPANION = Message(
    "ILLEGAL_PROPERTY",
    "error",
    "structure",
    fr="La valeur d'un élément simple ne s'écrit pas dans le membre qui porte ses extensions",
    en="The value of a primitive is not written in the member that has its extensions",
    spec=_JSON,
)
ARRAY_EXPECTED = Message(
    "This_property_must_be_an_Array_not_",
    "error",
    "structure",
    fr="La propriété « {name} » doit être un tableau JSON ; ici : {kind}",
    en="The property '{name}' must be a JSON array, not: {kind}",
    spec=_JSON,
)
SHADOW_ARRAY_EXPECTED = Message(
    "This_base_property_must_be_an_Array_not_",
    "error",
    "structure",
    fr="La propriété « _{name} » doit être un tableau JSON ; ici : {kind}",
    en="The property '_{name}' must be a JSON array, not: {kind}",
    spec=_JSON,
)
OBJECT_EXPECTED = Message(
    "This_property_must_be_an_object_not_",
    "error",
    "structure",
    fr="La propriété « {name} » doit être un objet JSON ; ici : {kind}",
    en="The property '{name}' must be a JSON object, not: {kind}",
    spec=_JSON,
)
SIMPLE_VALUE_EXPECTED = Message(
    "This_property_must_be_an_simple_value_not_",
    "error",
    "structure",
    fr="La propriété « {name} » doit être une valeur simple ; ici : {kind}",
    en="The property '{name}' must be a simple value, not: {kind}",
    spec=_JSON,
)
STRING_EXPECTED = Message(
    "Error_parsing_JSON_the_primitive_value_must_be_a_string",
    "error",
    "structure",
    fr="La valeur doit être une chaîne JSON (entre guillemets)",
    en="The value must be a JSON string (in quotes)",
    spec=_JSON,
)
NUMBER_EXPECTED = Message(
    "Error_parsing_JSON_the_primitive_value_must_be_a_number",
    "error",
    "structure",
    fr="La valeur doit être un nombre JSON (sans guillemets)",
    en="The value must be a JSON number (without quotes)",
    spec=_JSON,
)
BOOLEAN_EXPECTED = Message(
    "Error_parsing_JSON_the_primitive_value_must_be_a_boolean",
    "error",
    "structure",
    fr="La valeur doit être true ou false, sans guillemets",
    en="The value must be true or false, without quotes",
    spec=_JSON,
)
EMPTY_ARRAY = Message(
    "ARRAY_CANNOT_BE_EMPTY",
    "error",
    "structure",
    fr="Un tableau ne peut pas être vide : la propriété doit être omise",
    en="An array cannot be empty: the property must be left out",
    spec=_JSON,
)
EMPTY_OBJECT = Message(
    "Object_must_have_some_content",
    "error",
    "structure",
    fr="Un objet doit avoir un contenu",
    en="An object must have some content",
    spec=_JSON,
)
NULL_IN_ARRAY = Message(
    "JSON_PROPERTY_INVALID_ARRAY",
    "error",
    "structure",
    fr="null n'est permis dans « {name} » que si « _{name} » a un contenu au même rang",
    en="null is allowed in '{name}' only where '_{name}' has content at the same index",
    spec=_JSON,
)

# --- XML -------------------------------------------------------------------------

XML_UNREADABLE = Message(
    "Error_parsing_XML_",
    "fatal",
    "structure",
    fr="Ce texte n'est pas du XML bien formé (ligne {line}, colonne {column}) : {problem}",
    en="This text is not well-formed XML (line {line}, column {column}): {problem}",
    spec=_XML,
)
XML_EMPTY = Message(
    "Error_parsing_XML_",
    "fatal",
    "structure",
    fr="Il n'y a rien à lire : une ressource est un élément XML",
    en="There is nothing to read: a resource is an XML element",
    spec=_XML,
)
XML_NOT_DECODABLE = Message(
    "Error_parsing_XML_",
    "fatal",
    "structure",
    fr="Les octets ne sont pas du texte {encoding} (position {offset})",
    en="The bytes are not {encoding} text (offset {offset})",
    spec=_XML,
)
XML_TOO_DEEP = Message(
    "Error_parsing_XML_",
    "fatal",
    "too-costly",
    fr="L'imbrication dépasse {limit} niveaux : ce texte n'est pas examiné",
    en="The nesting exceeds {limit} levels: this text is not examined",
    spec=_XML,
)
XML_TOO_LARGE = Message(
    "Error_parsing_XML_",
    "fatal",
    "too-long",
    fr="Le texte compte {size} octets, la limite est de {limit} : il n'est pas examiné",
    en="The text has {size} bytes, the limit is {limit}: it is not examined",
    spec=_XML,
)
DOCTYPE_FOUND = Message(
    "Error_parsing_XML_",
    "fatal",
    "structure",
    fr="Une déclaration DOCTYPE n'est pas permise : le texte n'est pas examiné",
    en="A DOCTYPE declaration is not allowed: the text is not examined",
    spec=_XML,
)
ENCODING = Message(
    "xml_encoding_invalid",
    "error",
    "invalid",
    fr="L'encodage XML doit être UTF-8, non « {encoding} »",
    en="The XML encoding must be UTF-8, not '{encoding}'",
    spec=_XML,
)
UNKNOWN_ROOT = Message(
    "This_does_not_appear_to_be_a_FHIR_resource_unknown_namespacename_",
    "fatal",
    "structure",
    fr="Ce n'est pas une ressource FHIR R4 (élément racine « {namespace}::{name} »)",
    en="This is no FHIR R4 resource (root element '{namespace}::{name}')",
    spec=_XML,
)
UNDEFINED_ELEMENT = Message(
    "Undefined_element_",
    "error",
    "structure",
    fr="L'élément « {name} » n'est pas défini dans {type}",
    en="The element '{name}' is not defined in {type}",
    spec=_XML,
)
UNDEFINED_ATTRIBUTE = Message(
    "Undefined_attribute__on__for_type__properties__",
    "error",
    "structure",
    fr="L'attribut « {name} » n'est pas défini dans {type}",
    en="The attribute '{name}' is not defined in {type}",
    spec=_XML,
)
EMPTY_ELEMENT = Message(
    "Element_must_have_some_content",
    "error",
    "structure",
    fr="Un élément doit avoir un contenu",
    en="An element must have some content",
    spec=_XML,
)
TEXT_FOUND = Message(
    "Text_should_not_be_present",
    "error",
    "structure",
    fr="Cet élément ne doit pas contenir de texte (« {text} »)",
    en="This element must not contain text ('{text}')",
    spec=_XML,
)
WRONG_NAMESPACE = Message(
    "Wrong_namespace__expected_",
    "error",
    "structure",
    fr="Espace de noms « {namespace} » inattendu ; attendu : « {expected} »",
    en="Wrong namespace '{namespace}', expected '{expected}'",
    spec=_XML,
)
NODE_NOT_ALLOWED = Message(
    "Node_type__is_not_allowed",
    "error",
    "structure",
    fr="Une instruction de traitement n'est pas permise ici",
    en="A processing instruction is not allowed here",
    spec=_XML,
)
PASSED_OVER = Message(
    "SAS_XML_PASSED_OVER",
    "warning",
    "structure",
    fr="Ce qui entoure la ressource contenue ici n'est pas lu",
    en="What stands beside the resource here is not read",
    spec=_XML,
)
PROCESSING_INSTRUCTION = Message(
    "No_processing_instructions_allowed_in_resources",
    "error",
    "structure",
    fr="Les instructions de traitement ne sont pas permises dans les ressources",
    en="Processing instructions are not allowed in resources",
    spec=_XML,
)
OUT_OF_ORDER = Message(
    "Validation_VAL_Profile_OutOfOrder",
    "error",
    "structure",
    fr="L'élément « {name} » n'est pas à sa place : il suit « {previous} »",
    en="The element '{name}' is out of order (found after '{previous}')",
    spec=_XML,
)
