"""Documents and messages: first resource, what it names, what it is connected with."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened

from sas_validators.checks.documents import document_rules, message_rules

BASE = "http://example.org/fhir"


def entry(resource_type, identifier, full_url=None, **fields):
    resource = {"resourceType": resource_type, "id": identifier, **fields}
    return {"fullUrl": full_url or f"{BASE}/{resource_type}/{identifier}", "resource": resource}


def reference(text):
    return {"reference": text}


def composition(full_url=None, **fields):
    return entry("Composition", "c", full_url, **fields)


def document(*entries, **fields):
    return {"resourceType": "Bundle", "type": "document", "entry": list(entries), **fields}


def judged(types, rule, bundle):
    found = findings(rule, bundle, RuleSession(types))
    return shortened(found, "Bundle_BUNDLE_Entry_", "BUNDLE_BUNDLE_ENTRY_", "Bundle.entry")


PATIENT = entry("Patient", "p")
NEAR = [reference("Patient/p")]


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        pytest.param(document(), ["NoFirst E Bundle"], id="empty"),
        pytest.param(document({"fullUrl": BASE}), ["NoFirstResource E [0]"], id="no resource"),
        pytest.param(document(PATIENT), ["Document E [0].resource"], id="no composition"),
        pytest.param(
            document(PATIENT, entry("Device", "d")),
            ["Document E [0].resource", "Orphan_DOCUMENT E [1]"],
            id="no composition, and something that the first entry has no link with",
        ),
        pytest.param(
            document(composition(subject=reference("Patient/p")), PATIENT), [], id="right"
        ),
        pytest.param(
            document(composition(subject=reference("Patient/q")), PATIENT),
            ["NotFound E [0].resource.subject", "Orphan_DOCUMENT E [1]"],
            id="subject absent",
        ),
        pytest.param(
            document(composition(author=[reference("http://other.org/Practitioner/x")])),
            ["NotFound E [0].resource.author[0]"],
            id="author outside",
        ),
        pytest.param(
            document(composition("urn:uuid:1", subject=reference("Patient/p")), PATIENT),
            ["NOTFOUND_CANNOT E [0].resource.subject", "Orphan_DOCUMENT E [1]"],
            id="relative to a urn",
        ),
        pytest.param(
            document(
                composition(subject=reference("Patient/p")),
                entry("Patient", "p", "http://other.org/Patient/p"),
            ),
            ["NOTFOUND_APPARENT E [0].resource.subject", "Orphan_DOCUMENT E [1]"],
            id="same type and id elsewhere",
        ),
        pytest.param(
            document(
                composition(
                    attester=[{"party": reference("Patient/1")}],
                    event=[{"detail": [reference("Patient/2")]}],
                    custodian=reference("Patient/3"),
                    encounter=reference("Patient/4"),
                    section=[
                        {
                            "author": [reference("Patient/5")],
                            "section": [
                                {
                                    "focus": reference("Patient/6"),
                                    "entry": [reference("#in"), reference("Patient/7")],
                                }
                            ],
                        }
                    ],
                )
            ),
            [
                f"NotFound E [0].resource.{place}"
                for place in (
                    "attester[0].party",
                    "custodian",
                    "encounter",
                    "event[0].detail[0]",
                    "section[0].author[0]",
                    "section[0].section[0].entry[1]",
                    "section[0].section[0].focus",
                )
            ],
            id="everything a composition names",
        ),
        pytest.param(
            document(composition(subject=reference("Patient/p")), PATIENT, PATIENT),
            ["FOUND_MULTIPLE E [0].resource.subject"],
            id="two of them",
        ),
        pytest.param(
            document(
                composition(
                    section=[{"entry": [reference("Patient/p#a"), reference("Patient/p#b")]}]
                ),
                entry("Patient", "p", contained=[{"id": "a"}], name=[{"id": "n"}]),
            ),
            ["NOTFOUND_FRAGMENT E [0].resource.section[0].entry[1]"],
            id="fragment",
        ),
        pytest.param(
            document(
                composition(section=[{"entry": [reference("Patient/p#a")]}]),
                entry("Patient", "p", contained=[{"id": "a"}], name=[{"id": "a"}]),
            ),
            ["FOUND_MULTIPLE_FRAGMENT E [0].resource.section[0].entry[0]"],
            id="ambiguous fragment",
        ),
    ],
)
def test_documents(types, bundle, expected):
    assert judged(types, document_rules, bundle) == expected


FIRST = composition(subject=reference("Patient/p"))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([PATIENT, entry("Device", "d")], ["Orphan_DOCUMENT E [2]"], id="orphan"),
        pytest.param(
            [
                entry("Patient", "p", managingOrganization=reference("Organization/o")),
                entry("Organization", "o"),
            ],
            [],
            id="reached in two steps",
        ),
        pytest.param(
            [PATIENT, entry("Observation", "o", subject=reference("Patient/p"))],
            ["REVERSE_R4 W [2]"],
            id="only backwards",
        ),
        pytest.param(
            [PATIENT, entry("Provenance", "o", target=[reference("Patient/p")])],
            [],
            id="a Provenance leads backwards by nature",
        ),
        pytest.param(
            [entry("Patient", "p", "urn:uuid:2"), entry("Device", "d", "urn:uuid:3")],
            ["NOTFOUND_APPARENT E [0].resource.subject"]
            + [f"Orphan_DOCUMENT E [{index}]" for index in (1, 2)],
            id="urns that nobody names",
        ),
        pytest.param(
            [
                entry("Patient", "p", text={"div": '<div><img src="Binary/b"/></div>'}),
                entry("Binary", "b"),
            ],
            [],
            id="shown in a narrative",
        ),
        pytest.param(
            [
                entry("Patient", "p", extension=[{"valueCanonical": "http://example.org/q|1"}]),
                entry("Questionnaire", "q", url="http://example.org/q"),
            ],
            [],
            id="named by its canonical",
        ),
    ],
)
def test_connections(types, others, expected):
    assert judged(types, document_rules, document(FIRST, *others)) == expected


def test_a_style_sheet_needs_no_connection(types):
    link = [{"relation": "stylesheet", "url": f"{BASE}/Binary/s"}]
    assert (
        judged(types, document_rules, document(FIRST, PATIENT, entry("Binary", "s"), link=link))
        == []
    )


def message(*entries):
    return {"resourceType": "Bundle", "type": "message", "entry": list(entries)}


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        pytest.param(message(), ["NoFirst E Bundle"], id="empty"),
        pytest.param(
            message(PATIENT), ["Validation_BUNDLE_Message E [0].resource"], id="no header"
        ),
        pytest.param(
            message(
                entry("MessageHeader", "m", focus=[*NEAR, reference("Patient/q")]),
                PATIENT,
                entry("Device", "d"),
                entry("Observation", "o", subject=reference("Patient/p")),
            ),
            ["NotFound E [0].resource.focus[1]", "Orphan_MESSAGE W [2]", "REVERSE_MSG I [3]"],
            id="focus and connections",
        ),
    ],
)
def test_messages(types, bundle, expected):
    assert judged(types, message_rules, bundle) == expected
