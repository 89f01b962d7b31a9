"""Tokens -> verbs, with voice and mood.

Rules of position, as a reader without a parse has them: after an article stands a noun,
after a subject a verb. Where a form can be both, tagged text (WordNet) says which is likelier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from briefs.digest.comparison.sentence.tokens import Kind, Token
from briefs.digest.lexicon.word_relations import relations, verb_share
from briefs.text.guard_words import word_set

BE = word_set("be am is are was were been being 's 're")
GOT = word_set("get got gets getting gotten")
HAVE = word_set("have has had having 've")
DO = word_set("do does did")
NOT = word_set("not n't cannot never neither nor hardly scarcely barely")
MODALS = {
    "will": "future", "shall": "future", "'ll": "future", "would": "would", "'d": "would",
    "may": "possible", "might": "possible", "could": "possible", "can": "can", "cannot": "can",
    "should": "should", "must": "must",
}  # fmt: skip
# "is set to", "was due to": what is scheduled, seen from the past too. Own list, as news writes it.
SCHEDULED = word_set("set due going about scheduled bound poised slated expected to")
PLANS = word_set("plan intend aim mean")
# Adverbs that negate or weaken a verb. Own list.
HEDGES = word_set(
    "reportedly allegedly apparently purportedly supposedly probably likely possibly perhaps maybe "
    "presumably seemingly potentially"
)
NEARLY = word_set("almost nearly narrowly virtually")
UNDECIDED = "undecided"
"""The mood of "considering whether to sign": what may come or not."""
CONDITIONS = word_set("if unless whether provided depending pending assuming barring")
NOT_YET = word_set("before until unless without")
CLAUSE_MOODS = (
    dict.fromkeys(("nobody", "none", "neither", "no", "nothing"), "neg")
    | dict.fromkeys(HEDGES, "hedge")
    | dict.fromkeys(NOT_YET, "before")
    | dict.fromkeys(CONDITIONS, "if")
)
"""What a word before a verb makes of it."""
DETERMINERS = word_set(
    "a an the this that these those its his her their our my your 's no any some every each"
)
LEADS = word_set(
    "of from with against for about on over in into by after at without before to than"
)
BREAKS = word_set(
    "but while who which whom whose where when although though because as if that so until unless "
    "whether"
)
"""Words that begin a clause of its own."""
BREAKS_BUT_AS, BREAKS_BUT_THAT = BREAKS - {"as"}, BREAKS - {"that"}
HARD_MARKS = frozenset(";:—–()")
AUXILIARIES = BE | HAVE | DO | frozenset(MODALS)
SHOWING_VOICE = BE | GOT | HAVE
GROUP_WORDS = AUXILIARIES | GOT | NOT | HEDGES | NEARLY | word_set("to also already now yet")
# Past and base form alike. Own list.
INVARIANT = word_set(
    "beat bet bid broadcast burst cast cost cut hit hurt let put quit read set shed shut split "
    "spread"
)
INVERSE = frozenset({"die"})
"""Verbs whose subject is what another verb's object is: who dies is killed."""
ACCORDING = "according to"
"""Whom it is according to says it."""


