"""What Slack shows beside a command is what the command does, in both manifests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.slack.listeners.commands import CHANGES
from adapters.slack.manifest import MANIFEST, MINIMAL
from adapters.slack.parsing import request_in
from tests.adapters.slack.conftest import Here

READOUT = "settings mode quiet reply language mute unmute optout optin erase help"
VERBS = {
    "/digest": ("list", "add", "preview", "edit", *CHANGES),
    "/readout": tuple(READOUT.split()),
}
NO = ("did not understand", "no such mode", "no such language", "not a place", "Say what to erase")


def hints(manifest: Path) -> dict[str, str]:
    """Command -> its usage hint."""
    found = re.findall(r'command: (\S+)\n.*\n +usage_hint: "(.+)"', manifest.read_text())
    return dict(found)


def forms(hint: str, verbs: tuple[str, ...]) -> list[str]:
    """A usage hint -> every form that it allows: `a, b NAME` are two, `mode x, y` too."""
    found = []
    for part in hint.split(" | "):
        head, *rest = re.split(r",? ", part)
        same = [word for word in rest if word in verbs]
        words = [word for word in rest if word not in verbs]
        if same or not words or words[0].isupper():
            found += [" ".join([verb, *words]) for verb in (head, *same)]
        else:
            found += [f"{head} {word}" for word in words]
    return found


@pytest.mark.parametrize("manifest", [MANIFEST, MINIMAL], ids=["full", "minimal"])
@pytest.mark.parametrize("command", VERBS)
def test_a_hint_names_all_that_there_is(manifest: Path, command: str) -> None:
    named = {form.split()[0] for form in forms(hints(manifest)[command], VERBS[command])}
    assert named == set(VERBS[command])


@pytest.mark.parametrize("command", VERBS)
async def test_all_that_a_hint_names_is_understood(here: Here, command: str) -> None:
    for form in forms(hints(MANIFEST)[command], VERBS[command]):
        before = len(here.fake.answers), len(here.team.views)
        await here.sender.command(
            command, form.replace("SITE", "inland-post.example"), user="UADMIN"
        )
        await here.world.work()
        assert (len(here.fake.answers), len(here.team.views)) != before, form
        if len(here.fake.answers) > before[0]:
            assert not any(no in here.answer() for no in NO), form


async def test_what_no_hint_names_is_not_understood(here: Here) -> None:
    for command, form in (("/digest", "settings"), ("/readout", "list"), ("/readout", "mode x")):
        await here.sender.command(command, form, user="UADMIN")
        await here.world.work()
        assert any(no in here.answer() for no in NO), form


def test_the_options_of_brief_are_what_it_reads() -> None:
    for manifest in (MANIFEST, MINIMAL):
        options = re.findall(r"--\w+", hints(manifest)["/brief"])
        assert [request_in(f"https://a.example/1 {one}")[2] for one in options] == [True, False]
