"""Names that hold a hyphen are one name, and what a hyphen only joins to one is not part of it."""

from __future__ import annotations

import pytest

from tests.briefs.facts.fact_sentences import reactions_in

SPEAKERS = [
    ("OVD-Info, a group that counts arrests, said that forty people were held.", ["OVD-Info"]),
    ("On Sunday the OVR-Data Board told reporters it was over.", ["OVR-Data Board"]),
    ("Lee Do-hoon, the president's spokesman, said the talks would go on.", ["Lee Do-hoon"]),
    ("Mr. Kim Hyun-chong said the ministry agreed.", ["Kim Hyun-chong"]),
    ("Presidential spokesman Park Soo-hyun said it would go on. “It was a good day,” Park said.",
     ["Park Soo-hyun", "Park Soo-hyun"]),
    ("President Abdel Fattah el-Sissi met envoys. Sissi said the talks were useful.",
     ["Abdel Fattah el-Sissi"]),
    ("Mary Smith-Jones said it was late.", ["Mary Smith-Jones"]),
    ("The Kim Mora-era rules were bad, Anna Roth said.", ["Anna Roth"]),
    ("The Tiverton-Bampton line is closed, Network Rail said.", ["Network Rail"]),
    ("OSLO-Ferry crews said they would strike.", ["Ferry crews"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), SPEAKERS)
def test_a_speaker_has_the_whole_name(text: str, speakers: list[str]) -> None:
    assert [reaction.speaker.name for reaction in reactions_in(text)] == speakers
