"""spaCy Doc -> the names in it, with what the small model gets wrong put right.

Takes a Doc of one paragraph, gives `Mention`s: [start, end) in tokens, the name as it is to
be printed, its kind. In order: names that the tables know; the model's entities, trimmed
("Australian Prime Minister |Malcolm Turnbull|", "|Putin|'s") and grown where it split them
("|Richard L.| |Trumka|", "|Kim Jong| |Un|"); last, capitalised runs that it missed.

A person's label is overruled where the words are a company's ("Acme Corp."), all capitals
("HSBC"), or stand after "the" ("the Guardian").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefs.facts import gazetteer
from briefs.facts.roles import HONORIFICS, REGNAL, TITLES
from briefs.facts.syntax import NAME_TAGS, NOUN_TAGS, base
from briefs.facts.wordlist import words
from briefs.model import Kind

PARTICLES = words(
    """
    al el bin ibn ben abu abd da de del della der den di do dos du la las le los st ten ter
    van von y zu und
    """
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Company forms and the last words of bodies' names (GLEIF's list of entity legal forms, and
# the commonest last words of ORG entities in news).
_BODY_WORDS = words(
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
_KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.BODY,
    "GPE": Kind.COUNTRY,
    "NORP": Kind.BODY,
    "FAC": Kind.OTHER,
    "LOC": Kind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One name where it stands: `docs[block][start:end]`.

    `country`: that it belongs to. `surface`: a known body's name as it is worded here, where
    the article's own form is to be printed.
    """

    block: int
    start: int
    end: int
    name: str
    kind: Kind
    known: bool = False
    country: str = ""
    adjective: bool = False
    seat: bool = False
    label: str = ""
    surface: str = ""


def mentions(doc: Doc, block: int) -> list[Mention]:
    """Doc -> its names from left to right; they do not overlap."""
    taken = [False] * len(doc)
    found = _known(doc, block, taken)
    for entity in doc.ents:
        mention = _entity(doc, entity, block, taken)
        if mention is not None:
            found.append(mention)
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
    found += _missed(doc, block, taken)
    return sorted(found, key=lambda m: m.start)


def _known(doc: Doc, block: int, taken: list[bool]) -> list[Mention]:
    """Names that the tables hold, except inside somebody's or something's longer name."""
    words = [t.text for t in doc]
    found, at = [], 0
    while at < len(words):
        hit = gazetteer.longest(words, at)
        if hit is None:
            at += 1
            continue
        size, entry = hit
        if entry.kind is Kind.PERSON:
            size = _to_end_of_name(doc, at, at + size) - at
        if entry.kind is not Kind.PERSON and _inside_longer(
            doc, at, at + size, country=entry.kind is Kind.COUNTRY and not entry.adjective
        ):
            at += size
            continue
        taken[at : at + size] = [True] * size
        found.append(
            Mention(
                block, at, at + size, entry.name, entry.kind, known=True,
                country=entry.country, adjective=entry.adjective, seat=entry.seat,
                surface=_surface(doc, at, at + size, entry),
            )
        )  # fmt: skip
        at += size
    return found


def _to_end_of_name(doc: Doc, start: int, end: int) -> int:
    """Where the model's person goes on after a known name: "King Salman| bin Abdulaziz"."""
    if doc[end - 1].ent_type_ == "PERSON":
        while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].tag_ in NAME_TAGS:
            end += 1
    return end


# Bodies whose full name readers know better than the article's abbreviation.
_SPELT_OUT = frozenset({"European Union", "United Nations"})


def _surface(doc: Doc, start: int, end: int, entry: gazetteer.Entry) -> str:
    if entry.kind is not Kind.BODY or entry.name in _SPELT_OUT:
        return ""
    if doc[end - 1].tag_.startswith("JJ"):  # "Congressional leaders"
        return entry.name
    return _printed(doc, start, end)


# Last words of the names of laws and treaties, which are no bodies.
_PACT_WORDS = frozenset(
    {
        "act", "agreement", "treaty", "accord", "accords", "pact", "convention", "protocol", "law",
        "amendment", "deal", "agreements", "compact", "bill", "memorandum",
    }
)  # fmt: skip


# Words of the names of events, which are no bodies.
_EVENTS = frozenset(
    {"summit", "conference", "talks", "olympics", "games", "championships", "meetings"}
)


def _in_pact(doc: Doc, end: int) -> bool:
    """Whether the capitalised words run on to a law's or a treaty's last word."""
    at = end
    while at < len(doc) and at - end < 6 and (_capital(doc[at]) or doc[at].text in {"-", "and"}):
        if doc[at].lower_ in _PACT_WORDS and doc[at].tag_ in NAME_TAGS:
            return True
        at += 1
    return False


