"""A sentence -> whether it tells a busy reader nothing.

heading     "Meal plan for week one", "Best oven of all: Larkspur 4 ($150)", a row of a table
question    "Which oven bakes the best loaf?"
page        "In this guide we explain how ...", "Here, we compare ...", "Meet the experts: ..."
"""

from __future__ import annotations

import re

from briefs.cutting import VERB, length

HEADING_WORDS = 14
"""A line without a full stop is a heading up to this length."""
SLOGAN_WORDS = 18
ENDED = re.compile(r"[.!?…:;][\s\"”’')\]]*$")
PAGE = re.compile(
    r"(?:Below(?:,| (?:are|is|you|we)\b)|"
    r"Before (?:we|you) (?:get|dive|start|begin|go|buy)\b|Note:|Read on|Keep reading|Sign up|"
    r"Subscribe|Click|"
    r"Stream these|Meet (?:the|our)\b|Tested by\b|"
    r"Here(?:['’]s| are| is) (?:our|my|a|an|the|what|how|everything|\d+|some)\b|"
    r"Here, (?:we|you|I)\b|"
    r"(?:Welcome|Stay tuned|Looking for|Jump)\b|Let['’]s\b|We['’]ve (?:rounded|put|compiled|got)\b|"
    r"(?:In )?[Tt]his (?:article|guide|post|piece|review|tutorial|list|roundup|information|page|"
    r"newsletter|video|blog)\b|A (?:guide|look) (?:on|at|to)\b|To help you\b|"
    r"(?:For|Check out) more\b|"
    r"(?:(?:Cover|Lead|Header|Featured|Main) )?(?:[Ii]mage|[Pp]hoto|[Pp]icture)"
    r"(?::| (?:credit|courtesy|by)\b))"
    r"|In this [\w -]{2,40} (?:review|guide|article|post)\b",
)
GUIDE = re.compile(
    r"\bwe['’](?:ve|ll) (?:put together|round|compile|gather|spill|walk you|show you)|"
    r"\b[Hh]ere['’]s (?:a|an|our|the)\b[\w’' -]{0,30}\b(?:guide|list|look)\b"
)


def tells_nothing(sentence: str) -> bool:
    """Whether a sentence is a heading, asks, or speaks of the page itself."""
    words = sentence.strip(" \t-•*#")
    if words.rstrip(' "”’').endswith("?") or is_heading(words):
        return True
    return PAGE.match(words) is not None or GUIDE.search(words) is not None


def is_slogan(words: str) -> bool:
    """Whether a short line does without a full stop, as captions and slogans do."""
    return ENDED.search(words) is None and length(words) <= SLOGAN_WORDS


def is_heading(words: str) -> bool:
    """Whether a short line without a full stop has no verb, or capitals all over."""
    if words.startswith("|") or words.count(" | ") > 1:
        return True
    if ENDED.search(words) or length(words) > HEADING_WORDS:
        return False
    capitals = sum(word[:1].isupper() for word in words.split() if len(word) > 3)
    long = sum(len(word) > 3 for word in words.split())
    return VERB.search(words) is None or capitals > 0.7 * long
