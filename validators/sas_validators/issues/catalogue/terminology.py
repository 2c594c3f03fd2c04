"""What can be said about codes: unknown ones, wrong displays, bindings that are not met.

Details used in the texts: `system`, `code`, `version`, `versions` (loaded ones,
joined), `value_set` (name and canonical), `codes` (system#code, joined),
`display`, `expected` (displays, joined), `language`, `canonical`.

Spec: https://hl7.org/fhir/R4/terminologies.html
"""

from sas_validators.issues.message import Message

_STRENGTH = "https://hl7.org/fhir/R4/terminologies.html#strength"
_USING = "https://hl7.org/fhir/R4/terminologies.html#using"
_CODING = "https://hl7.org/fhir/R4/datatypes.html#Coding"
_DISPLAY = "https://hl7.org/fhir/R4/datatypes-definitions.html#Coding.display"
_CONTENT = "https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.content"
_COMPOSE = "https://hl7.org/fhir/R4/valueset.html#compositions"
_MAX = "https://hl7.org/fhir/R4/extension-elementdefinition-maxvalueset.html"
_STATUS = "https://hl7.org/fhir/R4/valueset-publication-status.html"

# --- a CodeableConcept against its value set -----------------------------------

CONCEPT_NOT_IN_REQUIRED = Message(
    "Terminology_TX_NoValid_1_CC",
    "error",
    "code-invalid",
    fr="Aucun des codes fournis ({codes}) n'appartient au jeu de valeurs {value_set}, "
    "dont un code est obligatoire.",
    en="None of the codes given ({codes}) is in the value set {value_set}, "
    "from which a code is required.",
    spec=_STRENGTH,
)
CONCEPT_NOT_IN_EXTENSIBLE = Message(
    "Terminology_TX_NoValid_2_CC",
    "warning",
    "code-invalid",
    fr="Aucun des codes fournis ({codes}) n'appartient au jeu de valeurs {value_set} ; "
    "un code de ce jeu est attendu, sauf si aucun ne convient.",
    en="None of the codes given ({codes}) is in the value set {value_set}; "
    "a code of it is expected unless none is suitable.",
    spec=_STRENGTH,
)
CONCEPT_NOT_IN_PREFERRED = Message(
    "Terminology_TX_NoValid_3_CC",
    "information",
    "code-invalid",
    fr="Aucun des codes fournis ({codes}) n'appartient au jeu de valeurs {value_set}, "
    "dont l'usage est recommandé.",
    en="None of the codes given ({codes}) is in the value set {value_set}, whose use is "
    "recommended.",
    spec=_STRENGTH,
)
CONCEPT_NOT_DECIDED_REQUIRED = Message(
    "TERMINOLOGY_TX_NOSVC_BOUND_REQ",
    "information",
    "not-supported",
    fr="Impossible de dire, sans serveur de terminologie, si {codes} appartient au jeu de valeurs "
    "{value_set}, dont un code est obligatoire.",
    en="Without a terminology server it can't be told whether {codes} is in the value set "
    "{value_set}, from which a code is required.",
    spec=_STRENGTH,
)
CONCEPT_NOT_DECIDED_EXTENSIBLE = Message(
    "TERMINOLOGY_TX_NOSVC_BOUND_EXT",
    "information",
    "not-supported",
    fr="Impossible de dire, sans serveur de terminologie, si {codes} appartient au jeu de valeurs "
    "{value_set}, dont un code est attendu.",
    en="Without a terminology server it can't be told whether {codes} is in the value set "
    "{value_set}, from which a code is expected.",
    spec=_STRENGTH,
)
NO_CODE_REQUIRED = Message(
    "Terminology_TX_Code_ValueSet",
    "error",
    "code-invalid",
    fr="Aucun code n'est fourni, alors qu'un code du jeu de valeurs {value_set} est obligatoire.",
    en="No code is given, and a code of the value set {value_set} is required.",
    spec=_STRENGTH,
)
NO_CODE_EXTENSIBLE = Message(
    "Terminology_TX_Code_ValueSet_Ext",
    "warning",
    "code-invalid",
    fr="Aucun code n'est fourni, alors qu'un code du jeu de valeurs {value_set} est attendu.",
    en="No code is given, and a code of the value set {value_set} is expected.",
    spec=_STRENGTH,
)

