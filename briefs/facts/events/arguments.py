"""Arguments of an event: parties, places and days of its clause; for meetings and agreements.

Takes Docs, their starts in the article, and the registry; gives spans of the article and
parties. A description of people ("union leaders") without a name is a party of kind OTHER; the
press and the public are no parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefs.facts.document.dependencies import (
    FINITE_TAGS,
    base,
    heads,
    is_nominal,
    is_verb,
    logical_subject,
    phrase,
    preps,
)
from briefs.facts.entities.registry import Registry
from briefs.facts.lexicon import gazetteer
from briefs.facts.lexicon.role_nouns import TITLES
from briefs.model.articles import Span
from briefs.model.facts import Kind, Party
from briefs.word_lists import words

# Nouns for people who can meet or agree, besides those for offices.
PEOPLE = words(
    """
    group organization organisation family parent survivor union company executive retailer
    community activist expert educator people stakeholder representative side team board
    panel council committee senator governor mayor lawmaker republican democrat minister
    leader girl delegation delegate negotiator mediator envoy official counterpart
    ambassador diplomat commander chief bank creditor lender shareholder investor bondholder
    rebel militant tribe power ally country nation state neighbor neighbour government
    opposition faction staffer staff aide adviser advisor lawyer attorney prosecutor
    investigator regulator victim worker employee farmer fisherman student teacher doctor
    scientist player owner manager agent administration presidency management leadership
    authority resident lobbyist billionaire businessman businesswoman entrepreneur donor
    elder cleric bishop veteran general trade industry party bloc signatory
    """
)
_VAGUE = words("all any some no other both every each two three such those these")
# Audiences: a press conference or a rally is no meeting.
_PUBLIC = words(
    """
    reporter journalist press media crowd audience fan viewer reader listener supporter voter
    correspondent interviewer host anchor public rally news newspaper magazine television radio
    host columnist blogger class congregation
    """
)
_OUTLETS = re.compile(
    r"\b(?:CNN|BBC|NPR|NBC|CBS|ABC|Fox|MSNBC|Reuters|AP|AFP|Associated Press|Bloomberg|Politico"
    r"|Tass|Xinhua|Yonhap|Axios|VOA|Voice of America|Al Jazeera|BuzzFeed|Breitbart|C-SPAN|CNBC"
    r"|PBS|Times|Post|Journal|Guardian|Telegraph|Tribune|Herald|Chronicle|Gazette|News|Magazine"
    r"|Press|Today|Radio|TV|Television|Network|Globe|Mail|Mirror|Sun|Independent|Spiegel)\b",
    re.IGNORECASE,
)
# Bodies whose name before a meeting is its place.
VENUES = frozenset(
    {"White House", "Kremlin", "Pentagon", "Downing Street", "Oval Office", "Capitol Hill",
     "Capitol", "Camp David", "Mar-a-Lago", "Chequers"}
)  # fmt: skip
_WORDS = 10  # most words of a description
_PARTS = words("several some many most one two three dozen hundred thousand number group half all")
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow|morning"
    r"|afternoon|evening|night|midmorning|midday|noon|jan(?:uary)?|feb(?:ruary)?|march|april|may"
    r"|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|(?:19|20)\d\d|(?:last|next|this|past|coming|previous|following|same)\s\w+|week|weekend"
    r"|earlier|ago|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"^(?:the (?:last|past) |for |about |nearly |more than )?"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|many|half)"
    r"(?:-| )(?:year|month|week|day|hour|minute)s?(?:-old| old)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EventContext:
    """The article as the modules for events see it."""

    docs: Sequence[Doc]
    starts: Sequence[int]
    registry: Registry
    press: bool = False  # whether news outlets count as parties

    def span(self, block: int, start: int, end: int) -> Span:
        """[start, end) in tokens of a block -> the article's characters, blanks cut off."""
        doc = self.docs[block]
        while start < end - 1 and doc[start].is_space:
            start += 1
        while end > start + 1 and doc[end - 1].is_space:
            end -= 1
        last = doc[end - 1]
        at = self.starts[block]
        return Span(at + doc[start].idx, at + last.idx + len(last))

    def sentence(self, token: Token, block: int) -> Span:
        """Token -> its sentence."""
        sent = token.sent
        return self.span(block, sent.start, sent.end)

    # ------------------------------------------------------------------- parties

    def parties(self, head: Token, block: int) -> tuple[Party, ...]:
        """Head of a phrase -> its named parties, else the description of people."""
        found: list[Party] = []
        for one in heads(head):
            found += self._one(one, block)
        return tuple(dict.fromkeys(found))

    def _counts(self, party: Party) -> bool:
        return self.press or not is_outlet(party)

    def _one(self, head: Token, block: int) -> tuple[Party, ...]:
        named = self.registry.actors_of_head(head, block)
        if named:
            return tuple(p for p in named if p.kind is not Kind.OTHER and self._counts(p))
        if base(head) in _PARTS:  # "several of the generals from Sund"
            whole = next((goal for _, goal in preps(head, "of")), None)
            if whole is not None:
                return self._one(whole, block)
        beside = self._beside(head, block)
        if beside:
            return beside
        given = [
            party
            for goal in _examples(head)
            for party in self.registry.actors(goal, block)
            if party.kind is not Kind.OTHER and self._counts(party)
        ]
        given += self._among(head, block)
        return tuple(given) or (*self._before_and(head, block), *self.described(head, block))

    def _beside(self, head: Token, block: int) -> tuple[Party, ...]:
        """As in "the three lawmakers, |Ada Bell, Omid Rad and Tom Sole|": names in apposition."""
        if head.tag_ != "NNS":
            return ()
        for c in head.children:
            party = self.registry.party_named(c, block)
            if c.dep_ == "appos" and party is not None and party.kind is Kind.PERSON:
                return self.registry.actors(c, block)
        return ()

    def _among(self, head: Token, block: int) -> list[Party]:
        """As in "|Bell| was among ten farmers who met Mora": a named member of the description."""
        verb = head.head.head
        if head.dep_ != "pobj" or head.head.lower_ != "among" or base(verb) != "be":
            return []
        own = logical_subject(verb)
        return [] if own is None else [p for p in self.registry.actors(own, block) if p.name]

    def _before_and(self, head: Token, block: int) -> list[Party]:
        """Names that the parser attached before a description: "|Ruria| and world powers"."""
        found: list[Party] = []
        for c in head.children:
            if c.i < head.i and c.dep_ in {"nmod", "compound", "conj"}:
                joined = any(d.lower_ in {"and", "&"} for d in c.children)
                party = self.registry.party_named(c, block)
                if joined and party is not None and self._counts(party):
                    found.append(party)
        return found

    def described(self, head: Token, block: int) -> tuple[Party, ...]:
        """Head of a description of unnamed people -> a party with these words: "union leaders"."""
        word = base(head)
        if not is_nominal(head) or word in _PUBLIC or word not in PEOPLE | TITLES:
            return ()
        if any(c.tag_ == "PRP$" for c in head.children):
            return ()
        start, end = phrase(head, drop=frozenset({"relcl", "appos", "acl", "conj", "cc"}))
        doc = head.doc
        for i in range(start, head.i):
            if doc[i].lower_ in {"and", "&"} and self.registry.party_named(
                doc[max(i - 1, 0)], block
            ):
                start = i + 1
        while start < head.i and doc[start].lower_ in {"the", "a", "an"}:
            start += 1
        if doc[start].lower_ in _VAGUE:
            return ()
        if end > start + _WORDS:  # cut before a preposition, not inside its phrase
            cut = range(start + _WORDS, head.i, -1)
            end = next((i for i in cut if doc[i].tag_ in {"IN", "CC", "TO"}), head.i + 1)
        end = next((i for i in range(head.i + 1, end) if doc[i].tag_ in {"WDT", "WP"}), end)
        while end > head.i and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct):
            end -= 1
        if end <= head.i:
            return ()
        return (Party(" ".join(doc[start:end].text.split()), None, Kind.OTHER),)

    def with_whom(self, head: Token, block: int, *forms: str) -> list[Party]:
        """Word -> the parties after "with", "between", "among" (or `forms`)."""
        found: list[Party] = []
        for _, goal in preps(head, *(forms or ("with", "between", "among", "alongside"))):
            found += self.parties(goal, block)
        return found

    def owners(self, noun: Token, block: int) -> list[Party]:
        """Noun -> parties before it: "|Bell|'s talks", "|U.S.|-|China| talks", "|NATO| summit"."""
        found: list[Party] = []
        if noun.i and noun.nbor(-1).head.i != noun.i:
            found += hyphenated_countries(noun.nbor(-1))
        for c in noun.children:
            if c.i > noun.i or c.dep_ not in {"poss", "compound", "amod", "nmod", "npadvmod"}:
                continue
            if c.dep_ == "poss":
                found += self.parties(c, block)
                continue
            if c.dep_ == "compound" and _named_venue(self.registry.party_named(c, block)):
                continue
            for word in c.subtree:
                found += hyphenated_countries(word)
                party = self.registry.party_named(word, block)
                if party is None or self.registry.is_seat(word, block) or not self._counts(party):
                    continue
                if party.kind is not Kind.OTHER:
                    found.append(party)
        return found

    # ------------------------------------------------------------------- where, when

    def when(self, anchors: Iterable[Token], block: int) -> Span | None:
        """Anchors of an event -> the day or time expression that depends on one of them."""
        wanted = [a.i for a in anchors]
        if not wanted:
            return None
        doc = self.docs[block]
        best: tuple[int, Words] | None = None
        for ent in _times(doc[wanted[0]].sent):
            if not _DAY.search(ent.text):
                continue
            if _LENGTH.match(ent.text):
                continue
            rank = _reaches(ent.root, wanted)
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, ent)
        return None if best is None else self.span(block, best[1].start, best[1].end)

    def where(self, anchors: Sequence[Token], block: int) -> Span | None:
        """Anchors of an event -> its place, after "in", "at" or "on the sidelines of"."""
        for anchor in anchors:
            to = ("to", "into", "for") if base(anchor) in _TRAVELS else ()
            for _, goal in preps(anchor, "in", "at", "inside", "on", *to):
                if _is_place(goal, self.registry.party_named(goal, block)):
                    start, end = phrase(
                        goal, drop=frozenset({"relcl", "acl", "conj", "cc", "prep"})
                    )
                    return self.span(block, start, end)
            for c in anchor.children:
                if c.dep_ == "compound" and c.i < anchor.i:
                    place = c.ent_type_ == "FAC" or self.registry.is_seat(c, block)
                    if place and "-" not in c.text:
                        return self.span(block, c.left_edge.i, c.i + 1)
                    if c.lower_ == "house" and c.i and c.nbor(-1).lower_ == "white":
                        return self.span(block, c.i - 1, c.i + 1)
        return self._where_loosely(anchors, block)

    def _where_loosely(self, anchors: Sequence[Token], block: int) -> Span | None:
        """The place of the clause, where the parser attached it to another of its words."""
        for verb in (a for a in anchors if is_verb(a)):
            for word in verb.subtree:
                if word.dep_ != "prep" or word.lower_ not in {"in", "at"}:
                    continue
                if not _may_hang(word.head, verb):
                    continue
                for goal in word.children:
                    if goal.ent_type_ in {"GPE", "FAC"} and goal.dep_ == "pobj":
                        drop = frozenset({"relcl", "acl", "conj", "cc", "prep"})
                        return self.span(block, *phrase(goal, drop=drop))
        return None


