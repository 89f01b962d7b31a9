"""Discord's components (V2) -> HTML.

Its markdown is CommonMark, except for small print (`-#`), line breaks that are kept, and what it
does not support: https://support.discord.com/hc/en-us/articles/210298617.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

SMALL = "-# "
LACKED = (
    "image", "autolink", "html_inline", "html_block", "entity", "code", "hr", "lheading",
    "reference",
)  # fmt: skip


def message_html(components: Iterable[dict[str, Any]]) -> Markup:
    """One message -> HTML; kinds of components that we never send are left out."""
    return Markup('<div class="message">{}</div>').format(_all(components))


def _all(components: Iterable[dict[str, Any]]) -> Markup:
    return Markup("").join(_one(component) for component in components)


def _one(component: dict[str, Any]) -> Markup:
    match component:
        case {"type": 17, "components": inside, "accent_color": int(colour)}:
            # The page forbids style attributes, so the colours are in the style sheet.
            return Markup('<div class="container c-{}">{}</div>').format(
                f"{colour:06x}", _all(inside)
            )
        case {"type": 10, "content": str(content)}:
            return Markup('<div class="text">{}</div>').format(_markdown(content))
        case {"type": 14}:
            return Markup("<hr>")
        case {"type": 1, "components": inside}:
            return Markup('<p class="buttons">{}</p>').format(_all(inside))
        case {"type": 2, "label": str(label)}:
            return Markup("<span>{}</span> ").format(label)
    return Markup("")


def _markdown(content: str) -> Markup:
    html = Markup("")
    for small, lines in groupby(content.split("\n"), key=lambda line: line.startswith(SMALL)):
        text = "\n".join(line.removeprefix(SMALL) if small else line for line in lines)
        block = Markup(_MARKDOWN.render(text))  # noqa: S704  # it escapes all text, and takes no HTML
        html += Markup('<div class="small">{}</div>').format(block) if small else block
    return html


def _link_open(
    self: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    tokens[at].attrSet("rel", "noreferrer noopener")
    return self.renderToken(tokens, at, options, env)


_MARKDOWN = MarkdownIt("commonmark", {"breaks": True, "html": False}).disable(LACKED)
_MARKDOWN.add_render_rule("link_open", _link_open)
