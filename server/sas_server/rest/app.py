"""The Flask application around a facade: one entry for all of FHIR, one for its errors."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, g, redirect, request, send_from_directory
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed
from werkzeug.security import safe_join
from werkzeug.wrappers import Response as BaseResponse

from sas_server.access.accesses import Observer, Touch
from sas_server.access.agents import Agent
from sas_server.access.masking import masked_path
from sas_server.access.watching import (
    MONITORING,
    current_agent,
    current_correlation,
    current_trace,
    watch,
)
from sas_server.agenda.calendar_endpoint import RULE as ICAL
from sas_server.agenda.calendar_endpoint import CalendarExport
from sas_server.audit.readers import audits_without_certificate
from sas_server.demo.booking import RULE as BOOKING
from sas_server.demo.booking import DemoBooking
from sas_server.lrm.endpoint import PATH, ContextualSearch
from sas_server.operators.identity import session_of
from sas_server.operators.pages import add_operator_pages
from sas_server.pages.assets import ASSETS, add_assets
from sas_server.pages.away import away_page
from sas_server.pages.home import home_page
from sas_server.refusals.catalogue import (
    BUG,
    BUSY,
    METHOD_NOT_ALLOWED,
    NO_XML,
    STORE_AWAY,
    UNKNOWN_ROUTE,
)
from sas_server.refusals.refusal import Refused
from sas_server.rest.catalog import add_catalog
from sas_server.rest.exchange import Answer, Asked
from sas_server.rest.facade import Facade
from sas_server.rest.formats import Format, asked_format
from sas_server.rest.hardening import harden
from sas_server.rest.health import add_health
from sas_server.rest.outcomes import refusal_outcome
from sas_server.rest.routes import Router
from sas_server.rest.tracing import UNROUTED, finish
from sas_server.rest.transport import (
    is_form_search,
    language_of,
    read_request,
    reads_html,
    with_body,
    write_response,
)
from sas_server.store.errors import StoreBusyError, StoreError
from sas_server.tls.clients import ClientGate

log = logging.getLogger(__name__)

BASE = "/fhir"

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_RETRY_AFTER = "2"

_FOR_ALL = frozenset({*ASSETS, "guide", "guide-home", "catalog", "healthz", "readyz"})
"""What is the same for everybody, and is there without the store."""


def create_app(
    facade: Facade,
    guide: Path | None = None,
    gate: ClientGate | None = None,
    observers: Sequence[Observer] = (),
) -> Flask:
    """A WSGI application that serves `facade` at /fhir and the `guide` folder at /ig/.

    With a `gate` only the clients that it admits get anything. The `observers`
    are told of every request, as is the facade's audit trail.
    """
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False  # /fhir and /fhir/ are both the base
    endpoint = FhirEndpoint(facade)
    audit = () if facade.audit is None else (facade.audit.observe,)
    watch(app, (*observers, *audit), facade.store.clock)
    harden(app)
    _identify(app, facade, gate, endpoint)
    add_health(app, facade)
    add_operator_pages(app, facade)
    for rule in (BASE, f"{BASE}/", f"{BASE}/<path:path>"):
        app.add_url_rule(
            rule,
            "fhir",
            endpoint,
            methods=_METHODS,
            defaults={"path": ""} if "path" not in rule else None,
            provide_automatic_options=False,
        )
    add_assets(app)
    app.register_error_handler(HTTPException, lambda error: _unrouted(error, endpoint))
    app.register_error_handler(StoreError, lambda error: _without_store(error, endpoint))
    _serve_home(app, facade, endpoint, has_guide=guide is not None)
    add_catalog(app, endpoint.base, has_guide=guide is not None)
    app.add_url_rule(PATH, "recherche", ContextualSearch(facade, endpoint.base), methods=["GET"])
    app.add_url_rule(ICAL, "ical", CalendarExport(facade, endpoint.base), methods=["GET"])
    if facade.settings.demo:
        app.add_url_rule(BOOKING, "agenda", DemoBooking(facade))
    if guide is not None:
        _serve_guide(app, guide)
    return app


class FhirEndpoint:
    """Answers everything under /fhir."""

    def __init__(self, facade: Facade) -> None:
        self._facade = facade
        self._router = Router(facade)
        self.__name__ = "fhir"

    def __call__(self, path: str) -> Response:
        """One request; whatever happens, the answer is FHIR."""
        correlation = current_correlation()
        trace = current_trace()
        format = Format.JSON
        try:
            format = self._format()
            asked = self._asked(path)
            if is_form_search(asked.method, asked.path):
                form = dict(asked.query)
                format = asked_format(request.headers.get("Accept"), form.get("_format"))
            answer = self._answer(asked)
            finish(trace, answer)
            response = self._write(answer, format)
        except Refused as refused:
            given = Format.JSON if refused.refusal is NO_XML else format
            response = self._told(refused, given)
        except StoreError as error:
            response = self._told(_later(error), format)
        except Exception:
            log.exception("%s: %s %s", correlation, request.method, masked_path(request.path))
            bug = Refused(BUG, correlation=correlation)
            response = self._told(bug, Format.JSON)
        return response

    def refuse(self, refused: Refused) -> Response:
        """The response to a request that is refused whatever it asks for."""
        try:
            format = self._format()
        except Refused:
            format = Format.JSON
        return self._told(refused, format)

    def refuse_method(self, path: str) -> Response:
        """The response to a method that HTTP or FHIR does not know."""
        try:
            allowed = self._allowed(path)
        except Refused as refused:
            return self.refuse(refused)
        given = {"method": request.method, "allowed": allowed}
        return self.refuse(Refused(METHOD_NOT_ALLOWED, headers={"Allow": allowed}, **given))

    def _allowed(self, path: str) -> str:
        return ", ".join([*self._router.allowed(path), "OPTIONS"])

    def _asked(self, path: str) -> Asked:
        settings = self._facade.settings
        asked = read_request(request, self.base(), path, settings, current_agent(), current_trace())
        return with_body(asked, request, settings)

    def _answer(self, asked: Asked) -> Answer:
        if asked.method == "OPTIONS":
            return Answer(204, headers={"Allow": self._allowed(asked.path)})
        return self._router.perform(asked)

    def _format(self) -> Format:
        return asked_format(request.headers.get("Accept"), request.args.get("_format"))

    def base(self) -> str:
        """The FHIR base as this client sees it."""
        return self._facade.settings.public_base.rstrip("/") or request.host_url + BASE[1:]

    def _write(self, answer: Answer, format: Format) -> Response:
        pretty = request.args.get("_pretty") == "true"
        return write_response(answer, self._facade, format, request, pretty=pretty)

    def _told(self, refused: Refused, format: Format) -> Response:
        """The response to a refusal; in JSON where it quotes what XML can't hold."""
        outcome = refusal_outcome(refused, language_of(request))
        answer = Answer(refused.status, outcome, headers=refused.headers)
        try:
            return self._write(answer, format)
        except Refused:
            return self._write(answer, Format.JSON)


