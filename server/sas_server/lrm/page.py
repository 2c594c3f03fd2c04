"""The page of a contextual search: results or what is wrong, in HTML that needs no script.

The URL holds a patient's address: the page is not to be kept, nor its URL passed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from jinja2 import Environment

from sas_server.lrm.call import Call, Problem
from sas_server.lrm.offers import Offer, Results
from sas_server.lrm.specialties import Wanted
from sas_server.pages.frame import page_environment

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

_FIELDS = (
    ("origin", "Logiciel d'origine (autorité d'affectation)"),
    ("streetnumber", "Numéro"),
    ("streetname", "Voie"),
    ("inseecode", "Code INSEE de la commune"),
    ("city", "Commune"),
    ("specialty", "Spécialité"),
    ("practitioner", "Médecin traitant"),
)
_DOCTOR_NOTICES = {
    "sas_pf_001": "Le médecin traitant n'a pas pu être identifié.",
    "sas_pf_002": "Le médecin traitant n'a pas été transmis.",
}
_KINDS = {"AMB": "au cabinet", "HH": "à domicile", "VR": "en téléconsultation"}
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# fmt: off
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)
# fmt: on


def results_page(call: Call, wanted: Wanted, results: Results, today: date) -> str:
    """The results of a search; `today` is the day it is in France."""
    commune = call.commune
    name = "" if commune is None else commune.name
    around = commune.department_name if commune and commune.department_name else "les environs"
    return _render(
        "Créneaux disponibles",
        call,
        today,
        specialty=wanted.label,
        address=call.address,
        doctor_error=results.doctor_error,
        doctor_notice=_DOCTOR_NOTICES.get(results.doctor_error, ""),
        sections=[
            ("Médecin traitant", results.doctor),
            (f"À {name}", results.here),
            (f"Dans le département : {around}", results.around),
        ],
    )


def problems_page(call: Call, problems: Sequence[Problem], today: date) -> str:
    """Why a search is refused, with a form to mend it."""
    faults: dict[str, int] = {}
    for number, (_, name, _details) in enumerate(problems, 1):
        faults.setdefault(name, number)
    texts = [{"text": message.text("fr", details)} for message, _, details in problems]
    return _render("Recherche refusée", call, today, problems=texts, faults=faults)


def _render(title: str, call: Call, today: date, **more: object) -> str:
    environment = _environment(today)
    values = {"title": title, "fields": _FIELDS, "call": asdict(call)}
    return environment.get_template("recherche.html").render(
        {"problems": (), "faults": {}, **values, **more}
    )


def _environment(today: date) -> Environment:
    environment = page_environment("sas_server.lrm")
    environment.filters["by_day"] = partial(_by_day, today=today)
    environment.filters["hour"] = _hour
    environment.filters["how"] = _how
    return environment


def _by_day(offers: Iterable[Offer], today: date) -> list[tuple[str, list[Offer]]]:
    days = groupby(offers, key=lambda offer: offer.start.date())
    return [(_day(day, today), list(found)) for day, found in days]


def _day(day: date, today: date) -> str:
    if day == today:
        return "Aujourd'hui"
    if day == today + timedelta(days=1):
        return "Demain"
    return f"{_DAYS[day.weekday()].capitalize()} {day.day} {_MONTHS[day.month - 1]}"


def _hour(offer: Offer) -> str:
    return f"{offer.start:%H:%M}"


def _how(offer: Offer) -> str:
    kinds = [_KINDS[kind] for kind in offer.kinds if kind in _KINDS]
    return ", ".join([*kinds, *(["sans rendez-vous"] if offer.walk_in else [])])
