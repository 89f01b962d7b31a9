from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import lxml.html
import pytest

from adapters.web.app import create_app
from adapters.web.chat import CHANNEL, PageChat
from adapters.web.newsroom import Newsroom
from bot.ports import Chat, Mark
from briefs.model import LinkSeen, Post
from briefs.newsroom import Posted
from briefs.plain import plain
from tests.adapters.web.test_injection import TEXTS, skeleton
from tests.fakes.desk import MemoryDesk
from tests.fakes.newsroom import MemoryNewsroom, digest_card, fill

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
async def client(desk: MemoryDesk, room: MemoryNewsroom) -> AsyncIterator[httpx.AsyncClient]:
    as_newsroom: Newsroom = room
    app = create_app(desk=desk, newsroom=as_newsroom)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def tree(answer: httpx.Response) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(answer.text)


async def test_without_a_newsroom_its_pages_are_not_there(desk: MemoryDesk) -> None:
    transport = httpx.ASGITransport(create_app(desk=desk))
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
    assert room.kept_feeds["f3"].url == "https://new.example/rss"
    await client.post("/feeds/f1/remove")
    assert set(room.kept_feeds) == {"f2", "f3"}
    assert (await client.post("/feeds/none/remove")).status_code == 404


async def test_a_bad_feed_is_said_at_the_form(client: httpx.AsyncClient) -> None:
    answer = await client.post("/feeds", data={"address": "nothing"})
    assert answer.status_code == 400
    assert tree(answer).cssselect("[role=alert] .message")
    assert tree(answer).cssselect("input[name=address]")[0].get("value") == "nothing"


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
    [wish] = room.wishes
    assert (wish.local_time, wish.zone, wish.weekdays) == ("07:30", "Europe/Lisbon", "mon,sat")
    assert (wish.here, wish.feeds, wish.topics, wish.empty_too) == (True, ("f1",), "water", False)
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
    room.posts.append(Posted(post, now))
    [link] = tree(await client.get("/digests")).xpath("//a[.='The one']/@href")
    for address in (link, PageChat(address="http://localhost", now=lambda: now).link(receipt)):
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
