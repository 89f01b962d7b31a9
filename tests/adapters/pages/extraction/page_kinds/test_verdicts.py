"""What is no article, and what must be paid for, by what the page shows and says of itself."""

from __future__ import annotations

import json

import pytest

from adapters.pages.extraction.page_kinds.paywalls import is_offer
from briefs.errors import Paywalled
from briefs.model.articles import Verdict
from tests.adapters.pages.extraction.pages_of import FILLER, read, reported

TEASER = (
    "<p>The harbour board met on Tuesday to look at the plans for the new quay, and its two cranes,"
    " in the presence of the mayor.</p>"
)
LONG = "".join(
    FILLER.replace("harbour", f"harbour of pier {number}").replace(
        "spring", f"spring of 20{number}"
    )
    for number in range(30, 40)
)


def verdict(body: str, head: str = "", **of: str) -> Verdict:
    return read(body, head, **of).verdict


def ld(**fields: object) -> str:
    whole = {"@type": "NewsArticle", "headline": "Old crane stays", **fields}
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


OFFERS = [
    "To continue reading, subscribe now for 1 crown a month. Already a subscriber? Log in.",
    "Subscribe to continue reading",
    "Keep reading for £1 a week",
    "The rest of this article is for subscribers only. Sign in or choose a plan to read on.",
    "This article is exclusively for our subscribers.",
    "Log in or register to read the full story",
    "You have reached your limit of free articles. Subscribe for unlimited access.",
    "You’ve read your last free article this month.",
    "This post is for paid subscribers",
    "Unlock this article and all others with a free account",
    "Start your free trial to read this story",
    "Become a member to access this article",
    "Subscribe now to read this.",
    "80% of this article remains",
    "Members-only content",
    "Want to read more? Sign up for free.",
    "This is a preview. The full text is in our weekly.",
    "Create a free account to continue.",
]


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize("around", ["<p>{}</p>", '<div class="gate"><h3>{}</h3></div>'])
def test_a_stub_with_an_offer_at_its_end_must_be_paid_for(offer: str, around: str) -> None:
    article = read(f"<article><h1>Old crane stays</h1>{FILLER}{around.format(offer)}</article>")
    assert article.verdict is Verdict.PAYWALLED
    assert offer not in article.text
    assert "three generations" in article.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Readers who want to go on will find the rest in the library, said the mayor.",
        "The union asked its members to continue the strike until Friday.",
        "The paper will charge for its articles from May, and subscribers pay 3 crowns a month.",
        "“You have reached your limit,” the judge told the fisherman.",
        "Sign-ups for the regatta close on Sunday, and to join costs 5 crowns.",
        "The full story of the crane was told by its last driver.",
    ],
)
def test_a_sentence_of_the_story_is_no_offer(sentence: str) -> None:
    assert not is_offer(sentence)


@pytest.mark.parametrize(
    "body",
    [
        # an offer anywhere but below the story, or below a whole one
        (f'<nav><a href="/s">Subscribe to continue reading</a></nav><article><h1>C</h1>{FILLER}'
        "</article>"),
        f"<article><h1>C</h1>{FILLER}</article><footer><p>Subscribe to read the full paper</p></footer>",
        f'<article><h1>C</h1>{FILLER}</article><div class="modal"><p>{OFFERS[1]}</p></div>',
        f'<article><h1>C</h1>{FILLER}</article><div hidden><p>{OFFERS[1]}</p></div>',
        f"<article><h1>C</h1>{FILLER}</article><template><p>{OFFERS[1]}</p></template>",
        f"<article><h1>C</h1>{LONG}<p>{OFFERS[0]}</p></article>",
        f"<article><h1>C</h1>{FILLER}<p>Subscribe to our newsletter</p></article>",
    ],
)  # fmt: skip
def test_a_free_story_with_an_offer_is_an_article(body: str) -> None:
    assert verdict(body) is Verdict.ARTICLE


def test_a_long_text_that_stops_short_above_an_offer_must_be_paid_for() -> None:
    cut = f"<article><h1>C</h1>{FILLER * 4}<p>The board also said that…</p><p>{OFFERS[1]}</p></article>"
    assert verdict(cut) is Verdict.PAYWALLED


def test_an_offer_in_place_of_the_story_is_told() -> None:
    with pytest.raises(Paywalled):
        read(f"<article><p>{OFFERS[0]}</p></article>")


PART = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".rest"}


