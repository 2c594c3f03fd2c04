"""Keeps the demonstration a week ahead while the server runs.

Every worker looks once an hour whether a new day has begun; the first to do so
adds the day's slots, the others find them there. What is past stays.
"""

from __future__ import annotations

import logging
import threading
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from sas_server.demo.loading import load_demo
from sas_server.flows.instants import PARIS
from sas_server.rest.facade import Facade
from sas_server.store.errors import StoreError
from sas_server.store.instants import to_datetime

log = logging.getLogger(__name__)

_PAUSE = 3_600


class DemoRenewal:
    """Renews the demonstration on the days that follow its making."""

    def __init__(self, facade: Facade) -> None:
        """The facade's store holds the demonstration as of today."""
        self._facade = facade
        self._made = self._today()

    def start(self) -> None:
        """From now on in the background; call it in the process that is to do it."""
        threading.Thread(target=self._run, name="demo", daemon=True).start()

    def renew(self) -> int:
        """Adds the slots of the days since the last time; returns how many."""
        today = self._today()
        if today == self._made:
            return 0
        added = load_demo(self._facade)
        self._made = today
        return added

    def _today(self) -> date:
        return to_datetime(self._facade.store.clock()).astimezone(PARIS).date()

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(_PAUSE):
            try:
                self.renew()
            except (SQLAlchemyError, StoreError) as error:
                log.error("the demonstration was not renewed: %s", type(error).__name__)
