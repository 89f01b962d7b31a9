"""Card -> Discord's components (V2). Pure: nothing is sent here.

One container for a message: headline, a text for each part, small print, buttons. Every
button carries the post's nonce in its custom_id, by which an earlier attempt is found.
Limits: https://discord.com/developers/docs/components/reference (40 components in all,
4,000 characters of text in all, 5 buttons a row, custom_id 100, label 80, url 512).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from adapters.discord.markdown import escaped, linked, shown, units
from adapters.discord.translations import LANGUAGES
from adapters.discord.words import Words, words
from briefs.chatting import Evidence, Proven
from briefs.digest_cards import split
from briefs.glossary import notice
from briefs.model import Card, CardKind, CardLine, CardPart, Run, Tone

Component = dict[str, Any]

MAX_TEXT = 4_000
MAX_COMPONENTS = 40
MAX_LINK = 512
MAX_ROW = 5
AROUND = 14
"""Components besides the parts: container, headline, notes, two lines, two rows, seven buttons."""

MAX_PARTS = MAX_COMPONENTS - AROUND
PART_WEIGHT = MAX_TEXT // MAX_PARTS

# Together less than MAX_TEXT: a card of one line always fits.
MAX_HEADLINE = 300
MAX_HEADLINE_LINK = 1_000
MAX_SOURCE = 150
MAX_LINE = 1_000
MAX_TITLE = 250
MAX_LABEL = 100
MAX_NOTES = 500

ACTION_ROW, BUTTON, TEXT, SEPARATOR, CONTAINER = 1, 2, 10, 14, 17
GREY, LINK = 2, 5

ACCENT = {CardKind.BRIEFING: 0x2B6CB0, CardKind.DIGEST: 0x2F855A, CardKind.NOTICE: 0xB7791F}


class Press(StrEnum):
    """What the buttons of a message do."""

    EVIDENCE = "evidence"
    FULL = "full"
    FOLLOW = "follow"
    AGAIN = "again"
    MUTE = "mute"
    REPORT = "report"
    DELETE = "delete"


DIGEST_BUTTONS = (Press.EVIDENCE, Press.REPORT, Press.DELETE)


def dress(card: Card, *, nonce: str, say: Words | None = None) -> list[Component]:
    """Card -> components of one message; lines that do not fit are left to `parts`."""
    say = say or words(None)
    card = parts(card)[0]
    inside = [text(block) for block in _blocks(card, say)]
    presses = _presses(card)
    if presses:
        inside += [{"type": SEPARATOR, "divider": True, "spacing": 1}, *_rows(presses, nonce, say)]
    return [container(inside, ACCENT[card.kind])]


def parts(card: Card) -> tuple[Card, ...]:
    """A card -> cards that fit one message each, no line cut."""
    return split(card, limit=MAX_TEXT, size=size)


def size(card: Card) -> int:
    """Text in UTF-16 units, or as much as its components take of their number."""
    texts = max(
        sum(units(block) for block in _blocks(card, words(language))) for language in LANGUAGES
    )
    return max(texts, len(card.parts) * PART_WEIGHT)


def text(content: str) -> Component:
    """A text display."""
    return {"type": TEXT, "content": content}


def container(inside: Sequence[Component], colour: int) -> Component:
    """Components with a bar of colour at their side."""
    return {"type": CONTAINER, "accent_color": colour, "components": list(inside)}


def button(label: str, custom_id: str, *, disabled: bool = False) -> Component:
    """A grey button: none of them is the one to press."""
    face = {"type": BUTTON, "style": GREY, "label": label[:80], "custom_id": custom_id}
    return {**face, "disabled": True} if disabled else face


def rows(buttons: Sequence[Component]) -> list[Component]:
    """Buttons -> rows of at most five."""
    return [
        {"type": ACTION_ROW, "components": list(buttons[at : at + MAX_ROW])}
        for at in range(0, len(buttons), MAX_ROW)
    ]


# ----------------------------------------------------------------------------- texts

UNBROKEN = "\u00a0"


def _blocks(card: Card, say: Words) -> list[str]:
    """The texts of a card in their order, none of them empty."""
    card = notice(card, say.language)
    return [
        _head(card),
        *(block for part in card.parts if (block := _part(part))),
        *_foot(card, say),
    ]


def _head(card: Card) -> str:
    level = "##" if card.kind is CardKind.DIGEST else "###"
    words_ = shown(card.headline, MAX_HEADLINE) or MORE_THAN_NOTHING
    lines = [f"{level} {linked(words_, card.url, limit=MAX_HEADLINE_LINK)}"]
    if card.source:
        lines.append(f"-# {shown(card.source, MAX_SOURCE)}")
    return "\n".join(lines)


MORE_THAN_NOTHING = "…"
"""A text display may not be empty."""


def _part(part: CardPart) -> str:
    lines: list[str] = []
    if part.title:
        title = shown(part.title, MAX_TITLE)
        lines.append(f"### {linked(title, part.url, limit=MAX_LINK)}" if title else "")
    if part.label:
        lines.append(f"**{shown(part.label, MAX_LABEL)}**")
    lines += [_line(line) for line in part.lines]
    return "\n".join(line for line in lines if line)


def _line(line: CardLine) -> str:
    """Line -> "- words ¶1 · mark"; what has an address of its own is linked where it is cited."""
    fits = sum(len(run.text) for run in line.runs) <= MAX_LINE
    said = _runs(line.runs) if fits else ""
    if not fits or units(said) > MAX_LINE:
        said = shown(line.text, MAX_LINE)
    if not said:
        return ""
    cited = " ".join(dict.fromkeys(f"¶{proof.paragraph}" for proof in line.proofs))
    if cited:
        # No line begins with the reference alone.
        said += f"{UNBROKEN}{linked(cited, line.url, limit=MAX_LINK)}"
    elif line.url:
        said = linked(said, line.url, limit=MAX_LINK) if len(line.runs) == 1 else _last(line)
    if line.mark:
        said += f" · {shown(line.mark, MAX_LABEL)}"
    return f"- {said}"


def _last(line: CardLine) -> str:
    """The last run is what the address names: "Reported by [The Inland Post](...)"."""
    *before, last = line.runs
    name = shown(last.text, MAX_LINE // 2)
    lead = shown("".join(run.text for run in before), MAX_LINE // 2)
    return f"{lead} {linked(name, line.url, limit=MAX_LINK)}"


def _runs(runs: Iterable[Run]) -> str:
    """Names in bold; quotes have their own marks. Marks touch no blank, or they would show."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].tone is run.tone:
            joined[-1] = Run(joined[-1].text + run.text, run.tone)
        else:
            joined.append(run)
    said = ""
    for run in joined:
        words_ = escaped(run.text)
        core = words_.strip()
        if run.tone is Tone.NAME and core:
            words_ = words_.replace(core, f"**{core}**", 1)
        said += words_
    return said.strip()


