"""What opens in a window: evidence, the full list, a new digest, a report, a pasted text. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.blocks import (
    MAX_OPTION,
    Json,
    actions,
    button,
    cut,
    header,
    link,
    note,
    one_line,
    option,
    quoted,
    rich,
    run,
    section,
    units,
    words,
)
from adapters.slack.dress import MAX_NAME, blocks, size
from briefs.chatting import Evidence, Proven
from briefs.digest_cards import split
from briefs.model import Card, CardKind
from briefs.newsroom import Wish

MAX_TITLE = 24
MAX_BLOCKS = 100
PAGE_UNITS = 9_000
MAX_SENTENCE = 1_200
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

EVIDENCE_PAGE, FULL_PAGE = "evidence_page", "full_page"
ADD_DIGEST, REPORT_LINE, PASTE = "add_digest", "report_line", "paste"

GONE = "The article has been read anew since; the sentences of that line are no longer kept so."


def _modal(title: str, body: list[Json], **more: Any) -> Json:
    return {
        "type": "modal",
        "title": words(title, MAX_TITLE),
        "close": words("Close", MAX_TITLE),
        "blocks": body[:MAX_BLOCKS],
        **more,
    }


def of_message(channel: str, message: str, **more: Any) -> str:
    """What a window remembers: the message that it belongs to."""
    return json.dumps({"channel": channel, "message": message, **more}, separators=(",", ":"))


def remembered(view: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `of_message`; Slack hands back what we gave, nobody else can write it."""
    found: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
    return found


def _pager(action: str, page: int, pages: int) -> Iterator[Json]:
    if pages <= 1:
        return
    turns = []
    if page > 0:
        turns.append(button("Previous", f"{action}_back", str(page - 1)))
    if page + 1 < pages:
        turns.append(button("Next", f"{action}_on", str(page + 1)))
    yield note([f"Page {page + 1} of {pages}"], "page")
    yield actions(turns, "turn")


# ---------------------------------------------------------------------------- evidence


def evidence_view(evidence: Evidence, *, memory: str) -> Json:
    """One page of proof: each line, and under it the sentences that it cites."""
    lines = [rich(list(_proven(one)), f"line-{one.number}") for one in evidence.lines]
    body = [header(evidence.headline, "head"), *lines]
    if not evidence.lines:
        body.append(note(["No line of this message cites a sentence."], "none"))
    body += _pager(EVIDENCE_PAGE, evidence.page, evidence.pages)
    return _modal("Evidence", body, private_metadata=memory)


def _proven(proven: Proven) -> Iterator[Json]:
    label = f"{cut(one_line(proven.label), MAX_NAME)}: " if one_line(proven.label) else ""
    told = cut(one_line(proven.line.text), MAX_SENTENCE)
    yield section(
        [
            *run(f"{proven.number}. {label}"),
            *run(told, bold=True),
        ]
    )
    if proven.sentences is None:
        yield section(run(GONE, italic=True))
        return
    room = MAX_SENTENCE
    for sentence in proven.sentences:
        text = cut(one_line(sentence.text), max(80, room))
        room -= units(text)
        where = f"¶{sentence.proof.paragraph}, sentence {sentence.proof.sentence}"
        yield quoted(run(text) or run("-"))
        yield section([*run(where, italic=True), *run(" "), *link(sentence.url)])


# --------------------------------------------------------------------------- full list


def full_view(card: Card, page: int, *, memory: str) -> Json:
    """One page of everything that was found."""
    pages = full_pages(card)
    page = min(max(page, 0), len(pages) - 1)
    body = [block for block in blocks(pages[page]) if block["type"] != "actions"]
    body += _pager(FULL_PAGE, page, len(pages))
    return _modal("Full list", body, private_metadata=memory)


def full_pages(card: Card) -> tuple[Card, ...]:
    """A card as pages of a window."""
    return split(card, limit=PAGE_UNITS, size=size)


# ----------------------------------------------------------------------------- digests


