"""A sentence -> whether it gives an order: to the reader ("Press the button"), or to a machine.

A verb in its base form at the head, with an object or an adverb behind it and no subject before.
The verbs are those that manuals, recipes and guides are written in (the controlled vocabulary of
ASD-STE100 Simplified Technical English, the verbs of preparing and putting of Levin, English Verb
Classes and Alternations, 1993, classes 9, 10 and 26, and the commonest verbs of the Oxford 3000).
"""

from __future__ import annotations

import re

from briefs.text.guard_words import word_set

VERBS = word_set(
    """add adjust allow analyse analyze apply arrange ask assemble assess attach audit avoid
    bake beat begin believe beware blend boil bolster bookmark bring browse brush budget build
    bundle buy calculate call capture carry categorise categorize celebrate check choose chop
    clean clear click close collect combine compare complete configure confirm connect consider
    consult contact continue convert cook cool copy cover create cultivate customize cut decide
    define delete demonstrate describe develop disable disconnect discover ditch diversify
    divide do document don double double-check download drag drain drink drive drizzle drop dry
    dust eat educate eliminate embrace emphasize enable encourage engage enjoy ensure enter
    establish evaluate examine exercise expect experiment explore export factor familiarize
    fill find finish fix flip focus fold follow forget freeze gather generate get give go grab
    grease grill grow handle hang head heat help hide highlight hire hold hover identify ignore
    imagine implement import improve include incorporate increase inform inquire insert inspect
    install insulate integrate introduce invest investigate invite join jump keep knead know
    lay learn leave let leverage lift limit listen locate log look lower maintain make manage
    map market match maximize measure meet melt minimize mix monitor mount move navigate
    negotiate note notice nurture offer open opt optimize order organize outline pack partner
    paste pay peel perform personalize pick picture pinpoint place plan plant play plug polish
    position pour practice practise preheat prepare press prevent print prioritize promote
    protect provide prune pull purchase push put quit reach read recall recognize recommend
    record recycle reduce refine reflect refrigerate register reinstall relax release remain
    remember remove rename rent repeat replace reply report request research reserve reset
    respond rest restart retain return review reward ride rinse roll rotate run save scan
    schedule scroll search season secure seek select sell send separate serve set shake share
    sign simmer simplify sit sketch skip sleep slice slide snap soak solicit speak specify
    spend split spray spread sprinkle stack stand start stay steam stick stir stop store stream
    strengthen stretch strive study submit subscribe summarize supervise switch tackle tailor
    take talk tap target taste tell test think throw tie tighten tip toggle touch trace track
    trade train transfer transform translate treat trim trust try turn type understand unlock
    unplug update upgrade upload upskill use utilize verify view visit wait walk warm wash
    watch wear weed weigh whisk wipe work wrap write"""
)
NOUNS = word_set(
    """access address answer approach audit benefit bill book budget bundle call capture cause
    change charge charm claim clean clear close comment complete contact control cook cool cost
    cover cut decay delay demand design dispute document double drink drive drop dry dust end
    exercise experiment export face factor fight finish fix focus free function grill guide
    hand handle head heat help highlight hire hold hope import increase insert interest invite
    judge jump lack land lead leave lift light limit look lower map market match measure mix
    monitor move need note notice offer open order outline pack partner paste pay pick picture
    place plan plant play plot plug position practice press print protest pull purchase push
    question quit raise rank reach read record release rent reply report request research
    reserve rest result return review reward ride ring rise risk roll run sale save scale
    schedule search season secure sense set shake share shop show sign sketch sleep slice slide
    snap sound spend split spray spread stack stage stand start stay steam step stick stop
    store stream stretch study supply support surprise switch tackle talk target taste test tie
    tip touch trace track trade train transfer trap treat trim trust try turn type update
    upgrade use value view visit vote wait walk wash watch water wear weed work wrap"""
)
"""Those that are nouns and adjectives as well: "Press coverage grew", "Open ovens are dear"."""
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
"""Behind a name that is a verb as well: "Go has no classes"."""
NAMED = (
    r"(?:[A-Z]\w*(?: (?:of )?[A-Z]\w*)* (?:said|says|is|was|has|had|will|would|plans|sold|rose|"
    r"fell|[a-z]+ed)\b|(?:shares|stock|stores|customers|officials|executives?|employees|workers)\b)"
)
"""Behind a firm that is called by a verb: "Discover Financial said", "Enjoy shares fell"."""
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
BASE = "|".join(sorted(VERBS))
PURE = "|".join(sorted(VERBS - NOUNS))
BOTH = "|".join(sorted(VERBS & NOUNS))
SPOKEN_TO = re.compile(
    rf"(?:(?:OK|Okay|Hey|Hello),? )?(?:Alexa|Google|Siri|Cortana|Bixby|ChatGPT|computer)[,!:] "
    rf"(?i:please )?(?i:{BASE}|what|who|how|where|when|why|is|are)\b",
    re.IGNORECASE,
)
"""What is said to a machine."""
ORDER = re.compile(
    rf"{LABEL}{CLAUSE}{LEAD}(?:(?i:{PURE}) (?!{AUXILIARY}|{NAMED})(?:{OBJECT}|{ADVERB}|[A-Z“\"])|"
    rf"(?i:{BOTH}) (?:{OBJECT}|up\b|out\b|off\b|on your\b|with (?:a|the|your)\b|for your\b|"
    rf"to (?:the|your)\b)|(?i:look|aim|shop|check) (?:for|at|into) [a-z])"
)
"""At the head of a sentence, or behind an opening clause or label."""
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
