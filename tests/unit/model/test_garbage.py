import gc

import pytest

from sas_validators.model.garbage import without_collections


@without_collections
def is_collecting(fail: bool = False) -> bool:
    if fail:
        raise ValueError("wrong")
    return gc.isenabled()


def test_collections_wait_and_go_on() -> None:
    assert is_collecting() is False
    assert gc.isenabled()


def test_they_go_on_after_an_exception() -> None:
    with pytest.raises(ValueError, match="wrong"):
        is_collecting(fail=True)
    assert gc.isenabled()


def test_whoever_switched_them_off_keeps_them_off() -> None:
    gc.disable()
    try:
        assert is_collecting() is False
        assert not gc.isenabled()
    finally:
        gc.enable()
