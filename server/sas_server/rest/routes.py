"""From a method and a path to an interaction that is ready to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import BaseConverter, Map, Rule

from sas_server.definitions import AUDIT, CONFORMANCE, SERVED
from sas_server.refusals.catalogue import (
    BAD_ENTRY,
    METHOD_NOT_ALLOWED,
    UNKNOWN_ROUTE,
    UNKNOWN_TYPE,
)
from sas_server.refusals.refusal import Refused
from sas_server.rest.auditing import prepare_audit_read, prepare_audit_search
from sas_server.rest.capabilities import prepare_capabilities
from sas_server.rest.changes import Work, run
from sas_server.rest.conformance import prepare_conformance_read, prepare_conformance_search
from sas_server.rest.creating import prepare_create
from sas_server.rest.deleting import prepare_conditional_delete, prepare_delete
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.history import prepare_history
from sas_server.rest.interactions import INTERACTIONS, Interaction
from sas_server.rest.openapi import prepare_openapi
from sas_server.rest.patching import prepare_conditional_patch, prepare_patch
from sas_server.rest.reading import prepare_read, prepare_vread
from sas_server.rest.searching import Search, prepare_search
from sas_server.rest.tracing import begin, found
from sas_server.rest.transactions import perform_bundle
from sas_server.rest.updating import prepare_conditional_update, prepare_update
from sas_server.rest.validating import prepare_validate

Prepare = Callable[..., Work]
"""(facade, asked, *path parameters) -> work."""

_PREPARE: Mapping[tuple[str, str], Prepare] = {
    ("capabilities", ""): prepare_capabilities,
    ("openapi", ""): prepare_openapi,
    ("history-system", ""): prepare_history,
    ("validate", ""): prepare_validate,
    ("search-type", "served"): prepare_search,
    ("create", "served"): prepare_create,
    ("conditional-update", "served"): prepare_conditional_update,
    ("conditional-patch", "served"): prepare_conditional_patch,
    ("conditional-delete", "served"): prepare_conditional_delete,
    ("history-type", "served"): prepare_history,
    ("validate", "served"): prepare_validate,
    ("read", "served"): prepare_read,
    ("update", "served"): prepare_update,
    ("patch", "served"): prepare_patch,
    ("delete", "served"): prepare_delete,
    ("history-instance", "served"): prepare_history,
    ("vread", "served"): prepare_vread,
    ("search-type", "conformance"): prepare_conformance_search,
    ("read", "conformance"): prepare_conformance_read,
    ("validate", "conformance"): prepare_validate,
    ("search-type", "audit"): prepare_audit_search,
    ("read", "audit"): prepare_audit_read,
    ("validate", "other"): prepare_validate,
}


class _Pattern(BaseConverter):
    """A path segment that matches a regular expression."""

    def __init__(self, map: Map, pattern: str) -> None:
        super().__init__(map)
        self.regex = pattern


class Router:
    """Finds interactions by the table."""

    def __init__(self, facade: Facade) -> None:
        """All interactions share `facade`."""
        self._facade = facade
        other = facade.definitions.other_types
        types = {
            "served": SERVED,
            "conformance": CONFORMANCE,
            "audit": AUDIT,
            "other": other,
            "": (),
        }
        rules = [_rule(interaction, types[interaction.types]) for interaction in INTERACTIONS]
        converters = {"regex": _Pattern}
        self._map = Map(rules, strict_slashes=False, merge_slashes=False, converters=converters)

    def perform(self, asked: Asked) -> Answer:
        """Answers a request that came by itself. Raises Refused."""
        interaction, parameters = self._match(asked)
        if interaction.name == "batch":
            return perform_bundle(self._facade, asked, self.prepare)
        work = self._prepared(interaction, asked, parameters)
        if isinstance(work, Search):
            return work.perform()
        return run(self._facade, work)

    def prepare(self, asked: Asked) -> Work:
        """The work that a bundle's entry asks for. Raises Refused."""
        interaction, parameters = self._match(asked)
        if interaction.name == "batch":
            raise Refused(BAD_ENTRY, reason="a bundle within a bundle")
        return self._prepared(interaction, asked, parameters)

    def allowed(self, path: str) -> list[str]:
        """The methods that a path takes. Raises Refused when it is not routed."""
        adapter = self._map.bind("")
        methods = adapter.allowed_methods("/" + path)
        if not methods:
            raise _unknown(path)
        return sorted(set(methods))

    def _prepared(
        self, interaction: Interaction, asked: Asked, parameters: Mapping[str, str]
    ) -> Work:
        prepare = _PREPARE[interaction.name, interaction.types]
        given = [parameters[name] for name in ("type", "id", "version") if name in parameters]
        return prepare(self._facade, asked, *given)

    def _match(self, asked: Asked) -> tuple[Interaction, Mapping[str, str]]:
        method = "GET" if asked.method == "HEAD" else asked.method
        if "\0" in asked.path:
            raise _unknown(asked.path)
        touch = begin(asked)
        try:
            endpoint, parameters = self._map.bind("").match("/" + asked.path, method)
        except MethodNotAllowed as error:
            allowed = ", ".join([*sorted(error.valid_methods or ()), "OPTIONS"])
            raise Refused(
                METHOD_NOT_ALLOWED,
                headers={"Allow": allowed},
                method=asked.method,
                allowed=allowed,
            ) from error
        except NotFound as error:
            raise _unknown(asked.path) from error
        found(touch, endpoint, parameters)
        return endpoint, parameters


def _rule(interaction: Interaction, types: Sequence[str]) -> Rule:
    path = interaction.path.replace("{type}", f"<any({', '.join(types)}):type>")
    # `_history` and `$operation` are no ids.
    path = path.replace("{id}", '<regex("[^/_$][^/]*"):id>').replace("{version}", "<version>")
    methods: list[str] = list(interaction.methods)
    endpoint: Any = interaction
    return Rule("/" + path, methods=methods, endpoint=endpoint)


def _unknown(path: str) -> Refused:
    """404: either a type that is not served or no address at all."""
    head = path.strip("/").partition("/")[0]
    if head[:1].isupper() and head not in (*SERVED, *CONFORMANCE):
        return Refused(UNKNOWN_TYPE, type=head)
    return Refused(UNKNOWN_ROUTE, path=f"/{path}")
