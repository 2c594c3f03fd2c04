"""The facade as a process of its own, started as a user starts it."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-c", "from sas_server.cli.main import main; main()"]


def environment(**more: str) -> dict[str, str]:
    """The environment in which this checkout's packages are found first."""
    path = os.pathsep.join(str(ROOT / name) for name in ("validators", "server", "ig"))
    return {**os.environ, "PYTHONPATH": path, **more}


def run_command(
    *arguments: str, given: str | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """`sas-fhir` with these arguments, to its end; `given` is its standard input."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *arguments],
        env=environment(**more),
        input=given,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@dataclass
class RunningServer:
    """A facade that answers at `url` (without a slash at the end)."""

    url: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """Ends the parent and its workers at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def running_server(
    store: str, *options: str, tls: ssl.SSLContext | None = None
) -> Iterator[RunningServer]:
    """Starts `sas-fhir serve` on a free port; stops it in the end if it still runs.

    `tls` is what a client needs to be let in, for a server that speaks HTTPS.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["serve", "--store", store, "--port", str(port), *options]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *arguments],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    scheme = "http" if tls is None else "https"
    server = RunningServer(f"{scheme}://127.0.0.1:{port}/fhir", process)
    try:
        _wait(server, tls)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def _wait(server: RunningServer, tls: ssl.SSLContext | None) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.url}/metadata", context=tls):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError):
            if server.process.poll() is not None:
                break
            time.sleep(0.05)
    output = server.process.stdout.read() if server.process.stdout else ""
    raise RuntimeError(f"the server did not start: {output}")
