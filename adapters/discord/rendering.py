"""Card -> Discord's components (V2). Pure: nothing is sent here.

One container for a message: headline, a text for each part, small print, buttons. Every
button carries the post's nonce in its custom_id, by which an earlier attempt is found.
Limits: https://discord.com/developers/docs/components/reference (40 components in all,
4,000 characters of text in all, 5 buttons a row, custom_id 100, label 80, url 512).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, assert_never

from adapters.discord.markdown import escaped, escaped_to_fit, linked, units
from adapters.discord.phrases import LANGUAGES, phrases_for
from briefs.cards.digest_card import name_above
from briefs.cards.one_screen import Letters, on_one_screen
from briefs.cards.splitting import split
from briefs.i18n.phrases import Phrases
from briefs.i18n.translation import notice, translated, translated_line
from briefs.links.sanitizing import safe_url
from briefs.links.text_fragments import pointed
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.chat import Evidence, EvidenceLine, ReplyAct

Component = dict[str, Any]

MAX_TEXT = 4_000
MAX_COMPONENTS = 40
MAX_LINK = 512
MAX_REFERENCE = 220
"""A reference with a longer address opens the article without pointing at the words."""

MAX_ROW = 5
AROUND = 9
"""Components besides the parts: container, headline, notes, a line, a row, four buttons."""

MAX_PARTS = MAX_COMPONENTS - AROUND
PART_WEIGHT = MAX_TEXT // MAX_PARTS
PING_ROOM = 30
"""Text reserved for a role above the card; this leaves room for its component too."""

# Together less than MAX_TEXT, so that a card of one line always fits.
MAX_HEADLINE = 300
MAX_HEADLINE_LINK = 1_000
MAX_SOURCE = 150
MAX_LINE = 1_000
MAX_TITLE = 250
MAX_LABEL = 100
MAX_NOTES = 500

LETTERS = Letters(head=30, line=27, gap=4 / 22)
"""On a screen 390 pixels wide, measured in Chromium in the preview."""

MAX_ROWS = 30.5
"""Rows of 22 pixels on a screen of 844, without the sender, the small print and the buttons."""

NOTE_ROWS = 3
"""Rows that a note takes."""

ACTION_ROW, BUTTON, SELECT, TEXT, SEPARATOR, CONTAINER = 1, 2, 3, 10, 14, 17
GREY, LINK = 2, 5

ACCENT = {CardKind.BRIEFING: 0x2B6CB0, CardKind.DIGEST: 0x2F855A, CardKind.NOTICE: 0xB7791F}


class Press(StrEnum):
    """What the buttons of a message do. Messages of earlier versions have all of them but MORE."""

    EVIDENCE = "evidence"
    FULL = "full"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    AGAIN = "again"
    MUTE = "mute"
    REPORT = "report"
    DELETE = "delete"
    MORE = "more"


def render(
    card: Card,
    *,
    nonce: str,
    say: Phrases | None = None,
    ping: int | None = None,
    alone: bool = False,
) -> list[Component]:
    """Card -> components of one message: of its first part, if it has several (see `parts`).

    `ping`: the role that is named above the card; whether it is notified is decided when sending.
    `alone`: only one person sees it, so it has no button to delete it: they dismiss it themselves.
    """
    say = say or phrases_for(None)
    card = parts(card)[0]
    inside = [text(block) for block in _blocks(card, say)]
    presses = [one for one in _presses(card) if not (alone and one is Press.DELETE)]
    if presses:
        buttons = [button(_label(press, say), f"readout:{press}:{nonce}") for press in presses]
        if card.kind is CardKind.NOTICE:
            buttons = [*_opening(card.url, say), *buttons]
        inside += [{"type": SEPARATOR, "divider": True, "spacing": 1}, *rows(buttons)]
    above = [text(f"<@&{ping}>")] if ping is not None else []
    return [*above, container(inside, ACCENT[card.kind])]


def parts(card: Card) -> tuple[Card, ...]:
    """A card -> cards that fit one message each."""
    return split(card, limit=MAX_TEXT - PING_ROOM, size=size)


def size(card: Card) -> int:
    """Units that a card takes of MAX_TEXT, in the longest language, or by its number of parts."""
    texts = max(
        sum(units(block) for block in _blocks(card, phrases_for(language)))
        for language in LANGUAGES
    )
    return max(texts, len(card.parts) * PART_WEIGHT)


def text(content: str) -> Component:
    """A text display: one block of text."""
    return {"type": TEXT, "content": content}


def container(inside: Sequence[Component], colour: int) -> Component:
    """Components in one container, with a bar of colour at its side."""
    return {"type": CONTAINER, "accent_color": colour, "components": list(inside)}


def button(label: str, custom_id: str, *, disabled: bool = False) -> Component:
    """A grey button: none is recommended above the others."""
    face = {"type": BUTTON, "style": GREY, "label": label[:80], "custom_id": custom_id}
    return {**face, "disabled": True} if disabled else face


def _opening(url: str | None, say: Phrases) -> list[Component]:
    """A button that opens the article; [] if its address is not safe to link to, or too long."""
    address = safe_url(url or "")
    if address is None or units(address) > MAX_LINK:
        return []
    return [{"type": BUTTON, "style": LINK, "label": say("press.open")[:80], "url": address}]


def select(custom_id: str, options: Sequence[tuple[str, str]], *, chosen: str) -> Component:
    """A row with a menu of (value, label), one of them chosen."""
    offered = [
        {"value": value, "label": label[:100], "default": value == chosen}
        for value, label in options
    ]
    menu = {"type": SELECT, "custom_id": custom_id, "options": offered}
    return {"type": ACTION_ROW, "components": [menu]}


def rows(buttons: Sequence[Component]) -> list[Component]:
    """Buttons -> rows of at most five."""
    return [
        {"type": ACTION_ROW, "components": list(buttons[at : at + MAX_ROW])}
        for at in range(0, len(buttons), MAX_ROW)
    ]


# ----------------------------------------------------------------------------- texts

UNBROKEN = "\u00a0"


def _blocks(card: Card, say: Phrases) -> list[str]:
    """The texts of a card in their order, none of them empty; of a briefing a screen of them.

    The other lines are counted in "more": the full list has them.
    """
    most = MAX_ROWS - NOTE_ROWS * len(card.notes)
    card, rest = on_one_screen(notice(card, say.language), most, LETTERS)
    card = replace(card, more=card.more + sum(len(part.lines) for part in rest))
    return [
        _head(card),
        *(block for part in card.parts if (block := _part(part, card.url))),
        *_foot(card, say),
    ]


def _head(card: Card) -> str:
    headline = name_above(card) if card.kind is CardKind.DIGEST else card.headline
    words_ = escaped_to_fit(headline, MAX_HEADLINE) or MORE_THAN_NOTHING
    lines = [f"{_level(card.kind)} {linked(words_, card.url, limit=MAX_HEADLINE_LINK)}"]
    if card.source:
        lines.append(f"-# {escaped_to_fit(card.source, MAX_SOURCE)}")
    return "\n".join(lines)


def _level(kind: CardKind) -> str:
    match kind:
        case CardKind.DIGEST:
            return "##"
        case CardKind.BRIEFING | CardKind.NOTICE:
            return "###"
        case _:
            assert_never(kind)


MORE_THAN_NOTHING = "…"
"""A text display may not be empty."""


def _part(part: CardPart, article: str | None = None) -> str:
    lines: list[str] = []
    if part.title:
        title = escaped_to_fit(part.title, MAX_TITLE)
        lines.append(f"### {linked(title, part.url, limit=MAX_LINK)}" if title else "")
    if part.label:
        lines.append(f"**{escaped_to_fit(part.label, MAX_LABEL)}**")
    lines += [_line(line, article) for line in part.lines]
    return "\n".join(line for line in lines if line)


def _opened(line: CardLine, article: str | None) -> str | None:
    """The address that opens the article at the words of a line, or its plain one if too long."""
    address = safe_url(line.url or article or "")
    if address is None:
        return None
    opened = pointed(address, line.quoted)
    return opened if units(opened) <= MAX_REFERENCE else line.url


def _line(line: CardLine, article: str | None = None) -> str:
    """Line -> "- words ¶1 · mark"; the reference opens the article at the line's words."""
    fits = sum(len(run.text) for run in line.runs) <= MAX_LINE
    said = _runs(line.runs) if fits else ""
    if not fits or units(said) > MAX_LINE:
        said = escaped_to_fit(line.text, MAX_LINE)
    if not said:
        return ""
    cited = " ".join(dict.fromkeys(f"¶{proof.paragraph}" for proof in line.proofs))
    if cited:
        # The no-break space keeps a reference from standing alone in the next row.
        said += f"{UNBROKEN}{linked(cited, _opened(line, article), limit=MAX_LINK)}"
    elif line.url:
        said = linked(said, line.url, limit=MAX_LINK) if len(line.runs) == 1 else _link_last(line)
    if line.mark:
        said += f" · {escaped_to_fit(line.mark, MAX_LABEL)}"
    return f"- {said}"


