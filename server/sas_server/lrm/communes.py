"""From what a LRM says of the place to a commune and its département.

There is no national table of communes here: an INSEE code gives the city where it is
one of Paris, Lyon or Marseille, or of a commune that the demonstration knows. For any
other the code gives the département, and `city` the name.

Spec: hub-sante.md 1
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sas_server.demo.places import COMMUNES
from sas_server.lrm.departments import DEPARTMENTS, department_of

_INSEE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")

_WITH_DISTRICTS = {
    "Paris": {75056, *range(75101, 75121)},
    "Lyon": {69123, *range(69381, 69390)},
    "Marseille": {13055, *range(13201, 13217)},
}
_NAMES = {
    **{commune.insee: commune.name for commune in COMMUNES},
    **{str(code): city for city, codes in _WITH_DISTRICTS.items() for code in codes},
}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune by name; `department` is the code of its département, "" when unknown."""

    name: str
    department: str

    @property
    def department_name(self) -> str:
        """`Rhône`, "" when unknown."""
        return DEPARTMENTS.get(self.department, "")


def normal_insee(code: str) -> str:
    """The code filled up with zeros to five characters, in upper case."""
    return code.strip().upper().rjust(5, "0") if code.strip() else ""


def is_insee(code: str) -> bool:
    """Whether a normal code has the form of an INSEE code of some département."""
    return _INSEE.fullmatch(code) is not None and bool(department_of(code))


def find_commune(insee: str, city: str) -> Commune | None:
    """The commune of a call; None when neither the code nor the name gives one.

    A code that is none is not mended by the name.
    """
    code = normal_insee(insee)
    if code:
        name = _NAMES.get(code, city.strip())
        return Commune(name, department_of(code)) if is_insee(code) and name else None
    return Commune(city.strip(), _department_by_name(city)) if city.strip() else None


def _department_by_name(city: str) -> str:
    """The département of a commune that is known by name."""
    wanted = city.strip().casefold()
    return next(
        (department_of(code) for code, name in _NAMES.items() if name.casefold() == wanted), ""
    )
