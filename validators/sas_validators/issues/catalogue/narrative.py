"""What can be wrong with a narrative: its XHTML, its links, its languages."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features 16"
_LIMITS = "https://hl7.org/fhir/R4/narrative.html#xhtml"

# --- XHTML ------------------------------------------------------------------------

UNREADABLE = Message(
    "Error_parsing_XHTML_",
    "error",
    "structure",
    fr="Le texte du div n'est pas du XHTML bien formé : {problem}",
    en="The text of the div is not well-formed XHTML: {problem}",
    spec=_SPEC,
)
ENTITY = Message(
    "XHTML_XHTML_Entity_Illegal",
    "error",
    "invalid",
    fr="Entité « &{name}; » non permise : écrivez le caractère lui-même ou son numéro",
    en="The entity '&{name};' is not allowed: write the character itself or its number",
    spec=_LIMITS,
)
NAMESPACE = Message(
    "XHTML_XHTML_NS_InValid",
    "error",
    "invalid",
    fr="Espace de noms « {namespace} » au lieu de « http://www.w3.org/1999/xhtml »",
    en="Wrong namespace '{namespace}' instead of 'http://www.w3.org/1999/xhtml'",
    spec=_LIMITS,
)
ROOT_NAME = Message(
    "XHTML_XHTML_Name_Invalid",
    "error",
    "invalid",
    fr="L'élément racine est « {name} » au lieu de « div »",
    en="The root element is '{name}' instead of 'div'",
    spec=_LIMITS,
)
ELEMENT = Message(
    "XHTML_XHTML_Element_Illegal",
    "error",
    "invalid",
    fr="L'élément « {name} » n'est pas permis dans un texte narratif",
    en="The element '{name}' is not allowed in a narrative",
    spec=_LIMITS,
)
ATTRIBUTE = Message(
    "XHTML_XHTML_Attribute_Illegal",
    "error",
    "invalid",
    fr="L'attribut « {name} » n'est pas permis sur « {element} » dans un texte narratif",
    en="The attribute '{name}' is not allowed on '{element}' in a narrative",
    spec=_LIMITS,
)
XML_SPACE = Message(
    "XHTML_XHTML_ATTRIBUTE_XML_SPACE",
    "information",
    "informational",
    fr="L'attribut xml:space n'a pas d'effet dans un texte narratif",
    en="The attribute xml:space has no effect in a narrative",
    spec=_SPEC,
)
ELEMENT_IN_PARAGRAPH = Message(
    "XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA",
    "error",
    "invalid",
    fr="L'élément « {name} » n'est pas permis dans un paragraphe",
    en="The element '{name}' is not allowed inside a paragraph",
    spec=_SPEC,
)
BLOCK_IN_TEXT = Message(
    "XHTML_XHTML_BLOCK_IN_PARA",
    "error",
    "invalid",
    fr="L'élément de bloc « {name} » se trouve dans « {parent} » ({path})",
    en="The block element '{name}' is inside '{parent}' ({path})",
    spec=_SPEC,
)
RECURSION = Message(
    "XHTML_XHTML_NO_RECURSION",
    "error",
    "invalid",
    fr="L'élément « {name} » se contient lui-même ({path})",
    en="The element '{name}' contains itself ({path})",
    spec=_SPEC,
)
CHILD = Message(
    "XHTML_XHTML_ILLEGAL_CHILDREN",
    "error",
    "invalid",
    fr="L'élément « {name} » n'est pas permis directement dans « {parent} » ({path})",
    en="The element '{name}' is not allowed directly inside '{parent}' ({path})",
    spec=_SPEC,
)
TEXT_CHILD = Message(
    "XHTML_XHTML_ILLEGAL_CHILDREN",
    "error",
    "invalid",
    fr="Du texte n'est pas permis directement dans « {parent} » ({path})",
    en="Text is not allowed directly inside '{parent}' ({path})",
    spec=_SPEC,
)
OUT_OF_PLACE = Message(
    "XHTML_XHTML_OUT_OF_PLACE",
    "error",
    "invalid",
    fr="L'élément « {name} » n'est pas à sa place dans « {parent} » ({path})",
    en="The element '{name}' is out of place inside '{parent}' ({path})",
    spec=_SPEC,
)
NO_CHILDREN = Message(
    "XHTML_XHTML_NO_CHILDREN",
    "error",
    "invalid",
    fr="L'élément « {name} » doit rester vide ({path})",
    en="The element '{name}' must be empty ({path})",
    spec=_SPEC,
)
DOCTYPE = Message(
    "XHTML_XHTML_DOCTYPE_ILLEGAL",
    "error",
    "invalid",
    fr="Une déclaration DOCTYPE n'est pas permise dans le div",
    en="A DOCTYPE declaration is not allowed in the div",
    spec=_SPEC,
)
DUPLICATE_IDS = Message(
    "XHTML_XHTML_DUPLICATE_IDS",
    "warning",
    "business-rule",
    fr="Identifiants ou ancres présents plusieurs fois dans le texte : {ids}",
    en="Ids or anchor names that occur several times in the narrative: {ids}",
    spec=_SPEC,
)

# --- links --------------------------------------------------------------------------

URL = Message(
    "XHTML_URL_INVALID",
    "error",
    "invalid",
    fr="L'URL « {url} » est vide ou contient des caractères non permis",
    en="The URL '{url}' is empty or contains characters that are not allowed",
    spec=_SPEC,
)
LINK_TARGET = Message(
    "Type_Specific_Checks_DT_XHTML_Resolve",
    "error",
    "not-found",
    fr="Le lien « {url} » ({path}) ne mène nulle part dans la ressource",
    en="The link '{url}' ({path}) leads nowhere in the resource",
    spec=_SPEC,
)
IMAGE_TARGET = Message(
    "Type_Specific_Checks_DT_XHTML_Resolve_Img",
    "error",
    "not-found",
    fr="L'image « {url} » ({path}) n'existe pas dans la ressource",
    en="The image '{url}' ({path}) does not exist in the resource",
    spec=_SPEC,
)
SEVERAL_TARGETS = Message(
    "TYPE_SPECIFIC_CHECKS_DT_XHTML_MULTIPLE_MATCHES",
    "warning",
    "not-found",
    fr="Le lien « {url} » ({path}) a plusieurs cibles possibles",
    en="The link '{url}' ({path}) has several possible targets",
    spec=_SPEC,
)
EMPTY_LINK = Message(
    "TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF",
    "error",
    "invalid",
    fr="Le lien ({path}) est vide",
    en="The link ({path}) is empty",
    spec=_SPEC,
)
ACTIVE_LINK = Message(
    "TYPE_SPECIFIC_CHECKS_DT_XHTML_ACTIVE_HREF",
    "error",
    "security",
    fr="Le lien « {url} » ({path}) exécute du code, ce qui n'est pas permis",
    en="The link '{url}' ({path}) has active content, which is not allowed",
    spec=_SPEC,
)
LITERAL_LINK = Message(
    "TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF",
    "error",
    "invalid",
    fr="Le lien « {url} » ({path}) ne peut pas être suivi (schéma « {scheme} »)",
    en="The link '{url}' ({path}) cannot be followed (scheme '{scheme}')",
    spec=_SPEC,
)
UNKNOWN_LINK = Message(
    "TYPE_SPECIFIC_CHECKS_DT_XHTML_UNKNOWN_HREF",
    "information",
    "informational",
    fr="Le schéma « {scheme} » du lien « {url} » ({path}) n'est pas connu",
    en="The scheme '{scheme}' of the link '{url}' ({path}) is not known",
    spec=_SPEC,
)

# --- languages -------------------------------------------------------------------------

LANGUAGE_MISSING = Message(
    "Language_XHTML_Lang_Missing1",
    "warning",
    "business-rule",
    fr="La ressource est en « {language} », mais le div n'a ni lang ni xml:lang",
    en="The language of the resource is '{language}', but the div has neither lang nor xml:lang",
    spec=_SPEC,
)
LANG_MISSING = Message(
    "Language_XHTML_Lang_Missing2",
    "warning",
    "business-rule",
    fr="La ressource est en « {language} », mais le div n'a pas d'attribut lang",
    en="The language of the resource is '{language}', but the div has no lang",
    spec=_SPEC,
)
XML_LANG_MISSING = Message(
    "Language_XHTML_Lang_Missing3",
    "warning",
    "business-rule",
    fr="La ressource est en « {language} », mais le div n'a pas d'attribut xml:lang",
    en="The language of the resource is '{language}', but the div has no xml:lang",
    spec=_SPEC,
)
LANG_DIFFERENT = Message(
    "Language_XHTML_Lang_Different1",
    "warning",
    "business-rule",
    fr="La ressource est en « {language} », mais l'attribut lang du div est « {found} »",
    en="The language of the resource is '{language}', but the div's lang is '{found}'",
    spec=_SPEC,
)
XML_LANG_DIFFERENT = Message(
    "Language_XHTML_Lang_Different2",
    "warning",
    "business-rule",
    fr="La ressource est en « {language} », mais l'attribut xml:lang du div est « {found} »",
    en="The language of the resource is '{language}', but the div's xml:lang is '{found}'",
    spec=_SPEC,
)
MIXED_LANGUAGES = Message(
    "XHTML_XHTML_MIXED_LANG",
    "warning",
    "business-rule",
    fr="Le div mêle des sections par langue et d'autres contenus",
    en="The div mixes language sections and other content",
    spec=_SPEC,
)

# --- what a profile demands of the narrative -----------------------------------------------

_CONTROL = "http://hl7.org/fhir/StructureDefinition/narrative-language-control"

NO_SOURCE = Message(
    "XHTML_CONTROL_NO_SOURCE",
    "error",
    "business-rule",
    fr="Le texte « {text} » ne dit pas d'où il vient (classe boilerplate, generated ou original)",
    en="The text '{text}' does not say where it is from (class boilerplate, generated or original)",
    spec="http://hl7.org/fhir/StructureDefinition/narrative-source-control",
)
SECTIONS_PROHIBITED = Message(
    "XHTML_CONTROL_NO_LANGS",
    "error",
    "business-rule",
    fr="Le texte ne doit pas avoir de sections par langue",
    en="The narrative must not have language sections",
    spec=_CONTROL,
)
SECTIONS_REQUIRED = Message(
    "XHTML_CONTROL_LANGS_REQUIRED",
    "error",
    "business-rule",
    fr="Le texte doit avoir des sections par langue",
    en="The narrative must have language sections",
    spec=_CONTROL,
)
SECTION_OF_RESOURCE_REQUIRED = Message(
    "XHTML_CONTROL_LANGS_REQUIRED_DEF",
    "error",
    "business-rule",
    fr="Le texte doit avoir une section dans la langue de la ressource (« {language} »)",
    en="The narrative must have a section in the language of the resource ('{language}')",
    spec=_CONTROL,
)
SECTION_OF_LANGUAGE_REQUIRED = Message(
    "XHTML_CONTROL_LANGS_REQUIRED_LANG",
    "error",
    "business-rule",
    fr="Le texte doit avoir une section dans la langue « {language} »",
    en="The narrative must have a section in the language '{language}'",
    spec=_CONTROL,
)
