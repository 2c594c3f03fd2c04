"""`=`, `~` and the set functions."""

from fhirpath.facts import outcome, table


@table("""
    1 = 1                                     => true
    1 = 2                                     => false
    1 = 1.0                                   => true
    1.0 = 1.00                                => true
    1 = '1'                                   => false
    1 = true                                  => false
    true = true                               => true
    true = false                              => false
    'a' = 'a'                                 => true
    'a' = 'A'                                 => false
    'a' = ' a'                                => false
    {} = {}                                   => {}
    1 = {}                                    => {}
    {} = 1                                    => {}
    {} != {}                                  => {}
    1 != 2                                    => true
    1 != 1                                    => false
    'a' != 1                                  => true
    (1 | 2) = (1 | 2)                         => true
    (1 | 2) = (2 | 1)                         => false
    (1 | 2) = 1                               => false
    (1 | 2 | 3) = (1 | 2)                     => false
    (1 | 2) != (1 | 3)                        => true
    0.1 + 0.2 = 0.3                           => true
    @2020 = @2020                             => true
    @2020 = @2021                             => false
    @2020-01 = @2020                          => {}
    @2020-01 = @2021                          => false
    @2020-01-01 = @2020-01-01T                => true
    @2020-01-01T10 = @2020-01-01T10:00        => {}
    @2020-01-01T10:00:00 = @2020-01-01T10:00:00.0     => true
    @2020-01-01T10:00:00.5 = @2020-01-01T10:00:00.50  => true
    @2020-01-01T10:00:00Z = @2020-01-01T11:00:00+01:00 => true
    @2020-01-01T10:00:00Z = @2020-01-01T10:00:00      => {}
    @2020-01-01T23:30:00-01:00 = @2020-01-02T00:30:00Z => true
    @T10:00 = @T10:00                         => true
    @T10:00 = @T10:01                         => false
    @T10:00 = @T10:00:00                      => {}
    @T10:00 = @2020                           => false
    @2020 = '2020'                            => false
    4 'mg' = 4 'mg'                           => true
    4 'mg' = 5 'mg'                           => false
    4 'g' = 4000 'mg'                         => true
    4 'g' = 4 'm'                             => {}
    4 'g' != 4 'm'                            => {}
    4 '1' = 4                                 => true
    4 days = 4 'd'                            => true
    4 days = 4 day                            => true
    1 week = 7 days                           => true
    1 'wk' = 7 'd'                            => true
    60 minutes = 1 hour                       => true
    1 second = 1 's'                          => true
    1000 milliseconds = 1 second              => true
    1 year = 12 months                        => true
    1 year = 1 'a'                            => {}
    1 month = 1 'mo'                          => {}
    1 year = 365 days                         => {}
    ('a' | 'b') = ('a' | 'b')                 => true
""")
def test_equal(expression, expected):
    assert outcome(expression) == expected


@table("""
    {} ~ {}                                   => true
    {} ~ 1                                    => false
    1 ~ {}                                    => false
    {} !~ {}                                  => false
    {} !~ 1                                   => true
    1 ~ 1.0                                   => true
    1.2 ~ 1.23                                => true
    1.2 ~ 1.26                                => false
    1.2 ~ 1.25                                => false
    10 ~ 10.4                                 => true
    'a' ~ 'A'                                 => true
    'a  b' ~ ' A b '                          => true
    'ab' ~ 'a b'                              => false
    'é' ~ 'É'                                 => true
    1 ~ '1'                                   => false
    true ~ true                               => true
    true ~ 1                                  => false
    (1 | 2 | 3) ~ (3 | 1 | 2)                 => true
    (1 | 2) ~ (1 | 3)                         => false
    (1 | 2) ~ (1 | 2 | 3)                     => false
    1.combine(1).combine(2) ~ 1.combine(2).combine(2) => false
    @2020 ~ @2020-01                          => false
    @2020-01 ~ @2020-01                       => true
    @2020-01-01T10:00:00Z ~ @2020-01-01T11:00:00+01:00 => true
    @2020-01-01T10:00:00 ~ @2020-01-01T10:00:00Z       => false
    @T10:00 ~ @T10:00:00                      => false
    1 year ~ 1 'a'                            => true
    1 month ~ 1 'mo'                          => true
    1 'g' ~ 1000 'mg'                         => true
    1 'g' ~ 1 'm'                             => false
    1 'g' !~ 1 'm'                            => true
""")
def test_equivalent(expression, expected):
    assert outcome(expression) == expected


@table("""
    1 in (1 | 2)                              => true
    3 in (1 | 2)                              => false
    1.0 in (1 | 2)                            => true
    {} in (1 | 2)                             => {}
    1 in {}                                   => false
    (1 | 2) in (1 | 2)                        => error
    'a' in ('a' | 'b')                        => true
    'A' in ('a' | 'b')                        => false
    (1 | 2) contains 1                        => true
    (1 | 2) contains 3                        => false
    (1 | 2) contains {}                       => {}
    {} contains 1                             => false
    (1 | 2) contains (1 | 2)                  => error
    @2020 in (@2020 | @2021)                  => true
    1 'g' in (1000 'mg' | 2 'g')              => true
    true in (true | false)                    => true
    1 in (true | false)                       => false
    1 | 2                                     => 1, 2
    1 | 1                                     => 1
    1 | 1.0                                   => 1
    1 | '1'                                   => 1, '1'
    1 | true                                  => 1, true
    {} | {}                                   => {}
    {} | 1                                    => 1
    (2 | 1) | (1 | 3)                         => 2, 1, 3
    (1 | 2).union(2 | 3)                      => 1, 2, 3
    (1).combine(1)                            => 1, 1
    (1 | 2).combine(2 | 3)                    => 1, 2, 2, 3
    {}.combine({})                            => {}
    (1 | 2 | 3).intersect(2 | 3 | 4)          => 2, 3
    (1 | 2).intersect({})                     => {}
    1.combine(1).intersect(1)                 => 1
    (1 | 2 | 3).exclude(2)                    => 1, 3
    1.combine(1).combine(2).exclude(2)        => 1, 1
    (1 | 2).exclude({})                       => 1, 2
    {}.exclude(1)                             => {}
    1.combine(2).combine(1).distinct()        => 1, 2
    {}.distinct()                             => {}
    (1 | 2).isDistinct()                      => true
    1.combine(1).isDistinct()                 => false
    1.combine(1.0).isDistinct()               => false
    {}.isDistinct()                           => true
    @2020.combine(@2020).isDistinct()         => false
    @2020.combine(@2020-01).isDistinct()      => true
    1 'g'.combine(1000 'mg').distinct().count() => 1
    (1 | 2).subsetOf(1 | 2 | 3)               => true
    (1 | 4).subsetOf(1 | 2 | 3)               => false
    {}.subsetOf({})                           => true
    {}.subsetOf(1)                            => true
    1.subsetOf({})                            => false
    (1 | 2 | 3).supersetOf(1 | 2)             => true
    (1 | 2).supersetOf(3)                     => false
    {}.supersetOf({})                         => true
    {}.supersetOf(1)                          => false
""")
def test_sets(expression, expected):
    assert outcome(expression) == expected
