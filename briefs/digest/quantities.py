"""Sentence -> the counted harm, the sums of money and the shares in it, with what they count.

Only what can be compared between two articles: a number with the same verb and the same
kind of noun ("at least 12 people were killed"), the toll itself, or a share of the same
thing in sentences that name the same ("Velland gets 40 percent of the river's yearly
flow"); shares of people are left out, since polls differ. A number is a range, since "at
least 12" and 15 do not contradict each other. Sentences that look back, suppose or deny
are left out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from briefs.digest.lexicon.word_relations import relations
from briefs.text.guard_words import word_set
from briefs.word_lists import columns

# Own list: the verbs of harm and of custody that news agencies count people by.
HARM = {
    "killed": "killed dead died dies die killing kills",
    "injured": "injured wounded hurt injuring wounding injures wounds",
    "missing": "missing unaccounted",
    "arrested": "arrested detained arresting detaining",
    "displaced": "displaced evacuated displacing evacuating",
    "protested": "protested protesting demonstrated demonstrating rallied marched marching",
    "infected": "infected",
    "rescued": "rescued",
    "abducted": "abducted kidnapped",
}
KIND = {form: kind for kind, forms in HARM.items() for form in forms.split()}
ANYONE = word_set("people person persons others other")
# Groups that polls and statistics count: their numbers differ without contradiction.
ASKED = word_set(
    "people voters votes respondents adults men women children households families workers "
    "residents citizens members those them population public electorate seats all"
)
ARTICLES = word_set("the a an its their his her this that")
SHARE = (("percent",), ("%",), ("per", "cent"))
MOST_WORDS = 5
"""Words in the name of a thing that is shared out."""
SMALL = columns(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = columns("twenty thirty forty fifty sixty seventy eighty ninety")
VALUES = {word: float(n) for n, word in enumerate(SMALL)} | {
    word: 10.0 * n for n, word in enumerate(TENS, 2)
}
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
ABOUT = 0.2
"""How far off "about" may be."""

AT_LEAST = ("at least", "more than", "over", "no fewer than", "upwards of")
AT_MOST = ("up to", "as many as", "fewer than", "less than", "at most", "no more than")
NEAR = (
    "about", "around", "nearly", "almost", "some", "roughly", "approximately", "an estimated",
    "close to",
)  # fmt: skip
HEDGES = tuple(tuple(hedge.split()) for hedge in (*AT_LEAST, *AT_MOST, *NEAR))
BE = word_set("were was are is have has had been being left who")
BEFORE = word_set(
    "killing injuring wounding arresting detaining killed injured wounded arrested detained "
    "kills displacing displaced evacuated abducted kidnapped rescued"
)
LINKS = word_set("and in on at when after by as during near with from of to or that")
GOES_ON = word_set(
    "which who will would shall can could may might must said says but than while if under through "
    "between over until each per every was were is are has have had does did"
)
MONEY = frozenset("$€£")
MOST_NOUNS = 3
COUNTING = columns(
    "$ € £ % cent toll kill dead die injur wound hurt missing unaccounted arrest detain displac "
    "evacuat protest demonstrat rallied march infected rescued abduct kidnap"
)
"""A sentence with none of these counts nothing; this rules out most sentences quickly."""
TOKEN = re.compile(r"[$€£]|\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
DIGIT = re.compile(r"\d")
TOLL = re.compile(r"\bdeath toll\b[^.]{0,40}?\b(?:to|at|reached|is|was)$", re.IGNORECASE)
ASIDE = re.compile(
    r"\b(?:could|would|might|(?-i:may)|if|not|no|never|n't|unless|feared|expected|"
    r"last (?:year|month|week)|in (?:\w+ )?(?:19|20)\d\d|earlier|previous|previously|"
    r"since|ago|in the past|each year|every|per(?! cent))\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted, the range that the words allow, and the words themselves."""

    subject: str
    low: float
    high: float
    words: str


