"""Pages and mails that were saved many in a file, or in a wrapping: MHTML, SingleFile, WARC, mbox.

Tests of importers.documents.saved_page, importers.documents.mail_box and importers.documents.web_archive.
"""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import sys
import zipfile
import zlib
from typing import Any

import pytest
import trafilatura
from trafilatura import bare_extraction

from analyst_app.errors import ImportFailed
from analyst_app.importers.document_readers import load
from analyst_app.importers.files import missing_of
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.kinds import READERS, kind_of
from tests.importers import samples

PAGE = samples.page().replace('<link rel="canonical" href="https://lantern.example/news/depot">', "")
ADDRESS = "https://lantern.example/saved"
TEXT = f"Council and union at odds over the depot\n\n{samples.FIRST}\n\n{samples.SECOND}\n\n{samples.LAST}\n"


def read(name: str, data: bytes, **options: str) -> list[ImportedArticle]:
    return load(READERS[kind_of(name, data[:4096])])(data, name, options)


def mhtml(parts: list[tuple[str, bytes]], head: str = "") -> bytes:
    lines = ["From: <Saved by Blink>", "Date: Tue, 05 Mar 2024 09:11:12 +0100", "MIME-Version: 1.0"]
    lines += [head] if head else []
    lines += ['Content-Type: multipart/related; type="text/html"; boundary="x--y"', "", ""]
    whole = "\r\n".join(lines).encode()
    for headers, body in parts:
        whole += b"--x--y\r\n" + headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body + b"\r\n"
    return whole + b"--x--y--\r\n"


def part(markup: str, charset: str = "utf-8", more: str = "") -> tuple[str, bytes]:
    stated = f"; charset={charset}" if charset else ""
    headers = f"Content-Type: text/html{stated}{more}\nContent-Transfer-Encoding: quoted-printable"
    return headers, quopri.encodestring(markup.encode(charset or "utf-8"))


def test_a_saved_page_is_found_by_its_address_among_those_it_frames() -> None:
    advert = part("<html><body><p>Buy our tea.</p></body></html>", more="\nContent-Location: https://ads.example/")
    page = part(PAGE, more=f"\nContent-Location: {ADDRESS}")
    article = read("a.mhtml", mhtml([advert, page], f"Snapshot-Content-Location: {ADDRESS}"))[0]
    assert (article.text, article.url, article.retrieved) == (TEXT, ADDRESS, "2024-03-05T08:11:12Z")


def test_a_saved_page_is_found_by_the_id_that_the_file_begins_with() -> None:
    page = part(PAGE, more="\nContent-ID: <page@x>")
    whole = mhtml([part("<html><body>Tea</body></html>"), page]).replace(
        b"related; ", b'related; start="<page@x>"; ', 1
    )
    assert read("a.mht", whole)[0].text == TEXT


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "koi8-r", ""])
def test_a_saved_page_is_decoded_by_the_charset_of_its_part(charset: str) -> None:
    markup = samples.page(
        (samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST), title="Депо закроют", charset=charset or "utf-8"
    )
    assert samples.RUSSIAN_LAST in read("a.mhtml", mhtml([part(markup, charset)]))[0].text


RUSSIAN = samples.page((samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST), title="Депо закроют", charset="")


def test_a_saved_page_that_states_a_wrong_encoding_says_so_unless_a_person_chose_one() -> None:
    headers = "Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: base64"
    whole = mhtml([(headers, base64.encodebytes(RUSSIAN.encode("cp1251")))], f"Snapshot-Content-Location: {ADDRESS}")
    article = read("a.mhtml", whole)[0]
    assert samples.RUSSIAN_LAST in article.text
    assert any("says that it is in koi8-r" in note and "read in cp1251" in note for note in article.notes)
    mail = load(READERS["eml"])(whole, "a.eml", {})[0]
    assert (mail.text, mail.notes, mail.retrieved) == (article.text, article.notes, "2024-03-05T08:11:12Z")
    chosen = read("a.mhtml", whole, encoding="koi8-r")[0]
    assert samples.RUSSIAN_LAST.encode("cp1251").decode("koi8-r") in chosen.text


def test_a_saved_page_in_base64_and_one_that_is_named_as_a_mail_are_read() -> None:
    headers = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64"
    whole = mhtml([(headers, base64.encodebytes(PAGE.encode()))])
    assert read("a.mhtml", whole)[0].text == read("a.eml", whole)[0].text == TEXT


