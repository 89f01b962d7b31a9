"""TokenTable -> the words that may report speech, and their features.

Takes the tokens, gives cue candidates: every main verb outside quotes, and the few other
words that report speech. The scorer decides which are cues; this module only describes them.

- a verb                `Ann Example said`, `said Ann`, `asked whether`, `saying that`
- according to          `according to two officials` (tagged as a verb)
- a colon or a dash     `EXAMPLE: We are late.`, `"We are late." ― Ann Example`
- a noun                `her claim that`, `calls for`, `a promise to`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import columns, words

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
COMPLEMENTS = ("ccomp", "xcomp", "dobj", "prep", "acomp", "oprd", "prt", "neg", "agent", "dative")
# These open a clause that contrasts another view with the one before it.
CONTRASTS = frozenset(("while", "whereas", "though", "although"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
DEPS = columns(
    "ROOT advcl conj relcl prep ccomp xcomp pcomp acl parataxis amod dep csubj appos dobj pobj "
    "nsubj attr acomp oprd npadvmod intj meta punct nmod compound advmod"
)
TAGS = columns("VBD VBZ VBP VBG VBN VB NN NNS NNP JJ IN RB : MD")
DEP_CODE = {name: float(i + 1) for i, name in enumerate(DEPS)}
TAG_CODE = {name: float(i + 1) for i, name in enumerate(TAGS)}
# Nouns annotated as cues at least three times in the training part of PolNeAR.
NOUNS = words(
    """
    question claim call promise point chant warning report talk assertion request vow
    comment cry view demand pledge answer support criticism attack decision opposition
    endorsement debate plan hope concern complaint announcement proposal advice message
    allegation response argument suggestion remark accusation statement refusal rejection
    belief praise
    """
)
NEXT = ("that", '"', ",", ":", "to", "about", "for", "of", "on", "whether", "if", "he", "the", ".")
_NEXT = {name: float(i + 1) for i, name in enumerate(NEXT)}


# Most tokens of an addressee: `told [reporters]`.
_MAX_ADDRESSEE_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may report speech.

    `key`: its row in the scorer's word table; `subject`, `how`: see `subject_of`; `reach`: its own
    clause, without what it reports.
    """

    at: int
    key: str
    subject: int | None
    how: int
    reach: Range


def find_cues(tokens: TokenTable) -> list[Cue]:
    """TokenTable -> cue candidates in the order of the text."""
    found = []
    for i, tag in enumerate(tokens.tag):
        kind = _kind(tokens, i, tag)
        if kind:
            subject, how = subject_of(tokens, i)
            found.append(Cue(i, f"{kind}:{stem(tokens.lower[i])}", subject, how, _reach(tokens, i)))
    return found


def _kind(tokens: TokenTable, i: int, tag: str) -> str:
    """Token -> the kind of cue it may be: V(erb), N(oun), P(unctuation), or ""."""
    if tokens.quote[i] >= 0:
        return ""
    if tokens.lower[i] in _MARKS:
        return "P" if _introduces(tokens, i) else ""
    if tag[0] == "V" or tokens.lower[i] == "according":
        return "" if tokens.dep[i] in ("aux", "auxpass") else "V"
    if tag in ("NN", "NNS"):
        return "N" if stem(tokens.lower[i]) in _NOUN_STEMS else ""
    return ""


_MARKS = frozenset((":", "―", "—", "–", "--", "-"))
_NOUN_STEMS = frozenset(stem(noun) for noun in NOUNS)


def _introduces(tokens: TokenTable, i: int) -> bool:
    """Whether it is a colon after a short head (`EXAMPLE: ...`), or a dash after a quote."""
    first = tokens.base[tokens.block[i]]
    if tokens.lower[i] == ":":
        return 0 < i - first <= 8
    closed = any(tokens.quote[j] >= 0 for j in range(max(first, i - 2), i))
    return closed and i + 1 < len(tokens) and tokens.tag[i + 1] == "NNP"


def subject_of(tokens: TokenTable, cue: int) -> tuple[int | None, int]:
    """Cue -> (head token of the source, how it was found); (None, 0) where nobody is named.

    1 its own subject, 2 the agent of a passive, 3 the subject of the verb that it depends on,
    4 the noun that it modifies, 5 whose noun it is, 6 "according to", 7 beside a dash or colon.
    """
    own = _own_subject(tokens, cue)
    if tokens.lower[cue] in _MARKS:
        return _beside(tokens, cue), 7
    if own is None:
        own = _inverted(tokens, cue)
    if own is not None:
        return own, 1
    if tokens.lower[cue] == "according":
        return object_of(tokens, cue), 6
    tag = tokens.tag[cue]
    if tag[0] == "N":
        return _owner(tokens, cue)
    agent = agent_of(tokens, cue)
    if agent is not None:
        return agent, 2
    if _is_passive(tokens, cue):
        return None, 0
    return _climb(tokens, cue)


