"""Only what a reader of the page sees is read."""

from __future__ import annotations

import pytest

from tests.adapters.pages.extraction.pages_of import FILLER, read, reported

SECRET = "The mayor met the envoy in secret on Monday and signed a contract with him, it was said."


def text_with(markup: str, head: str = "") -> str:
    return read(f"<article><h1>Old crane stays</h1>{FILLER}{markup}{FILLER}</article>", head).text


@pytest.mark.parametrize(
    "markup",
    [
        f"<p hidden>{SECRET}</p>",
        f'<div hidden="hidden"><p>{SECRET}</p></div>',
        f'<p class="visually-hidden">{SECRET}</p>',
        f'<p class="lead sr-only">{SECRET}</p>',
        f'<p class="screen-reader-text">{SECRET}</p>',
        f'<p class="govuk-visually-hidden">{SECRET}</p>',
        f'<div class="d-none"><p>{SECRET}</p></div>',
        f"<template><p>{SECRET}</p></template>",
        f"<dialog><p>{SECRET}</p></dialog>",
        f'<p style="display:none">{SECRET}</p>',
        f'<div style="color: red; DISPLAY : none !important"><p>{SECRET}</p></div>',
        f'<p style="visibility:hidden">{SECRET}</p>',
        f'<p style="position:absolute; left:-9999px">{SECRET}</p>',
        f'<p style="text-indent:-9999px">{SECRET}</p>',
        f'<p style="position:absolute;clip:rect(0,0,0,0)">{SECRET}</p>',
        f'<p style="clip-path: inset(50%)">{SECRET}</p>',
        f'<p style="font-size:0">{SECRET}</p>',
        f"<p>The board said so.<span hidden>{SECRET}</span> It was glad.</p>",
    ],
)
def test_what_no_reader_sees_is_not_read(markup: str) -> None:
    text = text_with(markup)
    assert "secret" not in text
    assert "three generations" in text


@pytest.mark.parametrize(
    "sheet",
    [
        ".quiet{display:none}",
        ".a, .quiet { color: red; display: none; }",
        "/* note */ .quiet{visibility:hidden}",
        "#quiet{display:none!important}",
        "@media print{.b{display:block}} .quiet{display:none}",
    ],
)
def test_what_a_style_sheet_of_the_page_hides_is_not_read(sheet: str) -> None:
    markup = f'<p class="quiet" id="quiet">{SECRET}</p>'
    assert "secret" not in text_with(markup, f"<style>{sheet}</style>")


@pytest.mark.parametrize(
    ("markup", "sheet"),
    [
        (f'<p class="hidden md:block">{SECRET}</p>', ""),
        (f'<p class="d-none d-md-block">{SECRET}</p>', ""),
        (f'<p hidden="until-found">{SECRET}</p>', ""),
        (f'<p class="hidden-gem">{SECRET}</p>', ""),
        (f'<p style="display: block">{SECRET}</p>', ""),
        (f"<div hidden><p>{SECRET}</p></div><button>Read more</button>", ""),
        (f'<p class="quiet">{SECRET}</p>', "@media print{.quiet{display:none}}"),
        (f'<p class="quiet">{SECRET}</p>', ".menu .quiet{display:none}"),
        (f'<p class="quiet on">{SECRET}</p>', ".quiet{display:none}.quiet.on{display:block}"),
    ],
)
def test_what_a_reader_sees_or_opens_is_read(markup: str, sheet: str) -> None:
    assert "secret" in text_with(markup, f"<style>{sheet}</style>" if sheet else "")


@pytest.mark.parametrize(
    "around",
    [
        '<div style="display:none">{}</div>',
        '<div style="visibility:hidden">{}</div>',
        "<div hidden>{}</div>",
        '<div class="hidden">{}</div>',
        '<article class="invisible">{}</article>',
    ],
)
def test_a_story_that_a_script_shows_is_read(around: str) -> None:
    text = read("<h1>Old crane stays</h1>" + around.format(FILLER)).text
    assert "three generations" in text


def test_hidden_text_as_it_was_reported() -> None:
    article = reported("hidden_text")
    assert article.text.count("\n") == 2
    for word in ("Orr", "Wirt", "Brandt", "Advertisement"):
        assert word not in article.text


# ------------------------------------------------------------------- tried to be broken

SECRET = "The prime minister met Peter Lang in secret on Monday and signed a contract with him."


def shows(markup: str) -> bool:
    body = f"<article><h1>Old crane stays</h1>{FILLER}{markup.format(SECRET)}<p>The last line is the board's.</p></article>"
    return SECRET in read(body).text


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='opacity:0;position:absolute'>{}</p>",
        "<p style='height:0;overflow:hidden'>{}</p>",
        "<p style='position:absolute;width:1px;height:1px;overflow:hidden'>{}</p>",
        "<p style='max-height:0;overflow:hidden;line-height:0'>{}</p>",
        "<p style='content-visibility:hidden'>{}</p>",
        "<p style='clip-path: circle(0)'>{}</p>",
        "<p style='transform:translateX(-9999px)'>{}</p>",
        "<p style='transform: scale(0)'>{}</p>",
        "<p class='u-hiddenVisually'>{}</p>",
        "<style>.vh{{position:absolute;left:-10000px}}</style><p class='vh'>{}</p>",
        "<style>.vc{{position:absolute;clip:rect(1px, 1px, 1px, 1px)}}</style><p class='vc'>{}</p>",
        "<style>#hh {{ visibility : hidden }}</style><p id='hh'>{}</p>",
        "<svg><desc>{}</desc></svg>",
        "<object><p>{}</p></object>",
        "<iframe>{}</iframe>",
        "<video><p>{}</p></video>",
        "<textarea>{}</textarea>",
        "<select><option>{}</option></select>",
    ],
)
def test_more_ways_to_hide(markup: str) -> None:
    assert not shows(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<noscript><p>{}</p></noscript>",
        "<noscript><div class='w'>You need to enable JavaScript. {}</div></noscript>",
        "<figure><img data-src='a.jpg'><noscript><img src='a.jpg'><figcaption>{}</figcaption></noscript></figure>",
        "<ul><li>One point.</li></ul><noscript><ul><li>{}</li></ul></noscript>",
        "<p>One line <noscript>{}</noscript>of the story is here.</p>",
        "<details><summary>More</summary></details><noscript><p>{}</p></noscript>",
        "<noscript><p>{}</p>",
    ],
)
def test_what_is_for_browsers_without_scripts_is_not_read(markup: str) -> None:
    assert not shows(markup)


def test_a_story_for_browsers_without_scripts_alone_is_read_by_paragraphs() -> None:
    article = read(
        f"<div id='app'></div><noscript><article><h1>Old crane stays</h1>{FILLER}</article></noscript>"
    )
    assert article.title == "Old crane stays"
    assert len(article.text.split("\n")) == 3


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='overflow:hidden'>{}</p>",
        "<div style='overflow:hidden; height:200px'><p>{}</p></div>",
        "<p style='opacity:0.9'>{}</p>",
        "<p style='opacity:0'>{}</p>",  # faded in by a script
        "<p style='text-indent:-1em;padding-left:1em'>{}</p>",
        "<p style='margin-left:-20px'>{}</p>",
        "<p hidden='until-found'>{}</p>",
        "<p class='unhidden'>{}</p>",
        "<details><summary>More</summary><p>{}</p></details>",
        "<style>.m{{left:-20px}}</style><p class='m'>{}</p>",
    ],
)
def test_what_only_looks_hidden_is_read(markup: str) -> None:
    assert shows(markup)
