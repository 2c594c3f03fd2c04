from xml.etree import ElementTree

import pytest

from sas_ig.diagrams.boxes import draw_boxes, parse_boxes
from sas_ig.diagrams.draw import KINDS
from sas_ig.diagrams.errors import DiagramError
from sas_ig.diagrams.sequence import draw_sequence, parse_sequence
from sas_ig.diagrams.svg import text_width, wrap

HEAD = "titre: Titre\ndescription: Ce qu'on voit\n"
ACTORS = "acteur A: Éditeur <1>\nacteur B: Plateforme\n"
BOXES = "boite a 1,1: Éditeur <1> | agenda\nboite b 2,2 fort: Plateforme\n"


def texts(svg: str) -> str:
    root = ElementTree.fromstring(str(svg))  # noqa: S314 - our own drawing
    return " ".join(text.strip() for text in root.itertext() if text.strip())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("A -> B: demande", "demande", id="message"),
        pytest.param("B --> A: réponse", "réponse", id="answer"),
        pytest.param("A -> A: calcule", "calcule", id="to oneself"),
        pytest.param("note B: fusionne", "fusionne", id="note"),
        pytest.param("groupe: en parallèle\nA -> B: x\nfin", "en parallèle", id="group"),
        pytest.param("group: in parallel\nA -> B: x\nend", "in parallel", id="English words"),
        pytest.param("# remarque\n\nA -> B: x", "x", id="comment"),
    ],
)
def test_a_sequence_shows(body: str, expected: str) -> None:
    assert expected in texts(draw_sequence(HEAD + ACTORS + body, "d"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param(HEAD + ACTORS + "A -> C: x", "line 5: no actor is called C", id="actor"),
        pytest.param(HEAD + ACTORS + "A = B", "line 5: not understood", id="line"),
        pytest.param(HEAD + ACTORS + "fin", "line 5: no group", id="end without group"),
        pytest.param(HEAD + ACTORS + "groupe: x", "not ended", id="group without end"),
        pytest.param(ACTORS + "A -> B: x", "title and a description", id="no description"),
    ],
)
def test_a_sequence_that_cannot_be_read(source: str, said: str) -> None:
    with pytest.raises(DiagramError, match=said):
        parse_sequence(source)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("lien a -> b: demande", "demande", id="arrow"),
        pytest.param("lien a <-> b: échange", "échange", id="both ways"),
        pytest.param("lien a -- b", "agenda", id="line"),
        pytest.param("zone 1,1 2,2: Ministère", "Ministère", id="zone"),
        pytest.param("box c 1,2: Third\nlink c -> a: asks", "asks", id="English words"),
        pytest.param("largeur: 40\nhauteur: 20", "Plateforme", id="spaces"),
    ],
)
def test_boxes_show(body: str, expected: str) -> None:
    assert expected in texts(draw_boxes(HEAD + BOXES + body, "d"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param(HEAD + BOXES + "lien a -> c", "line 5: no box is called c", id="box"),
        pytest.param(HEAD + BOXES + "boite", "line 5: not understood", id="line"),
        pytest.param(HEAD + BOXES + "largeur: large", "line 5: not a number", id="width"),
        pytest.param(HEAD, "has boxes", id="no boxes"),
        pytest.param(BOXES, "title and a description", id="no description"),
    ],
)
def test_boxes_that_cannot_be_read(source: str, said: str) -> None:
    with pytest.raises(DiagramError, match=said):
        parse_boxes(source)


@pytest.mark.parametrize(
    ("kind", "source"),
    [("sequence", HEAD + ACTORS + "A -> B: x"), ("boites", HEAD + BOXES)],
)
def test_drawings_speak_to_screen_readers(kind: str, source: str) -> None:
    svg = KINDS[kind](source, "d")
    assert 'role="img" aria-labelledby="d-t d-d"' in svg
    assert '<title id="d-t">Titre</title>' in svg
    assert '<desc id="d-d">Ce qu&#39;on voit</desc>' in svg
    assert "Éditeur &lt;1&gt;" in svg


def test_drawings_take_their_colours_from_the_theme() -> None:
    assert "#" not in str(draw_boxes(HEAD + BOXES, "d")).replace("&#39;", "")


def test_wrapped_lines_are_no_wider_than_asked() -> None:
    lines = wrap("une suite de mots qui ne tient pas sur une seule ligne", 120)
    assert len(lines) > 1
    assert all(text_width(line) <= 120 for line in lines)
