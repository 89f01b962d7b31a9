"""Briefings of one story -> contradictions: what they report differently, side by side.

A contradiction needs comparable facts: the same parties, one such fact in each article, and values
that cannot both be true as worded. A later article that reports a plan as done is news, no
contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from briefs.digest.comparable_statements import StatementIndex, day_of, said_in, sentences
from briefs.digest.comparison.conflict.differences import one_event
from briefs.digest.comparison.sentence.dates_and_places import country_meant, day_meant
from briefs.digest.comparison.sentence.prepared_sentence import prepare
from briefs.digest.differing_statements import differing_statements
from briefs.digest.quantities import Quantity, quantities
from briefs.digest.versions import Claim, Clash, told_apart
from briefs.links.outlet_names import outlet_of, witness
from briefs.model.articles import Span
from briefs.model.briefings import Briefing, Proof
from briefs.model.facts import Agreement, AgreementStatus, Meeting, MeetingStatus, Party
from briefs.model.stories import Contradiction, DisputedField
from briefs.stories.term_weights import words_of
from briefs.text.guard_words import word_set

ORDER = [
    DisputedField.ACTION, DisputedField.STATUS, DisputedField.PARTY, DisputedField.DATE,
    DisputedField.PLACE, DisputedField.NUMBER,
]  # fmt: skip
DONE = frozenset({AgreementStatus.SIGNED, AgreementStatus.AGREED})
MEANT = frozenset({AgreementStatus.PLANNED, MeetingStatus.PLANNED})
GENERIC = word_set("agreement deal pact treaty accord memorandum")
SMALL = word_set("a an the new of on and for its their")


def contradictions(
    briefings: Sequence[Briefing],
    known: Mapping[str, StatementIndex] | None = None,
    wording_articles: int | None = None,
) -> tuple[Contradiction, ...]:
    """Briefings (and their statements, if known) -> contradictions in the order of ORDER."""
    if len({outlet_of(briefing) for briefing in briefings}) < 2:
        return ()
    found = [*_of_agreements(briefings), *_of_meetings(briefings), *_of_numbers(briefings)]
    if known is None:
        known = {briefing.url: said_in(briefing) for briefing in briefings}
    for each in differing_statements(briefings, known, wording_articles):
        if not any(_is_shown(each, other) for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: (ORDER.index(each.about), each.subject)))


def _is_shown(each: Contradiction, other: Contradiction) -> bool:
    """Whether two of an article's sentences already stand against each other."""
    mine, theirs = (
        {
            (w.url, proof)
            for version in one.versions
            for w in version.witnesses
            for proof in w.proofs
        }
        for one in (each, other)
    )
    return len({url for url, _ in mine & theirs}) > 1


# ------------------------------------------------------------------------ what clashes


def _told(
    about: DisputedField, subject: str, claims: Sequence[Claim], clash: Clash
) -> Iterator[Contradiction]:
    found = told_apart(about, subject, claims, clash)
    if found is not None:
        yield found


def _differ(a: Claim, b: Claim) -> bool:
    return a.value != b.value


def _statuses_clash(a: Claim, b: Claim) -> bool:
    """Whether statuses clash: signed and agreed do not, a plan only if reported after the act."""
    if a.value == b.value or {a.value, b.value} <= DONE:
        return False
    if AgreementStatus.ENDED in (a.value, b.value):
        return False
    first, then = (a, b) if a.value in MEANT else (b, a)
    if first.value in MEANT or first.value is AgreementStatus.REFUSED:
        return bool(first.day and then.day and first.day >= then.day)
    return not (a.day and b.day and a.day != b.day)


# --------------------------------------------------------------- what can be compared


def same_parties(a: Iterable[Party], b: Iterable[Party]) -> bool:
    """Whether two lists, of two or more each, name the same parties; one may name fewer."""
    fewer, more = sorted((tuple(a), tuple(b)), key=len)
    return len(fewer) >= 2 and all(any(_same(x, y) for y in more) for x in fewer)


def _same(a: Party, b: Party) -> bool:
    """One name's words are among the other's: "Kim Jong Un" and "Kim"."""
    x, y = set(words_of(a.name)), set(words_of(b.name))
    return bool(x and y) and (x <= y or y <= x)


def _text_of(briefing: Briefing, span: Span) -> str | None:
    """The words of a span, if it lies in a stored paragraph."""
    for cited in briefing.cited:
        if cited.paragraph.span.start <= span.start and span.end <= cited.paragraph.span.end:
            start = cited.paragraph.span.start
            return cited.text[span.start - start : span.end - start]
    return None


def _proofs(briefing: Briefing, span: Span) -> tuple[Proof, ...]:
    """The stored sentences that a span overlaps."""
    return tuple(
        Proof(sentence, cited.paragraph.number, number)
        for cited in briefing.cited
        for number, sentence in enumerate(cited.paragraph.sentences, 1)
        if sentence.start < span.end and span.start < sentence.end
    )


def _names(parties: Iterable[Party]) -> str:
    names = [party.name for party in parties]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# ------------------------------------------------------------------------ agreements


class _Reported(Protocol):
    """A fact and the briefing that has it."""

    @property
    def briefing(self) -> Briefing: ...


Fact = TypeVar("Fact", bound=_Reported)


@dataclass(frozen=True, slots=True)
class _ReportedAgreement:
    briefing: Briefing
    agreement: Agreement
    what: str

    def like(self, other: _ReportedAgreement) -> bool:
        """The same parties, and a telling word of its name in common unless one has none."""
        if not same_parties(self.agreement.parties, other.agreement.parties):
            return False
        mine, theirs = _telling(self.what), _telling(other.what)
        return bool(mine & theirs) or not (mine and theirs)


