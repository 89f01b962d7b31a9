"""Scope of negation, modals and conditions by words alone, without a parse; for the checker.

Facts are read from a parse. The checker must not share its errors, so it sees a sentence as a
sequence of words, and in doubt refuses. All offsets are characters of one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefs.text.guard_words import ARRIVED, BARRIER, CLAUSE_END, DATELINE, GUARD, LEADING, TRAILING

Range = tuple[int, int]

PREPOSITION = re.compile(r"\b(?:in|at|on|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
RELATIVE = re.compile(r",\s(?:who|which|whose|whom|where)\s[^,]*,|\([^)]*\)", re.IGNORECASE)
OPENING = re.compile(r"(?!if\b|unless\b)[^,;]{3,120},\s", re.IGNORECASE)
PAIRED = re.compile(r"\b(?:between|both|either|neither|from)\b[^,;]*$", re.IGNORECASE)
STARTS_BELOW = re.compile(
    r"(?:as|when|while|although|though|if|because|since|after|before|unless|once|despite|with|"
    r"until|to|whether|whatever|even|given|following|amid|by|for|in|on|at|\w+ing|based|compared|\w+ed)\b",
    re.IGNORECASE,
)
"""Openings of a subordinate clause: the main clause comes after the first comma or later."""
LISTED = re.compile(
    r"\s*,\s(?!(?:who|which|where|when|while|whose|after|before|because|since|as|and|but|\w+ing|"
    r"\w+ed)\b)[^,;:—]{1,80}(?:,[^,;:—]{1,80})*?,?\s(?:and|or)\s"
)
PREDICATE = re.compile(r"\b(?:to be|is|are|was|were|will|would|has|have|had)\b")
"""Verbs of which a cut-off list may be the subject: "expected A, B and C to be ready"."""
TOTAL = re.compile(
    r"\b(?:all|every|any|no|only|none|those|anyone|everyone|anything|everything|nobody|the)"
    r"(?:\s[\w'’-]+){0,2}$",
    re.IGNORECASE,
)
IRREGULAR = re.compile(r"\s\s|[^\S ]")
INTRODUCTION = re.compile(
    r"(?:(?:per|as|according to)\s[^,]{2,40},\s)?(?:that\s)?"
    r"(?:(?:it|he|she|they)\s(?=[\"“])|[^\"“:]{1,60}:\s(?=[\"“]))?",
    re.IGNORECASE,
)
SINGLE_QUOTED = re.compile(r"(?<![\w])['‘](?=\S)((?:[^'‘’]|(?<=\w)['’](?=\w))+)['’](?!\w)")
NOTHING = re.compile(r"[\s.,;:!?…\"'“”‘’)\]-]*")


def find(words: str, sentence: str, after: int = 0) -> Range | None:
    """Where `words` occur as whole words in the sentence, or None; all blanks are alike.

    The first letter may differ in case: a line may begin inside a sentence.
    """
    plain = _find_plain(words, sentence, after)
    if plain is not None:
        return plain
    parts = words.split()
    if not parts or (IRREGULAR.search(sentence) is None and words.lower() not in sentence.lower()):
        return None
    head = re.escape(parts[0])
    if parts[0][0].isalpha():
        head = f"(?i:{re.escape(parts[0][0])}){re.escape(parts[0][1:])}"
    pattern = r"\s+".join([head, *map(re.escape, parts[1:])])
    left = r"(?<!\w)" if parts[0][0].isalnum() else ""
    right = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    found = re.compile(left + pattern + right).search(sentence, after)
    return found.span() if found else None


def holds_nothing(words: str) -> bool:
    """Whether the text has only blanks and punctuation."""
    return NOTHING.fullmatch(words) is not None


def preposition(text: str, start: int) -> int:
    """Where the preposition of place or time right before `start` begins."""
    found = PREPOSITION.search(text, max(0, start - 20), start)
    return found.start() if found else start


def _find_plain(words: str, sentence: str, after: int) -> Range | None:
    """Where `words` occur letter by letter: the fast path of `find`."""
    at = sentence.find(words, after) if words.strip() == words and words else -1
    while at >= 0:
        end = at + len(words)
        inside = at > 0 and words[0].isalnum() and _is_word(sentence[at - 1])
        if not inside and not (
            end < len(sentence) and words[-1].isalnum() and _is_word(sentence[end])
        ):
            return at, end
        at = sentence.find(words, at + 1)
    return None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def introduction(words: str) -> int:
    """Length of what introduces reported words: an outlet, "that", "it" before a quote."""
    found = INTRODUCTION.match(words)
    return found.end() if found else 0


def is_connective(words: str) -> bool:
    """Whether these opening words only connect the sentence to the one before ("However,")."""
    if holds_nothing(words):
        return True
    dateline = DATELINE.match(f"{words}A")
    bare = words[dateline.end() if dateline else 0 :]
    return holds_nothing(bare) or LEADING.fullmatch(bare) is not None


def connective(sentence: str) -> int:
    """Length of the dateline and connective that open a sentence."""
    dateline = DATELINE.match(sentence)
    start = dateline.end() if dateline else 0
    found = LEADING.match(sentence, start)
    return found.end() if found else start


def ends_clause(sentence: str, at: int) -> bool:
    """Whether a clause can end at `at`."""
    rest = sentence[at:].lstrip('"”’')
    if LISTED.match(rest) and PREDICATE.search(rest):
        return False
    if STARTS_BELOW.match(sentence) and "," not in sentence[:at]:
        return False
    if re.match(r"\s*and\b", rest) and PAIRED.search(sentence[:at]):
        return False
    if re.match(r"\s(?:who|which|that|where)\b", rest) and TOTAL.search(sentence[:at]):
        return False
    return holds_nothing(rest) or CLAUSE_END.match(rest) is not None


def qualifies_before(left_out: str) -> str | None:
    """The word in the omitted text that qualifies the text before it, or None."""
    found = TRAILING.search(left_out)
    return found.group() if found else None


def governor(
    sentence: str,
    used: int,
    *,
    retained: Sequence[Range] = (),
    since: int = 0,
    end: int | None = None,
) -> str | None:
    """The guard word before `used` that governs the words there and is not kept, or None.

    Searched from `since` to `end` (default `used`). A word does not govern across a clause
    boundary, out of a relative clause or parenthesis, or out of an opening adjunct.
    """
    limit = used if end is None else end
    apart = [m.span() for m in RELATIVE.finditer(sentence) if m.end() <= used + 1]
    opening = OPENING.match(sentence)
    if opening and since == 0 and opening.end() <= used and not is_infinitive(sentence, used):
        apart.append(opening.span())
    for found in GUARD.finditer(sentence, since, limit):
        at = found.span()
        if _inside(at, retained) or _inside(at, apart):
            continue
        if BARRIER.search(sentence, at[1], used):
            continue
        return found.group()
    return None


def reported(sentence: str, trigger: Range) -> bool:
    """Whether the sentence reports the trigger's act as done: no governor, no bare infinitive.

    "touched down to meet" is done, since the arrival is reported; "agreed to meet" is not.
    """
    if governor(sentence, trigger[0]):
        return False
    if is_infinitive(sentence, trigger[0]):
        arrived = list(ARRIVED.finditer(sentence, 0, trigger[0]))
        return bool(arrived) and not governor(sentence, arrived[-1].start())
    return qualifies_before(sentence[trigger[1] :]) is None


def is_infinitive(sentence: str, at: int) -> bool:
    """Whether the verb at `at` follows "to"."""
    return (
        re.search(r"\bto\s+(?:\w+ly\s+)?$", sentence[max(0, at - 40) : at], re.IGNORECASE)
        is not None
    )


def _inside(at: Range, ranges: Iterable[Range]) -> bool:
    return any(start <= at[0] and at[1] <= end for start, end in ranges)


# ---------------------------------------------------------------------- quote marks


def balanced(words: str) -> bool:
    """Whether quote marks and brackets that open in the words close in them; kinds may mix."""
    return (
        words.count("(") == words.count(")")
        and words.count("[") == words.count("]")
        and words.count("<") == words.count(">")
        and len(re.findall(r"[\"“”]", words)) % 2 == 0
    )


def quoted_ranges(paragraph: str, *, continued: bool = False) -> list[Range]:
    """Ranges between quote marks of a paragraph; a quote left open runs to its end.

    Double marks, straight or typographic; single ones where they cannot be apostrophes.
    `continued`: the paragraph before left its quote open.
    """
    ranges: list[Range] = []
    opened: int | None = 0 if continued else None
    for mark in re.finditer(r"[\"“”]", paragraph):
        at, sign = mark.start(), mark.group()
        if sign == "“" or (sign == '"' and opened in (None, 0) and _opens(paragraph, at)):
            opened = at + 1
        elif opened is not None and sign in '"”':
            ranges.append((opened, at))
            opened = None
        elif sign == '"':
            opened = at + 1
    if opened:
        ranges.append((opened, len(paragraph)))
    return sorted(ranges + _single(paragraph))


def leaves_open(paragraph: str) -> bool:
    """Whether the paragraph ends inside a quote."""
    last = max(paragraph.rfind("“"), paragraph.rfind('"') if paragraph.count('"') % 2 else -1)
    return last > paragraph.rfind("”")


def _opens(paragraph: str, at: int) -> bool:
    return at == 0 or paragraph[at - 1] in " \t\n([—–-"


def _single(paragraph: str) -> list[Range]:
    return [m.span(1) for m in SINGLE_QUOTED.finditer(paragraph)]
