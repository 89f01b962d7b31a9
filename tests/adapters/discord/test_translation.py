"""Everything that Discord shows of the bot is translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

import adapters.discord
from adapters.discord.commands.localization import Translator, localized
from adapters.discord.phrases import ENGLISH, LANGUAGES
from briefs.errors import NotFound
from briefs.i18n.catalogues import LANGUAGES as CATALOGUES
from tests.adapters.discord.commands.test_buttons import as_before, press
from tests.adapters.discord.conftest import Server, answers, texts

LINK = "https://inland-post.example/river-accord"
KEYS = CATALOGUES["en"].tables["discord"]
ALL_CHATS = CATALOGUES["en"].tables["chats"]
OTHERS = [language for language in LANGUAGES if language != "en"]


def shown_of(command: Any) -> Iterator[tuple[str, app_commands.locale_str | str | None]]:
    """All that Discord shows of a command, its options and choices, except their names."""
    path = command.qualified_name
    if isinstance(command, app_commands.ContextMenu):
        yield path, command._locale_name
        return
    yield path, command._locale_description
    if isinstance(command, app_commands.Group):
        for one in command.commands:
            yield from shown_of(one)
        return
    for option in command._params.values():
        yield f"{path} {option.name}", option.description
        for choice in option.choices or ():
            yield f"{path} {option.name}={choice.value}", choice._locale_name


async def test_every_command_option_and_choice_has_its_words_in_every_language(env: Any) -> None:
    found = [pair for command in env.bot.tree.get_commands() for pair in shown_of(command)]
    assert len({path for path, _ in found}) == len(found) > 40
    for path, words in found:
        if path.startswith("readout setup language=") and not path.endswith("=server"):
            continue  # a language is called by its own name everywhere
        assert isinstance(words, app_commands.locale_str), path
        key = words.extras["key"]
        for language in OTHERS:
            assert LANGUAGES[language].find(key) not in (None, ENGLISH(key)), path


async def test_discord_is_told_them(env: Any) -> None:
    [commands] = [one.json for one in env.http_requests if one.path.endswith("/commands")]
    [readout] = [one for one in commands if one["name"] == "readout"]
    assert readout["description_localizations"]["de"] == "Wie Readout hier arbeitet"
    setup = readout["options"][0]
    [links] = [one for one in setup["options"] if one["name"] == "links"]
    assert links["description_localizations"]["de"] == "Welche Links hier gelesen werden"
    assert {one["name_localizations"]["de"] for one in links["choices"]} == {
        "auto: jeder Link", "mention: nur auf Wunsch", "off: keiner",
    }  # fmt: skip
    [menu] = [one for one in commands if one["type"] == 3]
    assert menu["name_localizations"]["de"] == "Kurz fassen"


async def test_languages_that_there_are_not_get_english() -> None:
    nothing: Any = None
    context: Any = app_commands.TranslationContext(
        app_commands.TranslationContextLocation.command_name, data=nothing
    )
    said = await Translator().translate(localized("menu.brief"), discord.Locale.french, context)
    assert said is None


def test_every_key_is_said_and_every_said_key_is_there() -> None:
    """Keys in the source: literal ones, and those that end in a value."""
    said: set[str] = set()
    made: set[re.Pattern[str]] = set()
    for path in Path(str(adapters.discord.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                literal = [str(p.value) for p in node.values if isinstance(p, ast.Constant)]
                if len(literal) == 1 and literal[0].endswith("."):  # a prefix: "press.", "mode."
                    made.add(re.compile(re.escape(literal[0]) + "[a-z_]+"))
    unsaid = [
        key for key in KEYS if key not in said and not any(one.fullmatch(key) for one in made)
    ]
    assert unsaid == []


def test_nothing_is_said_past_the_translations() -> None:
    """A sentence in place of a key would be English for everybody."""
    for path in Path(str(adapters.discord.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in {"said", "respond", "text", "button"}:
                literal = [
                    part.value
                    for argument in node.args
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                assert [
                    one for one in literal if one not in {*KEYS, *ALL_CHATS} and " " in one.strip()
                ] == []


@pytest.fixture
async def german(server: Server) -> Server:
    await server.auto()
    await server.admin.slash(server.channel, "readout setup", language="de")
    return server


async def test_a_refusal_is_told_in_german(german: Server) -> None:
    result = await german.admin.slash(german.channel, "digest add", time="half", zone="UTC")
    assert '"half" ist keine Uhrzeit' in answers(result)
    assert "Schreib sie wie 08:30" in answers(result)
    await german.say(LINK)
    [reply] = german.ours()
    reply = await as_before(german, reply)
    refused = await press(german, reply, "mute", by=german.alice)
    assert "Das dürfen hier nur" in answers(refused)


async def test_a_failure_and_a_pointer_are_posted_in_german(german: Server) -> None:
    await german.say(f"{german.env.bot.user.mention} https://inland-post.example/missing")
    [failed] = german.ours()
    assert "Diese Seite gibt es nicht" in texts(failed)
    assert NotFound.message not in texts(failed)
    await german.say(LINK)
    await german.say(LINK)
    assert "Hier schon zusammengefasst: Anton Reyes" in texts(german.ours()[-1])
    assert "[Die Zusammenfassung](" in texts(german.ours()[-1])


async def test_a_briefing_has_german_labels_and_english_lines(german: Server) -> None:
    await german.say(LINK)
    [reply] = german.ours()
    assert "**Was geschah**" in texts(reply)
    assert "What happened" not in texts(reply)
    assert "Mai 2026" in texts(reply)
    full = answers(await press(german, reply, "full", by=german.alice))
    assert "**Was geschah**" in full
    await german.admin.slash(german.channel, "digest add", time="08:00", zone="UTC", days="daily")
    german.world.clock.turn(86_400)
    await german.world.requests.digests.digest_runner.open_due_slots()
    await german.world.work()
    digest = texts(german.ours()[-1])
    assert "## Überblick vom " in digest
    assert "Berichtet von " in digest
    assert "1 Thema aus 1 Artikel\n" in f"{digest}\n"
    assert "Reported by" not in digest


async def test_a_digest_is_described_in_german(german: Server) -> None:
    wish = {"time": "08:00", "zone": "Europe/Berlin", "days": "mon-fri"}
    added = answers(await german.admin.slash(german.channel, "digest add", **wish))
    assert "08:00 Europe/Berlin, Mo bis Fr" in added
    [one] = await german.world.store.subscriptions.of_workspace("discord", str(german.guild.id))
    key = one.key
    paused = answers(await german.admin.slash(german.channel, "digest pause", digest=key))
    assert "angehalten: auf Wunsch" in paused
