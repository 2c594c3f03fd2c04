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

# --- entries ----------------------------------------------------------------------------------

FULL_URL_REQUIRED = Message(
    id="BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED",
    severity="error",
    type="required",
    fr="Toute entrée doit avoir un fullUrl, sauf dans une transaction ou un batch",
    en="Every entry must have a fullUrl, except in a transaction or batch",
    spec=_SPEC,
)
FULL_URL_RELATIVE = Message(
    id="BUNDLE_ENTRY_URL_ABSOLUTE",
    severity="error",
    type="invalid",
    fr="Le fullUrl doit être une URL absolue : '{url}'",
    en="The fullUrl must be an absolute URL: '{url}'",
    spec=_SPEC,
)
FULL_URL_OF_OTHER_RESOURCE = Message(
    id="BUNDLE_ENTRY_URL_MATCHES_TYPE_ID",
    severity="error",
    type="invalid",
    fr="Le fullUrl '{url}' a la forme d'une adresse REST : il doit finir par {expected}",
    en="The fullUrl '{url}' looks like a RESTful address: it must end in {expected}",
    spec=_SPEC,
)
FULL_URL_WITHOUT_ID = Message(
    id="BUNDLE_ENTRY_URL_MATCHES_NO_ID",
    severity="error",
    type="invalid",
    fr="Le fullUrl '{url}' a la forme d'une adresse REST, mais la ressource n'a pas d'id",
    en="The fullUrl '{url}' looks like a RESTful address, but the resource has no id",
    spec=_SPEC,
)
FULL_URL_OF_OTHER_CANONICAL = Message(
    id="Bundle_BUNDLE_Entry_MismatchIdUrl",
    severity="error",
    type="invalid",
    fr="Le fullUrl '{url}' est l'URL canonique d'une ressource dont l'id est '{found}'",
    en="The fullUrl '{url}' is the canonical URL of a resource whose id is '{found}'",
    spec=_SPEC,
)

# --- links ------------------------------------------------------------------------------------

LINK_PROHIBITED = Message(
    id="BUNDLE_LINK_SEARCH_PROHIBITED",
    severity="error",
    type="invalid",
    fr="Le lien '{relation}' n'a de sens que dans un searchset ou un historique",
    en="The link '{relation}' only makes sense in a searchset or history",
    spec=_SPEC,
)
LINK_DUPLICATE = Message(
    id="BUNDLE_LINK_SEARCH_NO_DUPLICATES",
    severity="error",
    type="duplicate",
    fr="Deux liens portent la relation '{relation}'",
    en="Two links have the relation '{relation}'",
    spec=_SPEC,
)
STYLESHEET_EXTERNAL = Message(
    id="BUNDLE_LINK_STYELSHEET_EXTERNAL",
    severity="warning",
    type="business-rule",
    fr="La feuille de style '{url}' est hors du document",
    en="The style sheet '{url}' is outside the document",
    spec=_SPEC,
)
STYLESHEET_INSECURE = Message(
    id="BUNDLE_LINK_STYELSHEET_INSECURE",
    severity="warning",
    type="security",
    fr="La feuille de style '{url}' est lue sans chiffrement",
    en="The style sheet '{url}' is read without encryption",
    spec=_SPEC,
)
STYLESHEET_NOT_FOUND = Message(
    id="BUNDLE_LINK_STYELSHEET_NOT_FOUND",
    severity="error",
    type="not-found",
    fr="Aucune entrée ne contient la feuille de style '{url}'",
    en="No entry has the style sheet '{url}'",
    spec=_SPEC,
)

# --- search results ---------------------------------------------------------------------------

