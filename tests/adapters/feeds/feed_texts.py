"""One feed in each of the formats, a page to carry it, and feeds that are made to hurt."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from briefs.model.articles import Page

URL = "https://news.example/feeds/world.xml"


def page(
    body: str | bytes, *, url: str = URL, content_type: str = "", max_age_s: float | None = None
) -> Page:
    return Page(
        asked=url,
        url=url,
        status=200,
        content_type=content_type,
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=datetime(2026, 5, 4, tzinfo=UTC),
        max_age_s=max_age_s,
    )


def rss(items: str, head: str = "<title>World</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


RSS = rss(
    """
    <item><title>Ministers &amp; &lt;i&gt;envoys&lt;/i&gt; meet</title><link>https://news.example/b?x=1&amp;y=2</link>
      <guid isPermaLink="false">id-2</guid><pubDate>Mon, 04 May 2026 10:00:00 +0200</pubDate>
      <description>&lt;p&gt;Long&lt;/p&gt;</description></item>
    <item><title>Older</title><link>/a</link><pubDate>Sun, 03 May 2026 10:00:00 GMT</pubDate></item>
    """
)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">World &lt;b&gt;news&lt;/b&gt;</title>
  <entry><id>tag:news.example,2026:2</id><title>Ministers &amp; envoys meet</title>
    <link rel="alternate" href="https://news.example/b?x=1&amp;y=2"/><updated>2026-05-04T08:00:00Z</updated></entry>
  <entry><id>tag:news.example,2026:1</id><title>Older</title><link href="../a"/><published>2026-05-03T10:00:00Z</published></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel rdf:about="https://news.example/"><title>World</title><sy:updatePeriod>hourly</sy:updatePeriod>
    <sy:updateFrequency>2</sy:updateFrequency></channel>
  <item rdf:about="https://news.example/b"><title>Ministers meet</title><link>https://news.example/b</link></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "World",
        "items": [
            {
                "id": "2",
                "url": "/b",
                "title": "Ministers meet",
                "date_published": "2026-05-04T10:00:00+02:00",
            },
            {
                "id": 1,
                "url": "/x",
                "external_url": "https://other.example/a",
                "date_published": "2026-05-03",
            },
            {"id": "3"},
            {"id": "https://news.example/z", "date_published": "2026-05-02T00:00:00Z"},
            "nonsense",
        ],
    }
)

# ----------------------------------------------------------------------- hostile feeds


def _with_entities(doctype: str, title: str) -> str:
    items = rss(f"<item><title>{title}</title><link>/a</link></item>")
    return doctype + items.partition("?>")[2]


_LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
ENTITIES = {
    "a billion laughs": _with_entities(f"<!DOCTYPE x [<!ENTITY a0 'ha'>{_LAUGHS}]>", "&a11;"),
    "one long entity 20,000 times": _with_entities(
        f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>", "&a;" * 20_000
    ),
    "an entity of a file": _with_entities(
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"
    ),
}
TOO_LARGE = {
    "200k open items": rss("<item>" * 200_000),
    "200k tags": rss("<a>" * 200_000),
    "200k tags in a title": rss("<item><title>" + "<b>" * 200_000 + "</title></item>"),
    "one item of 5 MB": rss(
        f"<item><title>x</title><description>{'a' * 5_000_000}</description></item>"
    ),
    "5 MB of blanks in JSON": (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [' + " " * 5_000_000 + "]}"
    ),
}
DEEP = {
    f"{depth:,} deep": rss(f"<item><link>/a</link>{'<x>' * depth}</item>")
    for depth in (1_000, 20_000)
}
_ITEM = "<item><title>Story {}</title><link>/a/{}</link><description>{}</description></item>"
LONG = {
    "50,000 items": rss("".join(_ITEM.format(n, n, "words " * 5) for n in range(50_000))),
    "50,000 items in JSON": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": str(n), "url": f"/{n}"} for n in range(50_000)],
        }
    ),
}
HOSTILE_FEEDS = {**ENTITIES, **TOO_LARGE, **DEEP, **LONG}
