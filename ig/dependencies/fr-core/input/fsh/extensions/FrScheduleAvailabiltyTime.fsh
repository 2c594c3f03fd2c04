Extension: FrScheduleAvailabiltyTime
Id: FrScheduleAvailabiltyTime
Title: "Disponibilité ou indisponibilité"
Description: "Plage pendant laquelle l'agenda est ouvert ou fermé, avec sa récurrence éventuelle au sens d'iCalendar (RFC 2445). Le nom technique garde la faute du paquet publié (« Availabilty »)."
Context: Schedule
* extension contains
    type 1..1 and
    rrule 0..1 and
    start 1..1 and
    end 1..1 and
    identifier 1..* and
    unavailabilityReason 0..1 and
    created 0..1 and
    priority 0..1
* extension[type].value[x] only Coding
* extension[type].value[x] from FrScheduleType (extensible)
* extension[type].value[x].system = "http://interopsante.org/fhir/CodeSystem/fr-schedule-type" (exactly)
* extension[rrule].extension contains
    freq 1..1 and
    until 0..1 and
    count 0..1 and
    interval 0..1 and
    bySecond 0..* and
    byMinute 0..* and
    byHour 0..* and
    byDay 0..* and
    byMonthDay 0..* and
    byYearDay 0..* and
    byWeekNo 0..* and
    byMonth 0..* and
    wkst 0..*
* extension[rrule].extension[freq].value[x] only Coding
* extension[rrule].extension[freq].value[x] from FrAvailabilityTimeRule (required)
* extension[rrule].extension[freq].value[x].system = "https://www.ietf.org/rfc/rfc2445" (exactly)
* extension[rrule].extension[until].value[x] only dateTime
* extension[rrule].extension[count].value[x] only integer
* extension[rrule].extension[interval].value[x] only integer
* extension[rrule].extension[bySecond].value[x] only positiveInt
* extension[rrule].extension[byMinute].value[x] only positiveInt
* extension[rrule].extension[byHour].value[x] only positiveInt
* extension[rrule].extension[byDay].value[x] only string
* extension[rrule].extension[byMonthDay].value[x] only integer
* extension[rrule].extension[byYearDay].value[x] only string
* extension[rrule].extension[byWeekNo].value[x] only integer
* extension[rrule].extension[byMonth].value[x] only positiveInt
// Le paquet publié lie wkst aux jours de la semaine sur l'extension, où une liaison est sans
// effet, et non sur sa valeur : « mon » comme « MO » sont admis.
* extension[rrule].extension[wkst].value[x] only code
* extension[start].value[x] only dateTime
* extension[end].value[x] only dateTime
* extension[identifier].value[x] only Identifier
// Lié par le paquet publié à un jeu de valeurs qu'il ne contient pas.
* extension[unavailabilityReason].value[x] only CodeableConcept
* extension[created].value[x] only dateTime
* extension[priority].value[x] only integer
