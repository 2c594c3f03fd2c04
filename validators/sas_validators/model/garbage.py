"""Work during which Python does not look for cyclic garbage.

A collection goes through all objects there are, definitions included, and a large
Bundle makes enough of them to set off many: a quarter of its time, growing with it.
One validation leaves next to no cycles, so they can wait until it is over.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def without_collections(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """`function`, with collections put off while it runs.

    In other threads, too: one that began meanwhile is left as it finds the collector,
    so that two at once only put off collections for longer.
    """

    @wraps(function)
    def run(*given: _Given.args, **named: _Given.kwargs) -> _Result:
        if not gc.isenabled():
            return function(*given, **named)
        gc.disable()
        try:
            return function(*given, **named)
        finally:
            gc.enable()

    return run
