"""Markup as publishers' systems write it -> markup that trafilatura ("the library") understands."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from lxml.etree import strip_elements  # type: ignore[import-untyped]

from adapters.pages.extraction.markup.markup_parser import Node, words_of

# WordPress's post_class() puts the post's own tags and categories into its classes
# (https://developer.wordpress.org/reference/functions/get_post_class/). The library would take a
# story tagged "social" or "related" for furniture.
_TAXONOMY = re.compile(r"(?:^|\s)(?:tag|category|cat|topic|section|format|author|post_tag)-\S+")
_NOT_STORY = re.compile(
    r"(?i)comment|reply|related|recommend|sidebar|footer|newsletter|promo|popular|trending|card|"
    r"teaser|\bnav|menu|modal|popup|cookie|consent|widget|listing|archive"
)
# A pop-up about a word of a sentence: a separate box inside the paragraph.
_HOVERED = re.compile(
    r"(?i)(?:^|[\s_-])(?:rollover|tool-?tip|popover|hover-?card)[\w-]*(?:block|content|text|body|panel|box)"
)
_TEASER_KIND = re.compile(
    r"(?i)(?:^|[\s_-])(?:teasers?|cards?|related|recommended|promo)(?:$|[\s_-])"
)
_ASIDE = ("aside", "header", "footer", "nav", "form")
_PROSE = 80  # characters: a paragraph has at least so many
_PARAGRAPHS = 2  # a chunk of a story has at least so many
_UP = 3  # levels from a chunk to the element that holds all chunks, from a heading to its box
_BELOW = 2  # paragraphs below a headline for each one above it
_TEASERS = 5
_OWN = 3  # paragraphs outside of teasers: with so many, the page has a story of its own
_LONGEST_TEASER = 400  # characters
_LINKED = 0.95  # share of a list's characters that are links
_MOST = 0.6  # share of a page's prose: an element with this much is not furniture by its class


def mend(tree: Node) -> None:
    """Change the tree in place so that the library takes no part of the story for furniture."""
    # The library copies the whole tree several times, so elements that it drops are dropped first.
    strip_elements(tree, "script", "style", "svg", "link", "meta", with_tail=False)
    for node in tree.iter("article", "div", "section", "body", "main"):
        kind = node.get("class")
        if kind and "-" in kind and _TAXONOMY.search(kind):
            node.set("class", _TAXONOMY.sub("", kind).strip())
    for paragraph in tree.iter("p"):
        for box in [
            one
            for one in paragraph.iter("span", "div")
            if (kind := one.get("class")) and _HOVERED.search(kind)
        ]:
            if box.getparent() is not None:
                box.drop_tree()
    for menu in list(tree.iter("ul", "ol")):
        if menu.getparent() is not None and _is_menu(menu):
            menu.drop_tree()
    _drop_teasers(tree)
    prose = {
        paragraph: length
        for paragraph in tree.iter("p")
        if (length := len(paragraph.text_content())) >= _PROSE
    }
    _free_from_furniture(prose)
    _join_chunks(prose)


def drop_before_headline(tree: Node, title: str) -> None:
    """Drop paragraphs above the headline (other stories, an offer) if the story is below it.

    Changes the tree in place. Does nothing if there is no <h1>, or more than one.
    """
    heads = [h1 for h1 in tree.iter("h1") if title and words_of(h1) == title]
    if len(heads) != 1:
        return
    above: list[Node] = []
    below = 0
    passed = False
    for node in tree.iter("h1", "p"):
        if node is heads[0]:
            passed = True
        elif node.tag == "p" and len(node.text_content()) >= _PROSE:
            below += passed
            if not passed:
                above.append(node)
        if below > _BELOW * len(above) and passed:
            break
    if above and below > _BELOW * len(above):
        for paragraph in above:
            if paragraph.getparent() is not None:
                paragraph.drop_tree()


def _drop_teasers(tree: Node) -> None:
    """Drop boxes of other stories if the page's own story is outside of them."""
    around = {
        box
        for heading in tree.iter("h2", "h3", "h4")
        if heading.find(".//a") is not None and (box := _box_around(heading)) is not None
    }
    boxes = {box for box in around if len(box.text_content()) <= _LONGEST_TEASER}
    if len(boxes) < _TEASERS or next(tree.iter("h1"), None) is None:
        return
    own = 0
    for paragraph in tree.iter("p"):
        if len(paragraph.text_content()) >= _PROSE and boxes.isdisjoint(paragraph.iterancestors()):
            own += 1
    if own >= _OWN:
        for box in boxes:
            if box.getparent() is not None:
                box.drop_tree()


def _box_around(heading: Node) -> Node | None:
    """The <article> or teaser box closely around a heading."""
    for above in islice(heading.iterancestors(), _UP):
        if above.tag == "article" or _TEASER_KIND.search(above.get("class") or ""):
            return above
    return None


def _is_menu(box: Node) -> bool:
    """Whether a list contains only links: other stories, or a table of contents."""
    items = box.findall("li")
    linked = sum(len(link.text_content()) for link in box.iter("a"))
    return len(items) > 1 and linked >= _LINKED * len(box.text_content().strip()) > 0


def _free_from_furniture(prose: dict[Node, int]) -> None:
    """Turn an unclosed aside or popup that contains the page into a plain element, to keep it."""
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
    """Join a story that advertisements cut into boxes of the same class.

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
