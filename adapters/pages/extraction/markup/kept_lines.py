"""Line breaks shown by a style: under `white-space: pre-line` a newline of the source is a <br>.

https://www.w3.org/TR/css-text-4/#white-space-property. Most pages show a new line as a blank, and
so does trafilatura; where a style keeps new lines, they separate the paragraphs.
"""

from __future__ import annotations

import re

from adapters.pages.extraction.markup.markup_parser import Node

_STYLE = re.compile(r"(?i)(?:^|[;\s])white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)")
_CLASS = re.compile(r"(?:^|\s)whitespace-(?:pre|break-spaces)")  # Tailwind's
_BOXES = ("div", "p", "span", "section", "article", "main", "td", "blockquote", "body")
# The text in these is not running text, or keeps its lines already.
_OTHER = frozenset(["pre", "code", "textarea", "script", "style", "svg", "table", "ul", "ol"])


def break_kept_lines(tree: Node) -> None:
    """Change the tree in place: new lines that are shown as such become <br>."""
    done: set[Node] = set()
    for box in list(tree.iter(*_BOXES)):
        if box not in done and _keeps_lines(box):
            done.update(box.iter(*_BOXES))
            _break_lines(box)


def _keeps_lines(box: Node) -> bool:
    style, kind = box.get("style"), box.get("class")
    return bool(style and _STYLE.search(style)) or bool(kind and _CLASS.search(kind))


def _break_lines(box: Node) -> None:
    """Break the lines of all running text in the box, outside of the tags in _OTHER."""
    todo = [box]
    while todo:
        node = todo.pop()
        todo += (child for child in node if child.tag not in _OTHER)
        for child in list(node):
            first, *more = (child.tail or "").split("\n")
            if more:
                child.tail = None
                for line in reversed(more):
                    child.addnext(_line_break(box, line))
                child.tail = first
        first, *more = (node.text or "").split("\n")
        if more:
            node.text = first
            for line in reversed(more):
                node.insert(0, _line_break(box, line))


def _line_break(box: Node, line: str) -> Node:
    """A new <br> in the box's document, followed by `line`."""
    added = box.makeelement("br")
    added.tail = line
    return added
