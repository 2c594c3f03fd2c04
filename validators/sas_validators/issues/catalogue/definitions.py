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
