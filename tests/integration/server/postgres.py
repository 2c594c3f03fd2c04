"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_ACCOUNT = "postgres"


def find_programs() -> Path | None:
    """The folder with PostgreSQL's programs; None when it is not installed."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((item for item in candidates if (item / "postgres").exists()), None)


@contextmanager
def running_postgres(programs: Path, folder: Path) -> Iterator[str]:
    """Starts a server in `folder` and gives the URL of its cluster (without a database)."""
    # The server refuses to run as root.
    account = _ACCOUNT if os.geteuid() == 0 else None
    data = folder / "data"
    if account:
        shutil.chown(folder, account)
        folder.chmod(0o755)
    initdb = ["initdb", "-D", str(data), "-U", "test", "-A", "trust", "-E", "UTF8", "-N"]
    _run([str(programs / initdb[0]), *initdb[1:], "--locale=C"], account, folder)
    port = _free_port()
    options = ["-c", "fsync=off", "-c", "max_connections=300", "-c", "unix_socket_directories="]
    options += ["-c", "listen_addresses=127.0.0.1", "-p", str(port)]
    log = (folder / "log.txt").open("wb")
    server = subprocess.Popen(  # noqa: S603 - a program found on this machine
        [str(programs / "postgres"), "-D", str(data), *options],
        user=account,
        cwd=folder,
        stdout=log,
        stderr=log,
    )
    try:
        _wait(port, server)
        yield f"postgresql://test@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)  # fast shutdown, whoever is still connected
        server.wait(timeout=20)
        log.close()


def _run(command: list[str], account: str | None, folder: Path) -> None:
    subprocess.run(  # noqa: S603 - a program found on this machine
        command,
        user=account,
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(f"postgresql://test@127.0.0.1:{port}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start")
