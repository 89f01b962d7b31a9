"""Briefing -> text, Markdown and JSON to copy elsewhere.

The JSON is for programs that read the page; its names do not change within a version.
"""

from __future__ import annotations

import re

from adapters.web.briefing_view import Evidence, ShownLine, ShownSection, Stretch, show
from briefs.links.sanitizing import host_of, plain, safe_url
from briefs.model.pastes import ArchivedBriefing

VERSION = 1

# Everything that CommonMark or its common extensions give a meaning:
# https://spec.commonmark.org/0.31.2/#ascii-punctuation-character
MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~&$^=@:])")
NUMBERED = re.compile(r"^(\s*\d+)([.)])")


def as_text(archived: ArchivedBriefing) -> str:
    """ArchivedBriefing -> plain text, one line for each line of the briefing."""
    shown = show(archived.briefing)
    lines = [_words(shown.headline), _source(archived), ""]
    for section in shown.sections:
        lines += [
            section.label,
            *(f"- {_words(line)}{_paragraphs(line)}" for line in section.lines),
        ]
        lines.append("")
    return "\n".join(lines).strip() + "\n"


def as_markdown(archived: ArchivedBriefing) -> str:
    """ArchivedBriefing -> Markdown in which no word of the article is taken for markup."""
    shown = show(archived.briefing)
    lines = [f"**{escape(_words(shown.headline))}**", ""]
    url = safe_url(archived.briefing.url)
    source = escape(_source(archived))
    lines += [f"{source} <{url}>" if url else source, ""]
    for section in shown.sections:
        lines += [f"**{section.label}**", ""]
        lines += [f"- {escape(_words(line))}{_paragraphs(line)}" for line in section.lines]
        lines.append("")
    return "\n".join(lines).strip() + "\n"


def as_json(archived: ArchivedBriefing) -> dict[str, object]:
    """ArchivedBriefing -> JSON value: every line with its pieces and the sentences it cites."""
    briefing, shown = archived.briefing, show(archived.briefing)
    return {
        "version": VERSION,
        "id": archived.id,
        "made_at": archived.made_at.isoformat(),
        "rules": briefing.version,
        "url": safe_url(briefing.url),
        "title": plain(briefing.title),
        "site": plain(briefing.site) if briefing.site else None,
        "published": plain(briefing.published) if briefing.published else None,
        "verdict": briefing.verdict.value,
        "from_feed": briefing.from_feed,
        "headline": _json_line(shown.headline),
        "sections": _json_sections(shown.sections),
        "facts": _json_sections(shown.full),
    }


def escape(text: str) -> str:
    """Any text -> one line of Markdown that reads as that text."""
    flat = " ".join(text.split())
    return NUMBERED.sub(r"\1\\\2", MARKDOWN.sub(r"\\\1", flat))


def _words(line: ShownLine) -> str:
    return " ".join(plain("".join(stretch.text for stretch in line.stretches)).split())


def _paragraphs(line: ShownLine) -> str:
    numbers = ", ".join(f"¶{each.paragraph}" for each in line.evidence)
    return f" ({numbers})" if numbers else ""


def _source(archived: ArchivedBriefing) -> str:
    briefing = archived.briefing
    parts = (briefing.site, briefing.published and briefing.published[:10], host_of(briefing.url))
    return " · ".join(dict.fromkeys(plain(part) for part in parts if part))


def _json_sections(sections: tuple[ShownSection, ...]) -> list[dict[str, object]]:
    return [
        {"label": section.label, "lines": [_json_line(line) for line in section.lines]}
        for section in sections
    ]


def _json_line(line: ShownLine) -> dict[str, object]:
    return {
        "text": _words(line),
        "quotes": [plain(each.text) for each in line.stretches if each.exact],
        "evidence": [_json_evidence(each) for each in line.evidence],
    }


def _json_evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "paragraph": evidence.paragraph,
        "sentences": list(evidence.sentences),
        "text": plain(_joined(evidence.stretches)),
        "cited": plain(_joined(tuple(each for each in evidence.stretches if each.marked))),
    }


def _joined(stretches: tuple[Stretch, ...]) -> str:
    return "".join(stretch.text for stretch in stretches)
