"""A token with different heads in a and b -> whether it is only rephrased.

Own rules; each kind is a transformation that keeps the truth: an adverbial in front or at the end,
the place of an action after what it is done to or after who does it, a title and an apposition, an
owner before the thing or as the doer ("Vell's plant was closed", "Vell closed its plant").
"""

from __future__ import annotations

from collections.abc import Mapping

from briefs.digest.comparison.sentence.prepared_sentence import PREPOSITIONS, PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.comparison.sentence.verb_groups import BREAKS, HARD_MARKS, Voice
from briefs.facts.lexicon.role_nouns import ROLE_NOUNS
from briefs.text.guard_words import word_set

AFTER_AN_OBJECT = word_set("in at near outside inside")
"""After a verb's object these may also say where the action took place; "from" does not."""
DONE_ON_THE_SPOT = word_set(
    """kill injure wound hurt destroy damage bury crush hit strike bomb shell shoot stab attack
    arrest detain capture seize find discover rescue save evacuate build construct erect open
    close shut demolish burn flood block raid search surround kidnap abduct free release"""
)
"""Own list of verbs whose object is where they are done: killing, destroying, hitting, building,
capturing. "Condemned the attack in Vell" and "condemned by Orr in Vell" are two."""
TAKEN_AWAY = word_set("rescue save evacuate free release steal seize recover remove retrieve take")
"""Verbs of removing that say from where (Levin, English Verb Classes and Alternations, 1993, 10.1
and 10.5). "Rebels from Vell" may free somebody, so this holds of no name."""
AT_ONCE = word_set("when as while")
"""What happens at one time and place."""
OWNED = word_set("its their his her")
OWNS = frozenset({"'s", "'"})


def moved_adverbial(a: PreparedSentence, b: PreparedSentence, x: int, y: int) -> bool:
    """Whether what goes with one verb of a and another of b describes the same action."""
    return _in_front_or_last(a, x, b, y) or _in_front_or_last(b, y, a, x)


def same_head(
    a: PreparedSentence, b: PreparedSentence, pairs: Mapping[int, int], x: int, y: int
) -> bool:
    """Whether a token that follows another word in b still describes the same head."""
    return _place_of_the_action(a, b, pairs, x, y) or _title_or_apposition(a, b, pairs, x, y)


def place_in_score(sentence: PreparedSentence, at: int) -> int | None:
    """0 or 1 where a number is the first or second of "29-12", "29 votes to 12"."""
    if sentence.tokens[at].kind is not Kind.NUMBER:
        return None
    if _is_score(sentence, at):
        return 0
    for back in range(max(0, at - 3), at):
        if sentence.tokens[back].kind is Kind.NUMBER and _is_score(sentence, back, at):
            return 1
    return None


def is_vote(sentence: PreparedSentence, at: int) -> bool:
    """As in "29 votes to 12": what a count of votes may leave out."""
    return bool(at) and sentence.tokens[at].noun == "vote" and place_in_score(sentence, at - 1) == 0


def _is_score(sentence: PreparedSentence, first: int, second: int | None = None) -> bool:
    after = [token for token in sentence.tokens[first + 1 : first + 4] if token.noun != "vote"]
    if len(after) < 2 or after[0].text not in ("-", "–", "to") or after[1].kind is not Kind.NUMBER:
        return False
    ranged = first and sentence.tokens[first - 1].low == "from"
    return not ranged and second in (None, sentence.tokens.index(after[1]))


def _place_of_the_action(
    a: PreparedSentence, b: PreparedSentence, pairs: Mapping[int, int], x: int, y: int
) -> bool:
    """As in "buried 27 cars near Vell", "27 cars were buried by a landslide near Vell"."""
    whence = a.prepositions[x] == "from" and a.tokens[x].kind is b.tokens[y].kind is Kind.WORD
    if a.prepositions[x] != b.prepositions[y] or not (
        whence or a.prepositions[x] in AFTER_AN_OBJECT
    ):
        return False
    there = TAKEN_AWAY if whence else DONE_ON_THE_SPOT
    for number, side in a.sides[x]:
        verb = a.verbs[number]
        partner = b.verb_at.get(pairs.get(verb.at, -1))
        if partner is None or side is not Side.OTHER or (partner, Side.OTHER) not in b.sides[y]:
            continue
        other = b.verbs[partner]
        turned = {verb.voice, other.voice} == {Voice.ACTIVE, Voice.PASSIVE}
        if turned and {verb.lemma, other.lemma} <= there and verb.at < x and other.at < y:
            return True
    return False


def _in_front_or_last(a: PreparedSentence, x: int, b: PreparedSentence, y: int) -> bool:
    """As in "In Vell, 60 were hurt when a bus fell", "60 were hurt when a bus fell in Vell"."""
    preposition = a.prepositions[x]
    if not preposition or preposition != b.prepositions[y] or not a.verbs or not b.verbs:
        return False
    first = next((at for at, token in enumerate(a.tokens) if token.low in PREPOSITIONS), None)
    comma = next((at for at, token in enumerate(a.tokens) if token.text == ","), None)
    if first != 0 or comma is None or not x < comma < a.verbs[0].first:
        return False
    return y > b.verbs[-1].at and _is_last_phrase(b, y) and _one_action(a) and _one_action(b)


def _is_last_phrase(b: PreparedSentence, y: int) -> bool:
    """Whether nothing but the rest of its own phrase follows a token."""
    rest = b.tokens[y + 1 :]
    return not any(
        token.low in PREPOSITIONS - {"of"} or token.text in HARD_MARKS or token.text == ","
        for token in rest
    )


