"""Texts -> parsed Docs, with what the rules read and nothing else.

Of the default pipeline nobody reads parts of speech, lemmas and morphology: their components
are not to be loaded (UNREAD). Where the model is built as the pinned one is, token_vectors.py and
entity_recognizer.py compute its vectors and entities, equal and in less time; any other model runs
as spaCy runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from adapters.language.entity_recognizer import Entities
from adapters.language.token_vectors import Vectors

UNREAD = ("attribute_ruler", "lemmatizer", "trainable_lemmatizer", "morphologizer")
KNOWN = ["tok2vec", "tagger", "parser", "ner"]
BATCH_TOKENS = 2_000  # against 500: a tenth less CPU in the parser; 8,000 give no more


class Pipeline:
    """A pipeline loaded without what is UNREAD. `short`: whether the model's ways are known."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self.short = nlp.pipe_names == KNOWN and Entities.knows(nlp.get_pipe("ner"))
        if self.short:
            pipes: dict[str, Any] = dict(nlp.pipeline)
            self._entities = Entities(pipes["ner"])
            models = (pipes["tok2vec"].model, self._entities.tok2vec)
            self.short = all(map(Vectors.knows, models))
        if self.short:
            self._vectors, self._entity_vectors = (Vectors(m, nlp.vocab) for m in models)
            self._parts = [pipes["tagger"], pipes["parser"]]

    def __call__(self, texts: Iterable[str]) -> list[Doc]:
        """Texts -> a Doc each."""
        if not self.short:
            return list(self._nlp.pipe(texts))
        docs = [self._nlp.make_doc(text) for text in texts]
        for batch in batches([doc for doc in docs if len(doc)]):
            self._annotate(batch)
        return docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        for doc, vectors in zip(docs, self._vectors(docs), strict=True):
            doc.tensor = vectors  # type: ignore[assignment]  # the next two look there
        for part in self._parts:
            part.set_annotations(docs, part.predict(docs))
        self._entities(docs, self._entity_vectors(docs))


def batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Docs -> runs of them of about BATCH_TOKENS tokens."""
    batch: list[Doc] = []
    size = 0
    for doc in docs:
        if batch and size + len(doc) > BATCH_TOKENS:
            yield batch
            batch, size = [], 0
        batch.append(doc)
        size += len(doc)
    if batch:
        yield batch
