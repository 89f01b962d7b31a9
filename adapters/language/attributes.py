"""The attribute ruler and the rule lemmatizer, asked once for each kind of token.

Both decide token by token from its word, its tag and its dependency (eight patterns look
at the token before as well), and both do it in Python for every token: a fifth of the
pipeline's time for the same few thousand answers. This keeps the answers. What
it sets, part of speech and lemma, is what the two would set; the test compares them.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language
from spacy.symbols import expl
from spacy.tokens import Doc

MAX_KINDS = 200_000
"""Kinds of token that are kept; then it starts over (some tens of MB)."""

RUN_ON = frozenset({"ai", "gon", "got", "let", "c'm", "c’m", "y", "y'", "y’"})
"""First words of patterns over two tokens ("gon na"): such a Doc goes the long way."""

Kind = tuple[int, int, int, bool]
"""Word, tag and dependency, and whether an expletive stands before ("there is": a verb)."""


class Attributes:
    """Does what `attribute_ruler` and `lemmatizer` of a pipeline would do, and asks them once.

    The two have to be disabled in the pipeline, whose Docs then go through this.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._ruler = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        self._run_on = frozenset(
            nlp.vocab.strings.add(form)
            for word in RUN_ON
            for form in (word, word.capitalize(), word.upper())
        )
        self._known: dict[Kind, tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Doc with tags and parse -> the same with parts of speech and lemmas."""
        rows = doc.to_array([ORTH, TAG, DEP]).tolist()
        if any(row[0] in self._run_on for row in rows):
            return self._lemmatizer(self._ruler(doc))
        known, found, after_expletive = self._known, [], False
        for at, (orth, tag, dep) in enumerate(rows):
            kind = (orth, tag, dep, after_expletive)
            answer = known.get(kind)
            if answer is None:
                answer = self._ask(doc, at, after_expletive=after_expletive)
                if len(known) >= MAX_KINDS:
                    known.clear()
                known[kind] = answer
            found.append(answer)
            after_expletive = dep == expl
        for token, (pos, lemma) in zip(doc, found, strict=True):
            token.pos = pos
            token.lemma = lemma
        return doc

    def _ask(self, doc: Doc, at: int, *, after_expletive: bool) -> tuple[int, int]:
        """(part of speech, lemma) of a token, from the two components themselves."""
        first = at - 1 if after_expletive else at
        tokens = [doc[i] for i in range(first, at + 1)]
        alone = Doc(
            self._vocab,
            words=[t.text for t in tokens],
            tags=[t.tag_ for t in tokens],
            deps=[t.dep_ or "dep" for t in tokens],
            heads=[len(tokens) - 1] * len(tokens),
        )
        last = self._lemmatizer(self._ruler(alone))[-1]
        return int(last.pos), int(last.lemma)


def take_over(nlp: Language) -> Callable[[Doc], Doc]:
    """Disable the two components where the pipeline has them -> what to send its Docs through."""
    if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names):
        return lambda doc: doc
    attributes = Attributes(nlp)
    for name in ("attribute_ruler", "lemmatizer"):
        nlp.disable_pipe(name)
    return attributes
