"""A page's metadata in JSON-LD (https://schema.org/Article)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from adapters.pages.extraction.markup.markup_parser import Node
from adapters.pages.extraction.metadata.json_repair import loaded
from adapters.pages.extraction.metadata.title_words import long_words, title_similarity

Thing: TypeAlias = Mapping[str, object]

MOST_CHARACTERS = 1_000_000  # of all scripts together: 5 MB of JSON-LD took 715 MB of memory
MOST_THINGS = 5_000
_ALIKE = 0.5  # shared words of all words: the same headline, reworded

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


@dataclass(frozen=True, slots=True)
class NamedAuthor:
    """An author as the page names it; `person` is false for an Organization."""

    name: str
    person: bool = True


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The metadata of the page's main article, or of the page if no article is described.

    `closed_parts`: CSS selectors of parts that must be paid for, "" if a part has none.
    `others`: articles are described, but none of them is this page's.
    """

    headline: str | None = None
    authors: tuple[NamedAuthor, ...] = ()
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
    closed_parts: tuple[str, ...] = ()
    others: bool = False


def linked_data(
    tree: Node, *, url: str = "", titles: Sequence[str] = (), canonical: str | None = None
) -> LinkedData:
    """Root element, the page's address and titles -> what its JSON-LD says about the page.

    Broken JSON and articles that the page only links to are skipped.
    """
    things = list(_things(tree))
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing and "name" in thing}
    articles = [thing for thing in things if _types(thing) & ARTICLE_TYPES]
    pages = [thing for thing in things if _types(thing) & _PAGE_TYPES]
    main = _main(articles, [url, urljoin(url, canonical or "")], titles)
    # The item of the page may state what the item of the article leaves out.
    sources = ([main] if main is not None else []) + pages
    title = _first([main], "headline", "alternativeHeadline") if main is not None else None
    name = _first([main], "name") if main is not None and title is None else None
    of_site = name if name and any(_ends(text, name) for text in titles) else None
    return LinkedData(
        headline=title or (name if name != of_site else None),
        authors=next((found for thing in sources if (found := _authors(thing, named))), ()),
        published=_first(sources, "datePublished", "dateCreated"),
        modified=_first(sources, "dateModified"),
        site=_publisher(sources, things, named) or of_site,
        language=_first(sources, "inLanguage"),
        url=_first(sources, "url"),
        body=_body(main) if main is not None else None,
        article=main is not None,
        live_blog=main is not None and any(_is_live_blog(thing, main) for thing in articles),
        video=any("VideoObject" in _types(thing) for thing in things),
        listing=any(_types(thing) & _LIST_TYPES for thing in things),
        free=not any(_is_closed(thing) for thing in sources),
        closed_parts=tuple(part for thing in sources for part in _closed_parts(thing)),
        others=main is None and bool(articles),
    )


def _ends(title: str, name: str) -> bool:
    """Whether a longer title begins or ends with the name."""
    return len(title) > len(name) and (title.endswith(name) or title.startswith(name))


def _is_live_blog(thing: Thing, main: Thing) -> bool:
    """Whether an item is a live blog and the page's article, or has a similar headline."""
    if "LiveBlogPosting" not in _types(thing):
        return False
    one, other = _first([thing], "headline"), _first([main], "headline")
    return thing is main or not one or not other or title_similarity(one, other) >= _ALIKE


def _is_closed(thing: Thing) -> bool:
    stated = thing.get("isAccessibleForFree", "")
    values = stated if isinstance(stated, list) else [stated]
    return any(str(one).rpartition("/")[2].lower() in ("false", "no", "0") for one in values)


