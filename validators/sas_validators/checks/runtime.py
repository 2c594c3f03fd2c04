"""Everything that compiled units import, under the names the compiler writes."""

from sas_validators.checks.alternatives import unknown_profile
from sas_validators.checks.choices import (
    check_choice,
    choice_steps,
    chosen,
    chosen_alone,
    wrong_choice,
)
from sas_validators.checks.data_types import (
    attachment_rules,
    identifier_rules,
    keep_quantity_within,
    keep_within_size,
    meta_rules,
    quantity_rules,
)
from sas_validators.checks.extensions import check_extension, check_part
from sas_validators.checks.members import odd_members
from sas_validators.checks.narratives import (
    control_narrative,
    has_narrative,
    html_checks,
    narrative_rules,
)
from sas_validators.checks.primitives import (
    canonical_url,
    judge_primitive,
    judge_resource_id,
    keep_within,
    paired,
    primitive_meets_one_of,
    value_required,
    without_value,
)
from sas_validators.checks.references import (
    ReferenceTargets,
    check_target,
    leads_inside,
    reference_rules,
)
from sas_validators.checks.resources import (
    check_contained,
    check_resource,
    check_resource_type,
    meets_one_of,
)
from sas_validators.checks.slices import (
    any_bound,
    any_conforms,
    any_contains,
    any_equal,
    any_member,
    any_text,
    any_type,
    extension_slice_too_few,
    in_no_slice,
    in_order,
    in_several_slices,
    slice_too_few,
    type_inside,
    unchecked_minimum,
    undecidable_slice,
    vital_sign_code_too_few,
    walk,
)
from sas_validators.checks.structure import (
    element_id,
    foreign_elements,
    odd_list,
    odd_object,
    odd_simple_list,
    too_few,
    too_many,
    unusable_expression,
)
from sas_validators.checks.values import (
    contains_pattern,
    explain_fixed,
    explain_pattern,
    is_equal,
    wrong_fixed,
)
from sas_validators.fhirpath import runtime as fp
from sas_validators.issues.catalogue.invariants import failed
from sas_validators.model.numbers import JsonDecimal
from sas_validators.primitives.acceptance import NAMES
from sas_validators.schema.element import Limits, TypedJson
from sas_validators.terminology.element_binding import Binding

is_base64 = NAMES["is_base64"]
is_date = NAMES["is_date"]
is_datetime = NAMES["is_datetime"]
is_id = NAMES["is_id"]
is_instant = NAMES["is_instant"]
is_oid_urn = NAMES["is_oid_urn"]
is_time = NAMES["is_time"]
is_uuid_urn = NAMES["is_uuid_urn"]

__all__ = [
    "Binding",
    "JsonDecimal",
    "Limits",
    "ReferenceTargets",
    "TypedJson",
    "any_bound",
    "any_conforms",
    "any_contains",
    "any_equal",
    "any_member",
    "any_text",
    "any_type",
    "attachment_rules",
    "canonical_url",
    "check_choice",
    "check_contained",
    "check_extension",
    "check_part",
    "check_resource",
    "check_resource_type",
    "check_target",
    "choice_steps",
    "chosen",
    "chosen_alone",
    "contains_pattern",
    "control_narrative",
    "element_id",
    "explain_fixed",
    "explain_pattern",
    "extension_slice_too_few",
    "failed",
    "foreign_elements",
    "fp",
    "has_narrative",
    "html_checks",
    "identifier_rules",
    "in_no_slice",
    "in_order",
    "in_several_slices",
    "is_base64",
    "is_date",
    "is_datetime",
    "is_equal",
    "is_id",
    "is_instant",
    "is_oid_urn",
    "is_time",
    "is_uuid_urn",
    "judge_primitive",
    "judge_resource_id",
    "keep_quantity_within",
    "keep_within",
    "keep_within_size",
    "leads_inside",
    "meets_one_of",
    "meta_rules",
    "narrative_rules",
    "odd_list",
    "odd_members",
    "odd_object",
    "odd_simple_list",
    "paired",
    "primitive_meets_one_of",
    "quantity_rules",
    "reference_rules",
    "slice_too_few",
    "too_few",
    "too_many",
    "type_inside",
    "unchecked_minimum",
    "undecidable_slice",
    "unknown_profile",
    "unusable_expression",
    "value_required",
    "vital_sign_code_too_few",
    "walk",
    "without_value",
    "wrong_choice",
    "wrong_fixed",
]
