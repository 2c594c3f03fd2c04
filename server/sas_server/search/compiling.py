"""From criteria to SQL, so that a search starts from its most selective index rows.

A criterion compiles in two ways: `ids` selects the numbers of the resources
that meet it, `holds` says of one resource whether it does. A conjunction is
the `ids` of one criterion, the *driver*, filtered by the others' `holds`; so
its cost follows the driver's hits, not the store's size. Chains nest: the
`ids` of a chain are the referrers of the `ids` of its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)

from sas_server.search.conversion import LOGICAL
from sas_server.search.elements import Elements
from sas_server.search.indexing import component_code
from sas_server.search.leaves import Leaf, Leaves
from sas_server.search.parameters import Parameter
from sas_server.search.planning import (
    NEGATIVE,
    Everything,
    Planned,
    Span,
    Step,
    choose_driver,
    join_spans,
)
from sas_server.search.query import (
    AllOf,
    Chain,
    CompositeValue,
    Criterion,
    Has,
    IdIn,
    Match,
    Missing,
    Query,
    ReferenceValue,
    TokenValue,
    Updated,
)
from sas_server.search.ranges import date_condition
from sas_server.search.sorting import order_by
from sas_server.store import tables
from sas_server.store.reader import Reader

NOBODY = 0
"""No resource has this number: engines look for it by key and stop, but scan for `false`."""

Rids: TypeAlias = "Select[Any]"
Column: TypeAlias = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a criterion is about: resources of `type`; `inside`: contained ones too."""

    type: str
    inside: bool = False


