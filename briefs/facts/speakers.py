"""Sources of an article's claims, in its order -> the party that each one means.

The registry knows names, roles and most pronouns. What it leaves open is read off the course
of the talk: who spoke last, and who has been called what.

- a name, a role      `Ann Example`, `the Russian leader`: the registry's word
- several             `Example and Muster`: one speaker, both names
- an apposition       `her colleague, [Ann Example]`
- an abbreviation     `MSF` where the article has `Doctors Without Borders (MSF)`
- a document          `the letter`, `her statement`: whoever wrote it
- he, she             whoever spoke last, if a person, close by, with nobody named in between
                      (not after a question); else the registry's word
- they, it            the group or the document that spoke last
- a description       `the adviser`: the one speaker so far whose role has that word
- anything else       the article's own words; a guess is worse than none
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.facts.cues import agent_of, object_of, stem
from briefs.facts.people import Registry
from briefs.facts.sheet import Range, Sheet
from briefs.facts.sources import RELATIVES, bare, source_range
from briefs.facts.titles import is_role
from briefs.facts.wordlist import words
from briefs.model import Kind, Party

# What a source writes or says in its own name (nouns below "said in a ..." in news text).
DOCUMENTS = words(
    """
    statement statements letter memo memorandum testimony remarks remark speech draft email
    emails message messages tweet tweets post filing essay op-ed note notes brief release reply
    response communique account accusation accusations resolution petition manifesto report
    reports study analysis survey article column
    """
)
# Nouns that take up a body that was named before ("the airline said").
BODIES = words(
    """
    group company organization organisation airline firm agency network ministry department
    office union association bank retailer carrier maker manufacturer institute charity watchdog
    academy foundation commission committee council panel court campaign administration party
    university hospital newspaper publisher startup automaker chain regulator
    """
)
_ISSUE = words("send write sign issue release publish post deliver submit tweet read file")
_ISSUED = frozenset(stem(word) for word in _ISSUE)
# After a question "he said" is whoever was asked.
_ASKS = frozenset(stem(word) for word in ("ask", "question", "wonder", "press", "inquire"))
_PLURAL = frozenset(("they", "them", "their", "both", "two", "the"))
_NAME = r"[A-Z][\w.&'’-]*(?:\s(?:of|for|the|and|in|on|without|against|[A-Z][\w.&'’-]*)){0,9}"
# A pronoun reaches back so many sentences; measured on the briefing gold.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier claim: where it was said, by whom, and as what it was called."""

    sent: int
    at: int
    party: Party
    plural: bool
    person: bool
    document: bool
    asks: bool
    noun: str


def name_speakers(
    sheet: Sheet, registry: Registry, cues: Sequence[int], heads: Sequence[int | None]
) -> list[Party | None]:
    """Cues and source heads in text order -> parties; None where nobody is named."""
    turns: list[Turn] = []
    found: list[Party | None] = []
    for cue, head in zip(cues, heads, strict=True):
        if head is None:
            found.append(None)
            continue
        party = _who(sheet, registry, head, turns)
        found.append(party)
        turns.append(_turn(sheet, cue, head, party))
    return found


def _turn(sheet: Sheet, cue: int, head: int, party: Party) -> Turn:
    low, tag = sheet.lower[head], sheet.tag[head]
    several = any(sheet.dep[k] == "conj" for k in sheet.kids[head]) or " and " in party.name
    return Turn(
        sent=sheet.sent[head],
        at=head,
        party=party,
        plural=several or tag in ("NNS", "NNPS") or low == "they",
        person=party.kind is Kind.PERSON and not several,
        document=low in DOCUMENTS,
        asks=stem(sheet.lower[cue]) in _ASKS,
        noun=low,
    )


def _who(sheet: Sheet, registry: Registry, head: int, turns: Sequence[Turn]) -> Party:
    token, block = sheet.token(head), sheet.block[head]
    low, tag = sheet.lower[head], sheet.tag[head]
    own = source_range(sheet, head)
    if low in ("he", "she", "they", "it"):
        return _pronoun(sheet, registry, head, turns) or Party(sheet.words(own))
    group = registry.parties(token, block)
    if len(group) > 1 and (low in _PLURAL or tag in ("NNS", "NNPS", "CD")):
        return _together(group)
    if any(sheet.dep[k] == "conj" for k in sheet.kids[head]):
        return _together(group) if len(group) > 1 else Party(bare(sheet, own))
    party = None if _is_partisan(sheet, head) else registry.party(token, block)
    if token.text.isupper() and (party is None or party.kind is not Kind.COUNTRY):
        party = _spelled_out(sheet, token.text) or (party if _is_named(party, low) else None)
    if party is not None:
        return party
    return (
        _apposed(sheet, registry, head)
        or _author(sheet, registry, head, turns)
        or _described(sheet, head, turns)
        or _in_words(sheet, head, own)
    )


