"""`<`, `<=`, `>` and `>=`."""

import pytest

from fhirpath.facts import outcome, table


@table("""
    1 < 2                                     => true
    2 < 1                                     => false
    1 < 1                                     => false
    1 <= 1                                    => true
    1 <= 1.0                                  => true
    1.5 > 1                                   => true
    2 >= 3                                    => false
    'a' < 'b'                                 => true
    'a' < 'A'                                 => false
    'abc' > 'ab'                              => true
    '10' < '9'                                => true
    {} < 1                                    => {}
    1 > {}                                    => {}
    (1 | 2) < 3                               => error
    1 < 'a'                                   => error
    true < false                              => error
    @2020 < '2021'                            => error
    @2020 < 1                                 => error
    @T10:00 < @2020                           => error
    @2020-01 < @2020-02                       => true
    @2020-01 <= @2020-01                      => true
    @2020 < @2021-01                          => true
    @2021 < @2020-12                          => false
    @2020 < @2020-01                          => {}
    @2020-05 <= @2020                         => {}
    @2020-01-01 < @2020-01-02T10:00:00Z       => true
    @2020-01-02 <= @2020-01-02T10:00:00Z      => {}
    @2020-01-01T10:00:00Z < @2020-01-01T10:30:00+01:00 => false
    @2020-01-01T10:00:00Z > @2020-01-01T10:30:00+01:00 => true
    @2020-01-01T10:00:00 < @2020-01-02T10:00:00Z => true
    @2020-01-01T10:00:00 <= @2020-01-01T10:00:00Z => true
    @2020-01-01T10:00:00 < @2020-01-01T10:30:00+01:00 => false
    @2020-01-01 < @2020-01-01T23:30:00-10:00  => true
    @2020-01-01 < @2020-01-02T00:10:00+14:00  => {}
    @2020-01 <= @2020-02-01T00:00:00+02:00    => {}
    @2020-01-01T10:00:00.1 > @2020-01-01T10:00:00 => true
    @2020-01-01T10:00 < @2020-01-01T10:00:30  => {}
    @2020-01-01T10+01:00 < @2020-01-01T10Z    => true
    @T10:00 < @T11:00                         => true
    @T10:00 < @T10:00:01                      => {}
    @T10 < @T11:30                            => true
    4 'mg' < 5 'mg'                           => true
    4 'g' > 5 'mg'                            => true
    4 'g' > 5 'm'                             => {}
    4 '1' >= 3                                => true
    3 < 4 '1'                                 => true
    1 hour > 59 minutes                       => true
    1 year > 11 months                        => true
    1 year > 1 day                            => {}
    1 'a' > 1 'd'                             => true
    10 'Cel' < 300 'K'                        => true
    4 'mg' < 'a'                              => error
    4 'mg' < true                             => error
""")
def test_ordering(expression, expected):
    assert outcome(expression) == expected


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
def test_empty_on_both_sides(operator):
    assert outcome(f"{{}} {operator} {{}}") == "{}"
