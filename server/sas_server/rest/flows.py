"""Where flows hook into the generic core.

A flow (INT_R02, GAP 6b...) is a thin set of rules on top of the interactions:
which profile a resource must meet on which interaction, business rules that
profiles can't say, further work in the same transaction, and how a search is
prepared and its answer completed. Subclass `Flow`, override what it needs and
hand the flows to `create_app`; the core asks every flow, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sas_server.rest.exchange import Answer, Asked
from sas_server.search.query import Query
from sas_server.store.reader import Reader
from sas_server.store.rows import Resource, Stored
from sas_server.store.writer import Writer

if TYPE_CHECKING:
    from sas_server.rest.facade import Facade

ChangeKind = Literal["create", "update", "patch", "delete"]


@dataclass(frozen=True, slots=True)
class Change:
    """A resource about to be written or deleted.

    `resource` is None for a deletion; a flow may change it in place before it
    is stored. `id` is None until it is known (a create, a condition not yet
    resolved). `condition` is the query of a conditional interaction.
    """

    kind: ChangeKind
    type: str
    id: str | None
    resource: Resource | None
    condition: Query | None
    asked: Asked


@dataclass(frozen=True, slots=True)
class Searchset:
    """What a search is about to answer: matches and includes, in this order.

    `self_link` is the URL of the search as processed; `profile` goes to the
    bundle's meta.profile. `order` are the numbers (rid) of all entries as they
    are to be sent; without it matches come before includes.
    """

    total: int | None
    matches: Sequence[Stored]
    includes: Sequence[Stored]
    self_link: str
    profile: tuple[str, ...] = ()
    order: Sequence[int] = ()


class Flow:
    """The rules of one flow; every method is a hook that does nothing by default."""

    name = ""

    def attach(self, facade: Facade) -> None:
        """Called once, when the facade that the flow belongs to is put together."""

    def translate(self, change: Change) -> Sequence[Resource] | None:
        """Rewrites in place what came in, before it is judged; None when it did not.

        Else the issues (warning, information) that tell of it, if anybody need know.
        """
        return None

    def profiles(self, change: Change) -> Iterable[str]:
        """Canonicals that the resource must meet beside those it declares."""
        return ()

    def review(self, change: Change) -> Iterable[Resource]:
        """Business rules that need no store: OperationOutcome issues, errors refuse (422).

        Raise Refused for what is not to be done at all (405).
        """
        return ()

    def match(self, change: Change, writer: Writer) -> Sequence[Stored] | None:
        """What a conditional interaction is about; None leaves that to FHIR's rules."""
        return None

    def keys(self, change: Change) -> Iterable[str]:
        """What `accompany` will write beside the resource (`Slot/123`).

        Others who change the same wait for each other instead of failing.
        """
        return ()

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        """Runs inside the transaction, before `change` is written.

        May read, write other resources (`facade.put`), refuse by raising
        Refused, and alter `change.resource`. May run more than once.
        """

    def remarks(self, change: Change, before: Stored | None, reader: Reader) -> Iterable[Resource]:
        """Issues that only the store can tell and that refuse nothing (warning, information).

        Asked within the transaction, after `accompany` and before `change` is written.
        """
        return ()

    def finish(self, change: Change, answer: Answer) -> Answer:
        """The answer to a change, perhaps with other headers."""
        return answer

    def prepare(self, query: Query, asked: Asked) -> Query:
        """The search to run; raise Refused for one that the flow does not allow."""
        return query

    def is_one_page(self, query: Query) -> bool:
        """Whether the search is answered whole, without paging."""
        return False

    def complete(self, query: Query, found: Searchset) -> Searchset:
        """What is answered; may drop, add or order entries and name the bundle's profile."""
        return found
