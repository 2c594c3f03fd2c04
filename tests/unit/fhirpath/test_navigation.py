"""Paths over the JSON of instances."""

import pytest

from fhirpath.facts import outcome, table
from sas_validators.fhirpath import evaluate_nodes
from sas_validators.fhirpath.navigation import resource_node
from sas_validators.model.paths import render

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "_gender": {"extension": [{"url": "http://x.fr/unknown", "valueCode": "asked"}]},
    "active": True,
    "birthDate": "1974-12-25",
    "_birthDate": {
        "id": "b",
        "extension": [{"url": "http://x.fr/time", "valueDateTime": "1974-12-25T14:35:45-05:00"}],
    },
    "name": [
        {"use": "official", "family": "Martin", "given": ["Anne", "Marie"]},
        {"use": "usual", "given": ["Nana", None], "_given": [None, {"id": "g"}]},
    ],
    "deceasedDateTime": "2020-01-05",
    "multipleBirthInteger": 2,
    "contact": [{"name": {"family": "Durand"}, "relationship": [{"text": "sœur"}]}],
    "contained": [{"resourceType": "Organization", "id": "o1", "name": "CPTS"}],
    "managingOrganization": {"reference": "#o1"},
    "unknown": "x",
}


@table("""
    Patient.name.given                        => 'Anne', 'Marie', 'Nana', None
    name.given                                => 'Anne', 'Marie', 'Nana', None
    Resource.id                               => 'p1'
    DomainResource.id                         => 'p1'
    Observation.id                            => {}
    Nothing.id                                => {}
    name.where(use = 'official').family       => 'Martin'
    name.where(Patient.exists()).count()      => 0
    name[1].given[0]                          => 'Nana'
    name.first().given.last()                 => 'Marie'
    name.given.count()                        => 4
    unknown                                   => {}
    nothing.at.all                            => {}
    active                                    => true
    active.not()                              => false
    birthDate                                 => '1974-12-25'
    birthDate < today()                       => true
    birthDate = @1974-12-25                   => true
    birthDate > @1974                         => {}
    birthDate + 1 year                        => @1975-12-25
    birthDate.extension.value                 => '1974-12-25T14:35:45-05:00'
    birthDate.extension('http://x.fr/time').value > @1974-12-25T => {}
    birthDate.id                              => 'b'
    birthDate.toString()                      => '1974-12-25'
    birthDate.matches('^1974-')               => true
    birthDate.startsWith('1974')              => error
    multipleBirth.matches('^2$')              => true
    name.matches('x')                         => error
    gender.matches('x')                       => {}
    gender                                    => None
    gender.exists()                           => true
    gender.hasValue()                         => false
    gender = 'male'                           => {}
    gender.extension.value                    => 'asked'
    gender.extension(%`ext-x`)                => {}
    deceased                                  => '2020-01-05'
    deceasedDateTime                          => '2020-01-05'
    deceasedBoolean                           => {}
    deceased.ofType(boolean)                  => {}
    deceased as dateTime                      => '2020-01-05'
    multipleBirth + 1                         => 3
    contact.name.family                       => 'Durand'
    contact.relationship.text                 => 'sœur'
    contained.name                            => 'CPTS'
    contained.ofType(Organization).id         => 'o1'
    contained.ofType(Patient)                 => {}
    %resource.id                              => 'p1'
    %rootResource.id                          => 'p1'
    %context.id                               => 'p1'
    name.where(%context.active).count()       => 2
    name.select(%resource.id)                 => 'p1', 'p1'
    name.children().count()                   => 7
    contact.descendants().count()             => 4
    descendants().where($this is HumanName).count() => 3
    name.repeat(children()).count()           => 8
    `birthDate`                               => '1974-12-25'
    name.given.where($this = 'Anne').exists() => true
    name.exists(given.count() > 1 and family.empty()) => true
    name.select(given & 'x')                  => error
    name.select(given.first() & 'x')          => 'Annex', 'Nanax'
    name.all(given.exists())                  => true
    name.family.length()                      => 6
    name.family.substring(1).startsWith('art')=> true
    name = name                               => true
    name[0] = name[0]                         => true
    name[0] = name[1]                         => false
    name[0] ~ name[0]                         => true
    (name | name).count()                     => 2
    contact.name.union(name[0]).count()       => 2
    name.distinct().count()                   => 2
    name.isDistinct()                         => true
""")
def test_paths(expression, expected, types):
    node = resource_node(PATIENT, types)
    assert outcome(expression, [node], types, resource=PATIENT) == expected


