"""The house stays one in which a newcomer finds things: small files, short functions, named rooms."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LONGEST

ROOT = Path(__file__).parents[1]
SOURCE = ("briefs", "adapters", "bot", "tools", "bench")
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_FILES = 13
REASON = re.compile(r"more than a dozen files[:,] \w")
"""In the first line of a package that holds more than MAX_FILES, and followed by why."""


def python_files(*roots: str) -> list[Path]:
    found = (path for root in roots for path in sorted((ROOT / root).rglob("*.py")))
    return [path.relative_to(ROOT) for path in found if "node_modules" not in path.parts]


FILES = python_files(*SOURCE, "tests")
PACKAGES = sorted({path.parent for path in FILES})


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """A module -> its functions and the lines that each takes, decorators not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def docstring(package: Path) -> str:
    return ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))) or ""


def faults(name: str, text: str) -> list[str]:
    """A file -> what is too long in it."""
    lines = len(text.splitlines())
    found = [f"{name} has {lines} lines"] if lines > MAX_FILE_LINES else []
    return found + [
        f"{name}: {function} has {length} lines"
        for function, length in functions(ast.parse(text))
        if length > MAX_FUNCTION_LINES
    ]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_and_functions_are_of_one_screen_or_a_few(path: Path) -> None:
    assert faults(str(path), (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_a_folder_holds_a_dozen_files_or_says_why(package: Path) -> None:
    assert (ROOT / package / "__init__.py").exists()
    count = len(list((ROOT / package).glob("*.py")))
    first = docstring(package).partition("\n")[0]
    assert count <= MAX_FILES or REASON.search(first), f"{package} holds {count} files"
    assert count > MAX_FILES or not REASON.search(first), f"{package} holds {count} files only"


@pytest.mark.parametrize("package", [p for p in PACKAGES if p.parts[0] in SOURCE], ids=str)
def test_a_package_opens_with_one_sentence(package: Path) -> None:
    first, *_ = docstring(package).split("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]*\S[.]", first), f"{package}: {first!r}"


@pytest.mark.parametrize("package", [p for p in PACKAGES if p.parts[0] in SOURCE], ids=str)
def test_a_package_says_what_it_imports(package: Path) -> None:
    assert re.search(r"\bimports?\b", docstring(package).partition("\n")[0])


def rooms_on_the_map() -> str:
    """The table of docs/architecture.md."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return text.partition("\n## Map\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    "package", [p for p in PACKAGES if p.parts[0] in SOURCE and len(p.parts) > 1], ids=str
)
def test_every_package_is_on_the_map(package: Path) -> None:
    """By its whole path, or by its name in the row of the package around it."""
    table = rooms_on_the_map()
    around = [row for row in table.splitlines() if f"`{package.parent}/`" in row]
    if len(package.parts) > 3:
        around = [row for row in table.splitlines() if f"`{Path(*package.parts[:2])}/`" in row]
    named = any(f"`{package.name}/`" in row for row in around)
    assert f"`{package}/`" in table or named, "docs/architecture.md, Map"


@pytest.mark.parametrize("package", ["bot", "bot/flows", "bot/services"])
def test_every_module_of_the_top_floor_is_on_the_map(package: str) -> None:
    named = "`bot/*.py`" if package == "bot" else f"`{package}/`"
    row = next(line for line in rooms_on_the_map().splitlines() if line.startswith(f"| {named}"))
    modules = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__", "__main__"}
    assert {name for name in modules if f"`{name}`" not in row} == set(), (
        "docs/architecture.md, Map"
    )


PATH = re.compile(r"(?<![\w./:-])((?:bot|adapters|briefs|tests|tools|bench|docs)/[\w/.-]+)")
MODULE = re.compile(r"(?<![\w./:-])(\w+\.py)\b")
DOCUMENTS = [
    path.relative_to(ROOT)
    for path in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
    if path.name != "CHANGELOG.md"  # it tells what was called so once
]


def prose(path: Path) -> str:
    """A document, or the docstrings and comments of a module."""
    text = (ROOT / path).read_text("utf-8")
    if path.suffix != ".py":
        return text
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    found = [token.string for token in tokens if token.type == tokenize.COMMENT]
    alone = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    found += [str(node.value.value) for node in alone if isinstance(node.value, ast.Constant)]
    return "\n".join(found)


@pytest.mark.parametrize("path", [*DOCUMENTS, *python_files(*SOURCE)], ids=str)
def test_what_names_a_file_leads_to_it(path: Path) -> None:
    names = {file.name for file in FILES}
    text = prose(path)
    paths = [found.rstrip("./") for found in PATH.findall(text)]
    assert [at for at in paths if not any(ROOT.glob(f"{at}*"))] == []
    assert [name for name in MODULE.findall(text) if name not in names] == []


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
MAP = [Path("CONTRIBUTING.md"), Path("docs/architecture.md"), Path("docs/testing.md")]
CODE_SPAN = re.compile(r"`([^`\n-][^`\n]*)`")
NAME = re.compile(
    r"(?<![\w/.-])_?(?:[a-zA-Z]\w*(?:_\w+|[a-z][A-Z]\w*|\(\))|[A-Z][A-Z_]{3,}\b)(?![\w=])"
)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
CITED = re.compile(r"[Dd]ecisions? (0\d{3})\b")
COMMAND = re.compile(r"python -m ((?:tools|bench|tests)[\w.]*)")


def names_in(text: str) -> set[str]:
    """A document -> the names of the code that it has in backticks, as far as they look like one."""
    spans = CODE_SPAN.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return {name.removesuffix("()") for span in spans for name in NAME.findall(span)}


@pytest.mark.parametrize("path", MAP, ids=str)
def test_what_the_map_names_is_in_the_code(path: Path) -> None:
    files = [*FILES, Path(".env.example"), Path("pyproject.toml"), Path("Makefile")]
    texts = [(ROOT / file).read_text("utf-8") for file in files]
    known = set(re.findall(r"\w+", "\n".join(texts))) | {file.stem for file in FILES}
    found = names_in((ROOT / path).read_text("utf-8"))
    assert len(found) > 5
    assert found - known == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_every_command_that_a_document_gives_can_be_started(path: Path) -> None:
    modules = COMMAND.findall((ROOT / path).read_text("utf-8"))
    files = [Path(*module.split(".")) for module in modules]
    assert [
        str(file)
        for file in files
        if not (ROOT / file).with_suffix(".py").exists()
        and not (ROOT / file / "__main__.py").exists()
    ] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_every_link_of_a_document_leads_to_a_file(path: Path) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / path).read_text("utf-8"), flags=re.DOTALL)
    links = [link.partition("#")[0] for link in LINK.findall(text)]
    folder = (ROOT / path).parent
    assert [link for link in links if link and not (folder / link).exists()] == []


@pytest.mark.parametrize("path", [*DOCUMENTS, *python_files(*SOURCE)], ids=str)
def test_a_decision_that_is_cited_exists(path: Path) -> None:
    numbers = {decision.name[:4] for decision in DECISIONS}
    assert set(CITED.findall(prose(path))) - numbers == set()


def test_a_name_that_the_code_lost_is_found() -> None:
    text = (
        "Call `ring_all()` of `LostClass.member`, `LOST_CONSTANT`; ```not_here()``` is a listing."
    )
    assert names_in(text) == {"ring_all", "LostClass", "LOST_CONSTANT"}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_the_one_form_and_a_line_in_the_index(decision: Path) -> None:
    text = decision.read_text("utf-8")
    number = decision.name[:4]
    title = re.match(rf"# {number}: (.+)\n\nStatus: ", text)
    assert title is not None, "# NUMBER: Title, then Status:"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    index = (decision.parent / "README.md").read_text("utf-8")
    assert f"- [{number}]({decision.name}) {title[1]}\n" in index
    assert [decision] == list(decision.parent.glob(f"{number}-*.md")), "two have one number"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = 1\n" * 401, "a.py has 401 lines"),
        ("def long() -> None:\n" + "    x = 1\n" * 50, "a.py: long has 51 lines"),
        (
            "class A:\n    async def long(self):\n" + "        x = 1\n" * 50,
            "a.py: long has 51 lines",
        ),
        ("@a\ndef long() -> None:\n" + "    x = 1\n" * 50, "a.py: long has 51 lines"),
        ("def outer():\n    def long():\n" + "        x = 1\n" * 50, "a.py: long has 51 lines"),
    ],
)
def test_what_is_too_long_is_found(text: str, fault: str) -> None:
    assert fault in faults("a.py", text)
    assert faults("a.py", "x = 1\n" * 400 + "") == []
    assert faults("a.py", "def short() -> None:\n" + "    x = 1\n" * 49) == []


def test_the_files_that_are_begun_first_are_there() -> None:
    assert set(LONGEST) <= {str(path.relative_to("tests")) for path in python_files("tests")}


def test_every_metric_is_documented() -> None:
    table = (ROOT / "docs" / "operating.md").read_text("utf-8")
    source = "".join((ROOT / path).read_text("utf-8") for path in python_files("adapters", "bot"))
    names = set(re.findall(r"(?:Metric|_counted|Histogram|Counter)\(\s*\"(readout_\w+)\"", source))
    assert len(names) > 5
    assert {name for name in names if not re.search(rf"`{name}\b", table)} == set()
