"""Article -> Reading, with the Reader of this process; imports briefs.facts.

spaCy is loaded where somebody reads, in the workers: importing this loads none of it, and the
process that answers the chats stays small (reader.py has what is loaded).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.language.errors import NoModel
from briefs.model.articles import Article
from briefs.model.facts import Reading

if TYPE_CHECKING:
    from adapters.language.reader import Reader

__all__ = ["NoModel", "ProcessReader", "model_here", "prepare", "read_here"]

# The one Reader of a worker process, or why it has none; it is too large to pickle.
_reader: list[Reader | NoModel] = []


def prepare(model: str | None = None) -> None:
    """Load the Reader of this process; if that fails, every use of it raises the reason."""
    try:
        from adapters.language.reader import load_reader

        _reader[:] = [load_reader(model)]
    except NoModel as missing:
        _reader[:] = [missing]


def read_here(article: Article) -> Reading:
    """Article -> Reading with the Reader of this process, loaded on first use. Raises: NoModel."""
    return _here().read(article)


def model_here() -> str:
    """The name of the model of this process. Raises: NoModel."""
    return _here().model_name


def _here() -> Reader:
    if not _reader:
        prepare()
    found = _reader[0]
    if isinstance(found, NoModel):
        raise found
    return found


class ProcessReader:
    """Stands for the Reader of the process in which it is used; pickles to nothing."""

    def read(self, article: Article) -> Reading:
        """Article -> Reading."""
        return read_here(article)
