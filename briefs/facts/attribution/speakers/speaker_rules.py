"""Sources of an article's claims, in order -> the party that each one refers to.

The registry resolves names, roles and most pronouns. The rest is resolved by earlier statements:
who spoke last, and who was called what.

- a name, a role      `Ann Example`, `the Russian leader`: by the registry
- several             `Example and Muster`: one speaker, both names
- an apposition       `her colleague, [Ann Example]`
- an abbreviation     `MSF` where the article has `Doctors Without Borders (MSF)`
- a document          `the letter`, `her statement`: whoever wrote it
- he, she             whoever spoke last, if a person, close by, with nobody named in between
                      (not after a question); else by the registry
- they, it            the group or the document that spoke last
- I                   outside quotes, where the marks were lost: whoever spoke last
- a description       `the adviser`, `the airline`: see nominal_speakers.py
- anything else       the article's own words; a guess is worse than none
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.facts.attribution.claim_spans.cues import agent_of, object_of
from briefs.facts.attribution.claim_spans.source_spans import RELATIVES, bare, source_range
from briefs.facts.attribution.speakers.nominal_speakers import (
    BODIES,
    EarlierStatement,
    closing_name,
    has_name_between,
    is_by_kind,
    is_partisan,
    is_salient,
    joint_speaker,
    resolve_apposition,
    resolve_by_kind,
    resolve_description,
)
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.lexicon.stemming import stem
from briefs.model.facts import Kind, Party
from briefs.word_lists import words

# Documents that speak for their author (nouns after "said in a ..." in news text).
DOCUMENTS = words(
    """
    statement statements letter memo memorandum testimony remarks remark speech draft email
    emails message messages tweet tweets post filing essay op-ed note notes brief release reply
    response communique account accusation accusations resolution petition manifesto report
    reports study analysis survey article column
    """
)
_ISSUE = words("send write sign issue release publish post deliver submit tweet read file")
_ISSUE_STEMS = frozenset(stem(word) for word in _ISSUE)
# After a question "he said" is the one who was asked.
_ASKS = frozenset(stem(word) for word in ("ask", "question", "wonder", "press", "inquire"))
_PLURAL = frozenset(("they", "them", "their", "both", "two", "the"))
_NAME_WORD = re.compile(r"[A-Z][\w.&'’-]*\Z")
_INSIDE_NAME = frozenset(("of", "for", "the", "and", "in", "on", "without", "against"))
_LONGEST_NAME, _NAME_WORDS = 200, 10
# Sentences that a pronoun reaches back; measured on the briefing gold.
_REACH = 3


def turn_of(tokens: TokenTable, cue: int, head: int, party: Party) -> EarlierStatement:
    """A statement whose speaker is known -> what later statements may refer back to."""
    low, tag = tokens.lower[head], tokens.tag[head]
    several = any(tokens.dep[k] == "conj" for k in tokens.kids[head]) or " and " in party.name
    return EarlierStatement(
        sent=tokens.sent[head],
        at=head,
        party=party,
        plural=several or tag in ("NNS", "NNPS") or low == "they",
        person=party.kind is Kind.PERSON and not several,
        document=low in DOCUMENTS,
        asks=stem(tokens.lower[cue]) in _ASKS,
        noun=low,
    )


def who_by_rule(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party:
    """The rules' answer: the party that a source refers to."""
    token, block = tokens.token(head), tokens.block[head]
    low, tag = tokens.lower[head], tokens.tag[head]
    own = source_range(tokens, head)
    if low in ("he", "she", "they", "it", "i"):
        return _pronoun(tokens, registry, head, turns) or Party(tokens.words(own))
    group = registry.parties(token, block)
    if len(group) > 1 and (low in _PLURAL or tag in ("NNS", "NNPS", "CD")):
        return joint_speaker(group)
    if tokens.dep[head] == "conj":
        persons = [p for p in group if p.kind is Kind.PERSON]
        if len(persons) > 1:
            return joint_speaker(persons)
    if any(tokens.dep[k] == "conj" for k in tokens.kids[head]):
        return joint_speaker(group) if len(group) > 1 else Party(bare(tokens, own))
    if is_by_kind(tokens, head):
        return resolve_by_kind(tokens, registry, head, turns)
    party = None if is_partisan(tokens, head) else registry.party(token, block)
    if token.text.isupper() and (party is None or party.kind is not Kind.COUNTRY):
        party = _expand_abbreviation(tokens, token.text) or (
            party if _is_part_of_name(party, low) else None
        )
    if party is None:
        party = _resolve_unregistered(tokens, registry, head, turns)
    if party.name.isupper() and party.kind is Kind.BODY:
        return _expand_abbreviation(tokens, party.name) or party
    return party


