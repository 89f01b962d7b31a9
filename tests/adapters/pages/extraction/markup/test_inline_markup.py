"""Raised and lowered text, quotation elements, drop caps and tags within words."""

from __future__ import annotations

import pytest

from adapters.pages.extraction.body_text import plain
from tests.adapters.pages.extraction.pages_of import FILLER, line_of, read, reported

REST = " of the harbour, as the board of the port said on Tuesday after its third meeting."


def shown(markup: str) -> str:
    """Markup at the start of a paragraph -> how it is read."""
    line = line_of(f"<p>{markup}{REST}</p>")
    assert line.endswith(REST.strip()), line
    return line.removesuffix(REST.strip()).rstrip()


@pytest.mark.parametrize(
    ("markup", "want"),
    [
        # powers and units
        ("The bay holds 4 × 10<sup>6</sup> cubic metres", "The bay holds 4 × 10⁶ cubic metres"),
        ("Some 10<sup>−3</sup> grams", "Some 10⁻³ grams"),
        ("About 1.5 &times; 10<sup>12</sup> crowns", "About 1.5 × 10¹² crowns"),
        ("It covers 12 km<sup>2</sup>", "It covers 12 km²"),
        ("It holds 400m<sup>3</sup>", "It holds 400m³"),
        ("It rose by 3 m s<sup>-1</sup>", "It rose by 3 m s⁻¹"),
        ("The law E = mc<sup>2</sup>", "The law E = mc²"),
        ("A share of R<sup>2</sup>", "A share of R²"),
        ("A key of 2<sup>n</sup> bits", "A key of 2^n bits"),
        ("The <sup>14</sup>C method", "The ¹⁴C method"),
        ("<b>10</b><sup>6</sup> litres", "10⁶ litres"),
        ("A rise to 10<sup><b>6</b></sup> litres", "A rise to 10⁶ litres"),
        ('A rise to 10<span style="vertical-align: super">6</span> litres', "A rise to 10⁶ litres"),
        # prices and fractions
        ("A ticket for $5<sup>99</sup>", "A ticket for $5.99"),
        ("A ticket for £ 12<sup>50</sup>", "A ticket for £ 12.50"),
        ("For 3<sup>1</sup>/<sub>2</sub> hours", "For 3 1/2 hours"),
        ("For <sup>3</sup>⁄<sub>4</sub> of an hour", "For 3⁄4 of an hour"),
        # ordinals and marks of makers
        ("On the 4<sup>th</sup> of May, the 21<sup>st</sup> day", "On the 4th of May, the 21st day"),
        ("The Vellonet<sup>TM</sup> boat", "The VellonetTM boat"),
        # what is no power: a footnote's mark
        ("It was widened in 2019<sup>3</sup>", "It was widened in 2019"),
        ("It was widened in 1998<sup>a</sup>", "It was widened in 1998"),
        ("It cost 40,000<sup>2</sup> crowns", "It cost 40,000 crowns"),
        ("It was widened<sup>12</sup>", "It was widened"),
        ("It was widened.<sup>4</sup> That is the end", "It was widened. That is the end"),
        ('It was widened in 350<sup><a href="#fn1">1</a></sup>', "It was widened in 350"),
        ('It has 12 km<sup class="footnote-ref">2</sup> of quays', "It has 12 km of quays"),
        ('In 2019<sup id="cite_ref-3" class="reference">[3]</sup>', "In 2019"),
        ("In 2019<sup>1,2</sup> and 2020<sup>3–5</sup>", "In 2019 and 2020"),
        ("In all 300<sup>*</sup> boats<sup>†</sup>", "In all 300 boats"),
        ('In 2019<a href="#note-3">[3]</a> it grew', "In 2019 it grew"),
        # lowered
        ("The CO<sub>2</sub> and H<sub>2</sub>O", "The CO2 and H2O"),
        ("The log<sub>10</sub> scale", "The log₁₀ scale"),
    ],
)  # fmt: skip
def test_no_number_changes(markup: str, want: str) -> None:
    assert shown(markup) == want


def test_a_long_raised_text_stays_as_it_is() -> None:
    assert shown("It opens<sup>at noon on Sundays</sup>") == "It opensat noon on Sundays"


@pytest.mark.parametrize(
    ("markup", "want"),
    [
        ("4 × 10<sup>6</sup> litres in 2019<sup>3</sup>", "4 × 10⁶ litres in 2019"),
        ("12 km&lt;sup&gt;2&lt;/sup&gt; of quays", "12 km² of quays"),
        ('In 350<sup><a href="#n1">1</a></sup> boats', "In 350 boats"),
        ("<p>CO<sub>2</sub></p><p>$5<sup>99</sup></p>", "CO2\n$5.99"),
        ("On the 4<SUP>th</SUP>", "On the 4th"),
    ],
)
def test_a_body_in_json_ld_is_read_the_same(markup: str, want: str) -> None:
    assert plain(markup) == want


