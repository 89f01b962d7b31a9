"""The rows of `readout facts`: one JSON object in, one out (docs/machine-interface.md).

in   {"id" (or "doc_id"), "title", "date", "text"}; all but the text may be left out
out  {"id", "meetings", "agreements", "reactions", "gist", "briefing"}; every span is [start, end)
     of text
or   {"id", "error": {"kind", "message"}} where the row cannot be read
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, assert_never

from adapters.terminal.streaming import BadRow
from briefs.briefing.compose_briefing import brief
from briefs.errors import ReadoutError
from briefs.model.articles import Article, Span
from briefs.model.briefings import Briefing, Line
from briefs.model.facts import Agreement, Fact, Meeting, Party, Reaction, Reading

Row = dict[str, Any]


class ArticleReader(Protocol):
    """Anything that reads an article."""

    def read(self, article: Article) -> Reading:
        """Article -> Reading."""
        ...


def facts_row(row: Mapping[str, Any], reader: ArticleReader) -> Row:
    """Row in -> row out."""
    key = row.get("id", row.get("doc_id"))
    try:
        article = article_of(row)
        briefing = brief(article, reader.read(article))
    except ReadoutError as e:
        return {"id": key, "error": {"kind": e.kind, "message": str(e)}}
    return {"id": key, **briefing_fields(briefing, article.text)}


def article_of(row: Mapping[str, Any]) -> Article:
    """Row in -> Article. Raises: BadRequest where a field is not text."""
    fields = {name: row.get(name) for name in ("text", "title", "date")}
    if not isinstance(fields["text"], str):
        raise BadRow('The row has no "text".')
    for name in ("title", "date"):
        if not isinstance(fields[name], str | None):
            raise BadRow(f'The row\'s "{name}" is not text.')
    return Article(
        url=str(row.get("url") or ""),
        title=(fields["title"] or "").replace("\0", " "),
        text=fields["text"].replace("\0", " "),  # of the same length: spans stay where they are
        published=fields["date"] or None,
    )


def briefing_fields(briefing: Briefing, text: str) -> Row:
    """(Briefing, the article's text) -> the lists of its facts, and its short form's lines."""
    facts = briefing.facts
    return {
        **{kind: [_fact(one, text) for one in found] for kind, found in facts.by_kind().items()},
        "gist": [_span(s) for s in facts.gist],
        "briefing": [_line(line) for section in briefing.sections for line in section.lines],
    }


def _line(line: Line) -> Row:
    return {"text": line.text, "cites": [_span(proof.span) for proof in line.proofs]}


def _fact(fact: Fact, text: str) -> Row:
    match fact:
        case Meeting():
            return _meeting(fact, text)
        case Agreement():
            return _agreement(fact, text)
        case Reaction():
            return _reaction(fact)
        case _:
            assert_never(fact)


def _meeting(meeting: Meeting, text: str) -> Row:
    return {
        "participants": [_party(p) for p in meeting.participants],
        "status": meeting.status.value,
        "where": meeting.where.of(text) if meeting.where else None,
        "when": meeting.when.of(text) if meeting.when else None,
        "evidence": _span(meeting.evidence),
        "news": not meeting.background,
        "confidence": meeting.confidence,
        "shown": meeting.shown,
    }


def _agreement(agreement: Agreement, text: str) -> Row:
    return {
        "what": agreement.what.of(text),
        "parties": [_party(p) for p in agreement.parties],
        "status": agreement.status.value,
        "evidence": _span(agreement.evidence),
        "news": not agreement.background,
        "confidence": agreement.confidence,
        "shown": agreement.shown,
    }


def _reaction(reaction: Reaction) -> Row:
    return {
        "speaker": _party(reaction.speaker),
        "stance": reaction.stance.value,
        "about": reaction.about,
        "via": reaction.via,
        "quoted": reaction.quoted,
        "source": _spans(reaction.source),
        "cue": _spans(reaction.cue),
        "content": _spans(reaction.content),
        "evidence": _span(reaction.evidence),
        "old": reaction.old,
        "confidence": reaction.confidence,
        "speaker_confidence": reaction.speaker_confidence,
        "stance_confidence": reaction.stance_confidence,
        "shown": reaction.shown,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [_span(s) for s in spans]


def _party(party: Party) -> Row:
    return {"name": party.name, "role": party.role}
