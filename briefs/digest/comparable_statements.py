"""Briefing -> its statements: what each line and each kept sentence says, ready to compare.

A line of what happened is compared by its words (comparison/). A line of speech has a
speaker, who must be the same, and words: a quote must stand in the other's quote letter by
letter, reported words are compared like any sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain, repeat

from briefs.digest.comparison.agreement.compare import says
from briefs.digest.comparison.agreement.prefilter import may_say
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, prepare
from briefs.digest.comparison.sentence.verb_groups import CONDITIONS, NOT
from briefs.digest.given_words import gives_words_to
from briefs.digest.speakers import name_alone, same_speaker
from briefs.model.briefings import Briefing, Line, Part, Piece, Proof, Wording
from briefs.stories.document_frequencies import default_background
from briefs.stories.term_weights import fold
from briefs.text.guard_words import AUTHOR, CUT, NEXT, PER, SAYS, word_set

PARTS = tuple(Part)
SPOKEN = frozenset({Part.SAID, Part.REACTED_FOR, Part.REACTED_AGAINST, Part.REACTED_NEUTRAL})
SIDES = frozenset({Part.REACTED_FOR, Part.REACTED_AGAINST})
WORD = re.compile(r"[$€£¥%]|[^\W_]++(?:[.,'’][^\W_]++)*+")
UNSTOPPED = re.compile(r"(?<=[^\W\dA-Z_])\.$")
"""The full stop of a sentence, removed so that texts with and without it are cached once."""
FEWEST_QUOTED = 3
"""A quote of fewer words ("historic") is the same only where nothing else is quoted."""
LONG_QUOTE = 6
"""Words that hardly anybody says twice."""
MINIMUM_OVERLAP = 0.4
"""Share of a line's telling words that another must have to be compared at all."""
MINIMUM_OVERLAP_LONG = 0.7
SHORT = 14
"""Words; two ways to say one thing share more of them the longer they are."""
FEWEST_BEFORE_CUT = 5
"""Telling words of a line that ends in "…"."""
REACH = 3
"""Words before a quote that are looked at: "I do not think that", "nobody can say"."""
UNSURE = (
    NOT
    | CONDITIONS
    | word_set(
        "no none nobody nothing without think believe guess suppose doubt hope "
        "wish maybe perhaps might deny denied reject rejected claim claimed"
    )
)
PRONOUNS = word_set("he she they it we i this that these those his her their its")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article says in one place.

    `text` is what is compared, `words` what is telling in it; `speaker` the words of the name in
    small letters, None where nobody speaks; `quoted` whether `text` is somebody's exact words.
    """

    part: Part | None
    text: str
    proofs: tuple[Proof, ...]
    words: frozenset[str]
    speaker: tuple[str, ...] | None = None
    quoted: bool = False
    published: date | None = None

    @property
    def plain(self) -> tuple[str, ...]:
        """All words in order."""
        return plain_words(self.text)

    @property
    def sentence(self) -> PreparedSentence:
        """The parsed sentence for comparison; cached by its text."""
        return prepare(_unstopped(self.text), self.published)


@lru_cache(maxsize=8192)
def _unstopped(text: str) -> str:
    return text[:-3] + UNSTOPPED.sub("", text[-3:])  # the pattern looks no further back


def day_of(briefing: Briefing) -> date | None:
    """The day of an article, None where it gives none."""
    try:
        return date.fromisoformat((briefing.published or "")[:10])
    except ValueError:
        return None


def statement_of(part: Part, line: Line, published: date | None = None) -> Statement:
    """A line that says one thing -> its statement."""
    speaker, text, quoted = _words_of(part, line)
    return _statement(part, text, line.proofs, published, speaker, quoted)


def _words_of(part: Part, line: Line) -> tuple[tuple[str, ...] | None, str, bool]:
    """A line -> (speaker if somebody speaks, what is said, whether all of it is quoted).

    A heading before a colon ("Side effects: …") is the article's words, and nobody's name. What an
    author says as "I" is a speech in whatever part it stands: two authors did not do one thing.
    """
    headed = line.pieces[0].wording is Wording.WORDS
    if line.pieces[0].text == AUTHOR and line.pieces[0].wording is Wording.TEMPLATE:
        return _spoken(line)
    if part not in SPOKEN or headed or not any(map(introduces, line.pieces)):
        return None, line.text, False
    return _spoken(line)


def _statement(
    part: Part | None,
    text: str,
    proofs: tuple[Proof, ...],
    published: date | None,
    speaker: tuple[str, ...] | None = None,
    quoted: bool = False,
) -> Statement:
    return Statement(part, text, proofs, words_in(text), speaker, quoted, published)


@lru_cache(maxsize=8192)
def words_in(text: str) -> frozenset[str]:
    """A text -> those of its words that are telling.

    No word goes over a blank, and most stretches between blanks have been seen before.
    """
    return frozenset(chain.from_iterable(map(_telling_between_blanks, _stretches(text))))


@lru_cache(maxsize=2048)
def plain_words(text: str) -> tuple[str, ...]:
    """A text -> its words in order."""
    return tuple(chain.from_iterable(map(_words_between_blanks, _stretches(text))))


def _stretches(text: str) -> list[str]:
    return text.lower().replace("’", "'").split()


@lru_cache(maxsize=50_000)
def _words_between_blanks(stretch: str) -> tuple[str, ...]:
    # most stretches are a word and no mark, which the pattern would give back as it is
    return (stretch,) if stretch.isalnum() else tuple(WORD.findall(stretch))


@lru_cache(maxsize=50_000)
def _telling_between_blanks(stretch: str) -> frozenset[str]:
    return telling(_words_between_blanks(stretch))


def telling(words: Iterable[str]) -> frozenset[str]:
    """The words of a text that not every text has, as they are counted."""
    return frozenset(map(fold, words)) - default_background().common


def _spoken(line: Line) -> tuple[tuple[str, ...], str, bool]:
    """A line of speech -> (speaker, what is said, whether all of it is quoted)."""
    at = next(n for n, piece in enumerate(line.pieces) if introduces(piece))
    before = "".join(piece.text for piece in line.pieces[:at])
    name = before.partition(PER)[0].partition(", ")[0]
    said = [piece for piece in line.pieces[at + 1 :] if piece.wording is not Wording.TEMPLATE]
    quoted = bool(said) and all(piece.wording is Wording.QUOTE for piece in said)
    text = f" {CUT} ".join(piece.text for piece in said) if quoted else "".join(
        piece.text for piece in line.pieces[at + 1 :]
    ).strip(" “”")  # fmt: skip
    return _name_words(name), text, quoted


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(map(fold, WORD.findall(name)))


def introduces(piece: Piece) -> bool:
    """Whether a piece is the colon between a speaker and the words."""
    return piece.wording is Wording.TEMPLATE and piece.text.startswith(SAYS)


def apart(line: Line) -> tuple[Line, ...]:
    """A line of several statements -> a line for each, with its speaker."""
    if all(piece.text != NEXT for piece in line.pieces):
        return (line,)
    statements: list[list[Piece]] = [[]]
    for piece in line.pieces:
        if piece.wording is Wording.TEMPLATE and piece.text == NEXT:
            statements.append([])
        else:
            statements[-1].append(piece)
    found: list[Line] = []
    speaker: list[Piece] = []
    for pieces in statements:
        said = [at for at, piece in enumerate(pieces) if introduces(piece)]
        if said:
            speaker = [*pieces[: said[0]], Piece(SAYS, Wording.TEMPLATE)]
        elif found:
            pieces = [*speaker, *pieces]
        found.append(replace(line, pieces=tuple(pieces)))
    return tuple(found)


class StatementIndex:
    """An index by words of everything that an article says."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = tuple(statements)
        self._places: dict[str, list[int]] = {}
        self._stated: dict[object, Statement | None] = {}
        self._counted: dict[frozenset[str], Counter[int]] = {}
        for at, statement in enumerate(self.statements):
            for word in statement.words:
                self._places.setdefault(word, []).append(at)
        self._words = frozenset(self._places)

    def shares(self, line: Statement, share: float) -> bool:
        """Whether an article has that share of a line's telling words, anywhere."""
        return len(line.words & self._words) >= share * len(line.words)

    def near(self, line: Statement, share: float, longer: float = 0.0) -> Iterator[Statement]:
        """Statements that have that share of a line's telling words, in their order.

        `share` is of the words of the line, `longer` of those of whichever has more.
        """
        if not line.words:
            yield from self.statements
            return
        need = share * len(line.words)
        shared = self.shared(line.words)
        for at in sorted(at for at, count in shared.items() if count >= need):
            more = max(len(line.words), len(self.statements[at].words))
            if shared[at] >= longer * more:
                yield self.statements[at]

    def shared(self, words: frozenset[str]) -> Counter[int]:
        """How many of some words each statement has; asked by merging and by contradictions."""
        if words not in self._counted:
            places = map(self._places.get, words, repeat(()))
            self._counted[words] = Counter(chain.from_iterable(places))
        return self._counted[words]

    def mentions(self, words: str) -> bool:
        """Whether an article has all telling words of some, anywhere; of "three" there is none."""
        told = words_in(words)
        return bool(told) and told <= self._words

    def states(self, line: Statement) -> Statement | None:
        """The first statement that says all that a line says, or None."""
        least = minimum_overlap(line)
        if not self.shares(line, least):
            return None
        key = (line.part, line.text, line.speaker, line.quoted, line.published)
        if key not in self._stated:
            near = self.near(line, least)
            self._stated[key] = next((each for each in near if states(each, line)), None)
        return self._stated[key]


