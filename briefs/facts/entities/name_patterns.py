"""Surface patterns of names: where a person's name ends, what is a body's, what is no name.

Takes tokens of a Doc, gives token bounds or True or False; used by name_mentions.py.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefs.facts.document.dependencies import NAME_TAGS, NOUN_TAGS, base
from briefs.facts.lexicon import gazetteer
from briefs.facts.lexicon.role_nouns import HONORIFICS, REGNAL, TITLES
from briefs.word_lists import words

PARTICLES = words(
    """
    al el bin ibn ben abu abd da de del della der den di do dos du la las le los st ten ter
    van von y zu und
    """
)

HYPHENS = frozenset({"-", "‑"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# Company forms and the last words of bodies' names (GLEIF's list of entity legal forms, and
# the commonest last words of ORG entities in news).
BODY_WORDS = words(
    """
    inc corp corporation co company ltd limited llc llp plc ag sa nv gmbh group holdings
    bank capital partners ventures fund trust foundation institute university college school
    hospital association union federation council committee commission agency authority
    ministry department bureau office court senate house parliament congress party league
    club airlines airways motors news times post journal press media network networks
    studios records entertainment pictures technologies systems software labs laboratory
    center centre society alliance coalition board corps force army police service services
    industries international magazine herald tribune guardian telegraph gazette chronicle
    force patrol administration assembly legislature
    """
)

# Last words of the names of laws and treaties, which are no bodies.
PACT_WORDS = frozenset(
    {
        "act", "agreement", "treaty", "accord", "accords", "pact", "convention", "protocol", "law",
        "amendment", "deal", "agreements", "compact", "bill", "memorandum",
    }
)  # fmt: skip

# Words of the names of events, which are no bodies.
EVENTS = frozenset(
    {"summit", "conference", "talks", "olympics", "games", "championships", "meetings", "dialogue"}
)


# Capitalised words that name no person and no body.
THINGS = words(
    """
    brexit grexit covid covid-19 coronavirus omicron christmas easter ramadan eid diwali hanukkah
    passover halloween thanksgiving internet bitcoin ethereum android
    """
)


def in_pact(doc: Doc, end: int) -> bool:
    """Whether the capitalised words run on to a law's or a treaty's last word."""
    at = end
    while at < len(doc) and at - end < 6 and (capital(doc[at]) or doc[at].text in {"-", "and"}):
        if doc[at].lower_ in PACT_WORDS and doc[at].tag_ in NAME_TAGS:
            return True
        at += 1
    return False


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the words can be a name: no lone "On", no end of a title, no law, no pair."""
    if all(is_title(t) or t.is_punct for t in doc[start:end]):
        return False
    nominal = any(capital(t) and t.tag_ in NOUN_TAGS for t in doc[start:end])
    if (
        doc[start].ent_type_ == "NORP"
        and end - start == 1
        and doc[start].tag_ in {"NN", "NNP", "JJ"}
    ):
        return False  # "a Republican" is a role, "Republican" an adjective
    if of_title(doc, start) or not (nominal or end - start > 1):
        return False
    if any(t.lower_ in EVENTS for t in doc[start:end]):
        return False
    if end - start == 1 and bare(doc[start]) in THINGS:
        return False
    if doc[end - 1].lower_ in PACT_WORDS:
        return any(t.lower_ in {"of", "for"} for t in doc[start:end])
    for token in doc[start : end - 1]:  # "the Convention for the Safety of Reefs"
        if token.lower_ in PACT_WORDS and token.nbor(1).lower_ in {"of", "for", "on", "against"}:
            return False
    if in_pact(doc, end):
        return False
    return not is_pair(doc[start:end].text)


# Verbs of people and bodies: an unlabelled name that is their subject is a body's.
ACTING = words(
    """
    say tell announce reach sign agree buy acquire reject accept report plan hire sue meet hold
    negotiate strike pay refuse deny insist add warn urge ask argue claim vote approve launch
    """
)


def acts(word: Token) -> bool:
    """Whether the name is the subject of a verb of people and bodies."""
    return word.dep_ == "nsubj" and base(word.head) in ACTING


def known_family(word: Token) -> bool:
    """Whether a lone name is an office holder's and rarely anything else."""
    low = word.lower_
    if len(word) > 2 and word.text.isupper():
        return False  # "OCHA" is nobody called Ocha
    return low in gazetteer.BY_SURNAME and low not in gazetteer.COMMON and capital(word)