def test_a_page_that_only_frames_the_article_gives_the_framed_one_and_says_so() -> None:
    frame = part("<html><frameset><frame src='cid:a'></frameset></html>", more=f"\nContent-Location: {ADDRESS}")
    article = read("a.mhtml", mhtml([frame, part(PAGE)], f"Snapshot-Content-Location: {ADDRESS}"))[0]
    assert article.text == TEXT
    assert any("frames" in note for note in article.notes)


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(ImportFailed, match="holds no web page"):
        read("a.mhtml", mhtml([("Content-Type: image/png", b"x")]))


def test_a_page_that_singlefile_packed_is_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("index.html", PAGE)
        members.writestr("images/0.png", b"\x89PNG")
    shell = b"<!DOCTYPE html><html data-sfz><body><script>unpack()</script><!--"
    assert read("a.html", shell + packed.getvalue() + b"--></body></html>")[0].text == TEXT
    assert read("a.html", packed.getvalue())[0].text == TEXT


def message(subject: str, body: str) -> bytes:
    head = f"From: Desk <desk@lantern.example>\nSubject: {subject}\nDate: Tue, 5 Mar 2024 09:11:12 +0100"
    return f"{head}\n\n{body}\n".encode()


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_each_message_of_a_mailbox_is_an_article(newline: bytes) -> None:
    first = message("One", "Where does the tram go?\n\n>From here to there.\n\nFrom the depot it went on.")
    lines = b"From desk@lantern.example Tue Mar  5 09:11:12 2024\n"
    whole = (lines + first + b"\n" + lines + message("Two", "The mayor left.")).replace(b"\n", newline)
    found = read("a.mbox", whole)
    assert [one.title for one in found] == ["One", "Two"]
    assert found[0].text == "One\n\nWhere does the tram go?\n\nFrom here to there.\n\nFrom the depot it went on.\n"
    assert found[1].text == "Two\n\nThe mayor left.\n"


def test_a_mail_that_begins_with_the_line_of_a_mailbox_is_read() -> None:
    whole = b"From - Tue Mar 05 09:11:12 2024\nX-Mozilla-Status: 0001\n" + message("One", "The mayor left.")
    assert kind_of("a.eml", whole) == "mbox"
    assert [one.text for one in read("a.eml", whole)] == ["One\n\nThe mayor left.\n"]
    assert kind_of("a.eml", message("One", "x")) == "eml"
    assert kind_of("a.txt", b"From Berlin our reporter writes:\nit rains.\n") == "text"


def test_a_message_that_cannot_be_read_is_named_and_the_others_come_in() -> None:
    line = b"From desk@lantern.example Tue Mar  5 09:11:12 2024\n"
    found = read("a.mbox", line + message("One", "") + b"\n" + line + message("Two", "The mayor left."))
    assert [one.title for one in found] == ["Two"]
    assert "message 1 " in found[0].notes[0]
    assert missing_of(found).startswith("1 article found, the file says 2: ")
    with pytest.raises(ImportFailed, match="No message in a"):
        read("a.mbox", line + message("One", ""))


def test_a_message_that_needs_a_missing_library_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chardet", None)
    line = b"From desk@lantern.example Tue Mar  5 09:11:12 2024\n"
    unlabelled = message("One", "").rstrip() + "\n\nPerché è così.\n".encode("cp1252")
    found = read("a.mbox", line + unlabelled + b"\n" + line + message("Two", "The mayor left."))
    assert [one.title for one in found] == ["Two"]
    assert "message 1 (" in found[0].notes[0]
    assert "analyst-app[encodings]" in found[0].notes[0]


def record(kind: str, address: str, content: bytes, stated: str = "application/http; msgtype=response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-05T08:11:12Z\r\n"
    return f"{head}Content-Type: {stated}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def answer(body: bytes, *more: str, status: str = "200 OK", stated: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {stated}", *more]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


