"""A request and its answer, in the words of logs, audit and metrics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sas_server.access.agents import Agent


@dataclass(slots=True)
class Touch:
    """One interaction of a request: which, on what. A bundle has one more for each entry.

    `type` and `id` are empty where the interaction has none; `query` is the
    search as text. `status` is set when it is answered.
    """

    interaction: str
    type: str = ""
    id: str = ""
    query: str = ""
    status: int = 0


Trace = list[Touch]
"""What a request does, noted while it is done."""


@dataclass(frozen=True, slots=True)
class Access:
    """One answered request; `moment` in microseconds since 1970, `duration` in seconds."""

    moment: int
    correlation: str
    agent: Agent
    address: str
    method: str
    path: str
    query: str
    status: int
    duration: float
    touches: Sequence[Touch] = field(default_factory=tuple)


Observer = Callable[[Access], None]
"""Told of every request after it was answered; must neither fail nor take long."""
