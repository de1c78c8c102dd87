"""Tests of storage.decoding: the bytes of an article, however it was saved anew, give the text that was annotated."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from analyst_app.errors import DocumentUnreadable, EncodingUnknown
from analyst_app.storage.decoding import Recorded, decoded, recorded, recorded_beside
from tests.moved_cases import MAIRE, annotate

FRENCH = "« Où est l'été ? » dit Zoé.\nVingt €.\n"
RUSSIAN = 'Мэр сказал: "гавань безопасна".\n'
CHINESE = "市长说：“港口很安全。”联通\n"
TRADITIONAL = "市長說：「港口安全。」\n"
ASCII = "The mayor said: the harbour is safe.\n"


def said(text: str, encoding: str) -> Recorded:
    return Recorded(hashlib.sha256(text.encode()).hexdigest(), encoding)


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        (FRENCH, "cp1252", "utf-8"),
        (FRENCH, "cp1252", "utf-8-sig"),
        (FRENCH, "utf-8-sig", "cp1252"),
        (FRENCH, "utf-8-sig", "iso8859-15"),
        (FRENCH, "mac-roman", "utf-8"),
        (FRENCH, "utf-8-sig", "mac-roman"),
        (FRENCH, "utf-8-sig", "utf-16"),
        (FRENCH, "utf-8-sig", "utf-16-le"),
        (FRENCH, "utf-8-sig", "utf-16-be"),
        (FRENCH, "utf-16", "utf-8"),
        (ASCII, "utf-16", "utf-16-le"),
        (ASCII, "utf-8-sig", "utf-16"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "utf-8-sig", "cp1251"),
        (RUSSIAN, "koi8-r", "cp1251"),
        (RUSSIAN, "utf-8-sig", "koi8-r"),
        (CHINESE, "gb18030", "utf-8"),
        (CHINESE, "utf-8-sig", "gb18030"),
        (TRADITIONAL, "utf-8-sig", "big5"),
        (CHINESE, "iso2022_jp_2", "utf-8"),
        (CHINESE, "hz", "hz"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("noted", [None, "before"])
def test_a_text_saved_anew_in_another_encoding_is_the_text_that_was_annotated(
    text: str, before: str, now: str, newline: str, noted: str | None
) -> None:
    data = text.replace("\n", newline).encode(now)
    head = said(text, before)
    document = decoded(data, name="a.txt", noted=before if noted else None, given=[head])
    assert document.text == text
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert data.decode(document.source.encoding).replace("\r\n", "\n").replace("\r", "\n") == text


def test_of_several_layers_any_one_tells_the_encoding() -> None:
    heads = [Recorded("0" * 64, "cp437"), said(RUSSIAN, "cp1251")]
    assert decoded(RUSSIAN.encode("koi8-r"), name="a.txt", given=heads).text == RUSSIAN


def test_layers_that_lie_beside_are_asked_only_where_there_is_doubt() -> None:
    def asked() -> list[Recorded]:
        raise AssertionError("nobody had to look")

    assert decoded(FRENCH.encode(), name="a.txt", beside=asked).text == FRENCH
    head = said(RUSSIAN, "cp1251")
    assert decoded(RUSSIAN.encode("cp1251"), name="a.txt", noted="cp1251", given=[head], beside=asked).text == RUSSIAN
    found = decoded(RUSSIAN.encode("cp1251"), name="a.txt", beside=lambda: [head])
    assert found.text == RUSSIAN


def test_an_article_that_was_changed_and_saved_as_utf_8_is_no_mojibake() -> None:
    changed = FRENCH.replace("Zoé", "Zoé Müller")
    head = said(FRENCH, "cp1252")
    assert decoded(changed.encode(), name="a.txt", noted="cp1252", given=[head]).text == changed


def test_an_article_that_was_changed_keeps_its_recorded_encoding() -> None:
    changed = FRENCH.replace("Zoé", "Zoé Müller")
    assert decoded(changed.encode("cp1252"), name="a.txt", given=[said(FRENCH, "cp1252")]).text == changed


def test_a_noted_encoding_counts_where_no_layer_says_anything() -> None:
    assert decoded(RUSSIAN.encode("cp1251"), name="a.txt", noted="cp1251").text == RUSSIAN
    assert decoded(FRENCH.encode(), name="a.txt", noted="cp1252").text == FRENCH.encode().decode("cp1252")
    assert decoded(b"\xef\xbb\xbf" + FRENCH.encode(), name="a.txt", noted="cp1252").text == FRENCH


def test_bytes_that_nobody_knows_an_encoding_of_are_refused() -> None:
    with pytest.raises(EncodingUnknown):
        decoded(RUSSIAN.encode("cp1251"), name="a.txt", given=[said("another text", "utf-8-sig")])
    with pytest.raises(DocumentUnreadable):
        decoded(b"\x81\x8d\x8f", name="a.txt", noted="cp1252")


@pytest.mark.parametrize("encoding", ["punycode", "idna", "base64", "no-such-codec", "unicode_escape", ""])
def test_an_odd_name_in_a_sidecar_changes_nothing(encoding: str) -> None:
    assert decoded(ASCII.encode(), name="a.txt", given=[Recorded("0" * 64, encoding)]).text == ASCII


def test_a_layer_says_its_text_however_its_file_is_laid_out(tmp_path: Path) -> None:
    article = tmp_path / 'say "encoding" {.txt'
    article.write_bytes(MAIRE.encode("cp1252"))
    sidecar = annotate(article, ("actor", "José Müller", 0), encoding="cp1252", state=tmp_path / "state")
    expected = said(MAIRE, "cp1252")
    data = sidecar.read_bytes()
    assert recorded(data) == recorded(data[:4096]) == expected
    parsed = json.loads(data)
    for text in (json.dumps(parsed, indent=2), json.dumps(parsed, sort_keys=True)):
        assert recorded(text.encode() + b"\n") == expected
    late = json.dumps({"a program's own": "x" * 5_000} | parsed, sort_keys=True).encode()
    for end in (b"", b"\n", b"\r\n"):  # of json.dump, of jq, of an editor on Windows
        sidecar.write_bytes(late + end)
        assert list(recorded_beside(article)) == [expected]
    sidecar.write_bytes(data)
    assert recorded(b"{}\n") is None
    assert recorded(b"no JSON") is None
    assert list(recorded_beside(article)) == [expected]
    assert list(recorded_beside(article, ["alice", "bob"])) == [expected]
    assert list(recorded_beside(tmp_path / "other.txt")) == []
