"""httpx2 continues httpx, which has had no release since 2024: the swap is one line.

`import httpx2 as httpx` in the one file that names httpx; here the name alone is swapped,
and the fetcher's own tests are run over it.
"""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SWAPPED = """
import sys
import httpx2
sys.modules["httpx"] = httpx2
from adapters.pages import fetcher, transport
assert transport.httpx is httpx2
assert fetcher.Client is httpx2.AsyncClient
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""
IGNORED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
TESTS = ("test_fetcher.py", "test_network_backend.py", "test_odd_addresses.py")


@pytest.mark.skipif(not find_spec("httpx2"), reason="no httpx2")
def test_the_fetcher_works_with_httpx2() -> None:
    tests = [str(ROOT / "tests" / "adapters" / "pages" / name) for name in TESTS]
    run = subprocess.run(
        [sys.executable, "-c", SWAPPED, "-q", "-p", "no:cacheprovider", *IGNORED, *tests],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3_000:] + run.stderr[-1_000:]
    assert " passed" in run.stdout
    assert "failed" not in run.stdout


def test_httpx_is_named_in_one_file_alone() -> None:
    named = set()
    for folder in ("bot", "adapters", "briefs"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                if any(name.split(".")[0] == "httpx" for name in names):
                    named.add(path.relative_to(ROOT).as_posix())
    assert named == {"adapters/pages/transport.py"}
