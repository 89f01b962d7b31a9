"""Words that take sides, as data for stance.py.

Collected by hand from the evaluative vocabulary of English news and speeches. Left out on purpose:
words that only name a bad or a good thing (war, death, peace, money), since a topic is no stance,
and words that news uses of anything (illegal, concern, work, win). All are stems (stemming.py).

Tried beside them: the lexicons of VADER and AFINN (7,500 and 3,400 words with a valence).
They changed nothing (docs/decisions/0024).
"""

from __future__ import annotations

from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import words


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


# ------------------------------------------------------------------------ words that report

# The cue itself takes a side.
PRAISE = _stems(
    """
    praise welcome hail applaud endorse commend congratulate thank celebrate laud back support
    defend embrace appreciate tout champion cheer salute honor honour favor favour
    """
)
BLAME = _stems(
    """
    condemn criticize criticise denounce slam blast reject dismiss oppose deplore decry
    rebuke lambast deride ridicule mock protest complain bash rip scold chide fume resent
    lament regret object assail chastise skewer berate belittle rail scoff bemoan
    """
)
# The cue asks for something: the speaker wants it. "Call" only with "for" or "on".
DEMAND = _stems(
    """
    urge demand want push press insist seek ask appeal lobby propose recommend advocate
    request encourage plead implore hope wish beg
    """
)
# `called it "bold"`.
LABEL = _stems("call describe label brand dub term")
# Evaluative as a label ("called it a joke"); elsewhere these words only name a thing.
LABEL_GOOD = _stems(
    """
    triumph victory vindication treasure dream masterpiece blessing gem hero miracle joy pleasure
    inspiration model
    """
)
LABEL_BAD = _stems(
    """
    terrorist criminal crime thief theft robbery murderer killer thug traitor treason betrayal
    surrender joke farce sham scam hoax fraud waste mess nightmare catastrophe calamity insult
    threat puppet dictator tyrant coward cowardly racist racism fascist nazi dark corrupt
    illegal blackmail provocation aggression aggressor witch-hunt hunt slap stain
    """
)
# Verbs that forecast, that accuse, that report.
FORECAST = _stems("predict warn worry expect suspect estimate forecast fear caution anticipate")
ALLEGE = _stems("accuse allege charge blame suspect claim")
REPORT = _stems(
    """
    say tell add note write report announce according state confirm explain acknowledge reveal
    disclose point read testify recall estimate
    """
)

# ---------------------------------------------------------------------- words of the content

GOOD = _stems(
    """
    good great excellent wonderful terrific fantastic outstanding positive constructive productive
    success historic breakthrough milestone watershed welcome proud pleased happy glad
    delighted grateful thankful thanks thank appreciate heartened encouraged encouraging
    optimistic hopeful hope important vital crucial valuable courageous brave beautiful
    amazing incredible tremendous remarkable committed willing confident love admire
    celebrate congratulate honor honored candor friendly straightforward meaningful
    proof sincere bravery gratitude exciting decisive improvement improve significant
    trust commitment praiseworthy heroic noble generous helpful promising beneficial benefit fair
    balanced mandate bedrock beacon strong free freedom honest patriot
    """
) - _stems("promised")
BAD = _stems(
    """
    bad worse worst terrible horrible awful disgusting disgrace disgraceful shame shameful wrong
    wrongly unfair unjust unacceptable outrageous outrage reckless irresponsible dangerous
    dangerously stupid foolish ridiculous absurd false fake lie liar dishonest hypocrisy
    hypocritical cynical illegitimate hostile confrontational unfriendly
    disaster disastrous failure failed fail weak weakness sad sadly tragic mistake flawed
    misguided unseemly inappropriate improper disappointed disappointing disappointment
    frustrated frustration angry furious alarmed alarming disturbed disturbing
    appalled appalling shocked shocking deplorable deplore despicable hateful racist bigoted
    corrupt rigged sloppy stunt ploy sham hoax abuse
    discriminate discriminatory divisive obsolete ineffective useless pointless unnecessary
    unconstitutional overreach cruel inhumane immoral repression insult offensive
    scandal scandalous mess chaos desperate desperation dependent provocation provocative tyranny
    insufficient unwilling untrustworthy excuse mystified barbarous
    overstep brutality brutal vicious unpredictable baseless baselessly
    scaremongering cunning impotence waste wasted cumbersome poor disrespect damaging worsen
    cowardly greedy arrogant incompetent inept misleading alarmist nonsense outdated
    unworkable blunder bully intimidate scapegoat glorify devastation devastate
    excessive excessively disproportionate selfish dumb dumbest callous heartless
    oppose opposed undermine jeopardize imperil betray betrayal ignore refuse sabotage mislead
    harm hurt damage unfortunately alarm threaten interfere destroy lose
    """
)
# Verbs of support, and of attack.
SUPPORT = _stems(
    """
    support fight defend protect ensure uphold strengthen promote back preserve restore build
    secure guarantee encourage renew
    """
)
ATTACK = _stems(
    """
    attack violate blame accuse steal weaken endanger reject distract deny
    """
)
# `her [support] for the plan`: nouns for the speaker's attitude.
FAVOR = _stems(
    """
    support backing commitment hope gratitude appreciation confidence praise respect admiration
    solidarity thanks
    """
)
# `expressed her [support] for it`, `voiced [dismay] at it`: these take a side, concern takes none.
UTTER = _stems("express voice declare pledge offer")
FELT_FOR = _stems(
    """
    support backing solidarity admiration gratitude approval confidence delight satisfaction joy
    pride endorsement thanks relief
    """
)
FELT_AGAINST = _stems(
    """
    opposition disapproval disappointment outrage anger dismay disgust indignation displeasure
    dissatisfaction frustration fury regret
    """
)
# Verbs that reduce their object: `has cut bullying`.
LESSEN = _stems("cut reduce curb lower halve end stop prevent tackle avoid eliminate lessen ease")
# Verbs that end something: who demands it is against that thing.
STOP = _stems(
    """
    stop end halt withdraw resign repeal ban cut quit cease abandon cancel drop reverse revoke
    boycott resignation withdrawal removal abolition abolish
    block veto scrap suspend shelve ditch axe postpone
    remove leave return release isolate resist condemn oppose reject refuse
    blame apologise apologize
    """
)
# An apology is against nobody.
SORRY = words("sorry apologise apologize apologies regret")
OUGHT = words("should must ought")
NEED = words("need needs needed")
# After these a need is a forecast, not a demand.
FORESEEN = words("would what may might could")
# With "that", "to" or "for" these are an obligation.
IMPORTANT = _stems("important essential vital crucial critical necessary imperative time")
# `just a show`, `nothing more than`, `so-called`; and comparisons, `a better deal than theirs`.
BELITTLE = words("just merely only simply so-called mere nothing")
MORE = words("more less worse better greater")
# Openings of what the speaker intends to do.
INTENT = words(
    """
    intend intends intended intending plan plans planned planning want wants wanted try trying
    committed determined prepared ready aim aims seek seeks seeking vow vowed willing going
    """
)
# After "we will" these are no promise.
NONCOMMITTAL = words("see look have be meet review study examine investigate hear know say")
CAN = words("ca can cannot wo")
SELF = words("i we")
NOT = words("not n't n’t never no none nobody nothing cannot neither nor without")
