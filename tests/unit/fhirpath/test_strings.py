"""Functions over strings."""

import pytest

from fhirpath.facts import outcome, table


@table(r"""
    'abcabc'.indexOf('c')                     => 2
    'abc'.indexOf('')                         => 0
    'abc'.indexOf('x')                        => -1
    {}.indexOf('x')                           => {}
    'abc'.indexOf({})                         => {}
    1.indexOf('x')                            => error
    ('a' | 'b').indexOf('a')                  => error
    'abcabc'.lastIndexOf('c')                 => 5
    'abcdef'.substring(2)                     => 'cdef'
    'abcdef'.substring(2, 3)                  => 'cde'
    'abcdef'.substring(2, 99)                 => 'cdef'
    'abcdef'.substring(6)                     => {}
    'abcdef'.substring(-1)                    => {}
    'abcdef'.substring(2, 0)                  => ''
    'abcdef'.substring({})                    => {}
    'abcdef'.substring('x')                   => error
    {}.substring(1)                           => {}
    'abc'.startsWith('ab')                    => true
    'abc'.startsWith('')                      => true
    'abc'.startsWith('b')                     => false
    'abc'.startsWith('AB')                    => false
    {}.startsWith('a')                        => {}
    'abc'.startsWith({})                      => {}
    5.startsWith('a')                         => error
    ('a' | 'b').startsWith('a')               => error
    'abc'.endsWith('bc')                      => true
    'abc'.endsWith('')                        => true
    'abc'.endsWith('b')                       => false
    {}.endsWith('a')                          => {}
    'abc'.contains('b')                       => true
    'abc'.contains('')                        => true
    'abc'.contains('x')                       => false
    {}.contains('a')                          => {}
    'aBc'.upper()                             => 'ABC'
    'aBc'.lower()                             => 'abc'
    {}.upper()                                => {}
    {}.lower()                                => {}
    ' a b '.trim()                            => 'a b'
    'abcabc'.replace('b', 'X')                => 'aXcaXc'
    'abc'.replace('x', 'y')                   => 'abc'
    'abc'.replace('', 'x')                    => 'xaxbxcx'
    'abc'.replace('b', '')                    => 'ac'
    {}.replace('a', 'b')                      => {}
    'abc'.replace({}, 'b')                    => {}
    'abc'.length()                            => 3
    ''.length()                               => 0
    {}.length()                               => {}
    'abc'.toChars()                           => 'a', 'b', 'c'
    ''.toChars()                              => {}
    'a,b,,c'.split(',')                       => 'a', 'b', '', 'c'
    {}.split(',')                             => {}
    ('a' | 'b').join('-')                     => 'a-b'
    ('a' | 'b').join()                        => 'ab'
    {}.join(',')                              => {}
    'test'.encode('base64')                   => 'dGVzdA=='
    'test'.encode('hex')                      => '74657374'
    'subjects?_d'.encode('urlbase64')         => 'c3ViamVjdHM_X2Q='
    'test'.encode('rot13')                    => {}
    'dGVzdA=='.decode('base64')               => 'test'
    '74657374'.decode('hex')                  => 'test'
    '!'.decode('base64')                      => {}
    '<a href="x">'.escape('html')             => '&lt;a href=&quot;x&quot;&gt;'
    'a"b'.escape('json')                      => 'a\"b'
    '&lt;'.unescape('html')                   => '<'
    'a\\"b'.unescape('json')                  => 'a"b'
    'a' & 'b' & {}                            => 'ab'
    '\u0061'                                  => 'a'
    'it\'s'                                   => 'it's'
    '\\'.length()                             => 1
    '\n'.length()                             => 1
    '\/'                                      => '/'
""")
def test_strings(expression, expected):
    assert outcome(expression) == expected


@table(r"""
    'abc'.matches('b')                        => true
    'abc'.matches('^b')                       => false
    'abc'.matches('^abc$')                    => true
    'abc'.matches('')                         => true
    'a\nb'.matches('a.b')                     => true
    'ABC'.matches('abc')                      => false
    'ABC'.matches('(?i)abc')                  => true
    '12'.matches('\\d{2}')                    => true
    '١٢'.matches('\\d{2}')                    => false
    'é'.matches('\\p{L}')                     => true
    'N8000123123'.matches('^N[0-9]{8}$')      => false
    'N8000123123'.matches('N[0-9]{8}')        => true
    {}.matches('a')                           => {}
    'a'.matches({})                           => {}
    'a'.matches('(')                          => error
    'a'.matches('[')                          => error
    5.matches('5')                            => error
    ('a' | 'b').matches('a')                  => error
    'abc'.matchesFull('b')                    => false
    'abc'.matchesFull('a.c')                  => true
    'abc'.replaceMatches('b', 'X')            => 'aXc'
    'abc'.replaceMatches('(a)(b)', '$2$1')    => 'bac'
    'abc'.replaceMatches('(?<x>a)', '[${x}]') => '[a]bc'
    'abc'.replaceMatches('b', '\\$')          => 'a$c'
    'abc'.replaceMatches('b', '$9')           => error
    'abc'.replaceMatches('', 'x')             => 'abc'
    '11/30/1972'.replaceMatches('^(\\d+)/(\\d+)/(\\d+)$', '$2-$1-$3') => '30-11-1972'
    {}.replaceMatches('a', 'b')               => {}
    'abc'.replaceMatches({}, 'x')             => {}
""")
def test_patterns(expression, expected):
    assert outcome(expression) == expected


@pytest.mark.parametrize("function", ["indexOf", "startsWith", "endsWith", "contains", "matches"])
def test_one_argument_is_needed(function):
    assert outcome(f"'a'.{function}()") == "error"
    assert outcome(f"'a'.{function}('b', 'c')") == "error"
