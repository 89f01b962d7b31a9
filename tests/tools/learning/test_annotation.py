"""Annotation is shipped without the words that it annotates, and joins them again."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tools.learning import annotation, chosen_sentences, judged_lines, spans
from tools.learning.annotation import FOLDER, STRIPPED, is_public
from tools.learning.gold import BLIND, EXTRA, EXTRA_TEXTS, PICKED, read, rows
from tools.learning.spans import join, joined, strip

DIGEST = re.compile(r"[0-9a-f]{16}")
FAULTS = frozenset(
    [
        "noun",
        "pronoun",
        "furniture",
        "half",
        "speaker",
        "cut",
        "hedge",
        "heading",
        "writer",
        "other",
        "time",
        "list",
        "example",
    ]
)
MEASURED = ("facts_more", "facts_train", "facts_dev", "attribution_dev")
COPIED = 0.15
"""The part of eight words in a row that two texts share which are one article."""
TEXT = "Mora met Bell in Oslo. “We signed,” said Bell."
ROW: dict[str, Any] = {
    "id": "a/1", "article": "9f", "fold": 2, "title": "Mora meets Bell", "text": TEXT,
    "meetings": [{"participants": ["Mora", "Ada Bell"], "status": "happened", "where": "Oslo",
                  "when": None, "news": True, "evidence": "Mora met Bell in Oslo.", "also": []}],
    "gist": ["Mora met Bell in Oslo."],
}  # fmt: skip


def test_no_word_of_the_text_stays() -> None:
    stripped = strip(ROW)
    assert stripped.keys() == {"sha256", "id", "article", "fold", "meetings", "gist"}
    assert stripped["gist"] == [{"at": [0, 22]}]
    meeting = stripped["meetings"][0]
    assert (meeting["where"], meeting["status"]) == ({"at": [17, 21]}, "happened")
    assert meeting["participants"] == [{"at": [0, 4]}, "Ada Bell"]


def test_what_was_stripped_joins_its_text_again() -> None:
    assert join(strip(ROW), {"title": ROW["title"], "text": TEXT}) == ROW


def test_a_text_that_differs_joins_nothing() -> None:
    assert list(joined([strip(ROW)], [{"text": TEXT + " "}, {"text": TEXT}])) == [
        {k: v for k, v in ROW.items() if k != "title"}
    ]


def test_a_sentence_that_is_not_in_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="too long to be a name"):
        strip({**ROW, "gist": ["Mora met Bell in Oslo " * 8]})


def test_what_is_shipped_joins_to_the_gold(needs: Any) -> None:
    needs("shared")
    for name in STRIPPED:
        gold = [row for row in rows(name) if row["fold"] != BLIND]
        shipped = FOLDER / f"{name}_voa.jsonl"
        whole = read(shipped) if shipped.is_file() else []
        given: list[dict[str, Any]] = [
            {k: row[k] for k in ("title", "text") if k in row} for row in gold
        ]
        found = [*whole, *joined(read(FOLDER / f"{name}_spans.jsonl"), given)]
        # One text may stand in several rows: what is joined is some row's annotation of it.
        known = {json.dumps(row, sort_keys=True) for row in gold}
        assert len(found) >= len(gold)
        assert all(json.dumps(row, sort_keys=True) in known for row in found)


def test_nothing_blind_and_no_publishers_words_are_shipped() -> None:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for row in read(path):
            assert row["fold"] != BLIND
            if path.stem == chosen_sentences.CHOSEN:
                assert row.keys() == {"id", "set", "fold", "choices"}
                for choice in row["choices"]:
                    assert choice.keys() == {"main", "more"}
                    assert all(map(DIGEST.fullmatch, [*choice["main"], *choice["more"]]))
                continue
            if path.stem == judged_lines.JUDGED:
                assert all(_is_bare(line) for line in row["lines"])
                assert row.keys() == {"id", "set", "fold", "lines"}
                continue
            assert "sha256" in row or is_public(row)
            assert ("text" in row) == ("sha256" not in row)
            if "sha256" in row:
                assert max(map(len, _strings(row)), default=0) <= spans.LONGEST


def test_a_judged_page_lies_in_the_fold_of_its_article(shared: Path) -> None:
    """Saved pages carry no fold, and some are articles of facts_more: of the blind fold, too."""
    assert (shared / "gold" / "pages_dev.jsonl").is_file()
    pages = {row["id"]: row for row in rows("pages_dev")}
    articles = [(row["fold"], shingles(row["text"])) for row in rows("facts_more")]
    for row in [*rows(judged_lines.JUDGED), *rows(chosen_sentences.CHOSEN)]:
        if row["set"] == "pages_dev":
            mine = shingles(pages[row["id"]]["text"])
            same = {fold for fold, other in articles if common(mine, other) > COPIED}
            assert same <= {row["fold"]}


@pytest.mark.parametrize(
    ("one", "others"),
    [(EXTRA, MEASURED), (PICKED, (*MEASURED, EXTRA))],
    ids=["trained on", "measured alone"],
)
def test_no_article_is_in_two_sets(shared: Path, one: str, others: tuple[str, ...]) -> None:
    """What is trained on is never measured, and what is measured alone is in no other set."""
    assert (shared / "gold" / f"{EXTRA_TEXTS[0]}.jsonl").is_file()
    extra = rows(one)
    assert len(extra) == len({row["sha256"] for row in read(FOLDER / f"{one}_spans.jsonl")})
    measured = [shingles(row["text"]) for name in others for row in rows(name)]
    holds: dict[tuple[str, ...], list[int]] = {}
    for number, words in enumerate(measured):
        for word in words:
            holds.setdefault(word, []).append(number)
    for row in extra:
        mine = shingles(row["text"])
        for number, _ in Counter(n for word in mine for n in holds.get(word, ())).most_common(1):
            assert common(mine, measured[number]) <= COPIED, row["id"]


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every eight words that stand together."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + 8]) for n in range(max(1, len(words) - 7))}


def common(one: set[tuple[str, ...]], two: set[tuple[str, ...]]) -> float:
    return len(one & two) / min(len(one), len(two))


def _is_bare(line: dict[str, Any]) -> bool:
    """Whether a judged line is digests, grades and the names of faults, and nothing else."""
    known = [line["sentence"], *line.get("beside", []), line.get("statement", line["sentence"])]
    assert line.keys() <= {"sentence", "statement", "grades", "beside", "kinds"}
    assert set(line.get("kinds", [])) <= FAULTS
    return all(DIGEST.fullmatch(digest) for digest in known)


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [s for v in value.values() for s in _strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in _strings(v)]
    return [value] if isinstance(value, str) else []


def test_joined_rows_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(annotation, "FOLDER", tmp_path)
    (tmp_path / "own_spans.jsonl").write_text(json.dumps(strip(ROW)) + "\n", "utf-8")
    (texts := tmp_path / "texts").write_text(json.dumps({"title": "T", "text": TEXT}), "utf-8")
    monkeypatch.setattr("sys.argv", ["annotation", "join", str(texts)])
    annotation.main()
    assert json.loads(capsys.readouterr().out)["meetings"] == ROW["meetings"]


def test_the_scorer_is_the_shared_one(shared: Path) -> None:
    own = ROOT / "quality" / "gold" / "score.py"
    assert own.read_bytes() == (shared / "gold" / "score.py").read_bytes()
