"""Whose a quote is by its place: a verb that nobody listed, and its subject, right after it."""

from __future__ import annotations

import pytest

from tests.briefs.facts.fact_sentences import said

FIRST = '"The treaty will bring work," said Jonas Berg, the prime minister. '


@pytest.mark.parametrize(
    ("second", "words", "who"),
    [
        ('"You sold the fishermen," snapped Olga Wend.', "You sold the fishermen", "Olga Wend"),
        ('"You were asleep for weeks," laughed Marta Kell.', "You were asleep", "Marta Kell"),
        ('"Never will we give up the ports," thundered Marta Kell.', "Never will", "Marta Kell"),
        ('"We could live with a shorter text," conceded Peter Lang.', "We could", "Peter Lang"),
        ('"The ports are ours alone," growled Peter Lang.', "The ports are ours", "Peter Lang"),
        ('"The ports are not for sale," Olga Wend hissed.', "The ports are not", "Olga Wend"),
        ('"You have sold our ports," read a banner in the first row.', "You have sold", "banner"),
        (
            '"This is a black day for us," came the reply from union chief Peter Lang.',
            "This is a black day",
            "Peter Lang",
        ),
    ],
)
def test_a_second_quote_is_not_the_first_speakers(second: str, words: str, who: str) -> None:
    found = [name for name, what in said(FIRST + second) if words in what]
    assert all(who in name for name in found), found
    own = [what for name, what in said(FIRST + second) if name == "Jonas Berg"]
    assert own
    assert not any(words in what for what in own)


@pytest.mark.parametrize(
    "text",
    [
        '"The treaty is over," said Jonas Berg. "We will not sign it."',
        '"The treaty is over," Jonas Berg said. "We will not sign it."',
        '"The treaty is over," Jonas Berg said, "and we will not sign it."',
        '"The treaty is over," said Jonas Berg on Tuesday. "We will not sign it," he added.',
        'Jonas Berg said: "The treaty is over. We will not sign it."',
    ],
)
def test_a_quote_that_goes_on_stays_with_its_speaker(text: str) -> None:
    found = said(text)
    assert {name for name, _ in found} == {"Jonas Berg"}
    assert "not sign it" in " ".join(what for _, what in found)
