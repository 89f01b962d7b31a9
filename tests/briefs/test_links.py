import base64
import time
from typing import Literal
from urllib.parse import quote

import pytest
from ada_url import URL
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import BadLink
from briefs.links import (
    article_address,
    as_address,
    canonical_key,
    links_in,
    own_address,
    same_article,
    site_name,
)
from briefs.unwrapping import unwrapped

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


# --------------------------------------------------------------------------- one key

SAME = [
    ("http://news.example.com/a-long-story", "https://news.example.com/a-long-story"),
    ("https://www.example.com/a-long-story", "https://example.com/a-long-story/"),
    ("https://m.example.com/a-long-story", "https://example.com/a-long-story"),
    ("https://mobile.example.com/a-long-story", "https://example.com/a-long-story"),
    ("https://amp.example.com/a-long-story", "https://www.example.com/a-long-story"),
    ("https://en.m.wikipedia.org/wiki/Treaty", "https://en.wikipedia.org/wiki/Treaty#History"),
    ("https://example.com/a-long-story/amp/", "https://example.com/a-long-story"),
    ("https://example.com/amp/a-long-story", "https://example.com/a-long-story"),
    ("https://example.com/news/uk-66123.amp", "https://example.com/news/uk-66123"),
    ("https://example.com/a-long-story.amp.html", "https://example.com/a-long-story.html"),
    ("https://example.com/a-long-story?amp=1", "https://example.com/a-long-story"),
    ("https://example.com/a-long-story?amp", "https://example.com/a-long-story"),
    ("https://example.com/a-long-story?outputType=amp", "https://example.com/a-long-story"),
    ("https://example.com/2026/05/story/index.html", "https://example.com/2026/05/story/"),
    ("https://EXAMPLE.com:443/a/../b", "https://example.com/b"),
    ("https://example.com./b", "https://example.com/b"),
    ("https://example.com/%7Eanna/%c3%a9", "https://example.com/~anna/é"),
    ("https://bücher.example.com/b", "https://xn--bcher-kva.example.com/b"),
    ("https://example.com/b?utm_source=x&UTM_Medium=y&fbclid=z", "https://example.com/b"),
    ("https://example.com/b?ref=twitter", "https://example.com/b"),
    ("https://example.com/b?b=2&a=1", "https://example.com/b?a=1&b=2"),
    ("https://example.com/b#:~:text=quoted", "https://example.com/b"),
    ("https://example.com/b;jsessionid=1F", "https://example.com/b"),
    (
        "https://www.nytimes.com/2026/x.html?unlocked_article_code=1.a",
        "https://nytimes.com/2026/x.html",
    ),
    ("https://www.theguardian.com/world/x?CMP=share_btn_tw", "https://theguardian.com/world/x"),
]