def digest_view(*, memory: str, zone: str | None, time: str = "08:30") -> Json:
    """The form of a new digest; `zone` is the asker's own."""
    zones: Json = {
        "type": "external_select",
        "action_id": "zone",
        "placeholder": words("A city or a zone, such as Europe/Berlin"),
        "min_query_length": 2,
    }
    if zone and units(zone) <= MAX_OPTION:
        zones["initial_option"] = option(zone, zone)
    weekdays = [option(day, str(number)) for number, day in enumerate(DAYS)]
    here = option("Links shared in this channel", "here")
    empty = option("Also tell when there is nothing new", "empty")
    body = [
        _input("time", "Time", {"type": "timepicker", "action_id": "time", "initial_time": time}),
        _input("zone", "Time zone", zones),
        _input(
            "days",
            "On",
            {
                "type": "checkboxes",
                "action_id": "days",
                "options": weekdays,
                "initial_options": weekdays[:5],
            },
        ),
        _input(
            "sources",
            "What goes in",
            {
                "type": "checkboxes",
                "action_id": "sources",
                "options": [here, empty],
                "initial_options": [here],
            },
            optional=True,
        ),
        _text("feeds", "Feeds or sites, one a line", "https://example.org/feed", many=True),
        _text("topics", "Only about these words", "trade, north sea"),
        _text("actors", "Only with these names", "Ada Brandt"),
        _text("sites", "Only from these sites", "example.org"),
        _text("mute", "Never with these words or from these sites", "sport"),
    ]
    return _modal(
        "New digest",
        body,
        callback_id=ADD_DIGEST,
        submit=words("Subscribe", MAX_TITLE),
        private_metadata=memory,
    )


def _input(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": words(label),
        "element": element,
        "optional": optional,
    }


def _text(name: str, label: str, example: str, *, many: bool = False) -> Json:
    element = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": many,
        "max_length": 2_000,
        "placeholder": words(example),
    }
    return _input(name, label, element, optional=True)


def wish_in(view: Mapping[str, Any]) -> Wish:
    """A submitted form -> the digest that is wished for."""
    values = view["state"]["values"]

    def written(name: str) -> str:
        return str(values[name][name].get("value") or "")

    def chosen(name: str) -> list[str]:
        return [one["value"] for one in values[name][name].get("selected_options") or ()]

    return Wish(
        local_time=str(values["time"]["time"].get("selected_time") or ""),
        weekdays=",".join(DAYS[int(day)] for day in chosen("days")),
        zone=str((values["zone"]["zone"].get("selected_option") or {}).get("value") or ""),
        here="here" in chosen("sources"),
        feeds=tuple(line.strip() for line in written("feeds").split("\n") if line.strip()),
        topics=written("topics"),
        actors=written("actors"),
        sites=written("sites"),
        mute=written("mute"),
        empty_too="empty" in chosen("sources"),
    )


# ---------------------------------------------------------------------- report, paste


def report_view(lines: Sequence[str], *, memory: str) -> Json:
    """Which line is wrong, and how."""
    choices = [
        option(f"{number}. {line}", str(number)) for number, line in enumerate(lines[:100], 1)
    ]
    select = {
        "type": "static_select",
        "action_id": "line",
        "placeholder": words("Choose a line"),
        "options": choices,
    }
    body = [
        _input("line", "Which line is wrong?", select),
        _text("note", "What is wrong with it?", "It was the mayor, not the minister", many=True),
    ]
    return _modal(
        "Report a wrong line",
        body,
        callback_id=REPORT_LINE,
        submit=words("Send", MAX_TITLE),
        private_metadata=memory,
    )


def report_in(view: Mapping[str, Any]) -> tuple[int, str]:
    """A submitted report -> the line's number and the note."""
    values = view["state"]["values"]
    line = int(values["line"]["line"]["selected_option"]["value"])
    return line, str(values["note"]["note"].get("value") or "")


def paste_view(*, memory: str) -> Json:
    """Room for a link or a text."""
    element = {
        "type": "plain_text_input",
        "action_id": "text",
        "multiline": True,
        "max_length": 3_000,
        "placeholder": words("https://… or the text itself"),
    }
    private = option("Only I see the answer", "private")
    body = [
        _input("text", "A link to an article, or its text", element),
        _input(
            "private",
            "Who sees it",
            {"type": "checkboxes", "action_id": "private", "options": [private]},
            optional=True,
        ),
    ]
    return _modal(
        "Brief an article",
        body,
        callback_id=PASTE,
        submit=words("Brief", MAX_TITLE),
        private_metadata=memory,
    )


def paste_in(view: Mapping[str, Any]) -> tuple[str, bool]:
    """What was pasted, and whether the answer is private."""
    values = view["state"]["values"]
    private = bool(values["private"]["private"].get("selected_options"))
    return str(values["text"]["text"].get("value") or ""), private


def plain_card(text: str, *notes: str) -> Card:
    """A few words of our own as a card."""
    return Card(CardKind.NOTICE, text, notes=notes)
