"""Generates Python functions that evaluate an expression on any collection of nodes.

The code follows the expression step by step over lists of typed nodes and
decides at run time what each step means for what it finds. It is complete;
`lowering` is fast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from sas_validators.definitions.types import TypeModel
from sas_validators.fhirpath import ast
from sas_validators.fhirpath.ast import Expression
from sas_validators.fhirpath.environment import named_url
from sas_validators.fhirpath.errors import ExpressionError
from sas_validators.fhirpath.functions import FUNCTIONS
from sas_validators.fhirpath.source import Constants, Lines, Names, docstring, literal
from sas_validators.fhirpath.typetests import SYSTEM, SYSTEM_TYPES

MAX_SCOPES = 30
"""Criteria within criteria, each a function within a function."""

NODES_PER_STEP = 4
"""How much of a function of one item is done in the time of a step."""

Kind = Literal["items", "truth", "value"]
"""What a Python expression gives: a list of items, True/False/None, or one item or None."""


@dataclass(frozen=True, slots=True)
class Code:
    """A Python expression and what it gives."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The Python names of what is in focus, and of `$this`, `$index` and `$total`."""

    focus: str
    this: str
    index: str = ""
    total: str = ""
    depth: int = 0


_OPERATORS: dict[str, Code] = {
    "=": Code("truth", "fp.equal({0}, {1}, env)"),
    "!=": Code("truth", "fp.not_equal({0}, {1}, env)"),
    "~": Code("truth", "fp.equivalent({0}, {1}, env)"),
    "!~": Code("truth", "not fp.equivalent({0}, {1}, env)"),
    "<": Code("truth", "fp.less({0}, {1}, env)"),
    "<=": Code("truth", "fp.at_most({0}, {1}, env)"),
    ">": Code("truth", "fp.greater({0}, {1}, env)"),
    ">=": Code("truth", "fp.at_least({0}, {1}, env)"),
    "in": Code("truth", "fp.is_in({0}, {1}, env)"),
    "contains": Code("truth", "fp.is_in({1}, {0}, env)"),
    "xor": Code("truth", "fp.xor(fp.truth({0}), fp.truth({1}))"),
    "|": Code("items", "fp.union({0}, {1}, env)"),
    "&": Code("value", "fp.concatenate({0}, {1}, env)"),
    "+": Code("value", "fp.add({0}, {1}, env)"),
    "-": Code("value", "fp.subtract({0}, {1}, env)"),
    "*": Code("value", "fp.multiply({0}, {1}, env)"),
    "/": Code("value", "fp.divide({0}, {1}, env)"),
    "div": Code("value", "fp.div({0}, {1}, env)"),
    "mod": Code("value", "fp.mod({0}, {1}, env)"),
}

# Where both sides have to be looked at only if the left one leaves it open.
_LAZY: dict[str, tuple[str, str, str]] = {
    "and": ("both", "{0} is not False", "fp.and_({0}, {1})"),
    "or": ("either", "{0} is not True", "fp.or_({0}, {1})"),
}


def _codes(kind: Kind, text: str, names: str) -> dict[str, Code]:
    """Functions whose runtime twin has the name in Python's style and takes collections."""
    return {name: Code(kind, text.replace("NAME", _snake(name))) for name in names.split()}


def _snake(name: str) -> str:
    return re.sub("(?=[A-Z2])", "_", name).lower()


