"""Signing in by an OpenID Connect provider: one of our own on this machine, honest or not."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask, Response, jsonify, redirect, request
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from tests.integration.server.conftest import BuildServer
from tests.integration.server.processes import run_command
from werkzeug.serving import make_server

from sas_server.operators.accounts import add_account
from sas_server.rest.app import create_app

NUMBER = "899700218896"
CLIENT, SHARED = "sas-fhir", "entre nous"


@dataclass
class LocalProvider:
    """A provider; the dictionaries change what it says, for lies."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    claims: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=dict)
    signing_key: RSAKey | None = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def application(self) -> Flask:
        app = Flask("provider")
        app.add_url_rule("/.well-known/openid-configuration", "about", self.about)
        app.add_url_rule("/keys", "keys", lambda: jsonify(keys=[self.key.as_dict(private=False)]))
        app.add_url_rule("/authorize", "authorize", self.authorize)
        app.add_url_rule("/token", "token", self.token, methods=["POST"])
        app.add_url_rule("/userinfo", "userinfo", self.userinfo)
        return app

    def about(self) -> Response:
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            userinfo_endpoint=f"{self.issuer}/userinfo",
            jwks_uri=f"{self.issuer}/keys",
        )

    def authorize(self) -> Any:
        asked = dict(request.args.items())
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["acr_values"] == "eidas1"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.asked[code] = asked
        return redirect(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

    def token(self) -> Any:
        asked = self.asked.pop(request.form["code"], None)
        if asked is None or request.form.get("client_secret") != SHARED:
            return jsonify(error="invalid_grant"), 400
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != asked["code_challenge"]:
            return jsonify(error="invalid_grant"), 400
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "f:1", "iat": now, "exp": now + 120,
            "nonce": asked["nonce"],
        } | self.claims  # fmt: skip
        header = {"alg": "RS256", "kid": "k1"}
        signed = jwt.encode(header, claims, self.signing_key or self.key)
        return jsonify(access_token="a", token_type="Bearer", id_token=signed, expires_in=60)  # noqa: S106

    def userinfo(self) -> Any:
        assert request.headers["Authorization"] == "Bearer a"
        return jsonify({"sub": "f:1", "SubjectNameID": NUMBER} | self.person)


@pytest.fixture
def provider() -> Iterator[LocalProvider]:
    """A provider that listens."""
    found = LocalProvider()
    server = make_server("127.0.0.1", 0, found.application(), threaded=True)
    found.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def engine() -> str:
    """One store will do: nothing here depends on it."""
    return "sqlite"


@pytest.fixture
def browser(build_server: BuildServer, provider: LocalProvider) -> FlaskClient:
    """A browser at a server that knows the provider and two accounts."""
    built = build_server(
        host="192.0.2.1",
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SHARED,
    )
    add_account(built.facade.store, NUMBER, None)
    add_account(built.facade.store, "par-mot-de-passe", "un mot de passe assez long")
    return create_app(built.facade).test_client()


def visit_provider(address: str) -> str:
    """What the provider sends the browser back to."""
    answer = requests.get(address, allow_redirects=False, timeout=30)
    return str(answer.headers["Location"])


def sign_in(browser: FlaskClient) -> Any:
    there = browser.get("/operateur/psc").headers["Location"]
    back = urlsplit(visit_provider(there))
    return browser.get(f"{back.path}?{back.query}")


def is_in(browser: FlaskClient) -> bool:
    return bool(browser.get("/operateur").status_code == 200)


def test_signs_in(browser: FlaskClient) -> None:
    assert "/operateur/psc" in browser.get("/operateur/connexion").get_data(as_text=True)
    answer = sign_in(browser)
    assert answer.status_code == 200
    assert 'http-equiv="refresh"' in answer.get_data(as_text=True)
    assert is_in(browser)
    assert NUMBER in browser.get("/operateur").get_data(as_text=True)


@pytest.mark.parametrize(
    ("claims", "person"),
    [
        pytest.param({"iss": "https://other.example"}, {}, id="other issuer"),
        pytest.param({"aud": "other"}, {}, id="for another client"),
        pytest.param({"exp": 1_000_000_000}, {}, id="expired"),
        pytest.param({"nonce": "other"}, {}, id="other nonce"),
        pytest.param({"nonce": None}, {}, id="no nonce"),
        pytest.param({}, {"sub": "f:2"}, id="somebody else's userinfo"),
        pytest.param({}, {"SubjectNameID": "899700000000"}, id="no account"),
        pytest.param({}, {"SubjectNameID": "par-mot-de-passe"}, id="account with a password"),
        pytest.param({}, {"SubjectNameID": ""}, id="no name"),
        pytest.param({}, {"SubjectNameID": ["x"]}, id="name of another kind"),
    ],
)
def test_lies_are_refused(
    browser: FlaskClient, provider: LocalProvider, claims: dict[str, Any], person: dict[str, Any]
) -> None:
    provider.claims, provider.person = claims, person
    assert sign_in(browser).status_code == 403
    assert not is_in(browser)


def test_a_foreign_signature_is_refused(browser: FlaskClient, provider: LocalProvider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "k1"})
    assert sign_in(browser).status_code == 403


def test_the_answer_is_for_the_browser_that_asked(
    browser: FlaskClient, provider: LocalProvider
) -> None:
    there = browser.get("/operateur/psc").headers["Location"]
    back = urlsplit(visit_provider(there))
    other = browser.application.test_client()
    assert other.get(f"{back.path}?{back.query}").status_code == 403
    code = parse_qs(back.query)["code"][0]
    assert browser.get(f"{back.path}?code={code}&state=x").status_code == 403
    assert browser.get(f"{back.path}?{back.query}").status_code == 200
    # A code is good once.
    assert browser.get(f"{back.path}?{back.query}").status_code == 403


def test_a_provider_that_is_away(browser: FlaskClient, provider: LocalProvider) -> None:
    provider.issuer = "http://127.0.0.1:9"
    assert browser.get("/operateur/psc").status_code == 502


@pytest.mark.parametrize(
    "options",
    [
        ["--oidc-issuer", "http://sas.example", "--oidc-client-id", "x"],
        ["--oidc-issuer", "nonsense", "--oidc-client-id", "x"],
        ["--oidc-issuer", "https://psc.example"],
    ],
    ids=["plain HTTP", "no URL", "no client id"],
)
def test_bad_options(tmp_path: Any, options: list[str]) -> None:
    store = f"sqlite:///{tmp_path / 'store.db'}"
    done = run_command("serve", "--store", store, *options)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
