"""The article extraction library behind two functions: Page -> Article, pasted text -> Article."""

from __future__ import annotations

from textwrap import shorten
from urllib.parse import urljoin, urlsplit

from adapters.pages.extraction.bodies import body, tidy
from adapters.pages.extraction.bylines import authors, names
from adapters.pages.extraction.charset import decoded
from adapters.pages.extraction.dates import published
from adapters.pages.extraction.junk import without_junk
from adapters.pages.extraction.languages import language_of
from adapters.pages.extraction.linked_data import LinkedData, linked_data
from adapters.pages.extraction.markup import Node, parsed, refuse_other_files, words_of
from adapters.pages.extraction.mending import mend
from adapters.pages.extraction.meta_tags import MetaTags, meta_tags
from adapters.pages.extraction.titles import headline
from adapters.pages.extraction.verdicts import is_wall, verdict
from briefs.errors import NotAnArticle, NothingToRead, Paywalled, VideoOnly
from briefs.model import Article, Page, Verdict

__all__ = ["article_from_text", "extract_article"]

_LONGEST_TITLE = 150


def extract_article(page: Page) -> Article:
    """Page -> Article with its verdict; made to run in a worker that can be killed.

    Raises: IsPdf, NotText, NothingToRead (or NotAnArticle, Paywalled, VideoOnly, which say
    why) where there is no text at all; TooLarge, BadPage where the markup is a trap.
    """
    refuse_other_files(page)
    text = decoded(page.body, page.content_type)
    if page.content_type.lower().startswith("text/plain"):
        return article_from_text(text, url=page.url)
    tree = parsed(text)
    data, meta = linked_data(tree, url=page.url), meta_tags(tree)
    site = _site(page.url, data, meta)
    title = headline(tree, data, meta, site=site)
    signed = authors(tree, data, meta, site=site)
    dated = published(tree, data, meta, url=page.url, today=page.fetched_at.date())
    mend(tree)
    story = without_junk(body(tree, data), title=title, authors=signed)
    if not story:
        raise _nothing(tree, title, data, meta)
    language = language_of(story, data.language or meta.language)
    return Article(
        url=page.url,
        title=title or _start(story),
        text=story,
        authors=signed,
        published=dated.at,
        published_certain=dated.certain,
        site=site,
        language=language,
        verdict=verdict(
            tree,
            story,
            title=title,
            data=data,
            meta=meta,
            url=page.url,
            status=page.status,
            language=language,
        ),
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

    Without a title, a first line that is no sentence is one, or else its start is.
    `published` is an ISO 8601 date or None. Raises: NothingToRead for an empty text.
    """
    lines = tidy(text.replace("\0", " ")).split("\n")  # PostgreSQL stores no NUL
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


def _site(url: str, data: LinkedData, meta: MetaTags) -> str | None:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    named = meta.site or data.site
    return named.strip() if named and len(named.strip()) > 1 else host or None


def _canonical(url: str, stated: str | None) -> str | None:
    """The page's own address, absolute; None where it states none or no web address."""
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
