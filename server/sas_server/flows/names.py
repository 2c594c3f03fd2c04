"""The canonicals, systems and codes of the SAS flows, each written once.

Spec: flows.md 0.5 and 0.6
"""

from __future__ import annotations

_SAS = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition"
_FIRST = "http://sas.fr/fhir/StructureDefinition"
_INTEROP = "http://interopsante.org/fhir"

# -- profiles ------------------------------------------------------------------

BUNDLE = f"{_FIRST}/BundleAgregateur"
SLOT = f"{_FIRST}/FrSlotAgregateur"
SCHEDULE = f"{_FIRST}/FrScheduleAgregateur"
PRACTITIONER = f"{_FIRST}/FrPractitionerAgregateur"
ROLE = f"{_FIRST}/FrPractitionerRoleExerciceAgregateur"
PLACE = f"{_FIRST}/FrLocationAgregateur"
APPOINTMENT = f"{_FIRST}/FrAppointmentSAS"

REGULATOR = f"{_SAS}/FrPractitionerRegul"

CPTS_BUNDLE = f"{_SAS}/sas-cpts-bundle-aggregator"
CPTS_SLOT = f"{_SAS}/sas-cpts-slot-aggregator"
CPTS_SERVICE = f"{_SAS}/sas-cpts-healthcareservice-aggregator"
CPTS_ORGANIZATION = f"{_SAS}/sas-cpts-organization-aggregator"

SOS_BUNDLE = f"{_SAS}/sas-sos-bundle-aggregator"
SOS_SLOT = f"{_SAS}/sas-sos-slot-aggregator"
SOS_SCHEDULE = f"{_SAS}/sas-sos-schedule-aggregator"
SOS_PLACE = f"{_SAS}/sas-sos-location-aggregator"
SOS_ORGANIZATION = f"{_SAS}/sas-sos-organization-aggregator"
SOS_APPOINTMENT = f"{_SAS}/sas-sos-appointment"

# -- extensions ----------------------------------------------------------------

SERVICE_TYPE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType"
OPERATOR = f"{_INTEROP}/StructureDefinition/FrAppointmentOperator"
ORIENTATION = f"{_SAS}/sas-categorie-orientation"

# -- who and where -------------------------------------------------------------

PERSON_AUTHORITY = "urn:oid:1.2.250.1.71.4.2.1"
"""National identifiers of persons (IDNPS): RPPS, ADELI, ids based on a structure's."""

STRUCTURE_AUTHORITY = "urn:oid:1.2.250.1.71.4.2.2"
"""National identifiers of structures (IDNST): FINESS, SIRET, RPPS rang."""

SAS_AUTHORITY = "urn:oid:1.2.250.1.213.3.6"
"""Technical identifiers that the SAS platform gives to regulators (INTRN)."""

IDENTIFIER_TYPES = f"{_INTEROP}/CodeSystem/fr-v2-0203"
PLACE_IDENTIFIER_TYPES = f"{_INTEROP}/CodeSystem/fr-location-identifier-type"
CORE_IDENTIFIER_TYPES = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203"

# -- slots ---------------------------------------------------------------------

SLOT_TYPES = "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau"
CPTS = "CPTS"
CONSULTATION_TYPES = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
SPECIALTIES = (
    "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
)
STRUCTURE_CATEGORIES = (
    "https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/"
    "TRE-R66-CategorieEtablissement"
)
CPTS_CATEGORY = "604"
APPOINTMENT_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0276"

# -- appointments --------------------------------------------------------------

PARTICIPATION_TYPES = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ORIENTATIONS = (
    "https://interop.esante.gouv.fr/ig/fhir/sas/CodeSystem/categorie-orientation-sas-codesystem"
)
