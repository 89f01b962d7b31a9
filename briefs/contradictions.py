"""Briefings of one story -> what they tell differently, side by side.

A contradiction is claimed on comparable facts alone: the same parties, each article with
one such fact only, and values that cannot both be true as worded. Where a later article
tells that what was planned has been done, that is no contradiction but news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from briefs.model import (
    Agreement,
    AgreementStatus,
    Briefing,
    Contested,
    Contradiction,
    Meeting,
    MeetingStatus,
    Party,
    Proof,
    Span,
    Version,
    Witness,
)
from briefs.moments import country_meant, day_meant
from briefs.outlets import outlet_of, witness
from briefs.quantities import Quantity, quantities
from briefs.terms import words_of
from briefs.wording import word_set

DONE = frozenset({AgreementStatus.SIGNED, AgreementStatus.AGREED})
MEANT = frozenset({AgreementStatus.PLANNED, MeetingStatus.PLANNED})
GENERIC = word_set("agreement deal pact treaty accord memorandum")
SMALL = word_set("a an the new of on and for its their")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of a subject. `value` decides, `words` are shown."""

    value: object
    words: str
    day: date | None
    witness: Witness


Clash = Callable[[Claim, Claim], bool]


def contradictions(briefings: Sequence[Briefing]) -> tuple[Contradiction, ...]:
    """Briefings -> contradictions in a fixed order: status, date, place, number."""
    if len({outlet_of(briefing) for briefing in briefings}) < 2:
        return ()
    found = [*_of_agreements(briefings), *_of_meetings(briefings), *_of_numbers(briefings)]
    order = [Contested.STATUS, Contested.DATE, Contested.PLACE, Contested.NUMBER]
    return tuple(sorted(found, key=lambda each: (order.index(each.about), each.subject)))


# ----------------------------------------------------------------- claims to versions


def _contest(
    about: Contested, subject: str, claims: Sequence[Claim], clash: Clash
) -> Iterator[Contradiction]:
    """Claims on one subject -> a contradiction if two outlets clash."""
    clashing = {
        at
        for (i, a), (j, b) in combinations(enumerate(claims), 2)
        if a.witness.outlet != b.witness.outlet and clash(a, b)
        for at in (i, j)
    }
    versions: dict[object, list[Claim]] = {}
    for at in sorted(clashing):
        versions.setdefault(claims[at].value, []).append(claims[at])
    if len(versions) > 1:
        yield Contradiction(
            about,
            subject,
            tuple(
                Version(same[0].words, tuple(claim.witness for claim in same))
                for same in versions.values()
            ),
        )


def _differ(a: Claim, b: Claim) -> bool:
    return a.value != b.value


def _statuses_clash(a: Claim, b: Claim) -> bool:
    """Signed and agreed are one; a plan told before the deed is no contradiction."""
    if a.value == b.value or {a.value, b.value} <= DONE:
        return False
    if AgreementStatus.ENDED in (a.value, b.value):
        return False
    first, then = (a, b) if a.value in MEANT else (b, a)
    if first.value in MEANT or first.value is AgreementStatus.REFUSED:
        return not (first.day and then.day and first.day < then.day)
    return not (a.day and b.day and a.day != b.day)


# --------------------------------------------------------------- what can be compared


def same_parties(a: Iterable[Party], b: Iterable[Party]) -> bool:
    """Two or more each, and each of the fewer is one of the others."""
    fewer, more = sorted((tuple(a), tuple(b)), key=len)
    return len(fewer) >= 2 and all(any(_same(x, y) for y in more) for x in fewer)


def _same(a: Party, b: Party) -> bool:
    """One name's words are among the other's: "Kim Jong Un" and "Kim"."""
    x, y = set(words_of(a.name)), set(words_of(b.name))
    return bool(x and y) and (x <= y or y <= x)


def _text_of(briefing: Briefing, span: Span) -> str | None:
    """The words of a span, if they stand in a paragraph that was kept."""
    for cited in briefing.cited:
        if cited.paragraph.span.start <= span.start and span.end <= cited.paragraph.span.end:
            start = cited.paragraph.span.start
            return cited.text[span.start - start : span.end - start]
    return None


def _proofs(briefing: Briefing, span: Span) -> tuple[Proof, ...]:
    """The kept sentences that a span touches."""
    return tuple(
        Proof(sentence, cited.paragraph.number, number)
        for cited in briefing.cited
        for number, sentence in enumerate(cited.paragraph.sentences, 1)
        if sentence.start < span.end and span.start < sentence.end
    )


def _day(briefing: Briefing) -> date | None:
    try:
        return date.fromisoformat((briefing.published or "")[:10])
    except ValueError:
        return None