def test_a_headline_keeps_its_numbers() -> None:
    assert read(
        "<h1>Port holds 4 × 10<sup>6</sup> litres in 2019<sup>3</sup></h1>" + "<p>Text.</p>" * 3
    ).title == ("Port holds 4 × 10⁶ litres in 2019")


@pytest.mark.parametrize(
    ("markup", "want"),
    [
        ("A wa<wbr>ter<wbr>way", "A waterway"),
        ("A wa&shy;ter&shy;way", "A waterway"),
        ("A wa&#8203;ter\u2060way", "A waterway"),
        ("A wa<b>ter</b>way", "A waterway"),
        ('A wa<a href="/w">ter</a>way', "A waterway"),
        ("A wa<span>ter</span>way", "A waterway"),
        ("A <mark>wa</mark>terway", "A waterway"),
        ("A <time datetime='2019'>2019</time> map", "A 2019 map"),
        ("A <u>wa</u>ter<ins>way</ins>", "A waterway"),
        ("The <abbr title='x'>OT</abbr>, a <dfn>paper</dfn> <small>here</small>", "The OT, a paper here"),
        ("A <data value='4'>four</data>th <output>part</output>", "A fourth part"),
        ("A <ruby>port<rp>(</rp><rt>vell</rt><rp>)</rp></ruby>", "A port"),
        ("They sang <q>We sail</q> and <q>row</q>", "They sang “We sail” and “row”"),
        ("They sang <q>We <q>all</q> sail</q>", "They sang “We ‘all’ sail”"),
        ("They sang <q>“We sail”</q>", "They sang “We sail”"),
    ],
)  # fmt: skip
def test_words_stay_whole(markup: str, want: str) -> None:
    assert shown(markup) == want


@pytest.mark.parametrize(
    "start",
    [
        '<p><span class="dropcap">T</span>he boats',
        '<p><span class="dropcap">T</span> he boats',
        '<p>\n<span class="first-letter">T</span>\nhe boats',
        '<p><span class="dropcap">T</span><span class="caps">he</span> boats',
        "<p><strong>T</strong>he boats",
        "<p><big>T</big>he boats",
        '<p><font size="7">T</font>he boats',
        '<p><img class="drop-cap" alt="T" src="t.png">he boats',
        '<p><span class="lettrine"><b>T</b></span>he boats',
        '<div class="dropcap">T</div><p>he boats',
        '<p class="drop-cap">T</p><p>he boats',
        '<div><span class="dropcap">T</span></div><p>he boats',
        '<p><div class="dropcap">T</div>he boats',
        (
            '<p><span aria-hidden="true"><span class="dropcap">T</span>he</span>'
            '<span class="sr-only">The</span> boats'
        ),
    ],
)
def test_a_drop_cap_belongs_to_its_word(start: str) -> None:
    assert line_of(f"{start}{REST}</p>") == f"The boats{REST}"


@pytest.mark.parametrize(
    ("markup", "want"),
    [
        ('<span class="dropcap">A</span> boat', "A boat"),
        ('<span class="dropcap">I</span> saw the boats', "I saw the boats"),
        ('<span class="dropcap">A</span> fter the boats', "After the boats"),
        ('<span class="dropcap">I</span>\nn the boats', "In the boats"),
        ('<span class="dropcap">“W</span>\ne have the boats', "“We have the boats"),
        ('<span class="dropcap">“A</span>ll the boats', "“All the boats"),
        ('<span class="dropcap">T</span> HE BOATS', "THE BOATS"),
        ('<span class="grade">B</span> Boats', "B Boats"),
        ("<b>X</b> Boats", "X Boats"),
    ],
)
def test_a_letter_that_is_a_word_stays_one(markup: str, want: str) -> None:
    assert shown(markup) == want


def test_notes_at_the_foot_are_no_part_of_the_story() -> None:
    article = read(
        f"<article><h1>Old crane</h1><p>It came in 1960{REST}</p><p>It goes in May{REST}</p>"
        '<section class="footnotes"><ol><li>A note on the crane that is long enough to stay, and '
        "says where it came from and who paid for it.</li></ol></section></article>"
    )
    assert "A note" not in article.text


def test_raised_text_as_it_was_reported() -> None:
    text = reported("superscript").text
    assert "4 × 10⁶ cubic metres" in text
    assert "12 km² and was widened in 2019 by" in text


def test_drop_caps_as_they_were_reported() -> None:
    first, second, third, _ = reported("drop_cap").text.split("\n")
    assert first.startswith("Foreign Minister Marta Kell")
    assert second.startswith("The two sides")
    assert third.startswith("“We are glad")


# ------------------------------------------------------------------- tried to be broken