def _own_subject(tokens: TokenTable, verb: int) -> int | None:
    return next((k for k in tokens.kids[verb] if tokens.dep[k] == "nsubj"), None)


def _inverted(tokens: TokenTable, verb: int) -> int | None:
    """`"You sold us," snapped [Ann Example]`, which the parser took for an object."""
    before = verb - 1
    while before > 0 and not tokens.word[before] and tokens.quote[before] < 0:
        before -= 1
    if before < 0 or tokens.quote[before] < 0 or verb - before > 2:
        return None
    if not {",", "?", "!"} & set(tokens.lower[max(0, before - 1) : verb]):
        return None
    for k in tokens.kids[verb]:
        if tokens.dep[k] in ("dobj", "attr", "oprd", "ccomp") and tokens.left[k] == verb + 1:
            return k if tokens.tag[k][:2] == "NN" else None
    return None


def _is_passive(tokens: TokenTable, verb: int) -> bool:
    deps = [tokens.dep[k] for k in tokens.kids[verb]]
    if "nsubjpass" in deps or "auxpass" in deps:
        return True
    return tokens.tag[verb] == "VBN" and "aux" not in deps and tokens.dep[verb] != "conj"


def agent_of(tokens: TokenTable, verb: int) -> int | None:
    """The agent of a passive verb: the object of its "by"."""
    for k in tokens.kids[verb]:
        if tokens.dep[k] == "agent" or (tokens.lower[k] == "by" and tokens.tag[verb] == "VBN"):
            found = object_of(tokens, k)
            if found is not None:
                return found
    return None


def object_of(tokens: TokenTable, at: int) -> int | None:
    """`according -> to -> officials`: the object below a preposition."""
    for k in tokens.kids[at]:
        if tokens.dep[k] == "pobj":
            return k
        if tokens.dep[k] == "prep":
            for j in tokens.kids[k]:
                if tokens.dep[j] == "pobj":
                    return j
    return None


def _owner(tokens: TokenTable, noun: int) -> tuple[int | None, int]:
    """`her claim`, `the claim by officials`, `officials made the claim`."""
    for k in tokens.kids[noun]:
        if tokens.dep[k] == "poss":
            return k, 5
        if tokens.dep[k] == "prep" and tokens.lower[k] in ("by", "from"):
            found = object_of(tokens, k)
            if found is not None:
                return found, 5
    head = tokens.head[noun]
    if tokens.dep[noun] in ("dobj", "pobj") and head != noun:
        verb = tokens.head[head] if tokens.dep[noun] == "pobj" else head
        if tokens.tag[verb][0] == "V":
            own = _own_subject(tokens, verb)
            if own is not None:
                return own, 3
            return _climb(tokens, verb)
    return None, 0


def _beside(tokens: TokenTable, mark: int) -> int | None:
    """The name before a colon or after a dash."""
    if tokens.lower[mark] == ":":
        at = mark - 1
        return at if at >= 0 and tokens.is_word(at) else None
    at = mark + 1
    while (
        at + 1 < len(tokens)
        and tokens.tag[at + 1] == "NNP"
        and tokens.block[at + 1] == tokens.block[at]
    ):
        at += 1
    return at


def is_signature(tokens: TokenTable, cue: int) -> bool:
    """A quote, a dash and a name that end the paragraph: `"We are late." ― Ann Example`."""
    if tokens.lower[cue] not in _MARKS or tokens.lower[cue] == ":":
        return False
    block = tokens.block[cue]
    end = tokens.base[block + 1] if block + 1 < len(tokens.base) else len(tokens)
    return cue > 0 and tokens.quote[cue - 1] >= 0 and end - cue <= 8


def _climb(tokens: TokenTable, verb: int) -> tuple[int | None, int]:
    """The subject of a verb that has none of its own: `rose, saying ...`, `came to ask`."""
    at = verb
    for _ in range(5):
        dep, head = tokens.dep[at], tokens.head[at]
        if head == at:
            break
        if dep in ("acl", "relcl") and tokens.tag[head][0] in "NP":
            return head, 4
        if dep == "amod":
            return head, 4
        at = head
        if tokens.tag[at][0] == "V":
            own = _own_subject(tokens, at)
            if own is not None:
                return own, 3
            agent = agent_of(tokens, at)
            if agent is not None and tokens.dep[verb] == "conj":
                return agent, 3
            passive = next((k for k in tokens.kids[at] if tokens.dep[k] == "nsubjpass"), None)
            if passive is not None:
                return passive, 3
    return None, 0


