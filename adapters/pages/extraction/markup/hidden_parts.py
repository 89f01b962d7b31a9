"""Removes the parts of a page that no reader sees: hidden by attribute, style or class.

Texts for screen readers, templates, closed dialogs and boxes with `display: none` are not part of
what was published for readers. Some pages also hide text there to mislead machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from adapters.pages.extraction.markup.markup_parser import Node

# Most elements of a page have neither such a class nor a style.
_HINT = re.compile(r"hid|Hid|sr-|screen|none|print|nvisible|assistive|a11y")
_STYLE = re.compile(
    r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]?(?:px)?\s*[,\s)]"
    r"|transform\s*:\s*(?:translate\w*|scale)\(\s*(?:-\d{4,}|0\s*\))"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|font-size\s*:\s*0(?:px|em|rem)?\s*(?:!|;|$))"
)
# Clipped to nothing, or transparent and absolutely positioned; transparent alone is faded in later.
_CLIPPED = re.compile(
    r"(?i)^(?=.*overflow\s*:\s*hidden)(?=.*(?:^|[;\s-])(?:height|width)\s*:\s*[01](?:px)?\s*(?:[;!]|$))"
    r"|^(?=.*(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?\s*(?:[;!]|$))(?=.*position\s*:\s*(?:absolute|fixed))"
)
# Class names of Bootstrap, Tailwind, Foundation, WordPress, Drupal, GOV.UK and HTML5 Boilerplate.
_CLASS = re.compile(
    r"(?i)(?:^|\s)(?:(?:u-|is-|gel-|govuk-|usa-)?visually-?hidden(?:-focusable)?|(?:u-)?hidden-?visually"
    r"|(?:u-|usa-)?sr-only(?:-focusable)?|show-for-sr|screen-?reader(?:-(?:text|only|shortcut))?"
    r"|(?:u-|is-)?hidden|hide|hidden-(?:xs|accessible)|d-none|element-(?:invisible|hidden)|invisible"
    r"|assistive-text|a11y-(?:hidden|text|only)|off-?screen|(?:visible-)?print(?:-only)?"
    r"|d-print-\w+|print-(?:only|block))(?:\s|$)"
)
# Shown again on a wide screen: "hidden md:block", "d-none d-lg-flex".
_SHOWN_WIDE = re.compile(
    r"(?:^|\s)(?:\w+:(?:block|flex|grid|inline\S*|contents|table|visible)|d-\w\w-(?!none)\w+)"
)
# One pattern for each prefix: a literal prefix is searched for several times as fast.
_RULES = [
    re.compile(rule)
    for rule in (
        r"display\s*:\s*none",
        r"visibility\s*:\s*hidden",
        *(rf"{where}\s*:\s*-\d{{4,}}" for where in ("left", "top", "text-indent")),
        r"clip\s*:\s*rect\(\s*[01]\w*[\s,]+[01]\w*[\s,]",
    )
]
_NAME = re.compile(r"\s*([.#])((?:[\w-]|\\.)+)\s*")
_SHOWING = re.compile(r"(?i)display\s*:\s*(?!none|\s)|visibility\s*:\s*vis")
MOST_STYLE = 200_000  # characters of style sheets in the page
_MOST_RULES = 200
_MORE = re.compile(
    r"(?i)\s*(?:read|show|see|view|continue|load)\b.{0,20}\b(?:more|full|reading|all|rest)\b"
)
_MOST = 0.5  # share of the prose: if more is hidden, a script is going to show it


def drop_hidden_parts(tree: Node) -> None:
    """Change the tree in place: drop hidden parts; unmark elements that only look hidden.

    Otherwise trafilatura drops some elements that are marked as hidden, even the whole story if a
    script would have shown it.
    """
    suspects = _suspects(tree)
    if not suspects:
        return
    whole = sum(len(p.text_content()) for p in tree.iter("p")) or 1
    for node in suspects:
        if node.getparent() is None or node.tag in ("html", "body", "head", "main"):
            continue
        own = sum(len(p.text_content()) for p in node.iter("p"))
        if node.tag != "template" and (own > _MOST * whole or _opens(node)):
            node.attrib.pop("hidden", None)
            node.attrib.pop("style", None)
        else:
            _keep_shown_twin(node)
            node.drop_tree()


def _suspects(tree: Node) -> list[Node]:
    """Elements that are marked as hidden, in the order of the page."""
    named = _hidden_by_sheet(tree)
    kinds = {name[1:] for name in named if name[0] == "."}
    found: list[Node] = []
    for node in tree.iter():
        get = node.get
        name, style = get("class"), get("style")
        if (
            (name and _hints(name))
            or style
            or get("hidden") is not None
            or node.tag in ("template", "dialog")
        ) and _is_hidden(node):
            found.append(node)
            continue
        if style and "hidden" in style:
            del node.attrib["style"]  # about overflow: trafilatura would take it for hidden
        if named and ((name and not kinds.isdisjoint(name.split())) or f"#{get('id')}" in named):
            found.append(node)
    return found


@lru_cache(maxsize=4096)
def _hints(name: str) -> bool:
    return _HINT.search(name) is not None


def is_shown(node: Node) -> bool:
    """Whether neither the element nor one around it is marked as hidden."""
    return not any(_is_hidden(one) for one in (node, *node.iterancestors()))


def _is_hidden(node: Node) -> bool:
    if node.tag in ("template", "dialog"):
        return node.tag == "template" or node.get("open") is None
    if node.get("hidden") not in (None, "until-found"):
        return True
    style, name = node.get("style"), node.get("class")
    if style and (_STYLE.search(style) or _CLIPPED.search(style)):
        return True
    return bool(name and _CLASS.search(name) and not _SHOWN_WIDE.search(name))


def _opens(node: Node) -> bool:
    """Whether a button beside the element reveals it, like the rest behind "Read more"."""
    beside = (node.getprevious(), node.getnext())
    return any(
        one is not None
        and one.tag in ("a", "button", "div", "p", "span", "label")
        and len(text := one.text_content()) < 60
        and _MORE.match(text)
        for one in beside
    )


def _keep_shown_twin(node: Node) -> None:
    """Keep the visible twin of a text for screen readers: the same word, in pieces.

    <span aria-hidden="true"><b>T</b>he</span><span class="sr-only">The</span>
    """
    for twin in (node.getprevious(), node.getnext()):
        if twin is not None and twin.get("aria-hidden") == "true":
            del twin.attrib["aria-hidden"]


def _hidden_by_sheet(tree: Node) -> set[str]:
    """Classes and ids (".x", "#y") that a style sheet in the page hides outside of any @-rule."""
    found: set[str] = set()
    left = MOST_STYLE
    for sheet in tree.iter("style"):
        text = (sheet.text or "")[:left]
        left -= len(text)
        found |= {name for name in set(_selectors(text)) if not _is_shown_by(text, name)}
    return found


def _is_shown_by(text: str, name: str) -> bool:
    """Whether another rule of the sheet shows elements of this name: ".tab.on{display:block}"."""
    at = text.find(name)
    while at >= 0:
        start = text.find("{", at)
        end = text.find("}", start)
        if start >= 0 and _SHOWING.search(text, start, max(start, end)):
            return True
        at = text.find(name, at + len(name))
    return False


def _selectors(text: str) -> Iterator[str]:
    depth, counted = 0, 0
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters, and positions would differ
        lower = text
    places = sorted(found.start() for rule in _RULES for found in rule.finditer(lower))
    for number, place in enumerate(places):
        start = text.rfind("{", 0, place)
        if number == _MOST_RULES or start < 0:
            return
        depth += text.count("{", counted, start) - text.count("}", counted, start)
        counted = start
        if depth:
            continue
        head = text[max(text.rfind("}", 0, start), text.rfind("/", 0, start), 0) : start]
        for selector in head.lstrip("}/").split(","):
            if name := _NAME.fullmatch(selector):
                yield name[1] + name[2].replace("\\", "")
