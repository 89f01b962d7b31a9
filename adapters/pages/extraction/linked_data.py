"""What a page says of itself in JSON-LD (https://schema.org/Article)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias

from adapters.pages.extraction.markup import Node

Thing: TypeAlias = Mapping[str, object]

MOST_CHARACTERS = 1_000_000  # of all scripts together: 5 MB of JSON-LD took 715 MB of memory
MOST_THINGS = 5_000

# https://schema.org/Article with all its subtypes, and SocialMediaPosting's
_ARTICLES = """
Article AdvertiserContentArticle NewsArticle AnalysisNewsArticle AskPublicNewsArticle
BackgroundNewsArticle OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle Report
SatiricalArticle ScholarlyArticle MedicalScholarlyArticle SocialMediaPosting BlogPosting
LiveBlogPosting DiscussionForumPosting TechArticle APIReference Review CriticReview
"""
ARTICLE_TYPES = frozenset(_ARTICLES.split())
_PAGE_TYPES = frozenset(["WebPage", "ItemPage", "AboutPage", "FAQPage", "QAPage", "MedicalWebPage"])
_LIST_TYPES = frozenset(["CollectionPage", "SearchResultsPage", "ItemList"])
_INTO = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>|;)\s*$")
_LAST_COMMA = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Signed:
    """An author as the page names it; `person` is false for an Organization."""

    name: str
    person: bool = True


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The main article of the page, or the page where no article is described."""

    headline: str | None = None
    authors: tuple[Signed, ...] = ()
    published: str | None = None
    modified: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None
    article: bool = False
    live_blog: bool = False
    video: bool = False
    listing: bool = False
    free: bool = True


def linked_data(tree: Node, *, url: str = "") -> LinkedData:
    """Root element and the page's address -> what its JSON-LD says; broken JSON is passed by."""
    things = list(_things(tree))
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing and "name" in thing}
    articles = [thing for thing in things if _types(thing) & ARTICLE_TYPES]
    pages = [thing for thing in things if _types(thing) & _PAGE_TYPES]
    main = _main(articles, url)
    # What the article leaves out, the page that holds it may say.
    sources = ([main] if main is not None else []) + pages
    return LinkedData(
        headline=_first(sources[:1], "headline", "name") if main is not None else None,
        authors=next((found for thing in sources if (found := _authors(thing, named))), ()),
        published=_first(sources, "datePublished", "dateCreated"),
        modified=_first(sources, "dateModified"),
        site=_publisher(sources, things, named),
        language=_first(sources, "inLanguage"),
        url=_first(sources, "url"),
        body=_body(main) if main is not None else None,
        article=main is not None,
        live_blog=any("LiveBlogPosting" in _types(thing) for thing in articles),
        video=any("VideoObject" in _types(thing) for thing in things),
        listing=any(_types(thing) & _LIST_TYPES for thing in things),
        free=not any(
            str(thing.get("isAccessibleForFree", "")).lower()
            in ("false", "http://schema.org/false")
            for thing in sources
        ),
    )


def _things(tree: Node) -> Iterator[Thing]:
    left, read = MOST_THINGS, 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        read += len(script.text)
        if read > MOST_CHARACTERS:
            return
        waiting = [_loaded(script.text)]
        while waiting and left:
            one = waiting.pop(0)
            left -= 1
            if isinstance(one, list):
                waiting = [*one[:left], *waiting]
            elif isinstance(one, dict):
                yield one
                waiting = [*(one[key] for key in _INTO if key in one), *waiting]


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    # Comment marks and a last comma are what publishers' templates leave most.
    try:
        repaired: object = json.loads(_LAST_COMMA.sub(r"\1", _WRAPPED.sub("", text)), strict=False)
    except (ValueError, RecursionError):
        return None
    return repaired


def _types(thing: Thing) -> frozenset[str]:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(str(one).rpartition("/")[2].rpartition(":")[2] for one in kinds if one)


def _main(articles: list[Thing], url: str) -> Thing | None:
    """The article that the page is: the one of its address, or the first with a headline."""
    here = url.partition("?")[0].partition("#")[0].rstrip("/")
    for thing in articles:
        page = thing.get("mainEntityOfPage")
        page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
        own = {str(one).rstrip("/") for one in (thing.get("url"), page, thing.get("@id")) if one}
        if here and here in own and thing.get("headline"):
            return thing
    return next((thing for thing in articles if thing.get("headline")), None) or (
        articles[0] if articles else None
    )


def _body(thing: Thing) -> str | None:
    """articleBody, or the posts of a live blog, the newest first as they are told."""
    posts = thing.get("liveBlogUpdate")
    told = [
        text
        for post in (posts if isinstance(posts, list) else [])
        if isinstance(post, dict)
        for text in (_first([post], "headline"), _first([post], "articleBody"))
        if text
    ]
    return _first([thing], "articleBody") or "\n".join(told) or None


def _first(things: list[Thing], *keys: str) -> str | None:
    for thing in things:
        for key in keys:
            value = thing.get(key)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, dict):
                value = value.get("name") or value.get("@value")
            if isinstance(value, str) and value.strip():
                return unescape(value).strip()
    return None


def _authors(thing: Thing, named: Mapping[str, Thing]) -> tuple[Signed, ...]:
    value = thing.get("author") or thing.get("creator")
    found: list[Signed] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            found.append(Signed(unescape(one)))
        elif isinstance(one, dict):
            whole = one if one.get("name") else named.get(str(one.get("@id")), one)
            names = whole.get("name")
            person = not _types(whole) & {"Organization", "NewsMediaOrganization", "WebSite"}
            found.extend(
                Signed(unescape(name), person)
                for name in (names if isinstance(names, list) else [names])
                if isinstance(name, str) and name.strip()
            )
    return tuple(found)


def _publisher(sources: list[Thing], things: list[Thing], named: Mapping[str, Thing]) -> str | None:
    for thing in sources:
        publisher = thing.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        if isinstance(publisher, dict):
            whole = publisher if publisher.get("name") else named.get(str(publisher.get("@id")), {})
            publisher = whole.get("name")
        if isinstance(publisher, str) and publisher.strip():
            return unescape(publisher).strip()
    sites = [thing for thing in things if "WebSite" in _types(thing)]
    return _first(sites, "name")
