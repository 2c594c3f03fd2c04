"""The functions that FHIR adds."""

from decimal import Decimal

import pytest

from fhirpath.facts import outcome, table
from sas_validators.fhirpath.navigation import resource_node
from sas_validators.fhirpath.node import Node

ENCOUNTER = {
    "resourceType": "Encounter",
    "status": "finished",
    "extension": [
        {"url": "http://x.fr/a", "valueString": "one"},
        {"url": "http://x.fr/a", "valueString": "two"},
        {"url": "http://x.fr/b", "extension": [{"url": "c", "valueInteger": 3}]},
        {"valueString": "no url"},
    ],
    "modifierExtension": [{"url": "http://x.fr/m", "valueBoolean": True}],
    "subject": {"reference": "Patient/1"},
    "serviceProvider": {"reference": "Organization/1"},
    "partOf": {"display": "a visit"},
    "length": {"value": Decimal("1.5"), "system": "http://unitsofmeasure.org", "code": "h"},
}


def resolve(reference, node):
    found = {"Patient/1": ("Patient", "p1"), "#in": ("Patient", "p2")}.get(reference)
    return found and Node({"resourceType": found[0], "id": found[1]}, found[0])


SERVICES = {
    "resolve": resolve,
    "member_of": lambda item, url: {"http://x.fr/vs": True, "http://x.fr/no": False}.get(url),
    "conforms_to": lambda node, url: url.endswith("right"),
    "subsumes": lambda one, other: one.value != other.value,
    "html_checks": lambda text: "<script" not in text,
    "html_content": lambda text: text != "<div/>",
    "element_definition": lambda node: Node({"path": "Encounter.status"}, "ElementDefinition"),
    "slice_of": lambda node, structure, name: name == node.value.get("valueString"),
}


@table("""
    extension('http://x.fr/a').value                      => 'one', 'two'
    extension('http://x.fr/b').extension('c').value       => 3
    extension('http://x.fr/z')                            => {}
    extension({})                                         => {}
    extension('http://x.fr/a').valueString                => 'one', 'two'
    extension('http://x.fr/a').first().value = 'one'      => true
    status.extension('http://x.fr/a')                     => {}
    status.hasValue()                                     => true
    extension.hasValue()                                  => false
    subject.hasValue()                                    => false
    nothing.hasValue()                                    => false
    extension.url.hasValue()                              => false
    status.getValue()                                     => 'finished'
    status.getValue() is String                           => true
    subject.getValue()                                    => {}
    subject.resolve().id                                  => 'p1'
    subject.reference.resolve().id                        => 'p1'
    (subject | serviceProvider).resolve().count()         => 1
    partOf.resolve()                                      => {}
    'Patient/1'.resolve().id                              => 'p1'
    subject.resolve() is Patient                          => true
    serviceProvider.resolve() is Patient                  => {}
    status.memberOf('http://x.fr/vs')                     => true
    status.memberOf('http://x.fr/no')                     => false
    status.memberOf('http://x.fr/unknown')                => {}
    nothing.memberOf('http://x.fr/vs')                    => {}
    status.memberOf({})                                   => {}
    extension.memberOf('http://x.fr/vs')                  => error
    conformsTo('http://x.fr/right')                       => true
    conformsTo('http://x.fr/wrong')                       => false
    nothing.conformsTo('http://x.fr/right')               => {}
    status.subsumes(extension('http://x.fr/a').first().value)   => true
    status.subsumedBy(status)                             => false
    '<div>x</div>'.htmlChecks()                           => true
    '<script/>'.htmlChecks()                              => false
    nothing.htmlChecks()                                  => {}
    '<div/>'.htmlChecks2()                                => false
    checkModifiers('http://x.fr/m').status                => 'finished'
    checkModifiers('http://x.fr/other').status            => error
    checkModifiers().status                               => error
    status.elementDefinition().path                       => 'Encounter.status'
    extension.slice('http://x.fr/sd', 'two').value        => 'two'
    length > 1 hour                                       => true
    length = 90 minutes                                   => true
    length = 90 'min'                                     => true
    length + 30 minutes                                   => 2.0 hours
    length.value                                          => 1.5
""")
def test_functions(expression, expected, types):
    node = resource_node(ENCOUNTER, types)
    assert outcome(expression, [node], types, resource=ENCOUNTER, **SERVICES) == expected


@pytest.mark.parametrize(
    "call",
    [
        "resolve()", "memberOf('x')", "conformsTo('x')", "subsumes('x')", "htmlChecks()",
        "htmlChecks2()", "elementDefinition()",
    ],
)  # fmt: skip
def test_what_the_host_does_not_know_is_empty(call, types):
    assert outcome(f"'x'.{call}") == "{}"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"value": 1, "code": "g"}, {"value": 2, "code": "g"}, "true", id="one code"),
        pytest.param({"value": 1, "code": "g"}, {"value": 2, "code": "kg"}, "{}", id="no system"),
        pytest.param(
            {"value": 1, "code": "g", "system": "http://unitsofmeasure.org"},
            {"value": 2, "code": "kg", "system": "http://unitsofmeasure.org"},
            "true",
            id="converted",
        ),
        pytest.param(
            {"value": 1, "code": "a", "system": "http://unitsofmeasure.org"},
            {"value": 13, "code": "mo", "system": "http://unitsofmeasure.org"},
            "true",
            id="years and months",
        ),
        pytest.param({"value": 1, "unit": "pill"}, {"value": 2, "unit": "pill"}, "true", id="text"),
        pytest.param({"value": 1, "unit": "pill"}, {"value": 2, "unit": "drop"}, "{}", id="texts"),
        pytest.param({"value": 1}, {"value": 2}, "true", id="no unit"),
        pytest.param({"value": 1}, {"value": 2, "unit": "pill"}, "{}", id="one without unit"),
        pytest.param({"value": 1, "comparator": "<"}, {"value": 2}, "{}", id="a limit"),
        pytest.param({"unit": "mg"}, {"value": 2}, "{}", id="no number"),
        pytest.param({"value": "1"}, {"value": 2}, "{}", id="string for a number"),
    ],
)
def test_comparing_quantities(one, other, expected, types):
    node = Node({"low": one, "high": other}, "Range")
    assert outcome("low < high", [node], types) == expected
