"""A mention of a name -> the role phrases beside it.

Takes a Doc and the name's [start, end) in tokens, gives phrases as the article words them.
Constructions, an example each:
- title before: "|U.S. Secretary of State| Ada Bell", "|Iran's president| Omid Rad";
- apposition after: "Ada Bell, |head of the water board|, ..." (an age between is skipped);
- apposition before: "|the board's chairman|, Omid Rad";
- copula: "Ada Bell is |the mayor of Ottery|".
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from briefs.facts.document.dependencies import FINITE_TAGS, base, is_nominal
from briefs.facts.lexicon.role_nouns import HONORIFICS, REGNAL, ROLE_NOUNS
from briefs.word_lists import words

MAX_WORDS = 12
_LINKS = frozenset({"of", "and", "for", "the", "'s", "’s", "-", "’", "'", "&"})
_OPENERS = frozenset({"DT", "JJ", "JJS", "JJR", "PRP$", "VBN", "VBG", "RB"})
_ARTICLES = words("a an the his her their its our my another one both")
_STRAY_QUOTE = re.compile(r"['’](?!\w)|^['’]\w")  # a quote mark that the tokenizer left on a word
_PRONOUNS = words("nothing something anything everything someone anyone everyone nobody")
_JOINING = words("of for to")
_RANK_PREFIXES = words("chief head lead vice deputy assistant senior junior")  # "chief mechanic"
_RANK_SUFFIXES = words("emeritus designate elect tempore")  # "chairman emeritus"
# By themselves these identify nobody.
_GENERIC = words(
    """
    woman man boy girl lady gentleman friend partner member victim survivor suspect neighbor
    neighbour resident parent father mother son daughter brother sister wife husband cousin uncle
    aunt teenager father-in-law front-runner hopeful
    """
)


def roles_at(doc: Doc, start: int, end: int) -> list[str]:
    """Doc, name -> role phrases, the one before the name first."""
    found = [
        _title_before(doc, start),
        _apposition_after(doc, end),
        _apposition_before(doc, start),
        _copula(doc, end),
    ]
    return [phrase for phrase in found if phrase]


def is_role(token: Token) -> bool:
    """Whether the word names a person by office, job or kin."""
    lemma = base(token).rstrip(".")
    return lemma in ROLE_NOUNS or lemma.rpartition("-")[2] in ROLE_NOUNS


def role_phrase(token: Token) -> str | None:
    """Role noun -> its phrase without determiners and later words: "the |Russian leader|"."""
    doc = token.doc
    start = token.i
    while start > token.left_edge.i and _in_title(doc[start - 1]):
        start -= 1
    return _phrase(doc, start, token.i + 1)


def _title_before(doc: Doc, start: int) -> str | None:
    if start and doc[start - 1].lower_.rstrip(".") in HONORIFICS:
        return None
    at = start
    while at > 0 and start - at < MAX_WORDS and _in_title(doc[at - 1]):
        at -= 1
        if doc[at].is_sent_start:
            break
    at = _own_title(doc, at, start)
    phrase = _phrase(doc, at, start)
    last = doc[start - 1]
    if phrase and last.tag_ in {"NNS", "NNPS"} and last.lower_ == base(last) + "s":
        return phrase[:-1]  # "Mayors Ada Bell and Omid Rad"
    return phrase


def _own_title(doc: Doc, at: int, start: int) -> int:
    """Where a name's own title begins: "a spokesman for |Mayor| Bell", "the job of |Gen.| Rad"."""
    joints = [i for i in range(at, start) if doc[i].lower_ in _JOINING]
    if not joints or not is_role(doc[start - 1]):
        return at
    own = joints[-1] + 1
    pair = next((i for i in range(own, start) if doc[i].lower_ == "and"), None)
    if pair is not None and not any(is_role(t) for t in doc[own:pair]):
        return pair + 1  # "Ada Bell of Ottery and |Mayor| Omid Rad"
    return own


def _in_title(token: Token) -> bool:
    if token.ent_type_ == "PERSON" or (token.tag_ != "POS" and _STRAY_QUOTE.search(token.text)):
        return False
    if token.lower_ in _PRONOUNS:
        return False
    if token.lower_ in _LINKS:
        return token.lower_ != "the" or token.nbor(-1).lower_ in {"of", "for"} if token.i else False
    if token.is_punct and token.text != ".":
        return False
    return is_nominal(token) or token.tag_ in {"JJ", "JJR", "JJS"}