class Voice(Enum):
    """Which side of a verb the doer stands on."""

    ACTIVE = "active"
    PASSIVE = "passive"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb at token `at`; its group begins at token `first`.

    `mood`: what qualifies it ("neg", "future", "possible", "under:refuse" ...); an empty mood means
    that it is reported as done or true.
    """

    at: int
    first: int
    lemma: str
    voice: Voice
    mood: frozenset[str]


def verbs_of(tokens: Sequence[Token]) -> tuple[Verb, ...]:
    """Tokens -> their verbs in order; auxiliaries are none of their own."""
    forms = [at for at, token in enumerate(tokens) if token.verb is not None]
    places = [at for at in forms if _is_verb(tokens, at)]
    found: list[Verb] = []
    for at in places:
        first = _group_start(tokens, at)
        voice, mood = _voice(tokens, first, at), _mood(tokens, first, at, places)
        lemma = tokens[at].verb or tokens[at].low
        if lemma in INVERSE and voice is Voice.ACTIVE:
            voice = Voice.PASSIVE
        found.append(Verb(at, first, lemma, voice, mood))
    return tuple(found)


def irregular(form: str) -> bool:
    """Whether a form is a past or a participle that no rule makes."""
    return form in INVARIANT or form in relations().irregular["v"]


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.verb is None or token.kind not in (Kind.WORD, Kind.NAME):
        return False
    if token.kind is Kind.NAME and at > 0:
        return False
    before = _before(tokens, at)
    low = token.low.partition(" ")[0]
    base = low == (token.verb or "").partition("_")[0]
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low in SCHEDULED and after == "to" and before is not None and before.low in BE:
        return False
    if before is None:
        return low.endswith(("ed", "ing"))
    if before.low in MODALS or before.low in DO or before.low == "to" or before.low in NOT:
        return before.low != "to" or base
    if before.low in BE or before.low in HAVE or before.low in GOT:
        return not base or irregular(low) or verb_share(token.verb) > 0.5
    participle = (not base and not low.endswith("s")) or irregular(low)
    if before.low in DETERMINERS or (before.kind is Kind.NUMBER and not participle):
        return False
    if participle:
        return not _modifies(tokens, at, before)
    if before.low in LEADS or (base and _singular(tokens, at, before)):
        return False
    return verb_share(token.verb) > 0.5 and _object_follows(tokens, at)


def _singular(tokens: Sequence[Token], at: int, before: Token) -> bool:
    """Whether one noun or name stands before a base form: a verb would end in -s there."""
    if before.kind is Kind.NAME:
        return all(token.low != "and" for token in tokens[max(0, at - 4) : at])
    return before.kind is Kind.WORD and before.low == before.noun


def _before(tokens: Sequence[Token], at: int) -> Token | None:
    """The token before, adverbs passed over."""
    at -= 1
    while at >= 0 and (
        tokens[at].low.endswith("ly") or tokens[at].low in ("also", "already", "now")
    ):
        at -= 1
    return tokens[at] if at >= 0 else None


def _modifies(tokens: Sequence[Token], at: int, before: Token) -> bool:
    """As in "the signed treaty", "of wounded men": a participle with its noun after it."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    low = tokens[at].low.partition(" ")[0]
    if before.low in LEADS and not low.endswith("ing"):
        return True
    if (
        before.kind is Kind.WORD
        and before.low == before.noun
        and f"a:{before.low}" in relations().same
    ):
        return (
            after is not None and after.kind is Kind.WORD and before.noun not in relations().nouns
        )
    return False


def _object_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a base form or one in -s can be a verb here: no other verb takes the subject."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.kind is Kind.MARK:
        return True
    if after.low in AUXILIARIES:
        return False
    return not (after.kind is Kind.WORD and after.verb is not None and after.low.endswith("ed"))


def _group_start(tokens: Sequence[Token], at: int) -> int:
    first = at
    while first > 0 and (
        tokens[first - 1].low in GROUP_WORDS
        or (tokens[first - 1].low.endswith("ly") and tokens[first - 1].kind is Kind.WORD)
        or (tokens[first - 1].low in SCHEDULED and tokens[first].low == "to")
    ):
        first -= 1
    return first


def _voice(tokens: Sequence[Token], first: int, at: int) -> Voice:
    group = [token.low for token in tokens[first:at]]
    if "to" in group:
        group = group[len(group) - group[::-1].index("to") :]
    low = tokens[at].low.partition(" ")[0]
    if low.endswith("ing"):
        return Voice.ACTIVE
    if any(word in BE or word in GOT for word in group):
        last = next((word for word in reversed(group) if word in SHOWING_VOICE), "")
        return Voice.PASSIVE if last not in HAVE else Voice.ACTIVE
    bare = not group and (low.endswith("ed") or irregular(low))
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if bare and after == "by" and not _by_how_much(tokens, at + 2):
        return Voice.PASSIVE
    if bare and (
        after in ("in", "on", "at", "during", "near", "when", "after")
        or not (after[0].isalnum() or after[0] in "$€£¥")
    ):
        return Voice.UNKNOWN
    return Voice.ACTIVE


