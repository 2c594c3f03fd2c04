"""Observations: good practice, and the profiles that vital signs have to meet."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.observations import observation_rules
from sas_validators.checks.slices import slice_too_few
from sas_validators.checks.vital_signs import LOINC, SNOMED_CT, find_vital_sign
from sas_validators.definitions.profiles import ProfileFacts

BASE = "http://hl7.org/fhir/StructureDefinition/"
RIGHT = {
    "resourceType": "Observation",
    "subject": {"reference": "Patient/1"},
    "performer": [{"display": "x"}],
    "effectivePeriod": {"start": "2020"},
}
PRACTICE = {
    "subject": "All_observations_should_have_a_subject W Observation",
    "performer": "All_observations_should_have_a_performer W Observation",
    "effectivePeriod": "All_observations_should_have_an_effectiveDateTime_or_an_effectivePeriod"
    " W Observation",
}


class VitalSession(RuleSession):
    """A session in which every profile is known, and says that it was asked."""

    def __init__(self, types):
        super().__init__(types)
        self.asked = []

    def find_profile(self, canonical):
        return ProfileFacts(*[""] * len(ProfileFacts.__dataclass_fields__))

    def unit(self, type_name, canonicals):
        def check(o, at, r):
            self.asked.append((type_name, canonicals))

        return check


def concept(*codings):
    return {"coding": [{"system": system, "code": code} for system, code in codings]}


@pytest.mark.parametrize("name", PRACTICE)
def test_good_practice(types, name):
    given = {key: value for key, value in RIGHT.items() if key != name}
    assert findings(observation_rules, given, RuleSession(types)) == [PRACTICE[name]]


def test_an_effective_time_may_be_extended_away(types):
    given = {**RIGHT, "_effectiveDateTime": {"extension": []}}
    del given["effectivePeriod"]
    assert findings(observation_rules, given, RuleSession(types)) == []


@pytest.mark.parametrize(
    ("codings", "expected"),
    [
        pytest.param([(LOINC, "8480-6")], "bp", id="LOINC"),
        pytest.param([(SNOMED_CT, "364246006")], "bodytemp", id="SNOMED CT"),
        pytest.param([(SNOMED_CT, "364246006"), (LOINC, "8867-4")], "heartrate", id="LOINC first"),
        pytest.param([(LOINC, "85354-9"), (LOINC, "85353-1")], "vitalspanel", id="panel first"),
        pytest.param([("http://other.org", "8480-6")], None, id="other system"),
        pytest.param([(LOINC, "1-1")], None, id="other code"),
        pytest.param([(LOINC, ["8480-6"])], None, id="no string"),
        pytest.param([], None, id="no coding"),
    ],
)
def test_codes(codings, expected):
    found = find_vital_sign(concept(*codings)["coding"])
    assert (None if found is None else found[0]) == (expected and BASE + expected)


@pytest.mark.parametrize(
    ("fields", "canonicals"),
    [
        pytest.param({}, (BASE + "Observation", BASE + "bp"), id="not declared"),
        pytest.param({"meta": {"profile": [BASE + "bp"]}}, None, id="declared"),
    ],
)
def test_the_profile_is_applied(types, fields, canonicals):
    session = VitalSession(types)
    found = findings(
        observation_rules, {**RIGHT, "code": concept((LOINC, "85354-9")), **fields}, session
    )
    asked = [] if canonicals is None else [("Observation", canonicals)]
    assert session.asked == asked
    assert shortened(found, "VALIDATION_VAL_PROFILE_") == ["SIGNPOST_OBS I Observation"] * len(
        asked
    )


def test_a_profile_nobody_has_is_not_applied(types):
    given = {**RIGHT, "code": concept((LOINC, "85354-9"))}
    assert findings(observation_rules, given, RuleSession(types)) == []


@pytest.mark.parametrize(
    ("element", "profile", "expected"),
    [
        ("Observation.code.coding:BMICode", BASE + "bmi", "VALIDATION_VAL_PROFILE_MINIMUM_MAGIC"),
        ("Observation.category:VSCat", BASE + "bmi", "Validation_VAL_Profile_Minimum_SLICE"),
        (
            "Observation.code.coding:BMICode",
            "http://example.org/bmi",
            "Validation_VAL_Profile_Minimum_SLICE",
        ),
    ],
)
def test_the_slice_of_the_code_has_its_own_message(types, element, profile, expected):
    def rule(o, at, r):
        slice_too_few(at, r, element, 1, 0, profile)

    assert findings(rule, RIGHT, RuleSession(types)) == [f"{expected} E Observation"]
