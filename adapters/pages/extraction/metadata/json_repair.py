"""Invalid JSON of publishers' templates -> values; what cannot be parsed is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

_WRAPPED = re.compile(
    r"^[\s\ufeff]*(?:(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*(?:[^*]|\*(?!/))*\*/)[\s\ufeff]*)*"
    r"|(?:-->|(?://\s*)?\]\]>)$"
)
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_NO_ESCAPE = re.compile(r"(\\[\"\\/bfnrtu])|\\")
# An unescaped quote inside a string: neither neighbour is JSON syntax.
_QUOTE_WITHIN = re.compile(r"""(?<![\[{,:\\])(?<![\[{,:]\s)"(?!\s*(?:[,:}\]]|$))""")
_BETWEEN = re.compile(r"[\s,;\ufeff]*")
_LONGEST = 200_000  # characters of a text that is closed by hand
_CLOSING = {"{": "}", "[": "]"}


def loaded(text: str) -> object:
    """JSON text -> its value; a list if several values follow each other, None if there is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    for repaired in _repairs(text):
        try:
            values = list(_values(repaired))
        except (ValueError, RecursionError):
            continue
        return values[0] if len(values) == 1 else values
    return None


def _repairs(text: str) -> Iterator[str]:
    """Repaired versions of the text, from the safest repair to the boldest."""
    text = _LAST_COMMA.sub(r"\1", _WRAPPED.sub("", text.rstrip("; \n\r\t"))).strip()
    if '"' not in text and "&quot;" in text:
        text = unescape(text)
    yield text
    if text.startswith("[") and text.endswith("]"):
        yield text[1:-1]  # values without commas between them
    text = _NO_ESCAPE.sub(lambda found: found[1] or "", text)
    yield text
    text = _QUOTE_WITHIN.sub(r'\\"', text)
    yield text
    if len(text) <= _LONGEST:
        yield _closed(text)


def _values(text: str) -> Iterator[object]:
    """Values that follow each other, with or without commas. Raises: ValueError."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at


def _closed(text: str) -> str:
    """A truncated text -> the same with its brackets closed."""
    open_ones: list[str] = []
    within = escaped = False
    for sign in text:
        if escaped or (within and sign == "\\"):
            escaped = not escaped
        elif sign == '"':
            within = not within
        elif not within and sign in _CLOSING:
            open_ones.append(_CLOSING[sign])
        elif not within and open_ones and sign == open_ones[-1]:
            open_ones.pop()
    return text.rstrip(" \n,") + '"' * within + "".join(reversed(open_ones))
