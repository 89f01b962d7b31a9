from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import lxml.html  # type: ignore[import-untyped]
import pytest

from adapters.feeds.opml import read_opml, write_opml
from adapters.web.app import create_app
from adapters.web.digest_port import WebDigestPort
from adapters.web.page_channel import CHANNEL, PageChat
from bot.ports.chat import Chat
from briefs.cards.briefing_card import card_line
from briefs.links.sanitizing import plain
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.chat import Mark
from briefs.model.feeds import ListedFeed
from briefs.model.messages import Post
from briefs.model.pastes import ArchivedBriefing
from briefs.model.places import LinkSeen
from briefs.model.stories import Witness
from briefs.model.subscription_forms import ChannelMessage
from tests.adapters.web.test_injection import TEXTS, skeleton
from tests.fakes.briefings import Source, line, plain_briefing, river_accord
from tests.fakes.paste_service import NOON, MemoryPasteService
from tests.fakes.web_digests import MemoryNewsroom, digest_card, fill

FORM = {
    "local_time": "07:30",
    "zone": "Europe/Lisbon",
    "day": ["mon", "sat"],
    "here": "1",
    "feed": ["f1"],
    "topics": "water",
}


@pytest.fixture
def room() -> MemoryNewsroom:
    return fill()


@pytest.fixture
async def client(
    paste_service: MemoryPasteService, room: MemoryNewsroom
) -> AsyncIterator[httpx.AsyncClient]:
    as_newsroom: WebDigestPort = room
    app = create_app(paste_service=paste_service, digests=as_newsroom)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def tree(answer: httpx.Response) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(answer.text)


async def test_without_a_newsroom_its_pages_are_not_there(
    paste_service: MemoryPasteService,
) -> None:
    transport = httpx.ASGITransport(create_app(paste_service=paste_service))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert (await client.get("/digests")).status_code == 404
        assert "Digests" not in (await client.get("/")).text


async def test_navigation_names_all_pages(client: httpx.AsyncClient) -> None:
    page = tree(await client.get("/digests"))
    links = page.cssselect("nav[aria-label=Pages] a")
    assert [a.text for a in links] == ["Brief", "Archive", "Digests", "Feeds", "Status"]
    assert [a.text for a in links if a.get("aria-current")] == ["Digests"]


# ------------------------------------------------------------------------------ feeds


async def test_feeds_are_listed_added_and_removed(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    page = await client.get("/feeds")
    assert "The Inland Post" in page.text
    assert "Failed 3 times: The site is busy" in page.text
    added = await client.post("/feeds", data={"address": " https://new.example/rss "})
    assert added.headers["location"] == "/feeds"
    assert room.feed_store["f3"].url == "https://new.example/rss"
    await client.post("/feeds/f1/remove")
    assert set(room.feed_store) == {"f2", "f3"}
    assert (await client.post("/feeds/none/remove")).status_code == 404


async def test_a_bad_feed_is_said_at_the_form(client: httpx.AsyncClient) -> None:
    answer = await client.post("/feeds", data={"address": "nothing"})
    assert answer.status_code == 400
    assert tree(answer).cssselect("[role=alert] .message")
    assert tree(answer).cssselect("input[name=address]")[0].get("value") == "nothing"


def opml_file(data: bytes, name: str = "feeds.opml") -> dict[str, tuple[str, bytes, str]]:
    return {"file": (name, data, "text/x-opml")}


async def test_a_list_of_feeds_goes_in_and_out(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    new = ListedFeed("https://paper.example/rss?a=1&b=2", "Paper & Post")
    known = ListedFeed("https://inland-post.example/feed.xml", "The Inland Post")
    answer = await client.post("/feeds/import", files=opml_file(write_opml([new, known])))
    assert answer.status_code == 200
    assert tree(answer).cssselect("[role=status]")[0].text == "1 feed added, 1 was here already."
    assert new.url in {feed.url for feed in room.feed_store.values()}
    exported = await client.get("/feeds.opml")
    assert exported.headers["content-type"].startswith("text/x-opml")
    assert "feeds.opml" in exported.headers["content-disposition"]
    assert new in read_opml(exported.content)
    page = tree(await client.get("/feeds"))
    assert page.cssselect("a[href='/feeds.opml']")
    assert page.cssselect("form[action='/feeds/import'] input[type=file]")


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"", "feeds.opml", 400),
        (b"", "", 400),
        (b"no list at all", "feeds.opml", 400),
        (b"<opml><body/></opml>", "feeds.opml", 400),
        (b"<html><body><p>A page.</p></body></html>", "feeds.html", 400),
        (b" " * (3 * 2**20), "feeds.opml", 413),
    ],
    ids=["empty", "none chosen", "no list", "no feed in it", "a page", "too large"],
)
async def test_a_list_that_cannot_be_read_is_said_at_the_form(
    client: httpx.AsyncClient, room: MemoryNewsroom, data: bytes, name: str, status: int
) -> None:
    before = dict(room.feed_store)
    answer = await client.post("/feeds/import", files=opml_file(data, name))
    assert answer.status_code == status
    assert tree(answer).cssselect("[role=alert] .message")
    assert "OPML" in tree(answer).cssselect("[role=alert] .hint")[0].text
    assert room.feed_store == before


