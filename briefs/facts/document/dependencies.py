"""Small questions about a parsed word, which many modules ask.

Takes spaCy tokens, gives tokens, words, or True or False. Uses tags and dependencies only, so that
neither the lemmatizer nor the attribute ruler need run: `base` undoes inflection by rule and by a
short table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.strings import get_string_id
from spacy.tokens import Token

from briefs.word_lists import words

NOUN_TAGS = words("NN NNS NNP NNPS")
NAME_TAGS = words("NNP NNPS")
VERB_TAGS = words("VB VBD VBG VBN VBP VBZ MD")
FINITE_TAGS = words("VBD VBZ VBP MD")
SUBJECTS = words("nsubj nsubjpass csubj")
# As spaCy's numbers: the two questions asked most make no strings.
_NOUNS = frozenset(map(get_string_id, NOUN_TAGS))
_VERBS = frozenset(map(get_string_id, VERB_TAGS))

# Own list: irregular forms of the verbs and nouns that the rules use.
_IRREGULAR = {
    "met": "meet", "held": "hold", "had": "have", "has": "have", "having": "have",
    "spoke": "speak", "spoken": "speak", "sat": "sit", "sitting": "sit", "told": "tell",
    "said": "say", "struck": "strike", "stricken": "strike", "made": "make", "won": "win",
    "broke": "break", "broken": "break", "left": "leave", "leaving": "leave", "tore": "tear",
    "torn": "tear", "began": "begin", "begun": "begin", "flew": "fly", "flown": "fly",
    "came": "come", "coming": "come", "went": "go", "gone": "go", "goes": "go", "did": "do",
    "done": "do", "does": "do", "gave": "give", "given": "give", "took": "take",
    "taken": "take", "taking": "take", "brought": "bring", "sought": "seek", "won't": "will",
    "shook": "shake", "shaken": "shake", "shaking": "shake",
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be",
    "am": "be", "'s": "'s", "fell": "fall", "fallen": "fall", "drew": "draw",
    "drawn": "draw", "withdrew": "withdraw", "withdrawn": "withdraw", "led": "lead",
    "kept": "keep", "sent": "send", "got": "get", "gotten": "get", "cut": "cut",
    "cutting": "cut", "set": "set", "setting": "set", "bought": "buy", "sold": "sell",
    "wrote": "write", "written": "write", "writing": "write", "let": "let", "put": "put",
    "men": "man", "women": "woman", "people": "people", "wives": "wife", "lies": "lie",
    "made-up": "make", "saw": "see", "seen": "see", "knew": "know", "known": "know",
    "chose": "choose", "chosen": "choose", "choosing": "choose", "bound": "bind",
    "stuck": "stick", "swore": "swear", "sworn": "swear", "quit": "quit", "quitting": "quit",
    "talks": "talk", "paid": "pay", "found": "find", "lost": "lose", "felt": "feel",
    "ran": "run", "run": "run", "running": "run", "stood": "stand", "understood": "understand",
    "forged": "forge", "forging": "forge", "agreed": "agree", "agreeing": "agree",
    "inked": "ink", "signed": "sign", "vetoes": "veto", "vetoed": "veto",
    "vetoing": "veto", "freed": "free", "guaranteed": "guarantee", "died": "die",
    "tied": "tie", "tying": "tie", "dying": "die", "news": "news", "series": "series",
    "means": "means", "congress": "congress", "sons": "son", "wed": "wed",
}  # fmt: skip
# Verbs in -e whose stem would not show it ("convened" -> "convene").
_FINAL_E = words(
    """
    conven postpon welcom releas refus purchas increas rais clos ceas propos arrang hir
    requir acquir expir declar prepar compar shar explor restor ignor assur ensur schedul
    describ invit unit writ cit complet promis determin combin examin defin declin
    merg urg pledg forg hop us caus chang charg exchang engag manag encourag leav
    believ tak mak shak smok provid decid divid guid preced conced exclud includ conclud
    introduc announc produc reduc renounc denounc replac forc enforc plac fac voic
    tim resum assum consum presum nam blam fram com becom overcom hous dispos oppos accus
    phon telephon vot
    """
)


def base(token: Token) -> str:
    """Token -> its base form, in lower case."""
    if token.tag in _VERBS:
        return _verb_base(token.lower_)
    return singular(token.lower_)


def base_form(low: str, tag: str) -> str:
    """`base` of a word in lower case with a tag."""
    return _verb_base(low) if tag in VERB_TAGS else singular(low)


@lru_cache(maxsize=20_000)
def _verb_base(low: str) -> str:
    known = _IRREGULAR.get(low)
    if known:
        return known
    for ending, least in (("ing", 3), ("ed", 2)):
        if low.endswith(ending) and len(low) > len(ending) + least:
            stem = low[: -len(ending)]
            if stem.endswith("i") and ending == "ed":
                return stem[:-1] + "y"
            if stem in _FINAL_E or stem.endswith(_LOST_E) or _SHORT_AT.search(stem):
                return stem + "e"
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "slf":
                return stem[:-1]
            if len(stem) > 4 and stem.endswith("ll") and stem not in _DOUBLE_L:
                return stem[:-1]
            return stem
    return _without_s(low)


_LOST_E = (
    "v",
    "c",
    "u",
    "z",
    "dl",
    "tl",
    "bl",
    "pl",
    "gl",
    "kl",
    "fl",
    "dg",
    "ps",
    "rg",
    "ag",
    "lis",
    "nis",
)
_SHORT_AT = re.compile(r"[aeiouy].*[^aeo]at$|iat$|eat$(?<=creat)")
_DOUBLE_L = words("call recall install enroll fulfill stall spell kill fill tell sell poll roll")


def _without_s(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")) and len(low) > 3:
        return low[:-1]
    return low


@lru_cache(maxsize=20_000)
def singular(low: str) -> str:
    """Noun in lower case -> its singular."""
    return _IRREGULAR.get(low) or _without_s(low)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or an auxiliary."""
    return token.tag in _VERBS


