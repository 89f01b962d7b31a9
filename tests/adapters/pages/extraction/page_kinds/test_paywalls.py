"""Stubs that must be paid for: by meta tags, by marks of parts and by words of many languages."""

from __future__ import annotations

import pytest

from briefs.model.articles import Verdict
from tests.adapters.pages.extraction.pages_of import FILLER, read

HEADLINE = "Harbour treaty signed in Vell"


def verdict(end: str, head: str = "") -> Verdict:
    body = f"<article><h1>{HEADLINE}</h1>{FILLER}{end}</article>"
    return read(body, f"<title>{HEADLINE}</title>{head}").verdict


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:content_tier" content="locked">',
        '<meta name="cXenseParse:recs:paywall" content="true">',
        '<meta name="cXenseParse:paywall" content="hard">',
        '<meta name="paywall" content="yes">',
        '<meta itemprop="isAccessibleForFree" content="False">',
        '<meta itemprop="isAccessibleForFree" content="http://schema.org/False">',
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour treaty '
            'signed in Vell", "isAccessibleForFree": ["False"]}</script>'
        ),
    ],
)
def test_a_stub_whose_head_says_so(tag: str) -> None:
    assert verdict("", tag) is Verdict.PAYWALLED


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:content_tier" content="free">',
        '<meta name="cXenseParse:recs:paywall" content="false">',
        '<meta itemprop="isAccessibleForFree" content="True">',
        '<meta property="article:content_tier" content="metered">',
        '<meta name="paywall" content="">',
    ],
)
def test_a_short_story_that_is_free(tag: str) -> None:
    assert verdict("", tag) is Verdict.ARTICLE


@pytest.mark.parametrize(
    "offer",
    [
        "Jetzt weiterlesen mit Vell+",
        "Dieser Artikel ist nur für Abonnenten.",
        "La suite est réservée aux abonnés.",
        "Abonnez-vous pour lire la suite",
        "Suscríbete para seguir leyendo",
        "Abbonati per continuare a leggere",
        "Dit artikel is alleen voor abonnees.",
        "Läs vidare med ett abonnemang",
        "Bliv abonnent og læs hele artiklen",
        "Conteúdo exclusivo para assinantes",
        "Czytaj dalej po wykupieniu prenumeraty",
    ],
)
def test_an_offer_in_any_language(offer: str) -> None:
    assert verdict(f"<p>{offer}</p>") is Verdict.PAYWALLED


@pytest.mark.parametrize(
    "first",
    [
        "Subscribe to continue reading: three words that readers saw on Monday, when the paper closed.",
        "Unlock this, says a line on the pages of the Vell Post, which began to ask for money on Monday.",
        "This article is for subscribers only, readers of the Vell Post were told on Monday morning.",
        "Readers who want to read on now have to pay, as the Vell Post told all of them on Monday.",
        "You have reached your limit of free articles: so reads a line that many saw on Monday.",
    ],
)
def test_a_story_may_begin_with_the_words_of_an_offer(first: str) -> None:
    title = "Papers ask readers to pay"
    got = read(
        f"<article><h1>{title}</h1><p>{first}</p>{FILLER}</article>", f"<title>{title}</title>"
    )
    assert got.verdict is Verdict.ARTICLE
    assert "pictures of it to the library" in got.text


@pytest.mark.parametrize(
    "title",
    [
        "This content has expired",
        "Seite nicht gefunden",
        "Page introuvable",
        "Página no encontrada",
        "Pagina niet gevonden",
        "Please turn off your ad blocker",
    ],
)
def test_a_page_that_stands_for_nothing(title: str) -> None:
    got = read(f"<h1>{title}</h1>{FILLER}", f"<title>{title}</title>")
    assert got.verdict is Verdict.NOT_ARTICLE
