"""OPML, the format in which feed readers exchange lists of feeds (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

from briefs.errors import BadPage, TooLarge
from briefs.links.sanitizing import plain
from briefs.model.feeds import ListedFeed
from briefs.translatable import translatable

MAX_BYTES: Final = 2 * 2**20
MAX_FEEDS: Final = 1_000
MAX_TITLE_CHARS: Final = 300
_NO_LIST: Final = "This is no list of feeds (OPML)."
_HINT: Final = "Name an OPML file, as feed readers export it."


def read_opml(data: bytes) -> tuple[ListedFeed, ...]:
    """The bytes of a list -> its feeds, each once, in order, those in folders included.

    Raises: BadPage if it is not OPML or holds no feed; TooLarge.
    """
    if len(data) > MAX_BYTES:
        message = translatable(
            "The list of feeds is larger than {most} MB.", most=MAX_BYTES // 2**20
        )
        raise TooLarge(message, hint="Split it into several OPML files.")
    # Entities are not resolved and nothing is fetched. Many tools write a bare "&": it is accepted.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(data.lstrip(b"\xef\xbb\xbf \t\r\n"), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise BadPage(_NO_LIST, hint=_HINT) from e
    # The lenient parser accepts names that lxml.etree.QName refuses: "<https:...>".
    if tree is None or str(tree.tag).rpartition("}")[2].lower() != "opml":
        raise BadPage(_NO_LIST, hint=_HINT)
    found: dict[str, ListedFeed] = {}
    for outline in tree.iter("{*}outline"):
        fields = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        url = fields.get("xmlurl", "")
        title = " ".join(plain(fields.get("title") or fields.get("text") or "").split())
        if _is_web(url) and len(found) < MAX_FEEDS:
            found.setdefault(url, ListedFeed(url, title[:MAX_TITLE_CHARS] or None))
    if not found:
        raise BadPage("The list holds no feed.", hint=_HINT)
    return tuple(found.values())


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def write_opml(feeds: Iterable[ListedFeed]) -> bytes:
    """Feeds -> a list in OPML 2.0 as UTF-8, in their order, which `read_opml` reads again."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Readout"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        title = plain(feed.title or feed.url).replace("\n", " ")
        etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=feed.url)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written
