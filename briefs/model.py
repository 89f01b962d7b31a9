"""The glossary: every value that travels between the floors.

All of them are frozen and slotted. A span is `[start, end)` in characters of
`article.text`: the words that it names are `article.text[span.start:span.end]`.
Times are aware and UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# ------------------------------------------------------------------ what is heard


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said, or is to be said.

    `workspace` is a Slack team, a Discord guild or "" where there is none; `thread`
    is the platform's own thread identifier.
    """

    platform: str
    workspace: str
    channel: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """Somebody asked for one message's links to be briefed (one message, one reply)."""

    place: Place
    message: str
    author: str
    links: tuple[str, ...]
    seen_at: datetime
    event: str | None = None
    again: bool = False
    private: bool = False


# -------------------------------------------------------------- pages and articles


@dataclass(frozen=True, slots=True)
class Page:
    """What a site answered, undecoded. `url` is the address after all redirects.

    `max_age_s` is how long the site says that it holds (Cache-Control).
    """

    asked: str
    url: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime
    hops: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    max_age_s: float | None = None


class Verdict(StrEnum):
    """What kind of page was read; anything but ARTICLE and LIVE_BLOG gets an honest refusal."""

    ARTICLE = "article"
    LIVE_BLOG = "live_blog"
    PAYWALLED = "paywalled"
    NOT_ENGLISH = "not_english"
    NOT_ARTICLE = "not_article"
    VIDEO_ONLY = "video_only"


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page and what it says of itself.

    `published` is ISO 8601, a date or a date and time, as precise as the page is;
    `published_certain` is false where it was only searched for, and such a date is
    not shown. `canonical` is the address that the page gives as its own.
    """

    url: str
    title: str
    text: str
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_certain: bool = True
    site: str | None = None
    language: str | None = None
    verdict: Verdict = Verdict.ARTICLE
    canonical: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`article.text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is text (not furniture), numbered from 1, with its sentences."""

    number: int
    span: Span
    sentences: tuple[Span, ...]


# ----------------------------------------------------------------------------- facts


class Kind(StrEnum):
    """What a party is."""

    PERSON = "person"
    BODY = "body"
    COUNTRY = "country"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part: canonical name, role as the article gives it, kind."""

    name: str
    role: str | None = None
    kind: Kind = Kind.OTHER


class MeetingStatus(StrEnum):
    """Whether a meeting took place."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CALLED_OFF = "called_off"


class AgreementStatus(StrEnum):
    """How far an agreement has come."""

    SIGNED = "signed"
    AGREED = "agreed"
    PLANNED = "planned"
    REFUSED = "refused"
    ENDED = "ended"


class Stance(StrEnum):
    """A speaker's side, from an explicit construction only."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who met. `where` and `when` are the article's words."""

    participants: tuple[Party, ...]
    status: MeetingStatus
    evidence: Span
    where: Span | None = None
    when: Span | None = None
    background: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was signed. `what` is the article's own noun phrase."""

    what: Span
    parties: tuple[Party, ...]
    status: AgreementStatus
    evidence: Span
    background: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody's reported words: `source`, `cue` and `content` are the article's own.

    `stance_cue` is the phrase that decided the stance, None where it is neutral for
    want of one. `via` is the outlet that is credited for the words.
    """

    speaker: Party
    stance: Stance
    quoted: bool
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    evidence: Span
    about: str | None = None
    via: str | None = None
    stance_cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was found; the briefing chooses from it. `gist`: best sentence first."""

    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    gist: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading an article gives: its facts, and where its sentences lie."""

    facts: Facts
    paragraphs: tuple[Paragraph, ...]


# -------------------------------------------------------------------------- briefing


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a piece of a line comes from: a sentence of the article."""

    span: Span
    paragraph: int
    sentence: int


class Wording(StrEnum):
    """How a piece of a line may be worded, which is what the checker holds it to."""

    QUOTE = "quote"
    WORDS = "words"
    NAME = "name"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with its own proof.

    QUOTE: an exact substring of the proof's sentence, shown in quote marks.
    WORDS: words of that sentence, in order. NAME: a resolved name or role of the same
    article. TEMPLATE: from the closed list, needs no proof.
    """

    text: str
    wording: Wording
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a briefing: its pieces in order, joined by the blanks that they hold."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as it is read."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The distinct proofs in the order of their first piece."""
        return tuple(dict.fromkeys(p.proof for p in self.pieces if p.proof is not None))


class Part(StrEnum):
    """The parts of a briefing, in their order."""

    HAPPENED = "happened"
    SAID = "said"
    REACTED_FOR = "reacted_for"
    REACTED_AGAINST = "reacted_against"
    REACTED_NEUTRAL = "reacted_neutral"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Section:
    """One part and its lines."""

    part: Part
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph that some line cites, kept so that its proof opens without the article.

    `text` is `article.text[paragraph.span.start:paragraph.span.end]`.
    """

    paragraph: Paragraph
    text: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a reader gets of one article: the short form, everything found, and the proof.

    `sections` is what the channel shows; `full` holds every fact as lines ("Show
    evidence", "Full list"). `version` names the rules that made it: same article and
    same version give the same bytes.
    """

    url: str
    title: str
    site: str | None
    published: str | None
    headline: Line
    sections: tuple[Section, ...]
    full: tuple[Section, ...]
    facts: Facts
    cited: tuple[Cited, ...]
    version: str
    verdict: Verdict = Verdict.ARTICLE