_FUNCTIONS: dict[str, Code] = {
    "empty": Code("truth", "not {0}"),
    "exists": Code("truth", "bool({0})"),
    "not": Code("truth", "fp.not_(fp.truth({0}))"),
    "count": Code("value", "len({0})"),
    "first": Code("items", "{0}[:1]"),
    "last": Code("items", "{0}[-1:]"),
    "tail": Code("items", "{0}[1:]"),
    "single": Code("items", "fp.only({0})"),
    "subsetOf": Code("truth", "fp.is_subset({0}, {1}, env)"),
    "supersetOf": Code("truth", "fp.is_subset({1}, {0}, env)"),
    "subsumedBy": Code("truth", "fp.subsumes({1}, {0}, env)"),
    "toDate": Code("value", "fp.to_date_value({0})"),
    "toDateTime": Code("value", "fp.to_date_time_value({0})"),
    "abs": Code("value", "fp.absolute({0})"),
    "type": Code("items", "fp.type_of({0}, env)"),
    "slice": Code("items", "fp.in_slice({0}, {1}, {2}, env)"),
    "precision": Code("value", "fp.precision({0})"),
    **_codes("truth", "fp.NAME({0})", "allTrue anyTrue allFalse anyFalse hasValue"),
    **_codes("truth", "fp.is_distinct({0}, env)", "isDistinct"),
    **_codes("items", "fp.NAME({0}, env)", "distinct children descendants resolve toChars"),
    **_codes("items", "fp.NAME({0}, env)", "elementDefinition"),
    **_codes("truth", "fp.NAME({0}, env)", "htmlChecks htmlChecks2"),
    **_codes("items", "fp.NAME({0}, {1}, env)", "intersect exclude union combine extension split"),
    **_codes("items", "fp.NAME({0}, {1})", "skip take"),
    **_codes("truth", "fp.NAME({0}, {1}, env)", "conformsTo memberOf subsumes comparable"),
    **_codes("truth", "fp.NAME({0}, {1}, env)", "startsWith endsWith contains matches matchesFull"),
    **_codes("value", "fp.NAME({0}, {1}, env)", "indexOf lastIndexOf"),
    **_codes("value", "fp.NAME({0}, {1})", "log power"),
    **_codes("value", "fp.NAME({0}, {1}, env)", "encode decode escape unescape"),
    **_codes("value", "fp.NAME({0}, {1}, {2}, env)", "replace replaceMatches"),
    **_codes("value", "fp.NAME({0})", "toBoolean toInteger toDecimal toString toTime"),
    **_codes("value", "fp.NAME({0}, env)", "upper lower trim length"),
    **_codes("value", "fp.NAME({0})", "getValue"),
    **_codes("value", "fp.NAME({0})", "ceiling exp floor ln sqrt truncate"),
    **_codes("truth", "fp.NAME({0})", "convertsToBoolean convertsToInteger convertsToDecimal"),
    **_codes("truth", "fp.NAME({0})", "convertsToString convertsToTime"),
    **_codes("truth", "fp.NAME({0})", "convertsToDate convertsToDateTime"),
    **_codes("value", "fp.NAME(env)", "now today timeOfDay"),
}

# Functions with an argument that may be left out: the text of the argument then.
_OPTIONAL: dict[str, tuple[Code, str]] = {
    "substring": (Code("value", "fp.substring({0}, {1}, {2}, env)"), "None"),
    "round": (Code("value", "fp.round_({0}, {1})"), "[]"),
    "toQuantity": (Code("value", "fp.to_quantity({0}, {1}, env)"), "[]"),
    "convertsToQuantity": (Code("truth", "fp.converts_to_quantity({0}, {1}, env)"), "[]"),
    "join": (Code("value", "fp.join({0}, {1}, env)"), "None"),
    "lowBoundary": (Code("value", "fp.low_boundary({0}, {1})"), "[]"),
    "highBoundary": (Code("value", "fp.high_boundary({0}, {1})"), "[]"),
}

# Functions whose argument is a function of one item: the name of that, and the call.
_CRITERIA: dict[str, Code] = {
    "where": Code("items", "fp.where({0}, {1}, env)"),
    "exists": Code("truth", "fp.exists({0}, {1}, env)"),
    "all": Code("truth", "fp.all_({0}, {1}, env)"),
}
_PROJECTIONS: dict[str, Code] = {
    "select": Code("items", "fp.select({0}, {1}, env)"),
    "repeat": Code("items", "fp.repeat({0}, {1}, env)"),
}


