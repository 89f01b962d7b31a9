"""What was signed: one invented sentence for each construction, and what is no agreement."""

from __future__ import annotations

import pytest

from briefs.model.facts import AgreementStatus
from tests.briefs.facts.parsed import names, parse, sure

SIGNED, AGREED, PLANNED, REFUSED, ENDED = AgreementStatus

CONSTRUCTIONS = [
    # a verb and its pact
    ("Norway and Chile signed a water pact.", "a water pact", {"Norway", "Chile"}, SIGNED),
    ("Norway reached a deal with Chile.", "a deal with Chile", {"Norway", "Chile"}, AGREED),
    ("A pact was signed by Norway and Chile.", "A pact", {"Norway", "Chile"}, SIGNED),
    ("Norway praised a deal reached with Chile.", "a deal reached with Chile", {"Chile"}, AGREED),
    ("Norway ratified the treaty with Chile.", "the treaty with Chile", {"Norway", "Chile"}, SIGNED),
    ("Norway signed a memorandum of understanding with Chile.", "a memorandum of understanding with Chile", {"Norway", "Chile"}, SIGNED),
    ("Norway and Chile worked out a deal.", "a deal", {"Norway", "Chile"}, AGREED),
    ("Acme Corp. won a contract with Norway.", "a contract with Norway", {"Acme Corp.", "Norway"}, SIGNED),
    # laws
    ("President Ada Bellamy signed a bill.", "a bill", {"Ada Bellamy"}, SIGNED),
    ("President Ada Bellamy vetoed the bill.", "the bill", {"Ada Bellamy"}, REFUSED),
    ("President Ada Bellamy signed an executive order.", "an executive order", {"Ada Bellamy"}, SIGNED),
    ("The Norwegian Parliament passed a bill on fish.", "a bill on fish", {"Norwegian Parliament"}, AGREED),
    ("President Ada Bellamy will sign the bill.", "the bill", {"Ada Bellamy"}, PLANNED),
    ("Congress voted to pass a bill on fish.", "a bill on fish", {"Congress"}, AGREED),
    ("President Ada Bellamy signed bills requiring checks.", "bills requiring checks", {"Ada Bellamy"}, SIGNED),
    ("President Ada Bellamy signed a tax overhaul into law.", "a tax overhaul", {"Ada Bellamy"}, SIGNED),
    # nouns
    ("The signing of the treaty with Chile went well.", "the treaty with Chile", {"Chile"}, SIGNED),
    ("They praised the accord between Norway and Chile.", "the accord between Norway and Chile", {"Norway", "Chile"}, AGREED),
    # agreeing
    ("Norway and Chile agreed to open the bridge.", "open the bridge", {"Norway", "Chile"}, AGREED),
    ("Norway agreed with Chile to open the bridge.", "open the bridge", {"Norway", "Chile"}, AGREED),
    ("Norway and Chile agreed on a truce.", "a truce", {"Norway", "Chile"}, AGREED),
    # business, courts
    ("Acme Corp. agreed to buy Volta Inc. for $3 billion.", "buy Volta Inc. for $3 billion", {"Acme Corp.", "Volta Inc."}, AGREED),
    ("Acme Corp. reached a deal to buy Volta Inc.", "a deal to buy Volta Inc.", {"Acme Corp.", "Volta Inc."}, AGREED),
    ("Acme Corp. settled a lawsuit brought by Volta Inc.", "settled a lawsuit brought by Volta Inc.", {"Acme Corp.", "Volta Inc."}, AGREED),
    ("Acme Corp. rejected a bid from Volta Inc.", "a bid from Volta Inc.", {"Acme Corp.", "Volta Inc."}, REFUSED),
    ("Prosecutors and Mr. Bellamy struck a plea deal.", "a plea deal", {"Prosecutors", "Bellamy"}, AGREED),
    ("The Harriers signed striker Omid Rad.", "signed striker Omid Rad", {"Harriers", "Omid Rad"}, SIGNED),
    # not yet, not at all, no more
    ("The Angels have offered a contract to Mark Bellamy.", "a contract", {"Angels", "Mark Bellamy"}, PLANNED),
    ("Norway wants a treaty with Chile.", "a treaty with Chile", {"Norway", "Chile"}, PLANNED),
    ("Norway and Chile could sign a pact.", "a pact", {"Norway", "Chile"}, PLANNED),
    ("Norway and Chile failed to reach a deal.", "a deal", {"Norway", "Chile"}, PLANNED),
    ("Norway refused to sign the treaty with Chile.", "the treaty with Chile", {"Norway", "Chile"}, REFUSED),
    ("Norway never signed the treaty with Chile.", "the treaty with Chile", {"Norway", "Chile"}, REFUSED),
    ("Norway rejected a deal with Chile.", "a deal with Chile", {"Norway", "Chile"}, REFUSED),
    ("Norway withdrew from the pact with Chile.", "the pact with Chile", {"Norway", "Chile"}, ENDED),
    ("Norway pulled out of the pact with Chile.", "the pact with Chile", {"Norway", "Chile"}, ENDED),
    ("The truce between Norway and Chile collapsed.", "The truce between Norway and Chile", {"Norway", "Chile"}, ENDED),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "what", "who", "status"), CONSTRUCTIONS)
