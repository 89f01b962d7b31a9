"""A page's metadata in <meta>, <title>, <link> and <html lang>."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.pages.extraction.markup.markup_parser import INVISIBLE, Node, words_of

# In order of trust. Names from https://ogp.me/#type_article, https://www.dublincore.org,
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing, https://docs.parse.ly/metatags
# and the sailthru, cXense and WordPress tags that news sites use.
_TITLE = ("og:title", "twitter:title", "parsely-title", "citation_title", "dc.title", "headline")
_AUTHOR = (
    "author", "article:author", "article:author_name", "og:article:author", "byl", "byline",
    "parsely-author", "sailthru.author", "cxenseparse:author", "citation_author", "dc.creator",
    "dcterms.creator", "article.author", "authors", "creator",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "published", "article.published", "cxenseparse:recs:publishtime",
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.created", "dc.date",
    "dcterms.date", "date-pub", "datecreated", "article:post_date", "awa-publisheddate",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_SITE = ("og:site_name", "application-name", "al:ios:app_name", "dc.publisher", "cre")
_TIER = ("article:content_tier", "content_tier")  # Facebook's: free, metered, locked
_PAYWALL = ("paywall", "cxenseparse:paywall", "cxenseparse:recs:paywall", "cxenseparse:premium")
_FREE = ("isaccessibleforfree",)
_WRITTEN_BY = ("written by", "author", "by")  # Yoast SEO's twitter:label1 / twitter:data1


@dataclass(frozen=True, slots=True)
class MetaTags:
    """`title` is og:title or a similar tag, `window` is the <title>; neither is cleaned.

    `locked`: the page must be paid for.
    """

    title: str | None
    window: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    site: str | None
    language: str | None
    canonical: str | None
    kind: str
    locked: bool = False


def meta_tags(tree: Node) -> MetaTags:
    """Root element -> metadata of its <head>; of several tags with one name the first counts."""
    tags: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").translate(INVISIBLE).split())
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if content and name:
            tags.setdefault(name.strip().lower(), []).append(content)
    title = tree.find(".//head/title")
    title = tree.find(".//title") if title is None else title
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    return MetaTags(
        title=_first(tags, _TITLE),
        window=words_of(title) if title is not None else None,
        authors=_authors(tags),
        published=_first(tags, _PUBLISHED),
        modified=_first(tags, _MODIFIED),
        site=_first(tags, _SITE),
        language=root.get("lang") or _first(tags, ("og:locale", "content-language")),
        canonical=_canonical(tree) or _first(tags, ("og:url",)),
        kind=(_first(tags, ("og:type",)) or "").lower(),
        locked=_is_locked(tags),
    )


def _is_locked(tags: Mapping[str, list[str]]) -> bool:
    return (
        (_first(tags, _TIER) or "").lower() in ("locked", "premium", "paid")
        or (_first(tags, _PAYWALL) or "").lower() in ("true", "yes", "1", "hard")
        or (_first(tags, _FREE) or "").rpartition("/")[2].lower() in ("false", "no", "0")
    )


def _first(tags: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _authors(tags: Mapping[str, list[str]]) -> tuple[str, ...]:
    found = [author for name in _AUTHOR for author in tags.get(name, ())]
    for number in ("1", "2"):
        label = _first(tags, (f"twitter:label{number}",))
        if label and label.lower().strip(" :") in _WRITTEN_BY:
            found.extend(tags.get(f"twitter:data{number}", ()))
    return tuple(found)


def _canonical(tree: Node) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return (link.get("href") or "").strip() or None
    return None
