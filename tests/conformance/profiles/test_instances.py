"""Our examples are right; each counter-example has the fault it announces, and no other."""

from __future__ import annotations

from functools import cache

import pytest
from tests.conformance.profiles import compiled

from sas_validators.definitions.builtin import packages_folder
from sas_validators.validator import Validator

FR_CORE = "hl7.fhir.fr.core#1.1.0"
GAP = "ans.fhir.fr.gap#3.0.0"
SAS = "ans.fhir.fr.sas#1.2.0"

MIN = "Validation_VAL_Profile_Minimum"
MAX = "Validation_VAL_Profile_Maximum"
FIXED = "_DT_Fixed_Wrong"
PATTERN = "TYPE_CHECKS_PATTERN_CC"
NOT_IN_SET = "Terminology_TX_NoValid_12"
NONE_IN_SET = "Terminology_TX_NoValid_1_CC"
TEXT_ONLY = "Terminology_TX_Code_ValueSet"
PROFILES = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/"

FAULTS = {
    SAS: {
        "faux-ps-creneau-occupe": ("Slot.status", FIXED),
        "faux-ps-creneau-type-inconnu": ("Slot.meta.security[0]", NOT_IN_SET),
        "faux-ps-creneau-specialite-en-texte": (
            "Slot.specialty[0]",
            "Terminology_TX_Code_ValueSet",
        ),
        "faux-ps-creneau-deux-categories": ("Slot", MAX),
        "faux-ps-creneau-consultation-inconnue": ("Slot.serviceType[0]", NONE_IN_SET),
        "faux-ps-agenda-type-de-service": ("Schedule", MAX),
        "faux-ps-praticien-sans-identifiant": ("Practitioner", MIN),
        "faux-ps-praticien-identifiant-interne": ("Practitioner.identifier[0].type", PATTERN),
        "faux-ps-praticien-identifiant-sans-valeur": ("Practitioner.identifier[0]", MIN),
        "faux-ps-praticien-deux-civilites": ("Practitioner.name[0]", MAX),
        "faux-ps-praticien-telecom-sans-valeur": ("Practitioner.telecom[0]", MIN),
        "faux-ps-situation-sans-lieu-contenu": ("PractitionerRole", MIN),
        "faux-ps-situation-deux-lieux": ("PractitionerRole", MAX),
        "faux-ps-situation-structure-mal-typee": (
            "PractitionerRole.organization.identifier.system",
            FIXED,
        ),
        "faux-ps-lieu-sans-adresse": ("Location", MIN),
        "faux-ps-lieu-deux-lignes": ("Location.address", MAX),
        "faux-ps-reponse-collection": ("Bundle.type", FIXED),
        "faux-cpts-creneau-sans-service": ("Slot.serviceType[0]", MIN),
        "faux-cpts-creneau-consultation-avec-service": ("Slot.serviceType[0]", MAX),
        "faux-cpts-creneau-motif-de-rendez-vous": ("Slot.appointmentType.coding[0]", NOT_IN_SET),
        "faux-cpts-service-sans-structure": ("HealthcareService", MIN),
        "faux-cpts-structure-finess": (
            "Organization.identifier[0]",
            f"{PROFILES}sas-cpts-organization-aggregator#FINESS-invariant",
        ),
        "faux-cpts-structure-type-1-1-0": ("Organization.identifier[0].type", PATTERN),
        "faux-cpts-reponse-vide": ("Bundle", MIN),
        "faux-cpts-reponse-sans-total": ("Bundle", MIN),
        "faux-sos-creneau-pro": ("Slot.meta.security[0]", NOT_IN_SET),
        "faux-sos-creneau-urgence": ("Slot.serviceType[0].coding[0]", NOT_IN_SET),
        "faux-sos-agenda-sans-reference": ("Schedule.actor[0]", MIN),
        "faux-sos-lieu-identifiant-national": ("Location.identifier[0].type", PATTERN),
        "faux-sos-lieu-code-postal": (
            "Location.address.postalCode",
            "Type_Specific_Checks_DT_Primitive_Length",
        ),
        "faux-sos-lieu-sans-association": ("Location", MIN),
        "faux-sos-structure-siret": (
            "Organization.identifier[0]",
            f"{PROFILES}sas-sos-organization-aggregator#SIRET-invariant",
        ),
        "faux-sos-reponse-sans-fullurl": ("Bundle.entry[3]", MIN),
        "faux-rdv-sans-operateur": ("Appointment", MIN),
        "faux-rdv-operateur-sans-valeur": (
            "Appointment.extension[0].value.ofType(Reference).identifier",
            MIN,
        ),
        "faux-rdv-participation-refusee": (
            "Appointment.participant[0].status",
            "Terminology_TX_NoValid_16",
        ),
        "faux-rdv-participant-mal-identifie": (
            "Appointment.participant[0].actor.identifier.type.coding[0].code",
            FIXED,
        ),
        "faux-rdv-deux-identifiants": ("Appointment", MAX),
        "faux-rdv-sans-horaire": ("Appointment", MIN),
        "faux-rdv-sos-operateur-rpps": (
            "Appointment.extension[0].value.ofType(Reference).identifier.type.coding[0]",
            NOT_IN_SET,
        ),
        "faux-rdv-sos-orientation": ("Appointment", MAX),
        "faux-rdv-orientation-inconnue": (
            "Appointment.extension[1].value.ofType(CodeableConcept)",
            NONE_IN_SET,
        ),
        "faux-regul-sans-etat": ("Practitioner", MIN),
        "faux-regul-telephone": ("Practitioner.telecom[0].system", FIXED),
        "faux-regul-identifiant-mal-apparie": ("Practitioner.identifier[1].type", PATTERN),
        "faux-regul-deux-identifiants-nationaux": ("Practitioner", MAX),
        "faux-regul-autre-source": ("Practitioner.meta.source", FIXED),
        "faux-regul-deux-prenoms": ("Practitioner.name[0]", MAX),
    },
    GAP: {
        "faux-gap-agenda-plage-sans-fin": ("Schedule.extension[0]", MIN),
        "faux-gap-agenda-frequence-inconnue": (
            "Schedule.extension[0].extension[4].extension[0].value.ofType(Coding)",
            NOT_IN_SET,
        ),
        "faux-gap-creneau-specialite-etrangere": ("Slot.specialty[0]", NONE_IN_SET),
        "faux-gap-reponse-mode": ("Bundle.entry[0].search.mode", FIXED),
        "faux-gap-reponse-collection": ("Bundle.type", FIXED),
    },
}