def _foot(card: Card, say: Words) -> list[str]:
    """Small print: what to know, and how much more there is."""
    room = MAX_NOTES
    lines: list[str] = []
    for note in card.notes:
        line = shown(note, room) if room > 20 else ""
        if line:
            lines.append(f"-# {line}")
            room -= units(line)
    if card.more:
        lines.append(f"-# {say('more', count=card.more)}")
    return ["\n".join(lines)] if lines else []


# --------------------------------------------------------------------------- buttons


def _presses(card: Card) -> tuple[Press, ...]:
    """What can be done with a message."""
    proven = any(line.proofs for part in card.parts for line in part.lines)
    if card.kind is CardKind.DIGEST:
        return tuple(one for one in DIGEST_BUTTONS if proven or one is Press.DELETE)
    if card.kind is CardKind.NOTICE:
        return (Press.AGAIN, Press.DELETE) if card.url else (Press.DELETE,)
    wanted = [Press.EVIDENCE, Press.REPORT] if proven else []
    wanted += [Press.FULL] if card.detail else []
    wanted += [Press.FOLLOW, Press.AGAIN, Press.MUTE] if card.url else []
    return tuple(one for one in Press if one in wanted or one is Press.DELETE)


def _rows(presses: Sequence[Press], nonce: str, say: Words) -> list[Component]:
    buttons = [button(say(f"press.{press}"), f"readout:{press}:{nonce}") for press in presses]
    if len(buttons) <= MAX_ROW:
        return rows(buttons)
    # Reading first, managing below.
    half = sum(press in READING for press in presses)
    return [*rows(buttons[:half]), *rows(buttons[half:])]


READING = (Press.EVIDENCE, Press.FULL, Press.FOLLOW, Press.AGAIN)


# -------------------------------------------------------------------------- evidence

SENTENCE_ROOMS = (1_000, 600, 350, 200, 100)
"""Characters for a sentence, the most that lets the whole page fit."""


def evidence(shown_: Evidence, *, message: str, say: Words) -> list[Component]:
    """A page of evidence -> components, with buttons to the pages beside it."""
    lines: list[str] = []
    for room in SENTENCE_ROOMS:
        lines = [_proven(one, room, say) for one in shown_.lines]
        if sum(units(line) for line in lines) <= MAX_TEXT - 2 * MAX_HEADLINE:
            break
    head = f"### {say('evidence')}\n-# {shown(shown_.headline, MAX_HEADLINE)}"
    inside = [text(head), *(text(line) for line in lines)]
    if not lines:
        inside.append(text(say("evidence.none")))
    if shown_.pages > 1:
        here = shown_.page
        # The arrows' numbers differ even at the ends: a custom_id is unique in its message.
        back = button(
            f"‹ {say('earlier')}", f"readout:page:{message}:{here - 1}", disabled=here == 0
        )
        last = here + 1 == shown_.pages
        onward = button(f"{say('later')} ›", f"readout:page:{message}:{here + 1}", disabled=last)
        inside += rows([back, onward])
    return [container(inside, ACCENT[CardKind.BRIEFING])]


def _proven(one: Proven, room: int, say: Words) -> str:
    lines = [f"**{one.number}\\.** {shown(one.line.text, min(room, MAX_HEADLINE))}"]
    if one.sentences is None:
        lines.append(f"-# {say('evidence.changed')}")
    for sentence in one.sentences or ():
        where = linked(f"¶{sentence.proof.paragraph}", sentence.url, limit=MAX_LINK // 2)
        lines.append(f"> {shown(sentence.text, room)} {where}")
    return "\n".join(lines)


def said(content: str, *, kind: CardKind = CardKind.NOTICE) -> list[Component]:
    """One text (ours, its foreign parts escaped) -> components without a button."""
    return [container([text(content or MORE_THAN_NOTHING)], ACCENT[kind])]
