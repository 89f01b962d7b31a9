"""What test_injection looks for in all that is shown is itself right about invisible characters."""

from __future__ import annotations

import pytest

from briefs.links.sanitizing import plain
from tests.hostile.test_injection import invisible


@pytest.mark.parametrize(
    "text",
    ["a\u200db", "\u200d", "\U0001f600\u200d", "\u200d\U0001f600", "a\ufe0f", "1\ufe0f", "\u3164", "\u034f",
     "\U000e0061", "\U0001f3f4\U000e0067", "\u202e", "\ufeff", "\x00", "\ud800", "a\u200cb"],
)  # fmt: skip
def test_what_may_not_be_shown_is_noticed(text: str) -> None:
    assert invisible(text)


@pytest.mark.parametrize(
    "text",
    ["a\nb", "\U0001f469\u200d\U0001f4bb", "\u2764\ufe0f\u200d\U0001f525", "1\ufe0f\u20e3", "\u2764\ufe0f",
     "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\u0645\u06cc\u200c\u0631",
     "\U0001f44d\U0001f3fd", "\U0001f3f3\ufe0f\u200d\U0001f308"],
)  # fmt: skip
def test_what_may_be_shown_is_not(text: str) -> None:
    assert not invisible(text)
    assert plain(text) == text
