"""What searches of SAS must know of a resource, read from its stored JSON."""

from __future__ import annotations

from typing import Any

import pytest

from sas_server.flows import names
from sas_server.flows.traits import Traits, facts_of, traits_of_stored
from sas_server.store.content import write_json
from sas_server.store.rows import Stored

_SECURITY = "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau"

SLOT = {
    "resourceType": "Slot",
    "meta": {
        "profile": [f"{names.SLOT}|1.2.0"],
        "security": [{"system": _SECURITY, "code": "PUBLIC"}],
    },
    "schedule": {"reference": "https://other.example/fhir/Schedule/a/_history/3"},
    "status": "free",
    "start": "2027-03-01T09:00:00.000+01:00",
    "end": "2027-03-01T09:20:00.000+01:00",
    "comment": "https://rdv.example/1",
}


def stored(resource: dict[str, Any], facts: bytes = b"") -> Stored:
    content = write_json(resource)
    return Stored(1, resource["resourceType"], "x", 1, 0, "PUT", content, facts=facts)


def traits(resource: dict[str, Any]) -> Traits:
    """What is worked out, which also is what is read again from beside the content."""
    found = traits_of_stored(stored(resource))
    assert traits_of_stored(stored({"resourceType": "?"}, facts_of(resource))) == found
    return found


def test_a_slot() -> None:
    found = traits(SLOT)
    assert found.profiles == {names.SLOT}
    assert found.targets == ("Schedule/a",)
    assert found.broken == ()
    assert found.is_final
    assert found.is_for_others
    assert not found.is_of_cpts


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param({"end": SLOT["start"]}, ("SAS_SLOT_PERIOD",), id="ends as it begins"),
        pytest.param({"schedule": {}}, ("SAS_SLOT_SCHEDULE",), id="no agenda"),
        pytest.param({"comment": "phone us"}, ("SAS_SLOT_BOOKING_URL",), id="no address"),
        pytest.param({"comment": "http://x y", "schedule": {}}, None, id="two at once"),
    ],
)
def test_rules_for_which_a_slot_is_withheld(
    change: dict[str, Any], broken: tuple[str, ...] | None
) -> None:
    expected = ("SAS_SLOT_SCHEDULE", "SAS_SLOT_BOOKING_URL") if broken is None else broken
    assert traits({**SLOT, **change}).broken == expected


@pytest.mark.parametrize(
    ("codes", "is_of_cpts", "is_for_others"),
    [
        (("CPTS",), True, False),
        (("CPTS", "PRO"), True, True),
        (("PRO",), False, True),
        ((), False, True),
    ],
)
def test_whom_a_slot_is_for(codes: tuple[str, ...], is_of_cpts: bool, is_for_others: bool) -> None:
    security = [{"system": _SECURITY, "code": code} for code in codes]
    found = traits({**SLOT, "meta": {"security": security}})
    assert (found.is_of_cpts, found.is_for_others) == (is_of_cpts, is_for_others)


@pytest.mark.parametrize(
    ("resource", "targets"),
    [
        pytest.param(
            {
                "resourceType": "Schedule",
                "actor": [
                    {"reference": "PractitionerRole/r"},
                    {"reference": "Practitioner/p"},
                    {"display": "nobody"},
                ],
            },
            ("Practitioner/p", "PractitionerRole/r"),
            id="agenda: professional before role",
        ),
        pytest.param(
            {"resourceType": "HealthcareService", "providedBy": {"reference": "Organization/o"}},
            ("Organization/o",),
            id="service",
        ),
        pytest.param({"resourceType": "Location"}, (), id="place without association"),
        pytest.param({"resourceType": "Practitioner"}, (), id="professional"),
    ],
)
def test_what_answers_follow(resource: dict[str, Any], targets: tuple[str, ...]) -> None:
    assert traits(resource).targets == targets


@pytest.mark.parametrize(
    ("phone", "is_final"), [("+33123456789", True), ("01 23 45 67 89", False), (None, True)]
)
def test_phones(phone: str | None, is_final: bool) -> None:
    telecom = [] if phone is None else [{"system": "phone", "value": phone}]
    role = {
        "resourceType": "PractitionerRole",
        "practitioner": {"reference": "https://other.example/fhir/Practitioner/p/_history/2"},
        "contained": [{"resourceType": "Location", "telecom": telecom}],
    }
    found = traits(role)
    assert (found.owner, found.has_phone, found.is_final) == (
        "Practitioner/p",
        phone is not None,
        is_final,
    )


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(b"", id="stored before there were any"),
        pytest.param(b'[0,[],[],[],"",false,true,false,true]', id="of another form"),
        pytest.param(b"[99]", id="of a form to come"),
    ],
)
def test_without_facts_the_content_is_read(facts: bytes) -> None:
    assert traits_of_stored(stored(SLOT, facts)).targets == ("Schedule/a",)


def test_alike_slots_share_what_is_known() -> None:
    one, other = stored(SLOT, facts_of(SLOT)), stored({**SLOT, "id": "b"}, facts_of(SLOT))
    assert traits_of_stored(one) is traits_of_stored(other)


def test_large_facts_are_not_remembered() -> None:
    large = {**SLOT, "schedule": {"reference": "Schedule/" + "x" * 10_000}}
    one = stored(large, facts_of(large))
    assert traits_of_stored(one) == traits_of_stored(one)
    assert traits_of_stored(one) is not traits_of_stored(one)


def test_the_form_changes_with_what_is_said() -> None:
    """Facts are kept for years: should this one change, raise FORM and write the new ones here."""
    broken = {**SLOT, "schedule": {}, "end": SLOT["start"], "comment": "phone us"}
    assert facts_of({**broken, "meta": {"security": [{"system": _SECURITY, "code": "CPTS"}]}}) == (
        b'[1,[],[],["SAS_SLOT_PERIOD","SAS_SLOT_SCHEDULE","SAS_SLOT_BOOKING_URL",'
        b'"SAS_SLOT_CPTS"],"",false,true,true,false]'
    )
