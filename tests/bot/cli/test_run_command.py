"""The socket of the local page."""

from __future__ import annotations

import socket

import pytest

from bot.cli.run_command import _listen
from bot.settings import BadSettings


def test_small_answers_leave_at_once() -> None:
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("127.0.0.1", "Address already in use."),
        ("203.0.113.7", "Cannot assign requested address."),
        ("no such host", "Name or service not known."),
    ],
)
def test_an_address_that_cannot_be_had_is_told_in_a_few_words(host: str, reason: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadSettings) as caught:
            _listen(host, port)
    assert str(caught.value).startswith(f"Cannot serve on {host} port {port}: {reason} Set")
