"""Links as people paste them: among marks, in any script, through mail and chat products."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from briefs.links.canonical import article_address, as_address, canonical_key, links_in

STORY = "https://news.example.org/story-1"
OTHER = "https://news.example.org/story-2"


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\u200b",
        f"{STORY}\u2060 read this",
        f"\u202a{STORY}\u202c",
        f"{STORY}\ufeff",
        f"\ufeff{STORY}",
        f"\u2066{STORY}\u2069, they say",
        f"{STORY}\u200e.",
        f"{STORY}\u00ad",
        f"{STORY}\ufe0f",
        "https://news.example.org/\u200bstory-1",
        "https://news.\u2060example.org/sto\u00adry-1",
    ],
)
def test_invisible_characters_are_no_part_of_a_link(text: str) -> None:
    assert links_in(text) == (STORY,)


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\ufeff", "\u202c\u202a", " \u200b"])
def test_an_invisible_character_parts_two_links(mark: str) -> None:
    assert links_in(f"{STORY}{mark}{OTHER}") == (STORY, OTHER)


def test_a_typed_address_loses_what_nobody_sees() -> None:
    assert as_address(f"\u200b{STORY}\u200b ") == STORY


@pytest.mark.parametrize(
    "text",
    [
        f"_{STORY}_",
        f"__{STORY}__",
        f"*{STORY}*",
        f"**{STORY}**",
        f"***{STORY}***",
        f"~~{STORY}~~",
        f"_see {STORY}_",
        f"__see {STORY}__.",
        f"*_{STORY}_*",
        f"_{STORY}_, and more",
        f"(_{STORY}_)",
        f"> _{STORY}_",
    ],
)
def test_marks_of_emphasis_are_no_part_of_a_link(text: str) -> None:
    assert links_in(text) == (STORY,)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.org/story_1_",
        "https://news.example.org/_story_",
        "https://news.example.org/a_b_c",
        "https://news.example.org/?q=_x_",
        "https://en.wikipedia.org/wiki/Ostrey_(city)",
    ],
)
def test_marks_within_an_address_stay(url: str) -> None:
    assert links_in(f"see {url} now") == (url,)


@pytest.mark.parametrize(
    "text",
    [
        f"見て{STORY}",
        f"見て{STORY}です",
        f"请看{STORY}。",
        f"请看{STORY}，谢谢",
        f"「{STORY}」と書いた",
        f"（{STORY}）",
        f"【{STORY}】読んで",
        f"смотри{STORY}или",
        f"ดู{STORY}นะ",
        f"انظر{STORY}الآن",
        f"“{STORY}” he said",
        f"«{STORY}»",
        f"„{STORY}“, sagte er",
        f"{STORY}！",
        f"{STORY}…",
    ],
)
def test_a_link_ends_where_another_script_goes_on(text: str) -> None:
    assert links_in(text) == (STORY,)


@pytest.mark.parametrize(
    "url",
    [
        "https://ja.wikipedia.org/wiki/日本",
        "https://ja.wikipedia.org/wiki/2024年",
        "https://paper.example/straße-gesperrt",
        "https://paper.example/новости/1",
        "https://paper.example/?q=東京",
        "https://münchen.example/a",
    ],
)
def test_an_address_may_be_in_any_script(url: str) -> None:
    assert links_in(f"see {url} now") == (url,)


@pytest.mark.parametrize(
    "text",
    [
        f"[{STORY}]({STORY})",
        f"[https://short.example/x]({STORY})",
        f"[see https://short.example/x now]({STORY}).",
        f"[**https://short.example/x**]({STORY})",
        f"[story]({STORY} 'title')",
        f"[story]({STORY})",
        f"[a\nb]( {STORY} )",
    ],
)
def test_a_label_that_is_an_address_is_no_second_link(text: str) -> None:
    assert links_in(text) == (STORY,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{STORY}?utm_source=x&amp;utm_medium=y", STORY),
        (f"{STORY}?id=5&amp;utm_medium=y", f"{STORY}?id=5"),
        (f"{STORY}?id=5&#38;utm_source=x", f"{STORY}?id=5"),
        (f"{STORY}?id=5&#x26;page=2", f"{STORY}?id=5&page=2"),
        (f"{STORY}?id=5&AMP;page=2", f"{STORY}?id=5&page=2"),
        (f"{STORY}?Echobox=1598164", STORY),
        (f"{STORY}?mbid=social_twitter&utm_brand=wired", STORY),
        (f"{STORY}?linkId=97827", STORY),
        (f"{STORY}?xtref=twitter.com", STORY),
        (f"{STORY}?gaa_at=g&gaa_n=a1&gaa_ts=1&gaa_sig=b2", STORY),
        (f"{STORY}?mibextid=abc&wprov=sfti1", STORY),
        (f"{STORY}?_branch_match_id=1&_branch_referrer=x", STORY),
        (f"{STORY}?bxid=1&cndid=2&esrc=x&hashedemail=y", STORY),
    ],
)
def test_the_same_article_by_another_way(one: str, other: str) -> None:
    assert canonical_key(one) == canonical_key(other)
    (link,) = links_in(f"see {one}")
    assert "amp;" not in link.lower()


WRAPPED = quote(STORY, safe="")


@pytest.mark.parametrize(
    "carrier",
    [
        f"https://l.messenger.com/l.php?u={WRAPPED}&h=AT0",
        f"https://l.wl.co/l?u={WRAPPED}",
        f"https://t.me/iv?url={WRAPPED}&rhash=1",
        f"https://t.me/share/url?url={WRAPPED}",
        f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={WRAPPED}",
        f"https://eur01.safelinks.protection.outlook.com/?url={WRAPPED}&data=05",
        f"https://usg01.safelinks.protection.office365.us/?url={WRAPPED}",
        f"https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u={WRAPPED}",
        f"https://clicktime.symantec.com/3xY?u={WRAPPED}",
        f"https://secure-web.cisco.com/1abc-DEF/{WRAPPED}",
        f"https://deref-mail.com/mail/client/x/dereferrer/?redirectUrl={WRAPPED}",
        f"https://href.li/?{STORY}",
        f"https://exit.sc/?url={WRAPPED}",
        f"https://www.google.com/url?q={WRAPPED}&sa=D",
    ],
)
def test_wrappers_of_mail_and_chat_are_taken_off(carrier: str) -> None:
    assert article_address(carrier) == STORY
    assert canonical_key(carrier) == canonical_key(STORY)
