"""Dates and times as FHIR writes them.

Spec: validator-features section 7, https://hl7.org/fhir/R4/datatypes.html#dateTime
"""

from __future__ import annotations

import re
from calendar import monthrange

from sas_validators.issues.catalogue import primitives as catalogue
from sas_validators.issues.message import Message
from sas_validators.primitives.found import Found, excerpt

FIRST_YEAR = 1800
"""Earlier years are taken for typing errors..."""
YEARS_AHEAD = 80
"""...and so are years further ahead than this."""

_DATE = r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_DATE_FORM = re.compile(_DATE + ")?)?").fullmatch
_DATETIME_FORM = re.compile(rf"{_DATE}(?P<time>T{_TIME}(?:\.[0-9]+)?{_ZONE}?)?)?)?").fullmatch
_INSTANT_FORM = re.compile(rf"{_DATE}T{_TIME}(?:\.[0-9]+)?{_ZONE}))").fullmatch
_SOME_ZONE = re.compile("[Z+-]").search
_TIME_FORM = re.compile(_TIME).fullmatch


def judge_date(text: str, this_year: int) -> Found:
    """A date: year, month or day, and a day that exists."""
    return _judge_day(_DATE_FORM(text), text, this_year, catalogue.DATE_FORMAT)


def judge_datetime(text: str, this_year: int) -> Found:
    """A dateTime: a date, or a day with time to the second and zone."""
    parts = _DATETIME_FORM(text)
    found = _judge_day(parts, text, this_year, catalogue.DATETIME_FORMAT)
    if "T" in text and not _SOME_ZONE(text[10:]):
        found.append((catalogue.DATETIME_ZONE, {}))
    return found


def judge_instant(text: str, this_year: int) -> Found:
    """An instant: a day with time to the second and zone."""
    parts = _INSTANT_FORM(text)
    if parts is None:
        return [(catalogue.INSTANT_FORMAT, {"value": excerpt(text)})]
    if int(parts["year"]) == 0:
        details = {"value": excerpt(text), "type": "instant"}
        return [(catalogue.REGEX_OF_TYPE, details), *_judge_year(parts, text, this_year)]
    return _judge_day(parts, text, this_year, catalogue.DATETIME_FORMAT)


def judge_time(text: str) -> Found:
    """A time `hh:mm:ss`. R4 allows fractions of a second, the HL7 validator refuses them."""
    return [] if _TIME_FORM(text) else [(catalogue.TIME_FORMAT, {"value": excerpt(text)})]


def _judge_day(parts: re.Match[str] | None, text: str, this_year: int, message: Message) -> Found:
    if parts is None or not _exists(parts):
        return [(message, {"value": excerpt(text)})]
    return _judge_year(parts, text, this_year)


def _exists(parts: re.Match[str]) -> bool:
    """Whether the year is a year (not 0000) and the day is one of its month."""
    year = int(parts["year"])
    if year == 0:
        return False
    day = parts["day"]
    return day is None or int(day) <= monthrange(year, int(parts["month"]))[1]


def _judge_year(parts: re.Match[str], text: str, this_year: int) -> Found:
    if FIRST_YEAR <= int(parts["year"]) <= this_year + YEARS_AHEAD:
        return []
    return [(catalogue.YEAR_UNREASONABLE, {"value": excerpt(text)})]
