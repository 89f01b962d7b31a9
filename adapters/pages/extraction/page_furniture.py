"""Lines of an extracted text -> the same lines without page furniture that the extractor left in.

A fifth of all extractions ends in such a line. The wordings are in furniture.txt. Each matches
whole lines only, so that a sentence that contains the words stays.
"""

from __future__ import annotations

import re
from importlib.resources import files

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_FILLED_IN = {
    "{date}": (
        rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
        rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}})"
    ),
    "{time}": r"(?:,? ?(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?",
    "{sites}": (
        r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|pinterest|reddit|e-?mail|youtube|"
        r"tiktok|telegram|flipboard|print|copy link|messenger|threads|bluesky|mail)"
    ),
}
_BEFORE, _AFTER = r"[-•*#»>|–—▶►\s]*", r"[\s|»>→↩.:…]*"


def _patterns(section: str) -> re.Pattern[str]:
    text = files(__package__).joinpath("furniture.txt").read_text("utf-8")
    parts = re.split(r"^\[(\w+)\]$", text, flags=re.MULTILINE)
    lines = parts[parts.index(section) + 1].splitlines()
    wordings = [line for line in lines if line and not line.startswith("#")]
    whole = f"{_BEFORE}(?:{'|'.join(wordings)}){_AFTER}"
    for name, pattern in _FILLED_IN.items():
        whole = whole.replace(name, pattern)
    return re.compile(whole, re.IGNORECASE)


_LINE, _INVITATION, _CREDIT = map(_patterns, ("line", "invitation", "credit"))
_HEAD, _TAIL = map(_patterns, ("head", "tail"))
_LONGEST_INVITATION = 320
_LONGEST = 500
_HEAD_LINES = 6
_TAIL_FROM = 0.6  # share of the characters: a heading that comes earlier belongs to the story
_PROSE_OF_TAIL = 0.34  # share of lines that may be prose: a short biography, a teaser or two
_BULLET = re.compile(r"^[-•*]\s+")
_WORD = re.compile(r"\w+")


def without_junk(text: str, *, title: str, authors: tuple[str, ...] = ()) -> str:
    """Text in lines, its headline and authors -> the same lines without furniture."""
    lines = [line for line in text.split("\n") if line.strip()]
    lines = _without_head(_without_tail(lines), title, authors)
    return "\n".join(line for line in lines if not is_junk(line))


def is_junk(line: str) -> bool:
    """Whether a whole line is furniture."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    if _LINE.fullmatch(line) or _CREDIT.fullmatch(line):
        return True
    return len(line) <= _LONGEST_INVITATION and bool(_INVITATION.fullmatch(line))


def _without_head(lines: list[str], title: str, authors: tuple[str, ...]) -> list[str]:
    """Drop a repeated headline, the date and the byline before the first sentence."""
    own = {_folded(title), *(_folded(name) for name in authors)} - {""}
    remaining: list[str] = []
    for number, line in enumerate(lines[:_HEAD_LINES]):
        bare = _BULLET.sub("", line.strip())
        if _folded(bare) in own or _HEAD.fullmatch(bare):
            continue
        remaining.append(line)
        if _is_prose(line):
            return remaining + lines[number + 1 :]
    return remaining + lines[_HEAD_LINES:]


def _without_tail(lines: list[str]) -> list[str]:
    """Drop everything below a heading like "More stories", unless the story continues there."""
    total = sum(map(len, lines))
    read = 0
    for number, line in enumerate(lines):
        if read >= _TAIL_FROM * total and _TAIL.fullmatch(line.strip()):
            rest = lines[number + 1 :]
            if sum(map(_is_prose, rest)) <= max(1, _PROSE_OF_TAIL * len(rest)):
                return lines[:number]
        read += len(line)
    return lines


def _is_prose(line: str) -> bool:
    return len(line) > 80 and line.rstrip().endswith((".", "!", "?", '"', "”", "’", ":", "…"))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
