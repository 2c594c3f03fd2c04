"""The guide as its readers meet it: built, served by a facade, seen in Chromium."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.integration.server.processes import ROOT, run_command, running_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 60_000
"""Milliseconds that a page may take on a loaded machine."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def facade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The root URL of a facade with demonstration data and the guide of this checkout."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with (ROOT / "build" / "ig.lock").open("w") as lock:
        # One worker builds; the others find that nothing is left to do.
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = run_command("ig", "build")
    assert built.returncode == 0, built.stderr
    store = tmp_path_factory.mktemp("browser") / "demo.db"
    with running_server(f"sqlite:///{store}", "--demo", "--workers", "1") as server:
        yield server.url.removesuffix("/fhir")


@pytest.fixture(scope="module")
def browser(facade: str) -> Iterator[Browser]:
    # Not for the whole session: while Playwright runs, no other test of this process
    # can start an event loop of its own.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, facade: str) -> Iterator[Page]:
    """A French reader's page; a script's error fails the test."""
    context = browser.new_context(base_url=facade, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
