"""A sentence -> whether it is boilerplate, without information for a reader.

heading     "Meal plan for week one", "Best oven of all: Larkspur 4 ($150)", a row of a table
question    "Which oven bakes the best loaf?"
page        "In this guide we explain how ...", "Here, we compare ...", "Meet the experts: ..."
tag         "Duarte tweeted before Election Day."
caption     "From left, A and B", "The girls are seen during a visit", "File - In this ... photo"
teaser      "Baker wins a prize FREE GAMES"
fragment    "How it will always be happy to see you.", "Because we think ahead, and are small."
"""

from __future__ import annotations

import re

from briefs.text.truncation import VERB, length

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


NO_STATEMENT = re.compile(
    r"(?:(?:Pro|Quick|Bonus|Top) tip\b|You(?:['’]ll| will) (?:also )?(?:discover|learn|see|read)\b|"
    r"You(?: are|['’]re| recently| will find|['’]ll find| (?:can|may) find)\b"
    r"(?!.*\b(?:if|when)\b)|"
    r"I(?: am|['’]m) [A-Z]|"
    r"Here are (?:\d+|two|three|four|five|six|seven|eight|nine|ten|some|the|our)\b|"
    r"Discover (?:[a-z]|[A-Z]\w+['’]s)|(?:.*\s)?0?1[ .:)].*\s02\b|01\b.*\b02\b)"
)
CAPTION = re.compile(
    r"(?:FILE|File)(?: photo)?\b ?[-–—:,(.]|(?:Image|Photo|Picture|Video)(?: [A-Z]| ?[:|(-])|"
    r"(?:Pictured|Shown|Seen)\b|\(?(?:From|Top|Bottom)?,? ?(?:[Ff]rom )?(?:[Ll]eft|"
    r"[Rr]ight)(?: to (?:right|left))?[,:)]|"
    r"(?i:in (?:this|an?|the) (?:\w+,? ){0,6}(?:file |handout |undated )?(?:photo|picture|"
    r"image)\b)|"
    r".{0,300}(?:\b(?:is|are|was|were) (?:seen|pictured|shown|photographed) "
    r"(?:during|in|at|as|on|here|with|after|before|near|outside|above|below|left|right)\b"
    r"(?! (?:the )?(?:photo|video|footage|film|picture|image|a threat|key|part|proof|sign))|"
    r"\((?:left|right|cent(?:er|re)|pictured(?: \w+)?|above|below)\)|\(?(?:AP|Getty|"
    r"Reuters) ?(?:Photo|Images?)\b)"
)
"""A caption of a picture."""
ELSEWHERE = re.compile(
    r"\b(?:mentioned|noted|discussed|described|listed|outlined|explained|stated|shown|seen|"
    r"covered) "
    r"(?:above|below|here)\b|\b(?:table|chart|graph|list|figure|map|video|photo|image|link|section|"
    r"form|button|box|tips|steps|options)s? (?:above|below)\b|\b[Ss]ee (?:above|below)\b|"
    r"\b(?:above|below)-(?:displayed|mentioned|listed|named|shown|linked)\b|"
    r"\bas (?:I|we)(?:['’]ve| have)? (?:said|mentioned|noted|saw|discussed)\b",
    re.IGNORECASE,
)
"""References to a part of the page, which the reader of a line does not see."""
TAG = re.compile(
    r"(?:[A-Z][\w.'’-]{0,40}\s){1,4}(?:said|says|tweeted|wrote|posted|added|replied|continued|"
    r"(?:told|tells) (?:the )?[A-Z]?\w{1,40})"
    r"(?:\s(?:earlier|later|yesterday|today|(?:last|this) \w{1,20}|"
    r"(?:on|before|after|in|at|during)\s(?:(?:the|an?)\s)?(?:[A-Z\d][\w.'’-]{0,40}\s?){1,3}))?\."
)
"""Attribution alone: who spoke and when, without the words."""
TEASER = re.compile(r"[a-z][\w’']{0,40} (?:[A-Z]{3,} )+[A-Z]{3,}[!?.]?$")
FRAGMENT = re.compile(
    r"(?:And |Or |But )?(?:How|Why) (?:it|he|she|they|you|we|I|to)\b(?!.*\?)(?!.* (?:is|was|are|"
    r"were|"
    r"remains?|remained|depends?|matters?|matter) (?:a|an|the|not|still|un\w+|on|what|why|how)\b)|"
    r"Because (?!of\b)(?!.*, (?!and\b|or\b|but\b|which\b|who\b|where\b))|Which\b(?!.*\?)",
)
"""A dependent clause alone, which belongs to the sentence before."""
ORDER = re.compile(
    r"(?:Please |Always |Never )?(?i:Do not|Don['’]t|Be sure|Make sure|Check|Try|Use|Get|Take|"
    r"Keep|Avoid|Choose|Ask|Add|Consider|Remember|Look for|Learn|Find|Join|Buy|Visit|Explore|Read)"
    r" (?:[a-z]+\b|[A-Z])(?! (?:is|was|has|said|are|were)\b)"
)
COUNT = re.compile(
    r"\W*(?:(?:nearly|about|almost|around|over|some|roughly|(?:more|fewer|less) than|at least|just|"
    r"only|another|the)\s)*(?:[\d.,]+|\w+(?:-\w+)?(?= per ?cent)|two[- ]thirds|three[- ]quarters|"
    r"an? third|an? quarter|half|an? majority|majority|an? plurality|plurality|"
    r"\w+ (?:in|out of) (?:\d+|three|four|five|six|seven|eight|nine|ten)|most|many|several)"
    r"\s*(?:%|per ?cent|million|thousand)?",
    re.IGNORECASE,
)