def test_a_construction(sentence: str, what: str, who: set[str], status: AgreementStatus) -> None:
    [agreement] = parse(sentence).agreements
    assert agreement.what.of(sentence) == what
    assert set(names(agreement.parties)) == who
    assert agreement.status is status


@pytest.mark.parametrize(
    "sentence",
    [
        "They obeyed the law.",
        "Federal law forbids it.",
        "Senators introduced a bill.",
        "Trade deals help farmers.",
        "Norway has no deal with Chile.",
        "Any deal with Chile would be bad.",
        "The deal was praised.",
        "There is little agreement among farmers.",
        "She studied at Bergen Law.",
        "The Republican National Convention opened.",
        "Israeli settlements grew.",
        "The president of the Fraternal Order of Masons laughed.",
        "The proposed Clean Rivers Act is popular.",
        "A judge's order to release the tape came late.",
        "Norway did not reach a deal with Chile.",
        "A great deal of money was lost.",
        "Judge Ada Bellamy issued a temporary restraining order.",
        "Sharia law was imposed.",
    ],
)
def test_no_agreement(sentence: str) -> None:
    assert sure(parse(sentence).agreements) == []


def test_earlier_pacts_are_background_and_bind_the_same_countries() -> None:
    article = parse(
        "The Russian leader, Vladimir Putin, and North Korean leader Kim Jong Un signed a defense "
        "pact, replacing the previous pacts that had been signed in 1971 and 1990."
    )
    new, old = article.agreements
    assert new.what.of(article.text) == "a defense pact"
    assert names(new.parties) == ["Vladimir Putin", "Kim Jong Un"]
    assert (new.status, new.background) == (SIGNED, False)
    assert old.what.of(article.text) == "the previous pacts that had been signed in 1971 and 1990"
    assert names(old.parties) == ["Russia", "North Korea"]
    assert (old.status, old.background) == (SIGNED, True)


def test_repeated_mentions_are_one_agreement_with_the_parties_of_all() -> None:
    article = parse(
        "The water treaty was signed on Monday.",
        "The water treaty between Norway and Chile pleased farmers.",
    )
    [agreement] = article.agreements
    assert set(names(agreement.parties)) == {"Norway", "Chile"}
    assert agreement.evidence.of(article.text) == "The water treaty was signed on Monday."


def test_two_pacts_with_other_parties_stay_two() -> None:
    article = parse("Norway signed a treaty with Chile.", "Norway signed a treaty with Peru.")
    assert len(article.agreements) == 2
