"""Logging: warnings as text by default, everything as JSON, one object a line, when asked for.

Exceptions are told by their kind and where they happened, without their text,
which may hold what was stored or sent.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from flask import g, has_app_context
from gunicorn.glogging import Logger

from sas_server.access.accesses import Access
from sas_server.access.masking import masked_path, masked_query

STANDARD_ERROR = "-"

_ACCESS = "sas_server.access"
_FIELDS = "fields"

access_log = logging.getLogger(_ACCESS)


class LogError(Exception):
    """The log can't be written where it should be."""


def configure_logging(target: str) -> None:
    """Sends all logs to `target`: a file or `-` in JSON; "" for warnings as text.

    Raises LogError.
    """
    handler = _handler(target)
    handler.setFormatter(JsonFormatter() if target else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    access_log.setLevel(logging.INFO if target else logging.WARNING)


def log_access(access: Access) -> None:
    """One line for a request, without anything that names a person."""
    first = access.touches[0] if access.touches else None
    fields = {
        "correlation": access.correlation,
        "client": access.agent.name,
        "address": access.address,
        "method": access.method,
        "path": masked_path(access.path),
        "query": masked_query(access.query),
        "interaction": first.interaction if first else "",
        "status": access.status,
        "milliseconds": round(access.duration * 1_000, 1),
    }
    access_log.info("request", extra={_FIELDS: fields})


class TextFormatter(logging.Formatter):
    """Time, level and message on one line, an exception's places below."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of a record."""
        line = f"{_moment(record)} {record.levelname} {record.process} {record.getMessage()}"
        return "\n".join([line, *(f"  {place}" for place in _places(record))])


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, correlation and more fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of a record."""
        told: dict[str, Any] = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        correlation = _correlation()
        if correlation:
            told["correlation"] = correlation
        told |= getattr(record, _FIELDS, {})
        places = _places(record)
        if places:
            told["exception"] = places
        return json.dumps(told, ensure_ascii=False)


class QuietLogger(Logger):
    """gunicorn's own messages, through our handlers."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn in place of making handlers of its own."""
        for logger in (self.error_log, self.access_log):
            logger.handlers[:] = []
            logger.propagate = True
            logger.setLevel(logging.WARNING)


def _handler(target: str) -> logging.Handler:
    if target in ("", STANDARD_ERROR):
        return logging.StreamHandler(sys.stderr)
    try:
        Path(target).touch(mode=0o640)
        # Notices when a rotation has moved the file away.
        return WatchedFileHandler(target, encoding="utf-8")
    except OSError as error:
        raise LogError(f"log {target}: {error.strerror or error}") from error


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _correlation() -> str:
    return str(g.get("correlation", "")) if has_app_context() else ""


def _places(record: logging.LogRecord) -> list[str]:
    """Of an exception: its kind and the places it came through, innermost last."""
    if not record.exc_info or record.exc_info[1] is None:
        return []
    error = record.exc_info[1]
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return [*places, f"{type(error).__module__}.{type(error).__qualname__}"]
