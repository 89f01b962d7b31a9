"""Words that take sides, as data for stance.py.

Collected by hand from the evaluative vocabulary of English news and speeches; words that only
name a bad or a good thing (war, death, peace, money) are left out on purpose, since what is
talked about is no stance. Stems, as `briefs.facts.cues.stem` makes them.
"""

from __future__ import annotations

from briefs.facts.cues import stem
from briefs.facts.wordlist import words


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


# The cue itself takes a side.
PRAISE = _stems(
    """
    praise welcome hail applaud endorse commend congratulate thank celebrate laud back support
    defend embrace appreciate tout champion cheer salute honor honour favor favour
    """
)
BLAME = _stems(
    """
    condemn criticize criticise denounce slam blast reject dismiss blame oppose deplore decry
    attack rebuke lambast deride ridicule mock protest complain bash rip scold chide fume resent
    lament regret object assail chastise skewer berate belittle decry rail scoff bemoan worry
    fear caution
    """
)
# The cue asks for something, or binds the speaker to it: the speaker wants it.
DEMAND = _stems(
    """
    urge demand want call push press insist seek ask appeal lobby propose recommend advocate
    request encourage plead implore hope wish beg
    """
)
PLEDGE = _stems("vow pledge promise commit reassure assure agree reaffirm reiterate")
# Words of the content.
GOOD = _stems(
    """
    good great excellent wonderful terrific fantastic outstanding positive constructive productive
    successful success historic breakthrough milestone watershed welcome proud pleased happy glad
    delighted grateful thankful thanks thank appreciate heartened encouraged encouraging
    optimistic hopeful hope important essential vital crucial valuable courageous brave best
    better beautiful amazing incredible tremendous remarkable committed willing confident love
    admire celebrate congratulate honor honored progress candor friendly straightforward
    meaningful proof works delivers sincere win bravery gratitude
    exciting decisive improvement improve significant respect trust commitment praiseworthy
    heroic noble generous helpful promising
    """
)
BAD = _stems(
    """
    bad worse worst terrible horrible awful disgusting disgrace disgraceful shame shameful wrong
    wrongly unfair unjust unacceptable outrageous outrage reckless irresponsible dangerous
    dangerously stupid foolish ridiculous absurd false fake lie liar dishonest hypocrisy
    hypocritical cynical illegal illegitimate illegally hostile confrontational unfriendly
    disaster disastrous failure failed fail weak weakness sad sadly tragic mistake flawed
    misguided unseemly inappropriate improper disappointed disappointing disappointment
    frustrated frustration angry furious alarmed alarming disturbed disturbing troubling troubled
    appalled appalling shocked shocking deplorable despicable hateful racist bigoted corrupt
    rigged sloppy stunt ploy sham hoax betray betrayal undermine jeopardize imperil abuse
    discriminate divisive obsolete ineffective useless pointless unnecessary unconstitutional
    overreach cruel inhumane immoral repression oppose opposed unfortunately insult offensive
    scandal mess chaos desperate desperation dependent provocation provocative tyranny
    concerned insufficient unwilling untrustworthy excuse mystified unprecedented worried
    alarm too ignore refuse
    overstep brutality
    brutal vicious unpredictable fanatic extremist sabotage baseless baselessly scaremongering
    cunning impotence waste wasted cumbersome poor disrespect harm hurt damage damaging worsen
    cowardly greedy arrogant incompetent inept mislead misleading alarmist nonsense outdated
    unworkable blunder bully intimidate scapegoat
    """
)
# Asked for, these end something: whoever demands them is against it.
STOP = _stems(
    """
    stop end halt withdraw resign repeal ban cut quit cease abandon cancel drop reverse revoke
    block veto scrap remove leave return release
    """
)
OUGHT = words("should must needs need ought have-to let let's")
OURS = words("we i our us we'll i'll we're i'm we've i've")
NOT = words("not n't never no none nobody nothing cannot neither nor without")