# ---------------------------------------------------------------------------- digests


async def test_a_digest_is_added_as_it_was_written(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    form = tree(await client.get("/digests/new"))
    assert {box.get("value") for box in form.cssselect("input[name=day][checked]")} == {
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
    }
    assert form.cssselect("#zones option[value='Europe/Lisbon']")
    answer = await client.post("/digests", data=FORM)
    assert answer.headers["location"] == "/digests"
    [form] = room.forms
    assert (form.local_time, form.zone, form.weekdays) == ("07:30", "Europe/Lisbon", (0, 5))
    assert (form.here, form.feeds, form.topics, form.empty_too) == (True, ("f1",), "water", False)
    assert "07:30 Europe/Lisbon" in (await client.get("/digests")).text


async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: httpx.AsyncClient) -> None:
    answer = await client.post("/digests", data=FORM | {"zone": "Lissabon"})
    page = tree(answer)
    assert answer.status_code == 400
    assert "Lissabon" in page.cssselect("[role=alert] .message")[0].text_content()
    assert page.cssselect("input[name=topics]")[0].get("value") == "water"
    assert [b.get("value") for b in page.cssselect("input[name=day][checked]")] == ["mon", "sat"]
    assert page.cssselect("input[name=feed][value=f1][checked]")


async def test_pause_resume_skip_remove(client: httpx.AsyncClient, room: MemoryNewsroom) -> None:
    await client.post("/digests/d1/pause")
    assert room.subscriptions["d1"].paused
    await client.post("/digests/d1/resume")
    assert not room.subscriptions["d1"].paused
    await client.post("/digests/d1/skip")
    assert room.subscriptions["d1"].skip_date
    await client.post("/digests/d1/remove")
    assert set(room.subscriptions) == {"d2"}
    assert (await client.post("/digests/d2/explode")).status_code == 404
    assert (await client.post("/digests/d9/pause")).status_code == 400
    refused = await client.post("/digests/d2/remove", headers={"origin": "https://evil.example"})
    assert refused.status_code == 403
    assert set(room.subscriptions) == {"d2"}


async def test_a_preview_posts_nothing(client: httpx.AsyncClient, room: MemoryNewsroom) -> None:
    posted = len(room.posts)
    page = tree(await client.get("/digests/d1/preview"))
    card = page.cssselect("article.card")[0].text_content()
    assert "only in The Sorrel Courier" in card
    assert "“good news”" in card
    assert len(room.posts) == posted
    assert (await client.get("/digests/none/preview")).status_code == 404


