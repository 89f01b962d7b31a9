"""Who said it, and who only passed it on: two hops of provenance."""

from __future__ import annotations

import pytest

from briefs.model.facts import Reaction
from tests.briefs.facts.fact_sentences import reactions_in

PASSED_ON = [
    ("Lopez added that further fines are held in reserve, notes the Financial Times.",
     "Lopez", "Financial Times", "further fines are held in reserve"),
    ("Anna Lopez said waiting would make her colleagues late, according to two officials.",
     "Anna Lopez", "two officials", "waiting would make her colleagues late"),
    ("Anna Lopez said waiting would make them “accomplices,” according to sources in the room.",
     "Anna Lopez", "sources in the room", "waiting would make them “accomplices,”"),
    ("The deal was dead, Anna Lopez said, the BBC reported.",
     "Anna Lopez", "BBC", "The deal was dead"),
    ("The ministry said on Monday that two ships had sunk, Xinhua reported.",
     "ministry", "Xinhua", "two ships had sunk"),
    ("Two officials said the deal was dead, the New York Times reported.",
     "Two officials", "New York Times", "the deal was dead"),
    ("Anna Lopez's spokesman said she would go, according to a transcript of the call.",
     "Anna Lopez's spokesman", "a transcript of the call", "she would go"),
    (("But Anna Lopez added that extra “broad-based” fines – presumably fines that hit whole trades "
     "– are being held in reserve in the case of future “tricks,” notes the Financial Times."),
     "Anna Lopez", "Financial Times", ("extra “broad-based” fines – presumably fines that hit whole "
     "trades – are being held in reserve in the case of future “tricks,”")),
]  # fmt: skip

THEIR_OWN = [
    ("The deal is dead, according to Reuters.", "Reuters"),
    ("Two officials said the deal was dead.", "Two officials"),
    ("Bell, who hopes to build two bridges, wants to open one by May, according to CNN.", "CNN"),
    ("Reuters reported that Anna Lopez said the deal was dead.", "Reuters"),
    ("Otto Berg, a former mayor, said he believed the report was unfair because it relied on rumour.",
     "Otto Berg"),
    ("It is clear that the deal is dead, two officials said.", "two officials"),
    ("The road is clear, officials said.", "officials"),
    ("Officials said the president warned that the deal was dead.", "Officials"),
]  # fmt: skip


def likeliest(text: str) -> Reaction:
    return max(reactions_in(text), key=lambda reaction: reaction.confidence or 0.0)


@pytest.mark.parametrize(("text", "speaker", "via", "words"), PASSED_ON)
def test_who_said_it_is_told_with_who_passed_it_on(
    text: str, speaker: str, via: str, words: str
) -> None:
    found = likeliest(text)
    assert (found.speaker.name, found.via) == (speaker, via)
    assert " ".join(span.of(text) for span in found.content) == words


@pytest.mark.parametrize(("text", "speaker"), THEIR_OWN)
def test_what_nobody_else_said_stays_with_who_says_it(text: str, speaker: str) -> None:
    assert likeliest(text).speaker.name == speaker


def test_whom_a_messenger_cites_says_nothing_of_their_own() -> None:
    text = (
        "Anna Lopez told aides she would resign, the Washington Post reported, citing two people."
    )
    assert {(r.speaker.name, r.via) for r in reactions_in(text)} == {
        ("Anna Lopez", "Washington Post")
    }
