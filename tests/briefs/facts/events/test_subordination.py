"""What an article does not itself say: asked, doubted, denied, unreal; never happened or signed."""

from __future__ import annotations

import pytest

from briefs.facts.events.subordination import is_nonveridical
from briefs.model.facts import AgreementStatus, MeetingStatus
from tests.briefs.facts.parsed import parse, sure

DONE = {MeetingStatus.HAPPENED, AgreementStatus.SIGNED, AgreementStatus.AGREED}
HELD_BACK = """
President Bellamy denied having met Premier Mora in Bergen.
President Bellamy denied ever meeting Premier Mora or signing the Ruria accord.
President Bellamy would have signed the treaty with Ruria had Mora come.
If President Bellamy and Premier Mora meet in Bergen, the ferry will stay.
President Bellamy is expected to meet Premier Mora on Friday.
President Bellamy failed to sign the treaty with Ruria.
President Bellamy had planned to meet Premier Mora before the storm closed the airport.
President Bellamy was reported to have met Premier Mora in secret.
Did President Bellamy meet Premier Mora in Bergen?
Has Ruria signed the fishing treaty with Sund?
It is not true that President Bellamy met Premier Mora.
No one has confirmed that President Bellamy met Premier Mora.
President Bellamy neither met Premier Mora nor signed the accord with Sund.
President Bellamy left Bergen without having met Premier Mora.
President Bellamy was to have met Premier Mora on Tuesday.
President Bellamy was supposed to sign the treaty with Ruria on Monday.
There were no plans for President Bellamy to meet Premier Mora.
Unless Ruria signs the treaty with Sund, the port closes.
Ruria never ratified the treaty with Sund.
President Bellamy's plans are meeting with the approval of senators, including Senator Ida Mora.
President Bellamy's plan met with resistance from Premier Mora.
Critics claim that President Bellamy met Premier Mora in secret.
President Bellamy allegedly met Premier Mora in a hotel.
President Bellamy rejected claims that he had signed a treaty with Ruria.
Ruria is no closer to signing a treaty with Sund.
Ruria and Sund have yet to sign the fishing treaty.
What would Mora have said had President Bellamy told him of a phone call with Premier Rad?
Ruria wishes it had signed the treaty with Sund.
President Bellamy should have met Premier Mora.
President Bellamy could not have signed the treaty with Ruria.
Far from meeting Premier Mora, President Bellamy flew home.
President Bellamy stopped short of signing the treaty with Ruria.
President Bellamy dreams of meeting Premier Mora.
Imagine President Bellamy meeting Premier Mora in Bergen.
President Bellamy refused to say whether he had met Premier Mora.
Reporters asked whether President Bellamy had signed the treaty with Ruria.
President Bellamy meets Premier Mora on Friday, if the weather holds.
A treaty between Ruria and Sund was never signed.
The treaty that Ruria refused to sign with Sund is in a drawer.
President Bellamy threatened not to sign the treaty with Ruria.
President Bellamy ruled out a meeting with Premier Mora.
President Bellamy's hopes of a meeting with Premier Mora faded.
Rumours that Ruria and Sund had signed a treaty were false.
President Bellamy hardly ever meets Premier Mora.
Ruria was on the verge of signing a treaty with Sund.
Ruria nearly signed a treaty with Sund.
President Bellamy was about to meet Premier Mora when the power failed.
"Ruria will not sign the treaty with Sund," President Bellamy said.
Only a fool would sign the treaty with Sund, President Bellamy said.
President Bellamy promised that he would meet Premier Mora.
President Bellamy doubts that Ruria signed the treaty with Sund.
Instead of meeting Premier Mora, President Bellamy went fishing.
President Bellamy pretended to have met Premier Mora.
Had President Bellamy met Premier Mora, the war would be over.
President Bellamy has not ruled out meeting Premier Mora.
There has been no meeting between President Bellamy and Premier Mora since May.
The White House denied reports of a meeting between President Bellamy and Premier Mora.
Talks between Ruria and Sund never took place.
Plans for talks between Ruria and Sund were dropped.
A meeting between Ruria and Sund is unlikely.
President Bellamy's refusal to meet Premier Mora angered Sund.
It remains unclear whether Ruria and Sund signed the fishing treaty.
The prospect of Ruria and Sund signing a treaty is dim.
""".strip().splitlines()
TOLD = [
    ("President Bellamy said that he met Premier Mora.", "met"),
    ("Bellamy did not know that Ruria signed the treaty.", "signed"),
    ("Having met Mora, Bellamy flew home.", "met"),
    ("Only then did Bellamy meet Mora.", "meet"),
    ("The report that Ruria had signed the treaty pleased Sund.", "signed"),
    ("Bellamy, who had met Mora, left.", "met"),
]


@pytest.mark.parametrize("sentence", HELD_BACK)
def test_what_is_held_back_neither_happened_nor_was_signed(sentence: str) -> None:
    parsed = parse(sentence)
    statuses = {event.status for event in sure(parsed.meetings)}
    signed = {event.status for event in sure(parsed.agreements)}
    assert not DONE & (statuses | signed)


@pytest.mark.parametrize(("sentence", "word"), TOLD)
def test_what_is_said_or_known_is_not_doubted(sentence: str, word: str) -> None:
    assert not is_nonveridical(parse(sentence).token(word)[0])


def test_a_denied_signing_is_no_refusal() -> None:
    assert parse("President Bellamy denied signing the treaty with Ruria.").agreements == ()


def test_what_failed_is_refused_and_what_is_still_to_come_is_planned() -> None:
    failed = parse("President Bellamy stopped short of signing the treaty with Ruria.")
    verge = parse("Ruria was on the verge of signing a treaty with Sund.")
    assert [a.status for a in failed.agreements] == [AgreementStatus.REFUSED]
    assert [a.status for a in verge.agreements] == [AgreementStatus.PLANNED]