def _inside_longer(doc: Doc, start: int, end: int, *, country: bool) -> bool:
    """Whether the words are a piece of a longer name: "Chad Brook", "Bank of America"."""
    first = doc[start]
    if _in_pact(doc, end):
        return not country
    if not first.ent_type_ or first.ent_type_ in {"GPE", "NORP"}:
        return False
    if first.ent_type_ not in {"PERSON", "ORG", "FAC", "WORK_OF_ART", "PRODUCT"}:
        return False
    left, right = start, end
    while left and doc[left].ent_iob_ == "I" and doc[left - 1].ent_type_ == first.ent_type_:
        left -= 1
    while right < len(doc) and doc[right].ent_iob_ == "I":
        right += 1
    rest = [t for t in doc[left:start] if t.lower_ != "the"] + [
        t for t in doc[end:right] if t.lower_ not in {"'s", "’s"} and not t.is_punct
    ]
    if first.ent_type_ == "PERSON":
        return bool(rest) and not any(_is_title(t) for t in rest)
    return bool(rest)


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the words can be somebody's: no lone "On", no title's tail, no law, no pair."""
    nominal = any(_capital(t) and t.tag_ in NOUN_TAGS for t in doc[start:end])
    if (
        doc[start].ent_type_ == "NORP"
        and end - start == 1
        and doc[start].tag_ in {"NN", "NNP", "JJ"}
    ):
        return False  # "a Republican" is a role, "Republican" an adjective
    if _of_title(doc, start) or not (nominal or end - start > 1):
        return False
    if any(t.lower_ in _EVENTS for t in doc[start:end]):
        return False
    if doc[end - 1].lower_ in _PACT_WORDS:
        return any(t.lower_ in {"of", "for"} for t in doc[start:end])
    for token in doc[start : end - 1]:  # "the Convention for the Safety of Reefs"
        if token.lower_ in _PACT_WORDS and token.nbor(1).lower_ in {"of", "for", "on", "against"}:
            return False
    if _in_pact(doc, end):
        return False
    return not _is_pair(doc[start:end].text)


# What only somebody does: a name that the model missed and that does so is a body's.
_ACTING = words(
    """
    say tell announce reach sign agree buy acquire reject accept report plan hire sue meet hold
    negotiate strike pay refuse deny insist add warn urge ask argue claim vote approve launch
    """
)


def _acts(word: Token) -> bool:
    return word.dep_ == "nsubj" and base(word.head) in _ACTING


def _known_family(word: Token) -> bool:
    """Whether a lone name is that of an office holder and of hardly anything else."""
    low = word.lower_
    return low in gazetteer.BY_SURNAME and low not in gazetteer.COMMON and _capital(word)


def _makes_body(doc: Doc, end: int, taken: list[bool]) -> bool:
    """Whether the next word turns a place's name into a body's."""
    if end >= len(doc) or taken[end] or not _capital(doc[end]):
        return False
    joined = doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    return joined and _bare(doc[end]) in _BODY_WORDS


def _is_title(token: Token) -> bool:
    return _bare(token) in TITLES or _bare(token) in HONORIFICS


def _bare(token: Token) -> str:
    return token.lower_.strip(".-–—")


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _entity(doc: Doc, entity: Span, block: int, taken: list[bool]) -> Mention | None:
    kind = _KINDS.get(entity.label_)
    if kind is None:
        return None
    start, end = entity.start, entity.end
    while start < end and (taken[start] or doc[start].is_punct or doc[start].lower_ == "the"):
        start += 1
    if any(taken[start:end]):
        end = next(i for i in range(start, end) if taken[i])
    if kind is Kind.PERSON:
        start, end = _person_bounds(doc, start, end, taken)
    elif _makes_body(doc, end, taken):  # "Arizona |Legislature|"
        end, kind = end + 1, Kind.BODY
    while end > start and (doc[end - 1].lower_ in {"'s", "’s", "'", "’"} or doc[end - 1].is_punct):
        if doc[end - 1].text.endswith(".") and len(doc[end - 1]) > 1:
            break
        end -= 1
    if start >= end or not _is_name(doc, start, end):
        return None
    if kind is Kind.PERSON and _looks_like_body(doc, start, end):
        kind = Kind.BODY
    if end - start == 1 and kind is not Kind.PERSON and _known_family(doc[start]):
        kind = Kind.PERSON
    place = kind is Kind.COUNTRY
    if place:
        kind = Kind.BODY  # a city or a state that no table knows: it acts, or it is a seat
    name = _printed(doc, start, end)
    return Mention(block, start, end, name, kind, label=entity.label_, seat=place)


def _person_bounds(doc: Doc, start: int, end: int, taken: list[bool]) -> tuple[int, int]:
    """Cut titles and tails off a person's entity, and join the pieces of a split name."""
    for i in range(end - 2, start - 1, -1):
        if _is_title(doc[i]) and _bare(doc[i]) not in REGNAL:
            start = i + 1
            break
    if start and _bare(doc[start - 1]) in REGNAL and _capital(doc[start - 1]):
        start -= 1
    for i in range(start, end):
        word = doc[i]
        loose = word.text.islower() and _bare(word) not in PARTICLES
        if (word.is_punct and word.text not in {"-", "."}) or word.is_space or loose:
            end = i
            break
    while start >= 2 and _joins_left(doc, start, taken):
        start -= 1
    while end < len(doc) and _joins_right(doc, end, taken):
        end += 1
    return start, end


