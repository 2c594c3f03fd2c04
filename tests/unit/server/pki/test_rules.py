"""What `pki show` judges: one rule broken at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509

from sas_server.pki.issuing import (
    Issuer,
    Period,
    make_certificate,
    make_intermediate,
    make_revocation_list,
    make_root,
)
from sas_server.pki.names import distinguished_name
from sas_server.pki.rules import AUTHORITIES, Expected, is_acceptable, judge_certificate

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PERIOD = Period(NOW - timedelta(days=10), NOW + timedelta(days=100))
LATER = Period(NOW + timedelta(days=10), NOW + timedelta(days=100))
NAME, UNIT = "plateforme.sas.example", "1 330000001"


@pytest.fixture(scope="module")
def authorities() -> tuple[Issuer, Issuer]:
    """A root and an intermediate with the name of IGC-Santé's."""
    root = make_root(distinguished_name("RACINE", "O", ("U",)), PERIOD)
    name = distinguished_name(next(iter(AUTHORITIES)), "O", ("U",))
    return root, make_intermediate(name, PERIOD, root)


def make(issuer: Issuer, **given: Any) -> x509.Certificate:
    names = (given.get("name", NAME), "O", given.get("units", (UNIT,)))
    certificate, _ = make_certificate(
        given.get("use", "client"),
        distinguished_name(*names),
        (),
        given.get("period", PERIOD),
        issuer,
    )
    return certificate


def broken(rules: Any) -> list[str]:
    return [rule.code for rule in rules if rule.verdict == "broken"]


@pytest.mark.parametrize(
    ("given", "expected", "codes"),
    [
        pytest.param({}, {}, [], id="meets all"),
        pytest.param({}, {"names": [NAME], "units": [UNIT]}, [], id="on the lists"),
        pytest.param({"period": LATER}, {}, ["validity"], id="not yet"),
        pytest.param({"use": "server"}, {}, ["use"], id="for servers"),
        pytest.param({"use": "server"}, {"use": "server"}, [], id="a server's"),
        pytest.param({"units": ()}, {}, ["ou"], id="no unit"),
        pytest.param({}, {"names": ["sas.example"]}, ["cn"], id="part of a name"),
        pytest.param({}, {"units": ["1 33"]}, ["ou"], id="part of a unit"),
    ],
)
def test_rules(
    authorities: tuple[Issuer, Issuer],
    given: dict[str, Any],
    expected: dict[str, Any],
    codes: list[str],
) -> None:
    certificate = make(authorities[1], **given)
    rules = judge_certificate([certificate], Expected(**expected), NOW)
    assert broken(rules) == codes
    assert is_acceptable(rules) is (not codes)


def test_chain(authorities: tuple[Issuer, Issuer]) -> None:
    root, intermediate = authorities
    certificate = make(intermediate)
    stranger = make_root(distinguished_name("RACINE", "O", ("U",)), PERIOD)

    def judged(chain: list[x509.Certificate], trusted: Issuer) -> list[str]:
        expected = Expected(authorities=[trusted.certificate])
        return broken(judge_certificate(chain, expected, NOW))

    assert judged([certificate, intermediate.certificate], root) == []
    assert judged([certificate], intermediate) == []
    assert judged([certificate], root) == ["trust"]
    assert judged([certificate, intermediate.certificate], stranger) == ["trust"]


def test_revocation(authorities: tuple[Issuer, Issuer]) -> None:
    certificate = make(authorities[1])
    serials = {certificate.serial_number: NOW}
    for revoked, period, codes in (
        ({}, PERIOD, []),
        (serials, PERIOD, ["revocation"]),
        ({}, Period(NOW - timedelta(days=9), NOW - timedelta(days=1)), ["revocation-list"]),
    ):
        listed = make_revocation_list(authorities[1], revoked, period, 1)
        expected = Expected(revocations=[listed])
        assert broken(judge_certificate([certificate], expected, NOW)) == codes


def test_an_authority_is_no_client(authorities: tuple[Issuer, Issuer]) -> None:
    rules = judge_certificate([authorities[1].certificate], Expected(), NOW)
    assert "end-entity" in broken(rules)
