"""What was fetched and read: pages, verdicts, articles and their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Page:
    """What a site answered, undecoded. `url` is the address after all redirects.

    `max_age_s` is how long the site says that it holds (Cache-Control).
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
    """What kind of page was read; anything but ARTICLE and LIVE_BLOG gets an honest refusal."""

    ARTICLE = "article"
    LIVE_BLOG = "live_blog"
    PAYWALLED = "paywalled"
    NOT_ENGLISH = "not_english"
    NOT_ARTICLE = "not_article"
    VIDEO_ONLY = "video_only"


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page and what it says of itself.

    `published` is ISO 8601, a date or a date and time, as precise as the page is;
    `published_certain` is false where it was only searched for, and such a date is
    not shown. `canonical` is the address that the page gives as its own. `from_feed`: the
    text is what a feed gave, since the page could not be read.
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
        """The words that the span names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is text (not furniture), numbered from 1, with its sentences."""

    number: int
    span: Span
    sentences: tuple[Span, ...]