def minimum_overlap(line: Statement) -> float:
    """The share of a line's telling words that another must have to be compared at all."""
    return MINIMUM_OVERLAP if len(line.plain) <= SHORT else MINIMUM_OVERLAP_LONG


def said_in(briefing: Briefing) -> StatementIndex:
    """Briefing -> what its article is known to say."""
    return StatementIndex(statements_of(briefing))


def statements_of(briefing: Briefing) -> tuple[Statement, ...]:
    """All lines of an article, and its stored sentences."""
    published = day_of(briefing)
    found: dict[tuple[str, tuple[str, ...] | None], Statement] = {}
    for section in (*briefing.sections, *briefing.full):
        for line in section.lines:
            for one in apart(line):
                speaker, text, quoted = _words_of(section.part, one)
                if (text, speaker) not in found:
                    made = _statement(section.part, text, one.proofs, published, speaker, quoted)
                    found[text, speaker] = made
    for text, proof in sentences(briefing):
        if (text, None) not in found and (_unstopped(text), None) not in found:
            found[text, None] = _statement(None, text, (proof,), published)
    return tuple(found.values())


def sentences(briefing: Briefing) -> Iterator[tuple[str, Proof]]:
    """The stored sentences of an article, with their position."""
    for cited in briefing.cited:
        start = cited.paragraph.span.start
        for number, span in enumerate(cited.paragraph.sentences, 1):
            words = cited.text[span.start - start : span.end - start]
            yield words, Proof(span, cited.paragraph.number, number)


