"""The elements and attributes that a narrative may use, and what may stand in what.

Spec: https://hl7.org/fhir/R4/narrative.html#xhtml, validator-features section 16
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words(
    "p br div h1 h2 h3 h4 h5 h6 a span b em i strong small big tt dfn q var abbr acronym cite"
    " blockquote hr address bdo kbd sub sup ul ol li dl dt dd pre table caption colgroup col"
    " thead tr tfoot tbody th td code samp img map area"
)

ATTRIBUTES = _words(
    "title style class id lang xml:lang dir accesskey tabindex span width align valign char"
    " charoff abbr axis headers scope rowspan colspan"
)
"""Allowed on every element."""

ATTRIBUTES_OF: Mapping[str, frozenset[str]] = {
    "a": _words("href name charset type hreflang rel rev shape coords"),
    "img": _words("src alt longdesc height width usemap ismap border"),
    "area": _words("shape coords href nohref alt"),
    "map": _words("name"),
    "table": _words("summary width border frame rules cellspacing cellpadding"),
    "blockquote": _words("cite"),
    "q": _words("cite"),
    "pre": _words("space"),
    "td": _words("nowrap"),
}

NOT_IN_PARAGRAPHS = _words("div blockquote table ol ul p")
"""Not allowed anywhere inside p."""

INLINE = _words(
    "a b em i strong small big sub sup code tt dfn q var abbr acronym cite bdo kbd samp"
)
"""Not allowed inside themselves."""

BLOCKS = _words("div pre table ul ol")
"""Not allowed inside what holds text."""

TEXT_HOLDERS = INLINE | _words("p h1 h2 h3 h4 h5 h6 pre address caption dd dt span")

CHILDREN: Mapping[str, frozenset[str]] = {
    "ul": _words("li"),
    "ol": _words("li"),
    "dl": _words("dt dd"),
    "table": _words("tr thead tbody tfoot caption col colgroup"),
    "thead": _words("tr"),
    "tbody": _words("tr"),
    "tfoot": _words("tr"),
    "tr": _words("td th"),
}
"""What may stand directly inside some elements, as far as the HL7 validator looks."""

WITHOUT_TEXT = CHILDREN.keys() | {"map"}
"""What holds elements only, as far as the HL7 validator looks."""

PARENTS: Mapping[str, frozenset[str]] = {
    "li": _words("ul ol"),
    "dt": _words("dl"),
    "dd": _words("dl"),
    "tr": _words("table thead tbody tfoot"),
    "td": _words("tr"),
    "th": _words("tr"),
    "thead": _words("table"),
    "tbody": _words("table"),
    "tfoot": _words("table"),
    "caption": _words("table"),
    "colgroup": _words("table"),
    "col": _words("table colgroup"),
}
"""What some elements must stand directly inside."""

EMPTY = _words("br hr img area")
"""What has no content, as far as the HL7 validator looks."""
