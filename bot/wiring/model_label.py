"""Which language model is used, for `readout --version`, which names no adapter and loads none."""

from __future__ import annotations

from adapters.language.installed_model import installed_label

__all__ = ["installed_label"]