@pytest.mark.parametrize(
    ("resource", "expression", "expected"),
    [
        pytest.param({"birthDate": None}, "birthDate.exists()", "false", id="null"),
        pytest.param({"name": []}, "name.exists()", "false", id="empty list"),
        pytest.param({"name": None}, "name.exists()", "false", id="null for a list"),
        pytest.param({"name": {}}, "name.exists()", "false", id="empty object for a list"),
        pytest.param({"name": {"family": "A"}}, "name.family", "'A'", id="object for a list"),
        pytest.param({"name": [{}]}, "name.count()", "1", id="empty object in a list"),
        pytest.param({"name": ["A"]}, "name.family", "{}", id="string for an object"),
        pytest.param({"name": [None]}, "name.count()", "1", id="null in a list"),
        pytest.param({"maritalStatus": {}}, "maritalStatus.exists()", "false", id="empty object"),
        pytest.param({"birthDate": 5}, "birthDate.exists()", "true", id="wrong kind exists"),
        pytest.param({"birthDate": 5}, "birthDate.hasValue()", "false", id="but has no value"),
        pytest.param({"birthDate": ""}, "birthDate.hasValue()", "false", id="empty string"),
        pytest.param({"birthDate": "?"}, "birthDate.hasValue()", "true", id="no date, but a value"),
        pytest.param({"birthDate": "?"}, "birthDate < today()", "{}", id="no date to compare"),
        pytest.param({"active": "true"}, "active", "'true'", id="string for a boolean"),
        pytest.param({"active": "true"}, "active.not()", "{}", id="is no boolean"),
        pytest.param({"deceasedBoolean": {}}, "deceased.exists()", "false", id="choice, empty"),
        pytest.param(
            {"deceasedBoolean": {"a": 1}}, "deceased.exists()", "false", id="choice, object"
        ),
        pytest.param(
            {"deceasedBoolean": True, "deceasedDateTime": "2020"},
            "deceased.count()",
            "2",
            id="two of a choice",
        ),
        pytest.param({"name": [{"given": "A"}]}, "name.given", "'A'", id="value for a list"),
        pytest.param(
            {"name": [{"_given": [{"id": "a"}]}]}, "name.given.count()", "1", id="only extensions"
        ),
        pytest.param(
            {"name": [{"given": ["A"], "_given": [None, {"id": "a"}]}]},
            "name.given.id",
            "'a'",
            id="longer shadow",
        ),
        pytest.param({"contained": ["x"]}, "contained.id", "{}", id="no resource"),
        pytest.param({"contained": [{"id": "a"}]}, "contained.id", "'a'", id="resource of no type"),
    ],
)
def test_odd_shapes(resource, expression, expected, types):
    node = resource_node({"resourceType": "Patient", **resource}, types)
    assert outcome(expression, [node], types) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Patient.name.given", ["Patient.name[0].given[0]", "Patient.name[0].given[1]",
                                "Patient.name[1].given[0]", "Patient.name[1].given[1]"]),
        ("deceased", ["Patient.deceased.ofType(dateTime)"]),
        ("contained.name", ["Patient.contained[0].name"]),
        ("birthDate.extension.value", ["Patient.birthDate.extension[0].value.ofType(dateTime)"]),
        ("name.where(use = 'usual')", ["Patient.name[1]"]),
        ("contact.children()", ["Patient.contact[0].name", "Patient.contact[0].relationship[0]"]),
        ("managingOrganization | name[0]", ["Patient.managingOrganization", "Patient.name[0]"]),
        ("$this", ["Patient"]),
    ],
)  # fmt: skip
def test_locations(expression, expected, types):
    nodes = evaluate_nodes(expression, PATIENT, types=types)
    assert [render(node.location) for node in nodes] == expected
