"""Existence, filtering, projection and subsetting."""

from fhirpath.facts import outcome, table


@table("""
    {}.empty()                                => true
    1.empty()                                 => false
    {}.exists()                               => false
    (1 | 2).exists()                          => true
    (1 | 2).exists($this > 1)                 => true
    (1 | 2).exists($this > 2)                 => false
    {}.exists($this > 2)                      => false
    (1 | 2).exists({})                        => false
    (1 | 2).all($this > 0)                    => true
    (1 | 2).all($this > 1)                    => false
    {}.all(false)                             => true
    (1 | 2).all({})                           => false
    (1 | 2).count()                           => 2
    {}.count()                                => 0
    (1 | 2 | 3).where($this > 1)              => 2, 3
    (1 | 2 | 3).where({})                     => {}
    {}.where(true)                            => {}
    (1 | 2).where((true | false))             => error
    (1 | 2).where('a')                        => 1, 2
    (5 | 6 | 7).where($index = 1)             => 6
    (1 | 2).select($this * 2)                 => 2, 4
    (1 | 2).select($this | 5)                 => 1, 5, 2, 5
    (1 | 2).select({})                        => {}
    (3 | 4).select($index)                    => 0, 1
    ('a' | 'b').select($this.upper())         => 'A', 'B'
    (1 | 2).select((10 | 20).select($this + $index)) => 10, 21, 10, 21
    (1).repeat(iif($this < 4, $this + 1, {})) => 2, 3, 4
    {}.repeat($this)                          => {}
    (1 | 2 | 3).aggregate($this + $total, 0)  => 6
    (1 | 2 | 3).aggregate(iif($total.empty(), $this, $total + $this)) => 6
    (3 | 1 | 2).aggregate(iif($total.empty(), $this, iif($this < $total, $this, $total))) => 1
    {}.aggregate($total + 1, 7)               => 7
    (1 | 2).aggregate($total | $this, {})     => 1, 2
    (1 | 2).aggregate((10).select($total + $this), 1) => 21
    (1 | 2 | 3)[0]                            => 1
    (1 | 2 | 3)[5]                            => {}
    (1 | 2 | 3)[-1]                           => {}
    (1 | 2 | 3)[1 + 1]                        => 3
    (1 | 2)[{}]                               => {}
    (1 | 2)['a']                              => error
    {}[0]                                     => {}
    (1 | 2).first()                           => 1
    {}.first()                                => {}
    (1 | 2).last()                            => 2
    (1 | 2 | 3).tail()                        => 2, 3
    (1).tail()                                => {}
    (1 | 2 | 3).skip(1)                       => 2, 3
    (1 | 2 | 3).skip(-1)                      => 1, 2, 3
    (1 | 2 | 3).skip(9)                       => {}
    (1 | 2 | 3).skip({})                      => {}
    (1 | 2 | 3).take(2)                       => 1, 2
    (1 | 2 | 3).take(0)                       => {}
    (1 | 2 | 3).take(-1)                      => {}
    (1 | 2).take('a')                         => error
    (1).single()                              => 1
    {}.single()                               => {}
    (1 | 2).single()                          => error
    (1 | 2).trace('x')                        => 1, 2
    (1 | 2).trace('x', $this + 1)             => 1, 2
    $this                                     => {}
    $index                                    => error
    $total                                    => error
""")
def test_collections(expression, expected):
    assert outcome(expression) == expected


def test_trace_shows_what_it_sees():
    seen = []
    outcome(
        "(1 | 2).trace('plain').trace('more', $this * 10)", trace=lambda *what: seen.append(what)
    )
    assert seen == [("plain", [1, 2]), ("more", [10, 20])]


def test_the_moment_stays_the_same():
    assert outcome("now()") == "@2026-03-05T14:30:15.250+01:00"
    assert outcome("today()") == "@2026-03-05"
    assert outcome("timeOfDay()") == "@T14:30:15.250"
    assert outcome("now() = now()") == "true"


@table("""
    %ucum                                     => 'http://unitsofmeasure.org'
    %sct                                      => 'http://snomed.info/sct'
    %loinc                                    => 'http://loinc.org'
    %`vs-administrative-gender`               => 'http://hl7.org/fhir/ValueSet/administrative-gender'
    %`ext-patient-birthTime`                  => 'http://hl7.org/fhir/StructureDefinition/patient-birthTime'
    %'sct'                                    => 'http://snomed.info/sct'
    %mine                                     => 1, 2
    %none                                     => {}
    %one                                      => 'x'
    %unknown                                  => error
    %resource                                 => {}
    %context                                  => {}
""")
def test_variables(expression, expected):
    variables = {"mine": [1, 2], "none": None, "one": "x"}
    assert outcome(expression, variables=variables) == expected
