"""Messages about definitions themselves: snapshots, and StructureDefinitions as instances."""

from __future__ import annotations

from sas_validators.issues.message import Message

_GENERATION = "https://hl7.org/fhir/R4/profiling.html#snapshot"
_CARDINALITY = "https://hl7.org/fhir/R4/profiling.html#cardinality"
_TYPES = "https://hl7.org/fhir/R4/profiling.html#type-profiles"
_SLICING = "https://hl7.org/fhir/R4/profiling.html#slicing"
_INTERPRETATION = "https://hl7.org/fhir/R4/elementdefinition.html#interpretation"

# --- while a snapshot is made --------------------------------------------------

UNABLE_TO_FIND_BASE = Message(
    id="Unable_to_find_base__for_",
    severity="warning",
    type="not-found",
    fr="Définition de base « {base} » introuvable : le différentiel de « {url} » n’est pas vérifié",
    en="Base definition '{base}' not found: the differential of '{url}' is not checked",
    spec=_GENERATION,
)
SD_CIRCULAR_DEFINITION = Message(
    id="SD_CIRCULAR_DEFINITION",
    severity="error",
    type="invalid",
    fr="La définition « {url} » dérive d’elle-même, directement ou par ses ancêtres",
    en="The definition '{url}' derives from itself, directly or through its ancestors",
    spec=_GENERATION,
)
SNAPSHOT_BASE_UNUSABLE = Message(
    id="SNAPSHOT_BASE_UNUSABLE",
    severity="error",
    type="processing",
    fr="La définition de base « {base} » de « {url} » n’a pas d’instantané et ne permet pas d’en "
    "faire un",
    en="The base definition '{base}' of '{url}' has no snapshot, and none can be made for it",
    spec=_GENERATION,
)
SNAPSHOT_BASE_TOO_DEEP = Message(
    id="SNAPSHOT_BASE_TOO_DEEP",
    severity="error",
    type="processing",
    fr="La définition « {url} » repose sur plus de {limit} définitions successives",
    en="The definition '{url}' rests on a chain of more than {limit} definitions",
    spec=_GENERATION,
)
SNAPSHOT_TOO_LARGE = Message(
    id="SNAPSHOT_TOO_LARGE",
    severity="error",
    type="processing",
    fr="L’instantané de « {url} » dépasserait {limit} éléments",
    en="The snapshot of '{url}' would have more than {limit} elements",
    spec=_GENERATION,
)
SNAPSHOT_PATH_MALFORMED = Message(
    id="SNAPSHOT_PATH_MALFORMED",
    severity="error",
    type="structure",
    fr="Le chemin d’élément « {path} » est mal formé",
    en="The element path '{path}' is malformed",
    spec="https://hl7.org/fhir/R4/elementdefinition.html#path",
)
SNAPSHOT_PROPERTY_MALFORMED = Message(
    id="SNAPSHOT_PROPERTY_MALFORMED",
    severity="error",
    type="structure",
    fr="{path} : la propriété « {property} » n’a pas la forme attendue, elle est ignorée",
    en="{path}: the property '{property}' does not have the expected form and is ignored",
    spec="https://hl7.org/fhir/R4/elementdefinition.html",
)
SNAPSHOT_ELEMENT_NO_MATCH = Message(
    id="SNAPSHOT_ELEMENT_NO_MATCH",
    severity="error",
    type="structure",
    fr="L’élément « {id} » du différentiel ne correspond à aucun élément de la base",
    en="The element '{id}' of the differential matches no element of the base",
    spec=_GENERATION,
)
SNAPSHOT_ELEMENT_REPEATED = Message(
    id="SNAPSHOT_ELEMENT_REPEATED",
    severity="warning",
    type="duplicate",
    fr="Le différentiel décrit plusieurs fois l’élément « {path} »",
    en="The differential describes the element '{path}' more than once",
    spec=_GENERATION,
)
SNAPSHOT_TYPE_AMBIGUOUS = Message(
    id="SNAPSHOT_TYPE_AMBIGUOUS",
    severity="error",
    type="structure",
    fr="{path} admet plusieurs types ({types}) : impossible d’y descendre sans en choisir un",
    en="{path} allows several types ({types}): it can't be walked into without choosing one",
    spec=_TYPES,
)
SNAPSHOT_TYPE_UNKNOWN = Message(
    id="SNAPSHOT_TYPE_UNKNOWN",
    severity="error",
    type="not-found",
    fr="{path} : le type « {type} » est inconnu, impossible d’y descendre",
    en="{path}: the type '{type}' is unknown and can't be walked into",
    spec=_TYPES,
)
SNAPSHOT_PROFILE_UNKNOWN = Message(
    id="SNAPSHOT_PROFILE_UNKNOWN",
    severity="warning",
    type="not-found",
    fr="{path} : le profil « {profile} » n’est pas chargé, son type seul est pris en compte",
    en="{path}: the profile '{profile}' is not loaded, only its type is taken into account",
    spec=_TYPES,
)
SNAPSHOT_CONTENT_REFERENCE_UNKNOWN = Message(
    id="SNAPSHOT_CONTENT_REFERENCE_UNKNOWN",
    severity="error",
    type="not-found",
    fr="{path} renvoie à « {reference} », qui n’existe pas",
    en="{path} refers to '{reference}', which does not exist",
    spec="https://hl7.org/fhir/R4/elementdefinition-definitions.html"
    "#ElementDefinition.contentReference",
)
SNAPSHOT_MIN_BELOW_BASE = Message(
    id="SNAPSHOT_MIN_BELOW_BASE",
    severity="error",
    type="value",
    fr="{path} : le minimum {found} est inférieur à celui de la base, {base}",
    en="{path}: the minimum {found} is below that of the base, {base}",
    spec=_CARDINALITY,
)
SNAPSHOT_MAX_ABOVE_BASE = Message(
    id="SNAPSHOT_MAX_ABOVE_BASE",
    severity="error",
    type="value",
    fr="{path} : le maximum {found} est supérieur à celui de la base, {base}",
    en="{path}: the maximum {found} is above that of the base, {base}",
    spec=_CARDINALITY,
)
SNAPSHOT_MIN_ABOVE_MAX = Message(
    id="SNAPSHOT_MIN_ABOVE_MAX",
    severity="error",
    type="value",
    fr="{path} : le minimum {min} dépasse le maximum {max}",
    en="{path}: the minimum {min} exceeds the maximum {max}",
    spec=_CARDINALITY,
)
SNAPSHOT_TYPE_NOT_ALLOWED = Message(
    id="SNAPSHOT_TYPE_NOT_ALLOWED",
    severity="error",
    type="value",
    fr="{path} : le type « {type} » n’est pas parmi ceux de la base ({allowed})",
    en="{path}: the type '{type}' is not among those of the base ({allowed})",
    spec=_TYPES,
)
SNAPSHOT_VALUE_CHANGED = Message(
    id="SNAPSHOT_VALUE_CHANGED",
    severity="error",
    type="value",
    fr="{path} : « {property} » contredit la valeur imposée par la base",
    en="{path}: '{property}' contradicts the value the base requires",
    spec=_INTERPRETATION,
)
SNAPSHOT_MAX_LENGTH_ABOVE_BASE = Message(
    id="SNAPSHOT_MAX_LENGTH_ABOVE_BASE",
    severity="error",
    type="value",
    fr="{path} : la longueur maximale {found} est supérieure à celle de la base, {base}",
    en="{path}: the maximum length {found} is above that of the base, {base}",
    spec=_INTERPRETATION,
)
SNAPSHOT_BINDING_WEAKENED = Message(
    id="SNAPSHOT_BINDING_WEAKENED",
    severity="error",
    type="value",
    fr="{path} : la liaison « {found} » est plus faible que celle de la base, « {base} »",
    en="{path}: the binding strength '{found}' is weaker than that of the base, '{base}'",
    spec="https://hl7.org/fhir/R4/profiling.html#binding",
)
SNAPSHOT_MUST_SUPPORT_REMOVED = Message(
    id="SNAPSHOT_MUST_SUPPORT_REMOVED",
    severity="error",
    type="value",
    fr="{path} : mustSupport est vrai dans la base et ne peut pas redevenir faux",
    en="{path}: mustSupport is true in the base and can't become false again",
    spec=_INTERPRETATION,
)
SNAPSHOT_MODIFIER_CHANGED = Message(
    id="SNAPSHOT_MODIFIER_CHANGED",
    severity="error",
    type="value",
    fr="{path} : un élément modificateur dans la base ne peut pas cesser de l’être",
    en="{path}: an element that is a modifier in the base can't stop being one",
    spec=_INTERPRETATION,
)
SNAPSHOT_SLICING_DIFFERS = Message(
    id="SNAPSHOT_SLICING_DIFFERS",
    severity="error",
    type="value",
    fr="{path} : le découpage diffère de celui de la base ({property} : {found} au lieu de {base})",
    en="{path}: the slicing does not follow that of the base ({property}: {found}, not {base})",
    spec=_SLICING,
)
SNAPSHOT_SLICE_WITHOUT_SLICING = Message(
    id="SNAPSHOT_SLICE_WITHOUT_SLICING",
    severity="error",
    type="structure",
    fr="{path} : la tranche « {slice} » est définie sans découpage",
    en="{path}: the slice '{slice}' is defined without a slicing",
    spec=_SLICING,
)
SNAPSHOT_SLICES_ABOVE_MIN = Message(
    id="SNAPSHOT_SLICES_ABOVE_MIN",
    severity="information",
    type="value",
    fr="{path} a pour minimum {min}, alors que ses tranches en demandent {sum}",
    en="{path} has the minimum {min}, while its slices add up to a minimum of {sum}",
    spec=_SLICING,
)
SNAPSHOT_SLICES_ABOVE_MAX = Message(
    id="SNAPSHOT_SLICES_ABOVE_MAX",
    severity="error",
    type="value",
    fr="{path} a pour maximum {max}, alors que ses tranches en demandent {sum}",
    en="{path} has the maximum {max}, while its slices add up to a minimum of {sum}",
    spec=_SLICING,
)