def _may_hang(bearer: Token, verb: Token) -> bool:
    """Whether a place attached to `bearer` may be the verb's: a time, or somebody who is met."""
    if bearer == verb:
        return True
    if next((a for a in bearer.ancestors if is_verb(a)), None) != verb:
        return False
    met = bearer.dep_ == "dobj" or (bearer.dep_ == "pobj" and bearer.head.lower_ == "with")
    return bearer.ent_type_ in {"DATE", "TIME"} or met


def _is_place(goal: Token, party: Party | None) -> bool:
    if goal.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True
    if party is not None and party.kind is Kind.COUNTRY:
        return True
    return (party is not None and party.name in {"White House", "Kremlin", "Pentagon"}) or (
        base(goal) in _PLACES and goal.ent_type_ not in {"DATE", "TIME"}
    )


_TRAVELS = words("fly flight travel trip go head visit journey return")
_PLACES = words(
    """
    palace office hotel resort club headquarters capital city town villa residence embassy
    compound airport building headquarters sideline sidelines mansion chancellery ministry base
    """
)


def _times(sent: Words) -> list[Words]:
    """The day and time expressions of a sentence; "Tuesday" and "evening" are one.

    Not by `Span.ents`, which looks at all words of the paragraph again for each event.
    """
    found: list[tuple[int, int]] = []
    for word in sent:
        if word.ent_type_ in {"DATE", "TIME"}:
            start = found.pop()[0] if found and found[-1][1] == word.i else word.i
            found.append((start, word.i + 1))
    return [sent.doc[start:end] for start, end in found]


