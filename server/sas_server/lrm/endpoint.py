"""`GET /sas/recherche`: the contextual search over HTTP.

Browsers get a page; a client that asks for FHIR gets refusals as OperationOutcome.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from flask import Response, request

from sas_server.access.accesses import Touch
from sas_server.access.watching import current_agent, current_trace
from sas_server.flows.instants import PARIS
from sas_server.lrm.call import UNKNOWN_ORIGIN, Call, Problem, problems_of, read_call
from sas_server.lrm.offers import Finder
from sas_server.lrm.page import HEADERS, problems_page, results_page
from sas_server.lrm.specialties import Specialties
from sas_server.refusals.catalogue import NOT_ACCEPTABLE
from sas_server.refusals.refusal import Refused
from sas_server.rest.bundles import query_text
from sas_server.rest.exchange import Answer
from sas_server.rest.facade import Facade
from sas_server.rest.formats import Format, asked_format
from sas_server.rest.outcomes import issue, outcome, refusal_outcome
from sas_server.rest.transport import (
    language_of,
    read_request,
    reads_html,
    write_response,
)
from sas_server.store.instants import to_datetime
from sas_server.store.rows import Resource

PATH = "/sas/recherche"


class ContextualSearch:
    """Answers the URL that regulation softwares open."""

    def __init__(self, facade: Facade, base: Callable[[], str]) -> None:
        """`base` gives the FHIR base as this client sees it."""
        self._facade = facade
        self._base = base
        self._specialties = Specialties(facade.definitions.registry)
        self.__name__ = "recherche"

    def __call__(self) -> Response:
        """One call; a refusal is a page or an OperationOutcome, as the client reads."""
        try:
            response = self._answer()
        except Refused as refused:
            told = Answer(refused.status, refusal_outcome(refused, language_of(request)))
            response = write_response(told, self._facade, self._format(), request, pretty=False)
        response.headers |= HEADERS
        return response

    def _answer(self) -> Response:
        facade = self._facade
        asked = read_request(
            request, self._base(), PATH, facade.settings, current_agent(), current_trace()
        )
        asked.trace.append(Touch("search-type", "Slot", query=query_text(asked.query)))
        call = read_call(asked.query)
        problems = list(problems_of(call, asked.query, facade.settings.lrm_origin))
        if problems:
            return self._refuse(call, problems)
        if not reads_html(request):
            raise Refused(NOT_ACCEPTABLE, asked=request.headers.get("Accept"), offered="text/html")
        commune = call.commune
        assert commune is not None  # noqa: S101 - otherwise it is a problem
        wanted = self._specialties.wanted(call)
        finder = Finder(facade, asked.base, self._specialties.labels)
        results = finder.find(call, commune, wanted)
        return _page(200, results_page(call, wanted, results, self._today()))

    def _refuse(self, call: Call, problems: Sequence[Problem]) -> Response:
        status = 403 if any(problem[0] is UNKNOWN_ORIGIN for problem in problems) else 400
        if reads_html(request):
            return _page(status, problems_page(call, problems, self._today()))
        language = language_of(request)
        issues = [
            issue(message, language, [name], **details) for message, name, details in problems
        ]
        return self._told(status, outcome(issues))

    def _told(self, status: int, content: Resource) -> Response:
        answer = Answer(status, content)
        return write_response(answer, self._facade, self._format(), request, pretty=False)

    def _format(self) -> Format:
        try:
            return asked_format(request.headers.get("Accept"), None)
        except Refused:
            return Format.JSON

    def _today(self) -> date:
        return to_datetime(self._facade.store.clock()).astimezone(PARIS).date()


def _page(status: int, html: str) -> Response:
    return Response(html, status=status, mimetype="text/html")
