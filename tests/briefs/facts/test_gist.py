"""Which sentences are chosen, from invented articles."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.facts.gist import choose_gist, load_gist, stems
from briefs.model.facts import Facts
from tests.briefs.random_articles import Telling, bakery, paragraphs_of
from tests.conftest import examples

MODEL = load_gist((files("briefs.facts") / "weights" / "gist.npz").read_bytes())


def chosen(title: str, text: str, count: int = 2) -> list[str]:
    paragraphs = paragraphs_of(text)
    found = choose_gist(text, title, paragraphs, Facts(), MODEL, count=count)
    return [s.of(text) for s, _ in found]


def test_the_news_comes_first() -> None:
    telling = bakery()
    first, second = chosen(telling.title, telling.text)
    assert first.startswith("Larkspur Ovens said on Monday")
    assert second != first


def test_a_soft_opening_is_passed_over() -> None:
    text = (
        "The kettle sings early in Tarn.\n"
        "The town council of Tarn voted on Tuesday to rebuild the old swing bridge, which has been"
        " shut to carts and cars since the flood of last autumn.\n"
        "“I missed it,” said Olle Hamm.\n"
        "The work will cost nine million crowns and will take two summers, the council said."
    )
    assert chosen("Tarn votes to rebuild its swing bridge", text)[0].startswith("The town council")


def test_a_bare_quote_is_not_the_news() -> None:
    text = (
        "The harbour at Sund will be dredged from Monday so that larger ferries can land there.\n"
        "“About time, if you ask me and if you ask my old father,” said the harbour master.\n"
        "Three firms from the mainland have been hired for the harbour works on Sund's east quay."
    )
    assert not any(s.startswith("“") for s in chosen("Sund harbour to be dredged", text))


def test_the_second_adds_to_the_first() -> None:
    text = (
        "Norrland's railway will buy forty electric trains from Halden Works, it said on Monday.\n"
        "Norrland's railway said on Monday that it will buy forty electric trains from Halden"
        " Works.\n"
        "The drivers' union warned that the platforms are too short for half of them."
    )
    first, second = chosen("Norrland railway buys electric trains", text)
    assert "railway" in first
    assert second.startswith("The drivers' union")


def test_as_many_as_there_are() -> None:
    assert chosen("", "") == []
    assert len(chosen("A title", "One sentence stands here alone.", count=4)) == 1


def test_inflections_share_a_stem() -> None:
    assert set(stems("The bridges")) == set(stems("a bridge’s"))
    assert set(stems("signing signed signs")) == {"sign"}
    assert set(stems("She said that it was")) == set()


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=400), st.text(max_size=60), st.integers(1, 5))
def test_any_text_gives_distinct_sentences_of_it(text: str, title: str, count: int) -> None:
    telling = Telling(title, text)
    paragraphs = telling.reading.paragraphs
    found = choose_gist(text, title, paragraphs, Facts(), MODEL, count=count)
    spans = [span for span, _ in found]
    assert all(0 <= share <= 1 for _, share in found)
    assert len(spans) == len(set(spans)) <= count
    assert set(spans) <= {s for p in paragraphs for s in p.sentences}
    assert found == choose_gist(text, title, paragraphs, Facts(), MODEL, count=count)