LABEL = re.compile(
    r"(?:(?:notable|key|main|top|other|additional|best) )?(?:features?|services?|overview|"
    r"pric(?:e|ing)|pros|cons|specs?|specifications?|locations?|websites?|materials?|ingredients?|benefits?|uses?|"
    r"highlights?|details?|description|ratings?|availability|for|dimensions?|weight|customers?|"
    r"founded|headquarters)(?: (?:offered|included|provided|range))?: ",
    re.IGNORECASE,
)
"""Labels that open entries in lists of products and firms (own list)."""
TWICE = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?P=name)\b")


def is_no_statement(sentence: str) -> bool:
    """Whether it states no fact: a list, a caption, a teaser, a fragment, words to the reader."""
    words = sentence.strip(" \t-•*#")
    patterns = (NO_STATEMENT, CAPTION, FRAGMENT)
    if any(pattern.match(words) for pattern in patterns) or TAG.fullmatch(words):
        return True
    return ELSEWHERE.search(words) is not None or TEASER.search(words) is not None


def has_label(sentence: str) -> bool:
    """Whether it is an entry of a list: it begins with a label, or with its name twice.

    "Notable feature: Provides a cloud", "Services offered: Payroll, ...", "Halden Halden sells
    ...": only the heading says what it is about.
    """
    words = sentence.strip(" \t-•*#")
    return LABEL.match(words) is not None or TWICE.match(words) is not None


def is_order(sentence: str) -> bool:
    """Whether it tells the reader what to do: "Check the oven before you pay."."""
    return ORDER.match(sentence.strip(" \t-•*#")) is not None


def is_count(name: str) -> bool:
    """Whether a name is only a number of people: "70 percent", "nearly half"."""
    return COUNT.fullmatch(name.strip()) is not None


def tells_nothing(sentence: str) -> bool:
    """Whether a sentence is a heading, a question, or about the page itself."""
    words = sentence.strip(" \t-•*#")
    if words.rstrip(' "”’').endswith("?") or is_heading(words):
        return True
    return PAGE.match(words) is not None or GUIDE.search(words) is not None


def is_slogan(words: str) -> bool:
    """Whether it is a short line without a full stop, like captions and slogans."""
    return ENDED.search(words) is None and length(words) <= SLOGAN_WORDS


def is_heading(words: str) -> bool:
    """Whether a short line is a heading: no full stop, and no verb or title case."""
    if words.startswith("|") or words.count(" | ") > 1:
        return True
    if ENDED.search(words) or length(words) > HEADING_WORDS:
        return False
    capitals = sum(word[:1].isupper() for word in words.split() if len(word) > 3)
    long = sum(len(word) > 3 for word in words.split())
    return VERB.search(words) is None or capitals > 0.7 * long
