"""Prints what becomes of the made pairs, set by set: `python -m tests.briefs.digest.pairs`.

Merged wrongly and merged at all (test_sound_credit.py), and of the pairs that contradict each other
those that a digest sets side by side (test_differing_statements.py).
"""

from __future__ import annotations

from tests.briefs.digest.comparison.agreement.test_sound_credit import FILES, PAIRS, SEED, merged
from tests.briefs.digest.pairs import generator
from tests.briefs.digest.test_differing_statements import CONTRADICTORY, differ


def main() -> None:
    """A line for each set."""
    for path in FILES:
        one: list[bool] = []
        apart: list[bool] = []
        differences, wanted, set_against = 0, 0, 0
        for pair in generator.pairs([path], PAIRS, SEED):
            (one if pair.same else apart).append(merged(pair.a, pair.b))
            found = bool(differ(pair.a, pair.b))
            set_against += found and pair.same
            if pair.kind.removeprefix("other.") in CONTRADICTORY:
                wanted, differences = wanted + 1, differences + found
        print(
            f"{path.stem:6s} the same, merged {sum(one)} of {len(one)} ({sum(one) / len(one):.1%}); "
            f"different, merged {sum(apart)} of {len(apart)} ({sum(apart) / len(apart):.1%}); "
            f"contradictory, told {differences} of {wanted} ({differences / wanted:.0%}); "
            f"the same, set against each other {set_against}"
        )


if __name__ == "__main__":
    main()