def _spelled_out(sheet: Sheet, letters: str) -> Party | None:
    """`MSF` -> the name that the article puts before `(MSF)`."""
    if len(letters) < 2:
        return None
    found = re.search(rf"({_NAME})\s\({re.escape(letters)}\)", sheet.text)
    if found is None:
        return None
    name = re.sub(r"^(?:The|the)\s", "", " ".join(found[1].split()))
    return Party(name, None, Kind.BODY)


def _is_named(party: Party | None, low: str) -> bool:
    """Whether a word in capitals may be a party's name: `BELL` is Nora Bell, `ELL` is not."""
    if party is None or party.kind is not Kind.PERSON:
        return True
    return low in party.name.lower().split()


def _is_partisan(sheet: Sheet, head: int) -> bool:
    """`the Utah Republican` is a person, not the party."""
    return sheet.lower[head] in ("republican", "democrat") and any(
        sheet.dep[k] in ("det", "poss") for k in sheet.kids[head]
    )


def _together(group: Sequence[Party]) -> Party:
    names = [party.name for party in group]
    return Party(", ".join(names[:-1]) + " and " + names[-1], None, group[0].kind)


def _in_words(sheet: Sheet, head: int, own: Range) -> Party:
    """The words themselves; a relative pronoun's antecedent's words."""
    if sheet.lower[head] in RELATIVES and sheet.dep[sheet.head[head]] == "relcl":
        own = source_range(sheet, sheet.head[sheet.head[head]])
    return Party(bare(sheet, own))


def _apposed(sheet: Sheet, registry: Registry, head: int) -> Party | None:
    """`her colleague, Ann Example`, `one of her aides, Ann Example`."""
    inner = [object_of(sheet, k) for k in sheet.kids[head] if sheet.lower[k] == "of"]
    for noun in (head, *(i for i in inner if i is not None)):
        for k in sheet.kids[noun]:
            if sheet.dep[k] == "appos" and k > noun:
                party = registry.named(sheet.token(k), sheet.block[k])
                if party is not None and party.kind in (Kind.PERSON, Kind.BODY):
                    return party
    return None


def _pronoun(sheet: Sheet, registry: Registry, head: int, turns: Sequence[Turn]) -> Party | None:
    """He, she, they, it -> the registry's word, else whoever spoke last."""
    low = sheet.lower[head]
    token, block = sheet.token(head), sheet.block[head]
    last = turns[-1] if turns else None
    near = last is not None and sheet.sent[head] - last.sent <= _REACH
    if low == "they":
        group = registry.parties(token, block)
        if len(group) > 1:
            return _together(group)
        return last.party if last is not None and near and last.plural else None
    if low == "it":
        if last is not None and near and (last.document or last.party.kind is Kind.BODY):
            return last.party
        return registry.party(token, block) or _topic(sheet, registry, head)
    steady = last is not None and near and last.person and not last.asks
    if last is not None and steady and not _named_between(sheet, registry, last, head):
        return last.party
    return registry.party(token, block)


def _topic(sheet: Sheet, registry: Registry, head: int) -> Party | None:
    """The body or country that is the subject of the sentence before."""
    here = sheet.sent[head]
    if here == 0 or sheet.dep[head] != "nsubj":
        return None
    for i in range(*sheet.sents[here - 1]):
        if sheet.dep[i] == "nsubj" and sheet.dep[sheet.head[i]] == "ROOT":
            party = registry.party(sheet.token(i), sheet.block[i])
            if party is not None and party.kind in (Kind.BODY, Kind.COUNTRY):
                return party
    return None


def _named_between(sheet: Sheet, registry: Registry, last: Turn, head: int) -> bool:
    """Whether somebody else is named outside quotes between the last speaker and here."""
    for i in range(last.at + 1, head):
        if sheet.quote[i] < 0 and sheet.tag[i] in ("NNP", "NNPS"):
            party = registry.named(sheet.token(i), sheet.block[i])
            if party is not None and party.kind is Kind.PERSON and party != last.party:
                return True
    return False


