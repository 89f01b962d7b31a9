"""An event's head word -> whether, by the article, it took place.

`factuality_of(token)` takes a verb or an event noun ("meeting", "signing"), gives a `Factuality`:
- ACTUAL: past, perfect, continuing: "they met", "after talks with Mora", "are meeting";
- PLANNED: "will meet", "plans to meet", "is scheduled for", "an upcoming summit";
- POSSIBLE: "could meet", "if they met", "a possible meeting", "any deal";
- NEGATED: "did not meet", "never signed", "denied meeting", "no meeting";
- REFUSED: "refused to sign", "rejected the deal", "declined to meet", "vetoed";
- DROPPED: "canceled the visit", "postponed", "called off", "withdrew from";
- DOUBTED: "denied that they met", "had they met", "would have signed" (subordination.py);
- PRESENT: a bare present, which only a date can place: "they meet in Ottery on Monday".
The words that govern it count too: "touched down to meet" is actual, since the arrival is;
"flew out to meet" is planned; "failed to reach an accord" is negated.

`negated(verb)` judges one clause alone.
"""

from __future__ import annotations

from enum import StrEnum

from spacy.tokens import Token

from briefs.facts.document.dependencies import FINITE_TAGS, base, child, is_nominal, is_verb
from briefs.facts.events.counterfactual import is_counterfactual
from briefs.facts.events.subordination import is_nonveridical
from briefs.word_lists import words


class Factuality(StrEnum):
    """What a clause says of its event: that it took place, is planned, is denied, and so on."""

    ACTUAL = "actual"
    PRESENT = "present"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"
    REFUSED = "refused"
    DROPPED = "dropped"
    DOUBTED = "doubted"


# Classes of governing verbs after Saurí and Pustejovsky (2009), FactBank, and the verb
# classes of TimeML's SLINKs; shortened to news.
PLANS = words(
    """
    plan expect schedule intend hope want seek aim set prepare ask invite urge call demand offer
    need try attempt wish propose promise pledge vow agree arrange due slate ready request
    push press encourage consider discuss weigh suggest recommend require order tell look
    threaten long eager poise book await anticipate work authorize authorise allow
    bid decide opt volunteer mean supposed persuade convince pursue desire yearn campaign
    pave explore tap task
    """
)
REFUSALS = words("refuse decline reject rebuff spurn rule resist oppose balk veto block turn snub")
DROPS = words(
    """
    cancel postpone scrap abandon shelve suspend delay scuttle derail drop abort
    """
)
FAILURES = words("fail deny avoid forget neglect stop prevent bar ban forbid lack")
MANAGES = words(
    "manage chance vote begin start continue go get proceed happen keep resume help come"
)
ARRIVALS = words("touch arrive land come visit gather return emerge join stop")
MODALS = words("may might could can should must ought would")
FUTURES = words("will shall wo 'll ’ll")
_NOT = words("not n't n’t never no neither nor without hardly barely scarcely cannot")
_BEFORE_NOUN = {
    **dict.fromkeys(
        words("upcoming planned scheduled next forthcoming future expected proposed looming"),
        Factuality.PLANNED,
    ),
    **dict.fromkeys(
        words(
            """possible potential any prospective eventual hypothetical likely whatever would-be
            elusive some"""
        ),
        Factuality.POSSIBLE,
    ),
    **dict.fromkeys(words("canceled cancelled postponed aborted scrapped"), Factuality.DROPPED),
    **dict.fromkeys(words("no neither nor"), Factuality.NEGATED),
}
_OFTEN = words("often frequently regularly usually sometimes routinely always typically rarely")
_CHARGES = words("accuse suspect charge blame")
_DUE = words("plan schedule expect set slate propose arrange")  # "talks set for Monday"
_OCCURS = words("happen occur take hold be come")
_IF = words("if unless whether lest")
_STEPS = 6