@cache
def validator() -> Validator:
    return Validator.default()


def errors(resource: compiled.Resource) -> set[tuple[str, str]]:
    found = validator().validate(resource).issues
    return {
        (issue.expression, issue.message_id)
        for issue in found
        if issue.severity in ("error", "fatal")
    }


@pytest.mark.parametrize("label", [FR_CORE, GAP, SAS])
def test_examples_are_right(label: str) -> None:
    found = {
        name: wrong
        for name, (_, instance) in compiled.instances(label, "example").items()
        if (wrong := errors(instance))
    }
    assert found == {}


@pytest.mark.parametrize("label", [GAP, SAS])
def test_each_profile_has_two_examples(label: str) -> None:
    resources = [instance for _, instance in compiled.instances(label, "example").values()]
    claims = [
        profile
        for resource in resources
        for part in (resource, *resource.get("contained", ()))
        for profile in part["meta"]["profile"]
    ]
    short = {
        url: claims.count(url)
        for url, definition in compiled.package(label).items()
        if definition.get("kind") == "resource"
        and definition["resourceType"] == "StructureDefinition"
        and claims.count(url) < 2
    }
    assert short == {}


@pytest.mark.parametrize("label", FAULTS)
def test_every_counterexample_has_its_fault_told(label: str) -> None:
    entries = compiled.instances(label, "counterexample")
    assert set(entries) == set(FAULTS[label])
    assert all(entry["description"] for entry, _ in entries.values())


@pytest.mark.parametrize(
    ("label", "name"), [(label, name) for label, faults in FAULTS.items() for name in faults]
)
def test_counterexample(label: str, name: str) -> None:
    place, message = FAULTS[label][name]
    found = errors(compiled.instances(label, "counterexample")[name][1])
    assert (place, message) in found
    # What is wrong with an element may show in its parts, never elsewhere.
    assert [where for where, _ in found if not where.startswith(place)] == []


def test_version_1_1_0_beside_1_2_0() -> None:
    """What only 1.1.0 accepts is right once that package is given."""
    earlier = packages_folder() / "ans.fhir.fr.sas#1.1.0"
    _, organization = compiled.instances(SAS, "counterexample")["faux-cpts-structure-type-1-1-0"]
    assert errors(organization)
    outcome = Validator.with_packages([earlier]).validate(organization)
    assert not [issue for issue in outcome.issues if issue.severity == "error"]