def _author(sheet: Sheet, registry: Registry, head: int, turns: Sequence[Turn]) -> Party | None:
    """Document -> who wrote it: its owner, its signers, or whoever issued one before."""
    if sheet.lower[head] not in DOCUMENTS:
        return None
    owner = _owner(sheet, registry, head)
    if owner is not None:
        return owner
    word = stem(sheet.lower[head])
    if any(sheet.lower[k] in ("a", "an", "another") for k in sheet.kids[head]):
        return _issuer(sheet, registry, head)
    for turn in reversed(turns):
        if turn.noun and stem(turn.noun) == word and turn.party.name.lower() != turn.noun:
            return turn.party
    for i in range(head - 1, -1, -1):
        if stem(sheet.lower[i]) == word and sheet.tag[i][0] == "N":
            owner = _owner(sheet, registry, i) or _issuer(sheet, registry, i)
            if owner is not None:
                return owner
    return None


def _owner(sheet: Sheet, registry: Registry, noun: int) -> Party | None:
    """`her letter`, `the letter from the ministry`, `a letter signed by 40 members`."""
    for k in sheet.kids[noun]:
        goal: int | None = None
        if sheet.dep[k] in ("compound", "nmod", "amod"):
            named = registry.named(sheet.token(k), sheet.block[k])
            if named is not None:
                return named
        elif sheet.dep[k] == "poss":
            goal = k
        elif sheet.dep[k] == "prep" and sheet.lower[k] in ("by", "from", "of"):
            goal = object_of(sheet, k)
            if goal is not None and sheet.lower[goal] in DOCUMENTS:
                return _owner(sheet, registry, goal)
        elif sheet.dep[k] == "acl" and stem(sheet.lower[k]) in _ISSUED:
            goal = agent_of(sheet, k)
        if goal is not None:
            party = registry.party(sheet.token(goal), sheet.block[goal])
            if party is not None:
                return party
            if sheet.tag[goal][0] == "N" and sheet.dep[k] != "prep":
                return Party(bare(sheet, source_range(sheet, goal)))
    return None


def _issuer(sheet: Sheet, registry: Registry, noun: int) -> Party | None:
    """`the ministry issued a statement`, `she said in a statement`."""
    verb = sheet.head[noun]
    if sheet.dep[noun] == "pobj" and sheet.lower[verb] == "in":
        verb = sheet.head[verb]
    elif stem(sheet.lower[verb]) not in _ISSUED:
        return None
    for k in sheet.kids[verb]:
        if sheet.dep[k] == "nsubj":
            party = registry.party(sheet.token(k), sheet.block[k])
            if party is None and sheet.tag[k][0] == "N":
                return Party(bare(sheet, source_range(sheet, k)))
            return party
    return None


def _described(sheet: Sheet, head: int, turns: Sequence[Turn]) -> Party | None:
    """`the adviser` -> the only earlier speaker who was called an adviser; else None."""
    if sheet.tag[head] not in ("NN", "NNS") and not _is_partisan(sheet, head):
        return None
    left = {sheet.lower[k] for k in sheet.kids[head] if k < head}
    if not left & {"the", "this", "that", "these", "those"}:
        return None
    word = stem(sheet.lower[head])
    fitting: dict[Party, None] = {}
    many = sheet.tag[head] == "NNS"
    for turn in turns:
        if many != turn.plural:
            continue
        called = {stem(w) for w in (turn.party.role or "").lower().split()}
        if word in called or (turn.noun != sheet.lower[head] and stem(turn.noun) == word):
            fitting[turn.party] = None
    if not fitting and sheet.tag[head] == "NN":
        fitting = _taken_up(sheet, head, turns)
    return next(iter(fitting)) if len(fitting) == 1 else None


def _taken_up(sheet: Sheet, head: int, turns: Sequence[Turn]) -> dict[Party, None]:
    """`the airline`, `the former chief` -> the bodies, or the persons, that spoke so far."""
    if sheet.lower[head] in BODIES:
        return {t.party: None for t in turns if t.party.kind is Kind.BODY}
    if is_role(sheet.token(head)):
        return {t.party: None for t in turns if t.party.kind is Kind.PERSON}
    return {}
