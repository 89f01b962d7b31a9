"""The words that a briefing may add, and the words that it must not drop.

Each list names its word class and where the class comes from. They are matched as whole words, in
lower case, with ’ read as '.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.model.facts import AgreementStatus, MeetingStatus


def word_set(words: str) -> frozenset[str]:
    """Words between blanks -> a set."""
    return frozenset(words.split())


def any_of(words: frozenset[str], *patterns: str) -> re.Pattern[str]:
    """Words and patterns -> one pattern that matches any of them as whole words."""
    plain = [re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))]
    return re.compile(rf"\b(?:{'|'.join([*patterns, *plain])})\b", re.IGNORECASE)


# Negation. Own list, by this criterion: with the word, the sentence does not say that what its
# verb names happened ("not", "hardly", "fail to", "deny").
NEGATIONS = word_set(
    """not never no none nobody nothing nowhere neither nor without cannot hardly scarcely barely
    rarely seldom unable unlikely lack lacks lacked refuse refuses refused refusing refusal decline
    declines declined declining reject rejects rejected rejecting rejection deny denies denied
    denying denial fail fails failed failing failure cancel cancels canceled cancelled canceling
    cancelling postpone postpones postponed postponing oppose opposes opposed opposing prevent
    prevents prevented block blocks blocked avoid avoids avoided stop stops stopped dismiss
    dismisses dismissed dismissing dispute disputes disputed disputing false untrue"""
)
# Modals, and verbs whose complement is a plan, a wish or a demand, not a fact. Own list; among
# speech acts these are the commissives and directives (Searle, A Taxonomy of Illocutionary Acts,
# 1975).
MODALS = word_set(
    """will would shall should can could may might must ought plan plans planned planning intend
    intends intended intending intention hope hopes hoped hoping want wants wanted wanting wish
    wishes wished seek seeks sought seeking aim aims aimed aiming expect expects expected expecting
    schedule scheduled due propose proposes proposed proposing proposal offer offers offered
    offering invite invites invited inviting vow vows vowed vowing pledge pledges pledged pledging
    promise promises promised promising threaten threatens threatened threatening consider
    considers considered considering try tries tried trying attempt attempts attempted urge urges
    urged urging demand demands demanded demanding ask asks asked asking request requests requested
    call-for ready willing prepared prepare preparing possible possibly potential potentially"""
)
# Hedges: words that withhold commitment, such as evidential adverbs and verbs of belief and
# allegation. Own list.
HEDGES = word_set(
    """reportedly allegedly apparently purportedly supposedly seemingly perhaps maybe probably
    likely presumably doubt doubts doubted doubtful alleged alleges allege allegation allegations
    claim claims claimed claiming suspect suspects suspected suspicion believe believes believed
    believing think thinks thought assume assumes assumed seem seems seemed appear appears appeared
    suggest suggests suggested suggesting rumor rumors rumored rumour rumours rumoured speculate
    speculated speculation if unless whether almost nearly about-to would-be accuse accuses accused
    accusing question questions questioned"""
)
GUARD = any_of(
    NEGATIONS | MODALS | HEDGES,
    r"\w+n['’]t",
    r"(?:close to|short of|within (?:an?|\w+) \w+ of|on the (?:verge|brink|point) of|narrowly|"
    r"(?<![a-z] )reports? that|(?:an?|the|some|media|press|news) reports? that|"
    r"ru(?:le[sd]?|ling) out|risk(?:s|ed|ing|y)?|rumou?rs?|denials?|"
    r"(?:warn|caution)\w*(?: [\w’'-]+){0,4} against|miss(?:es|ed|ing)?|before (?:s?he|it|they))",
    r"(?:call|calls|called|calling) (?:for|on|off)",
    r"(?:set|about|supposed|going|yet|likely|have|has|had) to",
    r"(?<=\w)['’]ll",
)
"""Words that change what the words after them claim."""

# Words that qualify what comes before them: conditions, exceptions, contrast, attribution.
TRAILING = any_of(
    word_set(
        """if unless until pending provided except but although though however or allegedly
        reportedly apparently purportedly supposedly perhaps maybe possibly probably conditional
        said says say saying told tells according reported reports claimed claims alleged alleges
        announced wrote added believes believe believed suggested suggests warned warns estimated
        estimates acknowledged acknowledges insisted insists noted notes argued argues testified
        stated states"""
    ),
    r"in (?:case|theory|principle)",
    r"so long as|as long as|on condition|subject to",
)
"""Words in the omitted text that change the meaning of the text before it."""

# Where a clause ends: punctuation, or a word that opens the next clause or adjunct.
CLAUSE_END = re.compile(
    r"\s*(?:[,;:—–(]|--|\s-\s|\s(?:who|which|where|when|while|after|before|because|since|amid|"
    r"following|including|despite|during|in order|so that|and|that\s(?:can|could|will|would|has|"
    r"have|had|is|are|was|were|may|might))\s)"
)
# Discourse markers: they connect a sentence to the one before and state nothing. Own list.
LEADING = re.compile(
    r"(?:(?:but|and)\s+(?!for\b)|(?:but|and|so|yet|still|also|meanwhile|however|moreover|"
    r"furthermore|nevertheless|nonetheless|instead|indeed|in addition|for example|for instance|"
    r"then|thus|therefore),\s+)",
    re.IGNORECASE,
)
# What comes before the first word of a story: "(CNN) ", "-", "— "; it states nothing.
DATELINE = re.compile(r"(?:\([A-Z][\w .]{1,20}\)\s*)?[-–—]*\s*(?=[A-Z\"“])")
# A new clause with its own subject: words that govern the clause before do not reach it.
BARRIER = re.compile(
    r";|—|–|--|\sbut\s|\swhile\s|\swhereas\s|\salthough\s|\sthough\s|"
    r",\s(?:and\s)?(?:he|she|it|they|there|we|you|i)\s|[.!?]['\"”’]?\s",
    re.IGNORECASE,
)
# Words of a sentence that "met" and "signed" may replace.
MEETING = any_of(
    word_set(
        """meet meets met meeting meetings talk talks talked summit summits visit visits visited
        telephoned phoned spoke speak speaks spoken discuss discusses discussed
        discussion discussions hold holds held host hosts hosted hosting welcome welcomed receive
        received negotiate negotiated negotiations dinner lunch hearing consultations
        conversation conversations session conference gathering gathered convened"""
    ),
    r"(?:phone|telephone|video|conference) calls?",
    r"sat down",
)
SIGNING = any_of(
    word_set("sign signs signed signing signatory signatories ink inks inked concluded ratified")
)


@dataclass(frozen=True, slots=True)
class EventForm:
    """How a line reports an event of one status: "A and B met in P on D".

    `verb` comes between the names and the details; `triggers` are the words of a sentence that it
    may replace; `fewest` is the least number of parties in the line.
    """

    verb: str
    status: MeetingStatus | AgreementStatus
    triggers: re.Pattern[str]
    fewest: int


MET, TO_MEET, SIGNED = " met", " are to meet", " signed"
EVENT_FORMS = (
    EventForm(MET, MeetingStatus.HAPPENED, MEETING, fewest=2),
    EventForm(TO_MEET, MeetingStatus.PLANNED, MEETING, fewest=2),
    EventForm(SIGNED, AgreementStatus.SIGNED, SIGNING, fewest=1),
)
"""All forms; an event of another status is reported by its own sentence only."""
FORM_OF_VERB = {form.verb: form for form in EVENT_FORMS}


def form_of_status(status: MeetingStatus | AgreementStatus) -> EventForm | None:
    """Status -> its form, None if it has none.

    Statuses are compared by identity: a planned meeting and a planned agreement are equal strings.
    """
    return next((form for form in EVENT_FORMS if form.status is status), None)


# All marks and words that a line may hold besides the article's own.
OPEN, CLOSE, CUT, NEXT = "“", "”", "…", " · "
AND, PER, SAYS = " and ", ", per ", ": "
AUTHOR = "The author"
TEMPLATES = frozenset(
    {OPEN, CLOSE, CUT, CUT + CLOSE, OPEN + CUT, NEXT, f" {CUT} ", f"{CUT} ", f" {CUT}", " "}
    | {AUTHOR, AND, PER, SAYS, ", ", ".", SAYS + OPEN, SAYS + OPEN + CUT}
    | set(FORM_OF_VERB)
)

# An arrival turns the infinitive of purpose into a report: "touched down to meet with".
ARRIVED = any_of(
    word_set("arrived landed flew came traveled travelled visited gathered convened assembled"),
    r"touched down",
    r"sat down",
)

# Neutral verbs of reporting: a colon can replace them. Own list.
PLAIN_CUES = word_set(
    """say says said saying tell tells told telling add adds added adding write writes wrote
    writing note notes noted noting state states stated stating explain explains explained
    explaining remark remarked observe observed tweet tweeted tweets post posted according
    comment commented continue continued declare declared recall recalled
    testify testified point pointed reply replied respond responded"""
)

# Verbs and nouns of saying, by stem: verbs that report or that urge, verbs of praise and
# blame, and nouns made of them. Own list.
SPEAKS = re.compile(
    r"\b(?:say|said|tell|told|add|writ|wrot|not[ei]|stat(?:e|ing)|explain|remark|observ|tweet|post|"
    r"accord|announc|comment|declar|recall|testif|repl|respond|react|ask|question|call|describ|"
    r"claim|argu|insist|assert|maintain|contend|alleg|accus|blam|charg|criticis|criticiz|"
    r"condemn|denounc|slam|blast|attack|object|oppos|protest|complain|lament|warn|caution|"
    r"threat|urg|demand|request|appeal|plead|press|vow|pledg|promis|swear|sw[oe]r|praise|prais|"
    r"hail|welcom|applaud|thank|congratulat|celebrat|defend|support|endors|back|den[iy]|reject|"
    r"dismiss|disput|refut|rebut|doubt|admit|acknowledg|conced|confess|confirm|reveal|disclos|"
    r"report|estimat|predict|forecast|project|suggest|propos|recommend|advis|conclud|emphasi|"
    r"stress|reiterat|repeat|underscor|highlight|point|quot|cit|mention|joke|quip|boast|brag|"
    r"apologi|express|voic|rais|hint|impl|signal|indicat|rul|decid|find|found|speak|spok|spea|"
    r"talk|statement|letter|interview|regret|mourn|fear|believ|think|thought|expect|"
    r"disagree|concern|affirm|reaffirm|tout|mock|ridicul|shout|chant|yell|"
    r"cr[iy]|whisper|wonder|speculat|answer|counter|urge|call|notif|inform|assur|remind|rebuk|"
    r"downplay|echo|chid|scold|rebuff|deplor|decr[iy]|lambast|laud|commend)",
    re.IGNORECASE,
)
