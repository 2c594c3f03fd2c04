"""Pieces of HTML that narrative pages include by name and the builder makes.

{% include dependency-table.xhtml %}     the packages the guide stands on
{% include flux-INT_R01.html %}          profiles and business rules of a flow, from the code
{% include erreurs.html %}               what the validator says of each counter-example
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from sas_ig.artifacts.artifact import Kind
from sas_ig.flows.facts import Flow
from sas_ig.pages.common import example_lines
from sas_ig.pages.guide import Desk
from sas_ig.site.marks import link_html
from sas_ig.site.places import relative
from sas_validators.definitions.builtin import CORE

FLOW = "flux-"


class Fragments:
    """Finds a fragment by its name."""

    def __init__(self, flows: Sequence[Flow] = ()) -> None:
        """`flows` are what the code says of each flow; empty where there is no such code."""
        self._flows = {flow.id: flow for flow in flows}

    def find(self, name: str, desk: Desk) -> Markup | None:
        """The fragment, None when nobody makes one of that name."""
        if name.startswith(FLOW):
            flow = self._flows.get(name.removeprefix(FLOW))
            return Markup("") if flow is None else flow_table(flow, desk)
        if name == "dependency-table":
            return dependency_table(desk)
        if name == "erreurs":
            return counterexample_table(desk)
        return None


def dependency_table(desk: Desk) -> Markup:
    """The packages the guide stands on, those with pages here linked to them."""
    folders = {companion.package: companion for companion in desk.guide.settings.companions}
    config = desk.guide.config
    labels = [*CORE, *(f"{id}#{version}" for id, version in config.dependencies.items())]
    rows = []
    for label in labels:
        id, _, version = label.partition("#")
        shown = Markup("<code>{}</code>").format(id)
        if label in folders:
            shown = link_html(id, f"{folders[label].folder}/artifacts.html")
        rows.append(Markup("<tr><th scope='row'>{}</th><td>{}</td></tr>").format(shown, version))
    return _table([desk.t("Paquet", "Package"), desk.t("Version", "Version")], rows)


def counterexample_table(desk: Desk) -> Markup:
    """Each counter-example with what it breaks and what the validator says."""
    artifacts = desk.guide.catalog.of_kind(Kind.COUNTEREXAMPLE)
    rows = []
    for line in example_lines(artifacts, desk):
        said = [
            Markup("<li><code>{}</code> {}</li>").format(
                issue.expression, issue.text(desk.tongue.language)
            )
            for issue in line.errors[:3]
        ]
        rows.append(
            Markup(
                "<tr><th scope='row'><a href='{}'>{}</a><span class='sub'>{}</span></th>"
                "<td><ul class='said'>{}</ul></td></tr>"
            ).format(
                relative("index.html", line.link.page),
                line.title.text,
                line.description.text,
                Markup("").join(said),
            )
        )
    return _table([desk.t("Faute", "Mistake"), desk.t("Le valideur", "The validator")], rows)


def flow_table(flow: Flow, desk: Desk) -> Markup:
    """What the code does on each interaction of a flow: profiles, then business rules."""
    language = desk.tongue.language
    rows = []
    for interaction in flow.interactions:
        received, sent = (
            Markup(", ").join(
                link_html(link.label, link.page or link.href) for link in map(desk.link, canonicals)
            )
            for canonicals in (interaction.profiles, interaction.answers)
        )
        rules = [
            Markup("<li><code>{}</code> {}{}</li>").format(
                rule.id,
                rule.text(language),
                Markup(" <span class='sub'>HTTP {}</span>").format(rule.status)
                if rule.status
                else "",
            )
            for rule in interaction.rules
        ]
        rows.append(
            Markup(
                "<tr><th scope='row'><code>{}</code></th><td>{}</td><td>{}</td>"
                "<td><ul class='rules'>{}</ul></td></tr>"
            ).format(interaction.request, received, sent, Markup("").join(rules))
        )
    headers = [
        desk.t("Interaction", "Interaction"),
        desk.t("Profils de la requête", "Profiles of the request"),
        desk.t("Profils de la réponse", "Profiles of the answer"),
        desk.t("Règles métier appliquées par la façade", "Business rules the facade applies"),
    ]
    return _table(headers, rows)


def _table(headers: Sequence[str], rows: Sequence[Markup]) -> Markup:
    head = Markup("").join(Markup("<th scope='col'>{}</th>").format(label) for label in headers)
    return Markup(
        "<div class='scroll' tabindex='0' role='region' aria-label='{}'><table class='list'>"
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>\n"
    ).format(headers[0], head, Markup("").join(rows))
