"""A described source ("the adviser") -> the party that it refers to.

- a name beside it           `her colleague, [Ann Example]`, `Ann Example, [the mayor]`
- named with the same noun   `the ministers` where the article has `the ministers, Bell and Mora`
- the only one called so     `the adviser`: the one speaker so far whose role has that word
- the only body named so     `the high court` where the article has one `... Court`
- whoever spoke last         `the Ottery Democrat`, `the airline`: a person for a role, a body for
                             a body, close by, with nothing that speaks against it
- by age or descent          `the 26-year-old`, `the Spaniard`: the person who spoke last
- anything else              None; a guess is worse than none
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefs.facts.attribution.claim_spans.cues import SUBJECTS, object_of
from briefs.facts.attribution.claim_spans.source_spans import bare
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.entities.role_phrases import is_role
from briefs.facts.lexicon import gazetteer
from briefs.facts.lexicon.role_nouns import HONORIFICS, LEADERS, office, same_office
from briefs.facts.lexicon.stemming import stem
from briefs.model.facts import Kind, Party
from briefs.word_lists import words

# Nouns that refer back to a body ("the airline said").
BODIES = words(
    """
    group company organization organisation airline firm agency network ministry department
    office union association bank retailer carrier maker manufacturer institute charity watchdog
    academy foundation commission committee council panel court party
    university hospital newspaper publisher startup automaker chain regulator media
    """
)
# Nouns for anybody: "the woman" is rarely the last speaker.
_ANYBODY = words("man woman boy girl person resident witness")
# These refer to what the article names so, or to nobody named.
_UNIQUE = words("court council party committee commission department ministry university panel")
_BESIDE = frozenset((",", "-", "–", "—"))
LANDS = words("state country nation kingdom")
# Sentences that a description reaches back; measured on the briefing gold.
_REACH = 6


@dataclass(frozen=True, slots=True)
class EarlierStatement:
    """One earlier claim: where it is, its speaker, and how the speaker was called there."""

    sent: int
    at: int
    party: Party
    plural: bool
    person: bool
    document: bool
    asks: bool
    noun: str


def joint_speaker(group: Sequence[Party]) -> Party:
    """Several parties -> one joint speaker with all their names."""
    names = [party.name for party in group]
    return Party(", ".join(names[:-1]) + " and " + names[-1], None, group[0].kind)


def is_partisan(tokens: TokenTable, head: int) -> bool:
    """`the Utah Republican` is a person, not the party."""
    return tokens.lower[head] in ("republican", "democrat") and any(
        tokens.dep[k] in ("det", "poss") for k in tokens.kids[head]
    )


def closing_name(tokens: TokenTable, registry: Registry, head: int, own: Range) -> Party | None:
    """The name at the end of the words: `the envoy to Ruria [Ann Example]`, `the station [KTXX]`.

    The described noun or another name must come right before it: not `a friend of Ms. Ann
    Example`.
    """
    a, b = own
    if b < len(tokens) and tokens.head[b] == tokens.head[head] and tokens.dep[b] in SUBJECTS:
        b += 1  # the parser saw two subjects
    party = registry.party_named(tokens.token(b - 1), tokens.block[b - 1])
    if party is None or party.kind is Kind.COUNTRY or b - 1 == head:
        return None
    first = b - 1
    while (
        first > a
        and registry.party_named(tokens.token(first - 1), tokens.block[first - 1]) == party
    ):
        first -= 1
    before = first - 1
    while before > a and before != head and _is_title(tokens, before):
        before -= 1
    beside = (
        registry.party_named(tokens.token(before), tokens.block[before]) if before >= a else None
    )
    return party if before == head or beside is not None else None


def _is_title(tokens: TokenTable, i: int) -> bool:
    return tokens.lower[i].rstrip(".") in HONORIFICS or is_role(tokens.token(i))


def resolve_apposition(tokens: TokenTable, registry: Registry, head: int) -> Party | None:
    """`her colleague, Ann Example`, `one of her aides, Ann Example`."""
    inner = [object_of(tokens, k) for k in tokens.kids[head] if tokens.lower[k] == "of"]
    for noun in (head, *(i for i in inner if i is not None)):
        for k in tokens.kids[noun]:
            if tokens.dep[k] == "appos" and k > noun:
                party = registry.party_named(tokens.token(k), tokens.block[k])
                if party is not None and party.kind in (Kind.PERSON, Kind.BODY):
                    return party
    if tokens.dep[head] == "appos":
        above = tokens.head[head]
        party = registry.party_named(tokens.token(above), tokens.block[above])
        if party is not None and party.kind is not Kind.COUNTRY and is_role(tokens.token(head)):
            return party
    return None


def resolve_description(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party | None:
    """Definite description -> the earlier speaker that it refers to, or None."""
    if tokens.tag[head] not in ("NN", "NNS") and not is_partisan(tokens, head):
        return None
    left = {tokens.lower[k] for k in tokens.kids[head] if k < head}
    if not left & {"the", "this", "that", "these", "those"}:
        return None
    called = _speakers_called(tokens, head, turns)
    if len(called) == 1:
        return called[0]
    if tokens.tag[head] == "NNS":
        return None if called else _listed_names(tokens, registry, head)
    if tokens.lower[head] not in BODIES and _unnamed_speaker(tokens, head, turns):
        return _unnamed_speaker(tokens, head, turns)
    return _last_speaker(tokens, registry, head, turns)


def is_by_kind(tokens: TokenTable, head: int) -> bool:
    """`the 26-year-old`, `the Spaniard`: one person by age or descent, not a country."""
    low = tokens.lower[head]
    definite = any(tokens.lower[k] == "the" and k < head for k in tokens.kids[head])
    aged = low == "old" and "year" in tokens.lower[max(0, head - 3) : head]
    descent = tokens.ent[head] == "NORP" and tokens.tag[head] in ("NN", "NNP")
    return definite and (aged or (descent and low.endswith(_DESCENT)))


_DESCENT = ("ian", "ean", "can", "ard", "man", "woman", "ese", "swede", "dane", "finn", "turk")


def resolve_by_kind(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party:
    """The person that the last sentence was about, else the last speaker, else the words."""
    here = tokens.sent[head]
    for i in range(tokens.sents[max(0, here - 1)][0], tokens.left[head]):
        if tokens.quote[i] < 0 and _is_topic(tokens, i):
            party = registry.party_named(tokens.token(i), tokens.block[i])
            if party is not None and party.kind is Kind.PERSON:
                return party
    last = turns[-1] if turns else None
    if last is not None and last.person and here - last.sent <= _REACH:
        return last.party
    return Party(bare(tokens, (tokens.left[head], head + 1)))


def _speakers_called(
    tokens: TokenTable, head: int, turns: Sequence[EarlierStatement]
) -> list[Party]:
    """The speakers so far whose role has this noun, or who were called so."""
    word = stem(tokens.lower[head])
    many = tokens.tag[head] == "NNS"
    fitting: dict[Party, None] = {}
    for turn in turns:
        if many != turn.plural or (turn.person and tokens.lower[head] in BODIES):
            continue  # `the council` is not the council's leader
        called = {stem(w) for w in (turn.party.role or "").lower().split()}
        if word in called or (turn.noun != tokens.lower[head] and stem(turn.noun) == word):
            fitting[turn.party] = None
    return list(fitting)


def _unnamed_speaker(
    tokens: TokenTable, head: int, turns: Sequence[EarlierStatement]
) -> Party | None:
    """`the official` after `a senior official said`: the same unnamed speaker."""
    for turn in reversed(turns):
        if turn.noun == tokens.lower[head] and not turn.plural:
            return turn.party if turn.party.kind is Kind.OTHER else None
    return None


def _listed_names(tokens: TokenTable, registry: Registry, head: int) -> Party | None:
    """`the ministers` -> the names beside that noun: `the ministers, Bell and Mora`.

    The nearest such place before, else the first after.
    """
    for i in (*range(head - 1, -1, -1), *range(head + 1, len(tokens) - 2)):
        if tokens.lower[i] != tokens.lower[head] or tokens.lower[i + 1] not in _BESIDE:
            continue
        first = registry.party_named(tokens.token(i + 2), tokens.block[i + 2])
        if first is None or first.kind is not Kind.PERSON or tokens.block[i] != tokens.block[i + 2]:
            continue
        group = registry.parties(tokens.token(i + 2), tokens.block[i + 2])
        named = [p for p in group if p.kind is Kind.PERSON]
        if len(named) > 1:
            return joint_speaker(named)
    return None


def _last_speaker(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party | None:
    """The last speaker, if the description fits."""
    low = tokens.lower[head]
    if _introduces(tokens, head) or low in _ANYBODY:
        return None
    near = [t for t in turns if tokens.sent[head] - t.sent <= _REACH]
    if low in BODIES:
        return _resolve_body(tokens, registry, head, near)
    last = near[-1] if near else None
    if low in LANDS:
        steady = last is not None and last.party.kind in (Kind.COUNTRY, Kind.BODY)
        return last.party if last is not None and steady else None
    if not (is_role(tokens.token(head)) or is_partisan(tokens, head)):
        return None
    if last is None or has_name_between(tokens, registry, last, head, _is_topic):
        return _topic_person(tokens, registry, head)
    if not last.person or _conflicts(tokens, registry, head, last.party):
        return None
    return None if _was_mentioned_since(tokens, head, last) else last.party


def _topic_person(tokens: TokenTable, registry: Registry, head: int) -> Party | None:
    """The person that the sentence before was about, if it names no other and the role fits.

    `Ann Lopez opened the school. [The mayor] said it had taken years.`
    """
    here = tokens.sent[head]
    named: dict[Party, bool] = {}
    for i in range(*tokens.sents[here - 1]) if here else ():
        party = registry.party_named(tokens.token(i), tokens.block[i])
        if party is not None and party.kind is Kind.PERSON:
            named[party] = named.get(party, False) or (tokens.quote[i] < 0 and _is_topic(tokens, i))
    only, leads_it = next(iter(named.items()), (None, False))
    if only is None or len(named) > 1 or not leads_it:
        return None
    return None if _conflicts(tokens, registry, head, only) else only


def _was_mentioned_since(tokens: TokenTable, head: int, last: EarlierStatement) -> bool:
    """Whether somebody called so was mentioned since the last speaker: `Ruria's envoy left.`"""
    return any(
        tokens.lower[i] == tokens.lower[head]
        and tokens.quote[i] < 0
        and tokens.dep[i] in SUBJECTS
        and not any(tokens.lower[k] == "the" for k in tokens.kids[i])
        for i in range(last.at + 1, head)
    )


def _resolve_body(
    tokens: TokenTable, registry: Registry, head: int, near: Sequence[EarlierStatement]
) -> Party | None:
    """`the high court` -> the one body with that noun in its name, else the last body that spoke.

    Not `the Ottery water board`, `the appeals court`: they are specific by themselves.
    """
    low = tokens.lower[head]
    own = [k for k in tokens.kids[head] if k < head]
    if any(tokens.tag[i] in ("NNP", "NNPS") for i in range(tokens.left[head], head)):
        return None
    bearers = [
        p
        for p in registry.everyone
        if p.kind is Kind.BODY and low in p.name.lower().split() and " " in p.name
    ]
    if bearers and any(tokens.dep[k] == "compound" for k in own):
        return None
    if len(bearers) == 1:
        return bearers[0]
    bodies = [t.party for t in near if _is_body(tokens, t.at, t.party)]
    if bearers or low in _UNIQUE:
        return next((p for p in reversed(bodies) if p in bearers), None)
    return _topic_body(tokens, registry, head, near) or (
        bodies[-1] if bodies else _body_named_before(tokens, registry, head)
    )


def _topic_body(
    tokens: TokenTable, registry: Registry, head: int, near: Sequence[EarlierStatement]
) -> Party | None:
    """The last body that a sentence since the last speaker was about."""
    first = near[-1].at + 1 if near else tokens.sents[tokens.sent[head]][0]
    for i in range(head - 1, first - 1, -1):
        if tokens.quote[i] < 0 and tokens.tag[i] in ("NNP", "NNPS") and _is_topic(tokens, i):
            party = registry.party_named(tokens.token(i), tokens.block[i])
            if party is not None and _is_body(tokens, i, party):
                return party
    return None


def _body_named_before(tokens: TokenTable, registry: Registry, head: int) -> Party | None:
    """The only body that this sentence names before the description, else the one before it."""
    here = tokens.sent[head]
    for sent in range(here, max(here - 2, -1), -1):
        a, b = tokens.sents[sent]
        named = (
            (i, registry.party_named(tokens.token(i), tokens.block[i]))
            for i in range(a, min(b, head))
        )
        bodies = dict.fromkeys(p for i, p in named if p is not None and _is_body(tokens, i, p))
        if bodies:
            return next(iter(bodies)) if len(bodies) == 1 else None
    return None


def _is_body(tokens: TokenTable, i: int, party: Party) -> bool:
    """Whether a mention is of a company, an agency or the like, not of a place or people."""
    return party.kind is Kind.BODY and tokens.ent[i] not in ("GPE", "LOC", "NORP")


def has_name_between(
    tokens: TokenTable,
    registry: Registry,
    last: EarlierStatement,
    head: int,
    counts: Callable[[TokenTable, int], bool],
) -> bool:
    """Whether another name occurs outside quotes between the last speaker and `head`.

    `counts(tokens, token)`: whether a name at that token counts (`is_salient`).
    """
    for i in range(last.at + 1, head):
        if tokens.quote[i] < 0 and tokens.tag[i] in ("NNP", "NNPS") and counts(tokens, i):
            party = registry.party_named(tokens.token(i), tokens.block[i])
            if party is not None and party.kind is Kind.PERSON and party != last.party:
                return True
    return False


def _is_topic(tokens: TokenTable, name: int) -> bool:
    """Whether a name is the subject of its sentence."""
    return tokens.dep[name] in SUBJECTS and tokens.dep[tokens.head[name]] in ("ROOT", "conj")


def is_salient(tokens: TokenTable, name: int) -> bool:
    """Whether a name is the topic of its sentence, or an argument of a main verb.

    Not `[Bell]'s plan`, `the [Bell] trial`, `the plan, which [Bell] opposed`.
    """
    if tokens.dep[name] in ("poss", "compound", "nmod", "amod"):
        return False
    return tokens.dep[name] not in SUBJECTS or tokens.dep[tokens.head[name]] not in ("relcl", "acl")


def _introduces(tokens: TokenTable, head: int) -> bool:
    """Whether the description is specific: `the mayor of Ottery`, `the man who ...`."""
    return any(
        k > head and tokens.dep[k] in ("prep", "relcl", "acl", "appos") for k in tokens.kids[head]
    )


def _conflicts(tokens: TokenTable, registry: Registry, head: int, party: Party) -> bool:
    """Whether the description names another office, country or gender than the party's."""
    low = tokens.lower[head]
    gender = "f" if low.endswith("woman") else "m" if low.endswith("man") else ""
    known = gazetteer.BY_NAME.get(party.name, ())
    if gender and known and known[0].gender not in ("", gender):
        return True
    left = [k for k in tokens.kids[head] if k < head]
    described = office(" ".join(tokens.lower[i] for i in (*left, head)))
    held = office(party.role or "")
    former = any(tokens.lower[i] == "former" for i in left)
    if (
        described
        and not former
        and (held or described in LEADERS)
        and not same_office(described, held or "")
    ):
        return True
    others = [p for p in registry.everyone if p.kind is Kind.PERSON and p != party]
    if (
        described
        and not held
        and any(same_office(described, office(p.role or "") or "") for p in others)
    ):
        return True
    own = registry.countries(party)
    named = [registry.party_named(tokens.token(k), tokens.block[k]) for k in left]
    return any(
        n is not None and n.kind is Kind.COUNTRY and own and n.name not in own for n in named
    )
