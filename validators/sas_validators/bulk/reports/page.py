"""HTML: one page that needs nothing else, readable by everybody and by any browser.

No script and no external resource; its Content-Security-Policy allows its own
style sheet only. It can be sent by mail or kept as evidence of a test campaign.
"""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib.resources import files

from sas_validators.bulk.records import Record
from sas_validators.bulk.reports.excerpt import Row, excerpt
from sas_validators.bulk.reports.renderer import Rendering
from sas_validators.bulk.reports.text import one_line, place
from sas_validators.bulk.reports.words import SEVERITY, WORDS, verdict
from sas_validators.bulk.summary import RANKS, Rule, Summary, Tally, line_of
from sas_validators.outcome import Issue, Outcome

_DETAILED = 1000
"""Resources shown one by one: browsers have trouble with much longer pages."""


class PieceRenderer:
    """A section for each resource that has issues to show."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self._words = WORDS[rendering.language]

    def render(self, record: Record, outcome: Outcome) -> str:
        """The section; "" when there is nothing to show."""
        shown = self._rendering.shown(outcome)
        if not shown:
            return ""
        text = record.data.decode("utf-8", "replace")
        items = "".join(self._item(record, text, issue) for issue in shown)
        anchor = anchor_of(record.file, record.line)
        line = f", {self._words['line']} {record.line}" if record.in_lines else ""
        return (
            f'<section class="resource {_mildness(shown)}" aria-labelledby="{anchor}">'
            f'<h3 id="{anchor}">{_escape(record.file)}{line}</h3>'
            f'<ol class="issues">{items}</ol></section>\n'
        )

    def _item(self, record: Record, text: str, issue: Issue) -> str:
        language = self._rendering.language
        severity = SEVERITY[language][issue.severity]
        line = line_of(record, issue)
        where = place("", line, issue.column).removeprefix(":")
        expression = f"<code>{_escape(issue.expression)}</code> " if issue.expression else ""
        asked_by = f" · {_escape(issue.profile)}" if issue.profile else ""
        return (
            f'<li class="{issue.severity}">'
            f'<p><span class="severity">{severity}</span> {expression}'
            f'<span class="quiet">{where}</span></p>'
            f"<p>{_escape(issue.text(language))}</p>"
            f"{self._excerpt(record, text, line, issue.column)}"
            f'<p class="quiet">{_escape(issue.message_id)}{asked_by}</p></li>'
        )

    def _excerpt(self, record: Record, text: str, line: int | None, column: int | None) -> str:
        rows = excerpt(text, record, line, column) if line and column and text else []
        if not rows:
            return ""
        shown = "".join(_row(row) for row in rows)
        return f'<pre role="region" tabindex="0" aria-label="{self._words["source"]}">{shown}</pre>'


def _row(row: Row) -> str:
    number = f'<span class="number">{row.number:>5}  </span>'
    if row.here is None:
        return f"{number}{escape(row.text)}\n"
    before, after = escape(row.text[: row.here]), escape(row.text[row.here :])
    return f'{number}{before}<span class="here" aria-hidden="true">◂</span>{after}\n'


def _mildness(shown: Sequence[Issue]) -> str:
    """Which boxes hide the whole section when they are unchecked."""
    severities = {issue.severity for issue in shown}
    if severities & {"fatal", "error"}:
        return "has-error"
    return "mild-mixed" if len(severities) > 1 else f"mild-{severities.pop()}"


def anchor_of(file: str, line: int) -> str:
    """The fragment that names a resource in the page."""
    named = f"{file}:{line}".encode("utf-8", "replace")
    return f"r{hashlib.blake2b(named, digest_size=6).hexdigest()}"


class PieceDocument:
    """The page: verdict and counts first, which are known last, so sections wait in a file."""

    def __init__(self, rendering: Rendering, write: Callable[[str], object]) -> None:
        self._rendering = rendering
        self._write = write
        self._words = WORDS[rendering.language]
        self._sections = tempfile.SpooledTemporaryFile(  # noqa: SIM115 (closed with the page)
            1 << 20, "w+", encoding="utf-8", errors="replace"
        )
        self._count = 0

    def add(self, pieces: Sequence[str]) -> None:
        """Keeps the first `_DETAILED` sections."""
        kept = pieces[: max(0, _DETAILED - self._count)]
        self._count += len(pieces)
        self._sections.write("".join(kept))

    def close(self, summary: Summary) -> None:
        """Writes the page."""
        for piece in self._head(summary):
            self._write(piece)
        self._sections.seek(0)
        while block := self._sections.read(1 << 16):
            self._write(block)
        self._sections.close()
        self._write("</section>\n</main>\n</body>\n</html>\n")

    def _head(self, summary: Summary) -> Iterator[str]:
        words, language = self._words, self._rendering.language
        style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>{words['title']}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        yield f'<a class="skip" href="#findings">{words["skip"]}</a>\n'
        yield f"<header><h1>{words['title']}</h1></header>\n<main>\n"
        kind = "invalid" if summary.invalid else "valid"
        yield f'<p class="verdict {kind}">{escape(verdict(summary, language))}</p>\n'
        rules = self._rules(summary)
        if rules:
            yield self._table(rules)
        yield f'<section id="findings" tabindex="-1"><h2>{words["findings"]}</h2>\n'
        yield self._filter() if self._count else f"<p>{words['nothing']}</p>\n"
        if self._count > _DETAILED:
            yield f"<p>{words['truncated'].format(shown=_DETAILED)}</p>\n"

    def _rules(self, summary: Summary) -> list[tuple[Rule, Tally]]:
        limit = RANKS[self._rendering.level]
        return [item for item in summary.worst_first() if RANKS[item[0].severity] <= limit]

    def _filter(self) -> str:
        names = SEVERITY[self._rendering.language]
        boxes = "".join(
            f'<label><input type="checkbox" id="show-{severity}" checked> {names[severity]}</label>'
            for severity in ("warning", "information")
            if RANKS[severity] <= RANKS[self._rendering.level]
        )
        legend = self._words["show"]
        return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>\n" if boxes else ""

    def _table(self, rules: Sequence[tuple[Rule, Tally]]) -> str:
        words = self._words
        columns = ("severity", "count", "resources", "rule", "profile", "example")
        heads = "".join(f'<th scope="col">{words[column]}</th>' for column in columns)
        rows = "\n".join(self._table_row(rule, tally) for rule, tally in rules)
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{words["rules"]}">'
            f"<table><caption>{words['rules']}</caption>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{rows}\n</tbody></table></div>\n"
        )

    def _table_row(self, rule: Rule, tally: Tally) -> str:
        severity = SEVERITY[self._rendering.language][rule.severity]
        example = tally.example
        where = place(example.file, example.line, example.column)
        return (
            f'<tr><td class="{rule.severity}">{severity}</td>'
            f'<td class="number">{tally.count}</td><td class="number">{tally.resources}</td>'
            f"<td>{_escape(rule.message_id)}</td><td>{_escape(rule.profile)}</td>"
            f"<td>{_escape(where)} <code>{_escape(example.expression)}</code></td></tr>"
        )


def _escape(text: str) -> str:
    return escape(one_line(text))
