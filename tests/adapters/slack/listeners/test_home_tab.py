"""App Home: digests, one's own settings, who may change what; and their effects elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from adapters.slack.app import SlackConfig
from adapters.storage import Store
from briefs.model.chat import Person
from briefs.model.delivery import EditRights, Mode
from briefs.model.places import Place
from briefs.model.subscription_forms import SubscriptionForm
from tests.adapters.slack.conftest import Here, digest_form
from tests.fakes.slack_rules import shown
from tests.fakes.slack_server import SECRET, FakeSlack
from tests.fakes.slack_world import sending, slack_world

LINK = "https://news.example/ferry"
HERE = Place("slack", "T1", "C1")
OWN = Place("slack", "T1", "@UMEMBER")
ADMIN = Person("UADMIN", admin=True)


def buttons(view: dict[str, Any]) -> set[str]:
    """The action ids of all buttons of a view."""
    return {
        one["action_id"]
        for block in view["blocks"]
        for one in block.get("elements", ())
        if "action_id" in one
    }


def parts_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """The smallest elements of a rich text."""
    inner = element.get("elements")
    return [p for one in inner for p in parts_of(one)] if inner is not None else [element]


async def of_channel(here: Here, place: Place = HERE) -> str:
    """Create a digest of a channel -> its key."""
    made = await here.world.requests.digests.add(place, SubscriptionForm(zone="UTC"), by=ADMIN)
    return made.subscription.key


# ----------------------------------------------------------------------------- digests


async def test_a_digest_of_ones_own_is_managed_at_home(here: Here) -> None:
    await here.open_home()
    await here.press_home("home_new_digest")
    await here.submit(here.team.views[-1], digest_form(zone="Asia/Kolkata"))
    (made,) = await here.world.store.subscriptions.of_place(OWN)
    assert "07:45 Asia/Kolkata, Mon, Sat" in shown(here.home()["blocks"])
    await here.press_home("home_manage_pause")
    assert "paused" in shown(here.home()["blocks"])
    await here.press_home("home_manage_resume")
    assert "paused" not in shown(here.home()["blocks"])
    await here.press_home("home_manage_skip")
    await here.press_home("home_manage_preview")
    assert here.team.views[-1]["title"]["text"] == "Preview"
    await here.press_home("home_manage_remove")
    assert await here.world.store.subscriptions.of_place(OWN) == ()
    await here.press_home("home_manage_pause", value=f"@UMEMBER:{made.key}")
    assert "This digest is not here" in here.texts("DUMEMBER")[-1]


async def test_a_digest_of_ones_own_has_name_sources_and_next_time(here: Here) -> None:
    await here.open_home()
    await here.press_home("home_new_digest")
    await here.submit(here.team.views[-1], digest_form(name="Harbour news", topics="ferry, lock"))
    blocks = here.home()["blocks"]
    for words in ("Harbour news", "links shared here", "ferry, lock", "07:45 Europe/Berlin"):
        assert words in shown(blocks)
    [listed] = [one for one in blocks if one["block_id"].startswith("digest-")]
    [at] = [part for part in parts_of(listed) if part["type"] == "date"]
    (made,) = await here.world.requests.digests.listed(OWN)
    assert made.comes_at is not None
    assert at["timestamp"] == int(made.comes_at.timestamp())


async def test_a_digest_with_faults_comes_back_with_each_beside_its_field(here: Here) -> None:
    await here.open_home()
    await here.press_home("home_new_digest")
    form = digest_form(sites="no site", zone="Mars/Olympus")
    form["time"]["time"]["selected_time"] = None
    form["days"]["days"]["selected_options"] = []
    form["sources"]["sources"]["selected_options"] = []
    view = here.team.views[-1]
    faults = await here.submit(view, form)
    assert faults.keys() == {"time", "zone", "days", "sources", "sites"}
    assert set(faults) <= {block["block_id"] for block in view["blocks"]}
    assert "is not a time zone" in faults["zone"]
    assert await here.world.store.subscriptions.of_place(OWN) == ()


async def test_buttons_are_shown_to_those_who_may(here: Here) -> None:
    await of_channel(here)
    change = {f"home_manage_{verb}" for verb in ("pause", "skip", "remove")}
    member = buttons(await here.open_home())
    assert not member & change
    assert "home_manage_preview" in member
    assert change <= buttons(await here.open_home("UADMIN"))
    here.team.creators["C1"] = "UMEMBER"
    assert change <= buttons(await here.open_home())
    here.team.creators.clear()
    await here.world.store.channel_settings.set_allowed("slack", "T1", EditRights.EVERYONE)
    assert change <= buttons(await here.open_home())


async def test_a_press_is_judged_whatever_was_shown(here: Here) -> None:
    key = await of_channel(here)
    for verb in ("pause", "skip", "remove"):
        await here.press_home(f"home_manage_{verb}", value=f"C1:{key}")
        assert "Only admins and the channel’s creator" in here.texts("DUMEMBER")[-1]
    await here.press_home("home_manage_remove", value=f"@UMEMBER:{key}")
    assert "This digest is not here" in here.texts("DUMEMBER")[-1]
    (subscription,) = await here.world.store.subscriptions.of_place(HERE)
    assert subscription.paused is None


async def test_what_a_private_channel_reads_is_not_previewed_elsewhere(here: Here) -> None:
    here.team.private.add("C2")
    key = await of_channel(here, replace(HERE, channel="C2"))
    for user in ("UMEMBER", "UADMIN"):
        assert "home_manage_preview" not in buttons(await here.open_home(user))
        await here.press_home("home_manage_preview", user, value=f"C2:{key}")
        assert "private channel" in here.texts(f"D{user}")[-1]
    assert here.team.views == []


# ------------------------------------------------------------------------- one's own


def own_form(**chosen: str) -> dict[str, Any]:
    """The submitted form of one's own settings."""
    wanted = {"language": "profile", "private": "all", "quiet": "off", **chosen}
    values = {name: {name: {"selected_option": {"value": v}}} for name, v in wanted.items()}
    return {"zone": {"zone": {"selected_option": None}}, **values}


