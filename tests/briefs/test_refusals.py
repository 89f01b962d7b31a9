"""Every refusal names what to do: in English and German, in a terminal, on the page, in chats."""

from __future__ import annotations

import re
import tomllib

import pytest

from adapters.web.app import HTTP_MESSAGES
from briefs.errors import Cancelled, GiveUp, OverQuota, ReadoutError, TryLater
from tests.briefs.refusals import Refusal, kinds, refusals
from tests.conftest import ROOT

# What one can do, or what would have been right: the hint is read after the message.
ADVICE = re.compile(
    r"\b(?:add|change|stop following|ask|check|choose|come back|cut|docs/|example|for postgresql use|give|go back|install|hand in|invite|"
    r"keep|like|list|look|make|mean|name|open|paste|pg_dump|raise|read|remove|restore|save|"
    r"see|send|skip|mention|grant|set|split|switch|take|try|type|use|write|you can|only articles in english)\b",
    re.IGNORECASE,
)
RAT = re.compile(
    r"\b(?:bitte|kann|kannst|erwähne|frage|gib|lade|lass|leg|nenne|nimm|schreib|versuch|wähle|nur englische)\b",
    re.IGNORECASE,
)
GERMAN = tomllib.loads((ROOT / "briefs" / "i18n" / "de.toml").read_text("utf-8"))["sentences"]
DONE_AS_ASKED = (Cancelled,)
"""What somebody wanted to end is no refusal."""

REFUSALS = [one for one in refusals() if one.kind not in DONE_AS_ASKED]


def names_what_to_do(messages: tuple[str, ...] | None, hints: tuple[str, ...] | None) -> bool:
    advice = hints if hints is not None and any(hints) else messages
    return advice is None or all(ADVICE.search(one) for one in advice)


def test_the_sweep_finds_them_where_they_are_raised() -> None:
    where = {one.where.partition(":")[0] for one in REFUSALS}
    assert len(REFUSALS) > 150
    assert {
        "adapters/feeds/opml.py",
        "adapters/terminal/sources.py",
        "adapters/web/views/paste_form.py",
        "bot/cli/operator_commands.py",
        "bot/services/chat_requests.py",
        "bot/subscription_rules.py",
    } <= where


@pytest.mark.parametrize("one", REFUSALS, ids=lambda one: one.where)
def test_it_names_what_to_do(one: Refusal) -> None:
    assert names_what_to_do(one.messages, one.hints), (one.messages, one.hints)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_a_kind_does_so_by_itself_unless_each_place_must(kind: type[ReadoutError]) -> None:
    if kind.kind == "bad_request" or kind in DONE_AS_ASKED:
        assert kind is not GiveUp
        return
    assert names_what_to_do((kind.message,), (kind.hint,)), (kind.message, kind.hint)


@pytest.mark.parametrize("code", sorted(HTTP_MESSAGES))
def test_the_page_does_too(code: int) -> None:
    message, hint = HTTP_MESSAGES[code]
    assert names_what_to_do((message,), (hint,))


def hints_of_ours() -> list[str]:
    found = {hint for one in REFUSALS for hint in one.hints or ()}
    return sorted(hint for hint in found if hint in GERMAN)


@pytest.mark.parametrize("hint", hints_of_ours())
def test_the_german_hint_is_advice_as_well(hint: str) -> None:
    german = GERMAN[hint]
    assert RAT.search(german) or "?" in german, german


def test_what_names_nothing_is_found() -> None:
    assert not names_what_to_do(("The page is broken.",), ("",))
    assert not names_what_to_do(("The page is broken.",), ("It is.",))
    assert names_what_to_do(("The page is broken.",), ("Paste its text.",))
    assert names_what_to_do((OverQuota.message,), ("",))
    assert TryLater.hint == ReadoutError.hint == "Try again later."