# ------------------------------------------------------------------------------ cards


class Tone(StrEnum):
    """How a run of a card line is meant; `dress` decides what that looks like."""

    PLAIN = "plain"
    QUOTE = "quote"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Run:
    """Unescaped text of one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line without markup. `proofs` open it; `mark` says "new" or "only in ..." in a digest.

    In a digest `url` is the article that `proofs` lie in, and `witnesses` are all the
    articles that tell the line, that one among them.
    """

    runs: tuple[Run, ...]
    proofs: tuple[Proof, ...] = ()
    url: str | None = None
    mark: str | None = None
    witnesses: tuple[Witness, ...] = ()

    @property
    def text(self) -> str:
        """The line as it is read aloud."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class CardPart:
    """A labelled group of lines; the rest is set for a story of a digest.

    `proofs` are those of its title, in the article at `url`.
    """

    label: str
    lines: tuple[CardLine, ...]
    title: str | None = None
    url: str | None = None
    proofs: tuple[Proof, ...] = ()


class CardKind(StrEnum):
    """What a message is."""

    BRIEFING = "briefing"
    DIGEST = "digest"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Card:
    """What a message says, without any platform's markup.

    `source` is the one-line origin ("Example News, 4 May 2026"); `more` counts the
    facts that only the full list shows; `detail` is that list.
    """

    kind: CardKind
    headline: str
    parts: tuple[CardPart, ...] = ()
    url: str | None = None
    source: str | None = None
    more: int = 0
    detail: tuple[CardPart, ...] = ()
    notes: tuple[str, ...] = field(default=())


# ------------------------------------------------------------------------------ posts


@dataclass(frozen=True, slots=True)
class Post:
    """One message on its way out. `key` is unique: the same key is never seen twice.

    `reply_to` is the message that it answers; `only_for` is the one person who sees it
    (such a message cannot be verified: it is sent once, as well as can be).
    """

    key: str
    place: Place
    card: Card
    part: int = 0
    reply_to: str | None = None
    only_for: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's own identifier of a message that is there."""

    key: str
    place: Place
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """One digest that is due: unique on (subscription, local date, local time)."""

    subscription: str
    local_date: str
    local_time: str
    due_at: datetime


# ---------------------------------------------------------------- stories and digests


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What same-story grouping needs of an article, kept beside its briefing.

    Pairs are (word, weight), heaviest first; none is a sentence. `terms`: the words of
    the whole text, `lead` of its beginning, `title` of its title; `actors`: words of its
    names; `marks`: the weekdays, dates, years and numbers that it mentions ("day:tue",
    "date:06-19", "year:2024", "num:7.1"); `deeds`: keys of the meetings and agreements
    that it reports; `day`: ISO date of the article, None where it gives none. `version`
    names the table and the rules that weighed it.
    """

    terms: tuple[tuple[str, float], ...]
    lead: tuple[tuple[str, float], ...] = ()
    title: tuple[tuple[str, float], ...] = ()
    actors: tuple[tuple[str, float], ...] = ()
    marks: tuple[tuple[str, float], ...] = ()
    deeds: tuple[str, ...] = ()
    day: str | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A briefing as a digest meets it.

    `at`: when it was shared or came in; `sharers`: the platform's identifiers of the
    people who shared it; `feeds`: names of the feeds that brought it; `shown_at`: when an
    earlier digest of the same place showed it, None if none did.
    """

    briefing: Briefing
    fingerprint: Fingerprint
    at: datetime
    sharers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    shown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """One outlet's proof of a line: which article, which sentences of it."""

    url: str
    outlet: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line of a story, worded as the first witness's briefing has it.

    The other witnesses tell the same; `only_in` names the outlet where the story has
    several and this line only one.
    """

    part: Part
    line: Line
    witnesses: tuple[Witness, ...]
    only_in: str | None = None


class Contested(StrEnum):
    """What outlets can contradict each other about."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a contradiction: the article's own words, and who has them."""

    words: str
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same thing told differently: at least two versions, side by side."""

    about: Contested
    subject: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Briefings that tell the same story, the fullest first.

    `told` are the briefings that came since the last digest, `lines` what is shown of
    them: of a story that was shown before, only what is new since `new_since`.
    """

    key: str
    briefings: tuple[Briefing, ...]
    told: tuple[Told, ...] = ()
    lines: tuple[StoryLine, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    outlets: tuple[str, ...] = ()
    sharers: tuple[str, ...] = ()
    new_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What a place gets at a slot: `stories` in full, `rest` one line each."""

    place: Place
    slot: Slot | None
    stories: tuple[Story, ...]
    late: bool = False
    rest: tuple[Story, ...] = ()
