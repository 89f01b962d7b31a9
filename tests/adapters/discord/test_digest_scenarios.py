"""Digests as a list with buttons, and the form that adds and edits them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from briefs.model.delivery import JobKind
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import Play, played, words_of
from tests.adapters.discord.steps import DAILY, Step, command, seen_after, threaded
from tests.fakes.discord_limits import every

FEED = "https://inland-post.example/feed.xml"
ADD: Step = lambda p: added(p)  # noqa: E731 - a step like the others


async def added(p: Play, **options: Any) -> None:
    """An admin adds a daily digest of the channel."""
    await p.command("digest add", by=p.ada, **{**DAILY, **options})
    p.pressed.clear()


async def later_today(p: Play) -> None:
    """An admin adds a digest that is still due on its date, whatever the time is."""
    zone = "UTC" if p.world.clock().hour < 12 else "Asia/Tokyo"
    await added(p, time="23:59", zone=zone)


def shown(p: Play) -> dict[str, Any]:
    """What is shown to the person who pressed something last."""
    return p.server.shown[-1]


def on(name: str, by: str = "ada") -> Step:
    """Somebody presses a button of what is shown to them."""
    return lambda p: p.press(name, shown(p), by=getattr(p, by), where=p.news)


def fill(**values: Any) -> Step:
    return lambda p: p.fill(**values)


def offered(*verbs: str) -> Step:
    """Check that what is shown has exactly these buttons."""

    async def looked(p: Play) -> None:
        names = [one["custom_id"].split(":")[1:3] for one in every(shown(p)["components"])
                 if one["type"] == 2]  # fmt: skip
        assert [verb for what, verb in names if what == "digest"] == list(verbs)

    return looked


LIST = command("digest list", by="ada")
ALL = ("preview", "edit", "pause", "skip", "remove")

SITUATIONS = [
    ("the list of an admin", [ADD, LIST, offered(*ALL)], ["to ada: digest list"]),
    ("the list of a member", [ADD, command("digest list"), offered("preview")],
     ["to alice: digest list"]),
    ("the list of a member with a thread of their own",
     [threaded(lambda p, w: p.command("digest add", where=w, **DAILY),
               lambda p, w: p.command("digest list", where=w)), offered(*ALL)],
     ["to alice: digest added", "to alice: digest list"]),
    ("pause and resume",
     [ADD, LIST, on("pause"), offered("preview", "edit", "resume", "remove"),
      on("resume"), offered(*ALL)], ["to ada: digest list"] * 3),
    ("skip", [later_today, LIST, on("skip")], ["to ada: digest list"] * 2),
    ("remove asks first, and keeps", [ADD, LIST, on("remove"), on("page")],
     ["to ada: digest list", "to ada: digest removed?", "to ada: digest list"]),
    ("remove", [ADD, LIST, on("remove"), on("sure")],
     ["to ada: digest list", "to ada: digest removed?", "to ada: no digest"]),
    ("preview", [ADD, LIST, on("preview")], ["to ada: digest list", "to ada: empty digest"]),
    ("preview by a member", [ADD, command("digest list"), on("preview", "alice")],
     ["to alice: digest list", "to alice: empty digest"]),
    ("pressed by who may not any more", [ADD, LIST, on("pause", "alice")],
     ["to ada: digest list", "to alice: refused"]),
    ("edit", [ADD, LIST, on("edit"), on("form"), fill(name="Harbour", time="17:30")],
     ["to ada: digest list", "to ada: digest panel", "to ada: form Edit digest",
      "to ada: digest changed"]),
    ("the filters", [ADD, LIST, on("edit"), on("filters"), fill(topics="ferry")],
     ["to ada: digest list", "to ada: digest panel", "to ada: form Edit digest",
      "to ada: digest changed"]),
    ("a time that is none, and back to the form",
     [ADD, LIST, on("edit"), on("form"), fill(time="soon", name="Harbour"), on("back"),
      fill(time="9:00")],
     ["to ada: digest list", "to ada: digest panel", "to ada: form Edit digest",
      "to ada: \"soon\" is not a time of day.\n-# Write it like 08:30, 17:00 or 8:30 am.",
      "to ada: form Edit digest", "to ada: digest changed"]),
    ("/digest add without a time", [command("digest add", by="ada"), fill(name="Harbour")],
     ["to ada: form New digest", "to ada: digest added"]),
    ("/digest add by a member", [command("digest add")], ["to alice: refused"]),
    ("the same digest again, and twice",
     [ADD, command("digest add", by="ada", **DAILY), on("twice")],
     ["to ada: same digest", "to ada: digest added"]),
    ("the same digest again, changed instead",
     [ADD, command("digest add", by="ada", **DAILY), on("back"), fill(time="18:00")],
     ["to ada: same digest", "to ada: form New digest", "to ada: digest added"]),
    ("/digest edit by a member", [ADD, lambda p: edited_by_key(p, "alice")], ["to alice: refused"]),
    ("/digest edit", [ADD, lambda p: edited_by_key(p, "ada")], ["to ada: digest panel"]),
]  # fmt: skip


async def edited_by_key(p: Play, by: str) -> None:
    [one] = await digests(p)
    await p.command("digest edit", by=getattr(p, by), digest=one.key)


async def digests(p: Play) -> Any:
    return await p.world.store.subscriptions.of_workspace("discord", p.guild["id"])


@pytest.mark.parametrize(
    ("steps", "seen"),
    [pytest.param(steps, seen, id=name) for name, steps, seen in SITUATIONS],
)
async def test_what_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch, steps: Sequence[Step], seen: list[str]
) -> None:
    assert await seen_after(steps, world, monkeypatch) == seen


@pytest.fixture
def unpolled(world: World) -> None:
    """Feeds can be added, but are not polled."""

    async def never(key: str) -> None:
        return None

    world.jobs.handlers = {**world.jobs.handlers, JobKind.FEED: never}


@pytest.fixture
def names() -> dict[str, Any]:
    return {"name": "Harbour news", "time": "6:15 pm, Berlin", "feeds": f"{FEED}\n"}


@pytest.mark.usefixtures("unpolled")
async def test_both_halves_of_the_form_are_kept(
    world: World, monkeypatch: pytest.MonkeyPatch, names: dict[str, Any]
) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("digest add", by=play.ada)
        await play.fill(days=["mon", "wed"], sources=["empty"], **names)
        await play.press("filters", shown(play), by=play.ada, where=play.news)
        await play.fill(topics="ferry, tram", sites="a.example", mute="sport", actors="Ada Brandt")
        [one] = await digests(play)
        assert (one.name, one.local_time, one.zone) == ("Harbour news", "18:15", "Europe/Berlin")
        assert (one.weekdays, one.empty_too, one.sources.here) == ((0, 2), True, False)
        assert len(one.sources.feeds) == 1
        assert one.filters.topics == ("ferry", "tram")
        assert (one.filters.sites, one.filters.mute) == (("a.example",), ("sport",))
        listed = words_of(shown(play)["components"])
        assert "**Harbour news**" in listed
        assert "18:15 Europe/Berlin, Mon, Wed" in listed
        assert "1 feed; only about ferry, tram; only with Ada Brandt; only from a.example" in listed
        # The other half, submitted unchanged, changes nothing.
        await play.press("form", shown(play), by=play.ada, where=play.news)
        await play.fill()
        assert await digests(play) == (one,)


async def test_what_was_typed_is_kept_when_it_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch, names: dict[str, Any]
) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("digest add", by=play.ada)
        await play.fill(**{**names, "time": "8:00 Nowhere"}, days=["sun"], sources=["here"])
        await play.press("back", shown(play), by=play.ada, where=play.news)
        form = play.server.answers[play.pressed[-1][1]][-1]
        fields = {one["component"]["custom_id"]: one["component"] for one in form["components"]}
        assert fields["name"]["value"] == "Harbour news"
        assert fields["time"]["value"] == "8:00 Nowhere"
        assert fields["feeds"]["value"] == FEED
        on_ = {n: [o["value"] for o in fields[n]["options"] if o.get("default")]
               for n in ("days", "sources")}  # fmt: skip
        assert on_ == {"days": ["sun"], "sources": ["here"]}
        assert await digests(play) == ()


@pytest.mark.usefixtures("unpolled")
@pytest.mark.parametrize(
    ("days", "chosen"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat to mon", (0, 5, 6)),
        ("weekends", (5, 6)),
        ("Tues & thursday", (1, 3)),
        ("Mo, Mi", (0, 2)),
    ],
)
async def test_the_form_shows_the_days_that_a_command_named(
    world: World, monkeypatch: pytest.MonkeyPatch, days: str, chosen: tuple[int, ...]
) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("digest add", by=play.ada, days=days)
        await play.fill(time="8:00 Berlin")
        [one] = await digests(play)
        assert one.weekdays == chosen


@pytest.mark.usefixtures("unpolled")
async def test_days_that_are_none_are_asked_back_with_the_rest_of_what_was_typed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        typed: dict[str, Any] = {"time": "08:00", "zone": "Europe/Berlin", "name": "Ferries"}
        await play.command("digest add", by=play.ada, days="funday", **typed)
        assert "does not name days of the week" in words_of(shown(play)["components"])
        assert await digests(play) == ()
        await play.press("back", shown(play), by=play.ada, where=play.news)
        await play.fill(days=["sun"])
        [one] = await digests(play)
        assert (one.name, one.weekdays, one.zone) == ("Ferries", (6,), "Europe/Berlin")


async def test_many_digests_are_turned_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        for hour in range(8, 17):
            await added(play, time=f"{hour:02}:00", name=f"Digest {hour} *")
        await play.command("digest list", by=play.ada)
        seen = words_of(shown(play)["components"])
        for page in (1, 2):
            later = f"readout:digests:page:{page}"
            await play.press_id(later, shown(play), by=play.ada, where=play.news)
            seen += words_of(shown(play)["components"])
        assert [f"Digest {hour} \\*" in seen for hour in range(8, 17)] == [True] * 9
        # After a press on a page, that page is shown again.
        await play.press("pause", shown(play), by=play.ada, where=play.news)
        assert "paused" in words_of(shown(play)["components"])


async def test_a_form_that_is_forgotten_is_said_to_be(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await added(play)
        await play.command("digest add", by=play.ada, **DAILY)
        bot: Any = world.connection._bot
        bot.digests._drafts.clear()  # as after a restart
        await play.press("twice", shown(play), by=play.ada, where=play.news)
        assert "not here any more" in words_of(shown(play)["components"])
        assert len(await digests(play)) == 1


# ------------------------------------------------------------------------- forums

TAGS = [
    {"id": str(at), "name": name, "moderated": name == "Staff", "emoji_id": None, "emoji_name": None}
    for at, name in enumerate(("Morning", "Evening", "Staff"), 900)
]  # fmt: skip


async def forum(p: Play, **more: Any) -> dict[str, Any]:
    return await p.place("forum", 15, available_tags=TAGS, **more)


def applied(p: Play) -> list[list[str]]:
    """For each post in a forum, its tags."""
    made = [one for one in p.server.channels.values() if "applied_tags" in one]
    return [[str(tag) for tag in one["applied_tags"]] for one in made]


@pytest.mark.parametrize(
    ("options", "more", "tags"),
    [({"tag": "evening"}, {}, ["901"]), ({}, {}, []), ({}, {"flags": 16}, ["900"]),
     ({"tag": "Evening"}, {"flags": 16}, ["901"])],
    ids=["chosen", "none", "one is required", "required and chosen"],
)  # fmt: skip
async def test_a_digest_in_a_forum_gets_its_tag(
    world: World, monkeypatch: pytest.MonkeyPatch,
    options: dict[str, str], more: dict[str, int], tags: list[str],
) -> None:  # fmt: skip
    async with played(world, monkeypatch) as play:
        there = await forum(play, **more)
        await added(play, channel=there, empty_too=True, **options)
        await play.morning()
        assert applied(play) == [tags]


@pytest.mark.parametrize("tag", ["Noon", "Staff"])
async def test_a_tag_that_the_bot_cannot_give_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch, tag: str
) -> None:
    async with played(world, monkeypatch) as play:
        there = await forum(play)
        await play.command("digest add", by=play.ada, channel=there, tag=tag, **DAILY)
        answer = words_of(shown(play)["components"])
        assert f"There is no tag {tag} there" in answer
        assert "Choose one of these: Morning, Evening" in answer
        await play.command("digest add", by=play.ada, channel=play.news, tag=tag, **DAILY)
        assert "Only the posts of a forum have tags" in words_of(shown(play)["components"])
        assert await digests(play) == ()


async def test_the_tag_is_edited_with_the_filters(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        there = await forum(play)
        await added(play, channel=there, tag="Morning", empty_too=True)
        post = await play.server.thread(there, play.alice)
        [one] = await digests(play)
        await play.command("digest list", where=post, by=play.ada)
        assert "tag Morning" in words_of(shown(play)["components"])
        for verb in ("edit", "filters"):
            await play.press(verb, shown(play), by=play.ada, where=post)
        await play.fill(tag=["Evening"], where=post)
        await play.morning()
        assert [one.tag for one in await digests(play)] == ["Evening"]
        assert ["901"] in applied(play)
        # A tag that the forum no longer has is left out, and the digest is posted.
        there["available_tags"] = TAGS[:1]
        await play.server.dispatch("CHANNEL_UPDATE", there, guild=play.guild["id"])
        await play.morning()
        assert applied(play).count([]) == 2
        assert one.paused is None


async def test_the_tags_of_a_forum_are_offered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        there = await forum(play)
        for channel, typed, offers in (
            (there, "", ["Morning", "Evening"]),
            (there, "EVE", ["Evening"]),
            (play.news, "", []),
        ):
            options = [
                {"name": "channel", "type": 7, "value": channel["id"]},
                {"name": "tag", "type": 3, "value": typed, "focused": True},
            ]
            add = {"name": "add", "type": 1, "options": options}
            data = {"id": play._command("digest"), "name": "digest", "type": 1, "options": [add]}
            await play.act(4, play.ada, play.news, data)
            [answer] = play.server.answers[play.pressed[-1][1]]
            assert [one["value"] for one in answer["choices"]] == offers
