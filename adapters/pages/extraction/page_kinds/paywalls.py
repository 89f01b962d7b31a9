"""Whether the page itself says that the rest of the story must be paid for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from adapters.pages.extraction.markup.markup_parser import Node, words_of
from briefs.word_lists import file_lines

_OFFER = re.compile("|".join(file_lines(__package__, "offers.txt")), re.IGNORECASE)
_LONGEST_OFFER = 320
_LAST_LINES = 4
_FIRST_LINES = 2
_PROSE = 80  # characters
_BLOCKS = ("p", "div", "h2", "h3", "h4", "h5", "li", "span", "a", "button", "strong", "section")
_NEAR = 40  # elements below the end of the story
_ASIDE = re.compile(r"(?i)modal|popup|overlay-?template|newsletter|banner|toast|comment|cookie")
_SENTENCE_END = re.compile(r"[.!?:][\"”’'»)\]]*$")
_SELECTOR = re.compile(r"\s*[\w-]*([.#])([\w-]+)\s*")
_SHOWN = 0.6  # share of the story: a part that holds so much of it is shown


def without_offer(story: str) -> tuple[str, bool]:
    """A story in lines -> the story without an offer at its end, and whether it had one."""
    lines = story.split("\n")
    for at in range(max(0, len(lines) - _LAST_LINES), len(lines)):
        if is_offer(lines[at]) and not (at < _FIRST_LINES and _tells_more(lines[at + 1 :])):
            return "\n".join(lines[:at]), True
    return story, False


def _tells_more(lines: list[str]) -> bool:
    """Whether prose follows: then a line that sounds like an offer is the beginning of a story."""
    prose = [line for line in lines if len(line) >= _PROSE and not is_cut(line)]
    return sum(not is_offer(line) for line in prose) > 1


def is_offer(text: str) -> bool:
    """Whether a block of text offers the rest of the story for money or an account."""
    if len(text) > _LONGEST_OFFER or text.startswith(("“", "‘", '"')):
        return False
    return _OFFER.search(text) is not None


def is_cut(story: str) -> bool:
    """Whether a story stops in the middle of a sentence."""
    end = story.rstrip()
    return end.endswith(("…", "...")) or not _SENTENCE_END.search(end)


def offered_below(tree: Node, story: str) -> bool:
    """Whether an offer follows right after the last line of the story."""
    last = story.rpartition("\n")[2].rstrip("….")[-50:]
    at_end = None
    for node in tree.iter("p", "li", "div"):
        if last and last in (node.text_content() if node.tag != "div" else node.text or ""):
            at_end = node
    if at_end is None:
        return False
    below = at_end.xpath("following::*")
    for node in islice((one for one in below if one.tag in _BLOCKS), _NEAR):
        if node.tag in ("div", "section") and len(node.text_content()) > _LONGEST_OFFER:
            continue
        if is_offer(words_of(node)) and not _stands_aside(node):
            return True
    return False


def _stands_aside(node: Node) -> bool:
    return any(
        above.tag in ("footer", "nav", "aside", "header")
        or _ASIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in islice((node, *node.iterancestors()), 6)
        if above.tag not in ("body", "html")
    )


def shows_parts(tree: Node, selectors: Sequence[str], story: str) -> bool:
    """Whether the page contains the parts that it says must be paid for, uncut."""
    for selector in selectors:
        found = _SELECTOR.fullmatch(selector)
        if found is None:
            continue
        for node in tree.iter():
            kinds = (node.get("class") or "").split() if found[1] == "." else [node.get("id")]
            if found[2] in kinds and len(words_of(node)) >= _SHOWN * len(story):
                return not is_cut(story)
    return False