def is_nominal(token: Token) -> bool:
    """Whether the token is a noun or a name."""
    return token.tag in _NOUNS


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def preps(token: Token, *forms: str) -> Iterator[tuple[Token, Token]]:
    """(Preposition, its object's head) for each prepositional phrase of the token."""
    for prep in token.children:
        if prep.dep_ in {"prep", "agent", "dative"} and (not forms or prep.lower_ in forms):
            for goal in prep.children:
                if goal.dep_ in {"pobj", "pcomp"}:
                    yield prep, goal
                elif goal.dep_ == "prep":  # "ahead of", "out of"
                    yield from ((prep, inner) for inner in goal.children if inner.dep_ == "pobj")


def heads(token: Token) -> list[Token]:
    """A nominal head and the heads coordinated with it, in the order of the text."""
    found, queue = [], [token]
    while queue:
        head = queue.pop(0)
        found.append(head)
        queue += [c for c in head.children if c.dep_ == "conj" and not is_verb(c)]
    return sorted(found, key=lambda t: t.i)


def logical_subject(verb: Token) -> Token | None:
    """Verb -> the head of its logical subject, from the clause above where its own has none.

    "Bell flew in |to meet| ...", "Bell sat and |signed| ...", "a deal |signed| by Bell",
    "|Meeting| with Mora, Bell ..."; None in a passive without "by" and for "it" and "there".
    """
    for step in range(5):
        own = [c for c in verb.lefts if c.dep_ == "nsubj"]  # the last: a dateline may be first
        if own or child(verb, "csubj", "nsubj") is not None:
            found = own[-1] if own else child(verb, "csubj", "nsubj")
            return None if found is None else _antecedent(found, verb)
        agent = next((o for p, o in preps(verb, "by") if p.dep_ == "agent"), None)
        if agent is not None:
            return agent
        acted_on = child(verb, "nsubjpass")
        if acted_on is not None:
            return acted_on if step else None
        found, above = _above(verb)
        if found is not None or above is None:
            return found
        verb = above
    return None


def _above(verb: Token) -> tuple[Token | None, Token | None]:
    """Verb without a subject -> (its subject in the clause above, else that clause's verb)."""
    head = verb.head
    if head.i == verb.i:
        return None, None
    if head.tag_.startswith("JJ"):  # "Mora was |prepared| to testify"
        own = child(head, "nsubj", "nsubjpass") or _with_auxiliary(head)
        return own, _governing_verb(head)
    if verb.dep_ in {"prep", "pcomp"} or not is_verb(head):
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return head, None
        return None, _governing_verb(verb)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and verb.tag_ == "VB"):
        controller = child(head, "dobj")
        if base(head) == "call" and controller is None:  # "called on Mora to sign"
            return next((goal for _, goal in preps(head, "on", "upon")), None), None
        if controller is not None and base(head) in _OBJECT_CONTROL:
            return controller, None
    elif verb.dep_ not in {"conj", "advcl", "xcomp", "pcomp", "dep", "parataxis"}:
        return None, None
    return None, head


def _with_auxiliary(adjective: Token) -> Token | None:
    for c in adjective.children:
        if c.dep_ in {"auxpass", "aux"}:
            return child(c, "nsubj", "nsubjpass")
    return None


_OBJECT_CONTROL = words("ask urge invite persuade press tell force allow order want expect help")


def _governing_verb(token: Token) -> Token | None:
    """The nearest verb above a word, through nouns and prepositions."""
    for above in token.ancestors:
        if is_verb(above):
            return above
    return None


def _antecedent(own: Token, verb: Token) -> Token:
    if own.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        return verb.head
    return own


def governor(token: Token) -> Token | None:
    """Noun -> the verb that governs it, through prepositions and other nouns."""
    return _governing_verb(token)


def phrase(token: Token, *, drop: frozenset[str] = frozenset()) -> tuple[int, int]:
    """Head -> [start, end) in tokens of its phrase, cut before the children named in `drop`.

    Cut too before relative clauses set off by a comma, and before a closing "that ..." of
    another clause.
    """
    start, end = token.left_edge.i, token.right_edge.i + 1
    for c in token.children:
        cut = c.dep_ in drop or (c.dep_ == "punct" and c.text in {",", "—", "–", ";", ":"})
        if cut and c.i > token.i:
            end = min(end, c.left_edge.i)
    doc = token.doc
    for i in range(token.i + 1, end):  # a crossing word belongs to somebody else
        if token not in doc[i].ancestors:
            end = i
            break
    while start < token.i and (doc[start].is_punct and doc[start].text not in {'"', "'"}):
        start += 1
    while end > token.i + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ in {"CC", "IN"}):
        if doc[end - 1].text in {'"', ")"}:
            break
        end -= 1
    return start, end