async def set_own(here: Here, user: str = "UMEMBER", **chosen: str) -> None:
    await here.open_home(user)
    await here.press_home("home_own_settings", user)
    await here.submit(here.team.views[-1], own_form(**chosen), user=user)


async def test_ones_language_is_that_of_answers_windows_and_home(here: Here) -> None:
    await set_own(here, language="de")
    assert "Meine Einstellungen" in shown(here.home()["blocks"])
    await here.sender.command("/digest", "add")
    await here.world.work()
    assert "Das dürfen hier nur Admins ändern" in here.answer()
    await here.sender.command("/digest", "preview 123")
    await here.world.work()
    assert here.answer().startswith("Hier gibt es keinen Überblick „123“.")
    await here.sender.command("/brief", LINK)
    stamp = await here.reply()
    await here.sender.press("evidence", stamp)
    await here.world.work()
    assert here.team.views[-1]["title"]["text"] == "Belege"
    # everybody reads the channel's message: it is not in one person's language
    assert "Show evidence" in json.dumps(here.team.channels["C1"][-1])
    await here.sender.command("/brief", "https://news.example/missing --private")
    await here.world.work()
    assert "Diese Seite gibt es nicht." in here.team.ephemeral[-1]["text"]


async def test_the_profile_says_the_language_until_somebody_does(here: Here) -> None:
    here.team.users["UMEMBER"]["locale"] = "de-DE"
    await here.open_home()
    assert "wie in deinem Slack-Profil" in shown(here.home()["blocks"])
    await set_own(here, language="en")
    assert "Language: English" in shown(here.home()["blocks"])


async def test_an_admin_sets_the_language_of_a_channel(here: Here) -> None:
    await here.sender.command("/readout", "language de")
    await here.world.work()
    assert "Only admins" in here.answer()
    await here.sender.command("/readout", "language fr", user="UADMIN")
    await here.world.work()
    assert "does not speak" in here.answer()
    await here.sender.command("/readout", "language de", user="UADMIN")
    await here.world.work()
    assert "Deutsch" in here.answer()
    await here.sender.command("/brief", LINK)
    await here.world.work()
    assert "Belege zeigen" in json.dumps(here.team.channels["C1"][-1])
    await here.sender.command("/brief", "https://news.example/missing")
    await here.world.work()
    alone = here.team.ephemeral[-1]["text"]  # in the language of its one reader
    assert alone.startswith("There is no such page.")


async def test_ones_zone_goes_before_the_profiles(here: Here) -> None:
    await here.open_home()
    assert "Asia/Kolkata, as in your Slack profile" in shown(here.home()["blocks"])
    await set_own(here, zone="America/Lima")
    await here.press_home("home_new_digest")
    assert "America/Lima" in json.dumps(here.team.views[-1])
    assert "Asia/Kolkata" not in json.dumps(here.team.views[-1])


