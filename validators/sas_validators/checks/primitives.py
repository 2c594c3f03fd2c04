"""Primitive values as compiled code judges them.

Spec: validator-features.md sections 4, 7 and 8
"""

from __future__ import annotations
