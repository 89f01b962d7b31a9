"""Windows: evidence, lists, a report, a pasted text, erasing. Pure; forms.py has the others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.blocks import (
    Json,
    actions,
    button,
    cut,
    header,
    link,
    note,
    one_line,
    option,
    plain_text,
    quoted,
    rich,
    run,
    section,
    units,
)
from adapters.slack.rendering import MAX_NAME, blocks, opening, size
from briefs.cards.splitting import split
from briefs.i18n.phrases import Phrases
from briefs.i18n.translation import notice, translated, translated_line
from briefs.links.text_fragments import pointed
from briefs.model.cards import Card, CardKind
from briefs.model.chat import Evidence, EvidenceLine

MAX_TITLE = 24
MAX_BLOCKS = 100
PAGE_UNITS = 9_000
MAX_SENTENCE = 1_200
MAX_CHOICES = 100
MAX_TYPED = 2_000

EVIDENCE_PAGE, FULL_PAGE, PREVIEW_PAGE = "evidence_page", "full_page", "preview_page"
BRIEFING_PAGE = "briefing_page"
REPORT_LINE, PASTE, ERASE_SURE = "report_line", "paste", "erase_sure"


def modal(title: str, body: list[Json], say: Phrases, **more: Any) -> Json:
    """A window; `submit` makes it a form."""
    if "submit" in more:
        more["submit"] = plain_text(more["submit"], MAX_TITLE)
    return {
        "type": "modal",
        "title": plain_text(title, MAX_TITLE),
        "close": plain_text(say("close"), MAX_TITLE),
        "blocks": body[:MAX_BLOCKS],
        **more,
    }


def of_message(channel: str, message: str, **more: Any) -> str:
    """The text that a window remembers: the message that it belongs to, and `more`."""
    return json.dumps({"channel": channel, "message": message, **more}, separators=(",", ":"))


def remembered(view: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `of_message`: Slack returns what we gave it, and nobody else can write it."""
    found: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
    return found


def _article(url: str | None, say: Phrases) -> list[Json]:
    """A row with a button that opens the article, if there is one article to open."""
    found = opening(url, say)
    return [actions(found, "article")] if found else []


def _pager(action: str, page: int, pages: int, say: Phrases) -> Iterator[Json]:
    if pages <= 1:
        return
    turns = []
    if page > 0:
        turns.append(button(say("previous"), f"{action}_back", str(page - 1)))
    if page + 1 < pages:
        turns.append(button(say("next"), f"{action}_on", str(page + 1)))
    yield note([say("page", page=page + 1, pages=pages)], "page")
    yield actions(turns, "turn")


# ---------------------------------------------------------------------------- evidence


def evidence_view(evidence: Evidence, say: Phrases, *, memory: str) -> Json:
    """One page of proof: each line, and under it the sentences that it cites."""
    body = [header(translated(evidence.headline, say.language), "head")]
    for number, one in enumerate(evidence.lines):
        if number:
            body.append({"type": "divider", "block_id": f"between-{one.number}"})
        body.append(rich(list(_proven(one, say)), f"line-{one.number}"))
    if not evidence.lines:
        body.append(note([say("evidence.none")], "none"))
    body += _article(evidence.article, say)
    body += _pager(EVIDENCE_PAGE, evidence.page, evidence.pages, say)
    return modal(say("evidence"), body, say, private_metadata=memory)


def _proven(proven: EvidenceLine, say: Phrases) -> Iterator[Json]:
    label = one_line(translated(proven.label, say.language))
    label = f"{cut(label, MAX_NAME)}: " if label else ""
    plain_text = cut(one_line(translated_line(proven.line, say.language).text), MAX_SENTENCE)
    yield section(
        [
            *run(f"{proven.number}. {label}"),
            *run(plain_text, bold=True),
        ]
    )
    if proven.sentences is None:
        yield section(run(say("evidence.gone"), italic=True))
        return
    room = MAX_SENTENCE
    for sentence in proven.sentences:
        text = cut(one_line(sentence.text), max(80, room))
        room -= units(text)
        where = say(
            "evidence.where",
            paragraph=sentence.proof.paragraph,
            sentence=sentence.proof.sentence,
        )
        yield quoted(run(text) or run("-"))
        yield section(
            [*run(where, italic=True), *_spaced(_sentence_link(sentence.url, sentence.text))]
        )


def _spaced(elements: list[Json]) -> list[Json]:
    return [*run(" · "), *elements] if elements else []


def _sentence_link(url: str | None, sentence: str) -> list[Json]:
    """A link that opens the article at its sentence."""
    return [{**one, "url": pointed(one["url"], one_line(sentence))} for one in link(url)]


