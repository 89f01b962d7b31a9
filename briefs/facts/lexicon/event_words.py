"""Words that may report a meeting or an agreement, in groups that behave alike.

From FrameNet's frames Come_together, Discussion, Meet_with, Visiting, Make_agreement_on_action,
Sign_agreement, Commerce_buy, Law and their neighbours (https://framenet.icsi.berkeley.edu),
shortened to news. A word here decides nothing; it only makes a model look at its sentence.
"""

from __future__ import annotations

_GROUPS = {
    "MEET": "meet confer huddle convene parley consult gather assemble reconvene",
    "TALK": "speak chat converse negotiate discuss renegotiate",
    "CALL": "call phone telephone",
    "RECEIVE": "greet receive welcome host invite summon",
    "VISIT": "visit tour travel trip",
    "HEAR": "testify appear brief",
    "MEETING": """
        meeting summit talk negotiation discussion conversation hearing consultation dialogue
        get-together sit-down audience huddle teleconference session lunch dinner breakfast
        briefing gathering roundtable reception retreat conference
        """,
    "PACT": """
        agreement deal treaty pact accord memorandum contract ceasefire cease-fire truce
        settlement compact convention protocol armistice understanding alliance swap bargain
        mou merger partnership plea bailout cessation coalition license licence
        """,
    "LAW": """
        law act legislation bill order decree resolution measure ordinance proclamation
        amendment ban constitution statute
        """,
    "BUY": "buy acquire purchase merge takeover acquisition buyout sell",
    "OFFER": "proposal offer bid compromise",
    "PAPER": "declaration communique communiqué charter",
    "SIGN": """
        sign ink ratify initial conclude countersign enact signing signature ratification
        """,
    "AGREE": "agree",
    "REACH": """
        reach strike finalize finalise clinch seal forge broker approve pass adopt accept hammer
        secure passage approval adoption
        """,
    "REFUSE": "reject rebuff veto refuse spurn defeat rejection",
    "END": """
        scrap abandon terminate cancel repeal break breach rescind revoke suspend void annul
        dissolve quit exit withdraw withdrawal collapse expire unravel lapse
        """,
    "SETTLE": "settle",
}
GROUP_OF = {word: group for group, listed in _GROUPS.items() for word in listed.split()}
