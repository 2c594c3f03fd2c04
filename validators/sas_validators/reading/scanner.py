"""A JSON scanner that forgives what can be forgiven and knows where every value ends.

The fast reader (`json`) says nothing about places and stops at the first
mistake. This one is run only when it is needed: for a text that the fast one
refuses or that has duplicate members, and to find the line and column of an
issue. Time and memory are linear in the text.

Spec: validator-features sections 3 and 4, https://www.rfc-editor.org/rfc/rfc8259
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from sas_validators.issues.catalogue import reading as catalogue
from sas_validators.issues.message import Message
from sas_validators.model.numbers import JsonDecimal, MisspeltNumber, read_integer
from sas_validators.model.paths import Location

MAX_DEPTH = 200
"""Objects and arrays inside each other. HL7's own examples reach 22; libraries that write
JSON give up at 254."""

MAX_FAULTS = 100
"""Faults reported for one text; the first ones say enough."""

MAX_INTEGER = 4000
"""Integers of more characters become decimals: Python limits the digits of `int` (4300)."""

_BLANK = re.compile(r"[ \t\n\r]*").match
_COMMENT = re.compile(r"//[^\n]*|/\*(?s:.*?)\*/").match
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![\w.+-])").match
_MISSPELT_NUMBER = re.compile(r"[-0-9][-+.0-9eE]*(?![\w.+-])").match
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL).match
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_WORD = re.compile(r"-?[\w$][\w$.:+-]*").match
_CONTROL = re.compile(r"[\x00-\x1f]").search
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}

_ROOT: Location = (None, "", None)


class Fault(NamedTuple):
    """One thing wrong with the text at `offset`; `location` has the bare JSON names as steps."""

    message: Message
    location: Location
    details: dict[str, Any]
    offset: int


@dataclass(slots=True)
class Node:
    """A value and the offset just after its last character.

    `children` are the members of an object by name (the first of duplicates),
    the items of an array, None for a simple value.
    """

    value: Any
    end: int
    children: dict[str, Node] | list[Node] | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What a text holds. `root` is None when `faults` says that it is not JSON.

    `stop` is the offset where reading ended.
    """

    root: Node | None
    faults: tuple[Fault, ...]
    stop: int


def scan(text: str) -> Scan:
    """Reads `text`, never raising; a fatal fault is the only one of its scan."""
    scanner = _Scanner(text)
    try:
        root = scanner.run()
    except _NotJsonError as error:
        return Scan(
            None, (Fault(error.message, _ROOT, error.details, scanner.index),), scanner.index
        )
    return Scan(root, tuple(scanner.faults), scanner.index)


class _NotJsonError(Exception):
    def __init__(self, message: Message, details: dict[str, Any]) -> None:
        super().__init__(message.id)
        self.message = message
        self.details = details