class Compiler:
    """Compiles the criteria of one search, within the transaction that runs it."""

    def __init__(self, reader: Reader, leaves: Leaves, elements: Elements, now: int) -> None:
        """`now` in microseconds, for approximate dates."""
        self._reader = reader
        self._leaves = leaves
        self._elements = elements
        self._now = now

    def matches(self, query: Query) -> Rids:
        """The numbers of all matches, in the order asked for."""
        resource = tables.resource
        found = self._matching(query, select(resource.c.rid))
        return found.order_by(*order_by(query, resource, self._reader.numbering))

    def count(self, query: Query) -> Rids:
        """How many matches there are."""
        return self._matching(query, select(func.count()).select_from(tables.resource))

    def among(self, query: Query, rids: Sequence[int]) -> Rids:
        """Those of `rids` that (still) match."""
        resource = tables.resource
        scope = Scope(query.type)
        steps = join_spans(query.criteria, query.type, self._elements)
        conditions = [self.holds(step, scope, resource.c.rid) for step in steps]
        live = self._live(resource, scope)
        given = self._reader.among(resource.c.rid, rids)
        return select(resource.c.rid).where(given, live, *conditions)

    def _matching(self, query: Query, columns: Rids) -> Rids:
        return self._all(query.criteria, Scope(query.type), tables.resource, columns)

    def _all(
        self, criteria: Iterable[Criterion], scope: Scope, resource: FromClause, columns: Rids
    ) -> Rids:
        """`columns` of the resources that meet all criteria.

        Index rows are of live resources of their type, so when they drive
        nothing more is asked of `resource` that could lead the engine to start
        from it instead.
        """
        steps = join_spans(criteria, scope.type, self._elements)
        driver = self._driver(steps, scope)
        if driver is None or isinstance(driver, Everything):
            columns = columns.where(self._live(resource, scope))
        else:
            columns = columns.where(resource.c.rid.in_(self.ids(driver, scope)))
        others = [step for step in steps if step is not driver]
        return columns.where(*(self.holds(step, scope, resource.c.rid) for step in others))

    def _driver(self, steps: Sequence[Step], scope: Scope) -> Step | None:
        def count(step: Step, limit: int) -> int:
            hits = self.ids(step, scope).limit(limit).subquery()
            return int(self._reader.rows(select(func.count()).select_from(hits))[0][0])

        return choose_driver(steps, self._elements, count)

    # -- which resources -------------------------------------------------------

    def ids(self, step: Step, scope: Scope) -> Rids:
        """The resources that meet `step`; some perhaps more than once."""
        if isinstance(step, Match) and step.modifier not in NEGATIVE:
            return self._match_ids(step, scope)
        if isinstance(step, Span):
            return _rows_of(self._span_leaf(step, scope))
        if isinstance(step, Planned):
            return self._planned_ids(step, scope)
        if isinstance(step, Chain):
            return self._chain_ids(step, scope)
        if isinstance(step, Has):
            return self._has_ids(step, scope)
        resource = tables.resource.alias()
        if isinstance(step, AllOf):
            return self._all(step.criteria, scope, resource, select(resource.c.rid))
        met = (
            self._on_row(step, resource)
            if isinstance(step, IdIn | Updated)
            else self.holds(step, scope, resource.c.rid)
        )
        return select(resource.c.rid).where(self._live(resource, scope), met)

    def _match_ids(self, match: Match, scope: Scope) -> Rids:
        if match.parameter.kind == "composite":
            return self._composite_ids(match, scope)
        return _any_of([_rows_of(leaf) for leaf in self._leaves.of(match, inside=scope.inside)])

    def _chain_ids(self, chain: Chain, scope: Scope) -> Rids:
        rows = tables.reference_index.alias()
        numbers = self._leaves.numbers(chain.parameter, "", inside=scope.inside)
        found = [
            select(rows.c.rid).where(rows.c.parameter.in_(numbers), rows.c.target.in_(ends))
            for ends in self._ends(chain)
        ]
        logical = [_rows_of(leaf) for leaf in self._logical(chain, scope)]
        return _any_of([*found, *logical])

    def _ends(self, chain: Chain) -> list[Rids]:
        """Per type the chain may lead to: the resources there that meet its criterion."""
        return [self.ids(inner, Scope(target, inside=True)) for target, inner in chain.branches]

    def _has_ids(self, has: Has, scope: Scope) -> Rids:
        rows = tables.reference_index.alias()
        numbers = self._leaves.numbers(has.parameter, "", inside=False)
        return select(rows.c.target).where(
            rows.c.rid.in_(self.ids(has.criterion, Scope(has.type))),
            rows.c.parameter.in_(numbers),
            self._is_there(rows.c.target, scope),
        )

    def _planned_ids(self, planned: Planned, scope: Scope) -> Rids:
        reference = planned.reference
        rows, condition = self._planned_rows(planned)
        if isinstance(reference, Match):
            return select(rows.c.rid).where(condition, self._targets(reference, rows))
        found = [
            select(rows.c.rid).where(condition, rows.c.target.in_(ends))
            for ends in self._ends(reference)
        ]
        logical = self._logical(reference, scope)
        if logical:
            every = _any_of([_rows_of(leaf) for leaf in logical]).subquery()
            inside = self.holds(planned.span, scope, every.c[0])
            found.append(select(every.c[0]).where(inside))
        return _any_of(found)

    def _composite_ids(self, match: Match, scope: Scope) -> Rids:
        rows = tables.reference_index.alias()
        numbers = self._leaves.numbers(match.parameter, "", inside=scope.inside)
        groups = []
        for value in match.values:
            first, *rest = self._component_leaves(match.parameter, value, scope)
            ids = _any_of([_rows_of(leaf) for leaf in first])
            holds = [_some_row(leaves, rows.c.target) for leaves in rest]
            groups.append(
                select(rows.c.rid).where(
                    rows.c.parameter.in_(numbers), rows.c.target.in_(ids), *holds
                )
            )
        return _any_of(groups)

    # -- whether one resource ----------------------------------------------------

    def holds(self, step: Step, scope: Scope, rid: Column) -> Column:
        """Whether the resource numbered `rid` meets `step`."""
        if isinstance(step, Match):
            return self._match_holds(step, scope, rid)
        if isinstance(step, Span):
            return _some_row([self._span_leaf(step, scope)], rid)
        if isinstance(step, Planned):
            return self._planned_holds(step, scope, rid)
        if isinstance(step, Chain):
            return self._chain_holds(step, scope, rid)
        if isinstance(step, Has):
            rows, condition = self._has_rows(step)
            return _exists(rows, condition, rows.c.target == rid, rid=rid)
        if isinstance(step, AllOf):
            steps = join_spans(step.criteria, scope.type, self._elements)
            return and_(*(self.holds(inner, scope, rid) for inner in steps))
        if isinstance(step, Everything):
            return true()
        if isinstance(step, Missing):
            present = self._is_present(step.parameter, scope, rid)
            return not_(present) if step.missing else present
        return self._row_holds(step, scope, rid)

    def _match_holds(self, match: Match, scope: Scope, rid: Column) -> Column:
        if match.modifier in NEGATIVE:
            positive = replace(match, modifier="in" if match.modifier == "not-in" else "")
            return not_(self._match_holds(positive, scope, rid))
        if match.parameter.kind == "composite":
            return self._composite_holds(match, scope, rid)
        return _some_row(self._leaves.of(match, inside=scope.inside), rid)

    def _chain_holds(self, chain: Chain, scope: Scope, rid: Column) -> Column:
        numbers = self._leaves.numbers(chain.parameter, "", inside=scope.inside)
        found = []
        for target, inner in chain.branches:
            rows = tables.reference_index.alias()
            condition = rows.c.parameter.in_(numbers)
            met = self.holds(inner, Scope(target, inside=True), rows.c.target)
            there = self._is_there(rows.c.target, Scope(target, inside=True))
            found.append(_exists(rows, rows.c.rid == rid, condition, there, met, rid=rid))
        return or_(*found, _some_row(self._logical(chain, scope), rid))

    def _planned_holds(self, planned: Planned, scope: Scope, rid: Column) -> Column:
        reference = planned.reference
        if isinstance(reference, Match):
            rows, condition = self._planned_rows(planned)
            met = self._targets(reference, rows)
            return _exists(rows, rows.c.rid == rid, condition, met, rid=rid)
        found = []
        for target, inner in reference.branches:
            rows, condition = self._planned_rows(planned)
            met = self.holds(inner, Scope(target, inside=True), rows.c.target)
            found.append(_exists(rows, rows.c.rid == rid, condition, met, rid=rid))
        logical = self._logical(reference, scope)
        if logical:
            found.append(and_(_some_row(logical, rid), self.holds(planned.span, scope, rid)))
        return or_(*found)

    def _composite_holds(self, match: Match, scope: Scope, rid: Column) -> Column:
        numbers = self._leaves.numbers(match.parameter, "", inside=scope.inside)
        found = []
        for value in match.values:
            rows = tables.reference_index.alias()
            parts = self._component_leaves(match.parameter, value, scope)
            met = [_some_row(leaves, rows.c.target) for leaves in parts]
            under = rows.c.parameter.in_(numbers)
            found.append(_exists(rows, rows.c.rid == rid, under, *met, rid=rid))
        return or_(*found)

    def _row_holds(self, step: IdIn | Updated, scope: Scope, rid: Column) -> Column:
        resource = tables.resource.alias()
        met = self._on_row(step, resource)
        return _exists(resource, resource.c.rid == rid, self._live(resource, scope), met, rid=rid)

    def _on_row(self, step: IdIn | Updated, resource: FromClause) -> Column:
        """Criteria on the resource's own row."""
        if isinstance(step, IdIn):
            return resource.c.id.in_(step.ids)
        updated = resource.c.updated
        return or_(
            *(date_condition(value, updated, updated, 0, self._now) for value in step.values)
        )

    def _is_present(self, parameter: Parameter, scope: Scope, rid: Column) -> Column:
        """Whether the resource has any value for a parameter."""
        if parameter.code in ("_id", "_lastUpdated"):
            return true()
        found = []
        for table, suffix in _PRESENCE[parameter.kind]:
            rows = table.alias()
            numbers = self._leaves.numbers(parameter, suffix, inside=scope.inside)
            under = rows.c.parameter.in_(numbers)
            found.append(_exists(rows, rows.c.rid == rid, under, rid=rid))
        return or_(*found)

    # -- rows ------------------------------------------------------------------

    def _span_leaf(self, span: Span, scope: Scope) -> Leaf:
        numbers = self._leaves.numbers(span.parameter, "", inside=scope.inside)
        return Leaf(tables.date_index, numbers, lambda rows: self._in_span(span, rows))

    def _in_span(self, span: Span, rows: FromClause) -> Column:
        return and_(*(self._leaves.dates(span.parameter, group)(rows) for group in span.groups))

    def _planned_rows(self, planned: Planned) -> tuple[FromClause, Column]:
        rows = tables.reference_date_index.alias()
        type_name = planned.reference.parameter.type
        number = self._reader.numbering.parameter(type_name, planned.code)
        return rows, and_(rows.c.parameter == number, self._in_span(planned.span, rows))

    def _targets(self, match: Match, rows: FromClause) -> Column:
        """Whether a row's reference is to one of the places that `match` names."""
        wanted = [value for value in match.values if isinstance(value, ReferenceValue)]
        return rows.c.target.in_(self._leaves.anchors(wanted))

    def _has_rows(self, has: Has) -> tuple[FromClause, Column]:
        """The rows of references by others that meet the criterion, to be read per target."""
        inner = has.criterion
        criteria: Iterable[Criterion] = inner.criteria if isinstance(inner, AllOf) else (inner,)
        anything = Match(has.parameter, "", ())
        steps = join_spans([anything, *criteria], has.type, self._elements)
        planned = next((step for step in steps if isinstance(step, Planned)), None)
        if planned is not None and planned.reference is anything:
            rows, condition = self._planned_rows(planned)
        else:
            rows = tables.reference_index.alias()
            numbers = self._leaves.numbers(has.parameter, "", inside=False)
            condition = rows.c.parameter.in_(numbers)
            planned = None
        rest = [step for step in steps if step is not planned and step is not anything]
        source = Scope(has.type)
        met = [self.holds(step, source, rows.c.rid) for step in rest]
        return rows, and_(condition, *met)

    def _logical(self, chain: Chain, scope: Scope) -> list[Leaf]:
        """References by identifier only, for a chain that ends there (spec/gap.md 6.3)."""
        leaves: list[Leaf] = []
        numbers = self._leaves.numbers(chain.parameter, LOGICAL, inside=scope.inside)
        for target, inner in chain.branches:
            if not isinstance(inner, Match) or inner.parameter.code != "identifier":
                continue
            if inner.modifier:
                continue
            values = tuple(
                TokenValue(None if value.system is None else f"{kind}|{value.system}", value.code)
                for value in inner.values
                if isinstance(value, TokenValue)
                for kind in (target, "")
            )
            leaves += self._leaves.under(numbers, replace(inner, values=values))
        return leaves

    def _component_leaves(self, composite: Parameter, value: Any, scope: Scope) -> list[list[Leaf]]:
        """Per component of a composite: the rows that its part of `value` looks for."""
        assert isinstance(value, CompositeValue)  # noqa: S101 - values are read by kind
        found = []
        for index, component in enumerate(composite.components):
            code = component_code(composite.index, index)
            parameter = Parameter(composite.type, code, component.kind, "", index=code)
            numbers = self._leaves.numbers(parameter, "", inside=scope.inside)
            match = Match(parameter, "", (value.parts[index],))
            found.append(self._leaves.under(numbers, match))
        return found

    def _live(self, resource: FromClause, scope: Scope) -> Column:
        """Resources of the scope's type that are there."""
        of_type = resource.c.type == self._reader.numbering.types[scope.type]
        live = resource.c.state == tables.LIVE
        return and_(of_type, or_(live, resource.c.owner.is_not(None)) if scope.inside else live)

    def _is_there(self, rid: Column, scope: Scope) -> Column:
        """Whether `rid` is a resource of the scope, not only referred to."""
        resource = tables.resource.alias()
        return _exists(resource, resource.c.rid == rid, self._live(resource, scope), rid=rid)


