"""A language is one file, whole, with the plural forms that the language has."""

from __future__ import annotations

import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale

from briefs.i18n.catalogues import CHATS, ENGLISH, LANGUAGES, SENTENCES, Entry
from tests.conftest import ROOT

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
ENTRIES = [
    (code, table, key, entry)
    for code, language in LANGUAGES.items()
    for table, entries in language.tables.items()
    for key, entry in entries.items()
]


def forms(entry: Entry) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_english_comes_first_and_german_is_there() -> None:
    assert [*LANGUAGES][:2] == ["en", "de"]


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_says_what_english_says(code: str) -> None:
    english, other = LANGUAGES[ENGLISH].tables, LANGUAGES[code].tables
    assert other.keys() == english.keys() | {SENTENCES}
    for table, entries in english.items():
        assert other[table].keys() == entries.keys()


def test_blanks_are_those_of_the_english() -> None:
    for code, table, key, entry in ENTRIES:
        english = key if table == SENTENCES else LANGUAGES[ENGLISH].tables[table][key]
        wanted = blanks(forms(english)[-1])
        for form in forms(entry):
            assert blanks(form) | {"count"} == wanted | {"count"}, (code, key)


def test_every_plural_form_of_the_language_is_there() -> None:
    counted = [(code, key, entry) for code, _, key, entry in ENTRIES if not isinstance(entry, str)]
    assert len(counted) >= 10
    for code, key, entry in counted:
        categories = Locale.parse(code).plural_form.tags | {"other"}
        assert set(entry) == categories, (code, key)


def test_a_number_of_things_has_plural_forms() -> None:
    """German nouns differ from one to many; "{count} weitere" alone does not."""
    alike = {"more", "home.others.more"}
    for code, _, key, entry in ENTRIES:
        if isinstance(entry, str) and "{count}" in entry:
            assert key in alike, (code, key)


POLISH = """
[sentences]
"There is no site named {host}." = "Nie ma strony o nazwie {host}."

[chats]
"language.own_name" = "Polski"
"erased.requests" = { one = "{count} prośba", few = "{count} prośby", many = "{count} próśb", other = "{count} prośby" }

[slack]
"spoken.more" = { one = "Jeszcze {count} wiersz.", few = "Jeszcze {count} wiersze.", many = "Jeszcze {count} wierszy.", other = "Jeszcze {count} wiersza." }
"""

ASKED = """
from adapters.discord import phrases as discord
from adapters.discord.commands.readout_commands import _languages
from adapters.slack import phrases as slack
from adapters.slack.rendering import render
from adapters.slack.views.forms import own_view
from briefs.cards.briefing_card import notice
from briefs.errors import Unreachable
from briefs.model.delivery import PlaceSettings
from briefs.translatable import translatable

say = slack.phrases_for("pl-PL")
for count in (1, 3, 5, 22, 25):
    print(say("spoken.more", count=count), discord.phrases_for("pl")("erased.requests", count=count))
error = Unreachable(translatable("There is no site named {host}.", host="a.example"))
print(render(notice(error), say)["text"].splitlines()[0])
print(say("press.delete"))
print([choice.name for choice in _languages()])
print("Polski" in str(own_view(say, PlaceSettings())))
"""


def test_a_third_language_is_one_file(tmp_path: Path) -> None:
    """A copy of the program with one more file speaks it, plural forms and all, and offers it."""
    for floor in ("adapters", "briefs"):
        shutil.copytree(
            ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__", "weights")
        )
    (tmp_path / "briefs" / "i18n" / "pl.toml").write_text(POLISH, "utf-8")
    finished = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert finished.stderr == ""
    assert finished.stdout.splitlines() == [
        "Jeszcze 1 wiersz. 1 prośba",
        "Jeszcze 3 wiersze. 3 prośby",
        "Jeszcze 5 wierszy. 5 próśb",
        "Jeszcze 22 wiersze. 22 prośby",
        "Jeszcze 25 wierszy. 25 próśb",
        "Nie ma strony o nazwie a.example.",
        "Delete",  # what it lacks is said in English
        "['en: English', 'de: Deutsch', 'pl: Polski', \"the server's\"]",
        "True",
    ]


def test_what_all_chats_say_alike_no_chat_says_again() -> None:
    for code, language in LANGUAGES.items():
        for chat in language.tables.keys() - {SENTENCES, CHATS}:
            assert language.tables[chat].keys() & language.tables[CHATS].keys() == set(), code
