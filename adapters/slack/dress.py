"""Card -> what Slack is sent, and a card -> cards that fit one message each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.slack.blocks import (
    MAX_BLOCKS,
    MAX_SECTION,
    Json,
    actions,
    bullets,
    button,
    cut,
    escaped,
    header,
    link,
    note,
    one_line,
    option,
    rich,
    run,
    section,
    size_of,
    units,
)
from adapters.slack.words import ENGLISH, Words
from briefs.digest_cards import overview, split
from briefs.glossary import notice
from briefs.model import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.plain import host_of, safe_url

MAX_TEXT = 2_800
"""The fallback is what a notification and a screen reader say; nobody listens for longer."""

MAX_BODY = 9_500
"""With the fallback, the escapes in it and the buttons this stays below MAX_TOTAL."""

MAX_DIGEST = 2_000
"""A longer digest fills more than two screens of a phone."""

MAX_LINE = 2_400
MAX_TITLE = 1_000
MAX_NAME = 200
"""Labels, marks, sources: longer ones are no names."""

EVIDENCE, FULL, FOLLOW, AGAIN, MORE = "evidence", "full", "follow", "again", "more"
MUTE, REPORT, DELETE = "mute", "report", "delete"

BELONGS = "of-"
"""Begins the block_id of buttons below a post that is shown elsewhere than where it was asked."""


def dress(card: Card, say: Words = ENGLISH, *, belongs: str | None = None) -> Json:
    """Card -> text, blocks and what keeps Slack from adding to them.

    `belongs`: the channel that the post is of, where it is shown in another.

    `mrkdwn` off: the fallback is shown as it is. No unfurling: the briefing is the preview.
    """
    card = notice(card, say.language)
    return {
        "text": fallback(card, say),
        "blocks": blocks(card, say, belongs=belongs),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def parts(card: Card) -> tuple[Card, ...]:
    """Card -> the message for the channel, then those for its thread; no line is cut.

    What the short form leaves out follows in the thread. Of a digest that is longer than a
    screen the headlines stand in the channel, its stories in the thread.
    """
    if card.kind is CardKind.DIGEST and size(card) > MAX_DIGEST:
        headlines, stories = overview(card)
        return tuple(p for c in (headlines, stories) for p in split(c, limit=MAX_BODY, size=size))
    short = split(card, limit=MAX_BODY, size=size)
    if not card.more or not card.detail:
        return short
    full = Card(card.kind, f"Everything found: {card.headline}", card.detail, url=card.url)
    return (*short, *split(full, limit=MAX_BODY, size=size))


def size(card: Card) -> int:
    """How much of a message a card takes: its text, or its blocks where these are the more."""
    made = blocks(card)
    return max(size_of(made), len(made) * MAX_BODY // MAX_BLOCKS)


# ------------------------------------------------------------------------------ blocks


def blocks(card: Card, say: Words = ENGLISH, *, belongs: str | None = None) -> list[Json]:
    """Card -> Block Kit blocks, each with an id of its own."""
    made: list[Json] = []
    if card.kind is CardKind.NOTICE:
        words = [*run(cut(card.headline, MAX_LINE), bold=True), *_spaced(link(card.url))]
        made.append(rich([section(words or run("-"))], "head"))
    else:
        made.append(header(card.headline, "head"))
        origin = _origin(card)
        if origin:
            made.append(rich([section(origin)], "source"))
    shown = {safe_url(card.url or "")}
    for number, part in enumerate(card.parts):
        if part.title and number:
            made.append({"type": "divider", "block_id": f"between-{number}"})
        made += _part(part, f"part-{number}", shown)
    notes = list(card.notes)
    if card.more:
        notes.append(say("more", count=card.more))
    if any(one_line(text) for text in notes):
        made.append(note(notes, "notes"))
    buttons = _buttons(card, say)
    if buttons:
        made.append(actions(buttons, f"{BELONGS}{belongs}" if belongs else "actions"))
    return made


def _origin(card: Card) -> list[Json]:
    """The site's own name is only text; the link says its host, so no name can lie about it."""
    words = run(cut(card.source or "", MAX_NAME))
    return [*words, *_spaced(link(card.url))] if words else link(card.url)


def _spaced(elements: list[Json]) -> list[Json]:
    return [*run(" · "), *elements] if elements else []


