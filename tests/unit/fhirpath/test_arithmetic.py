"""Operators and functions over numbers, quantities and dates."""

from fhirpath.facts import outcome, table


@table("""
    1 + 2                                     => 3
    1 + 2.5                                   => 3.5
    1.50 + 1                                  => 2.50
    'a' + 'b'                                 => 'ab'
    'a' + 1                                   => error
    1 + true                                  => error
    1 + {}                                    => {}
    {} + 'a'                                  => {}
    (1 | 2) + 1                               => error
    2147483647 + 1                            => {}
    3 - 5                                     => -2
    3 - 0.5                                   => 2.5
    -2147483647 - 2                           => {}
    'a' - 'b'                                 => error
    {} - 1                                    => {}
    3 * 4                                     => 12
    3 * 0.5                                   => 1.5
    100000 * 100000                           => {}
    'a' * 2                                   => error
    {} * 2                                    => {}
    6 / 2                                     => 3
    1 / 4                                     => 0.25
    1 / 0                                     => {}
    1.0 / 0.0                                 => {}
    1 / {}                                    => {}
    'a' / 2                                   => error
    7 div 2                                   => 3
    -7 div 2                                  => -3
    7.5 div 2                                 => 3
    7 div 0                                   => {}
    7 mod 2                                   => 1
    -7 mod 2                                  => -1
    7 mod -2                                  => 1
    5.5 mod 0.7                               => 0.6
    7 mod 0                                   => {}
    'a' div 2                                 => error
    'a' mod 2                                 => error
    {} div 2                                  => {}
    2 + 3 * 4                                 => 14
    (2 + 3) * 4                               => 20
    2 * 3 mod 4                               => 2
    1 - 2 - 3                                 => -4
    -1                                        => -1
    -(1.5)                                    => -1.5
    +5                                        => 5
    -{}                                       => {}
    -'a'                                      => error
    +'a'                                      => error
    -(4 'mg')                                 => -4 'mg'
    1 + -2                                    => -1
    'a' & 'b'                                 => 'ab'
    'a' & {}                                  => 'a'
    {} & 'b'                                  => 'b'
    {} & {}                                   => ''
    'a' & 1                                   => error
    ('a' | 'b') & 'c'                         => error
    1 & 2                                     => error
""")
def test_operators(expression, expected):
    assert outcome(expression) == expected


@table("""
    4 'mg' + 5 'mg'                           => 9 'mg'
    4 'g' + 500 'mg'                          => 4.5 'g'
    4 'g' + 5 'm'                             => {}
    4 'g' - 500 'mg'                          => 3.5 'g'
    4 'mg' + 'a'                              => error
    4 'mg' * 2                                => 8 'mg'
    2 * 4 'mg'                                => 8 'mg'
    4 'm' * 2 'm'                             => 8 'm.m'
    4 'mg' / 2                                => 2 'mg'
    4 'mg' / 2 'mL'                           => 2 'mg/mL'
    4 'mg' / 2 'mg'                           => 2 '1'
    6 / 2 's'                                 => 3 '/s'
    4 'mg' / 0                                => {}
    2 days + 3 days                           => 5 days
    1 day + 12 hours                          => 1.5 days
    3 days * 2                                => 6 days
""")
def test_quantities(expression, expected):
    assert outcome(expression) == expected


