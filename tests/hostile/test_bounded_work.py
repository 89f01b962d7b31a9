"""Work on a stranger's text, counted: it grows with the text and not with its square."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from adapters.language.reader import MAX_FACTS, MAX_PARTIES, Reader, bounded, load_reader
from briefs.briefing import selection
from briefs.briefing.compose_briefing import brief
from briefs.facts.attribution import reactions
from briefs.model.articles import Article, Paragraph, Span
from briefs.model.facts import (
    Agreement,
    AgreementStatus,
    Facts,
    Kind,
    Meeting,
    MeetingStatus,
    Party,
    Reaction,
    Reading,
    Stance,
)
from briefs.stories.fingerprints import MAX_EVENT_KEYS, fingerprint
from briefs.text import party_names
from briefs.verification import source_document
from briefs.verification.source_document import SourceDocument, make_source_document

ROOT = Path(__file__).parents[2]


def meetings(sentences: int, names: int, *, tail: int = 0) -> tuple[Article, Reading]:
    """A text of so many meetings between so many people, and `tail` characters never read."""
    text, spans, facts = "", [], []
    for number in range(sentences):
        one, two = f"Xara Smith{number % names}", f"Jo{number % names} Doe"
        sentence = f"Minister {one} met President {two} in Sund."
        span = Span(len(text), len(text) + len(sentence))
        spans.append(span)
        people = tuple(Party(name, None, Kind.PERSON) for name in (one, two))
        facts.append(Meeting(people, MeetingStatus.HAPPENED, span))
        text += sentence + " "
    paragraph = Paragraph(1, Span(0, len(text)), tuple(spans))
    article = Article("https://a.example/a", "Meetings", text + "Smith0 and Doe. " * (tail // 16))
    return article, Reading(Facts(meetings=tuple(facts)), (paragraph,))


class Calls:
    """How often a function was called, and for what."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count: Counter[str] = Counter()
        self.of: Counter[tuple[str, object]] = Counter()
        self.chars = 0
        self._patch = monkeypatch

    def watch(self, where: Any, name: str, *, text: int | None = None) -> None:
        function: Callable[..., Any] = getattr(where, name)

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.count[name] += 1
            self.of[name, args[0]] += 1
            if text is not None:
                self.chars += len(args[text])
            return function(*args, **kwargs)

        self._patch.setattr(where, name, counted)


