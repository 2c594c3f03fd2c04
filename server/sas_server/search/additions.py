"""Search parameters and chains that the flows use and no package defines."""

from __future__ import annotations

from typing import Any

CHAIN_ALIASES = {
    ("PractitionerRole", "address"): "location.address",
}
"""(type, code) -> the chain it stands for (spec/gap.md 6.5)."""

PARAMETERS: tuple[dict[str, Any], ...] = (
    {
        "url": "https://interop.esante.gouv.fr/ig/fhir/annuaire/SearchParameter/"
        "as-sp-practitionerrole-name",
        "code": "name",
        "base": ["PractitionerRole"],
        "type": "string",
        "description": "Nom d'exercice porté par la situation d'exercice",
        "expression": "PractitionerRole.extension('https://interop.esante.gouv.fr/ig/fhir/annuaire/"
        "StructureDefinition/as-ext-practitionerrole-name').value.ofType(HumanName)",
    },
)
"""The search parameter of the annuaire guide that GAP's queries name (spec/gap.md 6.2)."""
