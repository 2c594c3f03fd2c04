"""Rules of whole resources, by resource type, that no definition states."""

from __future__ import annotations

from collections.abc import Mapping

from sas_validators.checks.bundles import bundle_rules
from sas_validators.checks.lazy_rules import LazyRule
from sas_validators.checks.run import Check

_HERE = "sas_validators.checks"

RESOURCE_RULES: Mapping[str, Check] = {
    "Bundle": bundle_rules,
    "CodeSystem": LazyRule(f"{_HERE}.terminology_resources.code_system:code_system_rules"),
    "ConceptMap": LazyRule(f"{_HERE}.terminology_resources.concept_map:concept_map_rules"),
    "Observation": LazyRule(f"{_HERE}.observations:observation_rules"),
    "Questionnaire": LazyRule(f"{_HERE}.questionnaires.questionnaire:questionnaire_rules"),
    "QuestionnaireResponse": LazyRule(f"{_HERE}.questionnaires.responses:response_rules"),
    "StructureDefinition": LazyRule(
        f"{_HERE}.conformance_resources.structure_definition:structure_definition_rules"
    ),
    "ValueSet": LazyRule(f"{_HERE}.terminology_resources.value_set:value_set_rules"),
}
"""Resource type -> its rules; what only few resources need is loaded with the first of them."""
