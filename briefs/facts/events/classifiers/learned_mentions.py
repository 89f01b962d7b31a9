"""Sentences with triggers -> mentions of meetings and agreements, by trained models.

`EventInputs` holds what does not depend on weights, so that training can score an article with
several sets of weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

import numpy as np
from spacy.tokens import Token

from briefs.facts.document.dependencies import base, child, is_nominal, is_verb
from briefs.facts.document.token_table import TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.events.arguments import EventContext, is_outlet
from briefs.facts.events.classifiers.event_models import EventKind, MentionModel
from briefs.facts.events.classifiers.participants import Candidate, describe, find_candidates
from briefs.facts.events.classifiers.triggers import Clue, Trigger, Words, find_clues
from briefs.facts.events.constructions import agreements, meetings
from briefs.facts.events.constructions.agreement_nouns import content, extent
from briefs.facts.events.constructions.meeting_mentions import meeting_at
from briefs.facts.events.counterfactual import is_counterfactual
from briefs.facts.events.factuality import Factuality
from briefs.facts.events.mentions import AgreementMention, Evidence, MeetingMention, Mention
from briefs.model.facts import AgreementStatus, Kind, MeetingStatus, Party

ENACTING = frozenset({"pass", "enact", "veto", "repeal", "passage"})  # acts on laws
FLOOR = -2.2
"""Log-odds of a sentence from which its parties are scored (10 %)."""
UNSEEN = 0.5
"""Probability of a party that a construction gives and the models did not score."""
SURE, LIKELY, DESCRIBED = 0.5, 0.25, 0.7
"""Least probability of a participant; of the next one, where fewer than two reach SURE; of a mere
description beside a named participant (best out of fold)."""
STATUSES: dict[str, Sequence[MeetingStatus] | Sequence[AgreementStatus]] = {
    EventKind.MEETING: tuple(MeetingStatus),
    EventKind.AGREEMENT: tuple(AgreementStatus),
}
UNREAL = {
    EventKind.MEETING: frozenset(
        {Factuality.NEGATED, Factuality.DOUBTED, Factuality.POSSIBLE, Factuality.REFUSED}
    ),
    EventKind.AGREEMENT: frozenset({Factuality.NEGATED, Factuality.DOUBTED}),
}
"""Factualities with which a sentence reports no such event."""
Shares = list[tuple[Party, float]]


@dataclass
class EventInputs:
    """An article before anything is scored. `candidates`: by the first token of their sentence."""

    tokens: TokenTable
    words: Words
    context: EventContext
    clues: list[Clue]
    by_construction: dict[EventKind, dict[int, list[Mention]]]
    candidates: dict[int, list[Candidate]] = field(default_factory=dict)

    def candidates_in(self, clue: Clue) -> list[Candidate]:
        """A sentence -> its candidate participants."""
        start = clue.sentence[0]
        if start not in self.candidates:
            self.candidates[start] = find_candidates(self.words, self.context, clue.sentence)
        return self.candidates[start]


def make_inputs(tokens: TokenTable, starts: Sequence[int], registry: Registry) -> EventInputs:
    """Tokens and registry -> everything that needs no weights."""
    words = Words(tokens, registry)
    context = EventContext(tokens.docs, starts, registry, press=True)
    meet = EventContext(tokens.docs, starts, registry)
    return EventInputs(
        tokens, words, context, find_clues(words), find_by_constructions(tokens, meet, context)
    )


def find_by_constructions(
    tokens: TokenTable, meet: EventContext, context: EventContext
) -> dict[EventKind, dict[int, list[Mention]]]:
    """Tokens -> {kind: {first token of a sentence: mentions found by constructions}}.

    Agreements that nothing acts on in their sentence are left to the models.
    """
    found: dict[EventKind, dict[int, list[Mention]]] = {kind: {} for kind in EventKind}
    for a, b in tokens.sents:
        block, sentence = tokens.block[a], [tokens.token(i) for i in range(a, b)]
        for kind in EventKind:
            if here := _by_constructions(kind, sentence, block, meet, context):
                found[kind][a] = here
    return found


def _by_constructions(
    kind: EventKind,
    sentence: Sequence[Token],
    block: int,
    meet: EventContext,
    context: EventContext,
) -> list[Mention]:
    match kind:
        case EventKind.MEETING:
            return [m for t in sentence for m in meetings.mentions_at(meet, t, block)]
        case EventKind.AGREEMENT:
            agreed = [m for t in sentence for m in agreements.mentions_at(context, t, block)]
            return [*agreed] if any(m.acted_on for m in agreed) else []
        case _:
            assert_never(kind)


def strongest_trigger(model: MentionModel, clue: Clue) -> Trigger:
    """The trigger with the highest score by its own features."""
    shares = [float(model.sentence.scores(t.names)[0]) for t in clue.triggers]
    return clue.triggers[max(range(len(shares)), key=lambda j: (shares[j], -j))]


def status_names(trigger: Trigger, clue: Clue) -> list[str]:
    """A sentence and its trigger -> features for the status model."""
    return [*trigger.names, *(f"t{name}" for name in trigger.names), *clue.own]


def party_shares(inputs: EventInputs, model: MentionModel, clue: Clue, trigger: Trigger) -> Shares:
    """A sentence -> its parties with the probability that each takes part, likeliest first."""
    everyone = inputs.candidates_in(clue)
    best: dict[Party, float] = {}
    for one in everyone:
        if one.parties:
            names = describe(inputs.words, trigger, one, everyone)
            share = model.party.probability(names)
            for party in one.parties:
                best[party] = max(best.get(party, 0.0), share)
    return sorted(best.items(), key=lambda pair: -pair[1])


def choose_parties(shares: Shares) -> Shares:
    """Parties with their probabilities -> the participants."""
    chosen = [pair for pair in shares if pair[1] >= SURE]
    if len(chosen) < 2:
        chosen = [pair for pair in shares[:2] if pair[1] >= LIKELY]
    named = any(party.kind is not Kind.OTHER for party, _ in chosen)
    return [
        (party, share)
        for party, share in chosen
        if not named or party.kind is not Kind.OTHER or share >= DESCRIBED
    ]


def find_mentions(inputs: EventInputs, model: MentionModel, kind: EventKind) -> list[Mention]:
    """An article -> its mentions of one kind, in the order of the text.

    Where a construction is found, it gives parties, words and status, and the models only score
    them; elsewhere the models give them.
    """
    found: list[Mention] = []
    for clue in inputs.clues:
        odds = float(model.sentence.scores(clue.names())[0])
        known = inputs.by_construction[kind].get(clue.sentence[0], [])
        if odds < FLOOR and not known:
            continue
        trigger = strongest_trigger(model, clue)
        if is_counterfactual(inputs.tokens.token(trigger.at)):
            continue
        found += _with_scores(inputs, model, kind, clue, trigger, odds, known)
        if not known:
            one = _mention(inputs, model, kind, clue, trigger, odds)
            found += [] if one is None else [one]
    seen = {clue.sentence[0] for clue in inputs.clues}
    for start, known in inputs.by_construction[kind].items():
        if start not in seen:  # "shook hands with Mora": no trigger
            found += [replace(m, proof=Evidence(sentence=inputs.tokens.sent[start])) for m in known]
    return sorted(found, key=lambda m: m.evidence.start)


def _with_scores(
    inputs: EventInputs,
    model: MentionModel,
    kind: EventKind,
    clue: Clue,
    trigger: Trigger,
    odds: float,
    known: Sequence[Mention],
) -> list[Mention]:
    """Mentions by constructions -> the same with the models' scores."""
    if not known:
        return []
    statuses = model.status.probabilities(status_names(trigger, clue))
    of = dict(party_shares(inputs, model, clue, trigger))
    found: list[Mention] = []
    for m in known:
        at = [str(s) for s in STATUSES[kind]].index(str(m.status))
        proof = replace(
            _proof(inputs, trigger, odds),
            ruled=True,
            shares=tuple(of.get(p, UNSEEN) for p in m.parties),
            status_share=float(statuses[at]),
        )
        found.append(replace(m, proof=proof))
    return found


