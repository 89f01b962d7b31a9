"""An address inside an address is taken out."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from ada_url import URL

from briefs.links.canonical import (
    article_address,
    canonical_key,
)
from briefs.links.redirect_wrappers import unwrapped

# ------------------------------------------------------------------------- unwrapping

INNER = "https://news.example.com/a-long-story?id=7&x=a%20b"
CODED = quote(INNER, safe="")


def _base64(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


CARRIERS = [
    f"https://www.google.com/url?sa=t&url={CODED}&usg=x",
    f"https://www.google.co.uk/url?q={CODED}&sa=D",
    f"https://l.facebook.com/l.php?u={CODED}&h=AT0",
    f"https://lm.facebook.com/l.php?u={CODED}",
    f"https://l.instagram.com/?u={CODED}&e=A",
    f"https://t.umblr.com/redirect?z={CODED}&t=N",
    f"https://www.youtube.com/redirect?event=x&q={CODED}",
    f"https://out.reddit.com/t3_x?url={CODED}&token=A",
    f"https://eur01.safelinks.protection.outlook.com/?url={CODED}&data=05",
    f"https://duckduckgo.com/l/?uddg={CODED}",
    f"https://slack-redir.net/link?url={CODED}",
    f"https://vk.com/away.php?to={CODED}",
    f"https://www.bing.com/news/apiclick.aspx?ref=x&url={CODED}&c=1",
    f"https://www.bing.com/ck/a?!&&p=1&u=a1{_base64(INNER.encode())}&ntb=1",
    f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={CODED}/RK=2/RS=x-",
    "https://news-example-com.cdn.ampproject.org/c/s/news.example.com/a-long-story?id=7&x=a%20b",
    "https://news-example-com.cdn.ampproject.org/v/s/news.example.com/a-long-story?id=7&x=a%20b",
    "https://www.google.com/amp/s/news.example.com/a-long-story?id=7&x=a%20b",
    f"https://urldefense.proofpoint.com/v2/url?u={CODED.replace('-', '%2D').replace('%', '-')}&d=x",
    "https://urldefense.com/v3/__https://news.example.com/a-long-story?id=7&x=a*20b__;JQ!!Ab$",
    f"https://www.google.com/url?q={quote(f'https://l.facebook.com/l.php?u={CODED}', safe='')}",
    "https://news.google.com/rss/articles/"
    + _base64(b"\x08\x13\x22" + bytes([len(INNER)]) + INNER.encode() + b"\xd2\x01\x00")
    + "?oc=5",
]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_an_address_inside_an_address_is_taken_out(carrier: str) -> None:
    assert unwrapped(carrier) == INNER
    assert article_address(carrier) == INNER
    assert canonical_key(carrier) == canonical_key(INNER)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.com/url?q=https://other.example/",
        "https://www.google.com/search?q=https://other.example/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=file:///etc/passwd",
        "https://www.google.com/url?q=",
        "https://evilgoogle.com/url?q=https://other.example/",
        "https://l.facebook.com/l.php",
        "https://www.bing.com/ck/a?u=a1*",
        "https://urldefense.com/v3/__https://a.example/*__;!!x$extra*",
        "https://news.google.com/rss/articles/CBMiXkFVX3lxTE4",
        "https://news.google.com/articles/%%%",
        "not an address",
    ],
)
def test_what_carries_no_address_stays(url: str) -> None:
    inner = unwrapped(url)
    assert inner == url or URL(inner).hostname == "a.example"


def test_an_endless_nesting_ends() -> None:
    url = INNER
    for _ in range(9):
        url = f"https://www.google.com/url?q={quote(url, safe='')}"
    assert unwrapped(url).startswith("https://www.google.com/url")


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://workplace.facebook.com/l.php?u=https%3A%2F%2Fnews.example.org%2Fa",
        "https://l.workplace.com/l.php?u=https%3A%2F%2Fnews.example.org%2Fa",
        "https://lm.facebook.com/l.php?u=https%3A%2F%2Fnews.example.org%2Fa&h=1",
        "https://slack-redir.net/link?url=https%3A%2F%2Fnews.example.org%2Fa",
        "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fnews.example.org%2Fa&locale=en",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnews.example.org%2Fa&data=05",
        "https://urldefense.com/v3/__https://news.example.org/a__;!!abc!def$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__news.example.org_a&d=Dw",
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fnews.example.org%2fa&c=E",
        "https://clicktime.symantec.com/15t?h=x&u=https://news.example.org/a",
        "https://secure-web.cisco.com/1abc/https%3A%2F%2Fnews.example.org%2Fa",
        "https://deref-mail.com/mail/client/x/dereferrer/?redirectUrl=https%3A%2F%2Fnews.example.org%2Fa",
    ],
)
def test_wrappers_of_mail_and_chats(wrapped: str) -> None:
    assert article_address(wrapped) == "https://news.example.org/a"
