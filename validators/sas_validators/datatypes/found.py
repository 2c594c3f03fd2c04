"""What a judge of a complex value hands back: messages, the part they are about, details."""

from __future__ import annotations

from typing import Any, TypeAlias

from sas_validators.issues.message import Message

Found: TypeAlias = "list[tuple[Message, str, dict[str, Any]]]"
"""Message, name of the child it is about ("" for the value itself), details."""