NO_SELF_LINK = Message(
    id="BUNDLE_SEARCH_NOSELF",
    severity="warning",
    type="structure",
    fr="Un searchset devrait porter un lien 'self' qui dit la recherche effectuée",
    en="A searchset should have a 'self' link that says which search was made",
    spec=_SPEC,
)
SELF_LINK_NOT_UNDERSTOOD = Message(
    id="BUNDLE_SEARCH_SELF_NOT_UNDERSTOOD",
    severity="information",
    type="informational",
    fr="Le type recherché ne se lit pas dans le lien 'self' '{url}'",
    en="The type searched for can't be read from the 'self' link '{url}'",
    spec=_SPEC,
)
NO_SEARCH_MODE = Message(
    id="BUNDLE_SEARCH_NO_MODE",
    severity="warning",
    type="structure",
    fr="L'entrée devrait dire son rôle dans le résultat (search.mode)",
    en="The entry should say its role in the result (search.mode)",
    spec=_SPEC,
)
SEARCH_ENTRY_WITHOUT_RESOURCE = Message(
    id="BUNDLE_SEARCH_ENTRY_NO_RESOURCE",
    severity="error",
    type="structure",
    fr="Une entrée de searchset doit contenir une ressource",
    en="An entry of a searchset must hold a resource",
    spec=_SPEC,
)
SEARCH_ENTRY_WITHOUT_ID = Message(
    id="BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID",
    severity="error",
    type="structure",
    fr="Une ressource trouvée par une recherche doit avoir un id",
    en="A resource found by a search must have an id",
    spec=_SPEC,
)
MATCH_OF_OTHER_TYPE = Message(
    id="BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE",
    severity="error",
    type="structure",
    fr="L'entrée est dite 'match', mais {found} n'est pas un type recherché ({expected})",
    en="The entry is said to be a match, but {found} is no type searched for ({expected})",
    spec=_SPEC,
)
ENTRY_OF_OTHER_TYPE = Message(
    id="BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE",
    severity="warning",
    type="structure",
    fr="{found} n'est pas un type recherché ({expected}), et l'entrée n'a pas de search.mode",
    en="{found} is no type searched for ({expected}), and the entry has no search.mode",
    spec=_SPEC,
)
TYPE_NOT_SURE = Message(
    id="BUNDLE_SEARCH_ENTRY_TYPE_NOT_SURE",
    severity="information",
    type="informational",
    fr="Rien ne dit si {found} est un type recherché",
    en="Nothing says whether {found} is a type searched for",
    spec=_SPEC,
)
OUTCOME_OF_OTHER_TYPE = Message(
    id="BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME",
    severity="error",
    type="structure",
    fr="Une entrée de rôle 'outcome' contient un OperationOutcome, pas un {found}",
    en="An entry with mode 'outcome' holds an OperationOutcome, not a {found}",
    spec=_SPEC,
)

# --- documents and messages -------------------------------------------------------------------

