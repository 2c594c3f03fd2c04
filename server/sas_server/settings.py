"""What can be set about a server: declared once, read once, passed down.

Each setting is an option of `sas-fhir serve` and an environment variable
`SAS_FHIR_<NAME>`; the declaration below is the only place that knows its name,
type, default and meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_type_hints

OutboundPolicy = Literal["withhold", "flag", "off"]
MetaProfile = Literal["optional", "declared", "enforced"]
Tolerance = Literal["none", "specialty", "all"]

ENVIRONMENT_PREFIX = "SAS_FHIR_"


@dataclass(frozen=True, slots=True)
class Settings:
    """A server's settings; immutable, so that every part sees the same."""

    host: Annotated[str, "Address to listen on."] = "127.0.0.1"
    port: Annotated[int, "Port to listen on."] = 8000
    tls_cert: Annotated[str, "Server certificate with its chain (PEM); serves HTTPS only."] = ""
    tls_key: Annotated[str, "Private key of the server certificate (PEM, no passphrase)."] = ""
    client_ca: Annotated[
        str, "Authorities (PEM) one of which must have issued the certificate clients must show."
    ] = ""
    client_crl: Annotated[
        str, "Revocation lists (PEM or DER) for client certificates; read again when they change."
    ] = ""
    client_cn: Annotated[
        tuple[str, ...],
        "Name (CN) that a client certificate may have, compared whole; repeatable, all when absent "
        "(in the environment: separated by ';').",
    ] = ()
    client_ou: Annotated[
        tuple[str, ...],
        "Unit (OU) that a client certificate may have, compared whole; repeatable, all when absent "
        "(in the environment: separated by ';').",
    ] = ()
    log: Annotated[
        str,
        "Structured log, one JSON object a line for each request: a file, or - for standard "
        "error. Default: warnings only, as text.",
    ] = ""
    audit: Annotated[bool, "Record every request as an AuditEvent."] = True
    audit_days: Annotated[int, "Days for which AuditEvents are kept; 0: for ever."] = 365
    audit_reader: Annotated[
        tuple[str, ...],
        "Name (CN) of a client that may read AuditEvents; repeatable. Without certificates: "
        "whoever asks, on a loopback address.",
    ] = ()
    session_time: Annotated[int, "Seconds for which an operator stays signed in."] = 28_800
    oidc_issuer: Annotated[
        str, "OpenID Connect provider (Pro Santé Connect) by which operators may sign in: its URL."
    ] = ""
    oidc_client_id: Annotated[str, "What the provider knows this server as."] = ""
    oidc_client_secret: Annotated[
        str, "The secret shared with it; better given in the environment than as an option."
    ] = ""
    oidc_scope: Annotated[str, "What to ask it for."] = "openid scope_all"
    metrics_host: Annotated[str, "Address to serve metrics on."] = "127.0.0.1"
    metrics_port: Annotated[
        int, "Port for /metrics, /healthz and /readyz in plain HTTP; 0: no metrics."
    ] = 0
    store: Annotated[
        str, "Store: sqlite:///PATH (created when missing) or postgresql+psycopg://..."
    ] = "sqlite:///sas-fhir.db"
    workers: Annotated[int, "Worker processes."] = 2
    threads: Annotated[int, "Threads per worker: requests it works on at once."] = 4
    package: Annotated[
        tuple[str, ...],
        "FHIR package (.tgz, folder or file) added over the built-in definitions; repeatable.",
    ] = ()
    demo: Annotated[
        bool, "Fill an empty store with demonstration data, and keep their slots a week ahead."
    ] = False
    public_base: Annotated[
        str, "URL of the FHIR base as clients see it; default: from each request's Host."
    ] = ""
    zone: Annotated[str, "Time zone of dates and times that have none."] = "Europe/Paris"
    outbound: Annotated[
        OutboundPolicy,
        "Stored resources that no longer meet the profiles are withheld (withhold), sent with a "
        "warning (flag) or not checked (off).",
    ] = "withhold"
    meta_profile: Annotated[
        MetaProfile,
        "What comes in without meta.profile is held to base R4 with a warning (optional), "
        "refused (declared) or held to the profile of its flow (enforced).",
    ] = "optional"
    tolerance: Annotated[
        Tolerance,
        "Contradictions of the published documents that come in with a warning: none, specialties "
        "in free text and, of SAS slots, in other code systems (specialty), also earlier "
        "identifier types (all).",
    ] = "specialty"
    horizon: Annotated[
        int, "Days ahead for which the slots of an agenda without end are always derived."
    ] = 56
    slot_minutes: Annotated[int, "Length of the slots of an agenda that names no duration."] = 15
    lrm_origin: Annotated[
        tuple[str, ...],
        "Regulation software (origin) that may open contextual searches, compared strictly; "
        "repeatable, all when absent (in the environment: separated by ';').",
    ] = ()
    max_body: Annotated[int, "Largest request body, in bytes."] = 10 * 1024 * 1024
    request_time: Annotated[
        int, "Seconds within which a request must have come in: handshake, headers and body."
    ] = 30
    answer_time: Annotated[int, "Seconds within which an answer must have been taken."] = 120
    max_depth: Annotated[int, "Deepest nesting of a resource."] = 100
    max_url: Annotated[int, "Longest URL, in bytes."] = 64 * 1024
    max_count: Annotated[int, "Most matches on one page of a search."] = 1_000
    default_count: Annotated[int, "Matches on one page when _count is absent."] = 100
    max_includes: Annotated[int, "Most included resources in one answer."] = 20_000
    max_bundle: Annotated[int, "Most entries in a batch or transaction."] = 1_000
    page_lifetime: Annotated[int, "Seconds for which links between pages work."] = 1_800


def help_texts() -> dict[str, str]:
    """The help text of every setting, by name."""
    hints = get_type_hints(Settings, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}