_PRESENCE = {
    "token": ((tables.token_index, ""), (tables.string_index, ":text")),
    "reference": (
        (tables.reference_index, ""),
        (tables.uri_index, ""),
        (tables.token_index, ":identifier"),
    ),
    "string": ((tables.string_index, ""),),
    "uri": ((tables.uri_index, ""),),
    "date": ((tables.date_index, ""),),
    "number": ((tables.number_index, ""),),
    "quantity": ((tables.quantity_index, ""),),
    "special": ((tables.position_index, ""),),
    "composite": ((tables.reference_index, ""),),
}
"""Where a parameter of each kind has rows when it has a value."""


def _rows_of(leaf: Leaf) -> Rids:
    rows = leaf.table.alias()
    return select(rows.c.rid).where(rows.c.parameter.in_(leaf.numbers), leaf.condition(rows))


def _some_row(leaves: Sequence[Leaf], rid: Column) -> Column:
    """Whether the resource has a row of one of the leaves."""
    found = []
    for leaf in leaves:
        rows = leaf.table.alias()
        under = rows.c.parameter.in_(leaf.numbers)
        found.append(_exists(rows, rows.c.rid == rid, under, leaf.condition(rows), rid=rid))
    return or_(*found) if found else rid == NOBODY


def _exists(rows: FromClause, *conditions: Column, rid: Column) -> Column:
    """A subquery about the resource of the enclosing query that `rid` belongs to."""
    query = select(1).select_from(rows).where(*conditions)
    outer = getattr(rid, "table", None)
    return exists(query if outer is None else query.correlate(outer))


def _any_of(queries: Sequence[Rids]) -> Rids:
    """The union of queries; nothing when there are none."""
    if not queries:
        return select(literal(NOBODY))
    if len(queries) == 1:
        return queries[0]
    together = union_all(*queries).subquery()
    return select(together.c[0])