def _part(part: CardPart, name: str, shown: set[str | None]) -> Iterator[Json]:
    """A labelled list; lists that are long for one block go on in the next."""
    head: list[Json] = []
    if part.title:
        head.append(section([*run(cut(one_line(part.title), MAX_TITLE), bold=True)]))
        shown.add(safe_url(part.url or ""))
        if (address := link(part.url)) and head:
            head[0]["elements"] += _spaced(address)
    if one_line(part.label):
        head.append(
            section(run(cut(part.label, MAX_NAME), bold=not part.title, italic=bool(part.title)))
        )
    items = [elements for line in part.lines if (elements := _line(line, shown))]
    chunk: list[list[Json]] = []
    number = 0
    filled = size_of(head)
    for item in items:
        taken = size_of(item)
        if (head or chunk) and filled + taken > MAX_SECTION:
            yield rich([*head, *([bullets(chunk)] if chunk else [])], f"{name}-{number}")
            head, chunk, number, filled = [], [], number + 1, 0
        chunk.append(item)
        filled += taken
    if head or chunk:
        yield rich([*head, *([bullets(chunk)] if chunk else [])], f"{name}-{number}")


def _line(line: CardLine, shown: set[str | None]) -> list[Json]:
    """Runs, references, what marks the line, and its article where that is not named yet."""
    elements: list[Json] = []
    for one in _fitting(line.runs):
        elements += run(one.text, bold=one.tone is Tone.NAME, italic=one.tone is Tone.QUOTE)
    if not elements:
        return []
    references = references_of(line)
    if references:
        # A reference that stands alone on the next line belongs to nothing.
        elements.append({"type": "text", "text": f"\u00a0{references}"})
    if line.mark:
        elements += run(f" ({cut(one_line(line.mark), MAX_NAME)})", italic=True)
    url = safe_url(line.url or "")
    if url is not None and url not in shown:
        shown.add(url)
        elements += _spaced(link(url))
    return elements


def references_of(line: CardLine) -> str:
    """The paragraphs that a line cites, "¶1 ¶3"."""
    return " ".join(dict.fromkeys(f"¶{proof.paragraph}" for proof in line.proofs))


def _fitting(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs within MAX_LINE units; only a line that no message can hold is ever cut."""
    left = MAX_LINE
    for one in runs:
        if left <= 1:
            return
        yield replace(one, text=cut(one.text, left))
        left -= units(one.text)


def _buttons(card: Card, say: Words) -> list[Json]:
    proven = any(line.proofs for part in card.parts for line in part.lines)
    linked = safe_url(card.url or "") is not None
    made: list[Json] = []
    if proven:
        made.append(_press(say, EVIDENCE))
    if card.kind is CardKind.BRIEFING and card.detail:
        made.append(_press(say, FULL))
        if linked:
            made.append(_press(say, FOLLOW))
    if card.kind is CardKind.NOTICE and linked:
        made.append(button(say("press.again"), AGAIN, "1"))
    if proven or card.detail:
        acts = [*((AGAIN, MUTE) if linked else ()), *((REPORT,) if proven else ()), DELETE]
        choices = [option(say(f"press.{act}"), act) for act in acts]
        made.append({"type": "overflow", "action_id": MORE, "options": choices})
    return made


def _press(say: Words, act: str) -> Json:
    return button(say(f"press.{act}"), act, "1", spoken=say(f"press.{act}.spoken"))


# ---------------------------------------------------------------------------- fallback


def fallback(card: Card, say: Words = ENGLISH) -> str:
    """Card -> the text that a notification and a screen reader say, cut between lines."""
    lines = list(_spoken(card, say))
    kept: list[str] = []
    for at, line in enumerate(lines):
        rest = len(lines) - at
        ending = say("spoken.more", count=rest)
        if units(escaped("\n".join([*kept, line, ending]))) > MAX_TEXT:
            # An escape takes five units at most, so this fits whatever the line is made of.
            kept.append(ending if kept else cut(line, MAX_TEXT // 5))
            break
        kept.append(line)
    return escaped("\n".join(kept)) or "-"


def _spoken(card: Card, say: Words) -> Iterator[str]:
    origin = [one_line(card.source or ""), host_of(card.url or "") or ""]
    yield one_line(card.headline) or "-"
    if any(origin) and card.kind is not CardKind.NOTICE:
        yield ", ".join(text for text in origin if text)
    for part in card.parts:
        label = ": ".join(one_line(t) for t in (part.title or "", part.label) if one_line(t))
        if label:
            yield f"{label}:"
        for line in part.lines:
            words = one_line(line.text)
            mark = f" ({one_line(line.mark)})" if line.mark else ""
            if words:
                yield f"{words}{mark}"
    yield from (text for text in map(one_line, card.notes) if text)
    if card.more:
        yield say("more", count=card.more)