def _closed_parts(thing: Thing) -> Iterator[str]:
    """An article -> CSS selectors of its parts that must be paid for, "" if a part has none.

    https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    parts = thing.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and _is_closed(part):
            selectors = part.get("cssSelector")
            for selector in selectors if isinstance(selectors, list) else [selectors]:
                yield selector if isinstance(selector, str) else ""


def _things(tree: Node) -> Iterator[Thing]:
    left, read = MOST_THINGS, 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        read += len(script.text)
        if read > MOST_CHARACTERS:
            return
        waiting = [loaded(script.text)]
        while waiting and left:
            one = waiting.pop(0)
            left -= 1
            if isinstance(one, list):
                waiting = [*one[:left], *waiting]
            elif isinstance(one, dict):
                yield one
                waiting = [*(one[key] for key in _INTO if key in one), *waiting]


def _types(thing: Thing) -> frozenset[str]:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(str(one).rpartition("/")[2].rpartition(":")[2] for one in kinds if one)


def _addresses(thing: Thing, url: str) -> set[str]:
    """Addresses that an item gives for itself, as host and path."""
    page = thing.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    stated = [one for one in (thing.get("url"), page, thing.get("@id")) if isinstance(one, str)]
    return {_place(one, url) for one in stated} - {""}


def _place(address: str, url: str = "") -> str:
    """An address -> its host and path, the same for http and https, with www. and without."""
    try:
        whole = urlsplit(urljoin(url, address.strip()))
    except ValueError:
        return ""
    host = (whole.hostname or "").removeprefix("www.")
    return f"{host}{whole.path.rstrip('/')}" if host else ""


def _is_elsewhere(thing: Thing, here: set[str], url: str) -> bool:
    """Whether all addresses that an item gives for itself are other pages of the same site."""
    hosts = {place.partition("/")[0] for place in here}
    own = [place for place in _addresses(thing, url) if place.partition("/")[2]]
    return bool(here and own) and not any(
        place in here or place.partition("/")[0] not in hosts for place in own
    )


def _main(articles: list[Thing], urls: list[str], titles: Sequence[str]) -> Thing | None:
    """The page's own article: the one with its address, or with its headline, or the first.

    An article belongs to another page if its headline shares no word with the page's titles, or if
    both its headline and its address are others.
    """
    here = {_place(url) for url in urls} - {""}
    headed = [thing for thing in articles if thing.get("headline")]
    for thing in headed:
        if here & _addresses(thing, urls[0]):
            return thing
    known = [text for text in titles if long_words(text)]
    if headed and known:
        heads = [_first([thing], "headline") or "" for thing in headed]
        alike = [max(title_similarity(head, text) for text in known) for head in heads]
        best = max(range(len(headed)), key=alike.__getitem__)
        if alike[best] >= _ALIKE:
            return headed[best]
        spoken_of = set().union(*map(long_words, known))
        headed = [
            thing
            for thing, head in zip(headed, heads, strict=True)
            if (not long_words(head) or long_words(head) & spoken_of)
            and not _is_elsewhere(thing, here, urls[0])
        ]
        articles = headed or [thing for thing in articles if not thing.get("headline")]
    return headed[0] if headed else articles[0] if articles else None


def _body(thing: Thing) -> str | None:
    """articleBody, or the posts of a live blog in the page's order, newest first."""
    posts = thing.get("liveBlogUpdate")
    posts_text = [
        text
        for post in (posts if isinstance(posts, list) else [])
        if isinstance(post, dict)
        for text in (_first([post], "headline"), _first([post], "articleBody"))
        if text
    ]
    return _first([thing], "articleBody") or "\n".join(posts_text) or None


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


def _authors(thing: Thing, named: Mapping[str, Thing]) -> tuple[NamedAuthor, ...]:
    value = thing.get("author") or thing.get("creator")
    found: list[NamedAuthor] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            found.append(NamedAuthor(unescape(one)))
        elif isinstance(one, dict):
            whole = one if one.get("name") else named.get(str(one.get("@id")), one)
            names = whole.get("name")
            person = not _types(whole) & {"Organization", "NewsMediaOrganization", "WebSite"}
            found.extend(
                NamedAuthor(unescape(name), person)
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
