import pytest

from sas_validators.terminology.languages import is_known, serves


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", True),
        ("FR", True),
        ("fr-FR", True),
        ("fr-CH", True),
        ("zh-Hans-CN", True),
        ("de-CH-1996", True),
        ("en-US-u-islamcal", True),
        ("x-private", True),
        ("fra", True),
        ("i-klingon", True),
        ("en-x-twain", True),
        ("sl-rozaj-biske", True),
        ("", False),
        ("xx", False),
        ("f", False),
        ("french language", False),
        ("fr_FR", False),
        ("fr-", False),
        ("fr-F", False),
        ("a" * 200, False),
        ("en" + "-abcdefgh" * 40, False),
    ],
)
def test_is_known(tag: str, expected: bool) -> None:
    assert is_known(tag) is expected


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        ("fr", "fr", True),
        ("fr-CA", "fr", True),
        ("fr", "fr-FR", True),
        ("FR", "fr", True),
        ("en", "fr", False),
        ("fro", "fr", False),
    ],
)
def test_serves(offered: str, wanted: str, expected: bool) -> None:
    assert serves(offered, wanted) is expected