@pytest.mark.parametrize("sentences", [20, 100, 400])
def test_each_name_is_looked_for_once(sentences: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(monkeypatch)
    calls.watch(source_document, "short_name")
    calls.watch(source_document, "given_name")
    make_source_document(*meetings(sentences, names=10))
    assert calls.count == {"short_name": 20, "given_name": 20}
    assert set(calls.of.values()) == {1}


@pytest.mark.parametrize("tail", [0, 10_000, 400_000, 4_000_000])
def test_what_was_not_read_is_not_searched(tail: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(monkeypatch)
    calls.watch(source_document, "short_name", text=1)
    calls.watch(source_document, "given_name", text=1)
    article, reading = meetings(50, names=50, tail=tail)
    on = make_source_document(article, reading)
    assert len(on.everyone) == 100
    assert calls.chars < 200 * 3_000
    assert len(on.flat) < 3_000


@pytest.mark.parametrize("names", [50, 100, 200, 400])
def test_a_line_is_compared_with_those_who_share_a_word(
    names: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many comparisons for each name, however many names there are."""
    calls = Calls(monkeypatch)
    calls.watch(source_document, "is_name_of")
    on = make_source_document(*meetings(names, names=names))
    for party in on.everyone:
        for _ in range(3):
            assert on.parties_called(party.name) == (party,)
    # "Doe" is the last word of half of them; whoever bears a name of their own is met alone.
    smiths = [party for party in on.everyone if "Smith" in party.name]
    assert sum(calls.of["is_name_of", party.name] for party in smiths) == names


def brute(words: str, on: SourceDocument) -> tuple[Party, ...]:
    return tuple(
        party
        for party in on.everyone
        if party_names.is_name_of(words, party.name) or party_names.is_role(words, party.role)
    )


@pytest.mark.parametrize(
    "words",
    [
        "Ada Bell", "Bell", "the ministry", "The ministry", "Ministry", "U.S.", "François Ost",
        "Francois Ost", "prime minister", "Prime minister", "Bell, Omid Mora", "Ada Bell and Omid Mora",
        "S.", "", " ", "...", "the", "ell", "Bell Ada", "O'Neil", "’", "Ost-Vell", "Vell",
    ],
)  # fmt: skip
def test_the_index_finds_whom_a_search_of_all_finds(words: str) -> None:
    names = [
        ("Ada Bell", "prime minister"), ("Omid Mora", None), ("Ada Bell and Omid Mora", None),
        ("ministry", None), ("U.S. Army", None), ("François Ost", "the Ministry's head"),
        ("Ost-Vell", None), ("Sean O'Neil", None), ("...", None), ("Bell, Omid Mora", "Bell"),
    ]  # fmt: skip
    article, _ = meetings(1, 1)
    people = tuple(Party(name, role, Kind.PERSON) for name, role in names)
    span = Span(0, 5)
    facts = Facts(meetings=(Meeting(people, MeetingStatus.HAPPENED, span),))
    on = make_source_document(article, Reading(facts, (Paragraph(1, span, (span,)),)))
    assert on.parties_called(words) == brute(words, on)


def test_comparing_candidates_stops_at_those_worth_most(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(monkeypatch)
    calls.watch(selection, "_repeats")
    selection.choose(
        make_source_document(*meetings(2_000, names=2_000)), lines=8, words=130, most=149
    )
    assert calls.count["_repeats"] < selection.MAX_CANDIDATES**2


@pytest.mark.parametrize("words", [13, 50, 400])
def test_a_name_without_end_is_not_taken_apart(words: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(monkeypatch)
    calls.watch(party_names, "unaccented")
    name = " ".join(f"Xa{n}" for n in range(words))
    assert party_names.given_name(Party(name, None, Kind.PERSON), "Xa3 Xa4") == name
    assert calls.count["unaccented"] == 1


def crowd(count: int) -> Reading:
    people = tuple(Party(f"P{n} Q{n}") for n in range(count))
    span = Span(0, 1)
    return Reading(
        Facts(
            meetings=(Meeting(people, MeetingStatus.HAPPENED, span),) * count,
            agreements=(Agreement(span, people, AgreementStatus.SIGNED, span),) * count,
            reactions=(Reaction(people[0], Stance.FOR, False, (), (), (span,), span),) * count,
            gist=(span,),
        ),
        (),
    )


@pytest.mark.parametrize("count", [MAX_FACTS + 1, 3 * MAX_FACTS])
def test_facts_and_their_parties_are_bounded(count: int) -> None:
    facts = bounded(crowd(count)).facts
    kinds = (facts.meetings, facts.agreements, facts.reactions)
    assert [len(kind) for kind in kinds] == [MAX_FACTS] * 3
    assert len(facts.meetings[0].participants) == len(facts.agreements[0].parties) == MAX_PARTIES


def test_facts_within_the_bounds_stay_as_they_are() -> None:
    assert bounded(crowd(MAX_PARTIES)) == crowd(MAX_PARTIES)


def test_a_fingerprint_holds_so_many_events() -> None:
    article, _ = meetings(1, 1)
    people = [Party(f"P Q{n}") for n in range(400)]
    facts = Facts(meetings=tuple(
        Meeting(tuple(people[n : n + 40]), MeetingStatus.HAPPENED, Span(0, 1)) for n in range(360)
    ))  # fmt: skip
    found = fingerprint(article, Reading(facts, ()))
    assert len(found.event_keys) == MAX_EVENT_KEYS


def test_a_briefing_of_too_many_meetings_is_made_of_few_lines() -> None:
    article, reading = meetings(2_000, names=2_000)
    ours = brief(article, bounded(reading))
    assert sum(len(section.lines) for section in ours.sections) <= 8
    assert sum(len(section.lines) for section in ours.full) <= 3 * MAX_FACTS + 10


MET = "Minister Xara Smith{0} met President Jo{0} Doe on Monday. "
QUOTE = "“We go on,” said Al{0} Bo{0}. "
PACT = "Aland{0} and Bland{0} signed pact {0}. "
ONE_NAME = "President Ada Bell said Ada Bell met Ada Bell on Monday. "


class Steps:
    """Calls of functions, Python's and C's, made while a block runs; other threads' are not."""

    count = 0

    def __enter__(self) -> Steps:
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, _: FrameType, event: str, __: object) -> None:
        self.count += event in ("call", "c_call")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.mark.parametrize("sentence", [MET, QUOTE, PACT, ONE_NAME])
@pytest.mark.parametrize("blank", [" ", "\n\n"], ids=["one paragraph", "many"])
def test_reading_takes_steps_with_the_text_and_not_with_its_square(
    reader: Reader, sentence: str, blank: str
) -> None:
    """Twice the sentences take twice the steps, and not four times as many.

    Some more than twice: lines are compared with the facts of their paragraph, at most MAX_FACTS.
    """
    counts = []
    for size in (100, 200):
        text = "".join(sentence.format(n).strip() + blank for n in range(size))
        article = Article("https://a.example/a", "", text)
        with Steps() as steps:
            ours = brief(article, reader.read(article))
        assert ours.full
        counts.append(steps.count)
    assert counts[1] < 3 * counts[0], counts


def test_the_latest_year_is_looked_for_once(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls(monkeypatch)
    calls.watch(reactions, "latest_year")
    text = "\n\n".join(QUOTE.format(n) for n in range(60))
    assert len(reader.read(Article("https://a.example/a", "", text)).facts.reactions) > 30
    assert calls.count == {"latest_year": 1}


@pytest.mark.parametrize("over", [1, 200])
def test_so_many_claims_are_weighed(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, over: int
) -> None:
    monkeypatch.setattr(reactions, "MAX_CLAIMS", 20)
    sizes: list[int] = []
    questions = reactions.questions

    def noted(tokens: Any, claims: Sequence[Any], scorer: Any) -> Any:
        sizes.append(len(claims))
        return questions(tokens, claims, scorer)

    monkeypatch.setattr(reactions, "questions", noted)
    text = "\n\n".join(QUOTE.format(n) for n in range(20 + over))
    reader.read(Article("https://a.example/a", "", text))
    assert sizes == [20]


STRANGERS_WORK = ("brief", "fingerprint", "extract_article", "article_from_text", "read_here",
                  "compose", "group", "earlier_of_same_story", "compose_digest",
                  "interstitial_target", "may_fetch", "Protego.parse", "parse_feed", "feeds_at",
                  "read_opml")  # fmt: skip


def named(function: ast.expr) -> str:
    """`brief` of `brief(...)`, `Protego.parse` of `Protego.parse(...)`; methods of values are none."""
    match function:
        case ast.Name(name):
            return name
        case ast.Attribute(ast.Name(of), name):
            return f"{of}.{name}"
        case _:
            return ""


def called_directly(path: Path) -> set[str]:
    """Names of functions of STRANGERS_WORK that a module calls itself, or hands to a thread."""
    tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    threaded = [
        call.args[0] for call in calls if named(call.func).endswith("to_thread") and call.args
    ]
    names = {named(function) for function in (*(call.func for call in calls), *threaded)}
    return names & set(STRANGERS_WORK)


def test_only_workers_call_what_works_on_a_strangers_text() -> None:
    callers = {
        str(path.relative_to(ROOT)): found
        for layer in ("bot", "adapters")
        for path in (ROOT / layer).rglob("*.py")
        if (found := called_directly(path))
    }
    assert callers == {
        "bot/wiring/worker_jobs.py": {"brief", "fingerprint"},
        # Themselves what a worker is asked to do:
        "bot/digest_composition.py": {"compose", "group"},
        "adapters/pages/robots.py": {"Protego.parse"},
        "adapters/feeds/discovery.py": {"parse_feed"},
        "adapters/pages/extraction/__init__.py": {"article_from_text"},
        "adapters/language/__init__.py": {"read_here"},
        # Commands of the operator, in a process that answers nobody:
        "adapters/terminal/facts_rows.py": {"brief"},
        "adapters/terminal/accounts_rows.py": {"brief", "fingerprint", "group"},
        "adapters/terminal/stories_rows.py": {"fingerprint", "group"},
    }
