"""Encodings that lie: a page is read in the one that its bytes are."""

from __future__ import annotations

import pytest

from adapters.pages.extraction.markup.charset import decoded
from briefs.errors import BadPage, NotText

WEST = "Zoë Müller drank café crème – “naïve”, said André; it cost £5 in Málaga, or 6 € in Liège"
EAST = {
    "shift_jis": "東京で首相が会談した。港の計画について、両国は合意したと発表した。カタカナもある。",
    "euc_jp": "東京で首相が会談した。港の計画について、両国は合意したと発表した。カタカナもある。",
    "gb18030": "北京和东京的部长星期一会谈。双方就港口的计划达成协议，并发表了声明。",
    "big5": "台北市長星期一與港口的代表會談。雙方就計畫達成協議，並發表了聲明。",
    "euc_kr": "서울에서 장관이 월요일에 회담을 가졌다. 두 나라는 항구 계획에 합의했다고 발표했다.",
    "windows-1251": "Министры встретились в понедельник в порту и подписали договор о рыболовстве.",
    "koi8_r": "Министры встретились в понедельник в порту и подписали договор о рыболовстве.",
}
ENGLISH = "The ministers met at the harbour on Monday and signed the treaty on fishing rights. "


def html(text: str, meta: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"
    )


def meta(name: str) -> str:
    return f'<meta charset="{name}">'


def header(name: str) -> str:
    return f"text/html; charset={name}" if name else "text/html"


# ------------------------------------------------------------ UTF-8, declared as something else


@pytest.mark.parametrize(
    "kind",
    ["iso-8859-1", "windows-1252", "shift_jis", "gb18030", "utf-16", "koi8-r", "ascii", "x-no"],
)
@pytest.mark.parametrize("inside", ["", "iso-8859-1", "windows-1251"])
@pytest.mark.parametrize("text", [WEST, *EAST.values()])
def test_utf_8_is_read_whatever_is_declared(kind: str, inside: str, text: str) -> None:
    body = html(text, meta(inside) if inside else "").encode()
    assert text in decoded(body, header(kind))


# ------------------------------------------------- windows-1252 and latin-1, declared as UTF-8


@pytest.mark.parametrize("kind", ["utf-8", "UTF8", "iso-8859-1", "", "ascii", "nonsense"])
@pytest.mark.parametrize("inside", ["", "utf-8", "iso-8859-1"])
def test_western_bytes_are_windows_1252_whatever_is_declared(kind: str, inside: str) -> None:
    body = html(WEST, meta(inside) if inside else "").encode("cp1252")
    assert WEST in decoded(body, header(kind))


@pytest.mark.parametrize("word", ["café", "Zoë", "–", "5 £", "’s", "Þór"])
def test_a_single_western_byte_is_enough(word: str) -> None:
    body = html(f"{ENGLISH * 9}{word} {ENGLISH * 9}").encode("cp1252")
    assert f"{word} The" in decoded(body, header("utf-8"))


# ------------------------------------------------------- other scripts, declared or not, or wrongly


@pytest.mark.parametrize("encoding", EAST)
def test_another_script_is_read_as_the_header_says(encoding: str) -> None:
    assert EAST[encoding] in decoded(html(EAST[encoding]).encode(encoding), header(encoding))


@pytest.mark.parametrize("encoding", EAST)
@pytest.mark.parametrize("kind", ["", "utf-8", "iso-8859-1", "windows-1252", "us-ascii"])
def test_it_is_read_as_the_markup_says_where_the_header_cannot_be(encoding: str, kind: str) -> None:
    body = html(EAST[encoding], meta(encoding)).encode(encoding)
    assert EAST[encoding] in decoded(body, header(kind))


@pytest.mark.parametrize("encoding", [one for one in EAST if one != "koi8_r"])
@pytest.mark.parametrize("kind", ["utf-8", "iso-8859-1"])
def test_where_nothing_true_is_declared_the_bytes_tell(encoding: str, kind: str) -> None:
    text = EAST[encoding] * 4
    assert text in decoded(html(text, meta("utf-8")).encode(encoding), header(kind))


@pytest.mark.parametrize("encoding", ["shift_jis", "gb18030", "big5", "euc_kr", "windows-1251"])
def test_names_of_another_script_in_english_text(encoding: str) -> None:
    text = f"{ENGLISH}({EAST[encoding][:12]}) {ENGLISH}"
    assert text in decoded(html(text, meta(encoding)).encode(encoding), header("iso-8859-1"))


# ------------------------------------------------------------ BOM before header before markup


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("kind", ["iso-8859-1", "shift_jis", "utf-8", "utf-16", ""])
def test_the_mark_at_the_start_goes_before_all(encoding: str, kind: str) -> None:
    body = html(WEST, meta("windows-1251")).encode(encoding)
    assert decoded(body, header(kind)).startswith("<!DOCTYPE")
    assert WEST in decoded(body, header(kind))


@pytest.mark.parametrize(
    ("encoding", "kind", "inside", "text"),
    [
        ("iso-8859-2", "iso-8859-2", "iso-8859-1", "Łódź i Wrocław"),
        ("iso-8859-7", "iso-8859-7", "utf-8", "Αθήνα"),
        ("windows-1250", "windows-1250", "windows-1252", "Plzeň, Ústí"),
        ("windows-1254", "windows-1254", "ascii", "İzmir'de görüştü"),
        ("gb18030", "gb18030", "shift_jis", EAST["gb18030"]),
    ],
)
def test_the_header_goes_before_the_markup(
    encoding: str, kind: str, inside: str, text: str
) -> None:
    assert text in decoded(html(text, meta(inside)).encode(encoding), header(kind))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("kind", ["", "utf-16", "utf-8", "iso-8859-1"])
def test_utf_16_needs_no_mark(encoding: str, kind: str) -> None:
    assert WEST in decoded(html(WEST).encode(encoding), header(kind))


# -------------------------------------------------------------------------- broken in places


@pytest.mark.parametrize(
    ("stray", "read"),
    [(b"\x92", "’"), (b"\x93\x94", "“”"), (b"\xe9", "é"), (b"\x80", "€"), (b"\xa0", "\xa0")],
)
def test_what_was_pasted_into_utf_8_is_read_as_windows_1252(stray: bytes, read: str) -> None:
    body = html(f"{WEST}|STRAY|{ENGLISH}").encode().replace(b"STRAY", stray)
    text = decoded(body, header("utf-8"))
    assert f"{WEST}|{read}|{ENGLISH}" in text


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_character_cut_off_at_the_end_changes_nothing_before(cut: int) -> None:
    body = html(WEST).encode() + "🚒".encode()[:cut]
    assert WEST in decoded(body, header("utf-8"))


@pytest.mark.parametrize("body", [b"\x00\x01\x02\x03" * 900, b"\x89PNG\r\n\x1a\n" + b"\0" * 900])
def test_what_is_no_text_is_told(body: bytes) -> None:
    with pytest.raises(NotText):
        decoded(body, header("utf-8"))


@pytest.mark.parametrize("noise", [b"\x81 ", b"\x9d\n", b"\x8f \x90 ", b"\x8d a", b"\x90;"])
def test_noise_is_told(noise: bytes) -> None:
    body = html(ENGLISH).encode() + noise * 900
    with pytest.raises(BadPage):
        decoded(body, header("utf-8"))
