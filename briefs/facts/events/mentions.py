"""Mentions: one place each where an article reports a meeting or an agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefs.model.articles import Span
from briefs.model.facts import AgreementStatus, MeetingStatus, Party


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a mention was found, and its scores.

    `odds`: log-odds that the sentence reports such an event; `shares`: probability of each party,
    in their order; `status_share`: probability of the status; `ruled`: found by a construction;
    `group`: of the trigger (lexicon/event_words.py); `reality`: see factuality.py; `sentence`: its
    number in the article; `quoted`: in quotation marks.
    """

    odds: float = 0.0
    shares: tuple[float, ...] = ()
    status_share: float = 0.5
    ruled: bool = True
    group: str = ""
    reality: str = ""
    sentence: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """One place where the article reports a meeting. `noun`: by a noun, not a verb.

    `call`: by telephone; `caller`: the first participant made the calls.
    """

    participants: tuple[Party, ...]
    status: MeetingStatus
    evidence: Span
    where: Span | None
    when: Span | None
    background: bool = False
    noun: bool = False
    call: bool = False
    caller: bool = False
    proof: Evidence = Evidence()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Its participants, under the name that all mentions and facts have for them."""
        return self.participants

    def with_status(self, status: MeetingStatus) -> MeetingMention:
        """The same with another status."""
        return replace(self, status=status)

    def by_call(self, *, caller: bool) -> MeetingMention:
        """The same over the telephone; `caller`: the first participant made the calls."""
        return replace(self, call=True, caller=caller)

    def between(self, one: Party, other: Party) -> MeetingMention:
        """The same with two of its participants."""
        return replace(self, participants=(one, other))


@dataclass(frozen=True, slots=True)
class AgreementMention:
    """One place where the article reports an agreement.

    `words`: the content words of `what`; `head`: its noun; `acted_on`: a verb signs, rejects or
    ends it here; `named`: it has a name of its own; `bare`: "the deal", which repeats another.
    """

    what: Span
    words: frozenset[str]
    head: str
    parties: tuple[Party, ...]
    status: AgreementStatus
    evidence: Span
    background: bool
    acted_on: bool
    named: bool
    bare: bool = False
    proof: Evidence = Evidence()


Mention = MeetingMention | AgreementMention
