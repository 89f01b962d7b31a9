"""Takes pictures of one digest on the local page and in a terminal, on a desktop and a phone.

    python -m tools.pictures.digest_picture [FOLDER]

The digest is what Readout makes of the invented articles in tests/fakes/valley_news.py; the page
is the real one, on a port of this machine. Without a folder the pictures of the documents are made.
"""

from __future__ import annotations

import socket
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Thread

import uvicorn
from rich.console import Console

from adapters.terminal.rendering import render
from adapters.web.app import create_app
from briefs.model.cards import Card
from tests.adapters.web.conftest import Chain
from tests.fakes.paste_service import MemoryPasteService
from tests.fakes.valley_news import valley_digest
from tests.fakes.web_digests import fill
from tools.pictures.slack_picture import HERE, WIDTHS, snap

COLUMNS = {"": 100, "-phone": 48}
"""Columns of a terminal as wide as each picture."""


def terminal_page(card: Card, columns: int) -> str:
    """A card as a terminal of so many columns shows it -> a page of the same."""
    console = Console(record=True, width=columns, file=StringIO(), force_terminal=True)
    console.print(render(card, width=columns))
    body = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")
    style = "body { background: #fff; margin: 12px } pre { font: 12.5px/1.35 monospace }"
    return f"<!doctype html><meta charset='utf-8'><style>{style}</style>{body}"


@contextmanager
def running_page(card: Card) -> Iterator[str]:
    """A card as the preview of a digest -> the address of the real page that shows it."""
    room = fill()
    room.card = card
    app = create_app(paste_service=MemoryPasteService(Chain()), digests=room)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        host, port = listener.getsockname()
        try:
            yield f"http://{host}:{port}/digests/{next(iter(room.subscriptions))}/preview"
        finally:
            server.should_exit = True
            thread.join()


DOCUMENTED = ("page-digest-phone", "terminal-digest")
"""The pictures of the documents."""


def take(out: Path, wanted: Collection[str] = ()) -> None:
    """Pictures by name (none named: all four) into a folder."""
    card = valley_digest()
    with running_page(card) as address, tempfile.TemporaryDirectory() as folder:
        shown = {}
        for device, columns in COLUMNS.items():
            made = Path(folder) / f"terminal{device}.html"
            made.write_text(terminal_page(card, columns), "utf-8")
            shown[f"terminal-digest{device}"] = made.as_uri(), WIDTHS[device]
            shown[f"page-digest{device}"] = address, WIDTHS[device]
        for name in wanted or shown:
            at, width = shown[name]
            snap(at, out / f"{name}.png", width=width, height=0)


def main() -> None:
    """Arguments -> the pictures."""
    everything = len(sys.argv) > 1
    out = Path(sys.argv[1]) if everything else HERE / "docs" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    take(out, () if everything else DOCUMENTED)


if __name__ == "__main__":
    main()
