"""Words for agreements and laws, and for what is done to them.

Nouns from FrameNet's Be_in_agreement_on_action, Documents and Law frames, verbs from Sign_
agreement, Make_agreement_on_action and Forming_relationships (https://framenet.icsi.berkeley.edu),
shortened to those of news.
"""

from __future__ import annotations

from briefs.model.facts import AgreementStatus
from briefs.word_lists import words

AGREEMENTS = words(
    """
    agreement deal treaty pact accord memorandum contract ceasefire cease-fire truce settlement
    compact convention protocol armistice understanding alliance swap bargain compromise mou
    merger partnership
    """
)
LAWS = words("law act legislation bill order decree resolution measure ordinance proclamation")

# Reported only where they are answered: "rejected the offer", "accepted the bid".
OFFERS = words("proposal offer bid")
# Reported only where they are signed.
PAPERS = words("declaration communique communiqué charter")

ANSWERING = words("accept approve reject rebuff refuse spurn decline turn veto")

SIGNING = words("sign ink ratify initial conclude countersign enact win award")
AGREEING = words(
    """
    reach strike finalize finalise clinch seal forge negotiate renegotiate broker approve pass
    adopt accept agree cut close hammer make announce unveil secure yield produce
    """
)
REFUSING = words("reject rebuff veto refuse spurn defeat")
ENDING = words(
    """
    scrap abandon terminate cancel repeal break breach end rescind revoke suspend void annul
    dissolve quit exit leave tear rip
    """
)
FALLING = words("collapse fall break end expire unravel lapse fail")
LEAVING = frozenset(
    {("withdraw", "from"), ("pull", "of"), ("pull", "from"), ("walk", "from"), ("back", "of"),
     ("drop", "of"), ("exit", "from"), ("renege", "on")}
)  # fmt: skip
# What is done to an agreement that does not exist yet.
TRYING = words("offer seek pursue want discuss propose need demand plan")

SIGNING_NOUNS = {
    "signing": AgreementStatus.SIGNED,
    "signature": AgreementStatus.SIGNED,
    "signatory": AgreementStatus.SIGNED,
    "ratification": AgreementStatus.SIGNED,
    "conclusion": AgreementStatus.SIGNED,
    "approval": AgreementStatus.AGREED,
    "passage": AgreementStatus.AGREED,
    "adoption": AgreementStatus.AGREED,
    "rejection": AgreementStatus.REFUSED,
    "veto": AgreementStatus.REFUSED,
    "withdrawal": AgreementStatus.ENDED,
    "collapse": AgreementStatus.ENDED,
    "repeal": AgreementStatus.ENDED,
}

# Treaties that are mentioned by name alone: name|parties (United Nations Treaty Collection,
# https://treaties.un.org, and the treaties' own depositaries).
_KNOWN = """
north american free trade agreement|United States;Canada;Mexico
nafta|United States;Canada;Mexico
u.s. mexico canada agreement|United States;Canada;Mexico
united states-mexico-canada agreement|United States;Canada;Mexico
good friday agreement|United Kingdom;Ireland
good friday agreements|United Kingdom;Ireland
belfast agreement|United Kingdom;Ireland
intermediate-range nuclear forces treaty|United States;Russia;Soviet Union
new start treaty|United States;Russia
anti-ballistic missile treaty|United States;Russia;Soviet Union
camp david accords|Egypt;Israel
oslo accords|Israel;Palestine
abraham accords|Israel;United Arab Emirates;Bahrain;Morocco
minsk agreements|Ukraine;Russia
budapest memorandum|Ukraine;Russia;United States;United Kingdom
dayton accords|Bosnia and Herzegovina;Croatia;Serbia
dayton agreement|Bosnia and Herzegovina;Croatia;Serbia
indus waters treaty|India;Pakistan
"""
KNOWN: dict[str, frozenset[str]] = {
    name: frozenset(parties.split(";"))
    for name, parties in (line.split("|") for line in _KNOWN.strip().splitlines())
}
