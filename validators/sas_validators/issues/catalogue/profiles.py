"""Which profiles apply, and how profiles on data types combine."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 17"

PROFILE_UNKNOWN = Message(
    id="VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY",
    severity="warning",
    type="not-found",
    fr="Le profil {profile} n'est pas chargé : la ressource n'a pas été validée contre lui",
    en="The profile {profile} is not loaded: the resource was not checked against it",
    spec=_SPEC,
)
PROFILE_THIS_VERSION = Message(
    id="VALIDATION_VAL_PROFILE_THIS_VERSION_OK",
    severity="information",
    type="informational",
    fr="Le profil {profile} est désigné par l'adresse propre à cette version de FHIR",
    en="The profile {profile} is named by the URL specific to this FHIR version",
    spec=_SPEC,
)
PROFILE_OTHER_VERSION = Message(
    id="VALIDATION_VAL_PROFILE_OTHER_VERSION",
    severity="information",
    type="informational",
    fr="Le profil {profile} concerne une autre version de FHIR : il n'est pas appliqué",
    en="The profile {profile} is about another FHIR version: it is not applied",
    spec=_SPEC,
)
PROFILE_THIS_VERSION_OTHER_TYPE = Message(
    id="VALIDATION_VAL_PROFILE_THIS_VERSION_OTHER",
    severity="error",
    type="structure",
    fr="Le profil {profile} porte sur {expected}, la ressource est de type {found}",
    en="The profile {profile} is about {expected}, the resource is a {found}",
    spec=_SPEC,
)
TYPE_PROFILE_UNKNOWN = Message(
    id="Validation_VAL_Unknown_Profile",
    severity="error",
    type="not-found",
    fr="Le profil {profile} que la définition exige ici n'est pas chargé",
    en="The profile {profile} that the definition asks for here is not loaded",
    spec=_SPEC,
)
TYPE_PROFILE_NO_MATCH = Message(
    id="Validation_VAL_Profile_NoMatch",
    severity="error",
    type="structure",
    fr="L'élément ne respecte aucun des profils admis ici : {profiles}",
    en="The element meets none of the profiles allowed here: {profiles}",
    spec=_SPEC,
)
TYPE_PROFILE_MULTIPLE_MATCHES = Message(
    id="Validation_VAL_Profile_MultipleMatches",
    severity="warning",
    type="structure",
    fr="L'élément respecte plusieurs des profils admis ici : {profiles}",
    en="The element meets several of the profiles allowed here: {profiles}",
    spec=_SPEC,
)
NO_SNAPSHOT = Message(
    id="Validation_VAL_Profile_NoSnapshot",
    severity="error",
    type="exception",
    fr="Le profil {profile} est inutilisable : {reason}",
    en="The profile {profile} can't be used: {reason}",
    spec=_SPEC,
)
VITAL_SIGN = Message(
    id="VALIDATION_VAL_PROFILE_SIGNPOST_OBS",
    severity="information",
    type="informational",
    fr="Observation validée aussi contre {profile}, en raison du code {system}#{code}",
    en="Observation also checked against {profile}, because of the code {system}#{code}",
    spec=_SPEC,
)
OBSERVATION_SUBJECT = Message(
    id="All_observations_should_have_a_subject",
    severity="warning",
    type="business-rule",
    fr="Bonne pratique : toute Observation devrait avoir un sujet",
    en="Best practice: every Observation should have a subject",
    spec=_SPEC,
)
OBSERVATION_PERFORMER = Message(
    id="All_observations_should_have_a_performer",
    severity="warning",
    type="business-rule",
    fr="Bonne pratique : toute Observation devrait avoir un auteur (performer)",
    en="Best practice: every Observation should have a performer",
    spec=_SPEC,
)
OBSERVATION_EFFECTIVE = Message(
    id="All_observations_should_have_an_effectiveDateTime_or_an_effectivePeriod",
    severity="warning",
    type="business-rule",
    fr="Bonne pratique : toute Observation devrait avoir effectiveDateTime ou effectivePeriod",
    en="Best practice: every Observation should have an effectiveDateTime or effectivePeriod",
    spec=_SPEC,
)
