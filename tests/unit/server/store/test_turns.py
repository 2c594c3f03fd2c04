"""One writer at a time, among threads and processes."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from sas_server.store.errors import StoreBusyError
from sas_server.store.turns import Turns


def test_a_thread_waits_only_so_long(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "turns", 0.01)
    with turns.taken():
        refused = []

        def want() -> None:
            with pytest.raises(StoreBusyError), turns.taken():
                pass
            refused.append(True)

        other = threading.Thread(target=want)
        other.start()
        other.join()
    assert refused == [True]
    with turns.taken():
        pass


def test_a_failure_ends_the_turn(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "turns", 0.01)
    with pytest.raises(ValueError, match="no"), turns.taken():
        raise ValueError("no")
    with turns.taken():
        pass


def _hold(path: Path, pipe: Connection) -> None:
    with Turns(path, 1).taken():
        pipe.send("taken")
        pipe.recv()


@pytest.mark.parametrize("kill", [False, True])
def test_processes_take_turns(tmp_path: Path, kill: bool) -> None:
    path = tmp_path / "turns"
    ours, theirs = multiprocessing.Pipe()
    holder = multiprocessing.get_context("fork").Process(target=_hold, args=(path, theirs))
    holder.start()
    assert ours.recv() == "taken"
    done = threading.Event()

    def want() -> None:
        with Turns(path, 1).taken():
            done.set()

    waiting = threading.Thread(target=want)
    waiting.start()
    assert not done.wait(0.05)
    if kill:
        holder.kill()
    else:
        ours.send("go on")
    assert done.wait(30)
    waiting.join()
    holder.join()
