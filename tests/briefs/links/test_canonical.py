import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.links.canonical import (
    article_address,
    canonical_key,
    own_address,
    site_name,
)

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
    first, second = (canonical_key(f"{head}?id={number}") for number in (one, other))
    assert (first == second) == (one == other)


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


def test_only_the_fragment_goes_from_what_is_fetched() -> None:
    assert (
        article_address("https://example.com/a?utm_source=x&b=1#top")
        == "https://example.com/a?utm_source=x&b=1"
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
