"""References and contained resources."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 11"

CANT_RESOLVE = Message(
    id="Reference_REF_CantResolve",
    severity="error",
    type="structure",
    fr="La référence '{reference}' ne mène à aucune ressource contenue",
    en="The reference '{reference}' leads to no contained resource",
    spec=_SPEC,
)
BAD_TARGET_TYPE = Message(
    id="Reference_REF_BadTargetType",
    severity="error",
    type="structure",
    fr="La cible est de type {found}, le profil attend {allowed}",
    en="The target is a {found}, the profile expects {allowed}",
    spec=_SPEC,
)
WRONG_TYPE_ELEMENT = Message(
    id="Reference_REF_WrongTarget",
    severity="error",
    type="structure",
    fr="Reference.type vaut '{found}', qui n'est pas une cible admise ici ({allowed})",
    en="Reference.type is '{found}', which is no target allowed here ({allowed})",
    spec=_SPEC,
)
NO_TARGET_PROFILE_MET = Message(
    id="Reference_REF_CantMatchChoice",
    severity="error",
    type="structure",
    fr="La ressource {reference} ne respecte aucun des profils admis ici : {profiles}",
    en="The resource {reference} meets none of the profiles allowed here: {profiles}",
    spec=_SPEC,
)
SEVERAL_TARGET_PROFILES_MET = Message(
    id="Reference_REF_MultipleMatches",
    severity="warning",
    type="structure",
    fr="La ressource {reference} respecte plusieurs des profils admis ici : {profiles}",
    en="The resource {reference} meets several of the profiles allowed here: {profiles}",
    spec=_SPEC,
)
TARGET_PROFILE_UNKNOWN = Message(
    id="Reference_REF_CantResolveProfile",
    severity="error",
    type="not-found",
    fr="Le profil {profile} exigé de la cible n'est pas chargé",
    en="The profile {profile} asked of the target is not loaded",
    spec=_SPEC,
)
AGGREGATION = Message(
    id="Reference_REF_Aggregation",
    severity="error",
    type="structure",
    fr="La cible est {found}, le profil n'admet que : {allowed}",
    en="The target is {found}, the profile only allows: {allowed}",
    spec=_SPEC,
)
NOT_FOUND_IN_BUNDLE = Message(
    id="Reference_REF_NotFound_Bundle",
    severity="error",
    type="not-found",
    fr="La cible de '{reference}' doit être contenue ou présente dans le Bundle",
    en="The target of '{reference}' must be contained or present in the Bundle",
    spec=_SPEC,
)
NOT_TYPE_AND_ID = Message(
    id="Reference_REF_Format2",
    severity="error",
    type="structure",
    fr="La référence relative '{reference}' n'est pas de la forme Type/id",
    en="The relative reference '{reference}' is not of the form Type/id",
    spec=_SPEC,
)
NOT_TYPE_AND_ID_NOR_QUERY = Message(
    id="Reference_REF_Format1",
    severity="error",
    type="structure",
    fr="La référence relative '{reference}' n'est ni de la forme Type/id, ni une recherche",
    en="The relative reference '{reference}' is neither of the form Type/id nor a search",
    spec=_SPEC,
)
BLANK_IN_REFERENCE = Message(
    id="REFERENCE_REF_INVALID_REF",
    severity="error",
    type="invalid",
    fr="La référence '{reference}' contient des blancs",
    en="The reference '{reference}' contains white space",
    spec=_SPEC,
)
QUERY_INVALID = Message(
    id="REFERENCE_REF_QUERY_INVALID",
    severity="error",
    type="invalid",
    fr="La référence conditionnelle '{reference}' est mal formée",
    en="The conditional reference '{reference}' is malformed",
    spec=_SPEC,
)
QUERY_OUTSIDE_TRANSACTION = Message(
    id="REFERENCE_REF_QUERY_NOT_TRANSACTION",
    severity="error",
    type="invalid",
    fr="Une référence conditionnelle n'est admise que dans un Bundle de type transaction",
    en="A conditional reference is only allowed in a transaction Bundle",
    spec=_SPEC,
)
ENTRY_OF_OTHER_TYPE = Message(
    id="Reference_REF_ResourceType",
    severity="error",
    type="structure",
    fr="'{reference}' désigne un {named}, l'entrée trouvée est de type {found}",
    en="'{reference}' names a {named}, the entry found is a {found}",
    spec=_SPEC,
)
NOTHING_TO_READ = Message(
    id="Reference_REF_NoDisplay",
    severity="warning",
    type="structure",
    fr="La référence n'a ni reference, ni identifier, ni display",
    en="The reference has neither reference, identifier nor display",
    spec=_SPEC,
)
CONTAINED_ORPHAN = Message(
    id="CONTAINED_ORPHAN_DOM3",
    severity="error",
    type="invariant",
    fr="La ressource contenue '{id}' n'est référencée nulle part (dom-3)",
    en="The contained resource '{id}' is referenced from nowhere (dom-3)",
    spec=_SPEC,
)
CONTAINED_DUPLICATE = Message(
    id="RESOURCE_DUPLICATE_CONTAINED_ID",
    severity="error",
    type="duplicate",
    fr="Deux ressources contenues portent l'identifiant '{id}'",
    en="Two contained resources have the id '{id}'",
    spec=_SPEC,
)
CONTAINED_WITHOUT_ID = Message(
    id="Resource_RES_ID_Missing",
    severity="error",
    type="invalid",
    fr="Une ressource contenue doit avoir un id",
    en="A contained resource must have an id",
    spec="validator-features.md section 7",
)
