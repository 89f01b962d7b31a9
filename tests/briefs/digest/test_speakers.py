"""Who speaks is one and the same under another title, and is given words only where a sentence says so."""

from __future__ import annotations

import pytest

from briefs.digest.given_words import gives_words_to
from briefs.digest.speakers import name_alone, same_speaker


def words(text: str) -> tuple[str, ...]:
    return tuple(text.lower().replace(",", "").split())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Speaker Paul D. Orr", "House Speaker Paul Orr"),
        ("Judge Marta Kell", "Justice Marta Kell"),
        ("police", "a Surrey police spokeswoman"),
        ("A.J. Orr", "AJ Orr"),
        ("President Orr", "Orr"),
        ("Mr Orr", "President Orr"),
        ("the foreign ministry", "a foreign ministry spokesman"),
    ],
)
def test_one_speaker_under_two_names(a: str, b: str) -> None:
    assert same_speaker(words(a), words(b))
    assert same_speaker(words(b), words(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orr", "Orr's spokesman"),
        ("Mayor Orr", "Judge Orr"),
        ("Tom Orr", "Marta Orr"),
        ("the senator", "a senator"),
        ("Paul Orr", "Paul Kell"),
        ("President Orr", "President Kell"),
        ("police", "a ministry spokesman"),
    ],
)
def test_two_speakers(a: str, b: str) -> None:
    assert not same_speaker(words(a), words(b))
    assert not same_speaker(words(b), words(a))


SPEAKER = name_alone(words("Senator Marta Kell"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "Kell said on Monday"),
        ("", "said Kell"),
        ("", "said harbour board member Marta Kell, who lives in Vell"),
        ("", "Senator Marta Kell wrote"),
        ("Senator Kell said that", ""),
        ("Marta Kell of Vell, the chair of the board, said bluntly", ""),
    ],
)
def test_words_that_are_given_to_a_speaker(before: str, after: str) -> None:
    assert gives_words_to(words(before), words(after), SPEAKER)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("", "she said"),
        ("", "Orr told Kell"),
        ("", "said a spokesman for Kell"),
        ("", "Kell's lawyer said"),
        ("", "Tom Kell said"),
        ("", "Kell heard"),
        ("Orr, who met Kell, said", ""),
        ("Orr denied that Kell said", ""),
        ("Kell lawyer Orr said", ""),
        ("If the harbour opens", "Kell said"),
        ("Kell said Orr said", ""),
    ],
)
def test_words_that_may_be_somebody_elses(before: str, after: str) -> None:
    assert not gives_words_to(words(before), words(after), SPEAKER)
