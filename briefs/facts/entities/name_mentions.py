"""spaCy Doc -> the names in it, with the small model's errors corrected.

Takes a Doc of one paragraph, gives `Mention`s: [start, end) in tokens, the name in its printed
form, its kind. In order: names that the tables know; the model's entities, trimmed
("Australian Prime Minister |Malcolm Turnbull|", "|Putin|'s") and grown where it split them
("|Richard L.| |Trumka|", "|Kim Jong| |Un|"); last, capitalised runs that it missed.

The label PERSON is overruled where the words are a company's ("Acme Corp."), all capitals
("HSBC"), or come after "the" ("the Guardian").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefs.facts.document.dependencies import NAME_TAGS
from briefs.facts.entities.name_patterns import (
    BODY_WORDS,
    EVENTS,
    PACT_WORDS,
    PARTICLES,
    acts,
    bare,
    capital,
    in_pact,
    is_hyphenated,
    is_name,
    is_pair,
    is_title,
    known_family,
    looks_like_body,
    makes_body,
    of_title,
    person_bounds,
)
from briefs.facts.lexicon import gazetteer
from briefs.facts.lexicon.role_nouns import REGNAL
from briefs.model.facts import Kind
from briefs.word_lists import words

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
    """One occurrence of a name: `docs[block][start:end]`.

    `country`: the one that it belongs to. `surface`: a known body's name as worded here, where
    the article's own form is printed.
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
    found += _unlabelled_names(doc, block, taken)
    return sorted(found, key=lambda m: m.start)


def _known(doc: Doc, block: int, taken: list[bool]) -> list[Mention]:
    """Names in the tables, except inside a longer name."""
    tokens = [t.text for t in doc]
    found, at = [], 0
    while at < len(tokens):
        hit = gazetteer.longest(tokens, at)
        if hit is None:
            at += 1
            continue
        size, entry = hit
        if entry.kind is Kind.PERSON:
            size = _to_end_of_name(doc, at + size) - at
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


def _to_end_of_name(doc: Doc, end: int) -> int:
    """The end of the model's PERSON beyond a known name: "King Salman| bin Abdulaziz"."""
    if doc[end - 1].ent_type_ == "PERSON":
        while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].tag_ in NAME_TAGS:
            end += 1
    return end


# Bodies whose full name readers know better than an abbreviation.
_KNOWN_BY_FULL_NAME = frozenset({"European Union", "United Nations"})


def _surface(doc: Doc, start: int, end: int, entry: gazetteer.Entry) -> str:
    if entry.kind is not Kind.BODY or entry.name in _KNOWN_BY_FULL_NAME:
        return ""
    if doc[end - 1].tag_.startswith("JJ"):  # "Congressional leaders"
        return entry.name
    return _printed_form(doc, start, end)


def _inside_longer(doc: Doc, start: int, end: int, *, country: bool) -> bool:
    """Whether the words are part of a longer name: "Chad Brook", "Bank of America"."""
    first = doc[start]
    if in_pact(doc, end):
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
        return bool(rest) and not any(is_title(t) for t in rest)
    return bool(rest)


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
        start, end = _hyphenated(doc, *person_bounds(doc, start, end, taken), taken)
    elif makes_body(doc, end, taken):  # "Arizona |Legislature|"
        end, kind = end + 1, Kind.BODY
    while end > start and (doc[end - 1].lower_ in {"'s", "’s", "'", "’"} or doc[end - 1].is_punct):
        if doc[end - 1].text.endswith(".") and len(doc[end - 1]) > 1:
            break
        end -= 1
    if start >= end or not is_name(doc, start, end):
        return None
    if kind is Kind.PERSON and looks_like_body(doc, start, end):
        kind = Kind.BODY
    if end - start == 1 and kind is not Kind.PERSON and known_family(doc[start]):
        kind = Kind.PERSON
    place = kind is Kind.COUNTRY
    if place:
        kind = Kind.BODY  # a city or state that no table knows: it acts, or is a seat of government
    name = _printed_form(doc, start, end)
    return Mention(block, start, end, name, kind, label=entity.label_, seat=place)


_BEFORE_HYPHEN = frozenset({"al", "el", "ul", "an", "ash", "as", "ad", "ar", "at"})
# What a hyphen joins to a name without being part of it ("the Mora-era rules"): the second
# parts of English compounds that are no participles (own list).
_COMPOUNDED = words("era led style like type born run age aged free wide based backed linked owned")


