"""Words of a statement, or a role -> whether they read as complete where a line shows them."""

from __future__ import annotations

import re

from briefs.text import surface_scope, truncation

LOOSE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:is|was|will)\b)|yesterday|"
    r"the time (?:\w+|the \w+)\b(?= \w+)|"
    r"so|himself|herself|itself|themselves|as|per|to|of|in|on|for|by|with|and|or|but|than|who|which|about|against|at|from|that|what|if|whether|how|"
    r"is|are|was|were|be|been|has|have|had|will|would|not)\b",
    re.IGNORECASE,
)
"""Beginnings that hang in the air after a colon."""
PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)\s(?:to|in|by|for|with|on|at|from|of)\b")
BEHEADED = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|must|may|might|does|did|"
    r"than|and|or|who|which)\b"
)
"""Quotes that begin so lack what the article says before the mark."""
LACKS_SUBJECT = re.compile(
    r"(?:Is|Are|Was|Were|Has|Will|Would|Can|Could|Should|Must|Does|Did)\b(?! [A-Z])(?!.*\?)"
)
"""A quote that begins so and asks nothing has left its subject out."""
RELATIVE = re.compile(r"\b(?:that|who|whom|whose|which)\b")
DEMONSTRATIVE = re.compile(
    r"(?!(?:he|she|it|we|you|who|what|all|no|each|every|some|any|none|one|something|nothing|there|"
    r"everyone|everything|nobody|anyone)\b)"
    r"[a-z]+(?<!s) (?:has|had|will|would|can|could|may|might|must|should|does|did|gives|"
    r"makes|takes|means|remains|needs|shows|helps|leads|works|allows|lets|puts|keeps|leaves)\b"
)
"""After "say that": "that system gives", where "that" is no mere conjunction."""
RELATION = re.compile(
    r"(?:lawyer|attorney|spokes(?:man|woman|person)|wife|husband|mother|father|son|daughter|"
    r"brother|sister|friend|agent|boss|partner|colleague|neighbo(?:u)?r|doctor|coach|cousin|uncle|"
    r"aunt|deputy|successor|predecessor|running mate|campaign manager|chief of staff)s?",
    re.IGNORECASE,
)
"""A role that says nothing without whose it is."""
SHARED = re.compile(r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*) and \w")
"""As in "Trump and Prime Minister": who shares a role may be another person."""
BAD_ROLE = re.compile(r"(?:whether|that|which|who|and|or|but|if|as|for|from|his|her|its)\b")
"""Words that a role cannot begin with: the reader was misled."""


def hangs(words: str, *, quoted: bool) -> bool:
    """Whether words are incomplete after a colon: a clause without its subject or its head."""
    patterns = (BEHEADED, LACKS_SUBJECT) if quoted else (LOOSE, PARTICIPLE)
    return any(pattern.match(words) for pattern in patterns)


def is_after_that(words: str, before: str) -> bool:
    """Whether "that" before the words is a conjunction; not in "say that system gives"."""
    return before.rstrip().endswith(" that") and DEMONSTRATIVE.match(words) is None


def is_clause(words: str) -> bool:
    """Whether words have a verb of their own, outside of what only describes a noun."""
    main = RELATIVE.split(truncation.INSERTED.sub(" ", words))[0]
    return truncation.VERB.search(main) is not None


def shares(role: str) -> str:
    """The capitalised words that a role joins with "and": "Brandt" of "Brandt and minister"."""
    found = SHARED.match(role)
    return "" if found is None else found[1].strip()


def is_own_role(role: str, text: str) -> bool:
    """Whether a role says something by itself: not the "lawyer" of "her lawyer"."""
    if BAD_ROLE.match(role) or not surface_scope.balanced(role):
        return False
    if RELATION.fullmatch(role) is None:
        return True
    return re.search(rf"\b(?:his|her|their|its|my|our) {re.escape(role)}\b", text) is None
