"""INT_R02: the accounts of regulators.

An account is a Practitioner that declares FrPractitionerRegul. Its identifier
is its key, among active accounts only; an e-mail address is never one.

Spec: flows.md 4, behaviour.md ("accounts", "conditional update")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sas_server.flows.account_rules import DUPLICATE_ACCOUNT, NO_DELETION
from sas_server.flows.conditions import named_in
from sas_server.flows.findings import to_issues
from sas_server.flows.holders import find_accounts, is_account, names_of
from sas_server.flows.locations import unversioned
from sas_server.flows.rule import apply
from sas_server.flows.table import rules_of
from sas_server.refusals.refusal import Refusal, Refused
from sas_server.rest.exchange import Answer
from sas_server.rest.flows import Change, Flow
from sas_server.store.content import read_json
from sas_server.store.rows import Resource, Stored
from sas_server.store.writer import Writer

_RULES = rules_of("INT_R02", "Practitioner")
_DUPLICATE = Refusal(422, DUPLICATE_ACCOUNT.message)
_NO_DELETION = Refusal(405, NO_DELETION.message)
_ALLOWED = "GET, HEAD, OPTIONS, PATCH, PUT"


class Accounts(Flow):
    """Keeps one active account per identifier, and finds the account an update is about."""

    name = "INT_R02"

    def review(self, change: Change) -> Iterable[Resource]:
        """The rules of accounts."""
        if not _is_about_account(change) or change.resource is None:
            return ()
        return to_issues(apply(_RULES, change.resource), change.asked.language)

    def match(self, change: Change, writer: Writer) -> Sequence[Stored] | None:
        """The account that holds the query's identifier, else the one that holds the body's.

        The second makes it safe to repeat an update that changed the identifier.
        Active accounts come first; of disabled ones, the last that held it.
        """
        asked = named_in(change.condition)
        if asked is None or not _is_about_account(change) or change.resource is None:
            return None
        for names in (asked, names_of(change.resource)):
            holders = find_accounts(writer, names)
            active = [holder.stored for holder in holders if holder.active]
            if active:
                return active
            if holders:
                return [holders[0].stored]
        return ()

    def accompany(self, change: Change, before: Stored | None, writer: Writer) -> None:
        """Refuses a second active account for an identifier, and deletions."""
        if change.kind == "delete":
            if before is not None and is_account(read_json(before.content or b"{}")):
                raise Refused(_NO_DELETION, headers={"Allow": _ALLOWED})
            return
        account = change.resource
        if account is None or not is_account(account) or account.get("active") is not True:
            return
        names = names_of(account)
        for holder in find_accounts(writer, names):
            itself = before is not None and holder.stored.rid == before.rid
            if holder.active and not itself:
                name = holder.holds(names)
                assert name is not None  # noqa: S101 - that is how it was found
                at = f"Practitioner.identifier[{names.index(name)}]"
                raise Refused(_DUPLICATE, at=[at], identifier=str(name), place=holder.place)

    def finish(self, change: Change, answer: Answer) -> Answer:
        """The Location of an account has no version (flows.md 11.5)."""
        if not _is_about_account(change):
            return answer
        return replace(answer, location=unversioned(answer.location))


def _is_about_account(change: Change) -> bool:
    return (
        change.type == "Practitioner"
        and change.resource is not None
        and is_account(change.resource)
    )