@dataclass(slots=True)
class _Frame:
    """An object or array that is not closed yet.

    `gap` says that a comma was read since the last member, `filled` that there
    was a member at all.
    """

    node: Node
    location: Location
    filled: bool = False
    gap: bool = False


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0
        self.faults: list[Fault] = []
        self.frames: list[_Frame] = []

    def run(self) -> Node:
        self.skip_blank(_ROOT)
        if self.index == len(self.text):
            raise _NotJsonError(catalogue.JSON_EMPTY, {})
        root = self.read_value(_ROOT)
        while self.frames:
            frame = self.frames[-1]
            self.skip_blank(frame.location)
            if not self.read_mark(frame):
                self.read_member(frame)
        faults = len(self.faults)
        self.skip_blank(_ROOT)
        del self.faults[faults:]  # nobody minds a comment behind everything
        if self.index < len(self.text):
            raise self.not_json(catalogue.JSON_TRAILING)
        return root

    def skip_blank(self, location: Location) -> None:
        """Moves over blanks, and over comments, which are a fault of `location`."""
        text = self.text
        self.index = _BLANK(text, self.index).end()  # type: ignore[union-attr]
        while text.startswith("/", self.index):
            comment = _COMMENT(text, self.index)
            if comment is None:
                raise self.not_json(catalogue.JSON_UNEXPECTED)
            self.blame(catalogue.COMMENT_FOUND, location)
            self.index = _BLANK(text, comment.end()).end()  # type: ignore[union-attr]

    def read_mark(self, frame: _Frame) -> bool:
        """Reads the comma or closing bracket that may stand here."""
        char = self.text[self.index : self.index + 1]
        if char == ",":
            if frame.gap or not frame.filled:
                self.blame(catalogue.COMMA_EXTRA, frame.location)
            frame.gap = True
            self.index += 1
            return True
        if char == ("}" if isinstance(frame.node.children, dict) else "]"):
            if frame.gap and frame.filled:
                self.blame(catalogue.COMMA_EXTRA, frame.location)
            self.index += 1
            frame.node.end = self.index
            self.frames.pop()
            return True
        return False

    def read_member(self, frame: _Frame) -> None:
        """Reads one member of an object or item of an array."""
        if frame.filled and not frame.gap:
            found = self.text[self.index : self.index + 20]
            self.blame(catalogue.COMMA_MISSING, frame.location, found=found)
        frame.filled, frame.gap = True, False
        children, location = frame.node.children, frame.location
        if isinstance(children, list):
            item = self.read_value((location[0], location[1], len(children)))
            children.append(item)
            frame.node.value.append(item.value)
            return
        name = self.read_name(location)
        child = self.read_value((location, name, None))
        # Of several types, which the HL7 validator does not mind, the last one counts.
        if children is not None and (name not in children or name == "resourceType"):
            children[name] = child
            frame.node.value[name] = child.value
        else:
            self.blame(catalogue.DUPLICATE_NAME, location, name=name)

    def read_name(self, location: Location) -> str:
        """Reads the name of a member with its colon and the blanks around it."""
        if self.text.startswith('"', self.index):
            name = self.read_string(location)
        else:
            word = _WORD(self.text, self.index)
            if word is None:
                raise self.not_json(catalogue.JSON_UNEXPECTED)
            name = word.group().partition(":")[0]
            self.index += len(name)
            self.blame(catalogue.NAME_UNQUOTED, location, name=name)
        self.skip_blank(location)
        if not self.text.startswith(":", self.index):
            raise self.not_json(catalogue.JSON_UNEXPECTED)
        self.index += 1
        self.skip_blank(location)
        return name

    def read_value(self, location: Location) -> Node:
        """Reads a simple value, or opens an object or array."""
        char = self.text[self.index : self.index + 1]
        if char == '"':
            value: Any = self.read_string(location)
            return Node(value, self.index)
        if char == "{":
            return self.open(Node({}, 0, {}), location)
        if char == "[":
            return self.open(Node([], 0, []), location)
        value = self.read_word(location)
        return Node(value, self.index)

    def open(self, node: Node, location: Location) -> Node:
        if len(self.frames) == MAX_DEPTH:
            line, _ = self.line_and_column()
            raise _NotJsonError(catalogue.TOO_DEEP, {"limit": MAX_DEPTH, "line": line})
        self.index += 1
        self.frames.append(_Frame(node, location))
        return node

    def read_string(self, location: Location) -> str:
        start = self.index
        value: str
        try:
            value, self.index = self.scan_string(start)
        except JSONDecodeError as error:
            self.index = min(error.pos, len(self.text))
            if error.msg.startswith("Unterminated"):
                self.index = len(self.text)
            raise self.not_json(catalogue.JSON_UNEXPECTED) from error
        control = _CONTROL(self.text, start, self.index)
        if control is not None:
            code = f"{ord(control.group()):04X}"
            self.blame(catalogue.RAW_CONTROL_CHARACTER, location, code=code)
        if not value.isascii():
            lone = _SURROGATE.search(value)
            if lone is not None:
                self.blame(catalogue.LONE_SURROGATE, location, code=f"{ord(lone.group()):x}")
                value = _SURROGATE.sub("\ufffd", value)
        return value

    def scan_string(self, start: int) -> tuple[str, int]:
        """The string that begins at `start` and its end; raises JSONDecodeError."""
        try:
            found: tuple[str, int] = scanstring(self.text, start + 1, False)
        except JSONDecodeError:
            # An escaped apostrophe, which JSON does not know, is understood all the same.
            quoted = _QUOTED(self.text, start)
            if quoted is None or "\\'" not in quoted.group():
                raise
            text = _ESCAPE.sub(lambda escape: escape[1 if escape[1] == "'" else 0], quoted.group())
            return scanstring(text, 1, False)[0], quoted.end()
        return found

    def read_word(self, location: Location) -> Any:
        """Reads a number, true, false, null, or a word that lacks its quotes."""
        number = _NUMBER(self.text, self.index)
        if number is not None:
            self.index = number.end()
            integer = number.group(1) is None and number.group(2) is None
            short = integer and len(number.group()) < MAX_INTEGER
            return read_integer(number.group()) if short else JsonDecimal(number.group())
        misspelt = _MISSPELT_NUMBER(self.text, self.index)
        if misspelt is not None:
            self.index = misspelt.end()
            return MisspeltNumber(misspelt.group())
        word = _WORD(self.text, self.index)
        if word is None:
            raise self.not_json(catalogue.JSON_UNEXPECTED)
        self.index = word.end()
        if word.group() in _WORDS:
            return _WORDS[word.group()]
        parent = location[0] or location
        name, value = location[1], word.group()
        if name != "resourceType":  # there the HL7 validator does not mind
            self.blame(catalogue.VALUE_UNQUOTED, parent, name=name, value=value[:80])
        return _SURROGATE.sub("\ufffd", value)

    def blame(self, message: Message, location: Location, **details: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(message, location, details, self.index))

    def not_json(self, message: Message) -> _NotJsonError:
        """The fatal fault at the present offset."""
        line, column = self.line_and_column()
        if self.index >= len(self.text):
            message = catalogue.JSON_TRUNCATED
        found = self.text[self.index : self.index + 20]
        return _NotJsonError(message, {"found": found, "line": line, "column": column})

    def line_and_column(self) -> tuple[int, int]:
        start = self.text.rfind("\n", 0, self.index) + 1
        return self.text.count("\n", 0, self.index) + 1, self.index - start + 1
