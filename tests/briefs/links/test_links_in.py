"""Messages -> the links that a person pasted; a typed address -> the address."""

from __future__ import annotations

import time
from typing import Literal

import pytest
from ada_url import URL
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import BadLink
from briefs.links.canonical import (
    as_address,
    links_in,
)

# --------------------------------------------------------------------- text -> links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "read https://news.example/a and http://b.example/c!",
            "https://news.example/a http://b.example/c",
        ),
        ("(see https://news.example/a).", "https://news.example/a"),
        ("https://w.example/wiki/Accord_(1961) was", "https://w.example/wiki/Accord_(1961)"),
        ("[the story](https://news.example/a).More", "https://news.example/a"),
        (
            "**https://news.example/a** and *https://b.example/*",
            "https://news.example/a https://b.example/",
        ),
        ("“https://news.example/a”", "https://news.example/a"),
        ("HTTPS://NEWS.example/A", "HTTPS://NEWS.example/A"),
        ("https://news.example/a?x=1,2&y=(3)", "https://news.example/a?x=1,2&y=(3)"),
        ("https://news.example/a…", "https://news.example/a"),
        # left alone
        ("`https://news.example/a`", ""),
        ("``https://news.example/a ` x``", ""),
        ("```\nhttps://news.example/a\n```", ""),
        ("```\nhttps://news.example/a", ""),
        ("<https://news.example/a>", ""),
        ("[story](<https://news.example/a>)", ""),
        ("||https://news.example/a||", ""),
        ("https://news.example/a NoBrief", ""),
        ("ftp://news.example/a xhttps://news.example/b", ""),
        ("https:// https://[bad https://?", ""),
        # code, a spoiler and a link beside each other
        ("`x` https://news.example/a `y`", "https://news.example/a"),
        ("||no|| https://news.example/a ||no||", "https://news.example/a"),
        ("https://news.example/nobrief", "https://news.example/nobrief"),
        # one article once, as first pasted
        (
            "https://news.example/a?utm_source=x https://www.news.example/a",
            "https://news.example/a?utm_source=x",
        ),
    ],
)
def test_links_are_what_a_person_pasted(text: str, links: str) -> None:
    assert links_in(text) == tuple(links.split())


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("<https://news.example/a>", "https://news.example/a"),
        ("<https://news.example/?a=1&amp;b=2|news.example/?a=1>", "https://news.example/?a=1&b=2"),
        ("<@U024BE7LH> in <#C1|general> <!here> <mailto:a@b.example|a@b.example>", ""),
        ("`<https://news.example/a>`", ""),
        ("<https://news.example/a> nobrief", ""),
        ("a || b <https://news.example/a> || c", "https://news.example/a"),
    ],
)
def test_slack_wraps_every_link(text: str, links: str) -> None:
    assert links_in(text, angled="link") == tuple(links.split())


def test_the_opt_out_word_can_be_chosen_or_switched_off() -> None:
    assert links_in("https://news.example/a !skip", opt_out="!skip") == ()
    assert links_in("https://news.example/a nobrief", opt_out="") == ("https://news.example/a",)


@given(st.text(alphabet="`|<>()[]*_ \nhtps:/.ax?=#&;-", max_size=200))
def test_any_message_gives_links_that_parse_and_were_in_it(text: str) -> None:
    for angled in ("suppressed", "link"):
        for link in links_in(text, angled=angled):
            assert URL(link).protocol in ("http:", "https:")
            assert angled == "link" or link in text


@given(
    st.sampled_from(["`{}`", "```{}```", "<{}>", "||{}||", "``{}``"]),
    st.text(alphabet="abcxyz/-0129", max_size=30),
    st.text(alphabet="ab c.", max_size=10),
)
def test_a_hidden_link_stays_hidden(hiding: str, path: str, around: str) -> None:
    hidden = hiding.format(f"https://hidden.example/{path}")
    assert links_in(f"{around} {hidden} {around}") == ()


