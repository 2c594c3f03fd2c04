"""Where the demonstration's slots are booked: the page that `Slot.comment` leads to.

A real editor would sign the regulator in here (INT_SSO); this page says what the URL
tells an editor.

Spec: flows.md 6 and 1.7 (`comment` leads to the agenda)
"""

from __future__ import annotations

from flask import Response, request

from sas_server.flows.identifiers import person_forms, structure_forms
from sas_server.flows.names import PERSON_AUTHORITY, STRUCTURE_AUTHORITY
from sas_server.flows.redirection import comes_from_sas
from sas_server.flows.rule import items, text
from sas_server.pages.frame import page_environment
from sas_server.rest.asking import ask
from sas_server.rest.facade import Facade

RULE = "/agenda/<number>"

_PAGE = page_environment().from_string(
    """{% extends "frame.html" %}
{% block main %}
<h1>{{ title }}</h1>
{% if known %}
<p>Page de démonstration : aucun rendez-vous n'y est pris.</p>
<p>{{ arrival }}</p>
{% else %}
<p>Aucun agenda de démonstration ne porte ce numéro.</p>
{% endif %}
{% endblock %}
"""
)
_FROM_SAS = (
    "L'adresse porte origin=sas : le régulateur vient du SAS. Un éditeur délègue ici son "
    "authentification, puis ouvre l'agenda avec l'habilitation de régulateur."
)
_ELSEWHERE = (
    "L'adresse ne porte pas origin=sas : parcours ordinaire, sans l'habilitation de régulateur."
)


class DemoBooking:
    """Says whose agenda it is, and whether the regulator comes from SAS."""

    def __init__(self, facade: Facade) -> None:
        """The facade holds the demonstration's data."""
        self._facade = facade
        self.__name__ = "agenda"

    def __call__(self, number: str) -> Response:
        """One agenda; 404 for a number that nobody has."""
        name = self._name(number)
        html = _PAGE.render(
            title=f"Agenda de {name}" if name else "Agenda inconnu",
            known=bool(name),
            arrival=_FROM_SAS if comes_from_sas(request.url) else _ELSEWHERE,
        )
        return Response(html, status=200 if name else 404, mimetype="text/html")

    def _name(self, number: str) -> str:
        """Who has the number, in whatever form; "" for nobody."""
        if not (number.isascii() and number.isalnum()):
            return ""
        people = _tokens(PERSON_AUTHORITY, person_forms(number))
        for _, person in ask(self._facade, "", "Practitioner", ("identifier", people)):
            for _, name in items(person, "name"):
                return f"{' '.join(name.get('given', ()))} {text(name, 'family')}".strip()
        structures = _tokens(STRUCTURE_AUTHORITY, structure_forms(number))
        found = ask(self._facade, "", "Organization", ("identifier", structures))
        return next((text(item, "name") for _, item in found), "")


def _tokens(system: str, forms: tuple[str, ...]) -> str:
    return ",".join(f"{system}|{form}" for form in forms)
