from pathlib import Path
from typing import Any

import pytest

from sas_ig.site.ledger import Ledger
from sas_ig.site.page import Page
from sas_ig.site.places import Tongue
from sas_ig.site.writer import Writer

FRENCH = Tongue("fr", "")


class Plain:
    """A renderer that writes the view."""

    surroundings = "theme"

    def render(self, page: Page) -> str:
        return f"<p id='x'>{page.view}</p>"


def page(view: Any = "un", path: str = "a.html") -> Page:
    return Page(path, "any.html", "Titre", FRENCH, view)


class Site:
    """Builds in a folder, time after time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.renderer = Plain()

    def build(self, *pages: Page, fresh: bool = False, made: str = "") -> Writer:
        ledger = Ledger(self.folder / "cache" / "pages.json")
        if fresh:
            ledger.forget()
        writer = Writer(self.folder / "out", self.renderer, ledger)  # type: ignore[arg-type]
        for item in pages:
            writer.write_page(item)
        if made:
            writer.write_made("made.txt", made, made.encode)
        writer.finish()
        return writer

    def batch(self, content: str, *pages: Page) -> int:
        """How many pages were asked for."""
        asked = []
        writer = Writer(
            self.folder / "out",
            self.renderer,  # type: ignore[arg-type]
            Ledger(self.folder / "cache" / "pages.json"),
        )
        writer.write_batch("b", content, (asked.append(item) or item for item in pages))  # type: ignore[func-returns-value]
        writer.finish()
        return len(asked)

    def text(self, path: str = "a.html") -> str:
        return (self.folder / "out" / path).read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_page_is_rendered_once(site: Site) -> None:
    assert site.build(page()).rendered == 1
    assert site.build(page()).rendered == 0
    assert site.build(page("deux")).rendered == 1
    assert "deux" in site.text()


@pytest.mark.parametrize("fault", ["gone", "cut off"])
def test_a_page_that_was_touched_is_rendered_again(site: Site, fault: str) -> None:
    site.build(page())
    file = site.folder / "out" / "a.html"
    if fault == "gone":
        file.unlink()
    else:
        file.write_text("<p>", encoding="utf-8")
    assert site.build(page()).rendered == 1
    assert "un" in site.text()


def test_another_theme_renders_everything(site: Site) -> None:
    site.build(page())
    site.renderer.surroundings = "other theme"  # type: ignore[misc]
    assert site.build(page()).rendered == 1


def test_fresh_renders_everything(site: Site) -> None:
    site.build(page())
    assert site.build(page(), fresh=True).rendered == 1


def test_a_ledger_that_is_cut_off_is_forgotten(site: Site) -> None:
    site.build(page())
    (site.folder / "cache" / "pages.json").write_text('{"pages"', encoding="utf-8")
    assert site.build(page()).rendered == 1


def test_what_nobody_wants_is_removed_and_nothing_else(site: Site) -> None:
    site.build(page(), page(path="b.html"))
    foreign = site.folder / "out" / "CNAME"
    foreign.write_text("example.org", encoding="utf-8")
    site.build(page())
    assert not (site.folder / "out" / "b.html").exists()
    assert foreign.exists()


def test_two_pages_of_one_name_are_a_mistake(site: Site) -> None:
    with pytest.raises(ValueError, match=r"a\.html"):
        site.build(page(), page("deux"))


def test_a_file_is_made_again_when_what_it_is_made_from_changed(site: Site) -> None:
    site.build(made="un")
    site.build(made="deux")
    assert site.text("made.txt") == "deux"


def test_a_batch_is_not_even_made_when_nothing_changed(site: Site) -> None:
    pages = [page(), page(path="b.html")]
    assert [site.batch("c1", *pages), site.batch("c1", *pages), site.batch("c2", *pages)] == [
        2,
        0,
        2,
    ]


def test_a_batch_with_a_page_gone_is_made_again(site: Site) -> None:
    site.batch("c1", page())
    (site.folder / "out" / "a.html").unlink()
    assert site.batch("c1", page()) == 1