def makes_body(doc: Doc, end: int, taken: list[bool]) -> bool:
    """Whether the next word turns a place's name into a body's."""
    if end >= len(doc) or taken[end] or not capital(doc[end]):
        return False
    joined = doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    return joined and bare(doc[end]) in BODY_WORDS


def is_title(token: Token) -> bool:
    """Whether the word is a title before names: "Senator", "Mr."."""
    return bare(token) in TITLES or bare(token) in HONORIFICS


def bare(token: Token) -> str:
    """The word in lower case without full stops and dashes at its ends."""
    return token.lower_.strip(".-–—")


def capital(token: Token) -> bool:
    """Whether the word begins with a capital."""
    return token.text[:1].isupper()


def person_bounds(doc: Doc, start: int, end: int, taken: list[bool]) -> tuple[int, int]:
    """A person's entity -> its bounds without titles, with all pieces of the name."""
    for i in range(end - 2, start - 1, -1):
        if is_title(doc[i]) and bare(doc[i]) not in REGNAL:
            start = i + 1
            break
    if start and bare(doc[start - 1]) in REGNAL and capital(doc[start - 1]):
        start -= 1
    for i in range(start, end):
        word = doc[i]
        loose = word.text.islower() and bare(word) not in PARTICLES and not is_hyphenated(doc, i)
        if (word.is_punct and word.text not in {"-", "."}) or word.is_space or loose:
            end = i
            break
    while start >= 2 and joins_left(doc, start, taken):
        start -= 1
    while end < len(doc) and joins_right(doc, end, taken):
        end += 1
    return start, end


def is_hyphenated(doc: Doc, at: int) -> bool:
    """Whether a hyphen without spaces joins the word to the one before: "Do|-hoon|"."""
    if at < 2 or doc[at - 1].text not in HYPHENS:
        return False
    return not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_


def joins_left(doc: Doc, start: int, taken: list[bool]) -> bool:
    """Whether the capitalised word before belongs to the name: "|Ada| Bell"."""
    before = doc[start - 1]
    return (
        not taken[start - 1]
        and before.tag_ in NAME_TAGS
        and before.ent_type_ in {"", "PERSON"}
        and before.dep_ == "compound"
        and before.head.i < start + 3
        and before.head.i >= start
        and not before.is_sent_start
        and not is_title(before)
        and bare(before) not in BODY_WORDS
        and before.text[:1].isupper()
        and not before.text.isupper()
    )


def joins_right(doc: Doc, end: int, taken: list[bool]) -> bool:
    """Whether the word after belongs to the name: "Kim Jong| Un", "Bell| Jr."."""
    after = doc[end]
    if taken[end] or after.is_sent_start:
        return False
    if bare(after) in SUFFIXES:
        return True
    if after.tag_ not in NAME_TAGS or not capital(after) or after.ent_type_ not in {"", "PERSON"}:
        return False
    if is_title(after) or bare(after) in BODY_WORDS:
        return False
    last = doc[end - 1]
    return last.dep_ == "compound" and last.head.i == after.i


def looks_like_body(doc: Doc, start: int, end: int) -> bool:
    """Whether what the model calls a person is a company, an outlet or a body."""
    words = [bare(t) for t in doc[start:end]]
    if words[-1] in BODY_WORDS and (len(words) > 1 or words[-1] in {"congress", "senate"}):
        return True
    if len(words) == 1:
        text = doc[start].text
        if text.isupper() and 1 < len(text) <= 5:
            return True
        if any(c.isupper() for c in text[1:]) and not text.startswith(("Mc", "Mac", "O'", "De")):
            return True
    return start > 0 and doc[start - 1].lower_ == "the" and doc[end - 1].tag_ != "NNPS"


def is_pair(text: str) -> bool:
    """Whether two known family names are joined: "the Trump-Putin summit"."""
    parts = text.split("-")
    return len(parts) == 2 and all(
        p[:1].isupper() and gazetteer.BY_SURNAME.get(p.casefold()) for p in parts
    )


def of_title(doc: Doc, at: int) -> bool:
    """Whether the word ends a title: "Secretary of |State|"."""
    return at > 1 and doc[at - 1].lower_ == "of" and is_title(doc[at - 2])