async def test_the_channel_is_a_timeline(client: httpx.AsyncClient, room: MemoryNewsroom) -> None:
    for number in range(3, 13):
        room.publish(digest_card(f"Digest {number}"))
    first = tree(await client.get("/digests"))
    titles = [a.text for a in first.cssselect(".card-title a")]
    assert titles == [f"Digest {number}" for number in range(12, 2, -1)]
    [older] = first.cssselect(".pager a[rel=next]")
    rest = tree(await client.get(older.get("href")))
    assert [a.text for a in rest.cssselect(".card-title a")] == [
        "One story today",
        "Two stories since Tuesday",
    ]
    post = tree(await client.get("/posts/p12"))
    assert post.cssselect("h1")[0].text_content() == "Digest 12"
    outlets = [a.text for a in post.cssselect(".para a")]
    assert outlets[:2] == ["The Inland Post", "The Sorrel Courier"]
    assert (await client.get("/posts/none")).status_code == 404


async def test_any_key_of_a_post_makes_an_address(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    key = "digest:d1:2026-05-09:08%3A00 ?/&#1"
    now = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)
    post = Post(key, CHANNEL, digest_card("The one"))
    receipt = await PageChat(address="http://localhost", now=lambda: now).send(post)
    room.posts.append(ChannelMessage(post, now))
    [link] = tree(await client.get("/digests")).xpath("//a[.='The one']/@href")
    of_chat = PageChat(address="http://localhost", now=lambda: now).link(receipt)
    assert of_chat is not None
    for address in (link, of_chat):
        assert tree(await client.get(address)).cssselect("h1")[0].text_content() == "The one"


