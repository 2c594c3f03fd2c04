"""Everything that compiled units import, under the names the compiler writes."""

from sas_validators.checks.choices import (
    check_choice,
    choice_steps,
    chosen,
    chosen_alone,
    chosen_by_shadow,
    wrong_choice,
)
from sas_validators.checks.data_types import (
    attachment_rules,
    identifier_rules,
    meta_rules,
    narrative_rules,
)
from sas_validators.checks.extensions import check_extension, check_part
from sas_validators.checks.primitives import (
    is_base64binary,
    is_canonical,
    is_code,
    is_date,
    is_datetime,
    is_decimal,
    is_id,
    is_instant,
    is_markdown,
    is_oid,
    is_resource_id,
    is_string,
    is_time,
    is_uri,
    is_url,
    is_uuid,
    judge_primitive,
    judge_resource_id,
    keep_within,
)
from sas_validators.checks.references import ReferenceTargets, check_target, reference_rules
from sas_validators.checks.resources import (
    check_contained,
    check_resource,
    check_resource_type,
    meets_one_of,
    unknown_profile,
)
from sas_validators.checks.slices import (
    any_bound,
    any_conforms,
    any_contains,
    any_equal,
    any_type,
    extension_slice_too_few,
    in_no_slice,
    in_order,
    in_several_slices,
    slice_too_few,
    undecidable_slice,
    walk,
)
from sas_validators.checks.structure import (
    odd_list,
    odd_members,
    odd_object,
    only_an_id,
    too_few,
    too_many,
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
from sas_validators.schema.element import Limits
from sas_validators.terminology.element_binding import Binding

__all__ = [name for name in dir() if not name.startswith("__")]