# ------------------------------------------------------------------------ comparison


def states(other: Statement, line: Statement) -> bool:
    """Whether a statement of another article says what a line says."""
    if line.speaker is None:
        return other.speaker is None and _tells(other, line)
    if other.speaker is None:
        return line.words <= other.words and _gives_its_words(other, line)
    if not same_speaker(line.speaker, other.speaker or ()):
        return False
    if other.part is not line.part and {other.part, line.part} <= SIDES:
        return False
    if line.quoted and other.quoted:
        return _quote_within(line.text, other.text)
    if line.quoted or other.quoted:
        # the same words letter by letter, the marks of one of them lost or around a part alone
        return len(line.plain) >= LONG_QUOTE and _quote_within(line.text, other.text)
    return _tells(other, line)


def _gives_its_words(other: Statement, line: Statement) -> bool:
    """Whether a sentence has the words of a line of speech, and says that the speaker said them."""
    if len(line.plain) < LONG_QUOTE or CUT in line.text:
        return False
    theirs, words = other.plain, line.plain
    at = _find(words, theirs, 0)
    if at < 0 or any(map(_takes_back, theirs[max(0, at - REACH) : at])):
        return False
    speaker = name_alone(line.speaker or ())
    return gives_words_to(theirs[:at], theirs[at + len(words) :], speaker)


def _tells(other: Statement, line: Statement) -> bool:
    if other.words == line.words and other.plain == line.plain:
        return True
    if not alike_at_all(other, line) or _nameless(line):
        return False
    return may_say(other.text, line.sentence) and says(other.sentence, line.sentence)


def alike_at_all(other: Statement, line: Statement) -> bool:
    """Whether two statements share enough words to be compared."""
    need = minimum_overlap(line) * len(line.words)
    return len(other.words) >= need and len(line.words & other.words) >= need


def _nameless(line: Statement) -> bool:
    """Whether a line is about "he" or "it", which may be somebody else in another article.

    A line that is cut short early ("The tweet suggested that Mr. Orr…") leaves open what it says.
    """
    short = line.text.rstrip().endswith(CUT) and len(line.words) < FEWEST_BEFORE_CUT
    return short or (line.plain[:1] != () and line.plain[0] in PRONOUNS)


def _quote_within(quote: str, other: str) -> bool:
    """Whether the words of a quote stand in another one, in their order and side by side."""
    stretches = [plain_words(part) for part in quote.split(CUT)]
    stretches = [words for words in stretches if words]
    theirs = plain_words(other)
    if sum(map(len, stretches)) < FEWEST_QUOTED:
        return tuple(word for words in stretches for word in words) == theirs
    at = 0
    for words in stretches:
        at = _find(words, theirs, at)
        if at < 0 or any(_takes_back(word) for word in theirs[max(0, at - REACH) : at]):
            return False
        at += len(words)
    return True


def _takes_back(word: str) -> bool:
    """Whether a word before somebody's words may deny them or make them less sure."""
    return word in UNSURE or word.endswith("n't")


def _find(words: tuple[str, ...], among: tuple[str, ...], start: int) -> int:
    for at in range(start, len(among) - len(words) + 1):
        if among[at : at + len(words)] == words:
            return at
    return -1
