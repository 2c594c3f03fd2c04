"""/operateur: sign in, see the server's state, sign out.

Every form carries a token that another site can't know: that of the session,
or before there is one, that of a cookie of this host.

Spec: https://cheatsheetseries.owasp.org (CSRF prevention, session management)
"""

from __future__ import annotations

import hmac
import logging
import secrets
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from sas_server.access.accesses import Touch
from sas_server.access.agents import Agent
from sas_server.access.watching import current_trace
from sas_server.audit.events import SIGN_IN
from sas_server.operators.accounts import password_hash
from sas_server.operators.attempts import forget_attempts, take_attempt
from sas_server.operators.identity import cookie_name, session_of, session_token, set_cookie
from sas_server.operators.overview import Overview, overview
from sas_server.operators.passwords import NO_PASSWORD, is_password
from sas_server.operators.provider import Provider, ProviderError, new_attempt, read_attempt
from sas_server.operators.sessions import Session, end_session, start_session
from sas_server.pages.frame import page_environment
from sas_server.rest.facade import Facade

log = logging.getLogger(__name__)

HOME = "/operateur"
ENTRANCE = "/operateur/connexion"
EXIT = "/operateur/deconnexion"
PROVIDER = "/operateur/psc"
BACK = "/operateur/psc/retour"

_FORM = "formulaire"
_FORM_SECONDS = 3_600
_ATTEMPT = "psc"
_ATTEMPT_SECONDS = 900
_LARGEST_FORM = 10_000

_WRONG = "Nom ou mot de passe incorrect."
_TOO_OFTEN = "Trop d'essais. Réessayez dans un quart d'heure."
_PROVIDER_FAILED = "La connexion avec Pro Santé Connect a échoué."
_NO_ACCOUNT = "Vous n'avez pas de compte d'opérateur ici."
_STALE = "Le formulaire n'est plus valable. Réessayez."

_environment = page_environment()

_BEGIN = """{% extends "frame.html" %}
{% block title %}{{ title }} – sas-fhir{% endblock %}
"""

_SIGN_IN_PAGE = _environment.from_string(
    _BEGIN
    + """{% block main %}
<h1>{{ title }}</h1>
{% if problem %}
<p class="wrong" role="alert">{{ problem }}</p>
{% endif %}
<form class="entry" method="post" action="/operateur/connexion">
<input type="hidden" name="jeton" value="{{ token }}">
<label for="nom">Nom</label>
<input id="nom" name="nom" autocomplete="username" required maxlength="100">
<label for="mot">Mot de passe</label>
<input id="mot" name="mot" type="password" autocomplete="current-password" required
  maxlength="1000">
<button type="submit">Se connecter</button>
</form>
{% if provider %}
<p><a href="/operateur/psc">Se connecter avec Pro Santé Connect</a></p>
{% endif %}
{% endblock %}
"""
)

# A redirection would still count as coming from the provider, and the browser would keep
# the session's cookie back; a page of our own that leads on does not.
_ONWARD_PAGE = _environment.from_string(
    _BEGIN
    + """{% block head %}<meta http-equiv="refresh" content="0; url=/operateur">{% endblock %}
{% block main %}
<p><a href="/operateur">Continuer</a></p>
{% endblock %}
"""
)

_HOME_PAGE = _environment.from_string(
    _BEGIN
    + """{% block main %}
<div class="bar"><h1>{{ title }}</h1>
<form method="post" action="/operateur/deconnexion">
<input type="hidden" name="jeton" value="{{ session.form_token }}">
<span>{{ session.operator }}</span> <button type="submit">Se déconnecter</button>
</form></div>
<h2>État</h2>
<table>
<tr><th scope="row">Version</th><td>{{ view.release }}</td></tr>
<tr><th scope="row">Entrepôt</th><td>{{ view.engine }}</td></tr>
{% for name, count in view.counts %}
<tr><th scope="row">{{ name }}</th><td>{{ count }}</td></tr>
{% endfor %}
</table>
<h2>Ressources retenues</h2>
{% if view.withheld %}
<p>Ces ressources ne respectent plus les profils en vigueur.</p>
<table>
<tr><th>Constatée</th><th>Ressource</th><th>Version</th></tr>
{% for item in view.withheld %}
<tr><td>{{ item.noticed }}</td><td>{{ item.place }}</td><td>{{ item.version }}</td></tr>
{% endfor %}
</table>
{% else %}
<p>Aucune.</p>
{% endif %}
<h2>Derniers accès</h2>
<table>
<tr><th>Moment</th><th>Qui</th><th>Adresse</th><th>Quoi</th><th>Sur</th><th>Réponse</th></tr>
{% for item in view.accesses %}
<tr><td>{{ item.moment }}</td><td>{{ item.agent }}</td><td>{{ item.address }}</td>
<td>{{ item.interaction }}</td><td>{{ item.place }}</td><td>{{ item.status }}</td></tr>
{% endfor %}
</table>
<p><a href="/fhir/AuditEvent?_pretty=true">Toutes les traces</a> (AuditEvent)</p>
{% endblock %}
"""
)


def add_operator_pages(app: Flask, facade: Facade) -> None:
    """Routes the pages. Raises ProviderError when one is set that can't be used."""
    issuer = facade.settings.oidc_issuer
    pages = OperatorPages(facade, Provider(facade.settings) if issuer else None)
    app.add_url_rule(HOME, "operator", pages.home)
    app.add_url_rule(ENTRANCE, "operator-sign-in", pages.sign_in, methods=["GET", "POST"])
    if issuer:
        app.add_url_rule(PROVIDER, "operator-provider", pages.to_provider)
        app.add_url_rule(BACK, "operator-back", pages.from_provider)
    app.add_url_rule(EXIT, "operator-sign-out", pages.sign_out, methods=["POST"])