def negated(verb: Token) -> bool:
    """Verb -> whether its clause is negated: "did not", "never", "no one met", "without"."""
    for c in verb.children:
        if c.dep_ == "neg" or (c.lower_ in _NOT and c.dep_ in {"advmod", "preconj"}):
            return True
        if c.lower_ == "ever" and any(d.lower_ in _NOT for d in c.children):
            return True  # "hardly ever"
        if c.dep_ in {"nsubj", "nsubjpass"} and (
            c.lower_ in {"nobody", "none", "neither", "nothing"}
            or any(d.lower_ in {"no", "neither"} for d in c.children)
        ):
            return True
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def _conditional(verb: Token) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _IF for c in verb.children)


def _is_future_clause(verb: Token) -> bool:
    """As in "when Bell |meets| Mora, she will ask"."""
    return verb.tag_ in {"VBZ", "VBP"} and any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in {"when", "once", "until"}
        for c in verb.children
    )


def _habitual(verb: Token) -> bool:
    """As in "Bell |often| meets Mora", "at times she would meet": no single event."""
    plain = verb.tag_ in {"VBZ", "VBP"} or any(c.lower_ == "would" for c in verb.children)
    return plain and any(
        c.lower_ in _OFTEN or (c.lower_ == "at" and any(d.lower_ == "times" for d in c.children))
        for c in verb.children
    )


def _aux(verb: Token) -> Factuality | None:
    """The factuality that the auxiliaries give beyond the tense, or None."""
    found = None
    perfect = any(c.lower_ == "have" for c in verb.children) and verb.tag_ in {"VBN", "VBD"}
    for c in verb.children:
        if c.dep_ not in {"aux", "auxpass"}:
            continue
        if c.lower_ in FUTURES:
            found = Factuality.PLANNED
        elif c.lower_ in MODALS or c.lower_ in {"'d", "’d"}:
            planned = c.lower_ == "would" and not perfect
            found = Factuality.PLANNED if planned else Factuality.POSSIBLE
        elif c.lower_ == "being":  # "is being finalized"
            found = Factuality.PLANNED
        elif c.tag_ == "TO" and not perfect:
            found = found or Factuality.PLANNED
    return found


def factuality_of(token: Token) -> Factuality:
    """Head of an event -> its factuality."""
    if is_counterfactual(token):
        return Factuality.NEGATED
    return _verb(token, _STEPS) if is_verb(token) else _noun(token, _STEPS)


def _verb(verb: Token, left: int) -> Factuality:
    """A verb, by its own clause, then by the words above it."""
    if is_nonveridical(verb):
        return Factuality.DOUBTED
    if negated(verb):
        return Factuality.DROPPED if base(verb.head) in DROPS else Factuality.NEGATED
    by_clause = _by_clause(verb)
    if by_clause is not None:
        return by_clause
    own = _aux(verb)
    infinitive = verb.tag_ == "VB" and (own is None or _has_to(verb))
    if own is not None and not infinitive:
        return own
    finite = any(c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE_TAGS for c in verb.children)
    gerund = verb.tag_ == "VBG" and not finite
    if left and (infinitive or gerund or (verb.dep_ in {"conj", "xcomp"} and not finite)):
        above = _climb(verb, left)
        if above is not None:
            return above
    if left and verb.dep_ == "ccomp" and base(verb.head) in FAILURES:
        return _after_failure(verb.head)
    if own is not None:
        return own
    if verb.tag_ in {"VBZ", "VBP"} and not any(c.dep_ == "aux" for c in verb.children):
        return Factuality.PRESENT
    if verb.tag_ == "VB":
        return Factuality.POSSIBLE
    return Factuality.ACTUAL


def _by_clause(verb: Token) -> Factuality | None:
    """The factuality that a condition, a future clause or a habit gives the verb, or None."""
    if _conditional(verb):
        past = verb.tag_ in {"VBD", "VBN"} and not _aux(verb)
        return Factuality.DOUBTED if past else Factuality.POSSIBLE
    if _is_future_clause(verb):
        return Factuality.PLANNED
    return Factuality.POSSIBLE if _habitual(verb) else None


