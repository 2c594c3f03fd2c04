"""Three-valued logic, as truth tables."""

import pytest

from fhirpath.facts import outcome, table

VALUES = {"true": True, "false": False, "{}": None}

TRUTH_TABLES = {
    "and": "TTT TFF T{}{} FTF FFF F{}F {}T{} {}FF {}{}{}",
    "or": "TTT TFT T{}T FTT FFF F{}{} {}TT {}F{} {}{}{}",
    "xor": "TTF TFT T{}{} FTT FFF F{}{} {}T{} {}F{} {}{}{}",
    "implies": "TTT TFF T{}{} FTT FFT F{}T {}TT {}F{} {}{}{}",
}


def rows():
    for operator, text in TRUTH_TABLES.items():
        for row in text.split():
            cells = [{"T": "true", "F": "false"}.get(cell, "{}") for cell in row.replace("{}", "_")]
            yield pytest.param(operator, *cells, id=f"{cells[0]} {operator} {cells[1]}")


@pytest.mark.parametrize(("operator", "left", "right", "expected"), list(rows()))
def test_truth_tables(operator, left, right, expected):
    assert outcome(f"{left} {operator} {right}") == expected


@table("""
    true.not()                                => false
    false.not()                               => true
    {}.not()                                  => {}
    (true | false).not()                      => error
    'a' and true                              => true
    'a'.not()                                 => false
    1 and 0                                   => true
    (1 | 2) and true                          => error
    false and (1 | 2)                         => false
    true or (1 | 2)                           => true
    false implies (1 | 2)                     => true
    {} and (1 | 2)                            => error
    true and true and {}                      => {}
    false or {} or true                       => true
    true or false and false                   => true
    false and true or true                    => true
    true xor false or true                    => true
    false implies false implies false         => false
    true or true implies false                => false
    iif(true, 1, 2)                           => 1
    iif(false, 1, 2)                          => 2
    iif({}, 1, 2)                             => 2
    iif(false, 1)                             => {}
    iif(true, 1, (1 | 2).single())            => 1
    iif(false, (1 | 2).single(), 1)           => 1
    iif(1 = 1, 'yes', 'no')                   => 'yes'
    (3).iif($this > 2, $this, 0)              => 3
    {}.iif(empty(), true, false)              => true
    (true | false).allTrue()                  => false
    {}.allTrue()                              => true
    (true).allTrue()                          => true
    (true | false).anyTrue()                  => true
    {}.anyTrue()                              => false
    (true | false).allFalse()                 => false
    {}.allFalse()                             => true
    (true | false).anyFalse()                 => true
    (true).anyFalse()                         => false
    {}.anyFalse()                             => false
""")
def test_logic(expression, expected):
    assert outcome(expression) == expected
