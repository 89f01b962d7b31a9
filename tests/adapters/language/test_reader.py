"""The pinned pipeline: which one it is, whether it is the right one, how much it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from adapters.language import NoModel, prepare, read_here
from adapters.language.reader import (
    MAX_CHARS,
    WEIGHTS,
    Reader,
    has_recorded_weights,
    load_reader,
    within,
)
from briefs.facts.document.paragraphs import split_blocks
from briefs.model.articles import Article

TEXT = "Nora Bell, the mayor of Ottery, said the bridge would be closed.\nSource link"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def article(text: str) -> Article:
    return Article(url="", title="", text=text)


def test_the_default_model_is_named_and_verified(reader: Reader) -> None:
    assert reader.model_name.startswith("en_core_web_sm")
    assert reader.model_name.endswith("3.8.0")
    assert reader.verified


def test_a_model_that_is_not_there_is_told() -> None:
    with pytest.raises(NoModel, match="no_such_model"):
        load_reader("no_such_model")


def test_other_weights_are_not_verified(tmp_path: Path) -> None:
    assert not has_recorded_weights(tmp_path)
    for name in WEIGHTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"other weights")
    assert not has_recorded_weights(tmp_path)


def test_an_article_is_read_to_its_facts(reader: Reader) -> None:
    reading = reader.read(article(TEXT))
    [reaction] = reading.facts.reactions
    assert reaction.speaker.name == "Nora Bell"
    assert [s.of(TEXT) for s in reaction.content] == ["the bridge would be closed"]
    assert [p.number for p in reading.paragraphs] == [1]


def test_what_nobody_reads_is_not_run(reader: Reader) -> None:
    _, [doc] = reader.parse("The bridge was closed in Ottery.")
    assert {(token.lemma_, token.pos_) for token in doc} == {("", "")}
    assert doc[2].tag_ == "VBD"
    assert [ent.text for ent in doc.ents] == ["Ottery"]


def test_who_does_not_read_loads_no_spacy() -> None:
    """The process that answers the chats and those that wait for rows: 35 MB and a second less."""
    seen = (
        "import sys, bot.cli.run_command, bot.cli.row_commands, bot.cli.brief_command,"
        " bot.wiring.running_service;"
        "print([name for name in ('spacy', 'thinc', 'briefs.facts.pipeline') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", seen], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


def test_the_same_text_gives_the_same_reading(reader: Reader) -> None:
    assert reader.read(article(TEXT)) == reader.read(article(TEXT))


@pytest.mark.parametrize("text", ["", "\n\n", "Source link", "\u200b", "a" * 50, "“" * 300])
def test_hardly_any_text_gives_no_facts(reader: Reader, text: str) -> None:
    assert reader.read(article(text)).facts.reactions == ()


def test_half_a_character_does_no_harm(reader: Reader) -> None:
    text = "Nora Bell said \ud83d the bridge would be closed."
    assert reader.read(article(text)).facts.reactions


def test_a_process_keeps_its_reader() -> None:
    prepare()
    assert read_here(article(TEXT)).facts.reactions


def test_no_more_than_the_limit_is_read() -> None:
    line = "The council met on Monday and spoke of the bridge at length once more.\n"
    blocks = within(split_blocks(line * 1000), MAX_CHARS)
    assert sum(len(b.text) for b in blocks) <= MAX_CHARS
    assert blocks[-1].text.startswith("The council")
    [cut] = within(split_blocks(line), 20)
    assert cut.text == "The council met on"