def _names(parties: Iterable[Party]) -> str:
    names = [party.name for party in parties]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# ------------------------------------------------------------------------ agreements


class _Told(Protocol):
    """A fact and the briefing that has it."""

    @property
    def briefing(self) -> Briefing: ...


Fact = TypeVar("Fact", bound=_Told)


@dataclass(frozen=True, slots=True)
class _Pact:
    briefing: Briefing
    agreement: Agreement
    what: str

    def like(self, other: _Pact) -> bool:
        """The same parties, and a telling word of its name in common unless one has none."""
        if not same_parties(self.agreement.parties, other.agreement.parties):
            return False
        mine, theirs = _telling(self.what), _telling(other.what)
        return bool(mine & theirs) or not (mine and theirs)


def _telling(what: str) -> set[str]:
    return {word for word in words_of(what) if word not in GENERIC and word not in SMALL}


def _of_agreements(briefings: Sequence[Briefing]) -> Iterator[Contradiction]:
    pacts = [
        _Pact(briefing, agreement, what)
        for briefing in briefings
        for agreement in briefing.facts.agreements
        if not agreement.background and (what := _text_of(briefing, agreement.what))
    ]
    for same in _alike(pacts, lambda a, b: a.like(b)):
        what = max((pact.what for pact in same), key=lambda words: len(_telling(words)))
        subject = f"{_names(same[0].agreement.parties)}: {what}"
        claims = [
            Claim(
                pact.agreement.status,
                pact.agreement.status.value,
                _day(pact.briefing),
                witness(pact.briefing, _proofs(pact.briefing, pact.agreement.evidence)),
            )
            for pact in same
        ]
        yield from _contest(Contested.STATUS, subject, claims, _statuses_clash)


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
            (Contested.STATUS, _status, _statuses_clash),
            (Contested.DATE, _when, _differ),
            (Contested.PLACE, _where, _differ),
        ):
            claims = [told for talk in same if (told := claim(talk))]
            yield from _contest(about, subject, claims, clash)


def _status(talk: _Talk) -> Claim | None:
    status = talk.meeting.status
    words = status.value.replace("_", " ")
    return _claim(talk, status, words, talk.meeting.evidence)


def _when(talk: _Talk) -> Claim | None:
    """Only of meetings that took place: a plan may well change its day."""
    span = talk.meeting.when
    words = _text_of(talk.briefing, span) if span else None
    if span is None or not words or talk.meeting.status is not MeetingStatus.HAPPENED:
        return None
    day = day_meant(words, published=_day(talk.briefing), past=True)
    return _claim(talk, day, words, span) if day else None


def _where(talk: _Talk) -> Claim | None:
    span = talk.meeting.where
    words = _text_of(talk.briefing, span) if span else None
    country = country_meant(words) if words else None
    if span is None or not words or not country:
        return None
    return _claim(talk, country, words, span)


def _claim(talk: _Talk, value: object, words: str, span: Span) -> Claim:
    proofs = _proofs(talk.briefing, span)
    return Claim(value, words, _day(talk.briefing), witness(talk.briefing, proofs))


# --------------------------------------------------------------------------- numbers


def _of_numbers(briefings: Sequence[Briefing]) -> Iterator[Contradiction]:
    told: dict[str, list[Claim]] = {}
    for briefing in briefings:
        counts: dict[str, list[tuple[Quantity, Proof]]] = {}
        for sentence, proof in _sentences(briefing):
            for quantity in quantities(sentence):
                counts.setdefault(quantity.subject, []).append((quantity, proof))
        for subject, several in counts.items():
            quantity, proof = several[0]
            if all((q.low, q.high) == (quantity.low, quantity.high) for q, _ in several):
                claim = Claim(quantity, quantity.words, _day(briefing), witness(briefing, (proof,)))
                told.setdefault(subject, []).append(claim)
    for subject in sorted(told):
        yield from _contest(Contested.NUMBER, subject, _by_range(told[subject]), _cannot_agree)


def _by_range(claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose value is the range alone, so that the same numbers are one version."""
    return [
        Claim((claim.value.low, claim.value.high), claim.words, claim.day, claim.witness)
        for claim in claims
        if isinstance(claim.value, Quantity)
    ]


def _cannot_agree(a: Claim, b: Claim) -> bool:
    if not isinstance(a.value, tuple) or not isinstance(b.value, tuple):
        return False
    return bool(a.value[0] > b.value[1] or b.value[0] > a.value[1])


def _sentences(briefing: Briefing) -> Iterator[tuple[str, Proof]]:
    for cited in briefing.cited:
        start = cited.paragraph.span.start
        for number, span in enumerate(cited.paragraph.sentences, 1):
            words = cited.text[span.start - start : span.end - start]
            yield words, Proof(span, cited.paragraph.number, number)