def _proof(inputs: EventInputs, trigger: Trigger, odds: float) -> Evidence:
    tokens = inputs.tokens
    return Evidence(
        odds=odds,
        ruled=False,
        group="LAW" if trigger.word in ENACTING else trigger.group,
        reality=trigger.reality,
        sentence=tokens.sent[trigger.at],
        quoted=tokens.quote[trigger.at] >= 0,
    )


def _mention(
    inputs: EventInputs,
    model: MentionModel,
    kind: EventKind,
    clue: Clue,
    trigger: Trigger,
    odds: float,
) -> Mention | None:
    if trigger.reality in UNREAL[kind]:
        return None
    statuses = model.status.probabilities(status_names(trigger, clue))
    who = choose_parties(party_shares(inputs, model, clue, trigger))
    best = int(np.argmax(statuses))
    proof = replace(_proof(inputs, trigger, odds), status_share=float(statuses[best]))
    match kind:
        case EventKind.MEETING:
            who = [pair for pair in who if not is_outlet(pair[0])]
            if all(party.kind is Kind.OTHER for party, _ in who):
                return None
            return _meeting(inputs, trigger, who, tuple(MeetingStatus)[best], proof)
        case EventKind.AGREEMENT:
            return _agreement(inputs, trigger, who, tuple(AgreementStatus)[best], proof)
        case _:
            assert_never(kind)


