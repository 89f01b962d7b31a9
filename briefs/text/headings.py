"""A heading and a sentence below it -> whether the sentence holds only under that heading.

date        "2019", "March 2020", "Monday"
condition   "On Windows", "If you rent", "For children"
numbered    "Option 2", "Plan B", "Week 3"
aspect      "Side effects", "Cons", "Myth", "Worst case"
name        "Larkspur 4", "Germany": capitalised in the article's own sentences
Not where the sentence says it itself.
"""

from __future__ import annotations

import re

from briefs.text.guard_words import word_set
from briefs.text.references import NAMED

MAX_WORDS = 7
MARK = re.compile(r"^(?:[-•*#]|\(?\d{1,2}[.):]+|[ivx]+[.)])\s*|\s*[:.]$")
"""A number or bullet before a heading, a colon after it; all removed."""
MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"(?:(?:In|Since|Until|Before|After|Early|Late|Mid|Spring|Summer|Autumn|Fall|Winter|Fiscal|"
    rf"Q[1-4])[ -])*"
    rf"(?:(?:1[5-9]|20)\d\d(?:s|[-–/]\d{{2,4}})?|{MONTHS}(?: \d{{1,2}},?)?(?: (?:19|20)\d\d)?|"
    rf"\d{{1,2}} {MONTHS}(?: (?:19|20)\d\d)?|"
    rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,? {MONTHS} \d{{1,2}})?|"
    rf"\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?)",
)
CONDITION = re.compile(
    r"(?:On|For|With|Without|If|When|Under|Outside|Inside|During|Using|Via|Unless|Until|Only|Not|"
    r"In (?!(?:short|brief|conclusion|summary|closing|detail|depth|focus|context|numbers|other|"
    r"this|addition)\b)|"
    r"(?:Before|After|At) (?=[a-z])) ?\b",
)
NUMBERED = re.compile(
    r"(?:Option|Step|Plan|Phase|Scenario|Case|Level|Tier|Stage|Method|Version|Day|Week|Month|Year|"
    r"Group|Type|Class|"
    r"Part|Round|Route|Model|Team|Zone|Category|Grade|Table|Proposal|Question|Theory|Exhibit|"
    r"Count|Choice|Alternative|"
    r"Approach|Variant|Division|Season|Episode|Heat|Quarter|Set)"
    r" (?:\d{1,3}[A-Z]?|[A-Z]|[IVX]+|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
ASPECTS = word_set(
    """advantages against alleged alternatives arguments bad believers best-case beta causes
    caveats challenges claim claims complications concerns cons contraindications critics
    dangers default defence defense deprecated disadvantages dislikes downside downsides
    drawbacks eligibility exceptions exclusions experimental fact facts false fiction flaws
    forecast good hypothetical ideal legend likes limitations limits losers lows minuses
    misconception misconceptions mistakes myth myths negatives obsolete opponents optimists
    optional outlook pessimists plaintiffs pluses plusses positives precautions prediction
    predictions prerequisites problems proposed pros prosecution recommended requirements
    restrictions risks rumor rumors rumour rumours sceptics side-effects skeptics speculation
    strengths supporters symptoms true ugly upside upsides warnings weaknesses winners
    worst-case"""
)
ASPECT = re.compile(
    r"(?:(?:The|Some|Main|Key|Common|Possible|Potential|Known|What we|What I|Our|"
    r"Serious) )*"
    r"(?P<aspect>[\w'’-]+(?: (?:effects?|case|like[ds]?|hate[ds]?|scenario))?)"
    r"(?: (?:for|against|of|to) .+)?",
    re.IGNORECASE,
)
TWO_WORDS = frozenset(
    {"side effects", "side effect", "worst case", "best case", "don't like", "don’t like"}
)
WORD = re.compile(r"[^\W_]+")
SMALL = word_set("a an the of for in on at to and or with if when you your our we it is are not")


def bare_heading(heading: str) -> str:
    """A heading without its number, bullet or colon."""
    return MARK.sub("", MARK.sub("", heading.strip()))


def narrows(heading: str, sentence: str, text: str) -> bool:
    """Whether the heading restricts a sentence of its section to a time, place or thing.

    `text`: the article, whose sentences show which words are names.
    """
    bare = bare_heading(heading)
    words = [w for w in WORD.findall(bare.lower()) if w not in SMALL]
    if not words or len(bare.split()) > MAX_WORDS or bare.endswith(("?", "!", "…")):
        return False
    if sum(_has(word, sentence) for word in words) * 2 >= len(words):
        return False
    if DATE.fullmatch(bare) or CONDITION.match(bare) or NUMBERED.match(bare) or _is_aspect(bare):
        return True
    return _is_name(bare, text) and NAMED.search(sentence) is None


def _is_aspect(heading: str) -> bool:
    found = ASPECT.fullmatch(heading)
    if found is None:
        return False
    aspect = found["aspect"].lower()
    return aspect in ASPECTS or aspect in TWO_WORDS


def _is_name(heading: str, text: str) -> bool:
    """Whether a short heading is a name: capitalised in sentences, too."""
    words = heading.split()
    if len(words) > 3 or not all(word[0].isupper() or word[0].isdigit() for word in words):
        return False
    return re.search(rf"[a-z,] {re.escape(heading)}\b", text) is not None


def _has(word: str, sentence: str) -> bool:
    stem = word if len(word) < 5 else word[:-2]
    return re.search(rf"\b{re.escape(stem)}", sentence, re.IGNORECASE) is not None
