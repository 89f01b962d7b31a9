"""Slack's blocks -> HTML. What is sent is `rich_text` and `plain_text`: nothing is parsed.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from briefs.links.sanitizing import safe_url


def message_html(blocks: Iterable[dict[str, Any]]) -> Markup:
    """One message -> HTML; kinds of blocks that we never send are left out."""
    return Markup('<div class="message">{}</div>').format(_all(blocks))


def _all(parts: Iterable[dict[str, Any]]) -> Markup:
    return Markup("").join(_one(part) for part in parts)


def _one(part: dict[str, Any]) -> Markup:  # noqa: C901  # one case for each kind
    match part:
        case {"type": "header", "text": {"text": str(text)}}:
            return Markup("<h2>{}</h2>").format(text)
        case {"type": "rich_text", "elements": inside}:
            return _all(inside)
        case {"type": "rich_text_section", "elements": inside}:
            return Markup("<p>{}</p>").format(_all(inside))
        case {"type": "rich_text_list", "elements": items}:
            return Markup("<ul>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(_all(i["elements"])) for i in items)
            )
        case {"type": "rich_text_quote", "elements": inside}:
            return Markup("<blockquote>{}</blockquote>").format(_all(inside))
        case {"type": "text", "text": str(text)}:
            return _styled(text, part.get("style") or {})
        case {"type": "link", "url": str(url)}:
            return _link(url, str(part.get("text") or url))
        case {"type": "context", "elements": inside}:
            return Markup('<div class="small">{}</div>').format(_all(inside))
        case {"type": "plain_text", "text": str(text)}:
            return Markup("<p>{}</p>").format(text)
        case {"type": "divider"}:
            return Markup("<hr>")
        case {"type": "actions", "elements": inside}:
            return Markup('<p class="buttons">{}</p>').format(_all(inside))
        case {"type": "button", "text": {"text": str(label)}}:
            return Markup("<span>{}</span> ").format(label)
    return Markup("")


def _styled(text: str, style: dict[str, bool]) -> Markup:
    shown = escape(text)
    if style.get("italic"):
        shown = Markup("<em>{}</em>").format(shown)
    return Markup("<strong>{}</strong>").format(shown) if style.get("bold") else shown


def _link(url: str, text: str) -> Markup:
    safe = safe_url(url)
    if safe is None:
        return escape(text)
    return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(safe, text)
