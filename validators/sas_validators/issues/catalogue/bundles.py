"""Bundles: entries, links, search results, documents, and references inside."""

from __future__ import annotations

from sas_validators.issues.message import Message

_SPEC = "validator-features.md section 14"

SEVERAL_ENTRIES = Message(
    id="BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE",
    severity="error",
    type="structure",
    fr="Plusieurs entrées du Bundle répondent à la référence '{reference}'",
    en="Several entries of the Bundle match the reference '{reference}'",
    spec=_SPEC,
)
NOT_IN_BUNDLE = Message(
    id="Bundle_BUNDLE_Not_Local",
    severity="warning",
    type="not-found",
    fr="La référence '{reference}' ne mène à aucune entrée du Bundle",
    en="The reference '{reference}' leads to no entry of the Bundle",
    spec=_SPEC,
)
REFERENCE_WITHOUT_FULL_URL = Message(
    id="Bundle_BUNDLE_FullUrl_Missing",
    severity="error",
    type="invalid",
    fr="Référence relative '{reference}' dans une entrée sans fullUrl : elle n'est relative à rien",
    en="Relative reference '{reference}' in an entry without fullUrl: it is relative to nothing",
    spec=_SPEC,
)
ENTRY_WITHOUT_FULL_URL = Message(
    id="Bundle_BUNDLE_Entry_NoFullUrl",
    severity="error",
    type="invalid",
    fr="L'entrée contient des références relatives : il lui faut un fullUrl",
    en="The entry has relative references: it needs a fullUrl",
    spec=_SPEC,
)
POSSIBLE_MATCH_OTHER_URL = Message(
    id="BUNDLE_BUNDLE_POSSIBLE_MATCH_WRONG_FU",
    severity="warning",
    type="invalid",
    fr="Une entrée porte le type et l'id de '{reference}', mais son fullUrl est '{found}'",
    en="An entry has the type and id of '{reference}', but its fullUrl is '{found}'",
    spec=_SPEC,
)
POSSIBLE_MATCH_NO_URL = Message(
    id="BUNDLE_BUNDLE_POSSIBLE_MATCH_NO_FU",
    severity="warning",
    type="invalid",
    fr="Une entrée porte le type et l'id de '{reference}', mais n'a pas de fullUrl",
    en="An entry has the type and id of '{reference}', but has no fullUrl",
    spec=_SPEC,
)
POSSIBLE_MATCHES = Message(
    id="BUNDLE_POSSSIBLE_MATCHES",
    severity="warning",
    type="invalid",
    fr="Plusieurs entrées portent le type et l'id de '{reference}', sans fullUrl qui convienne",
    en="Several entries have the type and id of '{reference}', but none has a matching fullUrl",
    spec=_SPEC,
)
