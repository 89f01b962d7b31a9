"""The training scripts, from first to last, on six articles in the public domain.

What they learn from so little is of no use; that each reads what the one before wrote, and that
the reader reads with what they wrote, is what is looked at.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from adapters.language.reader import load_reader
from briefs.model.articles import Article
from tools.learning import (
    gold,
    parsed,
    statements,
    train_attribution,
    train_gist,
    train_lines,
    train_sides,
    train_speakers,
    train_statements,
)
from tools.learning.annotated_articles import digest
from tools.learning.judged_lines import statement_digest
from tools.learning.spans import strip

SAYING = (("{who} said {what}.", "said"), ("{who} warned that {what}.", "warned"),
          ("According to {who}, {what}.", "According to"), ("{who} told reporters {what}.", "told"))  # fmt: skip
PEOPLE = ("Ada Bellamy", "Rosa Mora", "the minister", "Simon Rahal")
WORDS = ("the plan will fail", "the harbour stays open", "the talks cost too much",
         "he is proud of the crew", "the tax was a mistake")  # fmt: skip


def attributions(fold: int) -> dict[str, Any]:
    """An article of twenty sentences in which somebody speaks, and twenty where nobody does."""
    text, found = "", []
    for n in range(20):
        who, what = PEOPLE[(n + fold) % 4], WORDS[n % 5]
        form, cue = SAYING[n % 4]
        sentence = form.format(who=who, what=what)
        spans = {name: [_span(sentence, words, len(text))]
                 for name, words in (("source", who), ("cue", cue), ("content", what))}  # fmt: skip
        found.append({"id": f"E{n}", **spans})
        text += f"{sentence} The ferry left the quay at dawn.\n"
    return {
        "doc_id": f"own/{fold}",
        "fold": fold,
        "title": "Words",
        "text": text,
        "attributions": found,
    }


def _span(sentence: str, words: str, at: int) -> list[int]:
    start = sentence.index(words)
    return [at + start, at + start + len(words)]


def sides(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row of sides_train for each statement whose words and speaker stand in the text."""
    found = []
    for row in rows:
        for n, one in enumerate(row["reactions"]):
            at = row["text"].find(one["words"])
            said = {"source": [], "cue": [], "content": [[at, at + len(one["words"])]]}
            about = {"doc_id": row["id"], "fold": row["fold"], "side": one["stance"]}
            found.append({"id": f"{row['id']}/{n}", "validity": "ok", **about, **said})
    return found


def judged(row: dict[str, Any]) -> dict[str, Any]:
    """A row of judged_lines: every sentence and statement of an article, with a grade."""
    reading = load_reader().read(Article("", row["title"], row["text"]))
    spans = [span for paragraph in reading.paragraphs for span in paragraph.sentences]
    sentences = [digest(span.of(row["text"])) for span in spans]
    statements = [statement_digest(one, row["text"]) for one in reading.facts.reactions]
    lines = [{"sentence": one, "grades": [n % 4]} for n, one in enumerate(sentences)]
    lines += [
        {"sentence": sentences[0], "statement": one, "grades": [n % 4]}
        for n, one in enumerate(statements)
    ]
    return {"id": gold.key(row), "set": "facts_more", "fold": row["fold"], "lines": lines}


def chosen(row: dict[str, Any]) -> dict[str, Any]:
    """A row of chosen_sentences: two readers who chose the article's first sentences."""
    reading = load_reader().read(Article("", row["title"], row["text"]))
    spans = [span for paragraph in reading.paragraphs for span in paragraph.sentences]
    first, second, third, *_ = (digest(span.of(row["text"])) for span in spans)
    choices = [{"main": [first], "more": [second]}, {"main": [first, third], "more": []}]
    return {"id": gold.key(row), "set": "facts_more", "fold": row["fold"], "choices": choices}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A folder of weights, written by every script in its order."""
    folder = tmp_path_factory.mktemp("training")
    shipped, folds, texts = folder / "weights", folder / "folds", folder / "gold"
    shutil.copytree(gold.SHIPPED, shipped)
    texts.mkdir()
    public = gold.rows("facts_more_voa")
    mine = [{**row, "fold": n % 5} for n, row in enumerate(public[:6])]
    extra = public[6]
    sets = {"facts_extra_spans": [strip(extra)], "articles_voa_dev": [extra],
            "stories_seesaw_dev": [], "stories_giveme_dev": [], "facts_more": mine,
            "facts_train": [], "facts_dev": [], "sides_train": sides(mine),
            "judged_lines": [judged(row) for row in mine],
            "chosen_sentences": [chosen(row) for row in mine],
            "attribution_train": [attributions(fold) for fold in range(5)]}  # fmt: skip
    for name, rows in sets.items():
        (texts / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), "utf-8"
        )
    for fold in gold.FOLD_NUMBERS:
        shutil.copytree(gold.FOLDS / str(fold), folds / str(fold))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gold, "PUBLIC_GOLD", texts)
        patch.setattr(gold, "SHIPPED", shipped)
        patch.setattr(gold, "FOLDS", folds)
        patch.setattr(parsed, "CACHE", folder / "parsed")
        statements.scorer_without.cache_clear()
        for script in (
            train_attribution,
            train_speakers,
            train_statements,
            train_sides,
            train_gist,
            train_lines,
        ):
            script.main()
        yield folder
    statements.scorer_without.cache_clear()


@pytest.mark.parametrize("name", ["attribution.npz", "attribution.json", "speakers.npz",
                                  "statements.npz", "sides.npz", "gist.npz", "lines.npz"])  # fmt: skip
def test_each_script_writes_its_weights_anew(trained: Path, name: str) -> None:
    before = gold.ROOT / "briefs" / "facts" / "weights" / name
    written = [trained / "weights" / name, *(trained / "folds" / str(f) / name for f in range(5))]
    assert all(path.read_bytes() != before.read_bytes() for path in written)


def test_weights_of_a_fold_are_not_those_of_all(trained: Path) -> None:
    whole = (trained / "weights" / "speakers.npz").read_bytes()
    assert (trained / "folds" / "2" / "speakers.npz").read_bytes() != whole


def test_the_reader_reads_with_them(trained: Path) -> None:
    text = "Ada Bellamy said the plan will fail.\nThe ferry left the quay at dawn."
    found = load_reader(weights=trained / "folds" / "0").read(Article("", "Words", text))
    assert {r.speaker.name for r in found.facts.reactions if r.speaker} <= {"Ada Bellamy"}
    assert found.facts.gist
