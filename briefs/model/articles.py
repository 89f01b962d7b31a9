"""Pages as fetched, verdicts, articles and their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Page:
    """The site's response, undecoded. `asked`: the requested address; `url`: after all redirects.

    `max_age_s`: how long the response is fresh, by Cache-Control.
    """

    asked: str
    url: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime
    hops: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    max_age_s: float | None = None


class Verdict(StrEnum):
    """The kind of page; all but ARTICLE and LIVE_BLOG are refused with a reason."""

    ARTICLE = "article"
    LIVE_BLOG = "live_blog"
    PAYWALLED = "paywalled"
    NOT_ENGLISH = "not_english"
    NOT_ARTICLE = "not_article"
    VIDEO_ONLY = "video_only"


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page, with its metadata.

    `published` is ISO 8601, a date or a date and time, as precise as the page; with
    `published_certain` False it was only found by search, and is not shown. `canonical` is the
    page's own canonical address. `from_feed`: the text is a feed's, since the page could not be
    read.
    """

    url: str
    title: str
    text: str
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_certain: bool = True
    site: str | None = None
    language: str | None = None
    verdict: Verdict = Verdict.ARTICLE
    canonical: str | None = None
    from_feed: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`article.text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The span's text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text (no page furniture), numbered from 1, with its sentences."""

    number: int
    span: Span
    sentences: tuple[Span, ...]
