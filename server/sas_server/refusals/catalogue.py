"""Every reason for which a request is refused, with its HTTP status and texts.

Statuses and issue codes: spec/gap.md 4.5 and flows.md 11.6.
"""

from __future__ import annotations

from sas_server.refusals.refusal import Refusal
from sas_validators.issues.message import Message, Severity


def _refusal(
    status: int, code: str, id: str, *, fr: str, en: str, severity: Severity = "error"
) -> Refusal:
    spec = "https://hl7.org/fhir/R4/http.html"
    return Refusal(status, Message(f"SAS_REST_{id}", severity, code, fr, en, spec))


# -- routes --------------------------------------------------------------------

UNKNOWN_ROUTE = _refusal(
    404,
    "not-supported",
    "UNKNOWN_ROUTE",
    fr="Cette adresse n'existe pas sur ce serveur : {path}.",
    en="There is nothing at this address: {path}.",
)
UNKNOWN_TYPE = _refusal(
    404,
    "not-supported",
    "UNKNOWN_TYPE",
    fr="Ce serveur ne gère pas le type de ressource « {type} ».",
    en="This server does not serve the resource type '{type}'.",
)
METHOD_NOT_ALLOWED = _refusal(
    405,
    "not-supported",
    "METHOD_NOT_ALLOWED",
    fr="La méthode {method} n'est pas permise ici ; sont permises : {allowed}.",
    en="The method {method} is not allowed here; allowed are: {allowed}.",
)
NOT_ACCEPTABLE = _refusal(
    406,
    "not-supported",
    "NOT_ACCEPTABLE",
    fr="Le format demandé ({asked}) n'est pas disponible ; le sont : {offered}.",
    en="The requested format ({asked}) is not available; available are: {offered}.",
)
NO_XML = _refusal(
    406,
    "not-supported",
    "NO_XML",
    fr="Ce contenu ne peut pas être écrit en XML, demandez-le en JSON ({reason}).",
    en="This content can't be written as XML, ask for JSON ({reason}).",
)
UNSUPPORTED_BODY = _refusal(
    415,
    "not-supported",
    "UNSUPPORTED_BODY",
    fr="Le type de contenu « {given} » n'est pas accepté ici ; le sont : {accepted}.",
    en="The content type '{given}' is not accepted here; accepted are: {accepted}.",
)
FHIR_VERSION = _refusal(
    406,
    "not-supported",
    "FHIR_VERSION",
    fr="La version FHIR « {version} » n'est pas disponible ; ce serveur parle FHIR 4.0.",
    en="FHIR version '{version}' is not available; this server speaks FHIR 4.0.",
)
BODY_FHIR_VERSION = _refusal(
    415,
    "not-supported",
    "BODY_FHIR_VERSION",
    fr="Un contenu en version FHIR « {version} » n'est pas accepté ; ce serveur parle FHIR 4.0.",
    en="Content of FHIR version '{version}' is not accepted; this server speaks FHIR 4.0.",
)

# -- who asks ------------------------------------------------------------------

CLIENT_NAME = _refusal(
    403,
    "forbidden",
    "CLIENT_NAME",
    fr="Le nom (CN) de votre certificat ne figure pas parmi ceux que ce serveur accepte.",
    en="The name (CN) of your certificate is not among those that this server accepts.",
)
CLIENT_UNIT = _refusal(
    403,
    "forbidden",
    "CLIENT_UNIT",
    fr="L'unité (OU) de votre certificat ne figure pas parmi celles que ce serveur accepte.",
    en="The unit (OU) of your certificate is not among those that this server accepts.",
)
CLIENT_REVOKED = _refusal(
    403,
    "forbidden",
    "CLIENT_REVOKED",
    fr="Votre certificat est révoqué.",
    en="Your certificate is revoked.",
)
CLIENT_EXPIRED = _refusal(
    403,
    "forbidden",
    "CLIENT_EXPIRED",
    fr="Votre certificat a expiré.",
    en="Your certificate has expired.",
)
CLIENT_UNREADABLE = _refusal(
    403,
    "forbidden",
    "CLIENT_UNREADABLE",
    fr="Les noms de votre certificat ne sont pas lisibles.",
    en="The names in your certificate can't be read.",
)
AUDIT_FORBIDDEN = _refusal(
    403,
    "forbidden",
    "AUDIT_FORBIDDEN",
    fr="Les traces d'accès ne sont visibles que des clients et opérateurs désignés pour cela.",
    en="The audit trail is shown only to clients and operators who were named for it.",
)

# -- limits --------------------------------------------------------------------