# --- a StructureDefinition as instance ------------------------------------------

_HEADER = "https://hl7.org/fhir/R4/structuredefinition.html"
_ELEMENT = "https://hl7.org/fhir/R4/elementdefinition.html"
_CONTEXT = "https://hl7.org/fhir/R4/defining-extensions.html#context"
_DISCRIMINATOR = "https://hl7.org/fhir/R4/profiling.html#discriminator"
_BINDING = "https://hl7.org/fhir/R4/terminologies.html#4.1"
_OBLIGATIONS = "https://hl7.org/fhir/StructureDefinition/obligation-profile-flag"

ERROR_GENERATING_SNAPSHOT = Message(
    id="ERROR_GENERATING_SNAPSHOT",
    severity="error",
    type="processing",
    fr="Impossible de générer l’instantané de « {url} » ({problem}, élément « {path} »)",
    en="The snapshot of '{url}' can't be generated ({problem}, element '{path}')",
    spec=_GENERATION,
)
SNAPSHOT_DIFFERENTIAL_NO_MATCH = Message(
    id="SNAPSHOT_DIFFERENTIAL_NO_MATCH",
    severity="error",
    type="structure",
    fr="{count} élément(s) du différentiel ne correspondent à aucun élément de la base : {ids}",
    en="{count} element(s) of the differential match no element of the base: {ids}",
    spec=_GENERATION,
)
SD_MUST_HAVE_DERIVATION = Message(
    id="SD_MUST_HAVE_DERIVATION",
    severity="error",
    type="required",
    fr="La définition « {url} » a une base : elle doit dire si elle la contraint ou la spécialise "
    "(derivation)",
    en="The definition '{url}' has a base: it must say whether it constrains or specialises it "
    "(derivation)",
    spec=_HEADER,
)
SD_CONSTRAINED_TYPE_NO_MATCH = Message(
    id="SD_CONSTRAINED_TYPE_NO_MATCH",
    severity="error",
    type="invalid",
    fr="Un profil garde le type de sa base : « {type} » devrait être « {base} »",
    en="A profile keeps the type of its base: '{type}' should be '{base}'",
    spec=_HEADER,
)
SD_CONSTRAINED_KIND_NO_MATCH = Message(
    id="SD_CONSTRAINED_KIND_NO_MATCH",
    severity="error",
    type="invalid",
    fr="Un profil garde la sorte (kind) de sa base : « {kind} » devrait être « {base} »",
    en="A profile keeps the kind of its base: '{kind}' should be '{base}'",
    spec=_HEADER,
)
SD_DERIVATION_KIND_MISMATCH = Message(
    id="SD_DERIVATION_KIND_MISMATCH",
    severity="error",
    type="invalid",
    fr="Une définition de sorte « {kind} » ne peut pas spécialiser une base de sorte « {base} »",
    en="A definition of kind '{kind}' can't specialise a base of kind '{base}'",
    spec=_HEADER,
)
SD_SPECIALIZED_TYPE_MATCHES = Message(
    id="SD_SPECIALIZED_TYPE_MATCHES",
    severity="error",
    type="invalid",
    fr="Une spécialisation définit un nouveau type : « {type} » est déjà celui de la base",
    en="A specialisation defines a new type: '{type}' is already that of the base",
    spec=_HEADER,
)
SD_EXTENSION_URL_MISSING = Message(
    id="SD_EXTENSION_URL_MISSING",
    severity="error",
    type="value",
    fr="La définition d’extension doit fixer Extension.url à son adresse « {url} »",
    en="The extension definition must fix Extension.url to its own URL '{url}'",
    spec="https://hl7.org/fhir/R4/defining-extensions.html",
)
SD_EXTENSION_URL_MISMATCH = Message(
    id="SD_EXTENSION_URL_MISMATCH",
    severity="error",
    type="value",
    fr="Extension.url est fixé à « {found} » au lieu de l’adresse de la définition, « {url} »",
    en="Extension.url is fixed to '{found}', not to the definition's URL '{url}'",
    spec="https://hl7.org/fhir/R4/defining-extensions.html",
)
SD_NO_CONTEXT_WHEN_NOT_EXTENSION = Message(
    id="SD_NO_CONTEXT_WHEN_NOT_EXTENSION",
    severity="error",
    type="business-rule",
    fr="Seule une définition d’extension a un contexte ; le type est ici « {type} »",
    en="Only an extension definition has a context; the type is '{type}' here",
    spec=_CONTEXT,
)
SD_CONTEXT_SHOULD_NOT_BE_ELEMENT = Message(
    id="SD_CONTEXT_SHOULD_NOT_BE_ELEMENT",
    severity="warning",
    type="business-rule",
    fr="Le contexte « {expression} » admet l’extension partout : est-ce bien voulu ?",
    en="The context '{expression}' allows the extension anywhere: is that intended?",
    spec=_CONTEXT,
)
SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH = Message(
    id="SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH",
    severity="warning",
    type="business-rule",
    fr="Le contexte FHIRPath « {expression} » est un simple chemin : préférer le type « element »",
    en="The FHIRPath context '{expression}' is a plain path: prefer the type 'element'",
    spec=_CONTEXT,
)
SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND = Message(
    id="SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND",
    severity="error",
    type="not-found",
    fr="Le contexte désigne l’élément « {expression} », qui n’existe pas",
    en="The context names the element '{expression}', which does not exist",
    spec=_CONTEXT,
)
SD_PATH_TYPE_MISMATCH = Message(
    id="SD_PATH_TYPE_MISMATCH",
    severity="error",
    type="structure",
    fr="Le chemin « {path} » doit commencer par le type défini, « {type} »",
    en="The path '{path}' must begin with the type being defined, '{type}'",
    spec="https://hl7.org/fhir/R4/elementdefinition.html#path",
)
SD_ELEMENT_NOT_IN_CONSTRAINT = Message(
    id="SD_ELEMENT_NOT_IN_CONSTRAINT",
    severity="error",
    type="business-rule",
    fr="{path} : un profil ne peut pas définir « {property} »",
    en="{path}: a profile can't define '{property}'",
    spec=_INTERPRETATION,
)
SD_NO_SLICING_ON_ROOT = Message(
    id="SD_NO_SLICING_ON_ROOT",
    severity="error",
    type="invalid",
    fr="La racine « {path} » ne peut pas être découpée en tranches",
    en="The root '{path}' can't be sliced",
    spec=_SLICING,
)
SD_PATH_NO_SLICING = Message(
    id="SD_PATH_NO_SLICING",
    severity="error",
    type="invalid",
    fr="{path} ne se répète pas et n’a pas de choix de type : il ne peut pas être découpé",
    en="{path} neither repeats nor has a choice of types: it can't be sliced",
    spec=_SLICING,
)
SD_PATH_NOT_VALID = Message(
    id="SD_PATH_NOT_VALID",
    severity="error",
    type="invalid",
    fr="Le chemin de discriminant « {discriminator} » ne mène nulle part depuis {path}",
    en="The discriminator path '{discriminator}' leads nowhere from {path}",
    spec=_DISCRIMINATOR,
)
SD_PATH_ERROR = Message(
    id="SD_PATH_ERROR",
    severity="error",
    type="invalid",
    fr="{path} : « {discriminator} » n’est pas un chemin de discriminant",
    en="{path}: '{discriminator}' is no discriminator path",
    spec=_DISCRIMINATOR,
)
SD_PATH_SLICING_DEPRECATED = Message(
    id="SD_PATH_SLICING_DEPRECATED",
    severity="information",
    type="business-rule",
    fr="{path} : le discriminant de type « pattern » est déconseillé, « value » dit la même chose",
    en="{path}: the discriminator type 'pattern' is deprecated, 'value' means the same",
    spec=_DISCRIMINATOR,
)
SD_ILLEGAL_CHARACTERISTICS = Message(
    id="SD_ILLEGAL_CHARACTERISTICS",
    severity="error",
    type="invalid",
    fr="{path} : « {property} » n’a pas de sens pour les types {types}",
    en="{path}: '{property}' makes no sense for the types {types}",
    spec=_INTERPRETATION,
)
SD_VALUE_TYPE_IILEGAL = Message(
    id="SD_VALUE_TYPE_IILEGAL",
    severity="error",
    type="value",
    fr="{path} : « {property} » n’est pas de l’un des types de l’élément ({types})",
    en="{path}: '{property}' is not of one of the element's types ({types})",
    spec=_INTERPRETATION,
)
SD_VALUE_COMPLEX_FIXED = Message(
    id="SD_VALUE_COMPLEX_FIXED",
    severity="warning",
    type="business-rule",
    fr="{path} : « {property} » exige une valeur identique jusqu’aux parties absentes ; un pattern "
    "est sans doute préférable",
    en="{path}: '{property}' requires an identical value, absent parts included; a pattern is "
    "probably better",
    spec=_INTERPRETATION,
)
SD_VALUE_TYPE_REPEAT_HINT = Message(
    id="SD_VALUE_TYPE_REPEAT_HINT",
    severity="information",
    type="business-rule",
    fr="{path} se répète : « {property} » vaut pour chaque répétition",
    en="{path} repeats: '{property}' applies to each repetition",
    spec=_INTERPRETATION,
)
SD_VALUE_TYPE_REPEAT_WARNING_DOTNET = Message(
    id="SD_VALUE_TYPE_REPEAT_WARNING_DOTNET",
    severity="warning",
    type="business-rule",
    fr="{path} se répète : certains outils .NET n’appliquent pas « {property} » à chaque fois",
    en="{path} repeats: some .NET tools do not apply '{property}' to each repetition",
    spec=_INTERPRETATION,
)
SD_ED_TYPE_PROFILE_UNKNOWN = Message(
    id="SD_ED_TYPE_PROFILE_UNKNOWN",
    severity="warning",
    type="not-found",
    fr="{path} : le profil « {profile} » est introuvable",
    en="{path}: the profile '{profile}' can't be found",
    spec=_TYPES,
)
SD_ED_TYPE_PROFILE_WRONG = Message(
    id="SD_ED_TYPE_PROFILE_WRONG",
    severity="error",
    type="invalid",
    fr="{path} : le profil « {profile} » définit « {found} », pas « {type} »",
    en="{path}: the profile '{profile}' defines '{found}', not '{type}'",
    spec=_TYPES,
)
SD_ED_TYPE_PROFILE_NOT_MODIFIER = Message(
    id="SD_ED_TYPE_PROFILE_NOT_MODIFIER",
    severity="error",
    type="invalid",
    fr="{path} : l’extension « {profile} » n’est pas modificatrice, sa place est dans extension",
    en="{path}: the extension '{profile}' is no modifier, it belongs into extension",
    spec="https://hl7.org/fhir/R4/extensibility.html#modifierExtension",
)
SD_ED_TYPE_PROFILE_IS_MODIFIER = Message(
    id="SD_ED_TYPE_PROFILE_IS_MODIFIER",
    severity="error",
    type="invalid",
    fr="{path} : l’extension « {profile} » est modificatrice, sa place est dans modifierExtension",
    en="{path}: the extension '{profile}' is a modifier, it belongs into modifierExtension",
    spec="https://hl7.org/fhir/R4/extensibility.html#modifierExtension",
)
SD_ED_TYPE_NO_TARGET_PROFILE = Message(
    id="SD_ED_TYPE_NO_TARGET_PROFILE",
    severity="error",
    type="invalid",
    fr="{path} : le type « {type} » ne désigne pas de ressource et n’a pas de targetProfile",
    en="{path}: the type '{type}' refers to no resource and can't have a targetProfile",
    spec=_ELEMENT,
)
SD_ED_BIND_UNKNOWN_VS = Message(
    id="SD_ED_BIND_UNKNOWN_VS",
    severity="warning",
    type="not-found",
    fr="{path} : le jeu de valeurs « {value_set} » est introuvable",
    en="{path}: the value set '{value_set}' can't be found",
    spec=_BINDING,
)
SD_ED_BIND_NOT_VS = Message(
    id="SD_ED_BIND_NOT_VS",
    severity="error",
    type="invalid",
    fr="{path} : « {value_set} » est une ressource {type}, pas un jeu de valeurs",
    en="{path}: '{value_set}' is a {type}, not a ValueSet",
    spec=_BINDING,
)
SD_ED_BIND_NO_BINDABLE = Message(
    id="SD_ED_BIND_NO_BINDABLE",
    severity="error",
    type="invalid",
    fr="{path} a une liaison, mais aucun type codé ({types})",
    en="{path} has a binding, but no coded type ({types})",
    spec=_BINDING,
)
SD_ED_SHOULD_BIND_WITH_VS = Message(
    id="SD_ED_SHOULD_BIND_WITH_VS",
    severity="warning",
    type="business-rule",
    fr="{path} : la liaison ne nomme pas de jeu de valeurs",
    en="{path}: the binding names no value set",
    spec=_BINDING,
)
ED_INVARIANT_NO_KEY = Message(
    id="ED_INVARIANT_NO_KEY",
    severity="warning",
    type="required",
    fr="{path} : une contrainte n’a pas de clé",
    en="{path}: a constraint has no key",
    spec="https://hl7.org/fhir/R4/conformance-rules.html#constraints",
)
ED_INVARIANT_NO_EXPRESSION = Message(
    id="ED_INVARIANT_NO_EXPRESSION",
    severity="information",
    type="informational",
    fr="{path} : la contrainte « {key} » n’a pas d’expression, elle ne peut pas être vérifiée",
    en="{path}: the constraint '{key}' has no expression and can't be checked",
    spec="https://hl7.org/fhir/R4/conformance-rules.html#constraints",
)
ED_INVARIANT_EXPRESSION_CONFLICT = Message(
    id="ED_INVARIANT_EXPRESSION_CONFLICT",
    severity="error",
    type="invariant",
    fr="{path} : la contrainte « {key} » a ici l’expression « {found} », ailleurs « {known} »",
    en="{path}: the constraint '{key}' has the expression '{found}' here and '{known}' elsewhere",
    spec="https://hl7.org/fhir/R4/conformance-rules.html#constraints",
)
ED_INVARIANT_KEY_ALREADY_USED = Message(
    id="ED_INVARIANT_KEY_ALREADY_USED",
    severity="error",
    type="invariant",
    fr="{path} : la clé « {key} » désigne déjà une autre contrainte, déclarée par « {source} »",
    en="{path}: the key '{key}' already stands for another constraint, declared by '{source}'",
    spec="https://hl7.org/fhir/R4/conformance-rules.html#constraints",
)
ED_INVARIANT_DIFF_NO_SOURCE = Message(
    id="ED_INVARIANT_DIFF_NO_SOURCE",
    severity="error",
    type="invalid",
    fr="{path} : la contrainte « {key} » du différentiel ne peut avoir pour source que la "
    "définition elle-même, pas « {source} »",
    en="{path}: the constraint '{key}' of the differential can have no other source than the "
    "definition itself, not '{source}'",
    spec="https://hl7.org/fhir/R4/elementdefinition-definitions.html"
    "#ElementDefinition.constraint.source",
)
ED_INVARIANT_EXPRESSION_ERROR = Message(
    id="ED_INVARIANT_EXPRESSION_ERROR",
    severity="error",
    type="invalid",
    fr="{path} : l’expression de la contrainte « {key} » n’est pas correcte : {reason}",
    en="{path}: the expression of the constraint '{key}' is not right: {reason}",
    spec="https://hl7.org/fhir/R4/fhirpath.html",
)
SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_TYPE = Message(
    id="SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_TYPE",
    severity="error",
    type="business-rule",
    fr="« {profile} » n’est pas marqué comme profil d’obligations : il ne peut pas en transmettre",
    en="'{profile}' is not marked as an obligation profile: obligations can't be inherited from it",
    spec=_OBLIGATIONS,
)
SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_BASE = Message(
    id="SD_OBGLIGATION_INHERITS_PROFILE_NOT_RIGHT_BASE",
    severity="error",
    type="business-rule",
    fr="Le profil d’obligations « {profile} » a pour base « {found} », et non « {base} »",
    en="The obligation profile '{profile}' has the base '{found}', not '{base}'",
    spec=_OBLIGATIONS,
)
SD_OBGLIGATION_PROFILE_ILLEGAL = Message(
    id="SD_OBGLIGATION_PROFILE_ILLEGAL",
    severity="error",
    type="business-rule",
    fr="{path} : un profil d’obligations ne peut pas définir « {property} »",
    en="{path}: an obligation profile can't define '{property}'",
    spec=_OBLIGATIONS,
)
SD_OBGLIGATION_PROFILE_ILLEGAL_ON_BINDING = Message(
    id="SD_OBGLIGATION_PROFILE_ILLEGAL_ON_BINDING",
    severity="error",
    type="business-rule",
    fr="{path} : un profil d’obligations ne peut pas définir « {property} » dans une liaison",
    en="{path}: an obligation profile can't define '{property}' in a binding",
    spec=_OBLIGATIONS,
)
SD_OBGLIGATION_PROFILE_INVALID_BINDING_STRENGTH = Message(
    id="SD_OBGLIGATION_PROFILE_INVALID_BINDING_STRENGTH",
    severity="error",
    type="business-rule",
    fr="{path} : un profil d’obligations ne peut pas changer la force de la liaison en « {found} »",
    en="{path}: an obligation profile can't change the binding strength to '{found}'",
    spec=_OBLIGATIONS,
)
VALIDATION_HL7_WG_UNKNOWN = Message(
    id="VALIDATION_HL7_WG_UNKNOWN",
    severity="error",
    type="code-invalid",
    fr="Le groupe de travail HL7 « {code} » est inconnu",
    en="The HL7 work group '{code}' is unknown",
    spec="http://hl7.org/fhir/StructureDefinition/structuredefinition-wg",
)
VALIDATION_HL7_PUBLISHER_MISMATCH = Message(
    id="VALIDATION_HL7_PUBLISHER_MISMATCH",
    severity="warning",
    type="business-rule",
    fr="Pour le groupe de travail « {code} », l’éditeur (publisher) attendu est « {expected} », "
    "pas « {found} »",
    en="For the work group '{code}' the publisher should be '{expected}', not '{found}'",
    spec="http://hl7.org/fhir/StructureDefinition/structuredefinition-wg",
)
VALIDATION_HL7_WG_URL = Message(
    id="VALIDATION_HL7_WG_URL",
    severity="warning",
    type="business-rule",
    fr="Pour le groupe de travail « {code} », l’adresse de contact « {expected} » manque",
    en="For the work group '{code}' the contact URL '{expected}' is missing",
    spec="http://hl7.org/fhir/StructureDefinition/structuredefinition-wg",
)