# --- a Coding against its value set ----------------------------------------------

CODING_NOT_IN_REQUIRED = Message(
    "Terminology_TX_NoValid_12",
    "error",
    "code-invalid",
    fr="Le code {codes} n'appartient pas au jeu de valeurs {value_set}, dont un code est "
    "obligatoire.",
    en="The code {codes} is not in the value set {value_set}, from which a code is required.",
    spec=_STRENGTH,
)
CODING_NOT_IN_EXTENSIBLE = Message(
    "Terminology_TX_NoValid_13",
    "warning",
    "code-invalid",
    fr="Le code {codes} n'appartient pas au jeu de valeurs {value_set} ; "
    "un code de ce jeu est attendu, sauf si aucun ne convient.",
    en="The code {codes} is not in the value set {value_set}; "
    "a code of it is expected unless none is suitable.",
    spec=_STRENGTH,
)
CODING_NOT_IN_PREFERRED = Message(
    "Terminology_TX_NoValid_14",
    "information",
    "code-invalid",
    fr="Le code {codes} n'appartient pas au jeu de valeurs {value_set}, dont l'usage est "
    "recommandé.",
    en="The code {codes} is not in the value set {value_set}, whose use is recommended.",
    spec=_STRENGTH,
)
CODING_NOT_DECIDED = Message(
    "Terminology_TX_Binding_NoServer",
    "information",
    "not-supported",
    fr="Impossible de dire, sans serveur de terminologie, si le code {codes} appartient au jeu de "
    "valeurs {value_set}.",
    en="Without a terminology server it can't be told whether the code {codes} is in the value set "
    "{value_set}.",
    spec=_STRENGTH,
)
NOT_CONFIRMED_REQUIRED = Message(
    "Terminology_TX_Confirm_4a",
    "error",
    "code-invalid",
    fr="Le code {codes} n'a pas pu être confirmé dans le jeu de valeurs {value_set}, "
    "dont un code est obligatoire.",
    en="The code {codes} could not be confirmed in the value set {value_set}, "
    "from which a code is required.",
    spec=_STRENGTH,
)
NOT_CONFIRMED_EXTENSIBLE = Message(
    "Terminology_TX_Confirm_5",
    "warning",
    "code-invalid",
    fr="Le code {codes} n'a pas pu être confirmé dans le jeu de valeurs {value_set}, "
    "dont un code est attendu.",
    en="The code {codes} could not be confirmed in the value set {value_set}, "
    "from which a code is expected.",
    spec=_STRENGTH,
)
NOT_CONFIRMED_PREFERRED = Message(
    "Terminology_TX_Confirm_6",
    "information",
    "code-invalid",
    fr="Le code {codes} n'a pas pu être confirmé dans le jeu de valeurs {value_set}, "
    "dont l'usage est recommandé.",
    en="The code {codes} could not be confirmed in the value set {value_set}, "
    "whose use is recommended.",
    spec=_STRENGTH,
)

# --- a Quantity against its value set ----------------------------------------------

UNIT_NOT_IN_REQUIRED = Message(
    "Terminology_TX_NoValid_4",
    "error",
    "code-invalid",
    fr="L'unité {codes} n'appartient pas au jeu de valeurs {value_set}, dont un code est "
    "obligatoire.",
    en="The unit {codes} is not in the value set {value_set}, from which a code is required.",
    spec=_STRENGTH,
)
UNIT_NOT_IN_EXTENSIBLE = Message(
    "Terminology_TX_NoValid_5",
    "warning",
    "code-invalid",
    fr="L'unité {codes} n'appartient pas au jeu de valeurs {value_set} ; "
    "un code de ce jeu est attendu, sauf si aucun ne convient.",
    en="The unit {codes} is not in the value set {value_set}; "
    "a code of it is expected unless none is suitable.",
    spec=_STRENGTH,
)
UNIT_NOT_IN_PREFERRED = Message(
    "Terminology_TX_NoValid_6",
    "information",
    "code-invalid",
    fr="L'unité {codes} n'appartient pas au jeu de valeurs {value_set}, dont l'usage est "
    "recommandé.",
    en="The unit {codes} is not in the value set {value_set}, whose use is recommended.",
    spec=_STRENGTH,
)