def _after_failure(verb: Token) -> Factuality:
    """Below a verb of failing: it did not happen; below one of denying: it may have."""
    return Factuality.DOUBTED if base(verb) == "deny" else Factuality.NEGATED


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _climb(verb: Token, left: int) -> Factuality | None:
    """The factuality that the governing word gives an infinitive, a gerund or a second verb."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj" and is_verb(head):
        bare = not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
        shared = bare and verb.tag_ == head.tag_
        return _verb(head, left - 1) if shared and left else None
    if verb.dep_ == "pcomp":
        return _after_preposition(head, left)
    if not is_verb(head):
        if is_nominal(head) or head.tag_.startswith("JJ"):
            return _on_noun(verb, head, left)
        return None
    return _below_head(verb, head, left)


def _below_head(verb: Token, head: Token, left: int) -> Factuality | None:
    word = base(head)
    to = _has_to(verb) or verb.tag_ == "VB"
    above = _verb(head, left - 1) if left else Factuality.ACTUAL
    if above is Factuality.POSSIBLE and to:
        return above
    if word in DROPS:
        return Factuality.DROPPED
    if word in REFUSALS:
        return Factuality.REFUSED
    if word in FAILURES:
        return _after_failure(head)
    if word in PLANS and (to or verb.dep_ in {"xcomp", "ccomp"}):
        return above if above is Factuality.NEGATED else Factuality.PLANNED
    if word in MANAGES | ARRIVALS or verb.tag_ == "VBG":
        return above
    if to:
        return above if above in {Factuality.NEGATED, Factuality.DROPPED} else Factuality.PLANNED
    return None


def _after_preposition(prep: Token, left: int) -> Factuality | None:
    word = prep.lower_
    held = _after_negative_preposition(prep)
    if held is not None:
        return held
    above = next((a for a in prep.ancestors if is_verb(a)), None)
    if above is not None and base(above) in _CHARGES:
        return Factuality.POSSIBLE
    if word == "about" or (word == "to" and prep.head.tag_.startswith("JJ")):
        return Factuality.PLANNED  # "open to |signing|"
    if word in {"for", "of", "about", "from", "against", "on", "to", "in", "at"}:
        head = prep.head
        if is_verb(head) and base(head) in FAILURES | REFUSALS and left:
            return Factuality.NEGATED
        if word in {"of", "for", "about", "to", "on"} and is_nominal(head):
            return Factuality.PLANNED if base(head) in _PROSPECTS else None
    return None


def _after_negative_preposition(prep: Token) -> Factuality | None:
    """As in "instead |of|", "far |from|", "stopped short |of|", "on the verge |of|"."""
    word, before = prep.lower_, prep.nbor(-1).lower_ if prep.i else ""
    if word == "without" or (word, before) in {("of", "instead"), ("from", "far"), ("of", "short")}:
        return Factuality.NEGATED
    if word == "of" and before in {"verge", "brink", "cusp", "eve"}:
        return Factuality.PLANNED
    if word in {"of", "about"} and is_verb(prep.head) and base(prep.head) in {"dream", "think"}:
        return Factuality.POSSIBLE
    return None


_PROSPECTS = words(
    """
    plan possibility prospect hope idea chance option intention offer invitation goal aim talk
    proposal risk threat promise desire effort attempt bid schedule way opportunity push refusal
    pressure order call commitment matter topic subject issue
    """
)


def _on_noun(verb: Token, noun: Token, left: int) -> Factuality | None:
    """An infinitive on a noun or adjective: "a plan to meet", "refusal to sign"."""
    word = base(noun)
    if word == "refusal":
        return Factuality.REFUSED
    if word == "failure" or any(c.lower_ in _NOT for c in noun.children):
        return Factuality.NEGATED
    if _has_to(verb) or verb.tag_ == "VB":
        if word in _PROSPECTS | PLANS:
            return Factuality.PLANNED
        above = next((a for a in noun.ancestors if is_verb(a)), None)
        if above is not None and left and base(above) in ARRIVALS:
            return _verb(above, left - 1)
        return Factuality.PLANNED
    above = next((a for a in noun.ancestors if is_verb(a)), None)
    if above is not None and left:  # "would have an easier time |signing| the deal"
        over = _verb(above, left - 1)
        return None if over in {Factuality.ACTUAL, Factuality.PRESENT} else over
    return None


# With an event for their object: "seek a meeting", but not "told a meeting that ...".
_WISHES = words(
    """
    plan expect schedule intend want seek set prepare demand need propose arrange request push
    consider discuss suggest recommend require await anticipate pursue desire slate
    """
)


def _noun(noun: Token, left: int) -> Factuality:
    """An event noun by its modifiers, then by the verb or the noun that governs it."""
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and is_verb(head) and left:
        over = _by_verb(noun, head, left)
        if over in {Factuality.DROPPED, Factuality.REFUSED, Factuality.NEGATED}:
            return over
    for c in noun.children:
        marked = _BEFORE_NOUN.get(c.lower_)
        if marked is not None and c.i < noun.i:
            return marked
        if c.dep_ == "relcl" and base(c) in _OCCURS and _aux(c) is not None:
            return _aux(c) or Factuality.PLANNED  # "a summit that could happen"
        if c.dep_ == "acl" and is_verb(c) and base(c) in _DUE | DROPS:
            return Factuality.PLANNED if base(c) in _DUE else Factuality.DROPPED
    if noun.dep_ == "pobj":
        return _in_phrase(noun, left)
    inner = noun.dep_ in {"conj", "appos", "attr", "compound", "nmod", "poss"}
    if inner and left and head.i != noun.i and is_nominal(head):
        return _noun(head, left - 1)
    if head.i == noun.i or not is_verb(head) or not left:
        return Factuality.ACTUAL
    return _by_verb(noun, head, left)


def _by_verb(noun: Token, verb: Token, left: int) -> Factuality:
    word = base(verb)
    over = _verb(verb, left - 1)
    if word in DROPS or (word == "call" and child(verb, "prt") is not None):
        called_off = over in {Factuality.ACTUAL, Factuality.PRESENT, Factuality.PLANNED}
        requested = over is Factuality.PLANNED and not any(
            c.lower_ in FUTURES for c in verb.children
        )
        return Factuality.DROPPED if called_off and not requested else Factuality.POSSIBLE
    if noun.dep_ in {"dobj", "nsubjpass", "attr"}:
        if word in REFUSALS:
            return Factuality.REFUSED
        if word in FAILURES:
            return _after_failure(verb)
        if word in _WISHES:
            return over if over is Factuality.NEGATED else Factuality.PLANNED
    if over is Factuality.PRESENT:
        return Factuality.ACTUAL
    return over


def _later(above: Token, left: int) -> Factuality:
    """As in "will act after the summit" puts the summit in the future too."""
    while above.dep_ in {"prep", "pcomp"} and above.head.i != above.i:
        above = above.head
    if is_verb(above) and left:
        over = _verb(above, left - 1)
        to_come = over in {Factuality.PLANNED, Factuality.POSSIBLE}
        if to_come or (over is Factuality.NEGATED and _aux(above) is not None):
            return Factuality.PLANNED
    return Factuality.ACTUAL


def _in_phrase(noun: Token, left: int) -> Factuality:
    """An event noun after a preposition: "after talks", "ahead of a summit", "plans for a"."""
    prep = noun.head
    word = prep.lower_
    above = prep.head
    if word in {"after", "following", "during", "since", "amid", "at", "from"}:
        if word in {"at", "from"} and is_verb(above) and left:
            over = _verb(above, left - 1)
            return over if over is not Factuality.PRESENT else Factuality.ACTUAL
        return _later(above, left)
    if word == "of" and above.lower_ in {"ahead", "advance"}:
        return Factuality.PLANNED
    held = _after_negative_preposition(prep)
    if held is not None:
        return held
    if is_verb(above) and left:
        if base(above) in PLANS and word in {"for", "to", "on"}:
            return Factuality.PLANNED
        over = _verb(above, left - 1)
        return Factuality.ACTUAL if over is Factuality.PRESENT else over
    if is_nominal(above) and base(above) in _PROSPECTS:
        return Factuality.PLANNED
    if is_nominal(above) and left:
        return _noun(above, left - 1)
    return Factuality.ACTUAL
