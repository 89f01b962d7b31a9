"""The checker: true lines pass, and every way to bend one fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefs.briefing.realization import proofs_of
from briefs.model.articles import Span
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.text.guard_words import CLOSE, CUT, MET, OPEN, SAYS, TEMPLATES
from briefs.text.party_names import is_name_of
from briefs.verification.checker import check, check_headline
from briefs.verification.source_document import SourceDocument, make_source_document
from tests.briefs.random_articles import BRANDT, ILVES, KOHL, ferry, person
from tests.briefs.verification.pieces import (
    CASES,
    LINES,
    STRANGE,
    Case,
    name,
    one_sentence,
    pieces_of,
    plain,
    quote,
    with_piece,
    words,
)
from tests.conftest import examples

# ------------------------------------------------------------------------ properties


def words_of(case: Case, data: st.DataObject, *wordings: Wording) -> tuple[int, list[str]]:
    """A line -> the number of one of its pieces, and that piece's words."""
    at = data.draw(st.sampled_from(pieces_of(case[0], *wordings)))
    return at, case[0].pieces[at].text.split()


def stands(case: Case, at: int, words: list[str]) -> bool:
    """Whether the line passes with these words in that piece."""
    line, on = case
    return not check(with_piece(line, at, replace(line.pieces[at], text=" ".join(words))), on)


ARTICLES_OWN = (Wording.WORDS, Wording.QUOTE)


def test_true_lines_pass() -> None:
    assert len(CASES) > 20
    for line, on in CASES:
        assert check(line, on) == ()


@settings(max_examples=examples(300), deadline=None)
@given(LINES, st.data(), STRANGE)
def test_a_changed_word_fails(case: Case, data: st.DataObject, strange: str) -> None:
    at, said = words_of(case, data, *ARTICLES_OWN, Wording.NAME)
    place = data.draw(st.integers(0, len(said) - 1))
    assume(said[place] != strange)
    said[place] = strange
    assert not stands(case, at, said)


@settings(max_examples=examples(300), deadline=None)
@given(LINES, st.data())
def test_a_dropped_word_fails(case: Case, data: st.DataObject) -> None:
    """Any word at all, a negation or a hedge among them."""
    at, said = words_of(case, data, *ARTICLES_OWN)
    assume(len(said) > 1)
    del said[data.draw(st.integers(0, len(said) - 1))]
    assert not stands(case, at, said)


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.data(), STRANGE)
def test_an_added_word_fails(case: Case, data: st.DataObject, strange: str) -> None:
    at, said = words_of(case, data, *ARTICLES_OWN, Wording.NAME)
    said.insert(data.draw(st.integers(0, len(said))), strange)
    assert not stands(case, at, said)


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.data())
def test_two_words_that_change_places_fail(case: Case, data: st.DataObject) -> None:
    at, said = words_of(case, data, *ARTICLES_OWN)
    assume(len(said) > 1)
    place = data.draw(st.integers(0, len(said) - 2))
    assume(said[place] != said[place + 1])
    said[place : place + 2] = reversed(said[place : place + 2])
    assert not stands(case, at, said)


def swapped_names() -> Iterator[tuple[Line, SourceDocument]]:
    for line, on in CASES:
        everyone = {party.name for party in on.everyone} | {
            party.role for party in on.everyone if party.role
        }
        for at in pieces_of(line, Wording.NAME):
            here = line.pieces[at]
            for other in sorted(everyone | {"Nobody Here"}):
                same = is_name_of(here.text, other) or is_name_of(other, here.text)
                taken = other in line.text or any(
                    is_name_of(line.pieces[n].text, other) for n in pieces_of(line, Wording.NAME)
                )
                if not same and not taken:
                    yield with_piece(line, at, replace(here, text=other)), on


def test_a_swapped_name_fails() -> None:
    swapped = list(swapped_names())
    assert len(swapped) > 30
    for line, on in swapped:
        assert check(line, on), line.text


