"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["certificate", "operator", "anonymous"]


@dataclass(frozen=True, slots=True)
class Agent:
    """The client of a request: the CN of its certificate, or who is signed in.

    `audits` tells whether it may read the audit trail.
    """

    name: str = ""
    kind: Kind = "anonymous"
    audits: bool = False


ANONYMOUS = Agent()
