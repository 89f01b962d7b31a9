"""The command as a newcomer meets it: one clear line and an exit code for whatever is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import pytest

from adapters.language.reader import load_reader
from bot.__main__ import app, main

ROOT = Path(__file__).parents[3]


def _told(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error; nothing on standard output."""
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    return lines[0]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "nothing-here.html"]) == 1
    assert "There is no file 'nothing-here.html'" in _told(capsys)


def test_an_address_without_its_scheme_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "news.example.org/story"]) == 1
    assert "https://" in _told(capsys)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not a saved page"),
        ("paper.pdf", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("broken.html.gz", b"\x1f\x8b\x08\x00broken", "gzip"),
    ],
)
def test_a_file_that_cannot_be_read(
    name: str, data: bytes, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["brief", name]) == 1
    assert expected in _told(capsys)


def test_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", str(tmp_path)]) == 1
    assert "Is a directory" in _told(capsys)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("ftp://example.org/story", "Only http and https"),
        ("http://127.0.0.1/story", "refused"),
        ("http://169.254.169.254/latest/meta-data", "refused"),
        ("https://no-such-host.invalid/story", "no-such-host.invalid"),
        ("www.no-such-host.invalid", "There is no site named www.no-such-host.invalid"),
    ],
)
def test_a_link_that_cannot_be_fetched(
    link: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", link]) == 1
    assert expected in _told(capsys)


@pytest.mark.parametrize("arguments", [["brief"], ["frobnicate"], ["pages"], ["brief", "a", "b"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Usage: readout" in capsys.readouterr().err


def test_bad_settings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("READOUT_PORT", "http")
    assert main(["brief", "https://example.org/"]) == 1
    said = capsys.readouterr().err
    assert "READOUT_PORT" in said
    assert "Traceback" not in said


def test_help_loads_no_language_model() -> None:
    script = (
        "import sys\n"
        "from bot.__main__ import main\n"
        "main(['--help'])\n"
        "heavy = [m for m in ('spacy', 'trafilatura', 'lxml', 'sqlalchemy', 'httpx', 'discord', "
        "'slack_bolt') if m in sys.modules]\n"
        "sys.exit(', '.join(heavy) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "brief" in done.stdout


def test_facts_keeps_the_order_and_turns_a_bad_row_into_an_error_row() -> None:
    rows = [
        {"id": "a", "text": "The minister met the envoy in Rovania on Monday."},
        {"id": "b"},
        {"id": "c", "text": "\U0001f600 ﷽ \x00 \ud7ff"},
    ]
    lines = "\n".join(
        [json.dumps(rows[0]), "{broken", json.dumps(rows[1]), "", json.dumps(rows[2])]
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot", "facts"],
        cwd=ROOT, input=lines, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("id") for answer in answers] == ["a", None, "b", "c"]
    assert ["error" in answer for answer in answers] == [False, True, True, False]


def test_nothing_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", ""]) == 1
    assert "nothing to brief" in _told(capsys)


ARTICLE = "The minister met the envoy in Rovania on Monday. “It was a start,” the minister said."


def _command(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, stderr=subprocess.PIPE, **options
    )


@pytest.mark.parametrize(
    "arguments", [["--help"], ["facts"], ["brief", "-"], ["brief", "-", "--json"]]
)
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    row = ARTICLE if "brief" in arguments else json.dumps({"id": 1, "text": ARTICLE})
    with (
        Path("/dev/full").open("wb") as full,
        _command(*arguments, stdin=subprocess.PIPE, stdout=full) as running,
    ):
        _, said = running.communicate(row.encode())
    assert running.returncode == 1
    assert said.decode() == (
        "readout: Reading or writing failed: No space left on device. Check the file and the disk.\n"
    )


@pytest.mark.parametrize("arguments", [["facts"], ["brief", "-"], ["brief", "-", "--json"]])
def test_a_reader_who_goes_away_is_no_failure(arguments: list[str]) -> None:
    row = ARTICLE if "brief" in arguments else json.dumps({"id": 1, "text": ARTICLE})
    ours, theirs = os.pipe()
    os.close(ours)
    with _command(*arguments, stdin=subprocess.PIPE, stdout=theirs) as running:
        os.close(theirs)
        _, said = running.communicate(row.encode())
    assert (running.returncode, said) == (0, b"")


def test_a_terminal_that_lacks_characters_gets_the_others() -> None:
    with _command(
        "brief", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    ) as running:  # fmt: skip
        shown, said = running.communicate(ARTICLE.encode())
    assert (running.returncode, said) == (0, b"")
    assert b"minister met the envoy" in shown


def test_json_is_utf_8_on_any_terminal() -> None:
    with _command(
        "brief", "-", "--json", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    ) as running:  # fmt: skip
        shown, _ = running.communicate(ARTICLE.encode())
    assert "“It was a start,”" in json.dumps(json.loads(shown), ensure_ascii=False)


def test_an_interrupt_while_it_waits_for_a_row_ends_it_quietly() -> None:
    # A shell's background jobs ignore interrupts, and what they start inherits it.
    heeded = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with _command(
        "facts", stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=heeded
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps({"id": 1, "text": ARTICLE}).encode() + b"\n")
        running.stdin.flush()
        running.stdout.readline()  # it works, and waits for the next
        running.send_signal(signal.SIGINT)
        running.wait(60)  # before its input ends, which would end it as well
        said = running.stderr.read() if running.stderr is not None else b""
    assert (running.returncode, said) == (130, b"")


def test_a_question_that_is_not_answered_with_yes_does_nothing() -> None:
    with _command("erase", "slack", "T1", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        _, said = running.communicate(b"n\n")
    assert (running.returncode, said) == (1, b"readout: Nothing was done.\n")


def test_every_verb_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    def explain(group: click.Group, *path: str) -> None:
        for name, verb in group.commands.items():
            assert main([*path, name, "--help"]) == 0
            said = capsys.readouterr().out
            assert "Usage: readout" in said
            for option in verb.params:
                assert not isinstance(option, click.Option) or option.help, (
                    path,
                    name,
                    option.name,
                )
            if isinstance(verb, click.Group):
                explain(verb, *path, name)

    explain(app)
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:")[2]
    assert "..." not in listed, "a line of the list is cut off"


@pytest.mark.parametrize(
    ("variables", "model"),
    [
        ({}, "MODEL"),
        ({"READOUT_MODEL": "nonesuch"}, "none that can be found"),
        ({"READOUT_MODEL": "/nowhere/at/all"}, "none that can be found"),
        ({"READOUT_MODEL": "copied"}, "en_made_up 9.1"),
        ({"READOUT_MODEL": "torn"}, "none that can be found"),
        ({"READOUT_MODLE": "x"}, "unknown, since the settings make no sense"),
    ],
)
def test_the_version_is_told_with_the_models(
    variables: dict[str, str], model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name, meta in (
        ("copied", '{"lang": "en", "name": "made_up", "version": "9.1"}'),
        ("torn", "{"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text(meta)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert main(["--version"]) == 0
    expected = model.replace("MODEL", load_reader().model_name)
    assert capsys.readouterr().out == f"readout {version('readout')}\nlanguage model: {expected}\n"
