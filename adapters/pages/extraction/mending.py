"""Markup as publishers' systems write it -> as the extraction library expects it."""

from __future__ import annotations

import re
from collections import defaultdict

from adapters.pages.extraction.markup import Node

# WordPress's post_class() puts the post's own tags and categories into its classes
# (https://developer.wordpress.org/reference/functions/get_post_class/), and a story tagged
# "social" or "related" is then taken for furniture.
_TAXONOMY = re.compile(r"(?:^|\s)(?:tag|category|cat|topic|section|format|author|post_tag)-\S+")
_NOT_STORY = re.compile(
    r"(?i)comment|reply|related|recommend|sidebar|footer|newsletter|promo|popular|trending|card|"
    r"teaser|\bnav|menu|modal|popup|cookie|consent|widget|listing|archive"
)
# What a sentence's word opens when the pointer is on it: a box of its own in the paragraph.
_HOVERED = re.compile(
    r"(?i)(?:^|[\s_-])(?:rollover|tool-?tip|popover|hover-?card)[\w-]*(?:block|content|text|body|panel|box)"
)
_ASIDE = ("aside", "header", "footer", "nav", "form")
_PROSE = 80  # characters of a paragraph
_PARAGRAPHS = 2  # of a chunk
_UP = 3  # levels from a chunk to what holds them all
_LINKED = 0.95  # of a list's characters
_MOST = 0.6  # of a page's prose: what holds it is no furniture, whatever it is called


def mend(tree: Node) -> None:
    """Change the tree in place so that nothing of the story is taken for furniture."""
    for node in tree.iter("article", "div", "section", "body", "main"):
        kind = node.get("class")
        if kind and "-" in kind and _TAXONOMY.search(kind):
            node.set("class", _TAXONOMY.sub("", kind).strip())
    for paragraph in tree.iter("p"):
        for box in [
            n for n in paragraph.iter("span", "div") if _HOVERED.search(n.get("class") or "")
        ]:
            if box.getparent() is not None:
                box.drop_tree()
    for menu in list(tree.iter("ul", "ol")):
        if menu.getparent() is not None and _is_menu(menu):
            menu.drop_tree()
    prose = {
        paragraph: length
        for paragraph in tree.iter("p")
        if (length := len(paragraph.text_content())) >= _PROSE
    }
    _free_from_furniture(prose)
    _join_chunks(prose)


def _is_menu(box: Node) -> bool:
    """Whether a list is nothing but links: other stories, or a table of contents."""
    items = box.findall("li")
    linked = sum(len(link.text_content()) for link in box.iter("a"))
    return len(items) > 1 and linked >= _LINKED * len(box.text_content().strip()) > 0


def _free_from_furniture(prose: dict[Node, int]) -> None:
    """An aside or a popup that was never closed holds the page: it loses its name."""
    held: dict[Node, int] = defaultdict(int)
    for paragraph, length in prose.items():
        for above in paragraph.iterancestors():
            held[above] += length
    for node, length in held.items():
        if length < _MOST * sum(prose.values()) or node.tag in ("html", "body", "article", "main"):
            continue
        if node.tag in _ASIDE:
            node.tag = "div"
        kinds = [kind for kind in (node.get("class") or "").split() if not _NOT_STORY.search(kind)]
        if node.get("class"):
            node.set("class", " ".join(kinds))
        if _NOT_STORY.search(node.get("id") or ""):
            del node.attrib["id"]


def _join_chunks(prose: dict[Node, int]) -> None:
    """A story that advertisements cut into boxes of the same class becomes one box again.

    The library takes the first box for the story and drops the others.
    """
    boxes: dict[Node, int] = defaultdict(int)
    for paragraph in prose:
        box = paragraph.getparent()
        if box is not None and box.get("class"):
            boxes[box] += 1
    groups: dict[tuple[Node, str, str], list[Node]] = defaultdict(list)
    for box, paragraphs in boxes.items():
        above = box
        for _ in range(_UP):
            above = above.getparent() if above.getparent() is not None else above
            if paragraphs >= _PARAGRAPHS and not _is_furniture(box):
                groups[above, box.tag, box.get("class")].append(box)
    for chunks in groups.values():
        first, *others = chunks
        for chunk in others:
            if chunk.getparent() is not None and chunk not in first.iterdescendants():
                first.extend(list(chunk))


def _is_furniture(box: Node) -> bool:
    for node in (box, *box.iterancestors()):
        if node.tag in ("main", "body"):
            return False
        if node.tag in ("aside", "footer", "nav", "li") or _NOT_STORY.search(
            f"{node.get('class') or ''} {node.get('id') or ''}"
        ):
            return True
    return False