def _one_action(sentence: PreparedSentence) -> bool:
    """Whether all verbs are of one event: one, a verb and its participle, or "..., when ..."."""
    for before, verb in zip(sentence.verbs, sentence.verbs[1:], strict=False):
        between = sentence.tokens[before.at + 1 : verb.first]
        if verb.mood != before.mood or any(token.text == "," for token in between):
            return False
        joined = [token.low for token in between if token.low in BREAKS | {"and", "or"}]
        if between and (not joined or not AT_ONCE.issuperset(joined)):
            return False
    return True


def _title_or_apposition(
    a: PreparedSentence, b: PreparedSentence, pairs: Mapping[int, int], x: int, y: int
) -> bool:
    """As in "chief economist Orr of Vell", "Orr, chief economist of Vell"."""
    if a.prepositions[x] != "of" or b.prepositions[y] != "of":
        return False
    back = {partner: at for at, partner in pairs.items()}
    return any(
        _one_person(a, mine, back[theirs]) and _one_person(b, pairs[mine], theirs)
        for mine in a.heads[x]
        for theirs in b.heads[y]
        if mine in pairs and theirs in back
    )


def _one_person(sentence: PreparedSentence, one: int, other: int) -> bool:
    """Whether of two tokens side by side one is a name and the other its office."""
    low, high = sorted((one, other))
    kinds = [sentence.tokens[at].kind for at in (low, high)]
    words = [sentence.tokens[at].low for at in (low, high)]
    named = Kind.NAME in kinds and any(word in ROLE_NOUNS for word in words)
    apart = False
    for at in range(low + 1, high):
        token = sentence.tokens[at]
        apart = apart or token.text == ","
        plain = token.kind in (Kind.NAME, Kind.WORD) and at not in sentence.verb_at
        if (apart and token.kind is Kind.NAME and kinds[0] is Kind.NAME) or not (
            plain or token.text == "," or token.low in ("the", "a", "an")
        ):
            return False
    return named


def office_of_another(
    a: PreparedSentence, b: PreparedSentence, pairs: Mapping[int, int], x: int, y: int
) -> bool:
    """As in "economist Orr met Kell", "Orr met Kell, the economist"."""
    if a.tokens[x].low not in ROLE_NOUNS or x + 1 >= len(a.tokens):
        return False
    mine = {pairs[at] for at in _names_from(a, x + 1) if at in pairs}
    beside = _names_from(b, y + 1)
    before = y - 1
    while before > 0 and b.tokens[before].low in ("the", "a", "an", ","):
        before -= 1
    if before < y - 1 and b.tokens[before].kind is Kind.NAME:
        beside.append(before)
    return bool(mine and beside) and not mine & set(beside)


def _names_from(sentence: PreparedSentence, at: int) -> list[int]:
    """The run of names that begins at a place."""
    found: list[int] = []
    while at < len(sentence.tokens) and sentence.tokens[at].kind is Kind.NAME:
        found.append(at)
        at += 1
    return found


def off_its_noun(
    a: PreparedSentence, b: PreparedSentence, pairs: Mapping[int, int], x: int, y: int
) -> bool:
    """As in "condemned the attack in Vell", "the attack was condemned by Orr in Vell"."""
    if a.prepositions[x] not in AFTER_AN_OBJECT or a.prepositions[x] != b.prepositions[y]:
        return False
    for head in a.heads[x]:
        noun = pairs.get(head)
        if noun is None or noun in b.heads[y] or noun > y or a.prepositions[head]:
            continue
        of_noun = {number for number, side in b.sides[noun] if side is Side.DONE_TO}
        for number, _ in b.sides[y]:
            verb = b.verbs[number]
            if number in of_noun and noun < verb.at < y and verb.voice is Voice.PASSIVE:
                by = any(token.low == "by" for token in b.tokens[verb.at : y])
                return by and verb.lemma not in DONE_ON_THE_SPOT
    return False


def owns_what_is_done(
    a: PreparedSentence,
    b: PreparedSentence,
    verbs: Mapping[int, int],
    pairs: Mapping[int, int],
    x: int,
    y: int,
) -> bool:
    """As in a "Vell's plant was closed", in b "Vell closed its plant".

    Not the other way round: a plant of Vell may be closed by somebody else.
    """
    before = [at for at in range(y) if b.tokens[at].kind is Kind.NAME]
    if a.tokens[x].kind is not Kind.NAME or not set(before) <= set(pairs.values()):
        return False  # "its" may be somebody else's
    thing = _owned(a, x)
    if thing is None or thing not in pairs:
        return False
    done, doer = dict(a.sides[thing]), dict(b.sides[y])
    for number in (verb for verb, side in done.items() if side is Side.DONE_TO):
        partner = verbs.get(number)
        if partner is None or doer.get(partner) is not Side.DOER:
            continue
        theirs = pairs[thing]
        owner = {token.low for token in b.tokens[max(0, theirs - 3) : theirs]} & OWNED
        if owner and (partner, Side.DONE_TO) in b.sides[theirs]:
            return True
    return False


def _owned(a: PreparedSentence, x: int) -> int | None:
    """What a name owns: "Vell's steel plant", "the plant of Vell"."""
    at = x
    while at + 1 < len(a.tokens) and a.tokens[at + 1].kind is Kind.NAME:
        at += 1
    if at + 1 < len(a.tokens) and a.tokens[at + 1].low in OWNS:
        at += 2
        while at + 1 < len(a.tokens) and a.tokens[at + 1].content and at + 1 not in a.verb_at:
            at += 1
        return at if at < len(a.tokens) and a.tokens[at].content else None
    if a.prepositions[x] == "of":
        return next((head for head in a.heads[x] if a.tokens[head].kind is Kind.WORD), None)
    return None
