"""Takes the README's picture of the local page from a running one.

    readout run &
    python -m tools.pictures.page_picture http://127.0.0.1:8484 docs/pictures/page.png

Briefs the shipped example, opens one line and lets headless Chromium take the picture.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

HEADLESS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Flags of Chromium: without a window, without traffic of its own."""
WAIT_S = 120.0


def brief_example(page: str) -> str:
    """Address of the page -> address of the example's briefing."""
    with httpx.Client(base_url=page, timeout=WAIT_S, trust_env=False) as client:
        job = client.post("/example").headers["location"]
        finished = False
        while not finished:
            stages = client.get(f"{job}/stages", params={"seen": 99}).raise_for_status()
            finished = stages.headers["x-finished"] == "1"
        return page.rstrip("/") + client.get(job).headers["location"]


def take(url: str, file: Path, *, width: int, height: int, dark: bool = False) -> None:
    """A page's address -> its picture in `file`, as wide and high in pixels as asked."""
    colours = ("--force-dark-mode",) if dark else ()
    size = f"--window-size={width},{height}"
    _chromium(url, "--hide-scrollbars", *colours, f"--screenshot={file.resolve()}", size)


def after_scripts(url: str) -> str:
    """A page's address -> its HTML once its scripts have run."""
    return _chromium(url, "--dump-dom")


def _chromium(url: str, *flags: str) -> str:
    """Open a page without a window -> what Chromium writes."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is needed to show the page.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [chromium, *HEADLESS, f"--user-data-dir={profile}", *flags, url]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=WAIT_S)
    return done.stdout


def main() -> None:
    """Arguments -> the picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("page", help="address of a running page")
    parser.add_argument("file", type=Path)
    parser.add_argument("--line", default="3", help="the line that is open (as in ?line=)")
    parser.add_argument("--width", type=int, default=900)
    parser.add_argument("--height", type=int, default=1000)
    parser.add_argument("--dark", action="store_true")
    arguments = parser.parse_args()
    url = f"{brief_example(arguments.page)}?line={arguments.line}"
    take(url, arguments.file, width=arguments.width, height=arguments.height, dark=arguments.dark)


if __name__ == "__main__":
    main()
