"""One feed in each of the formats, and a page to carry it."""

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