# --------------------------------------------------------------------------- full list


def full_view(card: Card, page: int, say: Phrases, *, memory: str) -> Json:
    """One page of everything that was found."""
    return _paged(card, page, say, title=say("full"), turn=FULL_PAGE, memory=memory)


def preview_view(card: Card, page: int, say: Phrases, *, memory: str) -> Json:
    """One page of what a digest would post now."""
    return _paged(card, page, say, title=say("act.preview"), turn=PREVIEW_PAGE, memory=memory)


def briefing_view(card: Card, page: int, say: Phrases, *, memory: str) -> Json:
    """One page of a briefing that is opened again."""
    return _paged(card, page, say, title=say("briefing"), turn=BRIEFING_PAGE, memory=memory)


def _paged(card: Card, page: int, say: Phrases, *, title: str, turn: str, memory: str) -> Json:
    pages = full_pages(notice(card, say.language))
    page = min(max(page, 0), len(pages) - 1)
    body = [block for block in blocks(pages[page], say) if block["type"] != "actions"]
    body += _article(card.url, say)
    body += _pager(turn, page, len(pages), say)
    return modal(title, body, say, private_metadata=memory)


def full_pages(card: Card) -> tuple[Card, ...]:
    """A card as pages of a window."""
    return split(card, limit=PAGE_UNITS, size=size)


# ---------------------------------------------------------------------- report, paste


def report_view(lines: Sequence[str], say: Phrases, *, memory: str) -> Json:
    """The form of a report: which line is wrong, and what is wrong with it."""
    choices = [
        option(f"{number}. {line}", str(number))
        for number, line in enumerate(lines[:MAX_CHOICES], 1)
    ]
    select = {
        "type": "static_select",
        "action_id": "line",
        "placeholder": plain_text(say("report.choose")),
        "options": choices,
    }
    body = [
        field("line", say("report.line"), select),
        text_field("note", say("report.note"), say("report.example"), many=True),
    ]
    return modal(
        say("report"),
        body,
        say,
        callback_id=REPORT_LINE,
        submit=say("report.submit"),
        private_metadata=memory,
    )


def report_in(view: Mapping[str, Any]) -> tuple[int, str]:
    """A submitted report -> the line's number and the note."""
    values = view["state"]["values"]
    line = int(values["line"]["line"]["selected_option"]["value"])
    return line, str(values["note"]["note"].get("value") or "")


def paste_view(say: Phrases, *, memory: str, private: bool = False) -> Json:
    """The form for a link or a text; `private`: whether its box is ticked at first."""
    element = {
        "type": "plain_text_input",
        "action_id": "text",
        "multiline": True,
        "max_length": 3_000,
        "placeholder": plain_text(say("paste.example")),
    }
    alone = option(say("paste.private"), "private")
    boxes: Json = {"type": "checkboxes", "action_id": "private", "options": [alone]}
    if private:
        boxes["initial_options"] = [alone]
    body = [
        field("text", say("paste.text"), element),
        field("private", say("paste.who"), boxes, optional=True),
    ]
    return modal(
        say("paste"),
        body,
        say,
        callback_id=PASTE,
        submit=say("paste.submit"),
        private_metadata=memory,
    )


def paste_in(view: Mapping[str, Any]) -> tuple[str, bool]:
    """What was pasted, and whether the answer is private."""
    values = view["state"]["values"]
    private = bool(values["private"]["private"].get("selected_options"))
    return str(values["text"]["text"].get("value") or ""), private


# ------------------------------------------------------------------------------- erase


def erase_view(what: str, say: Phrases, *, memory: str) -> Json:
    """A confirmation that says what is erased and what stays; `what` is "me" or "channel"."""
    about = section(run(say(f"erase.{what}.about")))
    return modal(
        say("erase.title"),
        [rich([about], "about")],
        say,
        callback_id=ERASE_SURE,
        submit=say("erase.title"),
        private_metadata=memory,
    )


# ------------------------------------------------------------------------------ fields


def field(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    """A labelled input; errors are shown below it by its name."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": element,
        "optional": optional,
    }


def text_field(name: str, label: str, example: str, *, many: bool = False, typed: str = "") -> Json:
    """An optional input of one line of text, or of several (`many`); `typed`: its text at first."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": many,
        "max_length": MAX_TYPED,
        "placeholder": plain_text(example),
    }
    if typed:
        element["initial_value"] = cut(typed, MAX_TYPED)
    return field(name, label, element, optional=True)


def plain_card(text: str, *notes: str) -> Card:
    """Our own text, with notes in small print, as a card."""
    return Card(CardKind.NOTICE, text, notes=notes)