def _telling(what: str) -> set[str]:
    return {word for word in words_of(what) if word not in GENERIC and word not in SMALL}


def _of_agreements(briefings: Sequence[Briefing]) -> Iterator[Contradiction]:
    reported = [
        _ReportedAgreement(briefing, agreement, what)
        for briefing in briefings
        for agreement in briefing.facts.agreements
        if not agreement.background and (what := _text_of(briefing, agreement.what))
    ]
    for same in _alike(reported, lambda a, b: a.like(b)):
        what = max((one.what for one in same), key=lambda words: len(_telling(words)))
        subject = f"{_names(same[0].agreement.parties)}: {what}"
        claims = [
            Claim(
                one.agreement.status,
                one.agreement.status.value,
                day_of(one.briefing),
                witness(one.briefing, _proofs(one.briefing, one.agreement.evidence)),
                label=True,
            )
            for one in same
        ]
        yield from _told(DisputedField.STATUS, subject, claims, _statuses_clash)


def _alike(facts: Sequence[Fact], like: Callable[[Fact, Fact], bool]) -> Iterator[list[Fact]]:
    """Facts -> groups of comparable ones: one of each article, and no article with two."""
    left = list(facts)
    while left:
        first = left[0]
        group = [fact for fact in left if fact is first or like(first, fact)]
        left = [fact for fact in left if not any(fact is other for other in group)]
        urls = [fact.briefing.url for fact in group]
        single = [fact for fact in group if urls.count(fact.briefing.url) == 1]
        if len(single) > 1:
            yield single


# -------------------------------------------------------------------------- meetings


@dataclass(frozen=True, slots=True)
class _Talk:
    briefing: Briefing
    meeting: Meeting

    def like(self, other: _Talk) -> bool:
        """The same participants."""
        return same_parties(self.meeting.participants, other.meeting.participants)


def _of_meetings(briefings: Sequence[Briefing]) -> Iterator[Contradiction]:
    talks = [
        _Talk(briefing, meeting)
        for briefing in briefings
        for meeting in briefing.facts.meetings
        if not meeting.background
    ]
    for same in _alike(talks, lambda a, b: a.like(b)):
        subject = f"Meeting of {_names(same[0].meeting.participants)}"
        for about, claim, clash in (
            (DisputedField.STATUS, _status, _meetings_clash),
            (DisputedField.DATE, _when, _differ),
            (DisputedField.PLACE, _where, _differ),
        ):
            claims = [found for talk in same if (found := claim(talk))]
            yield from _told(about, subject, claims, clash)


def _meetings_clash(a: Claim, b: Claim) -> bool:
    """People meet again and again: the sentences must be of one meeting, too."""
    return _statuses_clash(a, b) and _one_event(a, b)


def _status(talk: _Talk) -> Claim | None:
    status = talk.meeting.status
    words = status.value.replace("_", " ")
    return _claim(talk, status, words, talk.meeting.evidence, label=True)


def _when(talk: _Talk) -> Claim | None:
    """Only of meetings that took place: a plan may well change its day."""
    span = talk.meeting.when
    words = _text_of(talk.briefing, span) if span else None
    if span is None or not words or talk.meeting.status is not MeetingStatus.HAPPENED:
        return None
    day = day_meant(words, published=day_of(talk.briefing), past=True)
    return _claim(talk, day, words, span) if day else None


def _where(talk: _Talk) -> Claim | None:
    span = talk.meeting.where
    words = _text_of(talk.briefing, span) if span else None
    country = country_meant(words) if words else None
    if span is None or not words or not country:
        return None
    return _claim(talk, country, words, span)


def _claim(talk: _Talk, value: object, words: str, span: Span, *, label: bool = False) -> Claim:
    proofs = _proofs(talk.briefing, span)
    sentence = _text_of(talk.briefing, talk.meeting.evidence) or ""
    by = witness(talk.briefing, proofs)
    return Claim(value, words, day_of(talk.briefing), by, sentence, label)


# --------------------------------------------------------------------------- numbers


def _of_numbers(briefings: Sequence[Briefing]) -> Iterator[Contradiction]:
    claims: dict[str, list[Claim]] = {}
    for briefing in briefings:
        counts: dict[str, list[tuple[Quantity, Proof, str]]] = {}
        for sentence, proof in sentences(briefing):
            for quantity in quantities(sentence):
                counts.setdefault(quantity.subject, []).append((quantity, proof, sentence))
        for subject, several in counts.items():
            quantity, proof, sentence = several[0]
            if all((q.low, q.high) == (quantity.low, quantity.high) for q, _, _ in several):
                by = witness(briefing, (proof,))
                claim = Claim(quantity, quantity.words, day_of(briefing), by, sentence)
                claims.setdefault(subject, []).append(claim)
    for subject in sorted(claims):
        found = _by_range(claims[subject])
        yield from _told(DisputedField.NUMBER, subject, found, _cannot_agree)


def _by_range(claims: Sequence[Claim]) -> list[Claim]:
    """Claims with the range alone as value, so that equal numbers are one version."""
    return [
        replace(claim, value=(claim.value.low, claim.value.high))
        for claim in claims
        if isinstance(claim.value, Quantity)
    ]


def _cannot_agree(a: Claim, b: Claim) -> bool:
    if not isinstance(a.value, tuple) or not isinstance(b.value, tuple):
        return False
    if not (a.value[0] > b.value[1] or b.value[0] > a.value[1]):
        return False
    if a.day and b.day and a.day != b.day:
        return False  # a new count is news
    return _one_event(a, b)


def _one_event(a: Claim, b: Claim) -> bool:
    return one_event(prepare(a.sentence), prepare(b.sentence))