def _meeting(
    inputs: EventInputs, trigger: Trigger, who: Shares, status: MeetingStatus, proof: Evidence
) -> MeetingMention:
    token, block = inputs.tokens.token(trigger.at), inputs.tokens.block[trigger.at]
    parties, shares = _parties_and_shares(who)
    found = meeting_at(inputs.context, token, block, parties, status, background=_is_earlier(token))
    return replace(found, call=trigger.group == "CALL", proof=replace(proof, shares=shares))


def _agreement(
    inputs: EventInputs, trigger: Trigger, who: Shares, status: AgreementStatus, proof: Evidence
) -> AgreementMention:
    context, tokens = inputs.context, inputs.tokens
    token, block = tokens.token(trigger.at), tokens.block[trigger.at]
    parties, shares = _parties_and_shares(who)
    head, (start, end) = _what(token)
    words = content(token.doc, start, end)
    the = any(c.lower_ in _REPEATING for c in head.children)
    return AgreementMention(
        what=context.span(block, start, end),
        words=words,
        parties=parties,
        status=status,
        evidence=context.sentence(token, block),
        background=_is_earlier(token),
        head=head.lower_,
        acted_on=is_verb(token),
        named=False,
        bare=is_nominal(head) and the and len(words) < 2,
        proof=replace(proof, shares=shares),
    )


def _parties_and_shares(who: Shares) -> tuple[tuple[Party, ...], tuple[float, ...]]:
    return tuple(party for party, _ in who), tuple(share for _, share in who)


_REPEATING = frozenset({"the", "this", "that", "its", "their", "his", "her", "such", "these"})


def _what(token: Token) -> tuple[Token, tuple[int, int]]:
    """A trigger -> (head, [start, end)) of the words for the agreement."""
    if is_nominal(token):
        return token, extent(token)
    about = child(token, "dobj", "nsubjpass")
    if about is None:
        about = next((c for c in token.children if c.dep_ in {"prep", "agent"}), None)
        about = None if about is None else child(about, "pobj")
    if about is not None and is_nominal(about):
        return about, extent(about)
    clause = child(token, "xcomp", "ccomp")
    head = clause or token
    return head, (head.left_edge.i if clause else token.i, min(head.right_edge.i + 1, head.i + 12))


def _is_earlier(token: Token) -> bool:
    """Whether the words refer to an earlier event: "had met", "a previous deal"."""
    earlier = {"previous", "earlier", "past", "last", "former", "existing", "old"}
    if any(c.lower_ in earlier for c in token.children):
        return True
    verb = token if is_verb(token) else next((a for a in token.ancestors if is_verb(a)), None)
    return verb is not None and any(base(c) == "have" and c.lower_ == "had" for c in verb.children)
