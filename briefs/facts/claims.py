"""Sheet -> who said what."""

from __future__ import annotations

from briefs.facts.sheet import Sheet
from briefs.model import Party, Reaction, Stance

# The commonest reporting verbs of English news.
SAYING = frozenset(
    ("say", "says", "said", "saying", "told", "tells", "added", "adds", "noted", "wrote")
)


def find_reactions(sheet: Sheet) -> tuple[Reaction, ...]:
    """Sheet -> the reactions in the order of the text."""
    found = []
    for cue in range(len(sheet)):
        if sheet.lower[cue] in SAYING and sheet.quote[cue] < 0:
            subject = [k for k in sheet.kids[cue] if sheet.dep[k] == "nsubj"]
            content = [k for k in sheet.kids[cue] if sheet.dep[k] == "ccomp"]
            if subject and content:
                who = sheet.trim((sheet.left[subject[0]], sheet.right[subject[0]]))
                what = sheet.trim((sheet.left[content[0]], sheet.right[content[0]]))
                if who[0] < who[1] and what[0] < what[1]:
                    found.append(
                        Reaction(
                            speaker=Party(sheet.words(who)),
                            stance=Stance.NEUTRAL,
                            quoted=False,
                            source=(sheet.span(who),),
                            cue=(sheet.span((cue, cue + 1)),),
                            content=(sheet.span(what),),
                            evidence=sheet.span(sheet.sents[sheet.sent[cue]]),
                        )
                    )
    return tuple(found)