BODY_TOO_LARGE = _refusal(
    413,
    "too-long",
    "BODY_TOO_LARGE",
    fr="Le corps de la requête dépasse la limite de {limit} octets.",
    en="The body of the request exceeds the limit of {limit} bytes.",
)
URL_TOO_LONG = _refusal(
    414,
    "too-long",
    "URL_TOO_LONG",
    fr="L'adresse dépasse la limite de {limit} octets ; utilisez POST [base]/Type/_search.",
    en="The URL exceeds the limit of {limit} bytes; use POST [base]/Type/_search.",
)
HEADERS_TOO_LARGE = _refusal(
    431,
    "too-long",
    "HEADERS_TOO_LARGE",
    fr="Les en-têtes de la requête sont trop nombreux ou trop longs.",
    en="The headers of the request are too many or too long.",
)
BAD_HTTP = _refusal(
    400,
    "structure",
    "BAD_HTTP",
    fr="La requête n'est pas du HTTP lisible : {reason}",
    en="The request is no readable HTTP: {reason}",
)
TOO_SLOW = _refusal(
    408,
    "timeout",
    "TOO_SLOW",
    fr="La requête n'est pas arrivée entière en {seconds} secondes.",
    en="The request had not come in completely after {seconds} seconds.",
)
TOO_DEEP = _refusal(
    422,
    "too-long",
    "TOO_DEEP",
    fr="Le contenu est imbriqué sur plus de {limit} niveaux.",
    en="The content is nested deeper than {limit} levels.",
)
COUNT_TOO_LARGE = _refusal(
    422,
    "too-costly",
    "COUNT_TOO_LARGE",
    fr="_count vaut {count} ; ce serveur envoie au plus {limit} ressources par page.",
    en="_count is {count}; this server sends at most {limit} resources per page.",
)
TOO_MANY_INCLUDES = _refusal(
    422,
    "too-costly",
    "TOO_MANY_INCLUDES",
    fr="La réponse contiendrait plus de {limit} ressources incluses ; précisez la recherche.",
    en="The answer would hold more than {limit} included resources; narrow the search.",
)
TOO_MANY_PARTS = _refusal(
    422,
    "too-costly",
    "TOO_MANY_PARTS",
    fr="« {name} » : une recherche compte au plus {limit} valeurs ou critères de cette sorte.",
    en="'{name}': a search holds at most {limit} values or criteria of this kind.",
)
BAD_QUERY = _refusal(
    400,
    "value",
    "BAD_QUERY",
    fr="Les paramètres de l'adresse ne sont pas lisibles (UTF-8, au plus {limit} paramètres).",
    en="The parameters of the URL can't be read (UTF-8, at most {limit} parameters).",
)
BUSY = _refusal(
    503,
    "transient",
    "BUSY",
    fr="Le serveur est trop sollicité ; réessayez dans quelques secondes.",
    en="The server is too busy; try again in a few seconds.",
)
STORE_AWAY = _refusal(
    503,
    "transient",
    "STORE_AWAY",
    fr="La base de données n'est pas joignable ; réessayez dans quelques secondes.",
    en="The database can't be reached; try again in a few seconds.",
)

# -- content -------------------------------------------------------------------

NO_BODY = _refusal(
    400,
    "structure",
    "NO_BODY",
    fr="La requête n'a pas de corps ; une ressource est attendue.",
    en="The request has no body; a resource is expected.",
)
UNREADABLE_BODY = _refusal(
    400,
    "structure",
    "UNREADABLE_BODY",
    fr="Le contenu n'est pas lisible.",
    en="The content can't be read.",
)
BAD_ENCODING = _refusal(
    400,
    "structure",
    "BAD_ENCODING",
    fr="Le corps compressé ne peut pas être décompressé : {reason}",
    en="The compressed body can't be decompressed: {reason}",
)
WRONG_TYPE = _refusal(
    400,
    "structure",
    "WRONG_TYPE",
    fr="Une ressource {expected} est attendue ici, pas {found}.",
    en="A {expected} resource is expected here, not {found}.",
)
NO_ID = _refusal(
    400,
    "value",
    "NO_ID",
    fr="La ressource n'a pas d'id ; l'adresse dit « {id} ».",
    en="The resource has no id; the URL says '{id}'.",
)
ID_MISMATCH = _refusal(
    400,
    "value",
    "ID_MISMATCH",
    fr="L'id de la ressource (« {found} ») n'est pas celui de l'adresse (« {id} »).",
    en="The id of the resource ('{found}') is not that of the URL ('{id}').",
)
BAD_ID = _refusal(
    400,
    "value",
    "BAD_ID",
    fr="« {id} » n'est pas un id FHIR : 1 à 64 caractères parmi A-Z a-z 0-9 - .",
    en="'{id}' is not a FHIR id: 1 to 64 characters of A-Z a-z 0-9 - .",
)
MALFORMED = _refusal(
    400,
    "structure",
    "MALFORMED",
    fr="Le contenu n'est pas une ressource FHIR R4 bien formée.",
    en="The content is not a well-formed FHIR R4 resource.",
)
INVALID = _refusal(
    422,
    "invalid",
    "INVALID",
    fr="Le contenu ne respecte pas les profils applicables.",
    en="The content does not meet the profiles that apply.",
)

