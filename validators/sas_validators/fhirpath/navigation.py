"""Walking from elements to their children, over raw JSON and by the types' definitions.

How odd shapes are read, the same here and in the generated fast tests:
 - an element that may occur once is there if its member is: not null for a
   primitive (or its `_name`), with some content for an object;
 - of a choice, only members that hold what their name says (an object or not);
 - one that repeats has one node per position of its list; a single value in
   place of a list counts as one position, `[]`, `{}` and null as none;
 - only objects have children, and only members that the type defines count; a
   choice element also answers to its JSON names (`valueInteger`), as R4's own
   context invariants have it.

Spec: http://hl7.org/fhirpath/N1/#path-selection and
https://hl7.org/fhir/R4/json.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.node import PRIMITIVES, TYPE_INFO, Items, Node
from sas_validators.fhirpath.quantity import Quantity

if TYPE_CHECKING:
    from sas_validators.definitions.types import ElementInfo, TypeInfo, TypeModel

Step: TypeAlias = "tuple[ElementInfo, str, str]"

_RESOURCES = frozenset(("Resource", "DomainResource"))


def resource_node(value: Any, types: TypeModel) -> Node:
    """The node of a resource, of the type it claims if there is such a resource type."""
    return Node(value, resource_type(value, types))


def resource_type(value: Any, types: TypeModel) -> str:
    """The type of a resource's JSON: `Resource` when it names none that is defined."""
    name = value.get("resourceType") if isinstance(value, dict) else None
    return name if isinstance(name, str) and types.is_resource(name) else "Resource"


def resource_items(env: Environment) -> Items:
    """`%resource`."""
    return [resource_node(env.resource, env.types)] if env.resource else []


def root_resource_items(env: Environment) -> Items:
    """`%rootResource`."""
    return [resource_node(env.root_resource, env.types)] if env.root_resource else []


def variable(name: str, env: Environment) -> Items:
    """A variable of the host. Raises ExpressionError when it doesn't define it."""
    if name not in env.variables:
        raise ExpressionError(f"%{name} is not defined")
    found = env.variables[name]
    if found is None:
        return []
    return list(found) if isinstance(found, (list, tuple)) else [found]


def child(items: Items, name: str, env: Environment) -> Items:
    """The children called `name` of all items, in order."""
    found: Items = []
    for item in items:
        if type(item) is Node:
            _add_children_called(item, name, env.types, found)
        elif isinstance(item, Quantity) and name in {"value", "unit", "code"}:
            found.append(getattr(item, name))
    env.spend_items(len(items) + len(found))
    return found


def root(items: Items, type_name: str, env: Environment) -> Items:
    """The items that are of the type a path starts with (`Patient` in `Patient.name`)."""
    return [item for item in items if type(item) is Node and env.types.is_a(item.type, type_name)]


def children(items: Items, env: Environment) -> Items:
    """All children of all items, in the order of the instance."""
    found: Items = []
    for item in items:
        if type(item) is Node:
            _add_all_children(item, env.types, found)
    env.spend_items(len(items) + len(found))
    return found


def descendants(items: Items, env: Environment) -> Items:
    """Everything below the items, each element before what it contains."""
    found: Items = []
    waiting: Items = children(items, env)
    waiting.reverse()
    while waiting:
        item = waiting.pop()
        found.append(item)
        below = children([item], env)
        below.reverse()
        waiting.extend(below)
    return found


def _holder(node: Node) -> Any:
    """The JSON object that holds the children of `node`, if it has one."""
    return node.shadow if node.type in PRIMITIVES else node.value


def _add_children_called(node: Node, name: str, types: TypeModel, found: Items) -> None:
    holder = _holder(node)
    if not isinstance(holder, dict):
        return
    if node.type == TYPE_INFO:
        if isinstance(holder.get(name), str):
            found.append(holder[name])
        return
    info = types.find(node.type)
    steps = info.steps.get(name, ()) if info is not None else ()
    if info is not None and len(steps) > len(holder):
        steps = tuple(_candidates_in(holder, info, steps[0][0]))
    for element, member, type_name in steps:
        if member in holder or "_" + member in holder:
            _add(node, holder, element, member, type_name, types, found)


def _candidates_in(holder: dict[str, Any], info: TypeInfo, element: ElementInfo) -> Iterator[Step]:
    """The members of `holder` that hold a choice with more types than it has members."""
    for name in holder:
        plain = name.removeprefix("_")
        if plain is not name and plain in holder:
            continue
        steps = info.steps.get(plain, ())
        if len(steps) == 1 and steps[0][0] is element and steps[0][1] == plain:
            yield steps[0]


def _add_all_children(node: Node, types: TypeModel, found: Items) -> None:
    holder = _holder(node)
    info = types.find(node.type)
    if not isinstance(holder, dict) or info is None:
        return
    for name in holder:
        plain = name.removeprefix("_")
        if plain is not name and plain in holder:
            continue
        steps = info.steps.get(plain, ())
        if len(steps) == 1 and steps[0][1] == plain:
            element, member, type_name = steps[0]
            _add(node, holder, element, member, type_name, types, found)


def _add(
    node: Node,
    holder: dict[str, Any],
    element: ElementInfo,
    member: str,
    type_name: str,
    types: TypeModel,
    found: Items,
) -> None:
    """Adds the nodes of one member of `holder`, by the rules at the top."""
    value = holder.get(member)
    primitive = type_name in PRIMITIVES
    shadow = holder.get("_" + member) if primitive else None
    above = node.location
    if not element.repeats:
        if is_there(value, shadow, primitive=primitive, choice=element.choice):
            kind = resource_type(value, types) if type_name in _RESOURCES else type_name
            found.append(Node(value, kind, shadow, above and (above, member, None)))
        return
    for index, one in enumerate(positions(value, shadow) if primitive else items_of(value)):
        part = _at(shadow, index) if primitive else None
        kind = resource_type(one, types) if type_name in _RESOURCES else type_name
        found.append(Node(one, kind, part, above and (above, member, index)))


def is_there(value: Any, shadow: Any, *, primitive: bool, choice: bool) -> bool:
    """Whether a member that does not repeat counts, by the rules at the top."""
    if choice:
        return is_fitting(value, primitive=primitive) or is_fitting(shadow, primitive=False)
    if primitive:
        return value is not None or shadow is not None
    return bool(value)


def is_fitting(value: Any, *, primitive: bool) -> bool:
    """Whether a value has the JSON kind of its type: an object with content, or none at all."""
    if primitive:
        return value is not None and not isinstance(value, (dict, list))
    return isinstance(value, dict) and bool(value)


def items_of(value: Any) -> list[Any]:
    """What a repeating member holds, as a list."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def positions(value: Any, shadow: Any) -> list[Any]:
    """The values of a repeating primitive, None where only `_name` has something."""
    values = items_of(value)
    missing = len(items_of(shadow)) - len(values)
    return values + [None] * missing if missing > 0 else values


def _at(shadow: Any, index: int) -> Any:
    found = items_of(shadow)
    return found[index] if index < len(found) else None