def _phrase(doc: Doc, start: int, end: int) -> str | None:
    """The tokens without words that cannot open or close a role; None if none names a role."""
    while start < end and (
        doc[start].lower_ in _LINKS | _ARTICLES
        or doc[start].lower_ == "whose"
        or doc[start].is_punct
        or doc[start].is_space
        or doc[start].tag_ == "RB"
    ):
        start += 1
    while end > start and (doc[end - 1].lower_ in _LINKS or doc[end - 1].is_space):
        end -= 1
    phrase = doc[start:end]
    if not phrase or not _is_headed(phrase):
        return None
    if len(phrase) == 1:
        bare = phrase[0].lower_.rstrip(".")
        if bare in HONORIFICS or bare in REGNAL or bare in _GENERIC:
            return None
    return " ".join(phrase.text.split())


def _is_headed(phrase: Span) -> bool:
    """Whether the head of the phrase is a role: not in "major trouble"."""
    end = next((n for n, t in enumerate(phrase) if n and t.tag_ in {"IN", "TO"}), len(phrase))
    nouns = [t for t in phrase[:end] if is_nominal(t) or is_role(t)]
    if not nouns:
        return False
    head = nouns[-1]
    if is_role(head) or head.lower_ in _RANK_SUFFIXES:
        return any(is_role(t) for t in nouns)
    return len(nouns) > 1 and base(nouns[-2]) in _RANK_PREFIXES


def _segment(doc: Doc, start: int) -> int:
    """Where the apposition that begins at `start` ends: a comma, a bracket, the end."""
    end = start
    while end < len(doc) and end - start <= MAX_WORDS:
        token = doc[end]
        if token.is_punct and (token.text not in {"-", "."} or token.i + 1 == token.sent.end):
            break
        if token.is_sent_start and end > start:
            break
        end += 1
    return end


def _apposition_after(doc: Doc, end: int) -> str | None:
    if end + 1 >= len(doc) or doc[end].text not in {",", "("} or doc[end].is_sent_start:
        return None
    start = end + 1
    stop = _segment(doc, start)
    if stop - start <= 3 and any(t.like_num for t in doc[start:stop]) and stop < len(doc):
        start, stop = stop + 1, _segment(doc, stop + 1)
    if start >= stop or stop - start > MAX_WORDS:
        return None
    words = doc[start:stop]
    closed = stop < len(doc) and doc[stop].text in {",", ")", ".", "—", "–", ";"}
    if not closed or not (is_nominal(words[0]) or words[0].tag_ in _OPENERS):
        return None
    if any(t.tag_ in FINITE_TAGS or (t.tag_ == "CC" and t.dep_ != "cc") for t in words):
        return None
    head = _head_role(doc, start, stop)
    if head is None or any(t.ent_type_ == "PERSON" and t.i > head for t in words):
        return None
    return _phrase(doc, start, stop)


def _head_role(doc: Doc, start: int, stop: int) -> int | None:
    """The role noun that heads the phrase: the last one before a preposition."""
    head = None
    for token in doc[start:stop]:
        if token.tag_ == "IN":
            break
        if is_role(token):
            head = token.i
    return head


def _apposition_before(doc: Doc, start: int) -> str | None:
    if start < 2 or doc[start - 1].text != "," or doc[start].is_sent_start:
        return None
    name = doc[start]
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    head = name.head
    if name.dep_ == "appos" and head.i < start and is_role(head) and is_nominal(head):
        left = head.left_edge.i
        if start - 1 - left <= MAX_WORDS:
            return _phrase(doc, left, start - 1)
    return _role_of_place(doc, start)


def _role_of_place(doc: Doc, start: int) -> str | None:
    """As in "the prince of Sund, |Omid Rad|," where the parser took the name for a second place."""
    end = start
    while (
        end < len(doc) and doc[end].ent_iob_ != "O" and (end == start or doc[end].ent_iob_ == "I")
    ):
        end += 1
    if end < len(doc) and doc[end].text not in {",", "."}:
        return None
    at = doc[start - 2]
    for head in at.ancestors:
        if (
            head.i >= start
            or start - head.i > MAX_WORDS
            or not (is_nominal(head) or head.lower_ in {"of", "for"})
        ):
            return None
        if is_role(head) and is_nominal(head):
            return _phrase(doc, head.left_edge.i, start - 1)
    return None


_ANYBODY = frozenset(("man", "woman", "boy", "girl", "lady", "gentleman", "friend"))


def _copula(doc: Doc, end: int) -> str | None:
    name = doc[end - 1]
    if name.dep_ != "nsubj" or base(name.head) != "be":
        return None
    if any(c.dep_ == "neg" for c in name.head.children):
        return None
    for child in name.head.children:
        if child.lower_ in _ANYBODY:
            return None  # `Bell is a good man`
        if child.dep_ == "attr" and is_role(child) and child.i > name.i:
            stop = child.i + 1
            for prep in child.children:
                if prep.dep_ == "prep" and prep.lower_ in {"of", "for", "at"}:
                    stop = max(stop, prep.right_edge.i + 1)
            if stop - child.left_edge.i <= MAX_WORDS:
                return _phrase(doc, child.left_edge.i, stop)
    return None
