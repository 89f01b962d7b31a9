"""Page -> Article, and pasted text -> Article; imports nothing of pages but itself."""

from __future__ import annotations

from itertools import islice
from textwrap import shorten
from urllib.parse import urljoin, urlsplit

from adapters.pages.extraction.body_text import body, tidy
from adapters.pages.extraction.languages import language_of
from adapters.pages.extraction.markup.charset import decoded
from adapters.pages.extraction.markup.hidden_parts import drop_hidden_parts
from adapters.pages.extraction.markup.inline_markup import drop_unread_tags, make_words_whole
from adapters.pages.extraction.markup.kept_lines import break_kept_lines
from adapters.pages.extraction.markup.markup_parser import (
    Node,
    parsed,
    refuse_other_files,
    words_of,
)
from adapters.pages.extraction.markup.markup_repair import drop_before_headline, mend
from adapters.pages.extraction.metadata.bylines import authors, names
from adapters.pages.extraction.metadata.dates import published
from adapters.pages.extraction.metadata.linked_data import LinkedData, linked_data
from adapters.pages.extraction.metadata.meta_tags import MetaTags, meta_tags
from adapters.pages.extraction.metadata.titles import headline
from adapters.pages.extraction.page_furniture import without_junk
from adapters.pages.extraction.page_kinds.paywalls import without_offer
from adapters.pages.extraction.page_kinds.verdicts import is_wall, verdict
from adapters.pages.extraction.plain_text import unwrapped
from briefs.errors import NotAnArticle, NothingToRead, Paywalled, VideoOnly
from briefs.model.articles import Article, Page, Verdict

__all__ = ["article_from_text", "extract_article"]

_LONGEST_TITLE = 150
_MOST_HEADINGS = 5


def extract_article(page: Page) -> Article:
    """Page -> Article with its verdict; meant for a worker that can be killed.

    Raises: IsPdf, NotText; NothingToRead if there is no text at all, or NotAnArticle, Paywalled,
    VideoOnly, which say why; TooLarge, BadPage if the markup would take too long to parse.
    """
    refuse_other_files(page)
    text = decoded(page.body, page.content_type)
    if page.content_type.lower().startswith("text/plain"):
        return article_from_text(text, url=page.url)
    tree = parsed(text)
    break_kept_lines(tree)
    # While these Python objects are alive, lxml does not create new ones at each visit of a node.
    alive = list(tree.iter())
    make_words_whole(tree)
    meta = meta_tags(tree)
    titles = _titles(tree, meta)
    data = linked_data(tree, url=page.url, titles=titles, canonical=meta.canonical)
    site = _site(page.url, data, meta)
    title = headline(tree, data, meta, site=site, url=page.url)
    signed = authors(tree, data, meta, site=site, url=page.url)
    dated = published(tree, data, meta, url=page.url, today=page.fetched_at.date())
    drop_hidden_parts(tree)
    drop_unread_tags(tree)
    mend(tree)
    drop_before_headline(tree, title)
    del alive
    story, offered = without_offer(body(tree, data))
    story = without_junk(story, title=title, authors=signed)
    if not story:
        if offered:
            raise Paywalled
        raise _nothing(tree, title, data, meta)
    language = language_of(story, data.language or meta.language)
    kind = verdict(
        tree, story, title=title, data=data, meta=meta, url=page.url, status=page.status,
        language=language, offered=offered,
    )  # fmt: skip
    return Article(
        url=page.url,
        title=title or _start(story),
        text=story,
        authors=signed,
        published=dated.at,
        published_certain=dated.certain,
        site=site,
        language=language,
        verdict=kind,
        canonical=_canonical(page.url, meta.canonical or data.url),
    )


def article_from_text(
    text: str,
    title: str | None = None,
    *,
    url: str = "",
    author: str | None = None,
    published: str | None = None,
    site: str | None = None,
) -> Article:
    """Pasted text or a text file -> Article.

    Without a title, the first line is the title unless it is a sentence; then its beginning is.
    `published` is an ISO 8601 date or None. Raises: NothingToRead for an empty text.
    """
    lines = tidy(unwrapped(text.replace("\0", " "))).split("\n")  # PostgreSQL stores no NUL
    if title is None and len(lines) > 1 and _could_be_title(lines[0]):
        title = lines[0]
    signed = tuple(names(author)) if author else ()
    story = without_junk("\n".join(lines), title=title or "", authors=signed)
    if not story:
        raise NothingToRead("Could not read this: there is no text.")
    language = language_of(story, None)
    return Article(
        url=url,
        title=title or _start(story),
        text=story,
        authors=signed,
        published=published,
        site=site,
        language=language,
        verdict=Verdict.ARTICLE if language in (None, "en") else Verdict.NOT_ENGLISH,
    )


def _could_be_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ";", ",", '."', ".”"))


def _start(story: str) -> str:
    return shorten(story.partition("\n")[0], _LONGEST_TITLE, placeholder="…")


def _titles(tree: Node, meta: MetaTags) -> list[str]:
    """Titles of the page: its headings, and those stated in its <head>."""
    headings = [words_of(h1) for h1 in islice(tree.iter("h1"), _MOST_HEADINGS)]
    return [text for text in (*headings, meta.title, meta.window) if text]


def _site(url: str, data: LinkedData, meta: MetaTags) -> str | None:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    named = meta.site or data.site
    return named.strip() if named and len(named.strip()) > 1 else host or None


def _canonical(url: str, stated: str | None) -> str | None:
    """The page's canonical address, absolute; None if it states none or not a web address."""
    if not stated:
        return None
    try:
        whole = urljoin(url, stated)
        address = urlsplit(whole)
    except ValueError:
        return None
    return whole if address.scheme in ("http", "https") and address.hostname else None


def _nothing(tree: Node, title: str, data: LinkedData, meta: MetaTags) -> NothingToRead:
    if not data.free:
        return Paywalled()
    if data.video or meta.kind.startswith("video"):
        return VideoOnly()
    if is_wall(words_of(tree), title):
        return NotAnArticle()
    return NothingToRead()
