"""What surrounds every page: the guide's name and version, its menu, its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sas_ig.project.config import Config, MenuEntry
from sas_ig.project.settings import Settings
from sas_ig.site.places import Tongue


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the menu; `href` is set for links that leave the site."""

    label: str
    page: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A heading of the menu ("" for lines without one) with its lines."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of the pages in one language."""

    title: str
    name: str
    version: str
    status: str
    release_label: str
    package: str
    canonical: str
    publisher: str
    publisher_url: str
    license: str
    copyright_year: str
    fhir_version: str
    tongue: Tongue
    other: Tongue
    groups: tuple[NavGroup, ...]

    @property
    def sequence(self) -> tuple[NavItem, ...]:
        """The pages of the menu in reading order."""
        return tuple(item for group in self.groups for item in group.items if item.page)


def build_frame(config: Config, settings: Settings, tongue: Tongue, other: Tongue) -> Frame:
    """The frame of one language; labels are translated where `guide.toml` says how."""
    translated = settings.english if tongue.language == "en" and tongue.prefix else {}
    return Frame(
        title=config.title,
        name=config.name,
        version=config.version,
        status=config.status,
        release_label=config.release_label,
        package=config.id,
        canonical=config.canonical,
        publisher=config.publisher,
        publisher_url=config.publisher_url,
        license=config.license,
        copyright_year=config.copyright_year,
        fhir_version=config.fhir_version,
        tongue=tongue,
        other=other,
        groups=tuple(_groups(config.menu, translated)),
    )


def _groups(menu: tuple[MenuEntry, ...], words: Mapping[str, str]) -> Iterator[NavGroup]:
    """Entries without children that follow one another share a group without a heading."""
    loose: list[NavItem] = []
    for entry in menu:
        if not entry.children:
            loose.append(_item(entry, words))
            continue
        if loose:
            yield NavGroup("", tuple(loose))
            loose = []
        items = tuple(_item(child, words) for child in _leaves(entry))
        yield NavGroup(_word(entry.label, words), items)
    if loose:
        yield NavGroup("", tuple(loose))


def _leaves(entry: MenuEntry) -> Iterator[MenuEntry]:
    for child in entry.children:
        if child.children:
            yield from _leaves(child)
        else:
            yield child


def _item(entry: MenuEntry, words: Mapping[str, str]) -> NavItem:
    label = _word(entry.label, words)
    if "://" in entry.target:
        return NavItem(label, href=entry.target)
    return NavItem(label, page=entry.target)


def _word(label: str, words: Mapping[str, str]) -> str:
    return words.get(label, label)