def _reach(tokens: TokenTable, cue: int) -> Range:
    """The cue's own clause without its content: subject, helpers and adverbs around it."""
    a, b = cue, cue + 1
    if tokens.lower[cue] == "according":
        return a, max(b, tokens.right[cue])
    for k in tokens.kids[cue]:
        dep = tokens.dep[k]
        near = tokens.right[k] - tokens.left[k]
        if dep in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "advmod") and near <= 40:
            a, b = min(a, tokens.left[k]), max(b, tokens.right[k])
    if stem(tokens.lower[cue]) == "tell":
        b = max(b, _addressee_end(tokens, cue))
    return a, b


def _addressee_end(tokens: TokenTable, cue: int) -> int:
    """Where the addressees end: `told [reporters]`, `told [the council]`."""
    for k in tokens.kids[cue]:
        start, end = tokens.left[k], tokens.right[k]
        if (
            tokens.dep[k] in ("dobj", "dative")
            and start == cue + 1
            and end - start <= _MAX_ADDRESSEE_TOKENS
        ):
            return end
    return cue + 1


def describe_cue(
    tokens: TokenTable, cue: Cue, table: Mapping[str, tuple[float, ...]]
) -> tuple[float, ...]:
    """Cue -> its features, numbers only; `CUE_FEATURES` names them."""
    i = cue.at
    kids = tokens.kids[i]
    deps = {tokens.dep[k] for k in kids}
    words = {tokens.lower[k] for k in kids}
    a, b = tokens.sents[tokens.sent[i]]
    size = len(tokens)
    head = tokens.head[i]
    after = tokens.lower[i + 1] if i + 1 < size else "."
    subject = cue.subject
    modal = any(tokens.tag[k] == "MD" for k in kids if tokens.dep[k] == "aux")
    infinitive = any(tokens.tag[k] == "TO" for k in kids if tokens.dep[k] == "aux")
    helper = "auxpass" in deps or (tokens.tag[i] == "VBN" and "aux" not in deps)
    before_quote, after_quote = quote_distance(tokens, cue)
    unknown = (0.0, 0.0, 0.0)
    return (
        *table.get(cue.key, unknown),
        TAG_CODE.get(tokens.tag[i], 0.0),
        DEP_CODE.get(tokens.dep[i], 0.0),
        TAG_CODE.get(tokens.tag[head], 0.0) if head != i else -1.0,
        table.get(f"V:{stem(tokens.lower[head])}", unknown)[0] if head != i else -9.0,
        *(1.0 * (name in deps) for name in COMPLEMENTS),
        1.0 * modal,
        1.0 * infinitive,
        1.0 * helper,
        1.0 * ("mark" in deps),
        1.0 * bool(words & {"if", "when", "as", "after", "because", "while"}),
        float(i - a),
        float(b - i),
        _NEXT.get(after, 0.0),
        float(before_quote),
        float(after_quote),
        float(cue.how),
        *subject_features(tokens, subject, i, table),
    )


def quote_distance(tokens: TokenTable, cue: Cue) -> tuple[int, int]:
    """Tokens to the nearest quote on either side within the paragraph; 40 where there is none."""
    first = tokens.base[tokens.block[cue.at]]
    a, b = cue.reach
    before = next(
        (a - j for j in range(a - 1, max(first, a - 12) - 1, -1) if tokens.quote[j] >= 0), 40
    )
    stop = min(len(tokens), b + 30)
    after = next(
        (
            j - b
            for j in range(b, stop)
            if tokens.quote[j] >= 0 and tokens.block[j] == tokens.block[cue.at]
        ),
        40,
    )
    return before, after


_PRONOUN = {
    name: float(i + 1)
    for i, name in enumerate(columns("he she they it i we you who which that this there what"))
}
_ENT = {"PERSON": 1.0, "ORG": 2.0, "GPE": 3.0, "NORP": 4.0}


def subject_features(
    tokens: TokenTable, subject: int | None, cue: int, table: Mapping[str, tuple[float, ...]]
) -> tuple[float, ...]:
    """Source candidate -> what kind of word it is, and how far from the cue."""
    if subject is None:
        return (-1.0, 0.0, 0.0, 0.0, 0.0)
    return (
        _PRONOUN.get(tokens.lower[subject], 0.0),
        _ENT.get(tokens.ent[subject], 0.0),
        TAG_CODE.get(tokens.tag[subject], 0.0),
        table.get(f"S:{stem(tokens.lower[subject])}", (0.0, 0.0, 0.0))[1],
        float(max(-30, min(30, cue - subject))),
    )


CUE_FEATURES = (
    "speech", "any", "seen", "tag", "dep", "head_tag", "head_speech",
    *COMPLEMENTS,
    "modal", "infinitive", "passive", "mark", "when", "from_start", "to_end", "next",
    "quote_before", "quote_after", "how", "pronoun", "entity", "subject_tag", "subject_any",
    "subject_at",
)  # fmt: skip
