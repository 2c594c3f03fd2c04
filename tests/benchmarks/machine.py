"""What machine the figures are from."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path


def describe_machine() -> str:
    """Date, processor, Python, and how busy the machine is with other things."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    averages = os.getloadavg()
    load = ", ".join(f"{value:.1f}" for value in averages)
    if averages[0] > 1:
        load += " (busy with other work, too)"
    return (
        f"{today}; {_processor()}, {os.cpu_count()} cores; {platform.system()}; "
        f"{platform.python_implementation()} {platform.python_version()}; load before: {load}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
