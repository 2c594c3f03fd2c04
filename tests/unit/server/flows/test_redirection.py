"""The contextual link of INT_SSO: Slot.comment with origin=sas."""

from __future__ import annotations

import pytest

from sas_server.flows.redirection import comes_from_sas, redirection_url

AGENDA = "https://rdv.example/agenda"


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param(AGENDA, f"{AGENDA}?origin=sas", id="no query"),
        pytest.param(f"{AGENDA}?lieu=1", f"{AGENDA}?lieu=1&origin=sas", id="a query"),
        pytest.param(f"{AGENDA}?", f"{AGENDA}?origin=sas", id="an empty query"),
        pytest.param(f"{AGENDA}?lieu=1&", f"{AGENDA}?lieu=1&origin=sas", id="a dangling &"),
        pytest.param(f"{AGENDA}#haut", f"{AGENDA}?origin=sas#haut", id="a fragment"),
        pytest.param(f"{AGENDA}?a=%C3%A9+b", f"{AGENDA}?a=%C3%A9+b&origin=sas", id="as written"),
        pytest.param(f"{AGENDA}?origin=x&a=1", f"{AGENDA}?a=1&origin=sas", id="its own origin"),
        pytest.param(f"{AGENDA}?origin=sas", f"{AGENDA}?origin=sas", id="twice"),
    ],
)
def test_origin_is_added(comment: str, expected: str) -> None:
    assert redirection_url(comment) == expected
    assert comes_from_sas(expected)


@pytest.mark.parametrize(
    "url", [AGENDA, f"{AGENDA}?origin=lrm", f"{AGENDA}?origin=sas&origin=x", f"{AGENDA}#origin=sas"]
)
def test_only_origin_sas_comes_from_sas(url: str) -> None:
    assert not comes_from_sas(url)


def test_the_origin_of_an_environment() -> None:
    url = redirection_url(AGENDA, "sas-rui")
    assert comes_from_sas(url, "sas-rui")
    assert not comes_from_sas(url)