async def test_no_text_of_a_card_changes_the_markup(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    expected = None
    for text in ["word", *TEXTS]:
        room.posts.clear()
        room.publish(digest_card(text, text))
        page = await client.get("/posts/p1")
        expected = expected or skeleton(page.text)
        assert skeleton(page.text) == expected, repr(text)
        words = " ".join(plain(text).split())
        assert words in " ".join(tree(page).text_content().split())


# --------------------------------------------------------------------------- evidence

POST, COURIER = "https://inland-post.example/river-accord", "https://sorrel-courier.example/b"


def told_twice() -> tuple[Card, dict[str, ArchivedBriefing]]:
    """A story that two outlets tell, and what is kept of their articles."""
    ours = replace(river_accord(), url=POST)
    source = Source("It rained.", "Reyes and Marsh met at the port. Both smiled.")
    other = source.briefing(
        line(source.words("Reyes and Marsh met at the port", 2, 1)), [], url=COURIER
    )
    met, said = ours.sections[0].lines[0], ours.sections[1].lines[0]
    witnesses = (
        Witness(POST, "The Inland Post", met.proofs),
        Witness(COURIER, "The Sorrel Courier", other.headline.proofs),
    )
    lines = (
        replace(card_line(met), url=POST, witnesses=witnesses),
        replace(card_line(said), url=POST, mark="only in The Inland Post"),
        CardLine((Run("Reported by The Sorrel Courier"),), url=COURIER),
    )
    headline = ours.headline
    title = CardPart("What happened", lines, title=headline.text, url=POST, proofs=headline.proofs)
    filed = {
        one.url: ArchivedBriefing(f"b{n}", one, NOON) for n, one in enumerate((ours, other), 1)
    }
    return Card(CardKind.DIGEST, "1 story from 2 articles", (title,)), filed


async def test_every_line_of_a_digest_opens_its_sentence_in_each_outlet(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    room.card, room.filed = told_twice()
    room.posts.clear()
    room.publish(room.card)
    for address in ("/digests", "/digests/d1/preview", "/posts/p1"):
        page = tree(await client.get(address))
        marked = [
            [mark.text_content() for mark in line.cssselect("mark")]
            for line in page.cssselect(".card details.line")
        ]
        sentence = "President Anton Reyes of Keldria and Norvanian Prime Minister Helena Marsh met"
        (title,), (first, second), (quoted,) = marked
        assert title.startswith(sentence)
        assert first.startswith(sentence)
        assert second == "Reyes and Marsh met at the port."
        assert quoted.startswith("“This is the first time")
        [exact] = page.cssselect(".card mark .exact")
        assert exact.text == "the first time in my life that the river has been good news"
        captions = [caption.text_content() for caption in page.cssselect("figcaption")]
        assert "The Sorrel Courier: Paragraph 2, sentence 1" in captions
        assert page.cssselect(".card a[href='/briefing/b2']")


async def test_what_outlets_print_word_for_word_is_shown_once(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    card, filed = told_twice()
    ours = filed[POST]
    room.filed = {POST: ours, COURIER: replace(ours, id="b2")}
    met = replace(
        card.parts[0].lines[0],
        witnesses=tuple(
            Witness(url, outlet, ours.briefing.sections[0].lines[0].proofs)
            for url, outlet in ((POST, "The Inland Post"), (COURIER, "The Sorrel Courier"))
        ),
    )
    room.posts.clear()
    room.publish(replace(card, parts=(CardPart("What happened", (met,)),)))
    page = tree(await client.get("/posts/p1"))
    assert len(page.cssselect(".card mark")) == 1
    assert page.cssselect(f".card a[href='{COURIER}']")


async def test_a_line_of_a_digest_has_an_address(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    card, room.filed = told_twice()
    room.posts.clear()
    room.publish(card)
    links = tree(await client.get("/posts/p1")).cssselect(".to-line")
    for link in links:
        page = tree(await client.get(link.get("href")))
        [opened] = page.cssselect("details.line[open]")
        assert opened.get("id") == link.get("href").partition("#")[2]
    assert len(links) == 3


async def test_a_line_whose_article_is_gone_or_was_read_anew_leads_to_it(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    card, filed = told_twice()
    room.posts.clear()
    room.publish(card)
    anew = Source("It rained all day long.", "Nobody met.")
    changed = anew.briefing(line(anew.words("It rained", 1, 1)), [], url=POST)
    for versions in ({}, {POST: replace(filed[POST], briefing=changed)}):
        room.filed = versions
        page = tree(await client.get("/posts/p1"))
        assert not page.cssselect("details.line")
        assert page.cssselect(f".lines a[href='{POST}']")


async def test_no_text_of_the_evidence_changes_the_markup(
    client: httpx.AsyncClient, room: MemoryNewsroom
) -> None:
    expected = None
    for text in ["word", *TEXTS]:
        briefing = plain_briefing(text, url=POST)
        proofs = briefing.headline.proofs
        outlet = Witness(POST, text, proofs)
        telling = CardLine((Run(text),), proofs, POST, mark=text, witnesses=(outlet,))
        room.filed = {POST: ArchivedBriefing("b1", briefing, NOON)}
        room.posts.clear()
        part = CardPart(text, (telling,), title=text, url=POST, proofs=proofs)
        room.publish(Card(CardKind.DIGEST, text, (part,)))
        page = await client.get("/posts/p1")
        expected = expected or skeleton(page.text)
        assert "mark" in str(expected)
        assert skeleton(page.text) == expected, repr(text)


# ---------------------------------------------------------------------------- channel


async def test_the_page_is_a_chat_whose_messages_are_the_stores_own() -> None:
    now = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)
    chat: Chat = PageChat(address="http://127.0.0.1:8484", now=lambda: now)
    post = Post("digest:d1:2026-05-09:08:00", CHANNEL, digest_card())
    receipt = await chat.send(post)
    assert (receipt.key, receipt.message, receipt.at) == (post.key, post.key, now)
    assert await chat.find(post, since=now) is None
    assert await chat.send(post) == receipt
    assert chat.parts(post.card) == (post.card,)
    link = chat.link(receipt)
    assert link is not None
    assert link.startswith("http://127.0.0.1:8484/posts/")
    await chat.edit(receipt, post)
    await chat.delete(receipt)
    await chat.mark(LinkSeen(CHANNEL, "m", "a", (), now), Mark.WORKING)
