from __future__ import annotations

import unicodedata

import pytest

from briefs.links.sanitizing import MAX_MARKS, host_of, plain, safe_url
from tests.vectors import TEXTS as VECTORS

UNICODE = [v["input"] for v in VECTORS if "control_or_bidi" in v["forbid"]]
URLS = [v["input"] for v in VECTORS if "url_unsafe" in v["forbid"]]


@pytest.mark.parametrize("text", UNICODE)
def test_nothing_invisible_and_no_flood_of_marks(text: str) -> None:
    cleaned = plain(text)
    cleaned.encode()
    run = 0
    for char in cleaned.replace("\u200d", ""):  # held to its signs by the tests below
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
        run = run + 1 if unicodedata.category(char).startswith("M") else 0
        assert run <= MAX_MARKS
    assert plain(cleaned) == cleaned


@pytest.mark.parametrize("char", ["\u034f", "\u115f", "\u3164", "\ufe0f", "\uffa0", "\U000e0100"])
def test_default_ignorable_characters_go(char: str) -> None:
    assert plain(f"a{char}b") == "ab"


def test_ordinary_text_stays_as_it_is() -> None:
    text = "“Schön”, sagte sie – 5 % … naïve\nDritter Weg"
    assert plain(text) == text
    assert plain("a\tb\x85c") == "a b\nc"


@pytest.mark.parametrize("url", URLS)
def test_an_unsafe_address_is_dropped_or_made_safe(url: str) -> None:
    safe = safe_url(url)
    if safe is not None:
        assert safe.startswith(("http://", "https://"))
        assert safe.isascii()
        assert len(safe) <= 2048
        assert not set(safe) & set("|<>()\" \\'`")
        assert "@" not in safe.split("/")[2]
        assert not any(ord(char) <= 0x20 or ord(char) == 0x7F for char in safe)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=%20#part", "https://a.example/x?y=1&z=%20"),
        ("https://a.example:8443/ä(1)", "https://a.example:8443/%C3%A4%281%29"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://user@a.example/", None),
        ("https://a.example\\@evil.example/", None),
        ("//a.example/", None),
        ("", None),
        ("https://a.example:99999/", None),
    ],
)
def test_safe_urls(url: str, safe: str | None) -> None:
    assert safe_url(url) == safe


def test_the_shown_host_is_the_one_that_is_linked_to() -> None:
    assert host_of("https://www.a.example/b.example") == "a.example"
    assert host_of("https://a.example@evil.example/") is None


EMOJI = [
    "\U0001f469\u200d\U0001f692",  # firefighter
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # family
    "\u2764\ufe0f",  # red heart
    "\u2764\ufe0f\u200d\U0001f525",  # heart on fire
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England
    "\U0001f3f3\ufe0f\u200d\U0001f308",  # rainbow flag
    "\U0001f1e9\U0001f1ea",  # Germany
    "\U0001f44d\U0001f3fd",  # thumb, skin tone
    "\U0001f9d1\U0001f3fd\u200d\u2695\ufe0f",  # health worker, skin tone
    "1\ufe0f\u20e3",  # keycap
    "#\ufe0f\u20e3",
    "\u2600\ufe0e",  # sun, as text
]


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_stay_whole(emoji: str) -> None:
    for text in (emoji, f"“We are glad {emoji}”", f"{emoji}{emoji} she said"):
        assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a\u200db", "ab"),
        ("1\ufe0f2", "12"),
        ("a\ufe0f", "a"),
        ("\u200d\U0001f692", "\U0001f692"),
        ("\U0001f469\u200d", "\U0001f469"),
        ("\U0001f469\u200dx", "\U0001f469x"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065", "\U0001f3f4"),
        ("x\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "x"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f"),
        ("\U0001f469\u200d\u200d\U0001f692", "\U0001f469\u200d\U0001f692"),
        # A joiner before what is left out itself: a number sign, its like for coins, a fifth mark.
        ("\u068d\u200d\u0600", "\u068d"),
        ("\u068d\u200c\u06dd", "\u068d"),
        ("\u068d\u200d\u0890\u068d", "\u068d\u068d"),
        ("\u0915\u200d\u180e", "\u0915"),
        ("\u068d" + 4 * "\u064b" + "\u200d\u064b", "\u068d" + 4 * "\u064b"),
    ],
)
def test_what_holds_nothing_together_goes(text: str, want: str) -> None:
    assert plain(text) == want
    assert plain(want) == want


@pytest.mark.parametrize("word", ["می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී"])
def test_joiners_stay_in_scripts_that_need_them(word: str) -> None:
    assert plain(word) == word