@settings(max_examples=examples(300), deadline=None)
@given(LINES, st.data())
def test_a_shifted_span_fails(case: Case, data: st.DataObject) -> None:
    line, on = case
    proof = line.proofs[0]
    by = st.integers(-3, 3)
    wrong = Proof(
        Span(proof.span.start + data.draw(by), proof.span.end + data.draw(by)),
        proof.paragraph + data.draw(st.integers(-1, 1)),
        proof.sentence + data.draw(st.integers(-1, 1)),
    )
    assume(wrong != proof)
    pieces = (replace(p, proof=wrong) if p.proof == proof else p for p in line.pieces)
    assert check(Line(tuple(pieces)), on)


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.data())
def test_another_sentence_is_no_proof(case: Case, data: st.DataObject) -> None:
    line, on = case
    proof = line.proofs[0]
    whole = Span(0, len(on.text))
    other = data.draw(st.sampled_from([p for p in proofs_of(whole, on) if p != proof]))
    pieces = (replace(p, proof=other) if p.proof == proof else p for p in line.pieces)
    assert check(Line(tuple(pieces)), on)


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.data())
def test_a_piece_without_proof_fails(case: Case, data: st.DataObject) -> None:
    line, on = case
    at = data.draw(st.sampled_from(pieces_of(line, *ARTICLES_OWN, Wording.NAME)))
    assert check(with_piece(line, at, replace(line.pieces[at], proof=None)), on)


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.data(), st.text(min_size=1, max_size=12))
def test_template_words_are_a_closed_list(case: Case, data: st.DataObject, text: str) -> None:
    line, on = case
    assume(text not in TEMPLATES)
    at = data.draw(st.integers(0, len(line.pieces)))
    assert check(Line((*line.pieces[:at], plain(text), *line.pieces[at:])), on)


@settings(max_examples=examples(200), deadline=None)
@given(LINES, st.lists(st.integers(0, 40), max_size=6), st.data())
def test_any_line_ends_in_an_answer(case: Case, order: list[int], data: st.DataObject) -> None:
    """Pieces in any order, doubled or missing, never raise."""
    line, on = case
    pool = [*line.pieces, *data.draw(LINES)[0].pieces]
    pieces = tuple(pool[n % len(pool)] for n in order)
    assert isinstance(check(Line(pieces), on), tuple)


# ------------------------------------------------------------------ quotes and credits


def sale() -> tuple[SourceDocument, Proof]:
    telling = ferry()
    on = make_source_document(telling.article, telling.reading)
    return on, proofs_of(telling.sentence("sells the coast"), on)[0]


HEADER = ("Nadia Kohl", "leader of the opposition", "the Halden Courier")


def kohl_says(
    proof: Proof, *rest: Piece, role: str = HEADER[1], via: str | None = HEADER[2]
) -> Line:
    head = [name(HEADER[0], proof), plain(", "), name(role, proof)]
    if via:
        head += [plain(", per "), name(via, proof)]
    return Line((*head, plain(SAYS), *rest))


def test_the_outlet_is_kept() -> None:
    on, proof = sale()
    rest = (
        words("the pact", proof),
        plain(" "),
        plain(OPEN),
        quote("sells the coast for a handshake", proof),
        plain(CLOSE),
        plain(" "),
        words("because it was written in secret", proof),
    )
    assert check(kohl_says(proof, *rest), on) == ()
    assert check(kohl_says(proof, *rest, via=None), on)
    assert check(kohl_says(proof, *rest, via="the Rival Post"), on)
    assert check(kohl_says(proof, *rest, role="President"), on)


def test_only_quoted_words_stand_in_quote_marks() -> None:
    on, proof = sale()
    rest = [plain(OPEN), quote("the pact", proof), plain(CUT + CLOSE)]
    assert any("quote marks" in reason for reason in check(kohl_says(proof, *rest), on))


def test_a_quote_is_cut_with_a_mark_or_not_at_all() -> None:
    telling = ferry()
    on = make_source_document(telling.article, telling.reading)
    proof = proofs_of(telling.sentence("We want every child"), on)[0]
    cut = quote("We want every child in both towns", proof)
    head = (name("Ilves", proof), plain(SAYS), plain(OPEN), cut)
    assert check(Line((*head, plain(CLOSE))), on)
    inside = check(Line((*head, plain(CUT + CLOSE))), on)
    assert inside == ("is cut inside a clause",)