MULTIPLE_MATCHES = Message(
    id="Bundle_BUNDLE_MultipleMatches",
    severity="error",
    type="structure",
    fr="Plusieurs entrées du Bundle répondent à la référence '{reference}'",
    en="Several entries of the Bundle match the reference '{reference}'",
    spec=_SPEC,
)
NO_FIRST_ENTRY = Message(
    id="Bundle_BUNDLE_Entry_NoFirst",
    severity="error",
    type="invalid",
    fr="Un document ou un message doit avoir au moins une entrée",
    en="A document or message must have at least one entry",
    spec=_SPEC,
)
NO_FIRST_RESOURCE = Message(
    id="Bundle_BUNDLE_Entry_NoFirstResource",
    severity="error",
    type="invalid",
    fr="La première entrée d'un document ou d'un message doit contenir une ressource",
    en="The first entry of a document or message must hold a resource",
    spec=_SPEC,
)
DOCUMENT_FIRST = Message(
    id="Bundle_BUNDLE_Entry_Document",
    severity="error",
    type="invalid",
    fr="La première ressource d'un document est une Composition, pas un {found}",
    en="The first resource of a document is a Composition, not a {found}",
    spec=_SPEC,
)
MESSAGE_FIRST = Message(
    id="Validation_BUNDLE_Message",
    severity="error",
    type="invalid",
    fr="La première ressource d'un message est un MessageHeader, pas un {found}",
    en="The first resource of a message is a MessageHeader, not a {found}",
    spec=_SPEC,
)
LINKED_ENTRY_NOT_FOUND = Message(
    id="Bundle_BUNDLE_Entry_NotFound",
    severity="error",
    type="not-found",
    fr="Aucune entrée du Bundle ne contient '{reference}' ({element})",
    en="No entry of the Bundle holds '{reference}' ({element})",
    spec=_SPEC,
)
LINKED_ENTRY_UNREACHABLE = Message(
    id="BUNDLE_BUNDLE_ENTRY_NOTFOUND_CANNOT",
    severity="error",
    type="not-found",
    fr="'{reference}' ({element}) ne mène à rien, car le fullUrl '{source}' n'est pas une adresse "
    "REST ; une entrée a pourtant ce type et cet id",
    en="'{reference}' ({element}) leads nowhere, because the fullUrl '{source}' is no RESTful "
    "address; yet an entry has that type and id",
    spec=_SPEC,
)
LINKED_ENTRY_ELSEWHERE = Message(
    id="BUNDLE_BUNDLE_ENTRY_NOTFOUND_APPARENT",
    severity="error",
    type="not-found",
    fr="'{reference}' ({element}) ne mène à aucune entrée ; celle de ce type et de cet id a le "
    "fullUrl '{found}'",
    en="'{reference}' ({element}) leads to no entry; the one of that type and id has the fullUrl "
    "'{found}'",
    spec=_SPEC,
)
FRAGMENT_NOT_FOUND = Message(
    id="BUNDLE_BUNDLE_ENTRY_NOTFOUND_FRAGMENT",
    severity="error",
    type="not-found",
    fr="L'entrée trouvée ne contient pas '#{fragment}' que '{reference}' désigne",
    en="The entry found does not hold '#{fragment}', which '{reference}' names",
    spec=_SPEC,
)
FRAGMENT_FOUND_TWICE = Message(
    id="BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE_FRAGMENT",
    severity="error",
    type="structure",
    fr="L'entrée trouvée contient plusieurs '#{fragment}' que '{reference}' peut désigner",
    en="The entry found holds several '#{fragment}' that '{reference}' may name",
    spec=_SPEC,
)
DOCUMENT_ORPHAN = Message(
    id="Bundle_BUNDLE_Entry_Orphan_DOCUMENT",
    severity="error",
    type="informational",
    fr="Aucun lien, dans un sens ou dans l'autre, ne relie l'entrée {entry} à la Composition",
    en="No link in either direction connects the entry {entry} with the Composition",
    spec=_SPEC,
)
MESSAGE_ORPHAN = Message(
    id="Bundle_BUNDLE_Entry_Orphan_MESSAGE",
    severity="warning",
    type="informational",
    fr="Aucun lien, dans un sens ou dans l'autre, ne relie l'entrée {entry} au MessageHeader",
    en="No link in either direction connects the entry {entry} with the MessageHeader",
    spec=_SPEC,
)
DOCUMENT_BACKWARDS = Message(
    id="BUNDLE_BUNDLE_ENTRY_REVERSE_R4",
    severity="warning",
    type="informational",
    fr="L'entrée {entry} mène à la Composition, mais rien ne mène de la Composition à elle",
    en="The entry {entry} leads to the Composition, but nothing leads from the Composition to it",
    spec=_SPEC,
)
MESSAGE_BACKWARDS = Message(
    id="BUNDLE_BUNDLE_ENTRY_REVERSE_MSG",
    severity="information",
    type="informational",
    fr="L'entrée {entry} mène au MessageHeader, mais rien ne mène du MessageHeader à elle",
    en="The entry {entry} leads to the MessageHeader, but nothing leads from the MessageHeader "
    "to it",
    spec=_SPEC,
)
