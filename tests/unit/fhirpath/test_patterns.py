"""Which regular expressions `re` may evaluate."""

import pytest

from fhirpath.facts import NO_TYPES
from sas_validators.fhirpath.environment import Environment
from sas_validators.fhirpath.patterns import Pattern, is_pattern, is_plain


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("^[A-Z]([A-Za-z0-9_]){0,254}$", True),
        ("^1[0-9]{9}$", True),
        (r"^[a-zA-Z0-9\/\-_\[\]\@]+$", True),
        (r"^http:\/\/hl7\.org", True),
        ("a?b?", True),
        ("a|b", True),
        ("", True),
        ("a+b+", False),
        ("(a+)+", False),
        ("(ab)*", False),
        ("(a|b)*", False),
        ("(a?)*", False),
        ("a?" * 9, False),
        ("a|" * 9, False),
        (r"(a)\1", False),
        (r"\p{L}", False),
        ("(?i)a", False),
        ("(?<n>a)", False),
        ("[a&&b]", False),
        ("[[:alpha:]]", False),
        ("[a--b]", False),
        (r"\bx", False),
        (r"a\z", False),
    ],
)
def test_plain(source, plain):
    assert is_plain(source) is plain


@pytest.mark.parametrize(
    ("source", "valid"),
    [("a", True), ("(", False), ("[", False), ("a{2}{3}", False), (r"\p{L}+", True), ("*", False)],
)
def test_what_is_a_pattern(source, valid):
    assert is_pattern(source) is valid


@pytest.mark.parametrize("length", [10, 5_000])
@pytest.mark.parametrize(
    ("source", "end", "found"),
    [("^a+$", "", True), ("^a+$", "b", False), ("^a+b$", "b", True), (r"\s$", "\n", True)],
)
def test_short_and_long_texts_are_treated_alike(source, end, found, length):
    assert Pattern(source).found_in("a" * length + end, Environment(NO_TYPES)) is found