def _joins_left(doc: Doc, start: int, taken: list[bool]) -> bool:
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
        and not _is_title(before)
        and _bare(before) not in _BODY_WORDS
        and before.text[:1].isupper()
        and not before.text.isupper()
    )


def _joins_right(doc: Doc, end: int, taken: list[bool]) -> bool:
    """Whether the word after belongs to the name: "Kim Jong| Un", "Bell| Jr."."""
    after = doc[end]
    if taken[end] or after.is_sent_start:
        return False
    if _bare(after) in _SUFFIXES:
        return True
    if after.tag_ not in NAME_TAGS or not _capital(after) or after.ent_type_ not in {"", "PERSON"}:
        return False
    if _is_title(after) or _bare(after) in _BODY_WORDS:
        return False
    last = doc[end - 1]
    return last.dep_ == "compound" and last.head.i == after.i


def _looks_like_body(doc: Doc, start: int, end: int) -> bool:
    """Whether what the model calls a person is a company, an outlet or a body."""
    words = [_bare(t) for t in doc[start:end]]
    if words[-1] in _BODY_WORDS and (len(words) > 1 or words[-1] in {"congress", "senate"}):
        return True
    if len(words) == 1:
        text = doc[start].text
        if text.isupper() and 1 < len(text) <= 5:
            return True
        if any(c.isupper() for c in text[1:]) and not text.startswith(("Mc", "Mac", "O'", "De")):
            return True
    return start > 0 and doc[start - 1].lower_ == "the" and doc[end - 1].tag_ != "NNPS"


def _is_pair(text: str) -> bool:
    """Whether two known family names are joined: "the Trump-Putin summit"."""
    parts = text.split("-")
    return len(parts) == 2 and all(
        p[:1].isupper() and gazetteer.BY_SURNAME.get(p.casefold()) for p in parts
    )


def _printed(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def _missed(doc: Doc, block: int, taken: list[bool]) -> list[Mention]:
    """Runs of proper nouns that the model gave no entity: persons after a title, else other."""
    found, at = [], 0
    while at < len(doc):
        token = doc[at]
        if (
            taken[at]
            or token.tag_ not in NAME_TAGS
            or not _capital(token)
            or token.ent_type_ in _DATED
        ):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and not taken[end] and _goes_on(doc[end]):
            end += 1
        start = at
        for i in range(end - 2, at - 1, -1):
            if _is_title(doc[i]) and _bare(doc[i]) not in REGNAL:
                start = i + 1
                break
        titled = start > 0 and _is_title(doc[start - 1]) and _capital(doc[start - 1])
        lone_title = _is_title(doc[end - 1]) or (end - start == 1 and _of_title(doc, start))
        if not lone_title and any(c.isalpha() for c in doc[start].text):
            if _bare(doc[end - 1]) in _PACT_WORDS | _EVENTS:
                at = end
                continue
            kind = Kind.PERSON if titled and end - start <= 4 else Kind.OTHER
            if _bare(doc[end - 1]) in _BODY_WORDS:
                kind = Kind.BODY
            elif end - start == 1 and _known_family(doc[start]):
                kind = Kind.PERSON
            elif kind is Kind.OTHER and _acts(doc[end - 1]):
                kind = Kind.BODY
            found.append(Mention(block, start, end, _printed(doc, start, end), kind))
        at = end
    return found


def _of_title(doc: Doc, at: int) -> bool:
    """Whether the word is the tail of a title: "Secretary of |State|"."""
    return at > 1 and doc[at - 1].lower_ == "of" and _is_title(doc[at - 2])


_DATED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "LAW", "EVENT", "WORK_OF_ART"})


def _goes_on(token: Token) -> bool:
    return (
        token.tag_ in NAME_TAGS
        and _capital(token)
        and not token.is_sent_start
        and token.ent_type_ not in _DATED
    ) or (_bare(token) in PARTICLES and token.tag_ in NAME_TAGS)