def _hyphenated(doc: Doc, start: int, end: int, taken: list[bool]) -> tuple[int, int]:
    """A person's name -> extended over hyphens: "Moon Kang|-hyun|", "Fattah |el-Sissi|".

    Only by a syllable in lower case: not "Mora-era", "Bell-Mora talks".
    """
    while end + 1 < len(doc) and is_hyphenated(doc, end + 1) and not taken[end + 1]:
        if not _is_syllable(doc, start, end + 1):
            break
        end += 2
    if _is_article_before(doc, end) and end > start and not taken[end + 2]:
        end += 3
    if start > 1 and _is_article_before(doc, start - 2) and not taken[start - 2]:
        start -= 2
    return start, end


def _is_article_before(doc: Doc, at: int) -> bool:
    """Whether the word is an Arabic article that a hyphen joins to a name: "|el|-Sissi"."""
    if at + 2 >= len(doc) or doc[at].lower_ not in _BEFORE_HYPHEN:
        return False
    return is_hyphenated(doc, at + 2) and capital(doc[at + 2])


def _is_syllable(doc: Doc, start: int, at: int) -> bool:
    """Whether a small word behind a hyphen ends a given name: "Lee Do|-hoon|"."""
    word = doc[at]
    if not word.is_lower or not word.is_alpha:
        return False
    if word.tag_ == "NNP":
        return True
    short = len(word) <= 5 and len(doc[at - 2]) <= 5  # the longest syllables of Korean names
    family = at - 3 >= start and capital(doc[at - 3])
    return short and family and word.tag_ != "VBN" and word.lower_ not in _COMPOUNDED


def _printed_form(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def _unlabelled_names(doc: Doc, block: int, taken: list[bool]) -> list[Mention]:
    """Runs of proper nouns without an entity of the model: persons after a title, else other."""
    found, at = [], 0
    while at < len(doc):
        token = doc[at]
        if (
            taken[at]
            or token.tag_ not in NAME_TAGS
            or not capital(token)
            or token.ent_type_ in _DATED
        ):
            at += 1
            continue
        end = _run_end(doc, at, taken)
        start = at
        for i in range(end - 2, at - 1, -1):
            if is_title(doc[i]) and bare(doc[i]) not in REGNAL:
                start = i + 1
                break
        titled = start > 0 and is_title(doc[start - 1]) and capital(doc[start - 1])
        lone_title = is_title(doc[end - 1]) or (end - start == 1 and of_title(doc, start))
        if not lone_title and any(c.isalpha() for c in doc[start].text):
            if bare(doc[end - 1]) in PACT_WORDS | EVENTS:
                at = end
                continue
            kind = Kind.PERSON if titled and end - start <= 4 else Kind.OTHER
            if bare(doc[end - 1]) in BODY_WORDS:
                kind = Kind.BODY
            elif end - start == 1 and known_family(doc[start]):
                kind = Kind.PERSON
            elif kind is Kind.OTHER and acts(doc[end - 1]):
                kind = Kind.BODY
            found.append(Mention(block, start, end, _printed_form(doc, start, end), kind))
        at = end
    return found


_DATED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "LAW", "EVENT", "WORK_OF_ART"})


def _run_end(doc: Doc, at: int, taken: list[bool]) -> int:
    """Where the run of capitalised words from a token on ends: "the |OVR-Data Board| said"."""
    end = at + 1
    while end < len(doc) and not taken[end]:
        if _goes_on(doc[end]):
            end += 1
        elif end + 1 < len(doc) and _is_joined(doc, end + 1) and not taken[end + 1]:
            end += 2
        else:
            break
    return end


def _is_joined(doc: Doc, at: int) -> bool:
    """Whether a hyphen joins a name to the one before; not "the Bell-Mora talks", two persons."""
    joined = is_hyphenated(doc, at) and capital(doc[at - 2]) and _goes_on(doc[at])
    return joined and not is_pair(doc[at - 2 : at + 1].text)


def _goes_on(token: Token) -> bool:
    return (
        token.tag_ in NAME_TAGS
        and capital(token)
        and not token.is_sent_start
        and token.ent_type_ not in _DATED
    ) or (bare(token) in PARTICLES and token.tag_ in NAME_TAGS)
