"""What is said about agendas and their availabilities.

Spec: gap.md 5.2, 5.3, 9.1
"""

from __future__ import annotations

from sas_validators.issues.message import Message, Severity


def _message(
    id: str, code: str, spec: str, *, fr: str, en: str, severity: Severity = "error"
) -> Message:
    return Message(f"GAP_{id}", severity, code, fr, en, f"gap.md {spec}")


SAME_IDENTIFIER = _message(
    "AVAILABILITY_DUPLICATE",
    "duplicate",
    "5.3 V5",
    fr="L'identifiant de disponibilité {identifier} figure déjà dans cet agenda.",
    en="The availability identifier {identifier} stands twice in this agenda.",
)
FORMER_SYSTEM = _message(
    "AVAILABILITY_TYPE_SYSTEM",
    "code-invalid",
    "8.1",
    fr="Ce système de codage n'a plus cours ; le type est enregistré dans {system}.",
    en="This code system is no longer in use; the type is stored in {system}.",
    severity="warning",
)
BACKWARDS = _message(
    "AVAILABILITY_PERIOD",
    "business-rule",
    "5.3 V6",
    fr="La disponibilité finit ({end}) avant d'avoir commencé ({start}).",
    en="The availability ends ({end}) before it has begun ({start}).",
)
UNREADABLE = _message(
    "AVAILABILITY_DATE",
    "business-rule",
    "9.1",
    fr="« {value} » n'est pas une date qui puisse être placée dans un agenda.",
    en="'{value}' is no date that can be placed in an agenda.",
)
TWO_ENDS = _message(
    "RECURRENCE_ENDS",
    "business-rule",
    "9.1",
    fr="Une récurrence a une fin (until) ou un nombre d'occurrences (count), pas les deux.",
    en="A recurrence has an end (until) or a number of occurrences (count), not both.",
)
ENDS_BEFORE = _message(
    "RECURRENCE_UNTIL",
    "business-rule",
    "9.1",
    fr="La récurrence finit ({until}) avant sa première occurrence ({start}).",
    en="The recurrence ends ({until}) before its first occurrence ({start}).",
)
BAD_PART = _message(
    "RECURRENCE_VALUE",
    "business-rule",
    "8.1",
    fr="« {value} » n'est pas une valeur de {name} ; attendu : {expected}.",
    en="'{value}' is no value of {name}; expected: {expected}.",
)
NEVER = _message(
    "RECURRENCE_NEVER",
    "business-rule",
    "9.1",
    fr="La récurrence ne donne aucune occurrence après la première.",
    en="The recurrence gives no occurrence after the first one.",
)
PAST = _message(
    "RECURRENCE_PAST",
    "business-rule",
    "9.1",
    fr="La récurrence est déjà finie : sa dernière occurrence finit le {end}.",
    en="The recurrence is already over: its last occurrence ends at {end}.",
)
OVERLAPPING = _message(
    "RECURRENCE_OVERLAP",
    "business-rule",
    "9.1",
    fr="Les occurrences de la récurrence se chevauchent : celle du {start} commence avant la fin "
    "de la précédente ({end}).",
    en="The recurrence's occurrences overlap: the one at {start} begins before the end of the one "
    "before ({end}).",
)
TOO_MANY = _message(
    "RECURRENCE_TOO_MANY",
    "too-costly",
    "9.1",
    fr="La récurrence donne plus de {limit} occurrences.",
    en="The recurrence gives more than {limit} occurrences.",
)
TOO_MANY_SLOTS = _message(
    "SLOTS_TOO_MANY",
    "too-costly",
    "9.1",
    fr="L'agenda donne plus de {limit} créneaux.",
    en="The agenda gives more than {limit} slots.",
)
BAD_DURATION = _message(
    "SERVICE_DURATION",
    "business-rule",
    "8.2",
    fr="« {value} » n'est pas la durée d'un rendez-vous ; attendu : un nombre positif de "
    "secondes, minutes, heures ou jours (s, min, h, d).",
    en="'{value}' is not how long an appointment lasts; expected: a positive number of seconds, "
    "minutes, hours or days (s, min, h, d).",
)
OFF_RULE = _message(
    "RECURRENCE_START",
    "business-rule",
    "9.1",
    fr="Le début {start} n'est pas une occurrence de la règle ; il compte comme la première.",
    en="The start {start} is no occurrence of the rule; it counts as the first one.",
    severity="warning",
)
LONE_ACTOR = _message(
    "SCHEDULE_ACTORS",
    "business-rule",
    "5.2 A3",
    fr="Un agenda de professionnel désigne la situation d'exercice (PractitionerRole) et le "
    "professionnel (Practitioner) ; seul {given} l'est ici.",
    en="A professional's agenda names the PractitionerRole and the Practitioner; here only "
    "{given} is named.",
    severity="warning",
)
NO_IDENTIFIER = _message(
    "SCHEDULE_IDENTIFIER",
    "required",
    "5.2 A4",
    fr="L'agenda n'a pas d'identifiant (idAgenda).",
    en="The agenda has no identifier (idAgenda).",
    severity="warning",
)
UNKNOWN_ACTOR = _message(
    "SCHEDULE_ACTOR_UNKNOWN",
    "not-found",
    "5.2 A1",
    fr="L'agenda désigne {reference}, qui n'existe pas sur ce serveur.",
    en="The agenda names {reference}, which is not on this server.",
)
FOREIGN_ACTOR = _message(
    "SCHEDULE_ACTOR_ELSEWHERE",
    "not-found",
    "5.2 A1",
    fr="L'agenda désigne {reference}, qui est sur un autre serveur et n'a pas été vérifié.",
    en="The agenda names {reference}, which is on another server and was not checked.",
    severity="warning",
)
DUPLICATE = _message(
    "DUPLICATE",
    "duplicate",
    "14.3",
    fr="{identifier} désigne déjà {place}. Pour le modifier : PUT avec ?identifier=… ; pour "
    "répéter une création : If-None-Exist.",
    en="{identifier} is {place} already. To change it: PUT with ?identifier=...; to repeat a "
    "creation: If-None-Exist.",
)
STILL_BOOKED = _message(
    "STILL_BOOKED",
    "conflict",
    "5.1, 5.2",
    fr="{place} : rendez-vous à venir {appointment}.",
    en="{place}: appointment still to come {appointment}.",
)
ENDS_FIRST = _message(
    "APPOINTMENT_PERIOD",
    "business-rule",
    "5.6",
    fr="Le rendez-vous finit ({end}) avant d'avoir commencé ({start}).",
    en="The appointment ends ({end}) before it has begun ({start}).",
)
OTHER_DURATION = _message(
    "APPOINTMENT_DURATION",
    "business-rule",
    "5.6",
    fr="minutesDuration ({minutes}) n'est pas la durée du rendez-vous ({expected}).",
    en="minutesDuration ({minutes}) is not how long the appointment lasts ({expected}).",
    severity="warning",
)
INCOMPLETE = _message(
    "APPOINTMENT_INCOMPLETE",
    "required",
    "5.6 B13",
    fr="{element} manque, que le volet attend d'un rendez-vous.",
    en="{element} is missing, which the volet expects of an appointment.",
    severity="warning",
)
OTHER_RENDEZVOUS = _message(
    "APPOINTMENT_IDENTIFIER",
    "business-rule",
    "4.3",
    fr="La requête désigne le rendez-vous {asked}, dont le contenu ne porte pas l'identifiant.",
    en="The request names the appointment {asked}, whose identifier the content lacks.",
)
BAD_TRANSITION = _message(
    "APPOINTMENT_STATUS",
    "business-rule",
    "5.6",
    fr="Un rendez-vous ne passe pas de {before} à {after} ; possibles : {allowed}.",
    en="An appointment does not go from {before} to {after}; possible: {allowed}.",
)
REOPENED = _message(
    "APPOINTMENT_REOPENED",
    "business-rule",
    "5.6",
    fr="Le rendez-vous passe de {before} à booked : une correction, non une étape de sa vie.",
    en="The appointment goes from {before} to booked: a correction, not a step of its life.",
    severity="warning",
)
SLOT_UNKNOWN = _message(
    "SLOT_UNKNOWN",
    "not-found",
    "5.6",
    fr="Le rendez-vous désigne {reference}, qui n'existe pas sur ce serveur : aucun créneau n'est "
    "retenu.",
    en="The appointment names {reference}, which does not exist on this server: no slot is held.",
    severity="warning",
)
SLOT_OF_OTHERS = _message(
    "SLOT_OF_OTHERS",
    "business-rule",
    "5.6",
    fr="Le créneau {reference} est d'un agenda dont aucun acteur ne participe au rendez-vous.",
    en="The slot {reference} is of an agenda none of whose actors takes part in the appointment.",
    severity="warning",
)
SLOT_TAKEN = _message(
    "SLOT_TAKEN",
    "business-rule",
    "5.6",
    fr="{slot} n'est plus libre ({status}).",
    en="{slot} is no longer free ({status}).",
)
TOO_MANY_AGENDAS = _message(
    "SEARCH_TOO_WIDE",
    "too-costly",
    "4.5",
    fr="Les créneaux de {found} agendas de cette recherche restent à calculer ; une recherche en "
    "calcule au plus {limit}. Précisez l'agenda ou son titulaire (schedule=…, "
    "schedule.actor:Practitioner.identifier=…) ou une fin plus proche (start=le…) ; l'exploitant "
    "les calcule tous par « sas-fhir agenda recompute ».",
    en="The slots of {found} agendas of this search are still to be derived; a search derives "
    "{limit} at most. Name the agenda or its owner (schedule=..., "
    "schedule.actor:Practitioner.identifier=...) or a nearer end (start=le...); the operator "
    "derives all of them with 'sas-fhir agenda recompute'.",
)
TOO_FAR = _message(
    "SEARCH_TOO_FAR",
    "too-costly",
    "9.1",
    fr="L'agenda {place} donne trop de créneaux jusqu'à la fin de la période cherchée.",
    en="The agenda {place} gives too many slots up to the end of the period searched.",
)
