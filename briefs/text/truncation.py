"""Where a sentence or a quote may end early: at a clause's end, longest first.

These cuts read well; the checker still tests every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.text import surface_scope
from briefs.text.guard_words import any_of, word_set

# What may come right after a good cut: a comma, dash or semicolon that opens a clause or an
# adjunct (relative, participle, adverbial), or a word that opens one by itself.
OPENERS = (
    r"(?:who|which|whose|where|when|while|whereas|after|before|because|since|as|amid|following|"
    r"including|despite|during|with|without|according|along|in|on|at|by|from|under|adding|"
    r"(?!(?:bring|during|king|spring|evening|morning|thing)\b)[a-z]{3,}ing|[a-z]{3,}ed|"
    r"and\s+(?:he|she|it|they|the|that|there|his|her|its|their|a|an)|a|an|the|one|their|his|her|its|our|my)"
)
COUNTED = re.compile(r"\S*\w\S*")
ALONE = r"which|who|where|while|after|because|amid|following|including|despite"
RELATIVE = r"that\s(?:can|could|will|would|has|have|had|is|are|was|were|may|might)"
GOOD = re.compile(
    rf"(?:,\s+(?={OPENERS}\s)|\s*;\s|\s+[—–]\s*|\s+--\s|—|\s(?=(?:{ALONE}|{RELATIVE})\s))"
)
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\.[a-z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr))\.$")
# Finite verbs that the form alone shows: auxiliaries, the irregular pasts and presents that news
# writes most (own list), and the regular endings.
VERB = any_of(
    word_set(
        """is are was were am be has have had do does did will would can could may might must shall
        should said says say told became began broke brought built bought came chose cut drew drove
        fell felt fought found flew gave got grew held hit kept knew led left lost made meant met
        paid put ran rose saw sent set shook shot showed sold sought spent spoke stood struck swore
        took taught thought threw understood went won wrote want wants need needs include includes
        remain remains make makes take takes give gives go goes come comes face faces"""
    ),
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\band )[a-z]{2,}ed",
    r"\w+['’](?:s|re|ve|ll|d|m)",
    r"\w+n['’]t",
)
INSERTED = re.compile(
    r",\s(?:which|who|whose|where|whom)\b[^,]*(?:,|$)|\s[—–-]\s[^—–]*(?:\s[—–-]\s|$)|—[^—]*(?:—|$)"
)
"""Relative clauses and text between dashes, closed or not."""
HANGING = re.compile(
    r"(?:\b(?:in|of|to|for|by|with|at|on|from|the|a|an|and|or|but|that|than|as|who|which|is|are|"
    r"was|were|be|not|his|her|its|their|about|into|between|if|whether|when|while|until|"
    r"unless|even|just|only|soon|shortly|before|after|since|because|such|more|due|"
    r"(?:minutes|hours|days|weeks|months|years|moments))|"
    r",\s(?:\S+\s){0,1}\S+)$",
    re.IGNORECASE,
)
"""Beginnings with a bad end: a word that needs another, or a short rest after a comma."""
LABEL = re.compile(r"\b\w+:(?=\s)")
FAIR = re.compile(
    r"(?:\b[A-Z]\w*\s[A-Z]\w*|(?:[bcdfghj-mp-tv-z]|[aeio]e|[rtkn]e)s)(\s)(?=and\s[a-z])"
)


def length(words: str) -> int:
    """How many words a reader counts."""
    return len(COUNTED.findall(words))


def cuts(
    words: str, at_most: int, *, at_least: int = 6, quotes: bool = True, phrase: bool = False
) -> Iterator[str]:
    """A sentence's words -> shorter beginnings of it, best first.

    `quotes`: whether quote marks must be closed at the cut; `phrase`: the words are no clause, so
    no verb is needed.
    """
    for pattern in (GOOD, FAIR):
        ends = [m.start(m.lastindex or 0) for m in pattern.finditer(words)]
        for end in reversed(ends):
            head = words[:end].rstrip(" ,;:—–-")
            if not at_least <= length(head) <= at_most or (
                quotes and not surface_scope.balanced(head)
            ):
                continue
            if (
                HANGING.search(head)
                or HANGING.search(INSERTED.sub("", head))
                or not (phrase or _has_verb(head))
            ):
                continue
            if pattern is FAIR and not surface_scope.ends_clause(words, end):
                continue
            yield head


def _has_verb(head: str) -> bool:
    """Whether the main clause, and the clause that the head ends in, have their verbs."""
    main = INSERTED.sub(" ", head)
    if surface_scope.STARTS_BELOW.match(main):
        main = main.partition(",")[2]
    if VERB.search(main) is None:
        return False
    *_, opener, clause = ["", *re.split(r"\b(that|said|says|which|whom?|whose|but)\b", head)]
    if VERB.search(clause) is not None:
        return True
    return len(clause.split()) < 3 and not opener.startswith(("wh", "but"))


TITLED = r"(?:Mr|Mrs|Ms|Dr|Sen|Gen|Rep|Gov|Prof|Lt|Col|Sgt|Capt)"
STUMP = re.compile(
    rf"\b{TITLED}\.?$|\b(?:while|that|although|though|because|whereas) (?:the |an? )?"
    r"(?:[a-z]+ ){0,2}[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}$"
)
"""The end of a sentence wrongly split after an abbreviation: "... while Sen"."""
PARTED = re.compile(rf"\b{TITLED}\.\s*$|[A-Z]\w+ [A-Z]\.\s*$|[^\W_][ ,-]? {{0,2}}$")
"""Text before the second half of a split name or sentence: nothing that ends a sentence."""


STOPPED = re.compile(r"\s[A-Z]\w{0,20}\.(?=\s\w)")


def stopped_names(title: str) -> list[str]:
    """Words of a title that end in a full stop within it, each with the blank before it.

    "The VW ID. Buzz is here" -> [" ID."]: in the text, too, no sentence ends there.
    """
    return STOPPED.findall(title)


def well_formed(words: str) -> bool:
    """Whether a sentence from the splitter looks like a whole sentence."""
    return (
        length(words) >= 4
        and surface_scope.balanced(words)
        and (words[0].isupper() or words[0].isdigit() or words[0] in "\"“‘'$£€@#")
        and len(LABEL.findall(words)) < 2
        and words[-1] not in ",;:—–-"
        and STUMP.search(words) is None
        and re.search(r"[a-z]", words) is not None
    )


def trimmed(words: str) -> str:
    """Sentence -> without its opening connective and its final full stop, as a line shows it."""
    lead = surface_scope.connective(words)
    text = words[lead:].strip()
    if text.endswith(".") and not ABBREVIATED.search(text):
        text = text[:-1].rstrip()
    return text[:1].upper() + text[1:] if lead else text
