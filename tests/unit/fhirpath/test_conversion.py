"""`toX()` and `convertsToX()`."""

import pytest

from fhirpath.facts import outcome, table


@table("""
    true.toBoolean()                          => true
    1.toBoolean()                             => true
    0.toBoolean()                             => false
    2.toBoolean()                             => {}
    1.0.toBoolean()                           => true
    'TRUE'.toBoolean()                        => true
    'y'.toBoolean()                           => true
    'no'.toBoolean()                          => false
    '0.0'.toBoolean()                         => false
    'maybe'.toBoolean()                       => {}
    {}.toBoolean()                            => {}
    (true | false).toBoolean()                => error
    1.toInteger()                             => 1
    '-5'.toInteger()                          => -5
    '+5'.toInteger()                          => 5
    '1.5'.toInteger()                         => {}
    '3000000000'.toInteger()                  => {}
    true.toInteger()                          => 1
    false.toInteger()                         => 0
    1.5.toInteger()                           => {}
    'a'.toInteger()                           => {}
    ' 1'.toInteger()                          => {}
    {}.toInteger()                            => {}
    (1 | 2).toInteger()                       => error
    1.toDecimal()                             => 1
    '1.50'.toDecimal()                        => 1.50
    '1.'.toDecimal()                          => {}
    '1e3'.toDecimal()                         => {}
    true.toDecimal()                          => 1
    {}.toDecimal()                            => {}
    1.toString()                              => '1'
    1.50.toString()                           => '1.50'
    true.toString()                           => 'true'
    'a'.toString()                            => 'a'
    @2020-01.toString()                       => '2020-01'
    @2020-01-01T10:00:00.500+01:00.toString() => '2020-01-01T10:00:00.500+01:00'
    @T10:00.toString()                        => '10:00'
    4 'mg'.toString()                         => '4 'mg''
    4 days.toString()                         => '4 days'
    1 week.toString()                         => '1 week'
    {}.toString()                             => {}
    (1 | 2).toString()                        => error
    '2020-01-05'.toDate()                     => @2020-01-05
    '2020'.toDate()                           => @2020
    '2020-01-05T10:00:00Z'.toDate()           => @2020-01-05
    '2020-13'.toDate()                        => {}
    '2020-02-30'.toDate()                     => {}
    '5 March'.toDate()                        => {}
    @2020-01-05T10:00.toDate()                => @2020-01-05
    {}.toDate()                               => {}
    '2020-01-05T10:00:00+01:00'.toDateTime()  => @2020-01-05T10:00:00+01:00
    '2020-01-05'.toDateTime()                 => @2020-01-05
    '2020-01-05T25:00'.toDateTime()           => {}
    @2020-01-05.toDateTime().is(DateTime)     => true
    {}.toDateTime()                           => {}
    '10:30'.toTime()                          => @T10:30
    'T10:30'.toTime()                         => @T10:30
    '24:30'.toTime()                          => {}
    @T10:30.toTime()                          => @T10:30
    {}.toTime()                               => {}
    1.toQuantity()                            => 1 '1'
    1.5.toQuantity()                          => 1.5 '1'
    true.toQuantity()                         => 1 '1'
    '5 \\'mg\\''.toQuantity()                 => 5 'mg'
    '5 days'.toQuantity()                     => 5 days
    '5'.toQuantity()                          => 5 '1'
    '5 mg'.toQuantity()                       => {}
    'a'.toQuantity()                          => {}
    5000 'mg'.toQuantity('g')                 => 5 'g'
    5 'mg'.toQuantity('m')                    => {}
    {}.toQuantity()                           => {}
""")
def test_conversions(expression, expected):
    assert outcome(expression.replace("\\\\'", "\\'")) == expected


@table("""
    'yes'.convertsToBoolean()                 => true
    'maybe'.convertsToBoolean()               => false
    {}.convertsToBoolean()                    => {}
    '1'.convertsToInteger()                   => true
    'a'.convertsToInteger()                   => false
    '1.5'.convertsToDecimal()                 => true
    'a'.convertsToDecimal()                   => false
    1.convertsToString()                      => true
    '2020'.convertsToDate()                   => true
    'a'.convertsToDate()                      => false
    '2020-01-01T10:00'.convertsToDateTime()   => true
    'a'.convertsToDateTime()                  => false
    '10:00'.convertsToTime()                  => true
    'a'.convertsToTime()                      => false
    '1 day'.convertsToQuantity()              => true
    'a day'.convertsToQuantity()              => false
    1 'g'.convertsToQuantity('mg')            => true
    1 'g'.convertsToQuantity('m')             => false
    1 'g'.comparable(1 'kg')                  => true
    1 'g'.comparable(1 'm')                   => false
    'a'.comparable(1 'm')                     => {}
""")
def test_checks(expression, expected):
    assert outcome(expression) == expected


@pytest.mark.parametrize(
    "name", ["Boolean", "Integer", "Decimal", "String", "Date", "DateTime", "Time", "Quantity"]
)
def test_empty_and_several(name):
    assert outcome(f"{{}}.convertsTo{name}()") == "{}"
    assert outcome(f"(1 | 2).convertsTo{name}()") == "error"
    assert outcome(f"(1 | 2).to{name}()") == "error"