def generate_function(
    expression: Expression, *, name: str, context_type: str, types: TypeModel
) -> str:
    """The source of `def name(focus, env)`: a list of items in, a list of items out.

    `context_type` is the type of what will be in focus, for the reader. Needs
    the runtime module in its globals, as `fp`. Raises ExpressionError for what
    can't be compiled.
    """
    constants = Constants(name)
    lines = Lines()
    with lines.block(f"def {name}(focus, env):"):
        lines.add(docstring(expression))
        writer = FunctionWriter(lines, constants, types)
        try:
            lines.add("return " + writer.items(expression, Scope("focus", "focus")))
        except RecursionError as error:
            raise ExpressionError("the expression is nested too deeply") from error
    head = "".join(f"{line}\n" for line in constants)
    return f"{head}\n\n{lines}\n" if head else f"{lines}\n"


class FunctionWriter:
    """Writes the body of one function, step by step."""

    def __init__(
        self, lines: Lines, constants: Constants, types: TypeModel, *, context: str = "focus"
    ) -> None:
        """`lines` must be inside the function, whose parameters are `focus` and `env`.

        `context` is the name of what `%context` stands for.
        """
        self._lines = lines
        self._constants = constants
        self._types = types
        self._context = context
        self._names = Names("focus", "context", "env")

    def items(self, expression: Expression, scope: Scope) -> str:
        """Writes what `expression` needs; the Python expression of its result as a list."""
        value = literal(expression, self._constants)
        if value is not None:
            return f"[{value}]"
        code = self._code(expression, scope)
        return code.text if code.kind == "items" else f"fp.as_items({code.text})"

    def truth(self, expression: Expression, scope: Scope) -> str:
        """As `items`, of its result as True, False or None."""
        code = self._code(expression, scope)
        if code.kind == "truth":
            return code.text
        return f"fp.truth({code.text if code.kind == 'items' else f'fp.as_items({code.text})'})"

    def _assign(self, wanted: str, text: str) -> str:
        name = self._names.new(wanted)
        self._lines.add(f"{name} = {text}")
        return name

    def _code(self, expression: Expression, scope: Scope) -> Code:
        value = literal(expression, self._constants)
        if value is not None:
            return Code("truth" if value in {"True", "False"} else "value", value)
        match expression:
            case ast.Empty():
                return Code("items", "[]")
            case ast.Variable(name):
                return _variable(name, scope)
            case ast.External(name):
                return self._external(name)
            case ast.Member(target, name):
                return self._member(target, name, scope)
            case ast.Item(target, index):
                return self._item(target, index, scope)
            case ast.Sign(operator, operand):
                function = "negate" if operator == "-" else "affirm"
                return Code("value", f"fp.{function}({self.items(operand, scope)})")
            case ast.TypeTest(operator, operand, type_name):
                return self._type_test(operator, self._input(operand, scope), type_name)
            case ast.Binary("implies", left, right):
                return self._implies(left, right, scope)
            case ast.Binary(operator, left, right) if operator in _LAZY:
                return self._lazy(operator, left, right, scope)
            case ast.Binary(operator, left, right):
                code = _OPERATORS[operator]
                sides = self._input(left, scope), self._input(right, scope)
                return Code(code.kind, code.text.format(*sides))
            case ast.Call():
                return self._call(expression, scope)
            case _:
                raise ExpressionError(f"'{ast.to_text(expression)}' is no value")

    def _input(self, expression: Expression | None, scope: Scope) -> str:
        """The input of a step, as a name where it took a step of its own."""
        if expression is None:
            return scope.focus
        text = self.items(expression, scope)
        simple = text.isidentifier() or text.startswith("[")
        return text if simple else self._assign(_hint(expression), text)

    def _member(self, target: Expression | None, name: str, scope: Scope) -> Code:
        if target is None and name[:1].isupper() and self._types.find(name) is not None:
            return Code("items", f"fp.root({scope.focus}, {name!r}, env)")
        return Code("items", f"fp.child({self._input(target, scope)}, {name!r}, env)")

    def _external(self, name: str) -> Code:
        if name == "context":
            return Code("items", self._context)
        if name == "resource":
            return Code("items", "fp.resource_items(env)")
        if name == "rootResource":
            return Code("items", "fp.root_resource_items(env)")
        url = named_url(name)
        if url is not None:
            return Code("value", repr(url))
        return Code("items", f"fp.variable({name!r}, env)")

    def _item(self, target: Expression, index: Expression, scope: Scope) -> Code:
        items = self._input(target, scope)
        if isinstance(index, ast.Constant) and type(index.value) is int:
            return Code("items", f"{items}[{index.value}:{index.value + 1}]")
        return Code("items", f"fp.item_at({items}, {self.items(index, scope)})")

    def _type_test(self, operator: str, items: str, type_name: Expression) -> Code:
        key = type_key(type_name, self._types)
        if operator == "is":
            return Code("truth", f"fp.is_type({items}, {key!r}, env)")
        return Code("items", f"fp.of_type({items}, {key!r}, env)")

    def _lazy(self, operator: str, left: Expression, right: Expression, scope: Scope) -> Code:
        wanted, condition, combination = _LAZY[operator]
        name = self._assign(wanted, self.truth(left, scope))
        with self._lines.block(f"if {condition.format(name)}:"):
            other = self.truth(right, scope)
            self._lines.add(f"{name} = {combination.format(name, other)}")
        return Code("truth", name)

    def _implies(self, left: Expression, right: Expression, scope: Scope) -> Code:
        name = self._assign("implied", self.truth(left, scope))
        with self._lines.block(f"if {name} is False:"):
            self._lines.add(f"{name} = True")
        with self._lines.block("else:"):
            conclusion = self.truth(right, scope)
            self._lines.add(f"{name} = fp.implies({name}, {conclusion})")
        return Code("truth", name)

    def _call(self, call: ast.Call, scope: Scope) -> Code:
        name, arguments = call.name, call.arguments
        if FUNCTIONS[name].arguments[:1] == ("type",):
            return self._type_test(name, self._input(call.target, scope), arguments[0])
        items = self._input(call.target, scope)
        if name == "iif":
            return self._iif(items, arguments, scope)
        if name == "aggregate":
            return self._aggregate(items, arguments, scope)
        if name == "trace":
            return self._trace(items, arguments, scope)
        if name == "checkModifiers":
            urls = ", ".join(self.items(argument, scope) for argument in arguments)
            return Code("items", f"fp.check_modifiers({items}, [{urls}], env)")
        if arguments and name in _CRITERIA:
            criterion = self._lambda("criterion", "truth", arguments[0], scope)
            return _filled(_CRITERIA[name], items, criterion)
        if name in _PROJECTIONS:
            projection = self._lambda("projection", "items", arguments[0], scope)
            return _filled(_PROJECTIONS[name], items, projection)
        texts = [self._input(argument, scope) for argument in arguments]
        if name in _OPTIONAL:
            code, default = _OPTIONAL[name]
            missing = len(FUNCTIONS[name].arguments) - len(texts)
            return _filled(code, items, *texts, *[default] * missing)
        return _filled(_FUNCTIONS[name], items, *texts)

    def _inner(self, scope: Scope, names: tuple[str, ...]) -> Scope:
        if scope.depth >= MAX_SCOPES:
            raise ExpressionError("the expression is nested too deeply")
        this, index = names[:2]
        total = names[2] if len(names) > 2 else scope.total
        return Scope(this, this, index, total, scope.depth + 1)

    def _lambda(
        self, wanted: str, result: Literal["truth", "items"], body: Expression, scope: Scope
    ) -> str:
        """Writes a function of one item and returns its name."""
        name = self._names.new(wanted)
        parameters = self._names.new("this"), self._names.new("index")
        with self._lines.block(f"def {name}({', '.join(parameters)}):"):
            self._count_steps(body)
            inner = self._inner(scope, parameters)
            text = self.truth(body, inner) if result == "truth" else self.items(body, inner)
            self._lines.add(f"return {text}")
        return name

    def _count_steps(self, body: Expression) -> None:
        """Lets a long function of one item count for more than a step."""
        steps = _size(body) // NODES_PER_STEP
        if steps > 1:
            self._lines.add(f"env.spend({steps})")

    def _iif(self, items: str, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        inner = replace(scope, focus=items, this=items)
        criterion = self.truth(arguments[0], inner)
        name = self._names.new("chosen")
        with self._lines.block(f"if {criterion}:"):
            self._lines.add(f"{name} = {self.items(arguments[1], inner)}")
        with self._lines.block("else:"):
            otherwise = self.items(arguments[2], inner) if len(arguments) > 2 else "[]"
            self._lines.add(f"{name} = {otherwise}")
        return Code("items", name)

    def _aggregate(self, items: str, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        start = self._input(arguments[1], scope) if len(arguments) > 1 else "[]"
        name = self._names.new("aggregator")
        parameters = tuple(self._names.new(wanted) for wanted in ("this", "index", "total"))
        with self._lines.block(f"def {name}({', '.join(parameters)}):"):
            self._count_steps(arguments[0])
            inner = self._inner(scope, parameters)
            self._lines.add(f"return {self.items(arguments[0], inner)}")
        return Code("items", f"fp.aggregate({items}, {name}, {start}, env)")

    def _trace(self, items: str, arguments: tuple[Expression, ...], scope: Scope) -> Code:
        name = self._input(arguments[0], scope)
        if len(arguments) == 1:
            return Code("items", f"fp.trace({items}, {name}, None, env)")
        projection = self._lambda("projection", "items", arguments[1], scope)
        return Code("items", f"fp.trace({items}, {name}, {projection}, env)")


def _filled(code: Code, *texts: str) -> Code:
    return Code(code.kind, code.text.format(*texts))


def _variable(name: str, scope: Scope) -> Code:
    if name == "$this":
        return Code("items", scope.this)
    if name == "$index" and scope.index:
        return Code("value", scope.index)
    if name == "$total" and scope.total:
        return Code("items", scope.total)
    raise ExpressionError(f"'{name}' has no meaning here")


def type_key(expression: Expression, types: TypeModel) -> str:
    """How the runtime names a type: FHIR's win where both have the name; `System.String`."""
    if not isinstance(expression, ast.TypeName):
        raise ExpressionError(f"'{ast.to_text(expression)}' is not the name of a type")
    namespace, name = expression.namespace, expression.name
    if namespace == "System" or (
        not namespace and name in SYSTEM_TYPES and types.find(name) is None
    ):
        return SYSTEM + name
    return name


_SLOW = frozenset(("exp", "ln", "log", "power", "sqrt", "round"))
_SLOW_FUNCTION = 50 * NODES_PER_STEP


def _size(expression: Expression) -> int:
    """The nodes of an expression's tree, without those of functions within."""
    if isinstance(expression, ast.Call) and "each" in FUNCTIONS[expression.name].arguments:
        return 1 if expression.target is None else 1 + _size(expression.target)
    weight = _SLOW_FUNCTION if isinstance(expression, ast.Call) and expression.name in _SLOW else 1
    return weight + sum(_size(part) for part in ast.children(expression))


def _hint(expression: Expression) -> str:
    """What a variable that holds the result of `expression` is called."""
    match expression:
        case ast.Member(_, name) | ast.Call(_, name) | ast.External(name):
            return name
        case ast.Item(target, _):
            return _hint(target)
        case ast.TypeTest(_, operand, _):
            return _hint(operand)
        case ast.Binary("|", _, _):
            return "union"
        case _:
            return "result"
