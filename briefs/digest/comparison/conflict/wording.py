"""What differs between two sentences -> the words in which it is shown, as they stand in one."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.digest.comparison.agreement.compare import DENYING, Comparison
from briefs.digest.comparison.conflict.differing_parts import NONE, name_at
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.text.guard_words import word_set

CLITICS = frozenset({"n't", "'s", "'ll", "'re", "'ve", "'d"})
SAYING_NO = DENYING | NONE
CLAUSES = word_set("and but or that which who while when after before because although as if")


def words_of(sentence: PreparedSentence, part: list[int]) -> str:
    """The words of a part with the verb and the noun that they belong to, as they stand."""
    places = set(part)
    tells_its_verb = any(at in sentence.verb_at for at in part)
    for at in part:
        places.update(sentence.heads[at])
        if at in sentence.verb_at:
            places.update(_around_verb(sentence, sentence.verb_at[at]))
        elif not tells_its_verb:
            for verb, _ in sentence.sides[at][:1]:
                places.update((sentence.verbs[verb].first, *_what_follows(sentence, verb)))
    first, last = min(places), max(places)
    if first and sentence.tokens[first].low in CLITICS:
        first -= 1
    return _text(sentence, opening(sentence, first), _end_of_phrase(sentence, last))


def _around_verb(sentence: PreparedSentence, number: int) -> Iterator[int]:
    """A verb, what it is done to, the verb that it is under, and what denies it."""
    its = sentence.verbs[number]
    yield its.first
    before = sentence.tokens[max(0, its.first - 1)]
    if its.first and before.kind is Kind.NAME and sentence.tokens[its.first].low.endswith("ing"):
        yield its.first - 1  # "with Orr celebrating"
    if number and any(mood.startswith("under:") for mood in its.mood):
        yield sentence.verbs[number - 1].first
    yield from [n for n in sentence.content if n > its.at][:1]
    yield from _denial(sentence, number)


def _what_follows(sentence: PreparedSentence, number: int) -> Iterator[int]:
    """A verb, and the deed that it promises or refuses: "agreed to buy"."""
    yield sentence.verbs[number].at
    for verb in sentence.verbs[number + 1 : number + 2]:
        under = any(mood.startswith("under:") for mood in verb.mood)
        if under and sentence.tokens[verb.first].low == "to":
            yield verb.at
            yield from [n for n in sentence.content if n > verb.at][:1]


def _denial(sentence: PreparedSentence, number: int) -> Iterator[int]:
    """What denies a verb from outside of its group: "no passwords were taken", "took none"."""
    its = sentence.verbs[number]
    if "neg" in its.mood:
        before = [at for at in range(its.at) if sentence.tokens[at].low in SAYING_NO]
        if before and before[-1] < its.first:
            upper = (v.first for v in sentence.verbs if v.first <= before[-1] <= v.at)
            yield next(upper, before[-1])
    for at in sentence.content:
        near = sentence.tokens[max(0, at - 2) : at]
        if (number, Side.DONE_TO) in sentence.sides[at] and any(t.low in NONE for t in near):
            yield at


def opening(sentence: PreparedSentence, first: int) -> int:
    """Where words begin: not within a name, nor after what denies them in their clause."""
    for at in range(first - 1, -1, -1):
        token = sentence.tokens[at]
        if token.low in SAYING_NO:
            return at
        if token.kind is Kind.MARK or token.low in CLAUSES:
            break
    return _start_of_name(sentence, first)


def _start_of_name(sentence: PreparedSentence, first: int) -> int:
    return name_at(sentence, first)[0] if sentence.tokens[first].kind is Kind.NAME else first


def _end_of_phrase(sentence: PreparedSentence, last: int) -> int:
    """The end of a noun phrase: no owner without what he owns ("quashed Fell's conviction")."""
    while True:
        owner = sentence.tokens[last + 1 : last + 2]
        after = last + 1 + any(token.low == "'s" for token in owner)
        if after not in sentence.content or after in sentence.verb_at:
            return last
        last = after


def _text(sentence: PreparedSentence, first: int, last: int) -> str:
    return sentence.text[sentence.tokens[first].start : sentence.tokens[last].end]


# --------------------------------------------------------------------------- subject


def subject_of(found: Comparison) -> str:
    """The longest run of words of a that both sentences have, without function words at its ends.

    No day begins it, and no mark stands within; where none is left, all of a.
    """
    best: list[int] = []
    for run in _shared_runs(found):
        inside = _whole_phrases(found.a, run)
        if len(inside) > len(best):
            best = inside
    a = found.a
    return _text(a, _start_of_name(a, best[0]), best[-1]) if best else a.text


def _shared_runs(found: Comparison) -> Iterator[list[int]]:
    """Tokens side by side that both sentences have, function words between them."""
    a = found.a
    run: list[int] = []
    for at, token in enumerate(a.tokens):
        shared = at in found.pairs and at not in a.verb_at
        if token.kind is not Kind.MARK and (shared or not token.content):
            run.append(at)
            continue
        yield run
        run = []
    yield run


def _whole_phrases(sentence: PreparedSentence, run: list[int]) -> list[int]:
    """The content of a run from its first name or noun to its last phrase that is not cut off."""
    inside = [at for at in run if sentence.tokens[at].content]
    while inside and sentence.tokens[inside[0]].kind is Kind.DAY:
        inside.pop(0)
    if not inside:
        return inside
    kept = inside
    after = inside[-1] + 1
    if after in sentence.content and after not in sentence.verb_at:
        while kept and kept[-1] + 1 == after:
            kept, after = kept[:-1], after - 1
    return kept or inside
