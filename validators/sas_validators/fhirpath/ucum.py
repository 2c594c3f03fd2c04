"""Converts between the units of measure that occur in health records.

UCUM's grammar (prefixes, products, quotients, exponents, annotations) over a
table of its common atoms. A unit outside the table converts to nothing but
itself, so a comparison with it stays undecided.

Spec: https://ucum.org/ucum
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

Dimensions = tuple[tuple[str, int], ...]


class Unit(NamedTuple):
    """A unit as a multiple of base units: `factor` times the product of `dimensions`.

    `offset` is where its zero lies, in base units (Celsius, Fahrenheit).
    """

    factor: Fraction
    dimensions: Dimensions
    offset: Fraction = Fraction(0)


_PREFIXES = (
    ("Y", 10, 24), ("Z", 10, 21), ("E", 10, 18), ("P", 10, 15), ("T", 10, 12), ("G", 10, 9),
    ("M", 10, 6), ("k", 10, 3), ("h", 10, 2), ("da", 10, 1), ("d", 10, -1), ("c", 10, -2),
    ("m", 10, -3), ("u", 10, -6), ("n", 10, -9), ("p", 10, -12), ("f", 10, -15),
    ("a", 10, -18), ("z", 10, -21), ("y", 10, -24), ("Ki", 2, 10), ("Mi", 2, 20), ("Gi", 2, 30),
)  # fmt: skip
"""Symbol, base and exponent."""

_METRIC_TEXT = """
    m = m; s = s; g = g; rad = rad; K = K; C = C; cd = cd; sr = rad2
    mol = 6.02214076e23; L = 1e-3 m3; l = 1e-3 m3; ar = 100 m2; t = 1e6 g; u = 1.66053906660e-24 g
    Hz = s-1; N = 1000 g m s-2; Pa = 1000 g m-1 s-2; J = 1000 g m2 s-2; W = 1000 g m2 s-3
    A = C s-1; V = 1000 g m2 s-2 C-1; F = 1e-3 g-1 m-2 s2 C2; Ohm = 1000 g m2 s-1 C-2
    S = 1e-3 g-1 m-2 s C2; Wb = 1000 g m2 s-1 C-1; T = 1000 g s-1 C-1; H = 1000 g m2 C-2
    lm = cd rad2; lx = cd rad2 m-2; Bq = s-1; Gy = m2 s-2; Sv = m2 s-2; kat = 6.02214076e23 s-1
    bar = 1e5 1000 g m-1 s-2; cal = 4.184 1000 g m2 s-2; eV = 1.602176634e-19 1000 g m2 s-2
    eq = 6.02214076e23; osm = 6.02214076e23; U = 1/60 1e-6 6.02214076e23 s-1
    P = 0.1 1000 g m-1 s-1; Ci = 3.7e10 s-1; bit = bit; By = 8 bit; Bd = s-1
    m[H2O] = 9.80665 1e6 g m-1 s-2; m[Hg] = 133.322 1e6 g m-1 s-2
    [iU] = iU; [IU] = iU; [arb'U] = arb; st = m3; dyn = 1e-2 g m s-2; erg = 1e-4 g m2 s-2
"""
_PLAIN_TEXT = """
    % = 1e-2; [ppth] = 1e-3; [ppm] = 1e-6; [ppb] = 1e-9; 10* = 10; 10^ = 10
    [pi] = 3.141592653589793
    min = 60 s; h = 3600 s; d = 86400 s; wk = 604800 s; mo = 2629800 s; a = 31557600 s
    mo_j = 2629800 s; a_j = 31557600 s; a_g = 31556952 s; mo_g = 2629746 s; mo_s = 2551442.976 s
    deg = 0.017453292519943295 rad; ' = 0.0002908882086657216 rad
    [in_i] = 2.54e-2 m; [ft_i] = 0.3048 m; [yd_i] = 0.9144 m; [mi_i] = 1609.344 m
    [in_us] = 0.0254000508001016 m; [ft_us] = 0.3048006096012192 m
    [lb_av] = 453.59237 g; [oz_av] = 28.349523125 g; [gr] = 6.479891e-2 g; [stone_av] = 6350.29318 g
    [gal_us] = 3.785411784e-3 m3; [qt_us] = 9.46352946e-4 m3; [pt_us] = 4.73176473e-4 m3
    [cup_us] = 2.365882365e-4 m3; [foz_us] = 2.95735295625e-5 m3; [tbs_us] = 1.478676478125e-5 m3
    [tsp_us] = 4.92892159375e-6 m3; [drp] = 5e-8 m3; [psi] = 6894757.293168 g m-1 s-2
    atm = 101325000 g m-1 s-2; [mclg'U] = mclg; [CFU] = cfu; [pH] = pH; Np = Np; B = B
    [Cal] = 4184000 g m2 s-2; [kn_i] = 0.5144444444444444 m s-1; [nmi_i] = 1852 m
    [acr_us] = 4046.87 m2; [diop] = m-1
"""
_TEMPERATURES = {
    "Cel": Unit(Fraction(1), (("K", 1),), Fraction("273.15")),
    "[degF]": Unit(Fraction(5, 9), (("K", 1),), Fraction("459.67") * Fraction(5, 9)),
}
_WORD = re.compile(r"([A-Za-z]+?)(-?\d+)?\Z")
_SYMBOL = re.compile(r"\{[^{}]*\}|[./()]|(?:\[[^\]]*\]|10[*^]|[^./(){}\[\]0-9+\-])+|[+-]?\d+")
_MAX_LENGTH = 120
_MAX_EXPONENT = 40


class _UnitError(ValueError):
    """Not a unit of the table."""


class UcumConverter:
    """Converts with the built-in table; see `UnitConverter`."""

    def convert(self, value: Decimal, source: str, target: str) -> Decimal | None:
        """`value` in unit `source` expressed in `target`; None if it can't be."""
        one, other = read_unit(source), read_unit(target)
        if one is None or other is None or one.dimensions != other.dimensions:
            return None
        if not value.is_finite() or abs(value.adjusted()) > 300:
            return None
        base = Fraction(value) * one.factor + one.offset
        result = (base - other.offset) / other.factor
        return Decimal(result.numerator) / Decimal(result.denominator)


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit | None:
    """The unit that the UCUM code `text` denotes, None if the table doesn't know it."""
    if text in _TEMPERATURES:
        return _TEMPERATURES[text]
    symbols = _SYMBOL.findall(text)
    if len(text) > _MAX_LENGTH or "".join(symbols) != text:
        return None
    reader = _Reader(symbols)
    try:
        factor, dimensions = reader.read_term(0)
    except _UnitError:
        return None
    if reader.position != len(symbols):
        return None
    return Unit(factor, tuple(sorted((name, power) for name, power in dimensions.items() if power)))


Product = tuple[Fraction, dict[str, int]]


class _Reader:
    """Reads the symbols of a unit from left to right."""

    def __init__(self, symbols: list[str]) -> None:
        self.symbols = symbols
        self.position = 0

    def _peek(self) -> str:
        return self.symbols[self.position] if self.position < len(self.symbols) else ""

    def _next(self) -> str:
        symbol = self._peek()
        self.position += 1
        return symbol

    def read_term(self, depth: int) -> Product:
        if depth > 10:
            raise _UnitError
        sign = 1
        if self._peek() == "/":
            sign = -1
            self._next()
        product = _power(self._read_component(depth), sign)
        while self._peek() in {".", "/"}:
            sign = 1 if self._next() == "." else -1
            product = _times(product, _power(self._read_component(depth), sign))
        return product

    def _read_component(self, depth: int) -> Product:
        symbol = self._next()
        if symbol == "(":
            product = self.read_term(depth + 1)
            if self._next() != ")":
                raise _UnitError
        elif symbol.startswith("{"):
            return Fraction(1), {}
        elif symbol.lstrip("+").isdigit():
            product = Fraction(int(symbol)), {}
        else:
            product = _atom(symbol)
            exponent = self._peek()
            if re.fullmatch(r"[+-]?\d+", exponent):
                self._next()
                product = _power(product, int(exponent))
        if self._peek().startswith("{"):
            self._next()
        return product


def _times(left: Product, right: Product) -> Product:
    dimensions = dict(left[1])
    for name, power in right[1].items():
        dimensions[name] = dimensions.get(name, 0) + power
    return left[0] * right[0], dimensions


def _power(product: Product, exponent: int) -> Product:
    if abs(exponent) > _MAX_EXPONENT or (exponent < 0 and not product[0]):
        raise _UnitError
    return product[0] ** exponent, {name: power * exponent for name, power in product[1].items()}


def _atom(symbol: str) -> Product:
    prefixes, metric, plain = _table()
    if symbol in plain:
        return plain[symbol]
    if symbol in metric:
        return metric[symbol]
    for length in (1, 2):
        prefix, atom = symbol[:length], symbol[length:]
        if prefix in prefixes and atom in metric:
            factor, dimensions = metric[atom]
            return prefixes[prefix] * factor, dimensions
    raise _UnitError


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, Fraction], dict[str, Product], dict[str, Product]]:
    """The prefixes, the atoms that take them, and those that don't."""
    prefixes = {symbol: Fraction(base) ** exponent for symbol, base, exponent in _PREFIXES}
    return prefixes, _read_table(_METRIC_TEXT), _read_table(_PLAIN_TEXT)


def _read_table(text: str) -> dict[str, Product]:
    entries = (entry.strip() for line in text.splitlines() for entry in line.split(";"))
    return {
        name: _read_definition(definition)
        for name, _, definition in (entry.partition(" = ") for entry in entries if entry)
    }


def _read_definition(text: str) -> Product:
    """`1000 g m2 s-2`: numbers and powers of base units, multiplied."""
    product: Product = (Fraction(1), {})
    for word in text.split():
        match = _WORD.fullmatch(word)
        if match is None:
            product = _times(product, (Fraction(word), {}))
        else:
            product = _times(product, (Fraction(1), {match[1]: int(match[2] or 1)}))
    return product
