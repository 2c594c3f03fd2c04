"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

_ACCOUNT = "postgres"


def find_programs() -> Path | None:
    """The folder with PostgreSQL's programs; None when it is not installed."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((item for item in candidates if (item / "postgres").exists()), None)


@dataclass
class Cluster:
    """A PostgreSQL server in a folder of its own; `start` may follow `kill`."""

    programs: Path
    folder: Path
    port: int
    account: str | None
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Without a database."""
        return f"postgresql://test@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = ["-c", "fsync=off", "-c", "max_connections=300"]
        options += ["-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1"]
        # What a killed server has left in memory keeps the next one from starting, for a moment.
        deadline = time.monotonic() + 60
        while True:
            with (self.folder / "log.txt").open("ab") as log:
                self.process = subprocess.Popen(  # noqa: S603 - a program found on this machine
                    [
                        str(self.programs / "postgres"),
                        *("-D", str(self.folder / "data"), "-p", str(self.port), *options),
                    ],
                    user=self.account,
                    cwd=self.folder,
                    stdout=log,
                    stderr=log,
                )
            if _answers(self.url, self.process):
                return
            if time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.2)

    def stop(self) -> None:
        """Fast shutdown, whoever is still connected."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=20)

    def kill(self) -> None:
        """Ends it and all its processes at once, as a power cut would."""
        assert self.process is not None
        parent = self.process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for pid in (parent, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(timeout=20)
        self.process = None


@contextmanager
def running_cluster(programs: Path, folder: Path) -> Iterator[Cluster]:
    """Makes a cluster in `folder` and starts it; stops it in the end if it still runs."""
    # The server refuses to run as root.
    account = _ACCOUNT if os.geteuid() == 0 else None
    if account:
        shutil.chown(folder, account)
        folder.chmod(0o755)
    initdb = ["initdb", "-D", str(folder / "data"), "-U", "test", "-A", "trust", "-E", "UTF8", "-N"]
    _run([str(programs / initdb[0]), *initdb[1:], "--locale=C"], account, folder)
    cluster = Cluster(programs, folder, _free_port(), account)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def temporary_cluster() -> Iterator[Cluster]:
    """A running cluster in a folder of its own; skips where PostgreSQL is not installed."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL (initdb, postgres) is not installed")
    # Not below pytest's own folder, which only this account may enter.
    with (
        tempfile.TemporaryDirectory(prefix="sas-fhir-postgres-") as folder,
        running_cluster(programs, Path(folder)) as cluster,
    ):
        yield cluster


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


def _answers(url: str, server: subprocess.Popen[bytes]) -> bool:
    """Waits until the server answers; false when it has ended instead."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(f"{url}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False
