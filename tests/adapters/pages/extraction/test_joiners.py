"""Signs that are several characters: emoji, flags and letters with joiners stay what they are."""

from __future__ import annotations

import pytest

from adapters.pages.extraction import article_from_text
from briefs.links.sanitizing import plain
from tests.adapters.pages.extraction.pages_of import FILLER, read

JOINED = {
    "fire": "👩\u200d🚒",
    "family": "👨\u200d👩\u200d👧\u200d👦",
    "rainbow": "🏳\ufe0f\u200d🌈",
    "wales": "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "couple": "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿",
    "skin": "👍🏽",
    "keycap": "1\ufe0f\u20e3",
    "germany": "🇩🇪",
    "telephone": "☎\ufe0e",
    "hindi": "क्\u200dष",
    "persian": "می\u200cخواهم",
    "sinhala": "ශ්\u200dරී",
}


@pytest.mark.parametrize("sign", JOINED.values(), ids=JOINED)
def test_joined_signs_stay_joined(sign: str) -> None:
    line = f"“We are glad {sign} that the boats go out,” said Lea Roe, who leads the harbour board."
    title = f"Old crane {sign} stays"
    page = read(f"<article><h1>{title}</h1><p>{line}</p>{FILLER}</article>")
    assert page.text.split("\n")[0] == line
    assert page.title == title
    assert article_from_text(f"{title}\n\n{line}").text.split("\n")[-1] == line
    assert plain(line) == line


@pytest.mark.parametrize(
    "written",
    [
        "\u200ciPhone 11\u200c",
        "i\u200cPhone 11",
        "iPhone\u200d 11",
        "iPhone \u200c11",
        "iPhone 11\u200d",
    ],
)
def test_a_joiner_that_joins_nothing_goes(written: str) -> None:
    line = "The wide camera of the {} was shown to all who came to the quay of Vell on Tuesday."
    page = read(f"<article><h1>Old crane stays</h1><p>{line.format(written)}</p>{FILLER}</article>")
    assert page.text.split("\n")[0] == line.format("iPhone 11")
    assert article_from_text(line.format(written)).text == line.format("iPhone 11")


@pytest.mark.parametrize("beside", ["", " beside 👩\u200d🚒"], ids=["alone", "beside a joiner"])
def test_hieroglyphs_that_stand_for_joiners_stay_themselves(beside: str) -> None:
    line = f"“The stone reads \U00014400\U00014401\U00014421{beside},” said Lea Roe of the museum."
    page = read(f"<article><h1>A stone is read</h1><p>{line}</p>{FILLER}</article>")
    assert "\U00014400\U00014401\U00014421" in page.text.split("\n")[0]
