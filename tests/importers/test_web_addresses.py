"""A web address in the place of a file is answered with one sentence.

Tests of importers.documents.shortcut, too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.document_readers import load
from analyst_app.importers.files import pasted
from analyst_app.importers.kinds import READERS, kind_of
from analyst_app.importers.web_addresses import address_in

ADDRESS = "https://lantern.example/news?id=1"


@pytest.mark.parametrize(("words", "address"), [
    (ADDRESS, ADDRESS), (str(Path(ADDRESS)), ADDRESS), ("HTTP://a.example", "HTTP://a.example"),
    (f" <{ADDRESS}> ", ADDRESS), ("www.lantern.example", "www.lantern.example"), ("ftp://a.example/b", "ftp://a.example/b"),
    ("https.txt", ""), ("www", ""), ("notes/https:", ""), (f"see {ADDRESS}", ""), ("", ""), ("C:/a.txt", ""),
])  # fmt: skip
def test_a_web_address_is_known_as_one(words: str, address: str) -> None:
    assert address_in(words) == address


@pytest.mark.parametrize(("name", "data"), [
    ("a.url", f"[InternetShortcut]\r\nURL={ADDRESS}\r\n".encode()),
    ("a.webloc", b'<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
     b'"http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>URL</key><string>'
     + ADDRESS.encode() + b"</string></dict></plist>"),
    ("a.webloc", b"bplist00\xd1\x01\x02SURL_\x10\x21" + ADDRESS.encode() + b"\x08\x0b\x0f\x00\x00"),
])  # fmt: skip
def test_a_shortcut_says_where_it_leads_and_how_to_save_the_page(name: str, data: bytes) -> None:
    with pytest.raises(ImportFailed, match="never goes online") as failure:
        load(READERS[kind_of(name, data)])(data, name, {})
    assert ADDRESS in str(failure.value)


@pytest.mark.parametrize("words", ["example.org", "<Lantern.example/news?id=1>", "www.lantern.example\n\n"])
def test_a_pasted_address_without_its_scheme_is_no_article(words: str) -> None:
    with pytest.raises(ImportFailed, match="is a web address, and this program never goes online"):
        pasted(words)


@pytest.mark.parametrize(
    "words", ["report.txt", "Hello.", "End.Then", "3.14", "e.g.", "Ada left.\nexample.org", "Nein…"]
)
def test_other_short_words_are_pasted(words: str) -> None:
    assert pasted(words).text == f"{words}\n"


def test_several_pasted_addresses_are_no_article_either() -> None:
    with pytest.raises(ImportFailed, match=r"id=1 and 2 more are web addresses.*Open each.*the saved files\.$"):
        pasted(f"{ADDRESS}\r\n\r\nlantern.example/two\nhttps://lantern.example/3\n")


def test_a_pasted_address_is_no_article() -> None:
    with pytest.raises(ImportFailed, match="never goes online"):
        pasted(f"{ADDRESS}\n")
    assert pasted(f"Depot vote\n\nSee {ADDRESS}").text == f"Depot vote\n\nSee {ADDRESS}\n"
