"""Three-valued logic: True, False and None, which stands for empty.

Spec: http://hl7.org/fhirpath/N1/#boolean-logic
"""

from __future__ import annotations

from sas_validators.fhirpath.node import Items, Node, single

Truth = bool | None


def truth(items: Items) -> Truth:
    """What a collection says where a boolean is wanted: an item that is none says true.

    Raises ExpressionError for several items.
    """
    item = single(items)
    if item is None or item is True or item is False:
        return item
    if isinstance(item, Node) and item.type == "boolean":
        return item.value if item.value is True or item.value is False else None
    return True


def and_(left: Truth, right: Truth) -> Truth:
    """False if either is, True if both are, else empty."""
    if left is False or right is False:
        return False
    return True if left and right else None


def or_(left: Truth, right: Truth) -> Truth:
    """True if either is, False if both are, else empty."""
    if left or right:
        return True
    return False if left is False and right is False else None


def xor(left: Truth, right: Truth) -> Truth:
    """Whether exactly one is True; empty if either is."""
    return None if left is None or right is None else left is not right


def implies(left: Truth, right: Truth) -> Truth:
    """True unless a true premise has a false conclusion; empty where that can't be told."""
    if left is False or right:
        return True
    return False if left and right is False else None


def not_(operand: Truth) -> Truth:
    """The opposite, empty for empty."""
    return None if operand is None else not operand


def truths(items: Items) -> list[bool]:
    """The booleans of a collection, without the items that have no value.

    Raises ExpressionError for an item that is no boolean.
    """
    found = (truth([item]) for item in items)
    return [value for value in found if value is not None]


def all_true(items: Items) -> bool:
    """Whether every item is true; so for none."""
    return all(truths(items))


def any_true(items: Items) -> bool:
    """Whether some item is true."""
    return any(truths(items))


def all_false(items: Items) -> bool:
    """Whether every item is false; so for none."""
    return not any(truths(items))


def any_false(items: Items) -> bool:
    """Whether some item is false."""
    return not all(truths(items))