PAGES = [
    record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
    record("request", ADDRESS, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", ADDRESS, answer(PAGE.encode())),
    record("response", "https://lantern.example/a.png", answer(b"\x89PNG", stated="image/png")),
    record("response", "https://lantern.example/old", answer(b"", status="301 Moved")),
    record("response", "https://lantern.example/empty", answer(b"<html><body></body></html>")),
    record("response", "https://lantern.example/2", answer(PAGE.replace("Tuesday", "Friday").encode())),
]


@pytest.mark.parametrize(("name", "data"), [
    ("a.warc", b"".join(PAGES)), ("a.warc.gz", b"".join(gzip.compress(one) for one in PAGES)),
    ("a.warc.gz", gzip.compress(b"".join(PAGES))),
])  # fmt: skip
def test_each_page_of_a_web_archive_is_an_article_and_the_rest_is_counted(name: str, data: bytes) -> None:
    found = read(name, data)
    assert [one.text for one in found] == [TEXT, TEXT.replace("Tuesday", "Friday")]
    assert [one.url for one in found] == [ADDRESS, "https://lantern.example/2"]
    assert found[0].retrieved == "2024-03-05T08:11:12Z"
    for words in ("1 page without an article (https://lantern.example/empty)", "2 records about the crawl",
                  "1 file that is no page", "1 answer that is a redirect"):  # fmt: skip
        assert words in found[0].notes[0]


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 700] for at in range(0, len(body), 700)]
    return b"".join(f"{len(one):x}\r\n".encode() + one + b"\r\n" for one in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("content", [
    answer(chunked(PAGE.encode()), "Transfer-Encoding: chunked"),
    answer(gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
    answer(chunked(gzip.compress(PAGE.encode())), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    answer(zlib.compress(PAGE.encode()), "Content-Encoding: deflate"),
    answer(PAGE.encode(), "Content-Encoding: gzip"), answer(PAGE.encode(), "Transfer-Encoding: chunked"),
])  # fmt: skip
def test_a_page_of_a_web_archive_is_unpacked_as_its_server_says(content: bytes) -> None:
    assert read("a.warc", record("response", ADDRESS, content))[0].text == TEXT


def test_the_encoding_of_a_page_of_a_web_archive_is_not_guessed_without_a_word() -> None:
    body = RUSSIAN.encode("cp1251")
    guessed = read("a.warc", record("response", ADDRESS, answer(body, stated="text/html")))[0]
    assert samples.RUSSIAN_LAST in guessed.text
    assert any("guessed to be cp1251" in note for note in guessed.notes)
    untold = "<html><body><p>The mayor, Kovač, said no.</p></body></html>".encode("cp1250")
    page = record("response", "https://lantern.example/k", answer(untold, stated="text/html"))
    found = read("a.warc", page + PAGES[2])
    assert [one.text for one in found] == [TEXT]
    assert "1 page whose encoding nothing decides" in found[0].notes[0]
    assert found[0].file_says == 2


def test_a_page_of_a_web_archive_at_which_something_goes_wrong_is_counted_and_the_others_come_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def extracted(root: Any, **options: Any) -> Any:
        if "BREAK" in root.text_content():
            raise AttributeError("no text")
        return bare_extraction(root, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", extracted)
    broken = record("response", "https://lantern.example/x", answer(PAGE.replace("Tuesday", "BREAK").encode()))
    found = read("a.warc", broken + PAGES[2])
    assert [one.text for one in found] == [TEXT]
    assert "1 page that cannot be read" in found[0].notes[0]
    assert found[0].file_says == 2


def test_a_page_that_would_fill_the_memory_is_counted_and_the_others_come_in() -> None:
    bomb = record(
        "response", "https://lantern.example/b", answer(gzip.compress(bytes(40 << 20)), "Content-Encoding: gzip")
    )
    found = read("a.warc", bomb + PAGES[2])
    assert len(found) == 1
    assert "1 page that cannot be unpacked (gzip)" in found[0].notes[0]
    assert found[0].file_says == 2


def test_an_archive_that_is_cut_off_gives_what_is_there() -> None:
    found = read("a.warc", b"".join(PAGES)[:-200])
    assert [one.text for one in found] == [TEXT]
    assert "1 record that is cut off" in found[0].notes[0]
    assert missing_of(found).startswith("1 article found, the file says 2: ")
    with pytest.raises(ImportFailed, match="no web archive"):
        load(READERS["warc"])(b"nothing", "a.warc", {})


def test_what_is_no_article_of_an_archive_is_not_missing() -> None:
    assert missing_of(read("a.warc", b"".join(PAGES))) == ""