def _by_how_much(tokens: Sequence[Token], at: int) -> bool:
    """As in "rose by 4 percent" has no doer."""
    return at < len(tokens) and tokens[at].kind is Kind.NUMBER


def _mood(tokens: Sequence[Token], first: int, at: int, places: Sequence[int]) -> frozenset[str]:
    group = [token.low for token in tokens[first:at]]
    low = tokens[at].low.partition(" ")[0]
    found = _group_mood(group, low) if group else set()
    if "to" in group:
        found |= _infinitive(tokens, first, group, places)
    elif low.endswith("ing") and "progress" not in found:
        found |= _gerund(tokens, first, places)
    found |= _clause_mood(tokens, first)
    return frozenset(found)


def _group_mood(group: list[str], low: str) -> set[str]:
    """What the words of a verb's group make of the verb: modals, "not", adverbs."""
    found = {MODALS[word] for word in group if word in MODALS}
    if not NOT.isdisjoint(group):
        found.add("neg")
    if not HEDGES.isdisjoint(group):
        found.add("hedge")
    if not NEARLY.isdisjoint(group):
        found.add("nearly")
    if "being" in group or (low.endswith("ing") and not BE.isdisjoint(group)):
        found.add("progress")
    return found


def _infinitive(
    tokens: Sequence[Token], first: int, group: list[str], places: Sequence[int]
) -> set[str]:
    """As in "is to sign", "set to sign" are scheduled; else what the infinitive hangs on."""
    early = group[: group.index("to")]
    if any(word in BE for word in early) or any(word in SCHEDULED for word in early):
        return {"expect"} if "expected" in early else {"future"}
    if any(word in HAVE for word in early):
        return {"neg"} if "yet" in early else {"must"}  # "has yet to sign"
    before = tokens[first - 1] if first else None
    if before is not None and before.low == "whether":
        return {UNDECIDED}
    if before is not None and before.kind is Kind.WORD and first - 1 not in places:
        return {f"under:{before.noun}"}
    governor = _governor(tokens, first, places)
    if governor is None:
        return {"future"}
    if governor in PLANS:
        return {"plan"}
    return {f"under:{governor}"}


def _gerund(tokens: Sequence[Token], first: int, places: Sequence[int]) -> set[str]:
    """As in "denied signing", "accused Berg of signing", "after signing"."""
    before = tokens[first - 1] if first else None
    if before is None or before.kind is Kind.MARK:
        return set()
    if before.low in ("after", "by", "while", "when", "in", "on", "and", "since"):
        return set()
    if before.low in NOT_YET or before.low in ("than", "instead", "despite"):
        return {f"under:{before.low}"}
    if before.low in LEADS or first - 1 in places:
        governor = _governor(tokens, first, places)
        if governor:
            return {f"under:{governor}"}
    return set()


def _governor(tokens: Sequence[Token], first: int, places: Sequence[int]) -> str | None:
    """The nearest verb to the left within the clause."""
    for at in range(first - 1, -1, -1):
        token = tokens[at]
        if at in places:
            return token.verb
        if token.text in HARD_MARKS or token.low in BREAKS_BUT_AS:
            return None
    return None


def _clause_mood(tokens: Sequence[Token], first: int) -> set[str]:
    """What the words that begin the clause make of it: "if", "before", "perhaps"."""
    found: set[str] = set()
    for at in range(first - 1, -1, -1):
        token = tokens[at]
        if token.low in CLAUSE_MOODS:
            found.add(CLAUSE_MOODS[token.low])
        ends = token.kind is Kind.MARK and token.text not in "'\"“”%"
        if ends or token.low in BREAKS_BUT_THAT:
            break
    return found