@pytest.mark.parametrize(
    ("start", "want"),
    [
        ("In 2019<sup>[3][4]</sup> it was widened", "In 2019 it was widened"),
        ("In 2019<a href='#note1'>[1]</a> it was widened", "In 2019 it was widened"),
        (
            "In May 2021<sup id='fnref:1'><a href='#fn:1'>1</a></sup>, it grew",
            "In May 2021, it grew",
        ),
        ("CO<sub>2</sub> fell by 10<sup>-3</sup> a year", "CO2 fell by 10⁻³ a year"),
        ("12 km<sup>2</sup> with 30 m<sup>3</sup>/s", "12 km² with 30 m³/s"),
        ("It costs £5<sup>.99</sup> or $12<sup>50</sup> a day", "It costs £5.99 or $12.50 a day"),
        ("Of 1,200<sup>1</sup> people 300<sup>*</sup> came", "Of 1,200 people 300 came"),
        ("A budget of 1<sup>1</sup>/<sub>2</sub> million", "A budget of 1 1/2 million"),
        ("Berg<sup>a</sup> and Kell<sup>b,c</sup> met", "Berg and Kell met"),
        ("Calle 5<sup>a</sup> and N<sup>o</sup> 7 are shut", "Calle 5a and No 7 are shut"),
        (
            "Since 2020<sup>†</sup> it grew by 5<sup>%</sup> a year",
            "Since 2020 it grew by 5% a year",
        ),
        (
            "It rose to 1<span>,</span>200<span class='unit'> km</span> there",
            "It rose to 1,200 km there",
        ),
    ],
)
def test_numbers_and_their_notes(start: str, want: str) -> None:
    rest = " in the port of Vell, the board of the harbour said on Monday."
    assert line_of(f"<p>{start}{rest}</p>") == want + rest


@pytest.mark.parametrize(
    ("start", "want"),
    [
        ("The harbour<br>treaty was signed", "The harbour treaty was signed"),
        ("The harbour,<br/>\nwhich was shut", "The harbour, which was shut"),
        ("The treaty was <del>not</del> signed", "The treaty was signed"),
        ("The treaty was <s>never</s> <strike>not</strike> signed", "The treaty was signed"),
        ("The treaty, <ins>as agreed</ins>, was signed", "The treaty, as agreed, was signed"),
        ("The <em>Ostrey</em>-Norland treaty was<a href='/y'> signed</a>", "The Ostrey-Norland treaty was signed"),
        ("The har<!-- x -->bour trea&#8203;ty was si<u>gn</u>ed", "The harbour treaty was signed"),
        ("<a href='/x'>Jonas Berg</a>’s treaty was signed", "Jonas Berg’s treaty was signed"),
    ],
)  # fmt: skip
def test_a_sentence_stays_one_as_a_reader_sees_it(start: str, want: str) -> None:
    rest = " in the port of Vell, the board of the harbour said on Monday."
    assert line_of(f"<p>{start}{rest}</p>") == want + rest


def test_lines_that_begin_anew_stay_apart() -> None:
    text = read(
        f"<article><h1>Old crane stays</h1><p>Open: Mondays in Vell.<br>Shut: Sundays in Vell.</p>{FILLER}</article>"
    ).text
    assert text.split("\n")[:2] == ["Open: Mondays in Vell.", "Shut: Sundays in Vell."]


@pytest.mark.parametrize(
    "start",
    [
        "<p><img alt='T' src='t.gif'>he two sides",
        "<p><big>T</big>he two sides",
        "<p><font size='7'>T</font>he two sides",
        "<p><span style='font-size:3em;float:left'>T</span>he two sides",
        "<p><span aria-hidden='true'><span class='cap'>T</span>he</span><span class='sr-only'>The</span> two sides",
        "<p><span class='dropcap'><span>T</span></span>he two sides",
    ],
)
def test_more_drop_caps(start: str) -> None:
    line = line_of(f"{start} met in the port of Vell on Monday.</p>")
    assert line == "The two sides met in the port of Vell on Monday."


@pytest.mark.parametrize(
    ("start", "want"),
    [
        ("“<span class='dropcap'>W</span>e are glad,” she said", "“We are glad,” she said"),
        ("<span class='dropcap'>“W</span>e are glad,” she said", "“We are glad,” she said"),
        ("<span class='dropcap'>“</span>We are glad,” she said", "“We are glad,” she said"),
        ("<span class='dropcap'>O</span>’Brien came", "O’Brien came"),
        ("<span class='dropcap'>1</span>2 boats came", "12 boats came"),
        ("<span class='dropcap'>A</span> boat came", "A boat came"),
        ("A picture <img alt='T' src='t.gif'> stood", "A picture stood"),
    ],
)
def test_first_letters_with_marks(start: str, want: str) -> None:
    rest = " into the port of Vell on Monday with the two sides."
    assert line_of(f"<p>{start}{rest}</p>") == want + rest
