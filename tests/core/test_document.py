from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.document import Document
from analyst_app.errors import DocumentUnreadable, EncodingUnknown
from tests.texts import TEXTS

ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ENDS)
@pytest.mark.parametrize("name", TEXTS)
def test_plain_python_reads_the_same_text(name: str, newline: str, encoding: str, tmp_path) -> None:
    data = TEXTS[name].replace("\n", ENDS[newline]).encode(encoding)
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    document = Document.from_bytes(data, name="a.txt")
    with path.open(encoding=document.source.encoding) as file:
        assert file.read() == document.text
    assert document.source.newline == (newline if "\n" in TEXTS[name] else "none")


@given(st.text(alphabet="a\r\n\ufeff é🔥", max_size=20))
def test_mixed_line_ends_read_as_python_reads_them(text: str) -> None:
    import io

    data = text.encode()
    document = Document.from_bytes(data, name="a.txt")
    plain = io.TextIOWrapper(io.BytesIO(data), encoding=document.source.encoding).read()
    assert document.text == plain


def test_only_one_byte_order_mark_is_dropped() -> None:
    assert Document.from_bytes(codecs.BOM_UTF8 * 2 + b"x", name="a").text == "\ufeffx"


def test_text_that_is_not_utf8_asks_for_its_encoding() -> None:
    data = "Müller sagte „nein“".encode("cp1252")
    with pytest.raises(EncodingUnknown, match="Choose its encoding"):
        Document.from_bytes(data, name="a.txt")
    assert Document.from_bytes(data, name="a.txt", encoding="cp1252").text == "Müller sagte „nein“"


def test_a_chosen_utf16_with_a_mark_drops_the_mark() -> None:
    document = Document.from_bytes("x".encode("utf-16"), name="a.txt", encoding="utf-16-le")
    assert (document.text, document.source.encoding) == ("x", "utf-16")


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x7fELF" + b"\0\1\2\3" * 100, b"\0" * 5000])
def test_binary_data_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match=r"a\.txt"):
        Document.from_bytes(data, name="a.txt")


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(DocumentUnreadable):
        Document.from_bytes(b"+2AA-", name="a.txt", encoding="utf-7")


def test_an_unknown_encoding_is_refused_in_a_sentence() -> None:
    with pytest.raises(DocumentUnreadable, match="no known encoding"):
        Document.from_bytes(b"x", name="a.txt", encoding="klingon")


@pytest.mark.parametrize("encoding", ["base64", "rot13", "zip"])
def test_a_codec_that_makes_no_text_is_refused(encoding: str) -> None:
    with pytest.raises(DocumentUnreadable):
        Document.from_bytes(b"x", name="a.txt", encoding=encoding)


def test_utf_16_that_begins_with_nul_is_not_taken_for_utf_32() -> None:
    data = "\0 begins oddly".encode("utf-16")
    document = Document.from_bytes(data, name="a.txt")
    assert (document.text, document.source.encoding) == ("\0 begins oddly", "utf-16")
    wide = Document.from_bytes("wide".encode("utf-32"), name="a.txt")
    assert (wide.text, wide.source.encoding) == ("wide", "utf-32")


def test_the_text_of_an_open_article_cannot_be_changed() -> None:
    document = Document.from_bytes(b"text", name="a.txt")
    with pytest.raises(AttributeError):
        document.text = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        document.source.name = "b.txt"  # type: ignore[misc]


@pytest.mark.parametrize("length", [100, 10_000])
def test_text_in_another_encoding_is_not_taken_for_binary_data_however_long(length: int) -> None:
    # One control character, a form feed's neighbour, as old word processors left them.
    with pytest.raises(EncodingUnknown):
        Document.from_bytes(("ü" * length + "\x0e").encode("cp1252"), name="a.txt")


def test_a_few_bytes_are_not_called_binary() -> None:
    with pytest.raises(EncodingUnknown):
        Document.from_bytes(b"\xff\0\1\2\3" * 20, name="a.txt")
    assert Document.from_bytes(b"\1\2\3", name="a.txt").text == "\1\2\3"


@pytest.mark.parametrize(("controls", "is_binary"), [(4, False), (6, True)])
def test_of_what_is_not_utf_8_more_than_one_control_character_in_twenty_makes_binary_data(
    controls: int, is_binary: bool
) -> None:
    data = (b"\xfc" * (100 - controls) + b"\x0e" * controls) * 10
    with pytest.raises(DocumentUnreadable if is_binary else EncodingUnknown) as caught:
        Document.from_bytes(data, name="a.txt")
    assert ("binary" in str(caught.value)) is is_binary


@pytest.mark.parametrize(("controls", "is_binary"), [(9, False), (11, True)])
def test_of_utf_8_more_than_one_control_character_in_ten_makes_binary_data(controls: int, is_binary: bool) -> None:
    data = (b"a" * (100 - controls) + b"\x0e" * controls) * 10
    if is_binary:
        with pytest.raises(DocumentUnreadable, match="binary"):
            Document.from_bytes(data, name="a.txt")
    else:
        assert len(Document.from_bytes(data, name="a.txt")) == 1000
