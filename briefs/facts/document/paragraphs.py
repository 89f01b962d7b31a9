"""Text -> its paragraphs, without page furniture.

Takes the article's text and title. Gives blocks: one line of the text each, numbered from 1.
Furniture is left out; the known kinds, an example each:

- a repeated headline            `Mayor opens bridge` as the first line below that title
- a headline glued to the body   `Mayor opens bridge-OSLO — -The mayor opened ...`
- a dateline (cut, not dropped)  `OSLO, May 4 (Example News) — The mayor ...`
- a byline                       `By Ann Example, City Desk`
- a caption                      `FILE - The old bridge in Oslo, May 4, 2020.`
- share buttons, sign-up boxes   `Read more: ...`, `Source link`, `Copyright © 2020`

Quote marks are normalised one for one, so `article.text[block.start + i]` is what
`block.text[i]` stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_FOR_ONE = {
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\t\u000b\u000c\u2028\u2029\u0085\ufeff", " "),
}
_NORMAL = str.maketrans(_ONE_FOR_ONE)
# Half a character, as broken JSON escapes give; no tokenizer can encode it.
_SURROGATE = re.compile("[\ud800-\udfff]")

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Sep\.|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PLACE = r"[A-Z][A-Z.'-]*[A-Z.]"
_DATELINE = re.compile(
    rf"""\s*(?:{_PLACE}(?:[\s/]{_PLACE}|\s&)*       # OSLO, NEW YORK, WASHINGTON/OSLO
        (?:,\s(?:[A-Z][\w.]*\s?){{1,3}})*           # , N.Y. , Norway
        (?:,?\s{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?)? # , May 4
        \s*(?:\([^()]{{2,40}}\)\s*)?                # (Example News)
        (?:—|–|―|--+|-\s|(?<=[A-Z.]{{4}})-(?=[A-Z]))\s*-?\s*  # the dash; not that of OVD-Info
        |\([A-Z][A-Za-z\s/.]{{1,24}}\)\s*(?:—|–|--+|-)\s*  # (Reuters) -
        |(?:—|–)\s+(?=[A-Z]))""",
    re.VERBOSE,
)
_GLUE = re.compile(r"[\s\-–—]*")
_CAPTION = re.compile(
    rf"""^(?:FILE\s?[-–—:]|(?:Photo|Image|Picture|Video|Graphic|Caption|Credit)s?\s?[:/]
        |[A-Z][A-Z ,.]+\s-\s(?:{_MONTH}|[A-Z]+)\s\d+\s?:)
        |\bin\sthis\s(?:[\w,.]+\s){{0,6}}(?:photo(?:graph)?|image|picture|handout)\b[^.]{{0,60}}\.?$
        |\((?:AP|AFP|Reuters|Getty|EPA|Photo)\b[^()]*(?:Photo|Images|Pool)?[^()]*\)\s*$
        |\b(?:/\s?Getty\sImages|/\s?AP\sPhoto|AFP/Getty|Getty\sImages)\b[^.]{{0,30}}\.?$
        |(?:,|in|on|\w)\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s)?
         {_MONTH}\s\d{{1,2}},\s\d{{4}}\.?\s*(?:\([^()]*\))?$""",
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"^(?:By|BY|Written by|Posted by|Reported by|Reporting by|Additional reporting|Edited by"
    r"|Editing by)\b(?!\s(?:the|a|an|then|now|contrast|comparison|law)\b)[^.?!\"]{2,140}\.?$"
)
_NAME = r"[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+){1,3}"
_NAMES = re.compile(rf"^{_NAME}(?:,\s{_NAME})+$")
_FURNITURE = re.compile(
    r"""^(?:source\slink|advertisement|sponsored(?:\scontent)?|share(?:\s(?:this|on|via).{0,40})?
        |tweet|facebook|twitter|whatsapp|email(?:\sthis.{0,30})?|print|linkedin|reddit|comments?
        |abstract|full\stext|letters|related(?:\s(?:articles?|stories|content|topics|links))?\s?:?.{0,0}
        |correction\sappended|loading\.*|skip\sto.{0,40}|menu|subscribe|log\sin|sign\sin
        |(?:read|see|watch|listen|view)\s(?:more|also|next|this|now|the\s(?:full|rest))\b.{0,160}
        |(?:read|watch|more|related|see\salso|also\sread|photos?|video|listen|background)\s?:.{0,160}
        |sign\sup\s(?:for|to|here)\b.{0,200}|subscribe\s(?:to|now|for)\b.{0,200}
        |(?:email\s)?sign\sup\sby\ssigning\sup.{0,300}|.{0,40}\bsign\sup\sfor\sour\b.{0,200}
        |get\s(?:the|our)\s(?:latest|daily|best)\b.{0,160}
        |follow\s[^.]{1,60}\son\s(?:twitter|facebook|instagram|x)\b.{0,160}
        |like\sus\son\s.{0,60}|do\syou\ssupport\b.{0,80}like\sthe\spage:
        |click\shere\b.{0,160}|tap\shere\b.{0,160}|copyright\s?(?:©|\(c\)|\d).{0,160}|©.{0,160}
        |all\srights\sreserved.{0,80}|this\s(?:material|site|sign-up\sform)\s(?:may\snot|is\sprotected).{0,240}
        |(?:by\s\w+ing.{0,60}\s)?you\sagree\sto\s(?:receive|our|the)\b.{0,240}
        |(?:please\s)?(?:verify|confirm)\syou(?:r|['’]re)\b.{0,120}|thank\syou\sfor\ssubscribing.{0,80}
        |you\scan\sunsubscribe\b.{0,160}|story\scontinues\s(?:below|after).{0,80}
        |(?:as\spublished|a\sversion\sof\sthis\sarticle|this\sarticle\s(?:first|originally)\sappeared).{0,200}
        |this\s(?:story|article|post|report)\s(?:has\sbeen|was|is\sbeing|will\sbe)\s(?:last\s)?
            (?:updated|corrected|amended)\b.{0,200}
        |(?:\w+\s){1,6}contributed\sto\sthis\s(?:report|story|article).{0,60}
        |(?:[\w.]+\s){1,4}reported\sfrom\s[\w\s,.]{2,60}
        |\d{1,2}[:.]\d\d\s?[ap]\.?m\.?|[\W_\d]+|getty|x|of|width:.{0,20})\.?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)


# A sign-up box that extraction joined into one line.
_BOX = re.compile(
    r"(?:newsletter\ssign\sup|sign\sup\sfor\s(?:the|our)\s\w+|continue\sreading\sthe\smain\sstory"
    r"|subscribe\sto\sour)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of text.

    `text[i]` stands for `article.text[start + i]`, with quote marks normalised;
    `number` counts the blocks from 1.
    """

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return self.start + len(self.text)


def split_blocks(text: str, title: str = "") -> tuple[Block, ...]:
    """(Text, title) -> its paragraphs without furniture and datelines."""
    blocks: list[Block] = []
    at = 0
    headline = plain(title)
    for line in text.split("\n"):
        start, end = _trim(line)
        if start < end:
            body = normal(line[start:end])
            if is_furniture(body, headline):
                skip = len(body)
            else:
                skip = _head(body, headline) if not blocks else _dateline(body)
            body = body[skip:]
            if body and not (skip and is_furniture(body)):
                blocks.append(Block(len(blocks) + 1, at + start + skip, body))
        at += len(line) + 1
    return tuple(blocks)


def normal(text: str) -> str:
    """Text with quote marks and blanks normalised one for one (same length)."""
    return _SURROGATE.sub("\ufffd", text.translate(_NORMAL))


def plain(text: str) -> str:
    """Letters and digits in lower case, one blank between words: for comparing headlines."""
    return " ".join(re.findall(r"\w+", text.lower()))


def is_furniture(body: str, headline: str = "") -> bool:
    """Whether a line is page furniture, a byline, a caption or the headline again."""
    if not any(c.isalpha() for c in body):
        return True
    if len(body) <= 400 and _FURNITURE.match(body):
        return True
    if len(body) <= 1500 and _BOX.match(body):
        return True
    if len(body) <= 160 and (_BYLINE.match(body) or _NAMES.match(body) or body.isupper()):
        return True
    if '"' not in body and len(body) <= 600 and _CAPTION.search(body):
        return not re.search(r"\b(?:said|says|told|announced|was|were|had)\b", body[:-1]) or (
            body.startswith("FILE")
        )
    return (
        bool(headline) and len(body) <= 200 and plain(body) == headline and not _is_sentence(body)
    )


def _is_sentence(body: str) -> bool:
    """Whether a headline is really a lead sentence: long, with a full stop, mostly lower case."""
    words = body.split()
    capitals = sum(w[:1].isupper() for w in words)
    return len(words) >= 16 and body[-1:] in '.!?"' and capitals < 0.6 * len(words)


def _trim(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _dateline(body: str) -> int:
    """Characters of the dateline that opens a paragraph."""
    found = _DATELINE.match(body)
    return found.end() if found and found.end() < len(body) else 0


def _head(body: str, headline: str) -> int:
    """Characters of the headline and dateline that are joined to the first paragraph."""
    cut = _glued(body, headline)
    return cut + _dateline(body[cut:])


def _glued(body: str, headline: str) -> int:
    """The length of a headline that runs into the text with a dash between them."""
    words = headline.split()
    if len(words) < 3:
        return 0
    at = 0
    for word, found in zip(words, re.finditer(r"\w+", body), strict=False):
        if found.group().lower() != word:
            return 0
        at = found.end()
    glue = _GLUE.match(body, at)
    after = glue.end() if glue else at
    between = body[at:after]
    if after >= len(body) or not re.search(r"[-–—]", between) or not between.strip():
        return 0
    return after
