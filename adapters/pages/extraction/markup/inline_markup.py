"""Markup inside words and numbers -> the words and numbers that a reader sees.

trafilatura glues a raised 6 to its 10 ("106"), and loses the text of tags that it does not know
(<time>, <q>, <mark>). So both become plain text before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from adapters.pages.extraction.markup.markup_parser import Node

_PROSE = frozenset(
    ["p", "li", "blockquote", "td", "dd", "h1", "h2", "h3", "h4", "figcaption", "q", "cite", "a",
     "b", "i", "em", "strong", "span"]
)  # fmt: skip
_UNREAD = (
    "time", "mark", "bdi", "bdo", "data", "dfn", "abbr", "acronym", "nobr", "ins", "s",
    "strike", "del", "u", "tt", "kbd", "var", "samp", "label", "output", "ruby", "rb", "big",
    "small",
)  # fmt: skip
_RAISED = re.compile(r"(?i)superscript|(?:^|\s)sup(?:\s|$)")

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NUMBER = re.compile(r"[+\-−–]?\d{1,4}")
_NOTE = re.compile(
    r"(?:\[[^\]]{1,12}\][,\s]*)+|[a-e](?:\s*,\s*[a-e])+|[*†‡§¶#↩↑^]+"
    r"|\d{1,3}(?:\s*[,–-]\s*\d{1,3})+|note \d+"
)
_NOTE_KIND = re.compile(
    r"(?i)foot-?note|fn-?ref|note-?ref|\bcite|citation|reference|endnote|\bfn\b"
)
_NOTE_LINK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§])[\])]?")
_ORDINAL = re.compile(r"(?i)st|nd|rd|th|[oae]s?|er|ers?|re|e?me|ème|ième|tm|sm|mc|[®™℠°ºª]+")
_ROMANCE = re.compile(r"[oae]s?")  # Nº, 1a, 2o
_SHORT_WORD = re.compile(r"(?:\d|(?:^|[^A-Za-z])[A-Za-z]{1,2}\.?)$")
_SIGN = re.compile(r"[.,]\d{1,2}|[%‰′″'\"]+")
_YEAR = re.compile(r"(?:^|[^\d.,])(?:1\d|20)\d\d$")
_PRICE = re.compile(r"[$€£¥]\s?\d[\d,]*$")
_SHORT_NUMBER = re.compile(r"(?:^|[^\d,.])(?:\d{1,3}|\d+\.\d+)$")
_UNIT = re.compile(
    r"(?:^|[\s\d(/·⋅.])(?:[µnmckdhM]?m|ft|in|yd|mi|s|kg|mol|sec|hr?|inch|feet|miles?)$"
)
_VARIABLE = re.compile(
    r"(?:^|[\s\d(=+*/·×−-])(?:[A-Za-zα-ωΑ-Ω]|[b-df-hj-np-tv-z]{2}|\([^()\s]{1,12}\))$"
)
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![A-Za-z])")
_DROP_KIND = re.compile(
    r"(?i)drop-?_?cap|first-?_?(?:letter|character)|initial|lettrine|drop-?letter"
)
_LETTER = re.compile(r"[“\"‘'«]?\s?[A-ZÀ-ÖØ-Þ]")
# "A" and "I" are words themselves. After them as drop caps, only these continue a word.
_REST_WORDS = """
s t n nd ny ll fter ccording lthough mid mong cross nother bout gainst head lmost lready lso lways
mericans merican pril ugust round rguably waiting dvocates gain nyone nything ctivists f ts nside
nstead nvestigators nvestors srael ndia ran raq taly reland nternational nflation sraeli ranian
talian ndian rish nterest mmigration mmediately ndonesia celand llinois
"""
_RESTS = frozenset(_REST_WORDS.split())
_BLOCKS = frozenset(
    ["p", "div", "figure", "section", "article", "ul", "ol", "h1", "h2", "h3", "table"]
)


def make_words_whole(tree: Node) -> None:
    """Change the tree in place: whole words, numbers that keep their value, quotes with marks."""
    for node in list(tree.iter("sup", "sub")):
        _raise(node)
    for node in list(tree.iter("span", "a")):
        if _is_raised_span(node) if node.tag == "span" else _is_note_link(node):
            _raise(node)
    for node in list(tree.iter("q")):
        _mark_quote(node)
    # Pronunciations and struck-out text are not read as part of the sentence.
    for node in list(tree.iter("rp", "rt", "del", "s", "strike")):
        if node.getparent() is not None:
            node.drop_tree()
    for node in list(tree.iter("br", "wbr")):
        if node.getparent() is not None:
            _join_lines(node)
    for node in [one for one in tree.iter("section", "div", "ol", "aside") if _holds_notes(one)]:
        if node.getparent() is not None:
            node.drop_tree()
    _join_drop_caps(tree)


def _join_drop_caps(tree: Node) -> None:
    tags = ("span", "div", "p", "b", "strong", "big", "font", "img", "figure")
    for node in [one for one in tree.iter(*tags) if _may_be_drop_cap(one)]:
        if node.getparent() is not None and _may_be_drop_cap(node):
            _join_drop_cap(node)


def _join_lines(node: Node) -> None:
    """Join a line that is broken by hand, or where it may break: "the harbour<br>trea<wbr>ty"."""
    if node.tag == "wbr":
        node.drop_tag()
        return
    before, after = _text_before(node).rstrip(), (node.tail or "").lstrip()
    if before and (before[-1].isalnum() or before[-1] in ",;’") and after[:1].islower():
        node.tail = f" {after}"
        node.drop_tag()


def _is_raised_span(node: Node) -> bool:
    return bool(
        "super" in (node.get("style") or "")
        or ((kind := node.get("class")) and _RAISED.search(kind))
    )


def _holds_notes(node: Node) -> bool:
    get = node.get
    kind = get("class")
    return (
        (kind is not None and "footnotes" in kind and "footnotes" in kind.split())
        or get("id") == "footnotes"
        or get("role") == "doc-endnotes"
        or get("data-footnotes") is not None
    )


def _may_be_drop_cap(node: Node) -> bool:
    """Whether an element is a single letter, or its class says that it is a drop cap."""
    kind, tag = node.get("class"), node.tag
    if kind and _is_drop_kind(kind):
        return True
    if tag == "img":
        return _is_letter_in_a_word(node)
    return tag == "span" and 0 < len(node.text or "") < 8 and not len(node)


@lru_cache(maxsize=4096)
def _is_drop_kind(name: str) -> bool:
    return _DROP_KIND.search(name) is not None


def drop_unread_tags(tree: Node) -> None:
    """Change the tree in place: drop the tags in prose whose words trafilatura would lose."""
    for node in list(tree.iter(*_UNREAD)):
        parent = node.getparent()
        if parent is not None and parent.tag in _PROSE:
            node.drop_tag()


# ------------------------------------------------------------------ raised and lowered


def _raise(node: Node) -> None:
    text = " ".join(node.itertext()).strip()
    if len(text) > 12:
        return  # a sentence in small print
    before, after = _text_before(node), node.tail or ""
    if node.tag == "sub":
        shown = lowered(before, text)
    elif _is_note(node):
        shown = ""
    else:
        shown = raised(before, text, after or _text_after(node))
    for child in list(node):
        node.remove(child)
    node.text = shown
    node.drop_tag()


def raised(before: str, text: str, after: str) -> str:
    """(Text before, superscript, text after) -> the superscript written inline.

    10<sup>6</sup> -> 10⁶; 2019<sup>3</sup> -> 2019, as no year has a power;
    $5<sup>99</sup> -> $5.99;
    4<sup>th</sup> -> 4th; a footnote's mark -> nothing.
    """
    if _NOTE.fullmatch(text):
        return ""
    if _NUMBER.fullmatch(text):
        return _raised_number(before, text, after)
    if _SIGN.fullmatch(text):
        return text
    if _ROMANCE.fullmatch(text) and not _SHORT_WORD.search(before):
        return "" if before[-1:].isalpha() else f"^{text}"
    if _ORDINAL.fullmatch(text):
        return text if not (len(text) == 1 and _YEAR.search(before)) else ""
    if len(text) == 1 and text.isalpha() and text.islower() and _VARIABLE.search(before) is None:
        return "" if before[-1:].isalpha() or _YEAR.search(before) else f"^{text}"
    if before[-1:].isalnum() and (_VARIABLE.search(before) or _SHORT_NUMBER.search(before)):
        return f"^{text}"
    return text


def _raised_number(before: str, text: str, after: str) -> str:
    power = text.translate(_SUPERSCRIPTS)
    if after.startswith(("/", "⁄", "∕")) and not _UNIT.search(before):
        return f" {text}" if before[-1:].isdigit() else text
    if _PRICE.search(before) and len(text) == 2:
        return f".{text}"
    if not before.strip() or before[-1:].isspace() or before.endswith(("(", "[")):
        if _ELEMENT.match(after):
            return power
        return "" if before.strip() else f"{text} "
    if not text[0].isdigit():
        return power
    if _YEAR.search(before):
        return ""
    if _SHORT_NUMBER.search(before) or _UNIT.search(before) or _VARIABLE.search(before):
        return power
    return ""  # after a word, a full stop, a long number: a footnote's mark


def lowered(before: str, text: str) -> str:
    """Subscript written inline: CO<sub>2</sub> -> CO2; log<sub>10</sub> -> log₁₀."""
    if not _NUMBER.fullmatch(text):
        return text
    if before.endswith(("/", "⁄", "∕")) or re.search(r"(?:^|[^a-z])(?:[A-Z][a-z]?|\))$", before):
        return text
    return text.translate(_SUBSCRIPTS)


def _is_note(node: Node) -> bool:
    if _NOTE_KIND.search(
        f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    ):
        return True
    return any(
        link.get("href", "").startswith("#") or "note" in link.get("class", "").lower()
        for link in node.iter("a")
    )


def _is_note_link(node: Node) -> bool:
    """Whether a link leads to a footnote, right after a word: "2019[3]"."""
    href = node.get("href")
    if not href or href[0] != "#" or node.getparent() is None:
        return False
    before = _text_before(node)
    text = node.text_content().strip()
    return bool(before.strip()) and not before[-1:].isspace() and bool(_NOTE_LINK.fullmatch(text))


def _text_before(node: Node) -> str:
    previous = node.getprevious()
    if previous is None:
        parent = node.getparent()
        text = parent.text or ""
        if not text and parent.tag in ("b", "i", "em", "strong", "span", "a", "sup"):
            return _text_before(parent) if parent.getparent() is not None else ""
        return str(text)[-24:]
    if previous.tail:
        return str(previous.tail)[-24:]
    return (
        ""
        if previous.tag in _BLOCKS or previous.tag == "br"
        else str(previous.text_content())[-24:]
    )


def _text_after(node: Node) -> str:
    following = node.getnext()
    return str(following.text_content())[:4] if following is not None and not node.tail else ""


_TAGGED = re.compile(r"(?i)<su([pb])\b[^<>]*>((?:[^<]|<(?!/su))*)</su[pb]>")
_TAGS = re.compile(r"<[^<>]*>")


def raised_in_text(markup: str) -> str:
    """Like `raised` and `lowered`, for a text with markup, as articleBody of JSON-LD may be."""
    if "<su" not in markup.lower():
        return markup
    pieces, at = [""], 0
    for found in _TAGGED.finditer(markup):
        pieces.append(markup[at : found.start()])
        before = _TAGS.sub("", "".join(pieces[-3:]))[-24:]
        text = _TAGS.sub("", found[2]).strip()
        linked = 'href="#' in found[2] or "href='#" in found[2]
        after = markup[found.end() : found.end() + 4]
        if found[1].lower() == "b":
            pieces.append(lowered(before, text))
        else:
            pieces.append("" if linked else raised(before, text, after))
        at = found.end()
    return "".join([*pieces, markup[at:]])


# ------------------------------------------------------------------------------ quotes


def _mark_quote(node: Node) -> None:
    """<q>Yes</q> -> “Yes”, as browsers show it."""
    text = node.text_content().strip()
    if node.getparent() is None or not text:
        return
    inside = any(above.tag == "q" for above in node.iterancestors())
    first, last = ("‘", "’") if inside else ("“", "”")
    if text[0] not in "“\"‘'«„":
        node.text = first + (node.text or "").lstrip()
        if len(node):
            node[-1].tail = (node[-1].tail or "").rstrip() + last
        else:
            node.text = node.text.rstrip() + last
    if not inside:
        for inner in list(node.iter("q")):
            if inner is not node:
                _mark_quote(inner)
        node.drop_tag()
    else:
        node.tag = "span"


# --------------------------------------------------------------------------- drop caps


def _join_drop_cap(node: Node) -> None:
    """Join a first letter in an element of its own with the word that it begins."""
    named = bool(_DROP_KIND.search(node.get("class") or ""))
    text = (node.get("alt") or "") if node.tag == "img" else node.text_content().strip()
    if not _LETTER.fullmatch(text):
        return
    if node.tag == "img" and not named and not _is_letter_in_a_word(node):
        return
    if node.tag in ("div", "p", "figure") or not (node.tail or "").strip():
        _join_next(node, text, named=named)
        return
    rest = node.tail.lstrip()
    if rest != node.tail and not _goes_on(text, rest, named=named):
        return
    node.tail = rest
    if node.tag == "img":
        node.tag, node.text = "span", text
        node.attrib.pop("alt", None)
    else:
        for child in list(node):
            node.remove(child)
        node.text = text
    node.drop_tag()


def _is_letter_in_a_word(node: Node) -> bool:
    """Whether an image is a letter with its word right after it: <img alt="T">he two sides."""
    return len(node.get("alt") or "") == 1 and (node.tail or "")[:1].islower()


def _goes_on(letter: str, rest: str, *, named: bool) -> bool:
    """Whether the text after a blank continues the word that a drop cap begins."""
    word = (re.match(r"[\w’']+", rest) or [""])[0]
    if letter[-1] in "AI":
        return word.split("’")[0].lower() in _RESTS and (word.islower() or named)
    return word[:1].islower() or (named and len(word) > 1 and word.isupper())


def _join_next(node: Node, text: str, *, named: bool) -> None:
    """<div class="dropcap">T</div><p>he two sides -> <p>The two sides."""
    if (node.tail or "").strip():  # <p><div>T</div>he two sides: the parser closed the <p>
        node.tag, node.text, node.tail = "p", text + node.tail.lstrip(), None
        for one in list(_inline_after(node)):
            node.append(one)
        return
    outer = node
    if (
        node.getparent().tag in ("p", "div", "span")
        and node.getparent().text_content().strip() == text
    ):
        outer = node.getparent()
    following = outer.getnext()
    if following is None or following.tag not in ("p", "span", "div", "b", "strong"):
        return
    rest = (following.text or "").lstrip()
    word = (re.match(r"[\w’']+", rest) or [""])[0]
    if not word or not (word[0].islower() or (named and word.isupper())):
        return
    following.text = text + rest
    outer.drop_tree()


def _inline_after(node: Node) -> Iterator[Node]:
    following = node.getnext()
    while following is not None and following.tag not in _BLOCKS:
        yield following
        following = following.getnext()
