"""What generated code calls, under one name: `from … import runtime as fp`."""

from __future__ import annotations

from decimal import Decimal

from sas_validators.fhirpath.arithmetic import (
    absolute,
    add,
    affirm,
    ceiling,
    concatenate,
    div,
    divide,
    exp,
    floor,
    ln,
    log,
    mod,
    multiply,
    negate,
    power,
    round_,
    sqrt,
    subtract,
    truncate,
)
from sas_validators.fhirpath.boundaries import high_boundary, low_boundary, precision
from sas_validators.fhirpath.conversion import (
    comparable,
    converts_to_boolean,
    converts_to_date,
    converts_to_date_time,
    converts_to_decimal,
    converts_to_integer,
    converts_to_quantity,
    converts_to_string,
    converts_to_time,
    to_boolean,
    to_date_time_value,
    to_date_value,
    to_decimal,
    to_integer,
    to_quantity,
    to_string,
    to_time,
)
from sas_validators.fhirpath.equality import (
    combine,
    distinct,
    equal,
    equivalent,
    exclude,
    intersect,
    is_distinct,
    is_in,
    is_subset,
    not_equal,
    union,
)
from sas_validators.fhirpath.errors import FAILURES, ExpressionError
from sas_validators.fhirpath.fhir import (
    check_modifiers,
    conforms_to,
    element_definition,
    extension,
    get_value,
    has_value,
    html_checks,
    html_checks_2,
    in_slice,
    member_of,
    now,
    resolve,
    subsumes,
    time_of_day,
    today,
    trace,
)
from sas_validators.fhirpath.logic import (
    all_false,
    all_true,
    and_,
    any_false,
    any_true,
    implies,
    not_,
    or_,
    truth,
    xor,
)
from sas_validators.fhirpath.navigation import (
    child,
    children,
    descendants,
    resource_items,
    resource_node,
    root,
    root_resource_items,
    variable,
)
from sas_validators.fhirpath.node import Node, as_items, is_number
from sas_validators.fhirpath.ordering import at_least, at_most, greater, less
from sas_validators.fhirpath.patterns import Pattern
from sas_validators.fhirpath.projection import (
    aggregate,
    all_,
    exists,
    item_at,
    only,
    repeat,
    select,
    skip,
    take,
    where,
)
from sas_validators.fhirpath.quantity import Quantity
from sas_validators.fhirpath.shapes import (
    are_distinct,
    before,
    domain_resource,
    fewer,
    first_object_at,
    has_any,
    integer_in,
    is_integer,
    not_after,
    not_more,
    number_text,
    object_at,
    objects_at,
    only_type,
    text,
    text_from,
    values_at,
)
from sas_validators.fhirpath.strings import (
    contains,
    decode,
    encode,
    ends_with,
    escape,
    index_of,
    join,
    last_index_of,
    length,
    lower,
    matches,
    matches_full,
    replace,
    replace_matches,
    split,
    starts_with,
    substring,
    to_chars,
    trim,
    unescape,
    upper,
)
from sas_validators.fhirpath.temporal import read_temporal
from sas_validators.fhirpath.typetests import is_type, of_type, type_of