# -- resources -----------------------------------------------------------------

NOT_FOUND = _refusal(
    404,
    "not-found",
    "NOT_FOUND",
    fr="La ressource {type}/{id} n'existe pas.",
    en="There is no resource {type}/{id}.",
)
VERSION_NOT_FOUND = _refusal(
    404,
    "not-found",
    "VERSION_NOT_FOUND",
    fr="La ressource {type}/{id} n'a pas de version {version}.",
    en="The resource {type}/{id} has no version {version}.",
)
GONE = _refusal(
    410,
    "deleted",
    "GONE",
    fr="La ressource {type}/{id} a été supprimée.",
    en="The resource {type}/{id} has been deleted.",
)
WITHHELD = _refusal(
    404,
    "suppressed",
    "WITHHELD",
    fr="La ressource {type}/{id} ne respecte plus les profils en vigueur et n'est pas transmise.",
    en="The resource {type}/{id} no longer meets the profiles in force and is withheld.",
)

# -- conditions ----------------------------------------------------------------

VERSION_CONFLICT = _refusal(
    412,
    "conflict",
    "VERSION_CONFLICT",
    fr="La version actuelle de {type}/{id} est {current}, pas {expected} comme dit If-Match.",
    en="The current version of {type}/{id} is {current}, not {expected} as If-Match says.",
)
EXISTS_ALREADY = _refusal(
    412,
    "conflict",
    "EXISTS_ALREADY",
    fr="La ressource {type}/{id} existe déjà (If-None-Match : *).",
    en="The resource {type}/{id} exists already (If-None-Match: *).",
)
MULTIPLE_MATCHES = _refusal(
    412,
    "multiple-matches",
    "MULTIPLE_MATCHES",
    fr="La condition désigne plusieurs ressources {type} ({count}) ; elle doit en désigner une.",
    en="The condition matches several {type} resources ({count}); it must match one.",
)
NO_MATCH = _refusal(
    404,
    "not-found",
    "NO_MATCH",
    fr="La condition ne désigne aucune ressource {type}.",
    en="The condition matches no {type} resource.",
)
NO_CONDITION = _refusal(
    400,
    "required",
    "NO_CONDITION",
    fr="Sans id dans l'adresse, au moins un critère de recherche est nécessaire.",
    en="Without an id in the URL, at least one search criterion is needed.",
)
CONDITION_IGNORED = _refusal(
    400,
    "not-supported",
    "CONDITION_IGNORED",
    fr="Le critère « {name} » de la condition n'est pas connu pour {type}.",
    en="The criterion '{name}' of the condition is not known for {type}.",
)
BAD_IF_MATCH = _refusal(
    400,
    "value",
    "BAD_IF_MATCH",
    fr='If-Match vaut « {value} » ; la forme attendue est W/"n".',
    en="If-Match is '{value}'; the expected form is W/\"n\".",
)
# -- search --------------------------------------------------------------------

UNKNOWN_PARAMETER = _refusal(
    400,
    "not-supported",
    "UNKNOWN_PARAMETER",
    fr="Le paramètre de recherche « {name} » n'est pas pris en charge pour {type}.",
    en="The search parameter '{name}' is not supported for {type}.",
)
BAD_MODIFIER = _refusal(
    400,
    "not-supported",
    "BAD_MODIFIER",
    fr="Le paramètre « {name} » n'admet pas le modificateur « {modifier} » ; il admet : {allowed}.",
    en="The parameter '{name}' does not take the modifier '{modifier}'; it takes: {allowed}.",
)
BAD_PREFIX = _refusal(
    400,
    "value",
    "BAD_PREFIX",
    fr="« {value} » commence par un préfixe inconnu ; sont connus : {known}.",
    en="'{value}' starts with an unknown prefix; known are: {known}.",
)
BAD_VALUE = _refusal(
    400,
    "value",
    "BAD_VALUE",
    fr="La valeur « {value} » du paramètre « {name} » n'est pas lisible ; attendu : {expected}.",
    en="The value '{value}' of the parameter '{name}' can't be read; expected: {expected}.",
)
BAD_CHAIN = _refusal(
    400,
    "not-supported",
    "BAD_CHAIN",
    fr="La chaîne « {name} » ne peut pas être suivie : {link} n'est pas une référence de {type}.",
    en="The chain '{name}' can't be followed: {link} is no reference of {type}.",
)
BAD_CHAIN_TYPE = _refusal(
    400,
    "value",
    "BAD_CHAIN_TYPE",
    fr="Dans « {name} », {link} ne peut pas désigner le type « {target} » ; il peut : {targets}.",
    en="In '{name}', {link} can't refer to the type '{target}'; it can to: {targets}.",
)
VALUE_SET_UNKNOWN = _refusal(
    400,
    "not-supported",
    "VALUE_SET_UNKNOWN",
    fr="Le jeu de valeurs « {url} » n'est pas connu ou ne peut pas être développé ici.",
    en="The value set '{url}' is not known or can't be expanded here.",
)
PAGE_EXPIRED = _refusal(
    410,
    "expired",
    "PAGE_EXPIRED",
    fr="Ce lien de page n'est plus valable ; recommencez la recherche.",
    en="This page link is no longer valid; search again.",
)

