"""A sentence -> whether it refers to somebody or something named only in another sentence.

pronoun      "He told the court", "In court she wept": before any name in the sentence
pointing     "Such concerns", "this error", "those rules"; not "this week"
counted      "The two leaders", "the latter", "both sides"
described    "The mother of three", "The 34-year-old": a person without a name
counted      "Two opted for a trial", "One of the items was": of whom, of which?
concluding   "Consequently, ...", "For example, ...", "these are the rules"
after        "Amid all this, ...", "Despite that, ...", "I had that same thought"
unshown      "the agency", "such a ban", "a similar case": the noun is in no line above
writer       "I", "we", "my" outside quote marks: the reader does not know who that is
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from briefs.text import surface_scope
from briefs.text.definite_nouns import DEFINITES

PERSONAL = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|theirs)\b", re.IGNORECASE)
OPENS = re.compile(
    r"(?:it|its|that|this|these|those|such|both|neither|another|others|one of (?:them|these)|"
    r"the (?:latter|former|pair|duo|trio|couple|same|other|others|incident|move|decision|news)|"
    r"the (?:two|three|four|five|six)(?! (?:hundred|thousand|million|billion)))\b"
    r"(?! (?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall)\b)",
    re.IGNORECASE,
)
"""Beginnings that refer to the sentence before, "It is the first …" among them."""
POINTING = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Ss]uch|[Tt]his)\s(?!(?:week|weekend|month|year|morning|afternoon|"
    r"evening|night|"
    r"season|summer|winter|spring|autumn|fall|time|day|decade|century|as|who|is|was|has|that|an?|"
    r"in|of)\b)[a-z]"
)
DESCRIBED = re.compile(
    r"[Tt]he (?:\w+ )?(?:mother|father|parents?|grand(?:mother|father)) of|"
    r"[Tt]he \d+-year-old|[Tt]he \w+ (?:added|continued|replied|went on)\b"
)
UNCOUNTED = re.compile(
    r"(?:Some|Many|Most|Several|Few|A few|Others|All|None|Both|Each|Half|Another|Either|Neither|"
    r"One|"
    r"Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten) (?:(?:also|even|still|now|then|just|only|"
    r"already|"
    r"later|of (?:them|these|those|its|their|his|her)\b(?: \w+)?) )?"
    r"(?:is|are|was|were|has|have|had|do|did|will|would|can|could|may|might|must|should|died|"
    r"fell|went|came|took|made|won|lost|said|told|(?!(?:hundred|red|sacred)\b)[a-z]{3,}ed)\b"
)
"""A number without a noun, of those in the sentence before; "Some bakers are" has its noun."""
AFTERWARDS = re.compile(
    r"there,|(?:amid|despite|after|before|because of|besides|beyond|since|given|through|with|by|"
    r"in|for|at|"
    r"like|under|on top of|as part of|as a result of) (?:all )?(?:of )?(?:this|that|these|those|"
    r"it)\b"
    r"(?! (?:\w+ )?(?:week|weekend|month|year|morning|afternoon|evening|night|season|summer|winter|"
    r"spring|autumn|fall|time|day|decade|century|who|which)\b)|as a result\b(?! of\b)",
    re.IGNORECASE,
)
THAT_SAME = re.compile(r"\b(?:[Tt]hat|[Tt]his|[Tt]hose|[Tt]hese) (?:same|very) [a-z]")
WRITER = re.compile(
    r"(?<!\()(?<!War )(?<!Part )\b(?:I(?!-|\.)(?:['’](?:m|ve|d|ll))?|[Mm]y|[Mm]e|"
    r"[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]ur|[Uu]s)\b"
)
ADJUNCT = re.compile(
    r"(?:as|when|while|although|though|if|because|since|after|before|once|despite|until|even|"
    r"following|amid|by|for|in|on|at|with|without|during|under|from|to|[a-z]+ing|"
    r"(?:last|next|this) \w+|[a-z]+ly|then|now|later|today|yesterday|there|here)\b",
    re.IGNORECASE,
)
"""What may come before the subject of a sentence."""
DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Christmas|Easter)\b"
)
LATER = re.compile(
    r"(?!(?:[Ww]hen|[Ww]hile|[Aa]s|[Aa]fter|[Bb]efore|[Bb]ecause|[Aa]lthough|[Tt]hough|[Ii]f|"
    r"[Oo]nce)"
    r"\b[^,]*[A-Z])[^,.]{3,40},\s(?!it(?:['’]s| is| was) (?:time|likely|unlikely|worth)\b)(?:he|"
    r"she|they|it)\b(?!['’]?s? (?:is|was)? ?\w+ (?:to|that)\b)"
)
"""As in "Better yet, they …", "In Halden, he …"; not "When Mara Ilves came, they …"."""
OTHER = (
    r"(?!(?:The|An?|On|In|At|By|For|From|To|With|Without|Of|Under|During|Last|Next|This|That|These|"
    r"Those|As|When|While|After|Before|Since|Because|If|But|And|So|It|He|She|They|His|Her|Their|"
    r"Its|Some|Many|Most|All|No|Two|Three|Four|Five|Now|Then|Later|Today|There|Here|Even|Once|"
    r"Until|What|Who|Why|How|Which|Although|Though|Despite|Amid|Following|[A-Z]\w+ing|"
    r"[A-Z]\w+ly)\b)"
)
NAMED = re.compile(rf"(?<=[a-z,”\"’'] )(?:the )?(?!{DATE})[A-Z][\w’'.-]+|^{OTHER}[A-Z][\w’'-]+")
"""A capitalised word, unless it is a day or a word that opens a phrase."""
BEFORE_NAME = re.compile(
    rf"{OTHER}(?:[A-Z](?:[\w’'.-]*\w)?|(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Cpl|"
    r"Sgt|Maj|Prof|Rev|Hon|Adm|Cmdr|Pres|Supt|Det|Insp)\.)"
)
"""A title or an initial with its full stop; after other words a full stop ends a sentence."""
LONE = re.compile(rf"\b{OTHER}(?!{DATE})([A-Z][a-z]{{2,}}(?:-[A-Z][a-z]+)?)\b(?! [A-Z])")
THAT = re.compile(
    r"that\s(?!(?:is|was|were|would|will|could|should|has|had|can|may|might|must|does|did)\b)"
)
"""The conjunction, not the pronoun."""
LIKENED = re.compile(
    r"\b[Ss]uch (?!as\b|that\b)(?!an? \w+ (?:\w+ )?that\b)(?:an? )?(?P<noun>[a-z]\w+)|"
    r"\b(?:[Aa] )?[Ss]imilar (?P<like>[a-z]\w+)\b(?! (?:\w+ )?to\b)"
)
"""As in "such a ban", "a similar case"; not "such as" or "a similar case to"."""
DEMONSTRATIVE = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose) (?!(?:past|coming|last|very|week|weekend|month|year|morning|"
    r"afternoon|evening|"
    r"night|season|summer|winter|spring|autumn|fall|time|day|decade|century|who|is|was|are|were|"
    r"has|have|had|will|would|can|could|may|might|must|should|does|did|that|an?|in|of|on|at|to|"
    r"for|as|and|"
    r"with|from|by|not|one|ones|people|guide|article|page|post|review|story|list|blog|site|column|"
    r"days|town|city|country|state|region|island|village|"
    r"\w+(?:ed|ing))\b)(?P<noun>[a-z]\w+)(?! (?:who|whose)\b)"
)
THAT_ONE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Oo]f|[Ff]or|[Ff]rom|[Bb]y|[Ww]ith|[Tt]o|[Aa]bout|[Uu]nder|"
    r"[Ii]nto) that (?!(?:week|month|year|"
    r"night|season|time|day|decade|century|point|moment|is|was|were|has|had|will|would|can|could|"
    r"may|might|must|should|the|"
    r"they|he|she|it|we|you|there|an?|way|regard|sense|of|in|same|\w+s)\b)(?P<noun>[a-z]\w+)"
)
"""As in "in that case": after a preposition "that" refers back."""
HE = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
SOMEBODY = re.compile(
    r"\b(?:an?|every|each|any|the|my|our|your) (?:[\w-]+ )?(?:man|woman|boy|girl|child|kid|person|"
    r"wife|husband|son|daughter|father|mother|brother|sister|friend|president|minister|patient|"
    r"player|worker|leader|\w+(?:er|or|ist|ian|ant|ent))\b|\b(?:someone|somebody|everyone|anyone|"
    r"who)\b",
    re.IGNORECASE,
)
"""People that "his" may refer to within the same words."""
PLURAL = re.compile(r"\b[a-z]{4,}s\b")
"""A plural that "such detentions" may refer to within its own sentence: "1,400 arrests"."""
SUBJECT = re.compile(
    r" (?:(?!there\b|here\b|it\b)[\w-]+ ){1,4}(?:said|says|told|believed?|thought|feared?|hoped?|"
    r"knew|felt|found|"
    r"insisted|argued?|claimed|admitted|agreed|announced|warned|added|decided|expected?|thinks?) "
)
"""A subject and its verb after an opening: "Despite the noise, local bakers said they ..."."""
CONCLUDES = re.compile(
    r"(?:consequently|specifically|therefore|thus(?! far\b)|hence|accordingly|namely|similarly|"
    r"likewise|conversely|otherwise|as such|that said|for (?:example|instance)|in other words|"
    r"(?:by|in) contrast|on the other hand)\b(?: is\b)?,?\s|"
    r"(?:[^;:]{0,90}?, )?(?:these|those) (?:are|were|include)\b|"
    r"(?:while|when|once|if) (?:you|they|we|he|she)(?:['’](?:re|s)| are| is| were| was| get)? "
    r"there\b|"
    r"one of the (?:[\w-]+ )?[a-z]+s (?:is|was|were|are)\b",
    re.IGNORECASE,
)
"""Connectives of result and example, and demonstratives, at the start of a sentence."""
THESE = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch an?) (?!who\b)(?P<first>[a-z][\w-]+)"
    r"(?: (?P<second>[a-z]\w+))?\b(?! (?:who|whose|as|that)\b)"
)
EARLY = 60
"""Characters at the start of a sentence too few to have named the noun referred to."""


def refers_back(sentence: str) -> bool:
    """Whether a reader needs an earlier sentence to know whom or what this one is about."""
    return _refers_back(unquoted(sentence))


def words_refer_back(words: str, *, theirs: bool) -> bool:
    """The same for reported words.

    `theirs`: "he" can be the speaker, as in a person's indirect speech. In a quote, or in the
    words of a body, "his" is somebody else's, and the words must say whose.
    """
    bare = THAT.sub("", words.lstrip(" \"“'‘"))
    if theirs:
        return re.match(r"(?:he|she)\b", bare) is None and _refers_back(bare)
    he = HE.search(bare)
    unowned = he is not None and not NAMED.search(bare, 0, he.start())
    return (unowned and not SOMEBODY.search(bare)) or _refers_back(bare)


def _refers_back(plain: str) -> bool:
    bare = plain[surface_scope.connective(plain) :].lstrip(" \"“'‘")
    if OPENS.match(bare) or DESCRIBED.match(bare) or UNCOUNTED.match(bare):
        return True
    if AFTERWARDS.match(bare) or THAT_SAME.search(bare, 0, EARLY) or CONCLUDES.match(plain):
        return True
    if PERSONAL.match(bare) or LATER.match(bare) or (ADJUNCT.match(bare) and _unnamed(bare)):
        return True
    pointing = POINTING.search(bare, 0, EARLY)
    return pointing is not None and not NAMED.search(bare, 0, pointing.start())


def needs_a_noun(sentence: str, said: str) -> bool:
    """Whether it refers to a thing ("the agency", "a similar ban") that `said` does not name.

    "The agency" may also refer to a name earlier in its own sentence; "Bakers" is no name.
    """
    plain = unquoted(sentence)
    for match in chain.from_iterable(p.finditer(plain) for p in DEFINITES):
        names = NAMED.finditer(plain, 0, match.start())
        named = any(m.start() or not (m[0].endswith("s") or m[0] == "Earlier") for m in names)
        if not named and not _has(match["noun"], said):
            return True
    for pattern in (LIKENED, DEMONSTRATIVE, THAT_ONE):
        for match in pattern.finditer(plain):
            noun = next(filter(None, match.groups()))
            if (
                match.start() > EARLY
                and noun.endswith("s")
                and PLURAL.search(plain, 0, match.start())
            ):
                continue
            if not _has(noun, plain[: match.start()]) and not _has(noun, said):
                return True
    return False


def points_at_last(sentence: str) -> bool:
    """Whether it refers to the sentence right before: "these plants", "such a car".

    The noun in a line above does not help: it may be about other plants.
    """
    plain = unquoted(sentence)
    for match in THESE.finditer(plain):
        in_time = DEMONSTRATIVE.match(plain, match.start()) or LIKENED.match(plain, match.start())
        before = re.findall(r"\w+", plain[: match.start()].lower())
        if in_time and not any(word in before for word in match.groups()):
            return True
    return False


def has_person(before: str, sentence: str) -> bool:
    """Whether the sentence before names somebody that "he" in this one can refer to."""
    if re.search(r"\b(?:he|she)\b", unquoted(sentence), re.IGNORECASE) is None:
        return True
    return NAMED.search(before) is not None or PERSONAL.search(before) is not None


def bare_parts(name: str, sentence: str) -> list[str]:
    """The first or last word of a full name, where a sentence has it without the rest.

    Not after another capital: "President Lee" and "Ada Lee" are clear.
    """
    parts = name.split()
    if len(parts) < 2 or name in sentence:
        return []
    return [
        part
        for part in (parts[0], parts[-1])
        if len(part) > 2 and re.search(rf"(?<!\b[A-Z]){re.escape(part)}\b", sentence)
        for before in [re.split(rf"\b{re.escape(part)}\b", sentence)[0].split()[-1:]]
        if not (before and is_part_of_name(before[0]))
    ]


def is_part_of_name(word: str) -> bool:
    """Whether a word right before a name belongs to it: "Ada", "President"; not "But", "On"."""
    return BEFORE_NAME.fullmatch(word) is not None


def full_name(word: str, text: str) -> str | None:
    """Part of a name -> the full name by which the text first mentions its bearer, if longer.

    "Ada Kohl" for "Kohl"; None where the first mention is no longer.
    """
    at = text.find(word)
    while at > 0 and text[at + len(word) : at + len(word) + 1].isalpha():
        at = text.find(word, at + 1)
    before = text[max(0, at - 40) : max(0, at)]
    given = before.split()[-1:] if before.endswith(" ") else []
    return f"{given[0]} {word}" if given and is_part_of_name(given[0]) else None


def lone_names(sentence: str) -> list[str]:
    """Single capitalised words of a sentence, as family names are: "Kohl said"."""
    found = []
    for match in LONE.finditer(unquoted(sentence)):
        before = sentence[: match.start()].split()[-1:]
        if not before or not (is_part_of_name(before[0]) or before[0].lower() == "the"):
            found.append(match[1])
    return list(dict.fromkeys(found))


def is_writers(sentence: str) -> bool:
    """Whether the writer says "I" or "we", outside quote marks."""
    return WRITER.search(unquoted(sentence)) is not None


@lru_cache(maxsize=2_000)  # many rules ask about the same sentence
def unquoted(sentence: str) -> str:
    """A sentence with the text between quote marks blanked, at the same length."""
    letters = list(sentence)
    for start, end in surface_scope.quoted_ranges(sentence):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _unnamed(sentence: str) -> bool:
    """Whether a pronoun comes before any name: "In court she wept", not "In his speech, Lee …"."""
    pronoun = PERSONAL.search(sentence)
    if pronoun is None or NAMED.search(sentence, 0, pronoun.start()):
        return False
    comma = sentence.find(",", 0, pronoun.start())
    if comma > 0 and SUBJECT.match(sentence, comma + 1, pronoun.start()):
        return False
    owner = re.match(r"(?:his|her|their)\b[^,]*, (?:the )?[A-Z]", sentence[pronoun.start() :])
    return owner is None


def _has(noun: str, words: str) -> bool:
    """Whether the noun is among the words, in the singular or the plural."""
    return _forms(re.sub(r"(?:ies|y|s)$", "", noun)).search(words) is not None


@lru_cache(maxsize=1_000)
def _forms(stem: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stem)}(?:s|y|ies)?\b", re.IGNORECASE)
