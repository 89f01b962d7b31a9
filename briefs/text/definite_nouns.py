"""Nouns that stand for what a sentence before has named: "the agency", "the ruling", "the pair".

Classes of bodies and people (hyponyms of organization, group and person in WordNet 3.1 that
name no one body), and labels that take up what was told (general nouns: Halliday and Hasan,
Cohesion in English, 1976, 6.1; retrospective labels: Francis, 1994; shell nouns: Schmid, 2000;
of documents and events those that news writes of).
"""

from __future__ import annotations

import re

from briefs.text.guard_words import word_set

BODIES = word_set(
    """accused actor actress agency airline assailant attacker author automaker band bank body
    boy brand brewer broadcaster captain carmaker carrier chain charity chipmaker club
    collective college committee company conglomerate contractor corporation couple day
    defendant designer detainee developer device distributor duo employer family firm
    foundation franchise giant girl group gunman hostage inmate institute institution insurer
    label lender magazine maker man manufacturer newspaper nonprofit operator organisation
    organization outlet pair panel patient perpetrator plaintiff platform producer professor
    protagonist publisher quartet range refiner regulator researcher restaurant retailer rival
    seller shooter shop singer start-up startup store student studio supplier suspect team
    teenager tribunal trio university utility vendor victim website woman youth"""
)
LABELS = word_set(
    """accord affair agreement announcement approach arrangement attack ban bill blast campaign
    case ceremony change claim clash collapse collision column comment complaint concept
    concert conflict controversy crash crisis deal debate decision decree directive disaster
    discovery disease dispute document donation drop effort email encounter episode essay event
    exchange exhibition explosion filing film finding fire flight gadget game guideline hearing
    idea incident initiative injunction inquiry interview investigation issue killing lawsuit
    leak letter machine massacre match meeting memo merger message method mission mistake move
    notice offer order pact painting paper petition photo photograph plan plane post practice
    probe problem process product program programme project proposal protest raid rally reform
    remark report request resolution response restriction result rise robbery rocket rule
    ruling scandal scheme service session shift ship shooting shutdown site situation spot
    statement storm strategy strike study suit summit survey takeover talk technique technology
    theory tool tour tragedy transaction trend tweet upgrade vehicle venture verdict version
    vessel video visit vote warning"""
)
ALONE = r"(?!-|['’]s own\b)"
DEFINED = (
    r"(?! (?:of|to|that|which|who|whom|whose|where|when|after|before|behind|between|against|"
    r"about|over|for|by|from|on|in|at|with|under|stage|said to|published|called|named|known|"
    r"titled|released|entitled|he|she|they|it|we|you|I|[a-z]+ing|[a-z]+ed|[A-Z\d“\"‘'(])"
    r"|, (?:a|an|the|published|called|named|known|which|who)\b)"
)
"""What follows a noun that its own sentence defines: "the plan to", "the group Halden Works"."""
BODY_DEFINED = r"(?! (?:of|that|which|who|whose|when|after|before|behind|stage|at|he|[A-Z“\"]))"
MODIFIER = r"(?:(?!\w+est\b|first\b|only\b|best\b|most\b|last\b|main\b|of\b)[a-z][a-z-]+ )?"


def definite(nouns: frozenset[str], ends: str, begins: str = "") -> re.Pattern[str]:
    """Nouns, what may not follow or go before -> "the" and one of them, a word between or not."""
    noun = "|".join(sorted(nouns))
    return re.compile(
        rf"{begins}(?<!\bis )(?<!\bbe )\b[Tt]he {MODIFIER}(?P<noun>(?:{noun})s?)\b{ALONE}{ends}"
    )


DEFINITES = (definite(BODIES, BODY_DEFINED), definite(LABELS, DEFINED, r"(?<!\bof )"))
"""Each kind with what its own sentence may define it by."""