# -- patches and bundles -------------------------------------------------------

BAD_PATCH = _refusal(
    400,
    "structure",
    "BAD_PATCH",
    fr="La modification demandée est mal formée : {reason}",
    en="The patch is malformed: {reason}",
)
PATCH_FAILED = _refusal(
    422,
    "processing",
    "PATCH_FAILED",
    fr="La modification ne peut pas être appliquée : {reason}",
    en="The patch can't be applied: {reason}",
)
PATCH_IDENTITY = _refusal(
    422,
    "business-rule",
    "PATCH_IDENTITY",
    fr="Une modification ne peut pas changer {element}.",
    en="A patch can't change {element}.",
)
PATCH_NARRATIVE = _refusal(
    422,
    "business-rule",
    "PATCH_NARRATIVE",
    fr="Le texte narratif (text.status = {status}) ne correspondrait plus ; modifiez-le aussi.",
    en="The narrative (text.status = {status}) would no longer fit; patch it too.",
)
BAD_BUNDLE_TYPE = _refusal(
    400,
    "value",
    "BAD_BUNDLE_TYPE",
    fr="Un Bundle de type « {type} » ne peut pas être traité ici ; attendu : batch, transaction.",
    en="A Bundle of type '{type}' can't be processed here; expected: batch, transaction.",
)
BAD_ENTRY = _refusal(
    400,
    "structure",
    "BAD_ENTRY",
    fr="L'entrée n'est pas exécutable : {reason}",
    en="The entry can't be executed: {reason}",
)
FORBIDDEN_CHARACTER = _refusal(
    400,
    "value",
    "FORBIDDEN_CHARACTER",
    fr="Le texte contient le caractère {character}, qu'aucune ressource FHIR ne peut contenir.",
    en="The text has the character {character}, which no FHIR resource may have.",
)
SAME_RESOURCE_TWICE = _refusal(
    400,
    "duplicate",
    "SAME_RESOURCE_TWICE",
    fr="La transaction écrit plusieurs fois la même ressource : {place}.",
    en="The transaction writes the same resource several times: {place}.",
)
UNRESOLVED_REFERENCE = _refusal(
    400,
    "not-found",
    "UNRESOLVED_REFERENCE",
    fr="La référence « {reference} » ne désigne aucune entrée du Bundle.",
    en="The reference '{reference}' names no entry of the Bundle.",
)
AMBIGUOUS_REFERENCE = _refusal(
    412,
    "multiple-matches",
    "AMBIGUOUS_REFERENCE",
    fr="La référence « {reference} » doit désigner une seule ressource ; trouvées : {count}.",
    en="The reference '{reference}' must find exactly one resource; found: {count}.",
)
TOO_MANY_ENTRIES = _refusal(
    422,
    "too-costly",
    "TOO_MANY_ENTRIES",
    fr="Le Bundle compte plus de {limit} entrées.",
    en="The Bundle has more than {limit} entries.",
)

# -- operations, bugs ----------------------------------------------------------

BAD_PARAMETERS = _refusal(
    400,
    "invalid",
    "BAD_PARAMETERS",
    fr="Les paramètres de l'opération ne sont pas utilisables : {reason}",
    en="The operation's parameters can't be used: {reason}",
)
BUG = _refusal(
    500,
    "exception",
    "BUG",
    fr="Une erreur interne s'est produite ; elle est journalisée sous le numéro {correlation}.",
    en="An internal error occurred; it is logged under the number {correlation}.",
    severity="fatal",
)