def _reaches(token: Token, wanted: Sequence[int]) -> int | None:
    """Steps up the tree from a time expression to the event, or None."""
    for steps, above in enumerate(token.ancestors, 1):
        if above.i in wanted:
            return steps
        if steps > 4 or is_verb(above) or (is_nominal(above) and not above.ent_type_):
            return None
    return None


_CARRIERS = words("advcl xcomp conj pcomp prep dobj pobj attr nsubj nsubjpass npadvmod")


def anchors_of(token: Token) -> list[Token]:
    """An event's head and the words above it: "|touched down| in Ottery to |meet|", "|held| talks".

    Up to the first finite verb.
    """
    found = [token]
    if token.tag_ == "VB" and token.dep_ in {"relcl", "acl"}:  # "for the first time |to meet|"
        verb = next((a for a in token.ancestors if is_verb(a)), None)
        if verb is None:
            return found
        found.append(token.head)
        token = verb
        found.append(verb)
    while token.dep_ in _CARRIERS and token.head.i != token.i and len(found) < 6:
        if is_verb(token) and token.tag_ in FINITE_TAGS:
            break
        token = token.head
        if is_verb(token) or is_nominal(token):
            found.append(token)
    return found


def is_outlet(party: Party) -> bool:
    """Whether a body is a newspaper, a station or a platform."""
    return party.kind is not Kind.PERSON and bool(_OUTLETS.search(party.name))


def hyphenated_countries(word: Token) -> list[Party]:
    """Token -> the countries in it, joined by hyphens: "|U.S.-Russia| talks"."""
    if "-" not in word.text[1:-1]:
        return []
    entries = [gazetteer.lookup(part) for part in word.text.split("-")]
    return [Party(e.name, None, e.kind) for e in entries if e and e.kind is Kind.COUNTRY]


def _examples(head: Token) -> list[Token]:
    """Description -> the heads of its examples: "groups such as |Reef Watch|", "including"."""
    if not is_nominal(head):
        return []
    found: list[Token] = []
    for word in head.subtree:
        if word.i - head.i > _REACH:
            break
        such = word.lower_ == "as" and word.i > head.i and word.nbor(-1).lower_ == "such"
        if such or word.lower_ == "including":
            found += [c for c in word.children if c.dep_ in {"pobj", "dobj"}]
    return found


_REACH = 40  # words after a description in which its examples are


def _named_venue(party: Party | None) -> bool:
    return party is not None and party.name in VENUES


def unique_parties(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Distinct parties, the named ones first, else in their order."""
    once = list(dict.fromkeys(parties))
    names = [p for p in once if p.kind is not Kind.OTHER]
    return tuple(names + [p for p in once if p not in names])