def pier(rest: str) -> tuple[tuple[Piece, ...], SourceDocument]:
    """How a line begins that cuts “We will build the pier, REST,” behind the pier."""
    text = f"“We will build the pier, {rest},” Mara Ilves said."
    telling, proof = one_sentence(text)
    telling.said(ILVES, "Mara Ilves", "said", text[1 : text.index(",”")])
    on = make_source_document(telling.article, telling.reading)
    cut = quote("We will build the pier", proof)
    return (name("Mara Ilves", proof), plain(SAYS), plain(OPEN), cut), on


def test_a_marked_cut_at_a_clause_end_passes() -> None:
    head, on = pier("because the sea is patient")
    assert check(Line((*head, plain(CUT + CLOSE))), on) == ()
    assert check(Line((*head, plain(CLOSE))), on)


def test_a_condition_is_not_cut_off() -> None:
    head, on = pier("if the sea is patient")
    assert check(Line((*head, plain(CUT + CLOSE))), on)


def test_words_of_another_are_not_theirs() -> None:
    text = "Mara Ilves said the pact was fair and Tomas Brandt said the sea was cold."
    telling, proof = one_sentence(text)
    telling.said(ILVES, "Mara Ilves", "said", "the pact was fair")
    telling.said(BRANDT, "Tomas Brandt", "said", "the sea was cold")
    on = make_source_document(telling.article, telling.reading)
    mine = words("the pact was fair", proof)
    theirs = words("the sea was cold", proof)
    assert check(Line((name("Mara Ilves", proof), plain(SAYS), mine)), on) == ()
    assert check(Line((name("Mara Ilves", proof), plain(SAYS), theirs)), on)
    assert check(Line((name("Tomas Brandt", proof), plain(SAYS), mine)), on)


# ------------------------------------------------------------------ sentences cut short


SHORTENED = [
    ("The dam held, which surprised the town.", "The dam held", True),
    ("The dam held, officials said.", "The dam held", False),
    ("The dam held, according to the mayor.", "The dam held", False),
    ("The dam held, but the town was flooded.", "The dam held", False),
    ("The dam held unless the gauge lies.", "The dam held", False),
    ("The dam held no water.", "The dam held", False),
    ("The dam held back the flood.", "The dam held", False),
    ("The treaty between Norrland and Sund lapsed.", "The treaty between Norrland", False),
    ("Nobody said that the dam held, which is odd.", "the dam held", False),
    ("But the dam held, which surprised the town.", "The dam held", True),
    ("All boats that were wet sank.", "All boats", False),
    ("It expected salt, the tar and rope to be late.", "It expected salt", False),
    ("As the dam held, the town slept.", "As the dam held", False),
    ("She signed it, a map of the reefs.", "She signed it", True),
]


@pytest.mark.parametrize(("text", "shortened", "stands"), SHORTENED)
def test_a_sentence_is_cut_only_where_nothing_is_lost(
    text: str, shortened: str, *, stands: bool
) -> None:
    telling, proof = one_sentence(text)
    on = make_source_document(telling.article, telling.reading)
    line = Line((words(shortened, proof), plain(CUT)))
    assert (check(line, on) == ()) is stands
    assert check(Line((words(shortened, proof),)), on)


# -------------------------------------------------------------------------- headlines


def test_a_headline_is_the_title_or_a_line() -> None:
    telling = ferry()
    telling.title = "Ilves and Brandt sign a pact"
    on = make_source_document(telling.article, telling.reading)

    def title(text: str, *rest: Piece) -> Line:
        return Line((Piece(text, Wording.WORDS), *rest))

    assert check_headline(title("Ilves and Brandt sign a pact"), on) == ()
    assert check_headline(title("Ilves and Brandt", plain(CUT)), on) == ()
    assert check_headline(title("Ilves and Brandt"), on)
    assert check_headline(title("Brandt and Ilves sign a pact"), on)
    assert check_headline(title("Brandt sign a pact"), on)
    assert check(title("Ilves and Brandt sign a pact"), on)


def test_a_name_that_two_people_bear_is_no_proof_of_either() -> None:
    telling, proof = one_sentence("Ann Lee met Bo Lee.")
    telling.met([person("Ann Lee"), person("Bo Lee")], "met")
    on = make_source_document(telling.article, telling.reading)
    both = Line((name("Lee", proof), plain(" and "), name("Lee", proof), plain(MET)))
    assert check(both, on)
    assert KOHL.name not in {p.name for p in on.everyone}