@pytest.mark.parametrize(
    "piece",
    ["`", "``", "||", "<", "<https://a", "https://a.example/)", ")", "https://x/(", "` ```"],
)
@pytest.mark.parametrize("angled", ["suppressed", "link"])
def test_a_huge_message_is_searched_in_bounded_time(
    piece: str, angled: Literal["suppressed", "link"]
) -> None:
    text = "https://a.example/" + piece * (40_000 // len(piece))
    began = time.thread_time()
    links_in(text, angled=angled)
    assert time.thread_time() - began < 0.5


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://news.example/a ", "https://news.example/a"),
        ("news.example/a", "https://news.example/a"),
        ("www.news.example", "https://www.news.example"),
        ("news.example:443/a", "https://news.example:443/a"),
    ],
)
def test_a_typed_address(typed: str, address: str) -> None:
    assert as_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "No link"),
        ("hello there", "not a link"),
        ("ftp://news.example/a", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("javascript:alert(1)", "Only http and https"),
        ("https://", "not a link"),
        ("https://news.example/" + "a" * 2048, "longer than 2048"),
        ("https://news.example/\0", "characters that no address has"),
        ("https://news.example/a\nb", "characters that no address has"),
    ],
)
def test_what_is_not_an_address_says_why(typed: str, why: str) -> None:
    with pytest.raises(BadLink, match=why):
        as_address(typed)


def test_a_link_ends_before_a_control_character() -> None:
    assert links_in("see https://news.example/a\0b and https://news.example/c\x1b[0m") == (
        "https://news.example/a",
        "https://news.example/c",
    )


# ------------------------------------------------------------------- tried to be broken

A, B = "https://news.example.org/a", "https://news.example.org/b"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (f"『{A}』，{B}！", [A, B]),
        (f"{A}、{B}", [A, B]),
        (f"{A}，{B}。", [A, B]),
        (f"{A},{B}", [A, B]),
        (f"{A};{B}", [A, B]),
        (f"{A}|{B}", [A, B]),
        (f"{A}\u200b{B}", [A, B]),
        (f"{A}’s story", [A]),
        (f"请看{A}，谢谢", [A]),
        (f"「{A}」", [A]),
        (f"看（{A}）好", [A]),
        (f"смотри {A}, {B}!", [A, B]),
        (f"راجع {A}، شكرا", [A]),
        (f"شاهد {A}؟", [A]),
        (f"देखें {A}।", [A]),
        (f"ดู{A} ครับ", [A]),
        (f"‹{A}› «{B}»", [A, B]),
        (f"{A}\u180e and {B}\u00ad", [A, B]),
        (f"{A}\u2063 and \ufeff{B}", [A, B]),
        (f"{A}\u3000{B}\u00a0x", [A, B]),
        (f"**see {A}** and ~~{B}~~", [A, B]),
        (f"*{A}*, _{B}_", [A, B]),
        (f"__[title]({A})__", [A]),
        (f'[a *b* c]({A} "Title")', [A]),
        (f"[{A}]({B})", [B]),
        (f"[1]: {A}", [A]),
        (f"see:{A} x={B}", [A, B]),
        (f"{A}... {B}…", [A, B]),
        (f"{{{A}}} {B}]]", [A, B]),
        (f"{A}?x=1&amp;y=2", [f"{A}?x=1&y=2"]),
    ],
)
def test_more_links_as_people_paste_them(text: str, want: list[str]) -> None:
    assert list(links_in(text)) == want


@pytest.mark.parametrize(
    "whole",
    [
        f"https://img.example.org/fit?u={A},{B}",
        f"https://web.archive.org/web/2026/{A}",
        "https://en.wikipedia.org/wiki/McDonald's",
        "https://news.example.org/a_b_c",
        "https://news.example.org/a,b;c",
    ],
)
def test_an_address_that_looks_like_several_is_one(whole: str) -> None:
    assert list(links_in(whole)) == [whole]