def is_past_hypothetical_or_denied(sentence: str) -> bool:
    """Whether a sentence is about the past, a hypothesis or a denial: its numbers do not count."""
    return ASIDE.search(sentence) is not None


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Sentence -> its counts; none if it is about the past, hypothetical or a denial."""
    small = sentence.lower()
    if not any(map(small.__contains__, COUNTING)):
        return ()
    if not DIGIT.search(small) and not any(map(small.__contains__, VALUES)):
        return ()
    if is_past_hypothetical_or_denied(sentence):
        return ()
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(sentence)]
    words = [token.lower() for token, _, _ in tokens]
    found: list[Quantity] = []
    for at, word in enumerate(words):
        value = _value(word)
        if value is None:
            continue
        end = at + 1
        if end < len(words) and words[end] in SCALE:
            value, end = value * SCALE[words[end]], end + 1
        sign = at > 0 and words[at - 1] in MONEY
        hedge, start = _hedge(words, at - sign)
        counted = _share(tokens, words, start, end) or _counted(sentence, tokens, words, start, end)
        if counted is not None:
            subject, first, last = counted
            low, high = _range(value, hedge)
            text = sentence[tokens[first][1] : tokens[last - 1][2]]
            found.append(Quantity(subject, low, high, text))
    return tuple(found)


Token = tuple[str, int, int]


def _counted(
    sentence: str, tokens: list[Token], words: list[str], start: int, end: int
) -> tuple[str, int, int] | None:
    """What the number at tokens [start, end) counts, and the tokens that say so."""
    nouns = _nouns(tokens, end)
    after = end + len(nouns)
    verb = after
    while verb < len(words) and words[verb] in BE:
        verb += 1
    sign = next((word for word in words[start:end] if word in MONEY), "")
    if sign:
        return (f"{sign} {nouns[-1]}", start, after) if nouns else None
    if verb < len(words) and words[verb] in KIND:
        return _subject(KIND[words[verb]], nouns), start, verb + 1
    before = words[start - 1] if start else ""
    if before in BEFORE:
        return _subject(KIND[before], nouns), start - 1, after
    toll = TOLL.search(sentence, 0, max(0, tokens[start][1] - 1))
    if toll:
        first = next(at for at, token in enumerate(tokens) if token[1] == toll.start())
        return "killed", first, end
    return None


def _share(
    tokens: list[Token], words: list[str], start: int, end: int
) -> tuple[str, int, int] | None:
    """A percentage: of what, and of whom, by the names in the sentence."""
    sign = next((each for each in SHARE if tuple(words[end : end + len(each)]) == each), None)
    if sign is None:
        return None
    at = end + len(sign)
    if words[at : at + 1] != ["of"]:
        return None
    first = last = at + 1 + (words[at + 1 : at + 2] != [] and words[at + 1] in ARTICLES)
    while last < len(words) and last - first < MOST_WORDS and _names_a_thing(words[last]):
        last += 1
    thing = words[first:last]
    names = {token for token, _, _ in tokens[1:] if token[0].isupper()}
    names -= {token for token, _, _ in tokens[first:last]}
    if len(thing) < 2 or not names or ASKED & set(thing):
        return None
    return f"{' and '.join(sorted(names))}: share of {' '.join(thing)}", start, last


def _names_a_thing(word: str) -> bool:
    return word[0].isalpha() and word not in LINKS and word not in BE and word not in GOES_ON


def _nouns(tokens: list[Token], at: int) -> list[str]:
    """The plain words that follow a number, up to a verb, an adverb, a link or a mark."""
    nouns: list[str] = []
    for token, _, _ in tokens[at : at + MOST_NOUNS]:
        if not token.replace("-", "").isalpha() or not token.islower():
            break
        if token in LINKS or token in BE or token in KIND or _is_adverb(token):
            break
        nouns.append(token)
    return nouns


def _is_adverb(word: str) -> bool:
    """As in "splits $12 million evenly", which no sum is of; "family" and "supply" are none."""
    return word.endswith("ly") and f"r:{word}" in relations().same


def _subject(kind: str, nouns: list[str]) -> str:
    """The kind of harm, and who suffered it unless that is anyone."""
    if not nouns or ANYONE & set(nouns):
        return kind
    return f"{kind} {nouns[-1].removesuffix('s')}"


def _hedge(words: list[str], at: int) -> tuple[str, int]:
    """The words before a number that make it a range, and where they begin."""
    for hedge in HEDGES:
        if at >= len(hedge) and tuple(words[at - len(hedge) : at]) == hedge:
            return " ".join(hedge), at - len(hedge)
    return "", at


def _value(word: str) -> float | None:
    """A token -> its number, None where it is none."""
    if word[0].isdecimal():
        return float(word.replace(",", ""))
    if "-" not in word:
        return VALUES.get(word)
    total = 0.0
    for part in word.split("-"):
        value = VALUES.get(part)
        if value is None:
            return None
        total += value
    return total


def _range(value: float, hedge: str) -> tuple[float, float]:
    if hedge in AT_LEAST:
        return value, math.inf
    if hedge in AT_MOST:
        return 0.0, value
    if hedge:
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value
