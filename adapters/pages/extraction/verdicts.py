"""What kind of page was read, so that a reader is told what it is instead of an article."""

from __future__ import annotations

import re
from importlib.resources import files
from urllib.parse import urlsplit

from adapters.pages.extraction.linked_data import LinkedData
from adapters.pages.extraction.markup import Node
from adapters.pages.extraction.meta_tags import MetaTags
from briefs.model import Verdict

SHORT = 1_500  # characters: what publishers show of an article that must be paid for
NO_ARTICLE = 700  # characters: a wall says what it has to say in fewer
VIDEO_CAPTION = 800
_LINKED = 0.7  # of the characters: a list of other pages
_LINES_OF_PROSE = 3
_PROSE = 120

_WALL = re.compile(
    "|".join(
        rf"\b(?:{line})\b"
        for line in files(__package__).joinpath("walls.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ),
    re.IGNORECASE,
)
_REFUSED = frozenset([401, 402, 403, 451])
_FRONT = re.compile(r"(?i)^/?(?:index\.\w+|home/?|[a-z]{2}(?:-[a-z]{2})?/?)?$")


def is_wall(text: str, title: str = "") -> bool:
    """Whether a short text is a consent wall, a captcha, an error page, a plea for scripts."""
    return bool(_WALL.search(title)) or bool(_WALL.search(text[:2_000]))


def verdict(
    tree: Node,
    text: str,
    *,
    title: str,
    data: LinkedData,
    meta: MetaTags,
    url: str,
    status: int,
    language: str | None,
) -> Verdict:
    """Everything that was read of a page -> what it is. `text` is not empty."""
    short = len(text) < SHORT
    if short and (not data.free or status in _REFUSED):
        return Verdict.PAYWALLED
    if len(text) < NO_ARTICLE and is_wall(text, title):
        return Verdict.NOT_ARTICLE
    if len(text) < VIDEO_CAPTION and _is_video(tree, data, meta):
        return Verdict.VIDEO_ONLY
    if language not in (None, "en"):
        return Verdict.NOT_ENGLISH
    if data.live_blog:
        return Verdict.LIVE_BLOG
    if not data.article and _is_listing(tree, text, data, meta, url):
        return Verdict.NOT_ARTICLE
    return Verdict.ARTICLE


def _is_video(tree: Node, data: LinkedData, meta: MetaTags) -> bool:
    if meta.kind.startswith("video"):
        return True
    return data.video and not data.article


def _is_listing(tree: Node, text: str, data: LinkedData, meta: MetaTags, url: str) -> bool:
    """A front page or a list of articles: nothing of it is a story of its own."""
    told = meta.kind.startswith("article") or meta.published or data.published
    address = urlsplit(url)
    front = bool(address.hostname and _FRONT.match(address.path)) and not address.query
    if front and not told:
        return True
    prose = sum(len(line) >= _PROSE for line in text.split("\n"))
    if data.listing and not told and prose < _LINES_OF_PROSE:
        return True
    return not told and prose < _LINES_OF_PROSE and _share_of_links(tree) > _LINKED


def _share_of_links(tree: Node) -> float:
    body = tree.find(".//body")
    if body is None:
        return 0.0
    whole = sum(
        len(text.strip()) for text in body.itertext("p", "div", "span", "a", "li", "h2", "h3")
    )
    linked = sum(len(text.strip()) for link in body.iter("a") for text in link.itertext())
    return linked / whole if whole else 0.0