def _later(error: StoreError) -> Refused:
    log.warning("%s: %s", current_correlation(), error)
    reason = BUSY if isinstance(error, StoreBusyError) else STORE_AWAY
    return Refused(reason, headers={"Retry-After": _RETRY_AFTER})


def _without_store(error: StoreError, endpoint: FhirEndpoint) -> Response:
    """What is answered outside of FHIR when the store can't be used: a page to who reads pages."""
    later = _later(error)
    if _is_fhir(request.path) or not reads_html(request):
        return endpoint.refuse(later)
    language = language_of(request)
    page = away_page(later.refusal, language)
    headers = {**later.headers, "Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    return Response(page, status=later.status, mimetype="text/html", headers=headers)


def _is_fhir(path: str) -> bool:
    return path == BASE or path.startswith(f"{BASE}/")


def _unrouted(error: HTTPException, endpoint: FhirEndpoint) -> Response | HTTPException:
    """What Flask itself refuses, in FHIR's words below the FHIR base."""
    if not _is_fhir(request.path):
        return error
    path = request.path.removeprefix(BASE).removeprefix("/")
    if isinstance(error, MethodNotAllowed):
        return endpoint.refuse_method(path)
    if isinstance(error, InternalServerError):
        return endpoint.refuse(Refused(BUG, correlation=current_correlation()))
    return endpoint.refuse(Refused(UNKNOWN_ROUTE, path=f"/{path}"))


def _identify(app: Flask, facade: Facade, gate: ClientGate | None, endpoint: FhirEndpoint) -> None:
    """Finds out who asks before anything is answered."""
    settings = facade.settings
    everybody = Agent(audits=audits_without_certificate(settings))

    def identify() -> Response | None:
        g.agent = everybody
        if MONITORING in request.environ:
            return None
        try:
            client = None if gate is None else gate.admit(request.environ)
        except Refused as refused:
            log.warning("a client was refused: %s", refused)
            g.agent = Agent(gate.name(request.environ) if gate else "", "certificate")
            current_trace().append(Touch(UNROUTED))
            return endpoint.refuse(refused)
        if client is not None:
            audits = client.name in settings.audit_reader
            g.agent = Agent(client.name, "certificate", audits=audits)
        if request.endpoint in _FOR_ALL:
            return None
        session = session_of(request, facade.store)
        if session is not None:
            g.agent = Agent(session.operator, "operator", audits=True)
        return None

    app.before_request(identify)


def _serve_home(app: Flask, facade: Facade, endpoint: FhirEndpoint, *, has_guide: bool) -> None:
    def home() -> Response:
        page = home_page(facade, endpoint.base(), language_of(request), has_guide=has_guide)
        return Response(page, mimetype="text/html", headers={"Vary": "Accept-Language"})

    app.add_url_rule("/", "home", home)


def _serve_guide(app: Flask, folder: Path) -> None:
    def send(path: str) -> Response:
        return send_from_directory(folder, path)

    def page(path: str) -> BaseResponse:
        target = f"{path}index.html" if path.endswith("/") else path
        inside = safe_join(str(folder), target)
        if inside is not None and Path(inside).is_dir():
            return redirect(f"{quote(request.path)}/", 301)
        return send(target)

    def home() -> Response:
        # French first; the English home page leads whoever prefers it on from here.
        english = language_of(request) == "en" and (folder / "en" / "index.html").is_file()
        response = (
            Response(status=302, headers={"Location": "/ig/en/"}) if english else send("index.html")
        )
        response.vary.add("Accept-Language")
        return response

    app.add_url_rule("/ig/", "guide-home", home)
    app.add_url_rule("/ig/<path:path>", "guide", page)
