"""What can be wrong with the language model."""

from __future__ import annotations

from briefs.errors import ReadoutError


class NoModel(ReadoutError):
    """No language model is installed, or the pinned one is not what it should be."""

    kind = "no_model"
    message = "The language model could not be loaded."
    hint = "Install the pinned model, or name one with READOUT_MODEL."
