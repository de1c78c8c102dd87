"""An article's encoding comes from a list; what other people write into a file calls no codec that is not in it."""

import codecs

import pytest

from analyst_app.core.text_codecs import TEXT_CODECS, no_text_codec, text_codec
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.ui.files.encoding_dialog import ENCODINGS

NO_TEXT = ("punycode", "idna", "unicode_escape", "unicode-escape", "raw_unicode_escape", "rot13", "rot_13", "undefined",
           "base64", "hex", "zip", "bz2", "uu", "quopri", "mbcs", "oem", "charmap")  # fmt: skip
NO_NAMES = ("utf\0-8", "\0", "\ud800", "utf-8\ud800", "", " ", "ｕｔｆ-8", "x" * 1_000_000, "../utf_8", "os.path",
            True, False, 0, 65001, 1.5, None, ["utf-8"], {"utf-8": 1}, b"utf-8")  # fmt: skip


@pytest.mark.parametrize("name", NO_TEXT)
def test_a_codec_that_is_none_of_plain_text_is_no_encoding_of_an_article(name: str) -> None:
    assert text_codec(name) is None


@pytest.mark.parametrize("name", NO_NAMES, ids=lambda name: ascii(name)[:20])
def test_what_is_no_name_of_an_encoding_is_told_in_words_that_a_screen_can_show(name: object) -> None:
    assert text_codec(name) is None
    words = no_text_codec(name)
    assert words.endswith("is no known encoding of text")
    assert len(words) < 100
    assert words.encode("utf-8").decode().replace("…", "").isascii()


@pytest.mark.parametrize(
    ("name", "codec"),
    [("UTF-8", "utf-8"), ("utf8", "utf-8"), ("latin1", "iso8859-1"), ("Windows-1252", "cp1252"), ("KOI8-R", "koi8-r"),
     ("ISO_8859-15", "iso8859-15"), ("iso-8859-1:1987", "iso8859-1"), ("MS-Kanji", "cp932")],
)  # fmt: skip
def test_an_encoding_is_known_by_every_name_that_python_knows(name: str, codec: str) -> None:
    assert text_codec(name) == codec


def test_each_codec_of_the_list_is_there_and_reads_text() -> None:
    for name in TEXT_CODECS:
        assert codecs.lookup(name).name == name
        assert isinstance(b"\x1b\x1b".decode(name, "replace"), str)


def test_every_encoding_that_a_person_is_offered_is_in_the_list() -> None:
    assert [codec for codec, _ in ENCODINGS if text_codec(codec) != codecs.lookup(codec).name] == []


def test_a_page_that_declares_no_text_encoding_is_read_as_if_it_declared_none() -> None:
    assert decoded(b"caf\xe9 cr\xe8me, d\xe9j\xe0 vu", declared="unicode_escape")[1] != "unicode_escape"
    assert decoded(b"xn--" + b"a" * 50_000 + b"\xff", declared="punycode")[1] != "punycode"
