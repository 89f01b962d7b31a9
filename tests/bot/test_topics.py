"""Which words of an article a topic means: whole ones, in the case that their kind needs."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from bot.subscription_rules import parse_words, wanted
from briefs.model.delivery import Filters
from tests.fakes.briefings import plain_briefing


def is_wanted(topic: str, text: str) -> bool:
    return wanted(plain_briefing(text), Filters(topics=parse_words(topic)))


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("US", "Talks of the US and China went on."),
        ("US", "US-China talks went on."),
        ("US", "The US’s envoy came."),
        ("US", "Talks with the U.S. went on."),
        ("U.S.", "The US signed."),
        ("us", "They told us so."),
        ("AI", "An A.I. model wrote it."),
        ("UN", "The U.N. envoy came."),
        ("NATO", "Nato agreed."),
        ("UNICEF", "Unicef agreed."),
        ("nato", "NATO agreed."),
        ("G7", "The G-7 agreed."),
        ("G-7", "The G7’s ministers agreed."),
        ("g7", "A G‑7 paper was read."),
        ("F-16", "An F16 landed."),
        ("F16", "Two F-16 jets landed."),
        ("trade", "Trade-offs were found."),
        ("North  Sea", "Gas of the North\u00a0Sea is sold."),
        ("C++", "C++ is taught."),
        ("C#", "It is written in C#."),
        ("5G", "A 5g net is built."),
        ("Łódź", "A treaty was signed in Lodz."),
        ("Lodz", "A treaty was signed in Łódź."),
        ("Tromso", "The boats of Tromsø go out."),
        ("Đà Nẵng", "The port of Da Nang is open."),
        ("Straße", "It is in the Lange Strasse."),
        ("São Paulo", "SAO PAULO is waiting."),
        ("İzmir", "The port of Izmir is open."),
        ("ﬁsh", "Talks on fish went on."),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_topic_is_found(topic: str, text: str, form: Literal["NFC", "NFD"]) -> None:
    assert is_wanted(unicodedata.normalize(form, topic), text)
    assert is_wanted(topic, unicodedata.normalize(form, text))


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("US", "They told us so."),
        ("US", "The USA signed."),
        ("U.S.", "They told us so."),
        ("IT", "It rained."),
        ("G7", "Line G-70 is shut."),
        ("G7", "The log-7 file is shut."),
        ("G-7", "The G-77 agreed."),
        ("G7", "The G and 7 others agreed."),
        ("G7", "G-7b is a bus."),
        ("WHO", "Those who came were glad. Who came?"),
        ("NATO", "The nato of it."),
        ("AI", "An ai is a bird."),
        ("port", "The airport reported it."),
        ("trade", "Traders met."),
        ("North Sea", "It is north of the sea."),
        ("C++", "C is taught."),
        ("C", "C++ and C# are taught."),
    ],
)
def test_another_word_is_no_topic(topic: str, text: str) -> None:
    assert not is_wanted(topic, text)
