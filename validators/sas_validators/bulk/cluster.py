"""Judges chunks on a Dask cluster: the same plan, on the machines that have the files.

The workers find, cut and read the files themselves, so paths must mean the same
to all of them (a shared file system); only standard input travels. Dask has what
a lost worker was doing done by another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from sas_validators.bulk.chunks import Chunk
from sas_validators.bulk.errors import RunError
from sas_validators.bulk.judge import Judge, Part, Setup
from sas_validators.bulk.plan import chunk_size, cut
from sas_validators.bulk.sources import STDIN, Source, find_sources

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD = 4
"""Chunks per thread of the cluster that may be under way or done and not yet taken."""

_BATCH = 256
"""Files whose cutting is one task."""


class Cluster:
    """A connection to the scheduler of a Dask cluster, to be closed."""

    def __init__(self, address: str, setup: Setup) -> None:
        """Raises RunError when Dask is not installed or nobody answers at `address`."""
        self._client = _connect(address)
        self._setup = setup
        self._threads = max(1, sum(self._client.nthreads().values()))

    def find_sources(self, inputs: Sequence[str]) -> list[Source]:
        """The files that `inputs` name, as a worker sees them."""
        found: list[Source] = self._run(find_sources, list(inputs))
        return found

    def parts(self, sources: Sequence[Source], stdin: BinaryIO) -> Iterator[Part]:
        """The parts of all chunks of `sources`, in order. Raises PackageError."""
        under_way: deque[tuple[Chunk, Future]] = deque()
        for chunk in self._cut(sources, stdin):
            under_way.append((chunk, self._submit(judge_chunk, self._setup, chunk)))
            if len(under_way) >= self._threads * _AHEAD:
                yield self._part(*under_way.popleft())
        while under_way:
            yield self._part(*under_way.popleft())

    def _cut(self, sources: Sequence[Source], stdin: BinaryIO) -> Iterator[Chunk]:
        """The chunks, cut where the files are; standard input is here."""
        size = chunk_size(sources, self._threads)
        rest = iter(sources)
        while batch := list(islice(rest, _BATCH)):
            if any(source.name == STDIN for source in batch):
                yield from self._cut_each(batch, size, stdin)
            else:
                yield from self._run(cut_files, batch, size)

    def _cut_each(self, sources: Iterable[Source], size: int, stdin: BinaryIO) -> Iterator[Chunk]:
        for source in sources:
            if source.name == STDIN:
                yield from cut([source], size, stdin)
            else:
                yield from self._run(cut_files, [source], size)

    def _part(self, chunk: Chunk, future: Future) -> Part:
        from distributed import KilledWorker

        try:
            part: Part = _result(future)
        except KilledWorker:
            part = self._run(judge_chunk, self._setup, chunk.lost())
        future.release()
        return part

    def _run(self, task: Any, *arguments: Any) -> Any:
        return _result(self._submit(task, *arguments))

    def _submit(self, task: Any, *arguments: Any) -> Future:
        # Not pure: two chunks that look alike are both judged, files may have changed.
        return self._client.submit(task, *arguments, pure=False)

    def close(self) -> None:
        """Ends the connection; what is under way is given up."""
        self._client.close()


def cut_files(sources: list[Source], size: int) -> list[Chunk]:
    """The chunks of files; runs on a worker."""
    return list(cut(sources, size))


def judge_chunk(setup: Setup, chunk: Chunk) -> Part:
    """The part of a chunk; runs on a worker, which keeps its judge for the next one."""
    return _judge(setup).judge(chunk)


def _result(future: Future) -> Any:
    """What the task gave. Raises what it raised, RunError when it could not be run."""
    from distributed import CancelledError
    from distributed.comm import CommClosedError

    try:
        return future.result()
    except ImportError as error:
        raise RunError(f"a worker of the cluster lacks {error.name}") from error
    except (CancelledError, CommClosedError) as error:
        raise RunError(f"the cluster is gone ({error})") from error


@lru_cache(maxsize=4)
def _judge(setup: Setup) -> Judge:
    return Judge(setup)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise RunError(
            "--scheduler needs Dask, which is not installed: pip install 'sas-fhir[cluster]'"
        ) from error
    try:
        return Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RunError(f"{address}: no Dask scheduler answers there ({error})") from error
