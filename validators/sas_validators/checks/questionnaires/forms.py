"""A Questionnaire as its responses are judged by it.

Spec: https://hl7.org/fhir/R4/questionnaire.html
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from sas_validators.checks.run import Object, Run
from sas_validators.fhirpath.environment import Environment
from sas_validators.model.paths import Location
from sas_validators.terminology.json_reading import objects, text
from sas_validators.terminology.value_sets import compile_value_set


class FormItem:
    """One item of a questionnaire.

    `data` is its JSON, `at` its place in the questionnaire, `order` its number in
    document order, `last` that of the last item below it.
    """

    __slots__ = ("above", "at", "children", "data", "last", "link_id", "order", "type")

    def __init__(self, data: Object, at: Location, above: FormItem | None, order: int) -> None:
        self.data = data
        self.at = at
        self.above = above
        self.order = order
        self.last = order
        self.link_id = text(data, "linkId")
        self.type = text(data, "type")
        self.children: list[FormItem] = []

    @property
    def required(self) -> bool:
        """Whether a completed response must have it."""
        return self.data.get("required") is True

    @property
    def repeats(self) -> bool:
        """Whether it may occur, or be answered, more than once."""
        return self.data.get("repeats") is True

    @property
    def is_open(self) -> bool:
        """Whether free text is as good as an option."""
        return self.type == "open-choice"

    def extensions(self, url: str) -> Iterator[Any]:
        """The values of its extensions `url`."""
        return extension_values(self.data, url)

    def integer(self, url: str) -> int | None:
        """The whole number that its extension `url` has; None without one."""
        found = next(self.extensions(url), None)
        return found if type(found) is int else None


def extension_values(node: Object, url: str) -> Iterator[Any]:
    """The JSON values of the extensions `url` of `node`, whatever their type."""
    for extension in objects(node, "extension"):
        if extension.get("url") == url:
            yield from (value for name, value in extension.items() if name.startswith("value"))


class Offered(NamedTuple):
    """The options of an item: what each is known by, their types, what they display."""

    keys: frozenset[Hashable]
    types: frozenset[str]
    displays: frozenset[str]


class Form:
    """The items of a questionnaire, and the value sets its answers come from.

    `options` keeps what was worked out of the items' options; `env` limits the
    time that its regular expressions take, all together.
    """

    def __init__(self, questionnaire: Object, at: Location, r: Run) -> None:
        """`at` is where the questionnaire stands."""
        self.env = Environment(r.session.types)
        self.options: dict[FormItem, Offered] = {}
        self._by_link_id: dict[str, FormItem] = {}
        self._count = 0
        self.items = self._read_items(questionnaire, at, None)
        contained = {
            f"#{text(item, 'id')}": compile_value_set(item)
            for item in objects(questionnaire, "contained")
            if item.get("resourceType") == "ValueSet"
        }
        known = r.session.terminology
        self._terminology = known.with_value_sets(contained) if contained else known

    def _read_items(self, node: Object, at: Location, above: FormItem | None) -> list[FormItem]:
        found = []
        listed = node.get("item")
        for index, data in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(data, dict):
                continue
            item = FormItem(data, (at, "item", index), above, self._count)
            self._count += 1
            self._by_link_id.setdefault(item.link_id, item)
            item.children = self._read_items(data, item.at, item)
            item.last = self._count - 1
            found.append(item)
        return found

    def find(self, link_id: str) -> FormItem | None:
        """The item of that linkId, wherever it is."""
        return self._by_link_id.get(link_id)

    def all_items(self) -> Iterator[FormItem]:
        """Every item, in document order."""
        pending = list(reversed(self.items))
        while pending:
            item = pending.pop()
            yield item
            pending.extend(reversed(item.children))

    def knows_value_set(self, canonical: str) -> bool:
        """Whether the value set is loaded, or contained in the questionnaire."""
        return self._terminology.value_set(canonical) is not None

    def is_member(self, value_set: str, system: str, code: str) -> bool | None:
        """Whether the code is in the value set; None when it can't be told.

        With `system` "" the code alone counts.
        """
        return self._terminology.member_of(value_set, system, code)
