"""Page and text -> Verdict: an article, or what kind of page it is instead."""

from __future__ import annotations

import re

from adapters.pages.extraction.markup.markup_parser import Node
from adapters.pages.extraction.metadata.linked_data import LinkedData
from adapters.pages.extraction.metadata.meta_tags import MetaTags
from adapters.pages.extraction.page_kinds.listings import is_listing
from adapters.pages.extraction.page_kinds.paywalls import is_cut, offered_below, shows_parts
from briefs.model.articles import Verdict
from briefs.word_lists import file_lines

SHORT = 1_500  # characters: publishers show up to this much of an article that must be paid for
CUT = 5_000  # characters: the same, if the text stops in the middle of a sentence
NO_ARTICLE = 700  # characters: a consent or error page has fewer
LONG_WALL = 3_000  # characters: the same, if the title says what the page is
VIDEO_CAPTION = 800
_TITLE_OF_WALL = 8  # words
_CONSENT_LINES = 0.5

_WALL = re.compile(
    "|".join(rf"\b(?:{line})\b" for line in file_lines(__package__, "walls.txt")),
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"(?i)\W*(?:(?:oops|sorry|error|whoops|uh[- ]oh|http)\W+){0,2}(?:404\b\W*)?(?:error\W*)?"
    r"(?:(?:the |this |that |your )?(?:requested )?(?:page|article|story|content|post|file)"
    r"(?: you (?:are|were) looking for| you requested)? "
    r"(?:(?:was |is |could |can(?:not|['’]t)? ?|has |does(?:n['’]t| not) )?"
    r"(?:not |no longer )?(?:be )?"
    r"(?:found|exists?|available|missing|gone|moved|(?:been )?(?:removed|deleted)))"
    r"|(?:this |the )?(?:page|article|story|content|link) (?:has |is )?expired"
    r"|(?:(?:die |diese )?(?:gewünschte )?seite (?:wurde |konnte )?nicht (?:gefunden|verfügbar))"
    r"|page (?:non trouvée|introuvable)|p[áa]gina no encontrada|pagina non trovata"
    r"|p[áa]gina n[ãa]o encontrada|pagina niet gevonden|sidan (?:hittades inte|finns inte)"
    r"|siden (?:blev |ble )?ikke (?:fundet|funnet)|nie znaleziono strony"
    r"|not found|nothing (?:was )?found(?: here)?|we can['’]?t find (?:that|this|the) page"
    r"|file not found|(?<=404).{0,3})\W*(?:404|error)?\W*"
)
_CONSENT = re.compile(
    r"(?i)\b(?:cookies?|consent|vendors?|legitimate interest|personal(?:ised|ized)? (?:data|ads)"
    r"|privacy (?:policy|settings|choices)|(?:our|ad\w*) partners|advertising)\b"
)
_TO_YOU = re.compile(r"(?i)\b(?:we|our|you|your)\b")
_REFUSED = frozenset([401, 402, 403, 451])


def is_wall(text: str, title: str = "") -> bool:
    """Whether a short text is a consent wall, captcha, error page or request for JavaScript."""
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
    offered: bool,
) -> Verdict:
    """Everything extracted from a page -> its verdict. `text` is not empty.

    `offered`: the story ended in an offer to subscribe.
    """
    if not data.article and _is_error_or_consent(text, title, meta):
        return Verdict.NOT_ARTICLE
    if _must_be_paid_for(tree, text, data=data, meta=meta, status=status, offered=offered):
        return Verdict.PAYWALLED
    if len(text) < NO_ARTICLE and is_wall(text, title):
        return Verdict.NOT_ARTICLE
    if len(text) < VIDEO_CAPTION and _is_video(data, meta):
        return Verdict.VIDEO_ONLY
    if language not in (None, "en"):
        return Verdict.NOT_ENGLISH
    if data.live_blog:
        return Verdict.LIVE_BLOG
    if not data.article and is_listing(tree, text, data, meta, url):
        return Verdict.NOT_ARTICLE
    return Verdict.ARTICLE


def _is_error_or_consent(text: str, title: str, meta: MetaTags) -> bool:
    """Whether it is an error page, even one that recommends stories, or a longer consent page."""
    if _NOT_FOUND.fullmatch(re.split(r"\s[|–—-]\s", title)[0]):
        return True
    if meta.published or len(text) > LONG_WALL:
        return False
    if len(title.split()) <= _TITLE_OF_WALL and _WALL.search(title):
        return True
    lines = [line for line in text.split("\n") if _TO_YOU.search(line)]
    consent = sum(bool(_CONSENT.search(line)) for line in lines)
    return consent >= 2 and consent > _CONSENT_LINES * (text.count("\n") + 1)


def _must_be_paid_for(
    tree: Node, text: str, *, data: LinkedData, meta: MetaTags, status: int, offered: bool
) -> bool:
    """Whether only the beginning is shown: the text is short or cut, and the page says so."""
    short = len(text) < SHORT
    if not short and not (len(text) < CUT and is_cut(text)):
        return False
    if short and (not data.free or meta.locked or status in _REFUSED):
        return True
    if short and data.closed_parts and not shows_parts(tree, data.closed_parts, text):
        return True
    return offered or offered_below(tree, text)


def _is_video(data: LinkedData, meta: MetaTags) -> bool:
    if meta.kind.startswith("video"):
        return True
    return data.video and not data.article
