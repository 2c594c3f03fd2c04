"""Where the demonstration takes place: communes of three departments, made-up streets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: INSEE code, postal code, name, département, WGS84 degrees."""

    insee: str
    postal_code: str
    name: str
    department: str
    latitude: float
    longitude: float


COMMUNES = (
    Commune("35238", "35000", "Rennes", "Ille-et-Vilaine", 48.1147, -1.6794),
    Commune("35288", "35400", "Saint-Malo", "Ille-et-Vilaine", 48.6493, -2.0257),
    Commune("35115", "35300", "Fougères", "Ille-et-Vilaine", 48.3525, -1.2044),
    Commune("35360", "35500", "Vitré", "Ille-et-Vilaine", 48.1236, -1.2094),
    Commune("69383", "69003", "Lyon", "Rhône", 45.7597, 4.8422),
    Commune("69266", "69100", "Villeurbanne", "Rhône", 45.7719, 4.8902),
    Commune("69029", "69500", "Bron", "Rhône", 45.7333, 4.9131),
    Commune("69264", "69400", "Villefranche-sur-Saône", "Rhône", 45.9895, 4.7188),
    Commune("33063", "33000", "Bordeaux", "Gironde", 44.8378, -0.5792),
    Commune("33281", "33700", "Mérignac", "Gironde", 44.8386, -0.6436),
    Commune("33009", "33120", "Arcachon", "Gironde", 44.6586, -1.1683),
    Commune("33243", "33500", "Libourne", "Gironde", 44.9147, -0.2442),
)

DEPARTMENTS = tuple(dict.fromkeys(commune.department for commune in COMMUNES))

STREETS = (
    "rue des Tests",
    "place du Modèle",
    "avenue du Scénario",
    "boulevard de l'Exemple",
    "allée du Bac à Sable",
    "chemin de la Démonstration",
    "impasse du Prototype",
    "quai des Essais",
)


def street(number: int) -> str:
    """The line of address `number`."""
    return f"{number * 7 % 90 + 1} {STREETS[number % len(STREETS)]}"
