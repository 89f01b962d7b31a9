"""Names side by side in the text -> coordinated lists, whatever the parse.

Takes the Docs and the mention clusters, gives for each token of a listed name the indexes of all
entities of its list: "Ruria, Sund and Ottland", "President |Ada Bell| and Chancellor |Omid Rad|".
Only commas, "and", titles and demonyms come between two members. Two names joined by a comma
alone are an apposition, and ", and" after one name may open a new clause: a list needs a plain
"and", or three members.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from briefs.facts.document.dependencies import is_nominal
from briefs.facts.entities.mention_clustering import MentionClusters
from briefs.facts.entities.role_phrases import is_role
from briefs.model.facts import Kind

_JOINTS = frozenset({",", "and", "&", "or", "the", "then", "well", "as", "most", "many"})
_MAX_BETWEEN = 9


@dataclass(frozen=True, slots=True)
class _Member:
    start: int
    end: int
    index: int


def find_coordinations(
    docs: Sequence[Doc], clusters: MentionClusters
) -> Mapping[tuple[int, int], tuple[int, ...]]:
    """(Docs, clusters) -> {(block, token): indexes of all entities of its list}."""
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for block, doc in enumerate(docs):
        for run in _runs(doc, _members(doc, block, clusters), block, clusters):
            indexes = tuple(dict.fromkeys(m.index for m in run))
            for m in run:
                for token in range(m.start, m.end):
                    found[block, token] = indexes
    return found


def _members(doc: Doc, block: int, clusters: MentionClusters) -> list[_Member]:
    """Names that may be members: no demonyms and no possessors."""
    members: list[_Member] = []
    at = 0
    while at < len(doc):
        index = clusters.at.get((block, at))
        if index is None:
            at += 1
            continue
        start = at
        while at < len(doc) and clusters.at.get((block, at)) == index:
            at += 1
        possessed = at < len(doc) and doc[at].tag_ == "POS"
        modifier = clusters.entities[index].kind is not Kind.PERSON and (
            (block, start) in clusters.adjectives
            or (at < len(doc) and is_nominal(doc[at]) and doc[at - 1].dep_ in {"compound", "amod"})
        )
        if not possessed and not modifier:
            members.append(_Member(start, at, index))
    return _with_their_countries(doc, members, clusters)


def _with_their_countries(
    doc: Doc, members: list[_Member], clusters: MentionClusters
) -> list[_Member]:
    """As in "President |Ada Bell of Ruria| and Chancellor Omid Rad": "Ruria" is no member.

    Only before another person: "Ada Bell of |Ruria and Sund|" is of both.
    """
    joined: list[_Member] = []
    for at, m in enumerate(members):
        after = members[at + 1] if at + 1 < len(members) else None
        hers = (
            bool(joined)
            and joined[-1].end == m.start - 1
            and doc[m.start - 1].lower_ == "of"
            and clusters.entities[joined[-1].index].kind is Kind.PERSON
            and clusters.entities[m.index].kind is not Kind.PERSON
            and after is not None
            and clusters.entities[after.index].kind is Kind.PERSON
        )
        if hers:
            joined[-1] = _Member(joined[-1].start, m.end, joined[-1].index)
        else:
            joined.append(m)
    return joined


def _runs(
    doc: Doc, members: Sequence[_Member], block: int, clusters: MentionClusters
) -> list[Sequence[_Member]]:
    runs: list[Sequence[_Member]] = []
    run: list[_Member] = []
    joined = plain = False
    for m in members:
        between = list(doc[run[-1].end : m.start]) if run else []
        same = bool(run) and not doc[m.start].is_sent_start
        if same and _joins(between, block, clusters):
            has_and = any(t.lower_ in {"and", "&"} for t in between)
            joined = joined or has_and
            plain = plain or (
                has_and and (between[0].text != "," or _is_between_commas(doc, run[-1]))
            )
            run.append(m)
            continue
        if joined and (plain or len(run) > 2):
            runs.append(run)
        run, joined, plain = [m], False, False
    if joined and (plain or len(run) > 2):
        runs.append(run)
    return runs


def _is_between_commas(doc: Doc, member: _Member) -> bool:
    """Whether commas enclose the name: "the leader, |Omid Rad|, and Ada Bell"."""
    return member.start > 0 and doc[member.start - 1].text == ","


def _joins(between: Sequence[Token], block: int, clusters: MentionClusters) -> bool:
    """Whether only joints, titles and demonyms stand between two names."""
    if not 0 < len(between) <= _MAX_BETWEEN:
        return False
    if between[0].lower_ not in {",", "and", "&", "or"}:
        return False
    rest = [t for t in between if t.lower_ not in _JOINTS]
    if not rest:
        return True
    modifiers = all(
        is_nominal(t) or t.tag_ in {"JJ", "POS", "HYPH"} or (block, t.i) in clusters.at
        or t.lower_ in {"of", "for"} for t in rest
    )  # fmt: skip
    demonyms = all((block, t.i) in clusters.adjectives for t in rest)
    return modifiers and (demonyms or any(is_role(t) for t in rest))
