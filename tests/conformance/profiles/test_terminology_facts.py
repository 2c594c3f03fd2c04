"""Value sets, code systems and search parameters are the published ones."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conformance.profiles import compiled
from tests.conformance.profiles.fact_tables import HL7, SAS, THO, expand

FR_CORE = "hl7.fhir.fr.core#1.1.0"
GAP = "ans.fhir.fr.gap#3.0.0"
SAS_12 = "ans.fhir.fr.sas#1.2.0"
SAS_11 = "ans.fhir.fr.sas#1.1.0"

R314 = expand("nos:TRE_R314-TypeCreneau")
R66 = expand("nos:TRE_R66-CategorieEtablissement")
R38 = expand("nos:TRE_R38-SpecialiteOrdinale")
V2_0203 = "http://interopsante.org/fhir/CodeSystem/fr-v2-0203"
ORIENTATION = f"{SAS}/CodeSystem/categorie-orientation-sas-codesystem"


def content(label: str, url: str) -> list[tuple[str, str, str]]:
    """(system, code, display) of each code a set names; code `*` for a whole system."""
    codes: list[tuple[str, str, str]] = []
    for include in compiled.package(label)[url]["compose"]["include"]:
        concepts = include.get("concept", [{"code": "*"}])
        codes += [(include["system"], item["code"], item.get("display", "")) for item in concepts]
    return codes


SAS_SETS = {
    "sas-valueset-appointmentparticipanttype": [
        (f"{THO}/CodeSystem/v3-ParticipationType", "ADM", "")
    ],
    "sas-valueset-appointmentreason": [
        (f"{THO}/CodeSystem/v2-0276", "ROUTINE", "Créneau avec prise de RDV possible"),
        (
            f"{THO}/CodeSystem/v2-0276",
            "WALKIN",
            "Créneau sans prise de RDV possible à domicile",
        ),
    ],
    "sas-valueset-categorieetablissement": [(R66, "604", "")],
    "categorie-orientation-sas-valueset": [
        (ORIENTATION, "*", ""),
        (R66, "604", ""),
        (R66, "603", ""),
        (R66, "124", ""),
    ],
    "sas-valueset-participant-status": [
        (f"{HL7}/participationstatus", "accepted", "RDV accepté par le PS effecteur de soins"),
        (
            f"{HL7}/participationstatus",
            "needs-action",
            "RDV en attente de confirmation par le PS effecteur de soins",
        ),
    ],
    "sas-valueset-typeconsultation": [
        (f"{THO}/CodeSystem/v3-ActCode", "AMB", "Consultation au cabinet"),
        (f"{THO}/CodeSystem/v3-ActCode", "HH", "Consultation à domicile"),
        (f"{THO}/CodeSystem/v3-ActCode", "VR", "Téléconsultation"),
    ],
    "sas-cpts-valueset-typecreneau": [
        (R314, "PUBLIC", "Créneau accessible par le grand public"),
        (
            R314,
            "SNP",
            "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés",
        ),
        (R314, "PRO", "Créneau accessible par les professionnels de santé"),
        (R314, "CPTS", "Créneau accessible par les CPTS"),
    ],
    "sas-sos-valueset-typecreneau": [
        (R314, "PUBLIC", "Créneau accessible par le grand public"),
        (
            R314,
            "SNP",
            "Créneau accessible par les Régulateurs et Organisateurs de Soins Non Programmés",
        ),
    ],
    "sas-valueset-typeidentifiant": [
        (V2_0203, "IDNPS", "Identifiant National de Professionnel de Santé"),
        (V2_0203, "INTRN", "Identifiant interne"),
    ],
}


def sets_of(label: str) -> dict[str, dict[str, Any]]:
    return {
        resource["id"]: resource
        for resource in compiled.package(label).values()
        if resource["resourceType"] == "ValueSet"
    }


@pytest.mark.parametrize("name", SAS_SETS)
def test_sas_value_set(name: str) -> None:
    url = f"{SAS}/ValueSet/{name}"
    assert content(SAS_12, url) == SAS_SETS[name]
    found = compiled.package(SAS_12)[url]
    assert (found["status"], found["experimental"], found["version"]) == ("active", False, "1.2.0")


def test_sas_has_no_other_value_set() -> None:
    assert set(sets_of(SAS_12)) == set(SAS_SETS)


def test_sas_1_1_0_value_sets() -> None:
    gone = {
        "categorie-orientation-sas-valueset",
        "sas-valueset-appointmentparticipanttype",
        "sas-valueset-participant-status",
    }
    found = sets_of(SAS_11)
    assert set(found) == set(SAS_SETS) - gone | {"sas-sos-valueset-participant-status"}
    assert not any("experimental" in resource for resource in found.values())
    assert (
        content(SAS_11, f"{SAS}/ValueSet/sas-sos-valueset-participant-status")
        == (SAS_SETS["sas-valueset-participant-status"])
    )
    assert content(SAS_11, f"{SAS}/ValueSet/sas-valueset-categorieetablissement") == [
        (R66, "604", "CPTS")
    ]


def test_orientation_code_system() -> None:
    found = compiled.package(SAS_12)[ORIENTATION]
    assert [(item["code"], item["display"]) for item in found["concept"]] == [
        ("001", "PS"),
        ("002", "PDM"),
        ("003", "SOS"),
    ]
    facts = ("status", "experimental", "caseSensitive", "content", "count")
    assert [found[name] for name in facts] == ["active", True, True, "complete", 3]


FR_SETS = {
    "fr-practitioner-specialty": [f"{R38}#*"],
    "fr-practioner-identifier-type": [
        f"{THO}/CodeSystem/v2-0203#EI",
        *(f"{V2_0203}#{code}" for code in ("ADELI", "RPPS", "IDNPS", "INTRN")),
        *(expand(f"nos:TRE_G08-TypeIdentifiantPersonne#{code}") for code in "13456"),
    ],
    "fr-organization-identifier-type": [
        f"{system}#{code}"
        for system in ("http://interopsante.org/CodeSystem/fr-v2-0203", V2_0203)
        for code in ("FINEJ", "FINEG", "SIREN", "SIRET", "IDNST", "INTRN", "EXTRN")
    ],
    "fr-organization-type": [expand("frcs:fr-v2-3307#*")],
    "fr-location-identifier-type": [expand("frcs:fr-location-identifier-type#*")],
    "fr-location-type": [expand("frcs:fr-location-type#*")],
    "fr-location-physical-type": [expand("frcs:fr-location-physical-type#*")],
    "fr-location-position-room": [expand("frcs:fr-location-position-room#*")],
    "fr-insee-code": [expand("nos:TRE_R13-CommuneOM#*")],
    "fr-email-type": [expand("nos:TRE_R256-TypeMessagerie#*")],
    "fr-schedule-type": [expand("frcs:fr-schedule-type#*")],
    "fr-availability-time-rule": [
        f"https://www.ietf.org/rfc/rfc2445#{code}"
        for code in ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
    ],
}


@pytest.mark.parametrize("name", FR_SETS)
def test_fr_core_value_set(name: str) -> None:
    url = f"http://interopsante.org/fhir/ValueSet/{name}"
    assert [f"{system}#{code}" for system, code, _ in content(FR_CORE, url)] == FR_SETS[name]
    assert compiled.package(FR_CORE)[url]["version"] == "1.0.1"


@pytest.mark.parametrize("name", ["fr-practioner-role-exercice", "fr-practioner-role-profession"])
def test_unpublished_sets_are_not_invented(name: str) -> None:
    """They are bound as required; with a content of ours, rightful codes would be refused."""
    assert f"http://interopsante.org/fhir/ValueSet/{name}" not in compiled.package(FR_CORE)


FR_SYSTEMS = {
    "fr-v2-0203": 15,
    "fr-v2-3307": 17,
    "fr-location-identifier-type": 4,
    "fr-location-type": 12,
    "fr-location-physical-type": 12,
    "fr-location-position-room": 3,
    "fr-schedule-type": 2,
    "fr-v2-0445": 19,
}


@pytest.mark.parametrize(("name", "count"), FR_SYSTEMS.items())
def test_fr_core_code_system(name: str, count: int) -> None:
    found = compiled.package(FR_CORE)[f"http://interopsante.org/fhir/CodeSystem/{name}"]
    facts = ("version", "status", "caseSensitive", "content", "count")
    assert [found[name] for name in facts] == ["1.0.1", "draft", True, "complete", count]


NOS_SYSTEMS = {
    "TRE_R38-SpecialiteOrdinale": (110, "SM54", "Médecine générale (SM)"),
    "TRE_R314-TypeCreneau": (
        4,
        "PRO",
        "Créneau accessible par l'ensemble des professionnels de santé",
    ),
    "TRE_R66-CategorieEtablissement": (
        3,
        "604",
        "Communauté Professionnelle Territoriale de Santé (CPTS)",
    ),
    "TRE_G15-ProfessionSante": (30, "10", "Médecin"),
    "TRE_G08-TypeIdentifiantPersonne": (11, "8", "N° RPPS"),
    "TRE_R81-Civilite": (3, "MME", "Madame"),
    "TRE_R11-CiviliteExercice": (6, "DR", "Docteur"),
    "TRE_R256-TypeMessagerie": (4, "MSSANTE", "MSSANTE"),
    "TRE_R09-CategorieProfessionnelle": (4, "C", "Civil"),
    "TRE_R02-SecteurActivite": (10, "SA07", "Cabinet individuel"),
    "TRE_R21-Fonction": (3, "FON-01", "Titulaire de cabinet"),
}


@pytest.mark.parametrize(("name", "fact"), NOS_SYSTEMS.items())
def test_tables_of_ans_are_fragments(name: str, fact: tuple[int, str, str]) -> None:
    """A known code has its display; an unknown one is no error, for the tables grow."""
    count, code, display = fact
    found = compiled.package(FR_CORE)[expand(f"nos:{name}")]
    assert (found["content"], found["caseSensitive"]) == ("fragment", False)
    displays = {item["code"]: item["display"] for item in found["concept"]}
    assert (len(displays), displays[code]) == (count, display)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("JDV_J78-Civilite-RASS", 3),
        ("JDV_J79-CiviliteExercice-RASS", 6),
        ("JDV_J101-SecteurActivite-RASS", 62),
        ("JDV_J165-TypeCreneau-SAS", 4),
        ("JDV_J239-SpecialitesSNP-SAS", 26),
    ],
)
def test_enumerated_sets_of_ans(name: str, count: int) -> None:
    codes = content(FR_CORE, expand(f"nos:{name}"))
    assert len(codes) == len(set(codes)) == count


SEARCH_PARAMETERS = [
    (SAS_12, "slot-sp-start", "SPDateDebutSlot", "start", "Slot", "date", "Slot.start", "ge le"),
    (
        SAS_12,
        "cptsslot-sp-servicetype",
        "SPServiceTypeCPTS",
        "service-type-reference",
        "Slot",
        "reference",
        "serviceType.extension.where(url='http://hl7.org/fhir/5.0/StructureDefinition/"
        "extension-Slot.serviceType').value",
        "",
    ),
    *(
        (GAP, identifier, identifier.replace("-", "_"), code, base, kind, expression, comparators)
        for identifier, code, base, kind, expression, comparators in (
            ("GAP-Slot-earliestStart", "start", "Slot", "date", "Slot.start", "gt ge"),
            ("GAP-Slot-latestStart", "start", "Slot", "date", "Slot.start", "lt le"),
            (
                "GAP-Appointment-earliestStart",
                "start",
                "Appointment",
                "date",
                "Appointment.start",
                "gt ge",
            ),
            (
                "GAP-Appointment-latestStart",
                "start",
                "Appointment",
                "date",
                "Appointment.start",
                "lt le",
            ),
            (
                "GAP-Appointment-created",
                "created",
                "Appointment",
                "date",
                "Appointment.created",
                "",
            ),
            (
                "GAP-Appointment-description",
                "description",
                "Appointment",
                "string",
                "Appointment.comment | Appointment.description",
                "",
            ),
            (
                "GAP-Appointment-priority",
                "priority",
                "Appointment",
                "token",
                "Appointment.priority",
                "",
            ),
        )
    ),
]


@pytest.mark.parametrize(
    ("label", "identifier", "name", "code", "base", "kind", "expression", "comparators"),
    SEARCH_PARAMETERS,
    ids=[row[1] for row in SEARCH_PARAMETERS],
)
def test_search_parameter(
    label: str,
    identifier: str,
    name: str,
    code: str,
    base: str,
    kind: str,
    expression: str,
    comparators: str,
) -> None:
    canonical = compiled.package(label)
    (found,) = (resource for resource in canonical.values() if resource["id"] == identifier)
    assert found["url"].endswith(f"/SearchParameter/{identifier}")
    assert (found["name"], found["code"], found["base"], found["type"], found["status"]) == (
        name,
        code,
        [base],
        kind,
        "active",
    )
    assert found["expression"] == expression
    assert found.get("comparator", []) == comparators.split()
