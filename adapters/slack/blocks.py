"""The part of Block Kit that is used: every text literal, every link labelled with its host.

Foreign text goes only into `plain_text` and into text elements of `rich_text`, which Slack
shows as they are: nothing in them mentions, links or formats.
https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from briefs.links.sanitizing import host_of, plain, safe_url

Json = dict[str, Any]

MAX_BLOCKS = 50
MAX_HEADER = 150
MAX_SECTION = 3_000

MAX_HOST = 253
"""Letters of a host name (RFC 1035). A longer one is not linked: cut, it could feign another."""

MAX_FOLD_TITLE, MAX_FOLDED = 150, 10

MAX_OPTION = 75
MAX_BUTTON = 75


def units(text: str) -> int:
    """Length in UTF-16 code units, the longest of the ways in which Slack may count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def one_line(text: str) -> str:
    """Foreign text -> one line without anything invisible."""
    return " ".join(plain(text).split())


def cut(text: str, limit: int) -> str:
    """Text -> at most `limit` units, with an ellipsis if it was cut."""
    if units(text) <= limit:
        return text
    while units(text) > limit - 1:
        text = text[: len(text) - max(1, (units(text) - limit) // 2)]
    # Remove a joiner at the end: the character that it joined was cut off.
    return plain(text).rstrip() + "…"


def escaped(text: str) -> str:
    """Text for a field that Slack parses: https://docs.slack.dev/messaging/formatting-message-text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---------------------------------------------------------------------- small objects


def plain_text(text: str, limit: int = MAX_SECTION) -> Json:
    """A `plain_text` object; never empty, since Slack refuses that."""
    return {"type": "plain_text", "text": cut(one_line(text), limit) or "-", "emoji": False}


def run(text: str, *, bold: bool = False, italic: bool = False) -> list[Json]:
    """Text -> a literal element of rich text; [] if nothing of it is visible."""
    shown = re.sub(r"\s+", " ", plain(text))
    if not shown:
        return []
    element: Json = {"type": "text", "text": shown}
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return [{**element, "style": style} if style else element]


def link(url: str | None) -> list[Json]:
    """Address -> a link labelled with its host; [] if it is not safe to link to."""
    safe, host = safe_url(url or ""), host_of(url or "")
    if not safe or not host or len(host) > MAX_HOST:
        return []
    return [{"type": "link", "url": safe, "text": host}]


def section(elements: Sequence[Json]) -> Json:
    """Elements in one paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(items: Iterable[Sequence[Json]]) -> Json:
    """Paragraphs as a bulleted list."""
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [section(item) for item in items],
    }


def quoted(elements: Sequence[Json]) -> Json:
    """Elements as a quotation."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def button(label: str, action: str, value: str, *, spoken: str | None = None) -> Json:
    """A button; `spoken` is what a screen reader says instead of its label."""
    made: Json = {
        "type": "button",
        "action_id": action,
        "text": plain_text(label, MAX_BUTTON),
        "value": value,
    }
    if spoken:
        made["accessibility_label"] = cut(spoken, MAX_BUTTON)
    return made


def option(label: str, value: str) -> Json:
    """One choice of a menu."""
    return {"text": plain_text(label, MAX_OPTION), "value": value}


# ----------------------------------------------------------------------------- blocks


def header(text: str, block_id: str) -> Json:
    """A heading; one that is too long for a header block becomes a bold line instead."""
    shown = one_line(text) or "-"
    if units(shown) > MAX_HEADER:
        return rich([section(run(cut(shown, MAX_SECTION), bold=True))], block_id)
    return {"type": "header", "block_id": block_id, "text": plain_text(shown, MAX_HEADER)}


def rich(elements: Sequence[Json], block_id: str) -> Json:
    """A block of rich text."""
    return {"type": "rich_text", "block_id": block_id, "elements": list(elements)}


def note(texts: Sequence[str], block_id: str) -> Json:
    """Small print: at most ten texts, without empty ones."""
    return {
        "type": "context",
        "block_id": block_id,
        "elements": [plain_text(text, 1_000) for text in texts if one_line(text)][:10],
    }


def actions(elements: Sequence[Json], block_id: str) -> Json:
    """A row of buttons."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def fold(title: str, blocks: Sequence[Json], block_id: str) -> Json:
    """Blocks that are folded away below a title: https://docs.slack.dev/reference/block-kit/blocks/container-block."""
    return {
        "type": "container",
        "block_id": block_id,
        "title": plain_text(title, MAX_FOLD_TITLE),
        "child_blocks": list(blocks)[:MAX_FOLDED],
        "is_collapsible": True,
        "default_collapsed": True,
    }


def size_of(block: Any) -> int:
    """Units in a block's texts, addresses and values."""
    if isinstance(block, dict):
        own = sum(units(v) for k, v in block.items() if k in TEXTS and isinstance(v, str))
        return own + sum(size_of(v) for v in block.values() if isinstance(v, dict | list))
    return sum(size_of(one) for one in block) if isinstance(block, list) else 0


TEXTS = frozenset({"text", "url", "value", "accessibility_label"})
