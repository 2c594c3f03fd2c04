"""ConceptMap as an instance."""

import pytest
from tests.unit.checks.rule_session import RuleSession, findings, shortened
from tests.unit.terminology.small_world import code_system, codes, value_set

from sas_validators.checks.terminology_resources.concept_map import concept_map_rules

CS = "http://example.org/cs"
VS = "http://example.org/vs"
WORLD = (
    code_system(CS, "a", "b"),
    code_system(CS + "/target", "x", "y"),
    value_set(VS, codes(CS, "a")),
    value_set(VS + "/target", codes(CS + "/target", "x")),
)


def mapped(group, **fields):
    return {
        "resourceType": "ConceptMap",
        "sourceCanonical": VS,
        "targetUri": VS + "/target",
        "group": [group],
        **fields,
    }


def group(source="a", target="x", **fields):
    element = [{"code": source, "target": [{"code": target, "equivalence": "equal"}]}]
    found = {"source": CS, "target": CS + "/target", "element": element, **fields}
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(mapped(group()), [], id="right"),
        pytest.param(mapped(group("b")), ["SOURCE_CODE_INVALID_VS E .element[0]"], id="source"),
        pytest.param(
            mapped(group(target="y")), ["TARGET_CODE_INVALID_VS E .element[0].target[0]"], id="to"
        ),
        pytest.param(
            mapped(group("z")), ["SOURCE_CODE_INVALID E .element[0].code"], id="no such source"
        ),
        pytest.param(
            mapped(group(target="z"), targetUri=None),
            ["TARGET_CODE_INVALID E .element[0].target[0].code"],
            id="no such target",
        ),
        pytest.param(mapped(group("b"), sourceCanonical="http://far"), [], id="unknown scope"),
        pytest.param(mapped(group(source=None)), [], id="no code"),
        pytest.param(
            mapped({**group(), "source": "http://far", "target": "http://far"}),
            [
                "SOURCE_CODE_INVALID_VS E .element[0]",
                "SOURCE_UNKNOWN W ",
                "TARGET_CODE_INVALID_VS E .element[0].target[0]",
                "TARGET_UNKNOWN W ",
            ],
            id="other systems",
        ),
        pytest.param(
            mapped({"element": group()["element"]}),
            ["SOURCE_MISSING W ", "TARGET_MISSING W "],
            id="no systems",
        ),
    ],
)
def test_groups(types, resource, expected):
    found = findings(concept_map_rules, resource, RuleSession(types, *WORLD))
    assert shortened(found, "CONCEPTMAP_GROUP_", "ConceptMap.group[0]") == expected


def test_shareable(types):
    profile = "http://hl7.org/fhir/StructureDefinition/shareableconceptmap"
    fields = {"url": VS, "version": "1", "name": "x", "status": "draft", "experimental": True}
    resource = {**mapped(group(), **fields), "meta": {"profile": [profile]}}
    found = findings(concept_map_rules, resource, RuleSession(types, *WORLD))
    assert found == ["CONCEPTMAP_SHAREABLE_MISSING W ConceptMap"]