# --- a code, uri or string against its value set -----------------------------------

CODE_NOT_IN_REQUIRED = Message(
    "Terminology_TX_NoValid_16",
    "error",
    "code-invalid",
    fr="La valeur « {code} » n'appartient pas au jeu de valeurs {value_set}, "
    "dont un code est obligatoire.",
    en="The value '{code}' is not in the value set {value_set}, from which a code is required.",
    spec=_STRENGTH,
)
CODE_NOT_IN_EXTENSIBLE = Message(
    "Terminology_TX_NoValid_17",
    "warning",
    "code-invalid",
    fr="La valeur « {code} » n'appartient pas au jeu de valeurs {value_set} ; "
    "un code de ce jeu est attendu, sauf si aucun ne convient.",
    en="The value '{code}' is not in the value set {value_set}; "
    "a code of it is expected unless none is suitable.",
    spec=_STRENGTH,
)
CODE_NOT_IN_PREFERRED = Message(
    "Terminology_TX_NoValid_18",
    "information",
    "code-invalid",
    fr="La valeur « {code} » n'appartient pas au jeu de valeurs {value_set}, "
    "dont l'usage est recommandé.",
    en="The value '{code}' is not in the value set {value_set}, whose use is recommended.",
    spec=_STRENGTH,
)
CODE_NOT_DECIDED = Message(
    "Terminology_TX_NoValid_15",
    "information",
    "not-supported",
    fr="Impossible de dire, sans serveur de terminologie, si la valeur « {code} » appartient au "
    "jeu "
    "de valeurs {value_set}.",
    en="Without a terminology server it can't be told whether the value '{code}' is in the value "
    "set "
    "{value_set}.",
    spec=_STRENGTH,
)
CODE_MISSING = Message(
    "Terminology_TX_Code_ValueSet_MISSING",
    "error",
    "code-invalid",
    fr="L'élément n'a pas de valeur, alors qu'un code du jeu de valeurs {value_set} est "
    "obligatoire.",
    en="The element has no value, and a code of the value set {value_set} is required.",
    spec=_STRENGTH,
)
SYSTEM_NOT_INFERRED = Message(
    "UNABLE_TO_INFER_CODESYSTEM",
    "error",
    "code-invalid",
    fr="Aucun système de codage du jeu de valeurs {value_set} ne définit le code « {code} ».",
    en="No code system of the value set {value_set} defines the code '{code}'.",
    spec=_STRENGTH,
)

# --- outside the widest value set allowed -------------------------------------------

NO_CODE_MAXIMUM = Message(
    "Terminology_TX_Code_ValueSetMax",
    "error",
    "code-invalid",
    fr="Aucun code n'est fourni, alors que seuls ceux du jeu de valeurs maximal {value_set} sont "
    "permis.",
    en="No code is given, and only those of the maximum value set {value_set} are allowed.",
    spec=_MAX,
)
CONCEPT_NOT_IN_MAXIMUM = Message(
    "Terminology_TX_NoValid_8",
    "error",
    "code-invalid",
    fr="Aucun des codes fournis ({codes}) n'appartient au jeu de valeurs maximal {value_set}.",
    en="None of the codes given ({codes}) is in the maximum value set {value_set}.",
    spec=_MAX,
)
CODING_NOT_IN_MAXIMUM = Message(
    "Terminology_TX_NoValid_10",
    "error",
    "code-invalid",
    fr="Le code {codes} n'appartient pas au jeu de valeurs maximal {value_set}.",
    en="The code {codes} is not in the maximum value set {value_set}.",
    spec=_MAX,
)
CODE_NOT_IN_MAXIMUM = Message(
    "Terminology_TX_NoValid_11",
    "error",
    "code-invalid",
    fr="La valeur « {code} » n'appartient pas au jeu de valeurs maximal {value_set}.",
    en="The value '{code}' is not in the maximum value set {value_set}.",
    spec=_MAX,
)

