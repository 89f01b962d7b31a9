"""Pages that are lists of other pages: front pages, sections, search results."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from adapters.pages.extraction.markup.markup_parser import Node, words_of
from adapters.pages.extraction.metadata.linked_data import LinkedData
from adapters.pages.extraction.metadata.meta_tags import MetaTags

_LINKED = 0.7  # share of the characters that are links: with more, it is a list of other pages
_LINES_OF_PROSE = 3
_PROSE = 120
_TEASERS = 5
_OF_TEASERS = 0.6  # share of the text's characters that are teasers
_LONGEST_TEASER = 600
_FRONT = re.compile(r"(?i)^/?(?:index\.\w+|home/?|[a-z]{2}(?:-[a-z]{2})?/?)?$")


def is_listing(tree: Node, text: str, data: LinkedData, meta: MetaTags, url: str) -> bool:
    """Whether a page is a front page or a list of articles, without a story of its own."""
    is_article = meta.kind.startswith("article") or meta.published or data.published
    address = urlsplit(url)
    front = bool(address.hostname and _FRONT.match(address.path)) and not address.query
    if front and not is_article:
        return True
    prose = sum(len(line) >= _PROSE for line in text.split("\n"))
    if data.listing and not is_article and prose < _LINES_OF_PROSE:
        return True
    if _is_of_teasers(tree, text):
        return True
    return not is_article and prose < _LINES_OF_PROSE and _share_of_links(tree) > _LINKED


def _is_of_teasers(tree: Node, text: str) -> bool:
    """Whether the text consists of teasers, each below a headline that links to another page."""
    linked = [
        heading
        for heading in tree.iter("h2", "h3", "h4")
        if heading.find(".//a") is not None or any(up.tag == "a" for up in heading.iterancestors())
    ]
    if len(linked) < _TEASERS:
        return False
    found, held = 0, 0
    whole: dict[Node, bool] = {}
    for heading in linked:
        lines = map(words_of, _box_of(heading, whole).iter("p", "div", "span"))
        teaser = max((line for line in lines if line and line in text), key=len, default="")
        words = words_of(heading)
        if teaser or words in text:
            found += 1
            held += len(teaser) + (len(words) if words in text and words not in teaser else 0)
    return found >= _TEASERS and held >= _OF_TEASERS * len(text)


def _box_of(heading: Node, whole: dict[Node, bool]) -> Node:
    """The largest element around a heading that holds no other heading's teaser.

    `whole` caches which elements hold more than one, so that each is searched once.
    """
    box = heading
    for above in heading.iterancestors():
        if above not in whole:
            whole[above] = (
                len(above.text_content()) > _LONGEST_TEASER
                or len(list(above.iter("h2", "h3", "h4"))) > 1
            )
        if whole[above]:
            break
        box = above
    return box


def _share_of_links(tree: Node) -> float:
    body = tree.find(".//body")
    if body is None:
        return 0.0
    whole = sum(
        len(text.strip()) for text in body.itertext("p", "div", "span", "a", "li", "h2", "h3")
    )
    linked = sum(len(text.strip()) for link in body.iter("a") for text in link.itertext())
    return linked / whole if whole else 0.0
