"""Who may read the audit trail.

It tells who asked for whom, so it is open to fewer than the rest: clients named
in `--audit-reader` and operators who are signed in. A server that asks nobody
who they are (no client certificates) shows it to whoever reaches a loopback
address, where everything else is open too.
"""

from __future__ import annotations

import ipaddress

from sas_server.settings import Settings


def audits_without_certificate(settings: Settings) -> bool:
    """Whether somebody who shows no certificate may read it."""
    return not settings.client_ca and not settings.audit_reader and _is_loopback(settings.host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