def _resolve_unregistered(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party:
    """A source that the registry does not know -> its party, else the source's own words."""
    own = source_range(tokens, head)
    return (
        _by_surname(tokens, registry, head)
        or _capitalised_name(tokens, head)
        or closing_name(tokens, registry, head, own)
        or resolve_apposition(tokens, registry, head)
        or _author(tokens, registry, head, turns)
        or resolve_description(tokens, registry, head, turns)
        or _own_words_party(tokens, head, own)
    )


def _capitalised_name(tokens: TokenTable, head: int) -> Party | None:
    """Capitalised words where the model saw no name: `campaign group [Speak Out]`."""
    if tokens.lower[head] not in BODIES or any(tokens.lower[k] == "the" for k in tokens.kids[head]):
        return None
    end = head + 1
    while end < len(tokens) and tokens.token(end).text[:1].isupper() and tokens.word[end]:
        end += 1
    verb = end < len(tokens) and tokens.tag[end] in ("VBD", "VBZ", "VBP", "MD")
    return (
        Party(tokens.words((head + 1, end)), None, Kind.BODY) if verb and end > head + 1 else None
    )


def _expand_abbreviation(tokens: TokenTable, letters: str) -> Party | None:
    """`MSF` -> the name that the article puts before `(MSF)`."""
    if len(letters) < 2:
        return None
    brackets = f"({letters})"
    at = tokens.text.find(brackets)
    while at >= 0:
        name = _name_at_end(tokens.text[max(0, at - _LONGEST_NAME) : at])
        if name:
            return Party(re.sub(r"^(?:The|the)\s", "", name), None, Kind.BODY)
        at = tokens.text.find(brackets, at + 1)
    return None


def _name_at_end(text: str) -> str:
    """`at the [Port Authority of Vell] ` -> the longest name before the last blank, or ""."""
    words = re.split(r"\s", text)
    name, rest = "", [] if words.pop() else words[-_NAME_WORDS:]
    after: list[str] = []
    for word in reversed(rest):
        if first := _NAME_WORD.search(word):
            name = " ".join([first[0], *after])
        if word not in _INSIDE_NAME and not (first and first[0] == word):
            break
        after.insert(0, word)
    return name


def _by_surname(tokens: TokenTable, registry: Registry, head: int) -> Party | None:
    """A family name that the registry missed here -> the one person who has it."""
    if tokens.tag[head] not in ("NNP", "NNPS") or tokens.right[head] - tokens.left[head] > 1:
        return None
    low = tokens.lower[head]
    persons = [p for p in registry.everyone if p.kind is Kind.PERSON]
    bearers = [p for p in persons if p.name.lower().split()[-1] == low]
    return bearers[0] if len(bearers) == 1 else None


def _is_part_of_name(party: Party | None, low: str) -> bool:
    """Whether a word in capitals may be a party's name: `BELL` is Nora Bell, `ELL` is not."""
    if party is None or party.kind is not Kind.PERSON:
        return True
    return low in party.name.lower().split()


def _own_words_party(tokens: TokenTable, head: int, own: Range) -> Party:
    """The words themselves; a relative pronoun's antecedent's words."""
    if tokens.lower[head] in RELATIVES and tokens.dep[tokens.head[head]] == "relcl":
        own = source_range(tokens, tokens.head[tokens.head[head]])
    a, b = own
    stop = next((i for i in range(head + 1, b - 1) if _parts(tokens, i)), b)
    a, b = tokens.trim((a, stop))
    return Party(bare(tokens, (a, b)) if a < b else tokens.words(source_range(tokens, head)))


def own_words_of(tokens: TokenTable, head: int) -> str:
    """A source's own words."""
    return _own_words_party(tokens, head, source_range(tokens, head)).name


def _parts(tokens: TokenTable, i: int) -> bool:
    """Whether a description follows: `an official, [who] ...`, `groups [such as] ...`."""
    low = tokens.lower[i]
    after = tokens.lower[i + 1]
    return (low == "," and after in ("which", "who")) or (low == "such" and after == "as")


def _pronoun(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party | None:
    """He, she, they, it, I -> the last speaker where that fits, else by the registry."""
    low = tokens.lower[head]
    token, block = tokens.token(head), tokens.block[head]
    last = turns[-1] if turns else None
    near = last is not None and tokens.sent[head] - last.sent <= _REACH
    if low == "they":
        group = registry.parties(token, block)
        if len(group) > 1:
            return joint_speaker(group)
        return last.party if last is not None and near and last.plural else None
    if low == "it":
        if last is not None and near and (last.document or last.party.kind is Kind.BODY):
            return last.party
        return registry.party(token, block) or _topic(tokens, registry, head)
    if low == "i":  # outside quotes: the marks around it were lost
        return last.party if last is not None and near and last.person else None
    steady = last is not None and near and last.person and not last.asks
    if (
        last is not None
        and steady
        and not has_name_between(tokens, registry, last, head, is_salient)
    ):
        return last.party
    return registry.party(token, block)


def _topic(tokens: TokenTable, registry: Registry, head: int) -> Party | None:
    """The body or country that is the subject of the sentence before."""
    here = tokens.sent[head]
    if here == 0 or tokens.dep[head] != "nsubj":
        return None
    for i in range(*tokens.sents[here - 1]):
        if tokens.dep[i] == "nsubj" and tokens.dep[tokens.head[i]] == "ROOT":
            party = registry.party(tokens.token(i), tokens.block[i])
            if party is not None and party.kind in (Kind.BODY, Kind.COUNTRY):
                return party
            if party is None and tokens.lower[i] in BODIES:
                return Party(bare(tokens, source_range(tokens, i)))
    return None


def _author(
    tokens: TokenTable, registry: Registry, head: int, turns: Sequence[EarlierStatement]
) -> Party | None:
    """Document -> its author: its owner, its signers, or who issued one before."""
    if tokens.lower[head] not in DOCUMENTS:
        return None
    owner = _owner(tokens, registry, head, turns)
    if owner is not None:
        return owner
    word = stem(tokens.lower[head])
    if any(tokens.lower[k] in ("a", "an", "another") for k in tokens.kids[head]):
        return _issuer(tokens, registry, head)
    for turn in reversed(turns):
        if turn.noun and stem(turn.noun) == word and turn.party.name.lower() != turn.noun:
            return turn.party
    for i in range(head - 1, -1, -1):
        if stem(tokens.lower[i]) == word and tokens.tag[i][0] == "N":
            owner = _owner(tokens, registry, i, ()) or _issuer(tokens, registry, i)
            if owner is not None:
                return owner
    return None


def _owner(
    tokens: TokenTable, registry: Registry, noun: int, turns: Sequence[EarlierStatement]
) -> Party | None:
    """`her letter`, `the letter from the ministry`, `a letter signed by 40 members`."""
    for k in tokens.kids[noun]:
        goal: int | None = None
        if tokens.dep[k] in ("compound", "nmod", "amod"):
            named = registry.party_named(tokens.token(k), tokens.block[k])
            if named is not None:
                return named
        elif tokens.dep[k] == "poss":
            goal = k
        elif tokens.dep[k] == "prep" and tokens.lower[k] in ("by", "from", "of"):
            goal = object_of(tokens, k)
            if goal is not None and tokens.lower[goal] in DOCUMENTS:
                return _owner(tokens, registry, goal, turns)
        elif tokens.dep[k] == "acl" and stem(tokens.lower[k]) in _ISSUE_STEMS:
            goal = agent_of(tokens, k)
        if goal is not None and tokens.lower[goal] in ("his", "her"):
            return _pronoun(tokens, registry, goal, turns)
        if goal is not None:
            party = registry.party(tokens.token(goal), tokens.block[goal])
            if party is not None:
                return party
            if tokens.tag[goal][0] == "N" and tokens.dep[k] != "prep":
                return Party(bare(tokens, source_range(tokens, goal)))
    return None


def _issuer(tokens: TokenTable, registry: Registry, noun: int) -> Party | None:
    """`the ministry issued a statement`, `she said in a statement`."""
    verb = tokens.head[noun]
    if tokens.dep[noun] == "pobj" and tokens.lower[verb] == "in":
        verb = tokens.head[verb]
    elif stem(tokens.lower[verb]) not in _ISSUE_STEMS:
        return None
    for k in tokens.kids[verb]:
        if tokens.dep[k] == "nsubj":
            party = registry.party(tokens.token(k), tokens.block[k])
            if party is None and tokens.tag[k][0] == "N":
                return Party(bare(tokens, source_range(tokens, k)))
            return party
    return None