class OperatorPages:
    """The pages' answers."""

    def __init__(self, facade: Facade, provider: Provider | None) -> None:
        self._provider = provider
        self._facade = facade
        self._store = facade.store

    def home(self) -> Response:
        """The state of the server, for who is signed in."""
        session = session_of(request, self._store)
        if session is None:
            return _to(ENTRANCE)
        return _home(session, overview(self._facade))

    def sign_in(self) -> Response:
        """The form, and what it sends."""
        if request.method == "GET":
            return self._form("")
        current_trace().append(Touch(SIGN_IN))
        if (request.content_length or 0) > _LARGEST_FORM or not _is_own_form():
            return self._form(_STALE, HTTPStatus.FORBIDDEN)
        name, password = request.form.get("nom", "")[:100], request.form.get("mot", "")
        address = request.remote_addr or ""
        if not name.isprintable():
            return self._form(_WRONG, HTTPStatus.FORBIDDEN)
        if not take_attempt(self._store, name, address):
            log.warning("too many attempts to sign in from %s", address)
            return self._form(_TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
        if not is_password(password_hash(self._store, name), password):
            log.warning("an attempt to sign in from %s failed", address)
            return self._form(_WRONG, HTTPStatus.FORBIDDEN)
        forget_attempts(self._store, name)
        return self._begin(_to(HOME), name)

    def to_provider(self) -> Response:
        """Sends the browser to the provider."""
        assert self._provider is not None  # noqa: S101 - only routed with one
        attempt = new_attempt()
        try:
            response = _to(self._provider.address(attempt, _back()))
        except ProviderError as error:
            log.error("the OpenID provider can't be used: %s", error)
            return self._form(_PROVIDER_FAILED, HTTPStatus.BAD_GATEWAY)
        text = attempt.to_text()
        set_cookie(response, request, _ATTEMPT, text, _ATTEMPT_SECONDS, from_elsewhere=True)
        return response

    def from_provider(self) -> Response:
        """Takes the browser back, and signs in whom the provider vouches for."""
        assert self._provider is not None  # noqa: S101 - only routed with one
        current_trace().append(Touch(SIGN_IN))
        attempt = read_attempt(request.cookies.get(cookie_name(_ATTEMPT, request), ""))
        state, code = request.args.get("state", ""), request.args.get("code", "")
        if attempt is None or not _same(state, attempt.state) or not code:
            return self._form(_PROVIDER_FAILED, HTTPStatus.FORBIDDEN)
        try:
            name = self._provider.identity(attempt, code, _back())
        except ProviderError as error:
            log.warning("the OpenID provider vouched for nobody: %s", error)
            return self._form(_PROVIDER_FAILED, HTTPStatus.FORBIDDEN)
        # Accounts with a password are entered by that only.
        if not name.isprintable() or password_hash(self._store, name) != NO_PASSWORD:
            return self._form(_NO_ACCOUNT, HTTPStatus.FORBIDDEN)
        response = _page(_ONWARD_PAGE.render(title="Connexion"), HTTPStatus.OK)
        set_cookie(response, request, _ATTEMPT, "", 0, from_elsewhere=True)
        return self._begin(response, name)

    def _begin(self, response: Response, name: str) -> Response:
        """Starts a session that `response` tells the browser of."""
        self._end()
        g.agent = Agent(name, "operator", audits=True)
        seconds = self._facade.settings.session_time
        # A new token at each sign-in: one that was planted before is worth nothing.
        token = start_session(self._store, name, seconds)
        set_cookie(response, request, "session", token, seconds)
        return response

    def sign_out(self) -> Response:
        """Ends the session."""
        session = session_of(request, self._store)
        response = _to(ENTRANCE)
        if session is None:
            return response
        if not _is_from_here() or not _same(request.form.get("jeton", ""), session.form_token):
            return _home(session, overview(self._facade), HTTPStatus.FORBIDDEN)
        self._end()
        set_cookie(response, request, "session", "", 0)
        return response

    def _end(self) -> None:
        token = session_token(request)
        if token:
            end_session(self._store, token)

    def _form(self, problem: str, status: int = HTTPStatus.OK) -> Response:
        token = secrets.token_urlsafe(32)
        html = _SIGN_IN_PAGE.render(
            title="Connexion", problem=problem, token=token, provider=self._provider
        )
        response = _page(html, status)
        set_cookie(response, request, _FORM, token, _FORM_SECONDS)
        return response


def _home(session: Session, view: Overview, status: int = HTTPStatus.OK) -> Response:
    return _page(_HOME_PAGE.render(title="Exploitation", session=session, view=view), status)


def _page(html: str, status: int) -> Response:
    response = Response(html, status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def _to(path: str) -> Response:
    response = Response(status=HTTPStatus.SEE_OTHER, headers={"Location": path})
    response.headers["Cache-Control"] = "no-store"
    return response


def _back() -> str:
    """Where the provider sends the browser back to."""
    return request.host_url.rstrip("/") + BACK


def _is_own_form() -> bool:
    """Whether the form was made for the browser that sends it."""
    expected = request.cookies.get(cookie_name(_FORM, request), "")
    return _is_from_here() and _same(request.form.get("jeton", ""), expected)


def _is_from_here() -> bool:
    """Whether the browser says that the form came from a page of this host, if it says."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _same(given: str, expected: str) -> bool:
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