# --- value sets that can't be used ----------------------------------------------------

VALUE_SET_NOT_FOUND = Message(
    "Terminology_TX_ValueSet_NotFound",
    "warning",
    "not-found",
    fr="Le jeu de valeurs {canonical} n'est pas chargé : le code n'a pas pu être vérifié.",
    en="The value set {canonical} is not loaded: the code could not be checked.",
    spec=_USING,
)
VALUE_SET_IS_CODE_SYSTEM = Message(
    "Terminology_TX_ValueSet_NotFound_CS",
    "error",
    "not-found",
    fr="La liaison terminologique désigne le système de codage {canonical}, "
    "alors qu'il faut un jeu de valeurs.",
    en="The binding names the code system {canonical}, where a value set is needed.",
    spec=_USING,
)
SUPPLEMENT_MISSING = Message(
    "VALUESET_SUPPLEMENT_MISSING",
    "error",
    "not-found",
    fr="Le jeu de valeurs {value_set} s'appuie sur le supplément {canonical}, qui n'est pas "
    "chargé.",
    en="The value set {value_set} relies on the supplement {canonical}, which is not loaded.",
    spec=_COMPOSE,
)

# --- a code and its code system ----------------------------------------------------------

CODE_UNKNOWN = Message(
    "Unknown_Code_in",
    "error",
    "code-invalid",
    fr="Le code « {code} » n'existe pas dans le système de codage {system}.",
    en="The code '{code}' does not exist in the code system {system}.",
    spec=_CODING,
)
CODE_UNKNOWN_IN_VERSION = Message(
    "Unknown_Code_in_Version",
    "error",
    "code-invalid",
    fr="Le code « {code} » n'existe pas dans le système de codage {system}, version {version}.",
    en="The code '{code}' does not exist in the code system {system}, version {version}.",
    spec=_CODING,
)
CODE_UNKNOWN_IN_FRAGMENT = Message(
    "UNKNOWN_CODE_IN_FRAGMENT",
    "warning",
    "code-invalid",
    fr="Le code « {code} » ne figure pas dans la partie connue du système de codage {system}.",
    en="The code '{code}' is not in the known part of the code system {system}.",
    spec=_CONTENT,
)
SYSTEM_UNKNOWN = Message(
    "UNKNOWN_CODESYSTEM",
    "warning",
    "not-found",
    fr="Le système de codage {system} n'est pas chargé : le code n'a pas pu être vérifié.",
    en="The code system {system} is not loaded: the code could not be checked.",
    spec=_CODING,
)
SYSTEM_VERSION_UNKNOWN = Message(
    "UNKNOWN_CODESYSTEM_VERSION",
    "warning",
    "not-found",
    fr="Le système de codage {system} n'est pas chargé en version {version} "
    "(versions chargées : {versions}) : le code n'a pas pu être vérifié.",
    en="The code system {system} is not loaded in version {version} (loaded versions: {versions}): "
    "the code could not be checked.",
    spec=_CODING,
)
CODING_NOT_CHECKED = Message(
    "UNKNOWN_CODESYSTEM_CODING_NOT_CHECKED",
    "warning",
    "not-found",
    fr="Le système de codage {system} n'est pas chargé : ce codage n'a pas été vérifié, mais un "
    "autre "
    "appartient au jeu de valeurs.",
    en="The code system {system} is not loaded: this coding was not checked, but another one is in "
    "the value set.",
    spec=_CODING,
)
SYSTEM_NEEDS_SERVER = Message(
    "Error_validating_code_running_without_terminology_services",
    "warning",
    "not-supported",
    fr="Le code « {code} » du système {system} ne peut pas être vérifié sans serveur de "
    "terminologie.",
    en="The code '{code}' of the system {system} can't be checked without a terminology server.",
    spec=_CODING,
)
CONCEPT_CODING_WITHOUT_SYSTEM = Message(
    "Coding_has_no_system__cannot_validate",
    "warning",
    "invalid",
    fr="Le codage n'a pas de système : son code n'a pas de sens défini et ne peut pas être "
    "vérifié.",
    en="The coding has no system: its code has no defined meaning and can't be checked.",
    spec=_CODING,
)
CODING_WITHOUT_SYSTEM = Message(
    "TERMINOLOGY_TX_SYSTEM_NO_CODE",
    "warning",
    "invalid",
    fr="Le code « {code} » n'est accompagné d'aucun système : il n'a pas de sens défini.",
    en="The code '{code}' comes without a system: it has no defined meaning.",
    spec=_CODING,
)
CODING_WITHOUT_CODE = Message(
    "NO_CODE_PROVIDED",
    "warning",
    "invalid",
    fr="Le codage nomme le système {system} sans donner de code.",
    en="The coding names the system {system} but gives no code.",
    spec=_CODING,
)
CODING_WITHOUT_CODE_VERSION = Message(
    "NO_CODE_PROVIDED_VERSION",
    "warning",
    "invalid",
    fr="Le codage nomme le système {system}, version {version}, sans donner de code.",
    en="The coding names the system {system}, version {version}, but gives no code.",
    spec=_CODING,
)
SYSTEM_IS_RELATIVE = Message(
    "Terminology_TX_System_Relative",
    "warning",
    "invalid",
    fr="Le système de codage « {system} » n'est pas une URI absolue.",
    en="The code system '{system}' is not an absolute URI.",
    spec=_CODING,
)
SYSTEM_IS_VALUE_SET = Message(
    "Terminology_TX_System_ValueSet",
    "warning",
    "invalid",
    fr="{system} est l'URL d'un jeu de valeurs, non celle d'un système de codage.",
    en="{system} is the URL of a value set, not of a code system.",
    spec=_CODING,
)
CODING_SYSTEM_IS_VALUE_SET = Message(
    "Terminology_TX_System_ValueSet2",
    "error",
    "invalid",
    fr="{system} est l'URL d'un jeu de valeurs, non celle d'un système de codage.",
    en="{system} is the URL of a value set, not of a code system.",
    spec=_CODING,
)
SYSTEM_IS_SUPPLEMENT = Message(
    "CODESYSTEM_CS_NO_SUPPLEMENT",
    "error",
    "invalid",
    fr="{system} est un supplément : le codage doit nommer le système de codage qu'il complète.",
    en="{system} is a supplement: the coding has to name the code system that it completes.",
    spec=_CONTENT,
)
VERSION_MISMATCH = Message(
    "VALUESET_VALUE_MISMATCH",
    "error",
    "invalid",
    fr="Le codage est en version {version} du système {system}, "
    "mais le jeu de valeurs demande la version {expected}.",
    en="The coding is in version {version} of the system {system}, "
    "but the value set asks for version {expected}.",
    spec=_COMPOSE,
)
VERSION_MISMATCH_DEFAULT = Message(
    "VALUESET_VALUE_MISMATCH_DEFAULT",
    "warning",
    "invalid",
    fr="Le codage est en version {version} du système {system}, "
    "alors que la version en usage est {expected}.",
    en="The coding is in version {version} of the system {system}, "
    "where the version in use is {expected}.",
    spec=_COMPOSE,
)

