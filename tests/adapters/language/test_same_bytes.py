"""The same text gives the same bytes, whatever the Python, the hash seed and the process."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.language.reader import load_reader
from adapters.terminal.facts_rows import facts_row

HERE = Path(__file__).parent
EXPECTED = "453d7be7b8f343b78dbea08d232d3a8ac2f4205d7f0634690895e69a3a3bdf49"
"""SHA-256 of what `readout facts` writes of same/articles.txt, under Python 3.11 to 3.13.

Renew it, when the rules were changed on purpose, with what
`python -m tests.adapters.language.test_same_bytes` prints; under every Python it must be the same.
"""


def digest() -> str:
    """The articles of the folder -> SHA-256 of their facts as JSON Lines."""
    reader, written = load_reader(), hashlib.sha256()
    articles = (HERE / "same" / "articles.txt").read_text(encoding="utf-8").split("\n\n")
    for number, article in enumerate(articles):
        title, text = article.strip().split("\n", 1)
        row = facts_row({"id": number, "title": title, "text": text}, reader)
        assert row["reactions"]
        written.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return written.hexdigest()


def test_the_facts_are_those_that_were_recorded() -> None:
    found = digest()
    assert found == EXPECTED, (
        f"The facts of same/articles.txt are other bytes than recorded: {found}. If the rules "
        "were changed on purpose, record it in EXPECTED (python -m "
        "tests.adapters.language.test_same_bytes); if only the Python changed, it is a fault."
    )


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_with_another_hash_seed_gives_the_same(seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.adapters.language.test_same_bytes"],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    assert run.stdout.strip() == digest()


if __name__ == "__main__":
    print(digest())
