"""The operator's page: who gets in, what protects the forms, what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.integration.server.conftest import BuildServer, Server
from tests.integration.server.processes import run_command
from werkzeug.test import TestResponse

from sas_server.operators.accounts import account_names, add_account, remove_account
from sas_server.operators.attempts import PER_ADDRESS, PER_NAME, WINDOW
from sas_server.rest.app import create_app
from sas_server.store.instants import now
from sas_validators.validator import Validator

NAME, PASSWORD = "exploitant", "un mot de passe assez long"
WRONG = "faux"
SECOND = 1_000_000

Clock = list[int]


@pytest.fixture
def clock() -> Clock:
    """The time in its only item."""
    return [now()]


@pytest.fixture
def server(build_server: BuildServer, clock: Clock) -> Server:
    """A server with one account, which is only reached from elsewhere."""
    built = build_server(recorded=True, clock=lambda: clock[0], host="192.0.2.1")
    add_account(built.facade.store, NAME, PASSWORD)
    return built


@pytest.fixture
def app(server: Server) -> Flask:
    return create_app(server.facade)


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


def form_token(page: TestResponse) -> str:
    found = re.search(r'name="jeton" value="([^"]+)"', page.get_data(as_text=True))
    assert found
    return found[1]


def sign_in(
    browser: FlaskClient, name: str = NAME, password: str = PASSWORD, **more: Any
) -> TestResponse:
    token = form_token(browser.get("/operateur/connexion", **more))
    data = {"nom": name, "mot": password, "jeton": token}
    return browser.post("/operateur/connexion", data=data, **more)


def test_the_page_is_for_who_is_signed_in(browser: FlaskClient) -> None:
    assert browser.get("/operateur").headers["Location"] == "/operateur/connexion"
    assert browser.get("/fhir/AuditEvent").status_code == 403
    assert sign_in(browser).headers["Location"] == "/operateur"
    page = browser.get("/operateur")
    assert page.status_code == 200
    assert NAME in page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
    assert browser.get("/fhir/AuditEvent").status_code == 200


def test_the_trail_names_the_operator(browser: FlaskClient) -> None:
    sign_in(browser)
    browser.get("/fhir/Location/x")
    found = browser.get(f"/fhir/AuditEvent?agent-name={NAME}&entity=Location/x").json
    assert found["total"] == 1


def test_sign_ins_are_told(browser: FlaskClient) -> None:
    sign_in(browser, password=WRONG)
    sign_in(browser)
    entries = browser.get("/fhir/AuditEvent?type=110114&_sort=date").json["entry"]
    found = [entry["resource"] for entry in entries]
    assert [(event["outcome"], event["agent"][0]["name"]) for event in found] == [
        ("4", "anonymous"),
        ("0", NAME),
    ]
    for event in found:
        outcome = Validator.default().validate(event)
        assert [issue.en for issue in outcome.issues if issue.severity == "error"] == []


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (NAME, "faux"),
        (NAME, ""),
        (NAME, PASSWORD + " "),
        (NAME.upper(), PASSWORD),
        ("personne", PASSWORD),
        ("", ""),
        ("a\x00b", PASSWORD),
        (NAME, "x" * 5_000),
    ],
)
def test_wrong_passwords(browser: FlaskClient, name: str, password: str) -> None:
    assert sign_in(browser, name, password).status_code == 403
    assert browser.get("/operateur").status_code == 303


@pytest.mark.parametrize("token", [None, "", "other"])
def test_forms_of_others_are_refused(browser: FlaskClient, token: str | None) -> None:
    browser.get("/operateur/connexion")
    data = {"nom": NAME, "mot": PASSWORD} | ({} if token is None else {"jeton": token})
    assert browser.post("/operateur/connexion", data=data).status_code == 403
    assert browser.get("/operateur").status_code == 303


def test_a_form_without_its_cookie_is_refused(app: Flask) -> None:
    token = form_token(app.test_client().get("/operateur/connexion"))
    data = {"nom": NAME, "mot": PASSWORD, "jeton": token}
    assert app.test_client().post("/operateur/connexion", data=data).status_code == 403


def test_forms_from_other_sites_are_refused(browser: FlaskClient) -> None:
    foreign = {"Origin": "https://attaquant.example"}
    assert sign_in(browser, headers=foreign).status_code == 403
    assert sign_in(browser, headers={"Origin": "http://localhost"}).status_code == 303


def test_signing_out_needs_the_sessions_token(browser: FlaskClient) -> None:
    sign_in(browser)
    token = form_token(browser.get("/operateur"))
    for wrong in ({}, {"jeton": "x"}):
        assert browser.post("/operateur/deconnexion", data=wrong).status_code == 403
    assert browser.get("/operateur").status_code == 200
    assert browser.post("/operateur/deconnexion", data={"jeton": token}).status_code == 303
    assert browser.get("/operateur").status_code == 303


def test_a_session_that_ended_is_worth_nothing(browser: FlaskClient, app: Flask) -> None:
    answer = sign_in(browser)
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    token = form_token(browser.get("/operateur"))
    browser.post("/operateur/deconnexion", data={"jeton": token})
    again = app.test_client().get("/operateur", headers={"Cookie": cookie})
    assert again.status_code == 303


def test_sessions_expire(browser: FlaskClient, clock: Clock) -> None:
    sign_in(browser)
    clock[0] += 8 * 3_600 * SECOND - SECOND
    assert browser.get("/operateur").status_code == 200
    clock[0] += 2 * SECOND
    assert browser.get("/operateur").status_code == 303


def test_a_removed_account_is_out_at_once(browser: FlaskClient, server: Server) -> None:
    sign_in(browser)
    remove_account(server.facade.store, NAME)
    assert browser.get("/operateur").status_code == 303
    assert account_names(server.facade.store) == []


def test_each_sign_in_has_a_new_token(browser: FlaskClient) -> None:
    def cookie() -> str:
        return sign_in(browser).headers["Set-Cookie"].partition(";")[0]

    assert cookie() != cookie()


@pytest.mark.parametrize(("base", "marks"), [
    ("http://localhost", ["HttpOnly", "SameSite=Strict", "Path=/"]),
    ("https://localhost", ["HttpOnly", "SameSite=Strict", "Path=/", "Secure", "__Host-"]),
])  # fmt: skip
def test_cookies_are_kept_close(browser: FlaskClient, base: str, marks: list[str]) -> None:
    answer = sign_in(browser, base_url=base)
    assert answer.status_code == 303
    for cookie in answer.headers.getlist("Set-Cookie"):
        for mark in marks:
            assert mark in cookie


def test_a_name_is_locked_for_a_while(browser: FlaskClient, clock: Clock) -> None:
    for _ in range(PER_NAME):
        assert sign_in(browser, password=WRONG).status_code == 403
    assert sign_in(browser).status_code == 429
    clock[0] += (WINDOW + 1) * SECOND
    assert sign_in(browser).status_code == 303


def test_the_right_password_forgives_earlier_ones(browser: FlaskClient) -> None:
    for _ in range(3):
        for _ in range(PER_NAME - 1):
            assert sign_in(browser, password=WRONG).status_code == 403
        assert sign_in(browser).status_code == 303


def test_an_address_is_locked_for_a_while(app: Flask) -> None:
    browser = app.test_client()
    for number in range(PER_ADDRESS):
        assert sign_in(browser, name=f"nom{number}").status_code == 403
    assert sign_in(browser).status_code == 429
    other = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}}
    assert sign_in(app.test_client(), **other).status_code == 303


def test_passwords_and_tokens_are_not_kept(server: Server, browser: FlaskClient) -> None:
    token = sign_in(browser).headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    with server.facade.store.engine.sql.connect() as connection:
        accounts = str(connection.exec_driver_sql("SELECT * FROM operator").all())
        sessions = str(connection.exec_driver_sql("SELECT * FROM operator_session").all())
    assert "$argon2id$" in accounts
    assert PASSWORD not in accounts
    assert token not in sessions


def test_withheld_resources_are_shown(browser: FlaskClient, server: Server) -> None:
    server.client.load({"resourceType": "Location", "id": "bad", "name": "<script>"})
    with server.facade.store.engine.sql.connect() as connection:
        connection.exec_driver_sql("UPDATE version SET basis = NULL")
        connection.commit()
    audit = server.facade.audit
    assert audit is not None
    found = server.facade.store.read(lambda reader: reader.find("Location", "bad"))
    assert found is not None
    for _ in range(2):
        audit.withheld(found.rid, found.version)
    sign_in(browser)
    page = browser.get("/operateur").get_data(as_text=True)
    assert "<td>Location/bad</td>" in page
    server.client.load({"resourceType": "Location", "id": "bad", "name": "mieux"})
    assert "<td>Location/bad</td><td>1</td>" not in browser.get("/operateur").get_data(as_text=True)


def test_what_clients_sent_is_no_markup(browser: FlaskClient) -> None:
    browser.get("/fhir/Location/<script>")
    sign_in(browser)
    page = browser.get("/operateur").get_data(as_text=True)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_accounts_on_the_command_line(new_store: Callable[[str], str]) -> None:
    store = new_store("sqlite")

    def user(*arguments: str, given: str = "") -> tuple[int, str]:
        done = run_command("user", *arguments, "--store", store, given=given)
        return done.returncode, done.stdout + done.stderr

    assert user("add", "a", "--password-stdin", given=PASSWORD + "\n")[0] == 0
    assert user("add", "a", "--password-stdin", given=PASSWORD + "\n")[0] == 2
    assert user("add", "b", "--password-stdin", given="court\n")[0] == 2
    assert user("add", "", "--password-stdin", given=PASSWORD)[0] == 2
    assert user("list") == (0, "a\n")
    assert user("remove", "b")[0] == 2
    assert user("remove", "a")[0] == 0
    assert user("list") == (0, "")
