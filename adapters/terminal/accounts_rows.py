"""The rows of `readout accounts`: articles in, one row a story out (docs/machine-interface.md).

in   {"id" (or "doc_id"), "title", "date", "site", "text"}; all but the text may be left out
out  {"story", "articles", "headline", "lines", "differ", "origins"}; articles by their `id`
or   {"id", "error": {"kind", "message"}} where a row cannot be read

An article without a `site` is an outlet of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from adapters.terminal.facts_rows import ArticleReader, article_of
from adapters.terminal.streaming import BadRow
from briefs.briefing.compose_briefing import brief
from briefs.digest.compose_digest import Limits, story_of
from briefs.errors import ReadoutError
from briefs.model.stories import Contradiction, DigestCandidate, Story, StoryLine
from briefs.stories.fingerprints import fingerprint
from briefs.stories.story_clustering import group

Row = dict[str, Any]

EVERYTHING = Limits(lines=10_000, wording_articles=None, with_repeats=True)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""The same time for all rows: no article arrived before another."""


def candidate_row(row: Mapping[str, Any], reader: ArticleReader) -> Row:
    """Row in -> {"id", "candidate": DigestCandidate}, or an error row; runs in a worker."""
    key = row.get("id", row.get("doc_id"))
    try:
        article = article_of(row)
        site = row.get("site")
        if not isinstance(site, str | None):
            raise BadRow('The row\'s "site" is not text.')
        article = replace(article, site=site or None)
        reading = reader.read(article)
        candidate = DigestCandidate(brief(article, reading), fingerprint(article, reading), EPOCH)
    except ReadoutError as e:
        return {"id": key, "error": {"kind": e.kind, "message": str(e)}}
    return {"id": key, "candidate": candidate}


def accounts_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """A batch's candidates -> one row for each story, in the order of their first articles."""
    candidates: list[DigestCandidate] = []
    ids: dict[str, Any] = {}
    for number, row in enumerate(rows, 1):
        one: DigestCandidate = row["candidate"]
        url = f"https://{number}.row.invalid/"
        ids[url] = row["id"]
        candidates.append(replace(one, briefing=replace(one.briefing, url=url)))
    for members in group([one.fingerprint for one in candidates]):
        story = story_of([candidates[at] for at in members], before=(), limits=EVERYTHING)
        yield _row(
            f"s{members[0] + 1}", [candidates[at].briefing.url for at in members], story, ids
        )


def _row(name: str, urls: Sequence[str], story: Story, ids: Mapping[str, Any]) -> Row:
    lead = story.briefings[0]

    def named(several: Iterable[str]) -> list[Any]:
        return [ids[url] for url in several]

    return {
        "story": name,
        "articles": named(urls),
        "headline": lead.headline.text or lead.title,
        "lines": [_line(line, ids) for line in story.lines],
        "differ": [_differing(each, named) for each in story.contradictions],
        "origins": [named(origin.urls) for origin in story.origins],
    }


def _line(line: StoryLine, ids: Mapping[str, Any]) -> Row:
    return {
        "text": line.line.text,
        "credit": [ids[witness.url] for witness in line.witnesses],
        "evidence": {
            _key(ids[witness.url]): [witness.proofs[0].span.start, witness.proofs[-1].span.end]
            for witness in line.witnesses
            if witness.proofs
        },
    }


def _key(value: object) -> str:
    """An id as a dictionary key: text unchanged, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def _differing(each: Contradiction, named: Callable[[Iterable[str]], list[Any]]) -> Row:
    return {
        "about": each.about.value,
        "versions": [
            {
                "text": version.words,
                "credit": named(dict.fromkeys(witness.url for witness in version.witnesses)),
            }
            for version in each.versions
        ],
    }