async def test_who_wants_private_answers_gets_them_unless_they_say_public(here: Here) -> None:
    await set_own(here, private="me")
    await here.sender.command("/brief", LINK)
    await here.world.work()
    assert here.texts() == []
    assert "only you" in here.answer()
    await here.sender.command("/brief", f"{LINK} --public")
    await here.world.work()
    assert len(here.texts()) == 1


async def test_who_opted_out_is_briefed_only_when_somebody_asks(here: Here) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    await set_own(here, quiet="on")
    stamp = await here.sender.message(f"<{LINK}>")
    await here.world.work()
    assert here.world.briefed == []
    await here.sender.message("<https://news.example/tram>", user="UADMIN")
    event = {
        "type": "reaction_added",
        "reaction": "newspaper",
        "user": "UADMIN",
        "event_ts": here.fake.stamp(),
        "item": {"type": "message", "channel": "C1", "ts": stamp},
    }
    await here.sender.event(event)
    await here.world.work()
    assert set(here.world.briefed) == {LINK, "https://news.example/tram"}


async def test_erasing_takes_ones_settings_too(here: Here) -> None:
    await set_own(here, language="de", quiet="on")
    await here.press_home("home_new_digest")
    await here.submit(here.team.views[-1], digest_form())
    await here.press_home("home_erase_me")
    assert await here.world.store.subscriptions.of_place(OWN) == ()
    assert (await here.world.store.channel_settings.get(OWN)).language is None
    assert "My settings" in shown(here.home()["blocks"])


# ------------------------------------------------------------------------------- who


async def test_an_admin_decides_who_may_and_the_refusal_names_them(here: Here) -> None:
    here.team.creators["C1"] = "UMEMBER"
    await here.open_home("UADMIN")
    await here.press_home("home_who_may", "UADMIN")
    view = here.team.views[-1]

    async def decide(who: str, user: str = "UADMIN") -> None:
        values = {"who": {"who": {"selected_option": {"value": who}}}}
        await here.submit(view, values, user=user)

    await decide("admins")
    assert "admins only" in shown(here.home("UADMIN")["blocks"])
    await here.sender.command("/readout", "mode auto")
    await here.world.work()
    assert here.answer().startswith("Only admins can change this.")
    await decide("everyone", user="UMEMBER")
    assert "Only admins may decide" in here.texts("DUMEMBER")[-1]
    here.team.creators.clear()
    await decide("everyone")
    await here.sender.command("/readout", "mode auto")
    await here.world.work()
    assert (await here.world.store.channel_settings.get(HERE)).mode is Mode.AUTO
    await decide("default")
    await here.sender.command("/readout", "mode off")
    await here.world.work()
    assert here.answer().startswith("Only admins and the channel’s creator")


async def test_help_names_the_reaction_that_asks(sqlite_store: Store, fake: FakeSlack) -> None:
    config = SlackConfig(
        bot_token="xoxb-T1", signing_secret=SECRET, base_url=fake.base_url, reaction="rolled_up"
    )
    async with slack_world(sqlite_store, config) as world, sending(world, fake) as sender:
        here = Here(world, fake, fake.teams["xoxb-T1"], sender)
        await sender.command("/readout", "help")
        await world.work()
        assert ":rolled_up:" in here.answer()
        assert ":rolled_up:" in shown((await here.open_home())["blocks"])
        event = {"type": "member_joined_channel", "user": "UBOTT1", "channel": "C2"}
        await sender.event({**event, "event_ts": "1.1"})
        await world.work()
        assert ":rolled_up:" in here.texts("C2")[0]


async def test_a_briefing_of_ones_own_is_opened_again_and_anybody_elses_is_not(here: Here) -> None:
    await here.sender.command("/brief", LINK)
    await here.world.work()
    await here.open_home()
    [key] = [b["accessory"]["value"] for b in here.home()["blocks"] if "accessory" in b]
    await press_open(here, key, "UMEMBER")
    assert "The towns of Ostrey and Vell agreed" in shown(here.team.views[-1]["blocks"])
    await press_open(here, key, "UADMIN")
    assert len(here.team.views) == 1
    assert "too old" in here.texts("DUADMIN")[-1]


async def press_open(here: Here, key: str, user: str) -> None:
    await here.open_home(user)
    await here.press_home("home_open_recent", user, value=key)
