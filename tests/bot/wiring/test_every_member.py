"""Each member of an enumeration has its place in whatever tells them apart: none falls through."""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast, get_args, get_type_hints

import pytest

from adapters.discord.commands.buttons import ButtonHandler
from adapters.discord.rendering import ACCENT, Press
from adapters.jobs.local import LIMITS
from adapters.slack.rendering import blocks
from adapters.storage.repositories import post_lifecycle as posts
from adapters.storage.repositories.pending_work import TABLES
from adapters.storage.repositories.post_lifecycle import PostRecord
from adapters.terminal.rendering import STYLES
from bot.cli.operator_commands import SHOWN
from bot.flows.brief_page import refusal
from bot.settings import Settings
from briefs.cards.briefing_card import LABELS
from briefs.cards.digest_card import CONTESTED
from briefs.digest.comparison.conflict.differing_parts import DifferenceKind
from briefs.digest.contradictions import ORDER
from briefs.digest.differing_statements import FIELDS
from briefs.i18n.phrases import phrase_books
from briefs.model.articles import Verdict
from briefs.model.briefings import Part
from briefs.model.cards import Card, CardKind, Tone
from briefs.model.chat import ReplyAct
from briefs.model.delivery import JobKind, Mode, PostState
from briefs.model.platforms import CHATS, Platform
from briefs.model.stories import DisputedField

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

HEADS = {CardKind.BRIEFING: "rich_text", CardKind.DIGEST: "header", CardKind.NOTICE: "rich_text"}
"""What Slack's message of each kind begins with."""

NEXT_PART = {
    PostState.WAITING: PostState.WAITING,
    PostState.QUEUED: PostState.WAITING,
    PostState.SENT: PostState.QUEUED,
    PostState.WITHDRAWN: PostState.WAITING,
    PostState.UNCERTAIN: PostState.WAITING,
    PostState.FAILED: PostState.FAILED,
    PostState.REMOVED: PostState.REMOVED,
}
"""What becomes of the second part of a reply while the first is in this state."""

SETTLED = {PostState.SENT, PostState.WITHDRAWN, PostState.REMOVED}
"""Posts that nobody has to look at; `readout outbox` lists the others."""

REFUSED = {
    Verdict.ARTICLE: None,
    Verdict.LIVE_BLOG: None,
    Verdict.PAYWALLED: "paywalled",
    Verdict.NOT_ENGLISH: "not_english",
    Verdict.NOT_ARTICLE: "not_article",
    Verdict.VIDEO_ONLY: "video_only",
}

BUTTONS = ButtonHandler(requests=cast("Any", None), chat=cast("Any", None))._answers

COMPLETE: dict[str, tuple[Container[Any], Iterable[Any]]] = {
    "labels of parts": (LABELS, Part),
    "what outlets differ on": (CONTESTED, DisputedField),
    "order of what outlets differ on": (ORDER, DisputedField),
    "what two texts differ in": (FIELDS, DifferenceKind),
    "styles of runs": (STYLES, Tone),
    "colours of cards": (ACCENT, CardKind),
    "answers to Discord's buttons": (BUTTONS, Press),
    "answers to the menu of a reply": (BUTTONS, ReplyAct),
    "jobs at once": (LIMITS, JobKind),
    "tables of jobs": (TABLES, JobKind),
    "levels of the log": (
        logging.getLevelNamesMapping(),
        [level.upper() for level in get_args(get_type_hints(Settings)["log_level"])],
    ),
}
"""Tables that are looked up by a member: one that lacks a row fails only when somebody meets it."""


@pytest.mark.parametrize("table", COMPLETE)
def test_every_member_has_its_row(table: str) -> None:
    rows, members = COMPLETE[table]
    assert {member for member in members if member not in rows} == set()


WORDS: dict[Platform, Iterable[str]] = {
    Platform.SLACK: [f"mode.{mode}{end}" for mode in Mode for end in ("", ".about")],
    Platform.DISCORD: (*(f"mode.{mode}" for mode in Mode), *(f"press.{act}" for act in ReplyAct)),
}
"""What each chat calls members by."""


@pytest.mark.parametrize("chat", CHATS)
def test_every_member_has_its_words_in_every_language(chat: Platform) -> None:
    for say in phrase_books(chat).values():
        assert [key for key in WORDS[chat] if say.find(key) is None] == []


@pytest.mark.parametrize("kind", list(CardKind))
def test_every_kind_of_card_has_its_head_and_its_colour(kind: CardKind) -> None:
    assert blocks(Card(kind, "Ferry talks resume"))[0]["type"] == HEADS[kind]
    assert [other for other in CardKind if ACCENT[other] == ACCENT[kind]] == [kind]


@pytest.mark.parametrize("state", list(PostState))
def test_every_state_of_a_post_says_what_the_next_part_does(state: PostState) -> None:
    first = PostRecord(part=0, state=state)
    assert posts.start(1, first, NOW).state is NEXT_PART[state]


@pytest.mark.parametrize("state", list(PostState))
def test_every_state_of_a_post_is_settled_or_listed(state: PostState) -> None:
    assert (state in SHOWN) is not (state in SETTLED)


@pytest.mark.parametrize("state", list(PostState))
def test_every_state_of_a_post_can_come_to_an_end(state: PostState) -> None:
    one = PostRecord(part=0, state=state)
    end = PostState.SENT if state is PostState.SENT else PostState.FAILED
    assert posts.failed(one, "why").state is end
    assert posts.removed(one).state is PostState.REMOVED
    assert posts.removed(replace(one, unwanted=True)).state is PostState.WITHDRAWN


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_read_or_refused(verdict: Verdict) -> None:
    refused = refusal(verdict)
    assert (refused and refused.kind) == REFUSED[verdict]


UNFINISHED: set[Platform] = set()
"""Chats under way: a member of Platform that is no chat yet, so that no suite asks it."""


def test_every_platform_has_a_name_of_its_own() -> None:
    assert len({platform.label for platform in Platform}) == len(Platform)
    assert set(Platform) - set(CHATS) == {Platform.WEB} | UNFINISHED