@table("""
    @2020-01-31 + 1 month                     => @2020-02-29
    @2021-01-31 + 1 month                     => @2021-02-28
    @2020-02-29 + 1 year                      => @2021-02-28
    @2020-12-31 + 1 day                       => @2021-01-01
    @2020-03-01 - 1 day                       => @2020-02-29
    @2020-01-01 + 1 week                      => @2020-01-08
    @2014 + 24 months                         => @2016
    @2014 + 23 months                         => @2015
    @2014 + 365 days                          => @2015
    @2014-05 + 40 days                        => @2014-06
    @2014-01-01 + 25 hours                    => @2014-01-02
    @2014-01-01 - 1 hour                      => @2014-01-01
    @2020-01-01 + 1.9 days                    => @2020-01-02
    @2020-01-01T00:00:00Z + 1 hour            => @2020-01-01T01:00:00Z
    @2020-01-01T23:59:59+01:00 + 1 second     => @2020-01-02T00:00:00+01:00
    @2020-01-01T10:00:00 + 1.5 seconds        => @2020-01-01T10:00:01.5
    @2020-01-01T10:00:00.000 + 250 milliseconds => @2020-01-01T10:00:00.250
    @2020-01-01T10 + 90 minutes               => @2020-01-01T11
    @2020-01-01T10:00 - 1 day                 => @2019-12-31T10:00
    @2020-01-01 + 1 's'                       => @2020-01-01
    @2020-01-01 + 2 'd'                       => @2020-01-03
    @2020-01-01 + 1 'a'                       => error
    @2020-01-01 + 1 'mg'                      => error
    @2020-01-01 + 1                           => error
    @2020-01-01 + {}                          => {}
    @2020-01-01 - @2019-01-01                 => error
    @9999-12-31 + 1 day                       => {}
    @0001-01-01 - 1 year                      => {}
    @T23:30 + 45 minutes                      => @T00:15
    @T00:15 - 30 minutes                      => @T23:45
    @T10:00:00 + 1 'ms'                       => @T10:00:00.001
    @T10 + 90 minutes                         => @T11
    @T10:00 + 1 month                         => error
    1 day + @2020-01-01                       => error
""")
def test_moving_dates(expression, expected):
    assert outcome(expression) == expected


@table("""
    (-5).abs()                                => 5
    (-5.5).abs()                              => 5.5
    (-5 'mg').abs()                           => 5 'mg'
    {}.abs()                                  => {}
    'a'.abs()                                 => error
    1.1.ceiling()                             => 2
    (-1.1).ceiling()                          => -1
    1.ceiling()                               => 1
    {}.ceiling()                              => {}
    2.1.floor()                               => 2
    (-2.1).floor()                            => -3
    1.9.truncate()                            => 1
    (-1.9).truncate()                         => -1
    0.exp()                                   => 1
    1.exp().round(4)                          => 2.7183
    1.ln()                                    => 0
    0.ln()                                    => {}
    (-1).ln()                                 => {}
    16.log(2)                                 => 4
    100.log(10)                               => 2
    100.log(0)                                => {}
    {}.log(10)                                => {}
    100.log({})                               => {}
    2.power(3)                                => 8
    2.5.power(2)                              => 6.25
    2.power(-1)                               => 0.5
    (-1).power(0.5)                           => {}
    2.power(100)                              => {}
    10.power(100000)                          => {}
    {}.power(2)                               => {}
    1.round()                                 => 1
    1.5.round()                               => 2
    (-1.5).round()                            => -2
    3.14159.round(3)                          => 3.142
    3.14159.round(-1)                         => error
    {}.round()                                => {}
    'a'.round()                               => error
    81.sqrt()                                 => 9
    (-1).sqrt()                               => {}
    {}.sqrt()                                 => {}
    (1 | 2).sqrt()                            => error
""")
def test_functions(expression, expected):
    assert outcome(expression) == expected


@table("""
    1.587.lowBoundary()                       => 1.58650000
    1.587.lowBoundary(2)                      => 1.58
    1.587.highBoundary(2)                     => 1.59
    1.lowBoundary(0)                          => 0
    1.highBoundary(1)                         => 1.5
    1.587.highBoundary(99)                    => {}
    @2014.lowBoundary(6)                      => @2014-01
    @2014.highBoundary(8)                     => @2014-12-31
    @2014.lowBoundary(3)                      => {}
    @2014-01-01T08.lowBoundary(17)            => @2014-01-01T08:00:00.000+14:00
    @2014-01-01T08:05+01:00.highBoundary(17)  => @2014-01-01T08:05:59.999+01:00
    @2020-02T.highBoundary(17)                => @2020-02-29T23:59:59.999-12:00
    @T10:30.lowBoundary(9)                    => @T10:30:00.000
    @T10:30.highBoundary(9)                   => @T10:30:59.999
    {}.lowBoundary()                          => {}
    'a'.lowBoundary()                         => error
    1.58700.precision()                       => 5
    1.precision()                             => 0
    @2014.precision()                         => 4
    @2014-01-05T10:30:00.000.precision()      => 17
    @T10:30.precision()                       => 4
    {}.precision()                            => {}
    'a'.precision()                           => error
""")
def test_boundaries(expression, expected):
    assert outcome(expression) == expected