# --- a code that exists, and what is wrong with its use -------------------------------------

DISPLAY_WRONG = Message(
    "Display_Name_for__should_be_one_of__instead_of",
    "error",
    "invalid",
    fr="Le libellé « {display} » n'est pas celui du code {codes} ; libellés admis : {expected}.",
    en="The display '{display}' is not that of the code {codes}; allowed displays: {expected}.",
    spec=_DISPLAY,
)
DISPLAY_WRONG_BLANKS = Message(
    "Display_Name_WS_for__should_be_one_of__instead_of",
    "error",
    "invalid",
    fr="Le libellé « {display} » ne diffère que par des blancs de celui du code {codes} : "
    "{expected}.",
    en="The display '{display}' differs only in blanks from that of the code {codes}: {expected}.",
    spec=_DISPLAY,
)
DISPLAY_LANGUAGE_DEFAULT = Message(
    "NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK",
    "information",
    "invalid",
    fr="Le code {codes} n'a pas de libellé en « {language} » : le libellé par défaut "
    "« {display} » est accepté.",
    en="The code {codes} has no display in '{language}': the default display '{display}' is "
    "accepted.",
    spec=_DISPLAY,
)
DISPLAY_LANGUAGE_NONE = Message(
    "NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR",
    "error",
    "invalid",
    fr="Le code {codes} n'a pas de libellé en « {language} » et « {display} » n'est pas son "
    "libellé "
    "par défaut ({expected}).",
    en="The code {codes} has no display in '{language}', and '{display}' is not its default "
    "display "
    "({expected}).",
    spec=_DISPLAY,
)
LANGUAGE_UNKNOWN = Message(
    "INVALID_DISPLAY_NAME",
    "error",
    "invalid",
    fr="La langue « {language} » de la ressource n'est pas connue : les libellés ne peuvent pas "
    "être "
    "vérifiés.",
    en="The language '{language}' of the resource is not known: displays can't be checked.",
    spec="https://hl7.org/fhir/R4/resource.html#language",
)
CASE_DIFFERS = Message(
    "CODE_CASE_DIFFERENCE",
    "information",
    "business-rule",
    fr="Le code « {code} » s'écrit « {expected} » dans le système {system}, "
    "qui ne distingue pas la casse.",
    en="The code '{code}' is written '{expected}' in the system {system}, which ignores case.",
    spec="https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.caseSensitive",
)
CONCEPT_INACTIVE = Message(
    "INACTIVE_CONCEPT_FOUND",
    "warning",
    "business-rule",
    fr="Le code {codes} n'est plus en usage (statut « {status} »).",
    en="The code {codes} is no longer in use (status '{status}').",
    spec="https://hl7.org/fhir/R4/codesystem-concept-properties.html",
)
CONCEPT_DEPRECATED = Message(
    "DEPRECATED_CONCEPT_FOUND",
    "warning",
    "business-rule",
    fr="Le code {codes} est obsolète : son usage est déconseillé.",
    en="The code {codes} is deprecated: its use is discouraged.",
    spec="https://hl7.org/fhir/R4/codesystem-concept-properties.html",
)
CONCEPT_NOT_ACTIVE = Message(
    "STATUS_CODE_WARNING_CODE",
    "error",
    "business-rule",
    fr="Le code {codes} existe mais n'est plus actif, "
    "et le jeu de valeurs {value_set} n'admet que des codes actifs.",
    en="The code {codes} exists but is not active, and the value set {value_set} has active codes "
    "only.",
    spec="https://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.compose.inactive",
)

