"""A resource with more errors than anybody reads is judged only so far."""

import pytest

from sas_validators import Validator
from sas_validators.checks.run import MAX_ERRORS

SIZE = MAX_ERRORS + 500


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.default()


@pytest.mark.parametrize(
    "items",
    [
        pytest.param("1", id="wrong types"),
        pytest.param("null", id="nulls"),
        pytest.param("{}", id="empty objects"),
    ],
)
def test_the_rest_is_not_examined(validator: Validator, items: str) -> None:
    repeated = ",".join([items] * SIZE)
    text = f'{{"resourceType": "Slot", "specialty": [{repeated}]}}'
    outcome = validator.validate(text)
    assert not outcome.ok
    assert outcome.issues[-1].message_id == "SAS_TOO_MANY_ERRORS"
    assert MAX_ERRORS <= len(outcome.issues) <= 2 * MAX_ERRORS + 1


def test_codes_outside_a_value_set_count_too(validator: Validator) -> None:
    items = ",".join(['{"use": "x"}'] * SIZE)
    text = f'{{"resourceType": "Slot", "identifier": [{items}]}}'
    assert validator.validate(text).issues[-1].message_id == "SAS_TOO_MANY_ERRORS"


def test_warnings_never_end_a_run(validator: Validator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sas_validators.checks.run.MAX_ERRORS", 3)
    basic = '{"resource": {"resourceType": "Basic", "code": {"text": "x"}}, "fullUrl": "urn:x:%d"}'
    entries = ",".join(basic % number for number in range(20))
    text = f'{{"resourceType": "Bundle", "type": "collection", "entry": [{entries}]}}'
    outcome = validator.validate(text)
    assert outcome.ok
    assert outcome.count("warning") == 20
