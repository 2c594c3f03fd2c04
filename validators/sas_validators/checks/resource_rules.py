"""Rules of whole resources, by resource type, that no definition states."""

from __future__ import annotations

from collections.abc import Mapping

from sas_validators.checks.bundles import bundle_rules
from sas_validators.checks.lazy_rules import LazyRule
from sas_validators.checks.run import Check

_CONFORMANCE = "sas_validators.checks.conformance_resources"
_QUESTIONNAIRES = "sas_validators.checks.questionnaires"
_TERMINOLOGY = "sas_validators.checks.terminology_resources"

RESOURCE_RULES: Mapping[str, Check] = {
    "Bundle": bundle_rules,
    "CapabilityStatement": LazyRule(
        f"{_CONFORMANCE}.capability_statement:capability_statement_rules"
    ),
    "CodeSystem": LazyRule(f"{_TERMINOLOGY}.code_system:code_system_rules"),
    "ConceptMap": LazyRule(f"{_TERMINOLOGY}.concept_map:concept_map_rules"),
    "MeasureReport": LazyRule(f"{_CONFORMANCE}.measure_report:measure_report_rules"),
    "Observation": LazyRule("sas_validators.checks.observations:observation_rules"),
    "OperationDefinition": LazyRule(
        f"{_CONFORMANCE}.operation_definition:operation_definition_rules"
    ),
    "Parameters": LazyRule(f"{_CONFORMANCE}.parameters:parameters_rules"),
    "Questionnaire": LazyRule(f"{_QUESTIONNAIRES}.questionnaire:questionnaire_rules"),
    "QuestionnaireResponse": LazyRule(f"{_QUESTIONNAIRES}.responses:response_rules"),
    "SearchParameter": LazyRule(f"{_CONFORMANCE}.search_parameter:search_parameter_rules"),
    "StructureDefinition": LazyRule(
        f"{_CONFORMANCE}.structure_definition:structure_definition_rules"
    ),
    "ValueSet": LazyRule(f"{_TERMINOLOGY}.value_set:value_set_rules"),
}
"""Resource type -> its rules; what only few resources need is loaded with the first of them."""
