"""Reading raw JSON in generated tests, by the rules that `navigation` states.

`o` is always an object (a dict); what is found in it may have any shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sas_validators.fhirpath.conversion import integer_of, string_of
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.logic import Truth
from sas_validators.fhirpath.navigation import (
    is_there,
    items_of,
    positions,
    resource_type,
)
from sas_validators.fhirpath.node import PRIMITIVES, is_number
from sas_validators.fhirpath.ordering import compare_raw_quantities
from sas_validators.fhirpath.temporal import TemporalKind, order_texts

if TYPE_CHECKING:
    from sas_validators.definitions.types import TypeModel

Object = Mapping[str, Any]

_NOTHING: dict[str, Any] = {}


def object_at(o: Object, name: str) -> Object:
    """The object in member `name`; one without members if there is none."""
    found = o.get(name)
    return found if isinstance(found, dict) else _NOTHING


def objects_at(o: Object, name: str) -> Sequence[Object]:
    """The objects in the repeating member `name`; what is no object counts as an empty one."""
    found = o.get(name)
    if not found:
        return ()
    for item in items_of(found):
        if not isinstance(item, dict):
            return [one if isinstance(one, dict) else _NOTHING for one in items_of(found)]
    return items_of(found)


def first_object_at(o: Object, name: str) -> Object:
    """The first of `objects_at`; one without members if there is none."""
    found = items_of(o.get(name))
    return found[0] if found and isinstance(found[0], dict) else _NOTHING


def domain_resource(o: Object, types: TypeModel) -> Object:
    """The resource if it is of a DomainResource type; else an object without members."""
    return o if types.is_a(resource_type(o, types), "DomainResource") else _NOTHING


def values_at(o: Object, name: str) -> Sequence[Any]:
    """The values of the repeating primitive `name`, None where there are only extensions."""
    return positions(o.get(name), o.get("_" + name))


def has_any(o: Object, members: Mapping[str, bool]) -> bool:
    """Whether a choice element is there: one of its `members`, which say if it is a primitive."""
    # As `navigation.is_fitting` has it, without calling it for every member.
    for name in o:
        if name in members:
            value = o[name]
            if isinstance(value, dict):
                if value and not members[name]:
                    return True
            elif members[name] and value is not None and not isinstance(value, list):
                return True
    return False


def has_choice(o: Object, name: str) -> bool:
    """Whether the primitive `name` of a choice element is there, with a value or extensions."""
    return is_there(o.get(name), o.get("_" + name), primitive=True, choice=True)


def only_type(o: Object, types: Mapping[str, str]) -> str | None:
    """The type of the choice element whose members are the keys of `types`; None without one.

    Raises ExpressionError for several.
    """
    found: str | None = None
    for name, type_name in types.items():
        if is_there(o.get(name), o.get("_" + name), primitive=type_name in PRIMITIVES, choice=True):
            if found is not None:
                raise ExpressionError("one item is expected here, not 2")
            found = type_name
    return found


def text(value: object) -> str:
    """The string, "" for what is none."""
    return value if isinstance(value, str) else ""


def text_from(value: object, start: int) -> str | None:
    """`substring(start)`; None for what is no string or ends before."""
    return value[start:] if isinstance(value, str) and start < len(value) else None


def length_of(value: object) -> int | None:
    """`length()` of a string; None for what is none."""
    return len(value) if isinstance(value, str) else None


def integer_in(value: object) -> int | None:
    """`toInteger()` of a string; None for what is none."""
    return integer_of(value) if isinstance(value, str) else None


def number_text(value: object) -> str | None:
    """`toString()` of a Decimal; None for what is no number."""
    return string_of(value) if is_number(value) else None


def are_distinct(values: Iterable[object]) -> bool:
    """Whether the strings among `values` are all different."""
    texts = [value for value in values if isinstance(value, str)]
    return len(set(texts)) == len(texts)


def not_after(
    left: object,
    right: object,
    left_kind: TemporalKind = "DateTime",
    right_kind: TemporalKind = "DateTime",
) -> Truth:
    """`<=` of two dates or times as JSON has them."""
    if not isinstance(left, str) or not isinstance(right, str) or not left or not right:
        return None
    order = order_texts(left_kind, left, right_kind, right)
    return None if order is None else order <= 0


def before(
    left: object,
    right: object,
    left_kind: TemporalKind = "DateTime",
    right_kind: TemporalKind = "DateTime",
) -> Truth:
    """`<` of two dates or times as JSON has them."""
    if not isinstance(left, str) or not isinstance(right, str) or not left or not right:
        return None
    order = order_texts(left_kind, left, right_kind, right)
    return None if order is None else order < 0


def not_more(left: Object, right: Object, env: Environment) -> Truth:
    """`<=` of two quantities."""
    order = compare_raw_quantities(left, right, env)
    return None if order is None else order <= 0


def fewer(left: Object, right: Object, env: Environment) -> Truth:
    """`<` of two quantities."""
    order = compare_raw_quantities(left, right, env)
    return None if order is None else order < 0
