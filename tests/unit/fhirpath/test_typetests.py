"""`is`, `as`, `ofType()` and `type()`."""

import pytest

from fhirpath.facts import outcome, table
from sas_validators.fhirpath.navigation import resource_node


@table("""
    1 is Integer                              => true
    1 is System.Integer                       => true
    1 is Decimal                              => false
    1.0 is Decimal                            => true
    'a' is String                             => true
    true is Boolean                           => true
    @2020 is Date                             => true
    @2020T is DateTime                        => true
    @2020 is DateTime                         => false
    @T10:00 is Time                           => true
    4 'mg' is Quantity                        => true
    4 days is System.Quantity                 => true
    1 is System.Any                           => true
    1.is(Integer)                             => true
    {} is Integer                             => {}
    (1 | 2) is Integer                        => error
    1 as Integer                              => 1
    1 as String                               => {}
    {} as String                              => {}
    (1 | 'a').ofType(String)                  => 'a'
    (1 | 2).ofType(Integer)                   => 1, 2
    (1 | 'a').as(Integer)                     => 1
    1 > 2 is Boolean                          => true
    1 is Integer and true                     => true
    1.type().name                             => 'Integer'
    1.type().namespace                        => 'System'
    true.type().name                          => 'Boolean'
    4 'mg'.type().name                        => 'Quantity'
    {}.type()                                 => {}
    (1 | 'a').type().name                     => 'Integer', 'String'
""")
def test_system_types(expression, expected):
    assert outcome(expression) == expected


OBSERVATION = {
    "resourceType": "Observation",
    "status": "final",
    "valueQuantity": {"value": 5, "unit": "mg"},
    "referenceRange": [{"low": {"value": 1}, "age": {"low": {"value": 5}}}],
    "issued": "2020-01-01T00:00:00Z",
}


@table("""
    $this is Observation                      => true
    $this is FHIR.Observation                 => true
    $this is DomainResource                   => true
    $this is Resource                         => true
    $this is Patient                          => false
    Observation is Observation                => true
    status is code                            => true
    status is string                          => true
    status is uri                             => false
    status is String                          => false
    status is System.String                   => false
    status is Element                         => true
    value is Quantity                         => true
    value is FHIR.Quantity                    => true
    value is System.Quantity                  => false
    value is string                           => false
    component is Quantity                     => {}
    value.ofType(Quantity).unit               => 'mg'
    value.as(Quantity).value                  => 5
    (value as Quantity).value                 => 5
    value.ofType(string)                      => {}
    referenceRange.first() is BackboneElement => true
    referenceRange.first() is Observation.referenceRange => true
    status is Unheard                         => false
    type().name                               => 'Observation'
    type().namespace                          => 'FHIR'
    type().baseType                           => 'FHIR.DomainResource'
    status.type().name                        => 'code'
    value.type().name                         => 'Quantity'
    referenceRange.type().name                => 'Observation.referenceRange'
    issued is instant                         => true
    value.value is decimal                    => true
    value.value.toString()                    => '5'
""")
def test_fhir_types(expression, expected, types):
    node = resource_node(OBSERVATION, types)
    assert outcome(expression, [node], types) == expected


@pytest.mark.parametrize(
    ("type_name", "expected"),
    [("Patient", "true"), ("Unheard", "false"), ("HumanName", "false"), (5, "false")],
)
def test_a_resource_is_of_the_type_it_names_if_there_is_one(type_name, expected, types):
    node = resource_node({"resourceType": type_name, "id": "a"}, types)
    assert outcome(f"$this is {type_name if isinstance(type_name, str) else 'Patient'}",
                   [node], types) == expected  # fmt: skip
    assert outcome("id", [node], types) == "'a'"
