"""After /digest pause and the like: a name, a number in the list, or a key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.slack.listeners.digest_choice import chosen
from adapters.slack.phrases import ENGLISH, LANGUAGES
from briefs.errors import BadRequest
from briefs.model.chat import Person
from briefs.model.delivery import Subscription
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm
from tests.adapters.slack.conftest import Here
from tests.fakes.slack_rules import shown

C1 = Place("slack", "T1", "C1")
ADMIN = Person("UADMIN", admin=True)


def listed(*names: str) -> list[DigestSummary]:
    """A list of digests; their keys are k1, k2, and so on."""
    at = datetime(2026, 5, 1, tzinfo=UTC)
    return [
        DigestSummary(Subscription(f"k{n}", C1, "U1", "08:30", (0,), "UTC", at, name=name), "")
        for n, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Harbour news", "k1"),
        ("harbour NEWS", "k1"),
        ("`Harbour news`", "k1"),
        ("“Harbour news”", "k1"),
        ("harb", "k1"),
        ("Trams", "k2"),  # the name itself, although another begins so
        ("Trams at night", "k3"),
        ("2", "k2"),
        ("#2", "k2"),
        ("2.", "k2"),
        ("k3", "k3"),
        ("`K3`", "k3"),
        ("Digest", "k4"),
        ("4", "k4"),
    ],
)
def test_what_is_named(typed: str, key: str) -> None:
    assert chosen(typed, listed("Harbour news", "Trams", "Trams at night", ""), ENGLISH) == key


@pytest.mark.parametrize(
    ("typed", "names", "said"),
    [
        ("trams", ("Trams", "trams"), "Several digests here are called “trams”"),
        ("tr", ("Trams", "Trains"), "Several digests here are called “tr”"),
        ("2", ("2", "Trams"), "Several digests here are called “2”"),
        ("digest", ("", ""), "Several digests here are called “digest”"),
        ("buses", ("Trams",), "There is no digest “buses” here"),
        ("3", ("Trams",), "There is no digest “3” here"),
        ("0", ("Trams",), "There is no digest “0” here"),
        ("9" * 5000, ("Trams",), "There is no digest"),
        ("", ("Trams",), "Say which digest"),
        ("", (), "Say which digest"),
    ],
)
def test_what_names_none_or_several_is_asked_about(
    typed: str, names: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        chosen(typed, listed(*names), ENGLISH)
    assert said in refused.value.line
    assert refused.value.hint is not None
    assert "/digest list shows them, each with its buttons" in refused.value.hint


def test_an_unnamed_digest_is_named_as_the_list_names_it() -> None:
    assert chosen("Überblick", listed("Trams", ""), LANGUAGES["de"]) == "k2"


async def test_a_command_takes_what_the_list_shows(here: Here) -> None:
    add = here.world.requests.digests.add
    for at, name in (("07:00", "Harbour news"), ("08:00", "Trams"), ("09:00", "Trams")):
        await add(C1, SubscriptionForm(local_time=at, zone="UTC", name=name), by=ADMIN)

    async def says(text: str, user: str = "UADMIN") -> str:
        await here.sender.command("/digest", text, user=user)
        await here.world.work()
        last = here.fake.answers[-1]
        return f"{last.get('text')}\n{shown(last['blocks'])}"

    assert "3. Trams" in await says("list")
    assert "paused" in await says("pause Harbour news")
    assert "paused" not in await says("resume 1")
    assert "Several digests" in await says("skip Trams")
    assert "Preview" in await says("preview 2", "UMEMBER")
    assert "Only admins" in await says("remove 2", "UMEMBER")
    assert "removed" in await says("remove 3")
    assert "There is no digest “buses” here." in await says("pause buses")
    key = (await here.world.requests.digests.listed(C1))[1].subscription.key
    assert "08:00" in await says(f"skip {key}")
    await here.sender.command("/digest", "edit trams", user="UADMIN")
    await here.world.work()
    assert here.team.views[-1]["title"]["text"] == "Edit digest"
    left = [one.subscription.name for one in await here.world.requests.digests.listed(C1)]
    assert left == ["Harbour news", "Trams"]