# --- the status of what was used ---------------------------------------------------------------

USES_DRAFT = Message(
    "MSG_DRAFT",
    "information",
    "business-rule",
    fr="La définition {canonical} est à l'état de projet.",
    en="The definition {canonical} is a draft.",
    spec=_STATUS,
)
USES_EXPERIMENTAL = Message(
    "MSG_EXPERIMENTAL",
    "information",
    "business-rule",
    fr="La définition {canonical} est expérimentale.",
    en="The definition {canonical} is experimental.",
    spec=_STATUS,
)
USES_RETIRED = Message(
    "MSG_RETIRED",
    "information",
    "business-rule",
    fr="La définition {canonical} est retirée.",
    en="The definition {canonical} is retired.",
    spec=_STATUS,
)
USES_DEPRECATED = Message(
    "MSG_DEPRECATED",
    "information",
    "business-rule",
    fr="La définition {canonical} est obsolète.",
    en="The definition {canonical} is deprecated.",
    spec=_STATUS,
)
USES_WITHDRAWN = Message(
    "MSG_WITHDRAWN",
    "information",
    "business-rule",
    fr="La définition {canonical} a été abandonnée.",
    en="The definition {canonical} was withdrawn.",
    spec=_STATUS,
)

LANGUAGE_UNKNOWN = Message(
    "INVALID_DISPLAY_NAME",
    "error",
    "code-invalid",
    fr="« {language} » n'est pas une étiquette de langue connue (par exemple « fr » ou « fr-FR »).",
    en="'{language}' is no known language tag (such as 'fr' or 'fr-FR').",
    spec="validator-features section 10",
)
