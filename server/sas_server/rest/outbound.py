"""Nothing leaves that was not proven valid against the definitions in force.

A version carries the number of the definitions it was proven against when it
came in, so the proof usually is one comparison. What was stored under other
definitions is judged once per process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sas_server.refusals.catalogue import WITHHELD
from sas_server.refusals.refusal import Refused
from sas_server.rest.facade import Facade
from sas_server.rest.messages import NO_LONGER_VALID
from sas_server.store.content import read_json
from sas_server.store.rows import Stored

_REMEMBERED = 500_000
"""Proofs that a process remembers at most."""


def is_proven(facade: Facade, stored: Stored) -> bool:
    """Whether a version meets FHIR and the profiles it declares, as of today."""
    if facade.settings.outbound == "off" or stored.basis == facade.store.numbering.basis:
        return True
    key = (stored.rid, stored.version)
    if key in facade.proven:
        return True
    if stored.content is None or not facade.judge.judge(read_json(stored.content)).ok:
        if facade.audit is not None:
            facade.audit.withheld(*key)
        return False
    if len(facade.proven) >= _REMEMBERED:
        facade.proven.clear()
    facade.proven.add(key)
    return True


def prove(facade: Facade, stored: Stored) -> Mapping[str, str]:
    """Refuses (404) a version that is to be withheld; else the headers that flag it, if any."""
    if is_proven(facade, stored):
        return {}
    if facade.settings.outbound == "withhold":
        raise Refused(WITHHELD, type=stored.type, id=stored.id)
    text = NO_LONGER_VALID.text("en", {"place": f"{stored.type}/{stored.id}"})
    return {"Warning": f'199 - "{text}"'}


def unproven(facade: Facade, stored: Iterable[Stored]) -> list[Stored]:
    """Those that no longer meet the profiles."""
    return [item for item in stored if not is_proven(facade, item)]