@pytest.mark.parametrize(
    ("fields", "body", "want"),
    [
        ({"hasPart": PART}, FILLER, Verdict.PAYWALLED),
        ({"hasPart": [PART]}, FILLER, Verdict.PAYWALLED),
        ({"hasPart": {**PART, "cssSelector": None}}, FILLER, Verdict.PAYWALLED),
        ({"hasPart": {**PART, "isAccessibleForFree": "False"}}, FILLER, Verdict.PAYWALLED),
        ({"hasPart": PART}, f'<div class="rest"></div>{FILLER}', Verdict.PAYWALLED),
        ({"isAccessibleForFree": False}, FILLER, Verdict.PAYWALLED),
        # the part is there and whole, or is free, or the text is long
        ({"hasPart": PART}, f'<div class="rest">{FILLER}</div>', Verdict.ARTICLE),
        ({"hasPart": {**PART, "isAccessibleForFree": True}}, FILLER, Verdict.ARTICLE),
        ({"hasPart": PART}, LONG, Verdict.ARTICLE),
        ({"isAccessibleForFree": True}, FILLER, Verdict.ARTICLE),
    ],
)
def test_what_json_ld_says_of_parts_counts(
    fields: dict[str, object], body: str, want: Verdict
) -> None:
    page = f"<article><h1>Old crane stays</h1>{body}</article>"
    assert verdict(page, ld(**fields)) is want


@pytest.mark.parametrize("name", ["paywall_offer", "paywall_part", "paywall_rest"])
def test_stubs_as_they_were_reported(name: str) -> None:
    article = reported(name)
    assert article.verdict is Verdict.PAYWALLED
    assert "subscri" not in article.text.lower()


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "404",
        "404 Not Found",
        "Oops! Page not found",
        "Sorry, the page you are looking for could not be found",
        "Error 404: page not found",
        "The requested page does not exist",
        "This page is no longer available",
        "This story has been removed",
        "Nothing found",
    ],
)
def test_an_error_page_is_none_whatever_it_recommends(title: str) -> None:
    body = f"<main><h1>{title}</h1><p>Perhaps these are for you:</p>{TEASER * 9}</main>"
    assert verdict(body, f"<title>{title} | The Courier</title>") is Verdict.NOT_ARTICLE


@pytest.mark.parametrize(
    "title",
    [
        "Page not found: how the web forgets what it was told",
        "404 boats and one harbour",
        "Nothing found in the search for the lost pilot",
        "The story that was removed from the harbour’s books",
    ],
)
def test_a_story_about_such_things_is_an_article(title: str) -> None:
    assert verdict(f"<article><h1>{title}</h1>{LONG}</article>") is Verdict.ARTICLE


def teasers(
    number: int, box: str = '<div class="item"><h3><a href="/{n}">{h}</a></h3>{t}</div>'
) -> str:
    return "".join(
        box.format(n=n, h=f"Boat number {n} comes home at last", t=TEASER.replace("two", str(n)))
        for n in range(number)
    )


@pytest.mark.parametrize(
    "body",
    [
        teasers(20),
        teasers(8),
        teasers(12, '<li><a href="/{n}"><h3>{h}</h3></a>{t}</li>'),
        teasers(12, '<article><h2><a href="/{n}">{h}</a></h2>{t}<p>4 May 2026</p></article>'),
        teasers(12, '<section><div><h4><a href="/{n}">{h}</a></h4></div><div>{t}</div></section>'),
    ],
)
def test_a_list_of_teasers_is_no_article(body: str) -> None:
    page = f"<main><h1>World</h1>{body}</main>"
    assert verdict(page, url="https://paper.example/world/all") is Verdict.NOT_ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>C</h1>{LONG}</article>" + teasers(6),
        f"<article><h1>C</h1>{LONG}</article><aside>{teasers(20)}</aside>",
        f"<article><h1>C</h1>{'<h2>Part</h2>' + LONG}{'<h2>Part</h2>' + LONG}</article>",
    ],
)
def test_a_story_above_teasers_is_an_article(body: str) -> None:
    assert verdict(body) is Verdict.ARTICLE


CONSENT = (
    "<p>We and our partners store cookies on your device to show you what you may like to see.</p>"
    "<p>You can give your consent, or manage your choices, for each of our 140 vendors below.</p>"
    "<p>Our advertising partners use your personal data, and some of them hold that they have a "
    "legitimate interest to do so.</p><p>We use cookies to measure how you use our pages.</p>"
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Before you continue", CONSENT),
        ("The Courier", CONSENT * 2),
        ("We value your privacy", CONSENT + FILLER),
        ("Cookie consent", CONSENT),
        ("Your choices", CONSENT.replace("vendors", "companies")),
    ],
)
def test_a_consent_page_is_no_article_however_long(title: str, body: str) -> None:
    assert verdict(f"<main><h1>{title}</h1>{body}</main>") is Verdict.NOT_ARTICLE


@pytest.mark.parametrize(
    "url",
    ["https://paper.example/", "https://paper.example/en/", "https://paper.example/index.html"],
)
def test_a_home_page_is_no_article(url: str) -> None:
    assert verdict(f"<main><h1>The Courier</h1>{LONG}</main>", url=url) is Verdict.NOT_ARTICLE


def test_a_story_about_cookies_is_an_article() -> None:
    story = "<p>The parliament of Velland voted on Monday for a law on cookies and consent.</p>"
    assert (
        verdict(f"<article><h1>New law on cookies</h1>{story}{LONG}</article>") is Verdict.ARTICLE
    )