def _link_last(line: CardLine) -> str:
    """A line whose last run is linked: "Reported by [The Inland Post](...)"."""
    *before, last = line.runs
    name = escaped_to_fit(last.text, MAX_LINE // 2)
    lead = escaped_to_fit("".join(run.text for run in before), MAX_LINE // 2)
    return f"{lead} {linked(name, line.url, limit=MAX_LINK)}"


def _runs(runs: Iterable[Run]) -> str:
    """Runs -> text with names in bold. The ** touch no blank, or Discord would show them."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].tone is run.tone and not (joined[-1].url or run.url):
            joined[-1] = Run(joined[-1].text + run.text, run.tone)
        else:
            joined.append(run)
    said = ""
    for run in joined:
        words_ = escaped(run.text)
        core = words_.strip()
        if run.tone is Tone.NAME and core:
            named = linked(f"**{core}**", run.url, limit=MAX_LINK)
            words_ = words_.replace(core, named, 1)
        said += words_
    return said.strip()


def _foot(card: Card, say: Phrases) -> list[str]:
    """Small print: the notes, and how many lines are left out; [] if there is none."""
    room = MAX_NOTES
    lines: list[str] = []
    for note in card.notes:
        line = escaped_to_fit(note, room) if room > 20 else ""
        if line:
            lines.append(f"-# {line}")
            room -= units(line)
    if card.more:
        lines.append(f"-# {say('more', count=card.more)}")
    return ["\n".join(lines)] if lines else []


# --------------------------------------------------------------------------- buttons


def _presses(card: Card) -> tuple[Press, ...]:
    """The buttons that are the same for everybody; the others are in the menu of MORE."""
    proven = any(line.proofs for part in card.parts for line in part.lines)
    match card.kind:
        case CardKind.NOTICE:
            return (Press.AGAIN, Press.DELETE) if card.url else (Press.DELETE,)
        case CardKind.DIGEST | CardKind.BRIEFING:
            wanted = {Press.MORE}
            wanted |= {Press.EVIDENCE} if proven else set()
            wanted |= {Press.FULL} if card.detail else set()
            wanted |= {Press.UNFOLLOW} if card.follows is not None else set()
        case _:
            assert_never(card.kind)
    return tuple(one for one in Press if one in wanted)


def _label(press: Press, say: Phrases) -> str:
    return say("evidence" if press is Press.EVIDENCE else f"press.{press}")


def menu(acts: Sequence[ReplyAct], say: Phrases, *, message: str, alone: bool) -> list[Component]:
    """The menu of what somebody may do with a message; `alone`: only they see that message."""
    where = "own" if alone else "do"
    buttons = [button(say(f"press.{act}"), f"readout:{where}:{act}:{message}") for act in acts]
    head = say("more.menu" if buttons else "nothing")
    return [container([text(head), *rows(buttons)], ACCENT[CardKind.BRIEFING])]


def with_note(components: list[Component], note: str) -> list[Component] | None:
    """A message with one more line of small print below it; None if that would be too long."""
    line = text(f"-# {note}")
    inner = [one for whole in components for one in (whole, *whole.get("components", ()))]
    taken = sum(units(one.get("content", "")) for one in [*inner, line])
    return [*components, line] if taken <= MAX_TEXT else None


# -------------------------------------------------------------------------- evidence

SENTENCE_ROOMS = (1_000, 600, 350, 200, 100)
"""Characters allowed for a sentence: the first of these with which the page fits."""


def evidence(shown_: Evidence, *, message: str, say: Phrases) -> list[Component]:
    """A page of evidence -> components, with buttons to the previous and next page."""
    lines: list[str] = []
    for room in SENTENCE_ROOMS:
        lines = [_proven(one, room, say) for one in shown_.lines]
        if sum(units(line) for line in lines) <= MAX_TEXT - 2 * MAX_HEADLINE:
            break
    headline = escaped_to_fit(translated(shown_.headline, say.language), MAX_HEADLINE)
    head = f"### {say('evidence')}\n-# {headline}"
    inside = [text(head), *(text(line) for line in lines)]
    if not lines:
        inside.append(text(say("evidence.none")))
    arrows = _arrows("page", message, page=shown_.page, pages=shown_.pages, say=say)
    inside += rows([*arrows, *_opening(shown_.article, say)])
    return [container(inside, ACCENT[CardKind.BRIEFING])]


def full_list(card: Card, *, page: int, message: str, say: Phrases) -> list[Component]:
    """A page of the full list (the last page, if there are fewer) -> components."""
    pages = parts(card)
    page = max(0, min(page, len(pages) - 1))
    inside = [text(block) for block in _blocks(pages[page], say)]
    arrows = _arrows("list", message, page=page, pages=len(pages), say=say)
    inside += rows([*arrows, *_opening(card.url, say)])
    return [container(inside, ACCENT[card.kind])]


def _arrows(what: str, message: str, *, page: int, pages: int, say: Phrases) -> list[Component]:
    """Buttons to the previous and next page; [] if there is only one page."""
    if pages < 2:
        return []
    # Disabled arrows have numbers too: each custom_id must be unique in its message.
    name = f"readout:{what}:{message}"
    back = button(f"‹ {say('earlier')}", f"{name}:{page - 1}", disabled=page == 0)
    later = button(f"{say('later')} ›", f"{name}:{page + 1}", disabled=page + 1 == pages)
    return [back, later]


def _proven(one: EvidenceLine, room: int, say: Phrases) -> str:
    said = translated_line(one.line, say.language).text
    lines = [f"**{one.number}\\.** {escaped_to_fit(said, min(room, MAX_HEADLINE))}"]
    if one.sentences is None:
        lines.append(f"-# {say('evidence.changed')}")
    for sentence in one.sentences or ():
        where = linked(f"¶{sentence.proof.paragraph}", sentence.url, limit=MAX_LINK // 2)
        lines.append(f"> {escaped_to_fit(sentence.text, room)} {where}")
    return "\n".join(lines)


def text_components(content: str, *, kind: CardKind = CardKind.NOTICE) -> list[Component]:
    """Our own text (foreign parts escaped) -> components without a button."""
    return [container([text(content or MORE_THAN_NOTHING)], ACCENT[kind])]