APART = [
    ("https://example.com/?p=123", "https://example.com/?p=124"),
    ("https://example.com/story?id=1", "https://example.com/story?id=2"),
    ("https://example.com/story?cid=1", "https://example.com/story?cid=2"),
    ("https://example.com/story?uid=1", "https://example.com/story?uid=2"),
    ("https://example.com/story?gallery=1", "https://example.com/story"),
    ("https://example.com/story?page=2", "https://example.com/story"),
    ("https://example.com/story?ref=8813", "https://example.com/story?ref=8814"),
    ("https://example.com/story?source=8813", "https://example.com/story"),
    ("https://example.com/story?t=10", "https://example.com/story"),
    ("https://example.com/Story", "https://example.com/story"),
    ("https://example.com/guitars/amp", "https://example.com/guitars"),
    ("https://m.example/a", "https://example/a"),
    ("https://www.gov.uk/a", "https://gov.uk/a"),
    ("https://anna.github.io/a", "https://github.io/a"),
    ("https://uk.example.com/a", "https://us.example.com/a"),
    ("https://example.com/#!/a", "https://example.com/#!/b"),
    ("https://example.com:8443/a", "https://example.com/a"),
    ("https://example.com/a%2Fb", "https://example.com/a/b"),
    ("https://www.youtube.com/watch?v=aaa", "https://www.youtube.com/watch?v=bbb"),
    ("https://example.com/article.php?article=1", "https://example.com/article.php?article=2"),
    ("https://example.com/view?doc=1&amp=2", "https://example.com/view?doc=1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_article_has_one_key(one: str, other: str) -> None:
    assert canonical_key(one) == canonical_key(other)
    assert same_article(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_articles_have_two_keys(one: str, other: str) -> None:
    assert canonical_key(one) != canonical_key(other)


HOSTS = st.sampled_from(
    [
        "example.com",
        "www.example.com",
        "m.example.co.uk",
        "amp.news.example",
        "news.example",
        "93.184.216.34",
        "[2606:2800::1]",
        "bücher.example",
        "example.com:8443",
        "www.gov.uk",
    ]
)
SEGMENTS = st.lists(
    st.text(alphabet="abAZ09-._~%é;,'()+ ", max_size=8)
    | st.sampled_from(["amp", "index.html", "..", "a-b-c", "x.amp"]),
    max_size=5,
)
NAMES = st.sampled_from(
    ["id", "p", "cid", "utm_source", "ref", "fbclid", "page", "amp", "output", "q", "é", "a+b"]
)
VALUES = st.sampled_from(["", "1", "2", "twitter", "amp", "a b", "é", "%2F", "x&y=z"])
QUERIES = st.lists(st.tuples(NAMES, VALUES), max_size=5)
FRAGMENTS = st.sampled_from(["", "#top", "#!/route", "#/a?b=1", "#:~:text=a"])


@st.composite
def addresses(draw: st.DrawFn) -> str:
    query = "&".join(f"{name}={value}" for name, value in draw(QUERIES))
    path = "/".join(draw(SEGMENTS))
    scheme = draw(st.sampled_from(["http", "https"]))
    return f"{scheme}://{draw(HOSTS)}/{path}" + (f"?{query}" if query else "") + draw(FRAGMENTS)


@given(addresses())
def test_a_key_is_its_own_key(url: str) -> None:
    assert canonical_key(canonical_key(url)) == canonical_key(url)


@given(addresses())
def test_a_key_stays_on_its_site(url: str) -> None:
    assert site_name(canonical_key(url)) == site_name(url)


@given(addresses(), st.randoms())
def test_neither_order_nor_tags_change_the_key(url: str, random: object) -> None:
    head, mark, query = url.partition("?")
    if "#" in url or not mark:
        return
    pairs = query.split("&")
    random.shuffle(pairs)  # type: ignore[attr-defined]
    tagged = f"{head}?{'&'.join([*pairs, 'utm_campaign=x', 'gclid=y'])}"
    assert canonical_key(tagged) == canonical_key(url)


@given(addresses(), st.integers(1, 10**6), st.integers(1, 10**6))
def test_an_id_is_never_dropped(url: str, one: int, other: int) -> None:
    head = url.partition("#")[0].partition("?")[0]
    assert same_article(f"{head}?id={one}", f"{head}?id={other}") == (one == other)


@given(st.text(max_size=60))
def test_anything_has_a_key(text: str) -> None:
    canonical_key(text)
    site_name(text)
    article_address(text)
    canonical_key(f"https://example.com/{text}")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://www.gov.uk/x", "www.gov.uk"),
        ("https://anna.github.io/x", "anna.github.io"),
        ("https://a.b.news.example/x", "news.example"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://[2606:2800::1]/", "[2606:2800::1]"),
        ("http://localhost/", "localhost"),
        ("nothing", ""),
    ],
)
def test_the_site_is_the_registrable_host(url: str, site: str) -> None:
    assert site_name(url) == site


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


def test_only_the_fragment_goes_from_what_is_fetched() -> None:
    assert (
        article_address("https://example.com/a?utm_source=x&b=1#top")
        == "https://example.com/a?utm_source=x&b=1"
    )


def test_a_link_ends_before_a_control_character() -> None:
    assert links_in("see https://news.example/a\0b and https://news.example/c\x1b[0m") == (
        "https://news.example/a",
        "https://news.example/c",
    )


STORY = "https://town.example/news/ferry?edition=7"


@pytest.mark.parametrize(
    ("url", "canonical", "known"),
    [
        (STORY, None, STORY),
        (STORY, "https://town.example/news/ferry", "https://town.example/news/ferry"),
        (STORY, "https://www.town.example/news/ferry/", "https://www.town.example/news/ferry/"),
        (STORY, "https://bank.example/news/ferry", STORY),
        (STORY, "https://town.example/news/another-authors", STORY),
        (STORY, "https://town.example/", STORY),
        (STORY, "http://[", STORY),
        ("urn:sha256:00", "https://bank.example/real", "urn:sha256:00"),
        ("", "https://town.example/news/ferry", "https://town.example/news/ferry"),
        ("", None, ""),
    ],
)
def test_an_article_is_known_by_the_address_that_gave_it(
    url: str, canonical: str | None, known: str
) -> None:
    assert own_address(url, canonical=canonical) == known
