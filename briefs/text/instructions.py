"""A sentence -> whether it gives an order: to the reader ("Press the button"), or to a machine.

A verb in its base form at the start, with an object or an adverb after it and no subject before.
The verbs are in instruction_verbs.txt.
"""

from __future__ import annotations

import re

from briefs.word_lists import file_word_lists

_LISTS = file_word_lists(__package__, "instruction_verbs.txt")
ONLY_VERBS, ALSO_NOUNS = _LISTS["verb"], _LISTS["verb+noun"]
OBJECT = (
    r"(?:the|an?|your|yourself|it|its|them|their|this|these|those|all|any|some|every|each|no|"
    r"more|less|both|at least|one|two|three|four|five|up to|\d[\d./]*)\b"
)
ADVERB = (
    r"(?:up|out|off|on|in|into|onto|down|over|back|away|to|with|for|from|at|through|around|"
    r"together|"
    r"carefully|gently|well|if|when|until|that|how|what|whether|why|who|which|sure|about|of|by|"
    r"[a-z]+ly|[a-z]{3,}s?)\b"
)
AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did)\b"
)
"""After a name that is also a verb: "Go has no classes"."""
NAMED = (
    r"(?:[A-Z]\w*(?: (?:of )?[A-Z]\w*)* (?:said|says|is|was|has|had|will|would|plans|sold|rose|"
    r"fell|[a-z]+ed)\b|(?:shares|stock|stores|customers|officials|executives?|employees|workers)\b)"
)
"""After a firm whose name is a verb: "Discover Financial said", "Enjoy shares fell"."""
LEAD = (
    r"(?:(?:Please|Then|Next|Finally|First|Second|Third|Lastly|Instead|Also|So|And|Or|But|Now|"
    r"Just|Simply|Always|"
    r"Never|Afterwards?|Again|Remember|Alternatively|Once done|Do not|Don['’]t|"
    r"please|then|simply|just|always|never|also|first|carefully|gently|do not|don['’]t),?:? )*"
)
CLAUSE = (
    r"(?:(?:To|If|When|While|Once|After|Before|As soon as|For|In|On|From|With|Until|Unless|"
    r"Whenever|"
    r"Instead of|Rather than|By|At|Under|Step \d+[:.])\b[^,:;.]{2,90}[,:] )?"
)
LABEL = r"(?:[A-Z][\w ’'-]{2,50}: )?"
BASE = "|".join(sorted(ONLY_VERBS | ALSO_NOUNS))
PURE = "|".join(sorted(ONLY_VERBS))
BOTH = "|".join(sorted(ALSO_NOUNS))
SPOKEN_TO = re.compile(
    rf"(?:(?:OK|Okay|Hey|Hello),? )?(?:Alexa|Google|Siri|Cortana|Bixby|ChatGPT|computer)[,!:] "
    rf"(?i:please )?(?i:{BASE}|what|who|how|where|when|why|is|are)\b",
    re.IGNORECASE,
)
"""Commands to a machine."""
ORDER = re.compile(
    rf"{LABEL}{CLAUSE}{LEAD}(?:(?i:{PURE}) (?!{AUXILIARY}|{NAMED})(?:{OBJECT}|{ADVERB}|[A-Z“\"])|"
    rf"(?i:{BOTH}) (?:{OBJECT}|up\b|out\b|off\b|on your\b|with (?:a|the|your)\b|for your\b|"
    rf"to (?:the|your)\b)|(?i:look|aim|shop|check) (?:for|at|into) [a-z])"
)
"""At the start of a sentence, or after an opening clause or label."""
NEGATED = re.compile(
    rf"{CLAUSE}{LEAD}(?:[Dd]o not|[Dd]on['’]t|[Nn]ever|[Aa]lways|[Pp]lease) (?:{BASE})\b"
)
LET = re.compile(
    r"Let (?:the|your|it|them)\b|Let['’]s\b|Be (?:sure|careful|aware|wary|prepared|patient|"
    r"mindful)\b|Make sure\b|Feel free\b|No need\b"
)


def is_instruction(sentence: str) -> bool:
    """Whether a sentence gives an order."""
    words = sentence.strip(" \t-•*#")
    if SPOKEN_TO.match(words) or NEGATED.match(words) or LET.match(words):
        return True
    return ORDER.match(words) is not None
