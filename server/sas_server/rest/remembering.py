"""Answers that are the same for everybody, kept as they were written.

The CapabilityStatement and the OpenAPI description change with the definitions
only; making and writing them anew for every monitor that asks is wasted time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Memory:
    """What was made for a key, for the keys used last."""

    def __init__(self, places: int) -> None:
        """`places`: how many keys are remembered; clients choose some of them (Host)."""
        self._places = places
        self._lock = threading.RLock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def recall(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gave for `key`; others wait while it is made."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            else:
                self._kept[key] = make()
                if len(self._kept) > self._places:
                    self._kept.popitem(last=False)
            return self._kept[key]
