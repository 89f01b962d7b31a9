"""spaCy: the pinned pipeline, loaded once per process, and Article -> Reading with it.

Which model is used, first found: the path or name of the settings, an installed
`en_core_web_*`, the pinned package. The weights are compared with the values recorded here
(the official `en_core_web_sm` 3.8.0); `Reader.model_name` and `Reader.verified` tell.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import assert_never

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from adapters.language.errors import NoModel
from adapters.language.installed_model import PINNED, chosen, label
from adapters.language.spacy_pipeline import UNREAD, Pipeline
from briefs.briefing.line_quality.model import LineModel, load_lines, with_quality
from briefs.facts.document.paragraphs import Block, split_blocks
from briefs.facts.pipeline import Models, load_models, read
from briefs.model.articles import Article
from briefs.model.facts import Agreement, Meeting, OneFact, Reaction, Reading

MAX_CHARS = 30_000  # of text that is read; the news of an article comes long before
MAX_BLOCKS = 2_000
MAX_FACTS = 400
"""Facts of each kind. Later steps compare many of them with each other, store and show them; an
article that is one list of names and verbs has as many as sentences."""
MAX_PARTIES = 40
LINES = "lines.npz"
"""Learned last, from what the others read: where weights are being trained it is not there yet."""
UNBROKEN = re.compile(r"\S{1000}")
ENDLESS = re.compile(r"[^.!?…]{3000}")
# SHA-256 of the weights of en_core_web_sm 3.8.0, the same in the official wheel.
WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


class Reader:
    """A loaded pipeline. `verified`: its weights are the recorded ones."""

    def __init__(
        self, nlp: Language, *, name: str, verified: bool, models: Models, lines: LineModel | None
    ) -> None:
        self.model_name = name
        self.verified = verified
        self._pipeline = Pipeline(nlp)
        self._models = models
        self._lines = lines

    def read(self, article: Article) -> Reading:
        """Article -> Reading, paragraph by paragraph, at most MAX_CHARS characters."""
        return self.read_parsed(article, *self.parse(article.text, article.title))

    def read_parsed(
        self, article: Article, blocks: Sequence[Block], docs: Sequence[Doc]
    ) -> Reading:
        """(Article, its blocks, their Docs) -> Reading."""
        reading = bounded(read(article.text, article.title, blocks, docs, models=self._models))
        return reading if self._lines is None else with_quality(article, reading, self._lines)

    def parse(self, text: str, title: str = "") -> tuple[tuple[Block, ...], list[Doc]]:
        """(Text, title) -> its blocks and a Doc for each."""
        blocks = within(split_blocks(text, title), MAX_CHARS)
        return blocks, self._pipeline(block.text for block in blocks)


def within(blocks: tuple[Block, ...], limit: int) -> tuple[Block, ...]:
    """The blocks that fit in `limit` characters, the last one cut at a blank.

    What no writer of prose writes is passed over, since the time for it grows with its
    square: 1,000 characters without a blank (80 s of CPU for 30,000 quote marks), a sentence
    of 3,000 characters (200 s for one word 6,000 times), more than MAX_BLOCKS paragraphs.
    """
    bounded_blocks: list[Block] = []
    left = limit
    for block in blocks[:MAX_BLOCKS]:
        if UNBROKEN.search(block.text) or ENDLESS.search(block.text):
            continue
        if len(block.text) > left:
            cut = block.text.rfind(" ", 0, left)
            if cut > 0:
                bounded_blocks.append(Block(block.number, block.start, block.text[:cut]))
            break
        bounded_blocks.append(block)
        left -= len(block.text)
    return tuple(bounded_blocks)


def bounded(reading: Reading) -> Reading:
    """The first MAX_FACTS of each kind, with at most MAX_PARTIES to each."""
    return replace(reading, facts=reading.facts.first(MAX_FACTS).changed(_with_few_parties))


def _with_few_parties(fact: OneFact) -> OneFact:
    match fact:
        case Meeting():
            return replace(fact, participants=fact.participants[:MAX_PARTIES])
        case Agreement():
            return replace(fact, parties=fact.parties[:MAX_PARTIES])
        case Reaction():
            return fact
        case _:
            assert_never(fact)


def load_reader(model: str | None = None, *, weights: Path | None = None) -> Reader:
    """A model's path or name, or None for the default -> Reader. Raises: NoModel.

    `weights`: the folder of what was learned, None for what comes with the project.
    """
    name = chosen(model)
    if name is None:
        raise NoModel
    try:
        nlp = spacy.load(name, exclude=UNREAD)
    except MemoryError as e:
        raise NoModel(
            f"The language model {name!r} does not fit into a worker's memory.",
            hint="Raise READOUT_WORKER_MEMORY_MB.",
        ) from e
    except (OSError, ValueError, ImportError) as e:
        raise NoModel(f"The language model {name!r} could not be loaded.") from e
    verified = nlp.path is not None and has_recorded_weights(nlp.path)
    if name == PINNED and not verified:
        raise NoModel(f"The weights of {name!r} are not the recorded ones.")
    learned = packaged_weights() if weights is None else weights
    models = models_in(learned)
    lines = learned / LINES
    judged = load_lines(lines.read_bytes()) if lines.is_file() else None
    return Reader(nlp, name=label(nlp.meta), verified=verified, models=models, lines=judged)


def packaged_weights() -> Traversable:
    """The folder of learned weights that comes with the project (briefs/facts/weights)."""
    return files("briefs.facts") / "weights"


def models_in(folder: Traversable) -> Models:
    """A folder of weights -> Models. Raises: OSError where a file is missing."""
    return load_models(lambda name: (folder / name).read_bytes())


def has_recorded_weights(folder: Path) -> bool:
    """Whether the weight files below a model's folder are the recorded ones."""
    return all(
        (folder / name).is_file()
        and hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        for name, digest in WEIGHTS.items()
    )
