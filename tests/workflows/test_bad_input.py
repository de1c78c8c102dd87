"""Bad input: a clear sentence within a second, the window alive, nothing lost.

Tests of session.article_text, storage.limits, storage.regular_file, ui.files.encoding_dialog and
ui.files.open_failures.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QListWidget, QPlainTextEdit, QPushButton

from analyst_app.ui.files.encoding_dialog import EncodingDialog
from analyst_app.ui.files.leaving import Leaving
from tests.workflows.person import Person, at_the_window, saved, write

GOOD = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"


def tells(person: Person, *words: str, matter: str = "open") -> None:
    """A bar says all the words, and soon."""
    began = time.monotonic()
    person.wait(lambda: person.bars.words(matter), f"a bar about {matter}")
    said = person.bars.words(matter)
    assert time.monotonic() - began < 5  # a second, and the patience of a loaded machine
    for word in words:
        assert word in said, said


def goes_on(person: Person, good: Path) -> None:
    """The window is alive: another article opens and can be tagged."""
    person.opener.open_paths([good])
    person.wait_open(good.name)
    person.select("Ilse Moor")
    person.keys("A")
    assert person.tagged == [("actor", "Ilse Moor")]
    person.wait_saved()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = tmp_path / "good"
    folder.mkdir()
    return write(folder, "good.txt", GOOD)


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def make_link_to_zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [make_fifo, make_binary, make_link_to_zero])
def test_what_is_no_article_is_said_and_the_window_lives(tmp_path: Path, good: Path, make: object) -> None:
    bad = tmp_path / "bad.txt"
    make(bad)  # type: ignore[operator]

    def script(person: Person) -> None:
        tells(person, "bad.txt")
        goes_on(person, good)

    at_the_window(bad, "--annotator", "alice", script=script)
    assert len(saved(good)["annotations"]) == 1


def test_an_article_that_is_gone_is_said_and_the_window_lives(tmp_path: Path, good: Path) -> None:
    first = write(tmp_path, "first.txt", GOOD)

    def script(person: Person) -> None:
        person.wait_open(first.name)
        person.opener.open_paths([tmp_path / "bad.txt"])
        tells(person, "bad.txt")
        goes_on(person, good)

    at_the_window(first, "--annotator", "alice", script=script)


def test_a_device_is_said(good: Path) -> None:
    def script(person: Person) -> None:
        tells(person, "zero")
        goes_on(person, good)

    at_the_window("/dev/zero", "--annotator", "alice", script=script)


def test_a_folder_without_articles_says_so(tmp_path: Path, good: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    def script(person: Person) -> None:
        tells(person, "no articles")
        goes_on(person, good)

    at_the_window(empty, "--annotator", "alice", script=script)


def test_an_empty_article_opens(tmp_path: Path) -> None:
    article = write(tmp_path, "empty.txt", "")

    def script(person: Person) -> None:
        person.wait_open("empty.txt")
        person.keys("C Q A E J N U L F2 Delete Ctrl+Z")
        assert person.annotations == []

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_huge_article_asks_first(tmp_path: Path) -> None:
    article = tmp_path / "huge.txt"
    article.write_bytes((b"A line of words that goes on. " * 60 + b"\n") * 11_500)

    def script(person: Person) -> None:
        tells(person, "MB")
        assert person.bridge.session is None
        person.click_widget(person.button("Open anyway"))
        person.wait_open("huge.txt")

    at_the_window(article, "--annotator", "alice", script=script)


def test_another_encoding_is_asked_for_with_a_preview_and_noted_for_colleagues(tmp_path: Path) -> None:
    article = tmp_path / "moscow.txt"
    text = "Мэр сказал: «Налоги снизились».\n" * 3
    article.write_bytes(text.encode("cp1251"))

    def script(person: Person) -> None:
        person.wait(lambda: person.window.findChild(EncodingDialog) is not None)
        dialog = person.window.findChild(EncodingDialog)
        encodings = dialog.findChild(QListWidget)
        assert "Windows-1251) – likely, reads “Мэр сказал" in encodings.item(0).text()
        row = next(n for n in range(encodings.count()) if "Windows-1251" in encodings.item(n).text())
        encodings.setCurrentRow(row)
        assert "Налоги" in dialog.findChild(QPlainTextEdit).toPlainText()
        person.click_widget(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open))
        person.wait_open("moscow.txt")
        assert person.view.text == text
        person.wait(lambda: (tmp_path / "moscow.txt.source.json").exists())
        person.select("Налоги снизились")
        person.keys("C")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert saved(article)["source"]["encoding"] == "cp1251"

    def again(person: Person) -> None:
        person.wait_open("moscow.txt")
        assert len(person.annotations) == 1

    at_the_window(article, "--annotator", "alice", script=again)


def test_an_encoding_that_nothing_decides_is_shown_with_each_way_to_read_it(tmp_path: Path) -> None:
    article = tmp_path / "mayor.txt"
    article.write_bytes("The mayor, Kovač, said no.".encode("cp1250"))

    def script(person: Person) -> None:
        person.wait(lambda: person.window.findChild(EncodingDialog) is not None)
        encodings = person.window.findChild(EncodingDialog).findChild(QListWidget)
        shown = [encodings.item(n).text() for n in range(3)]
        assert "Windows-1250) – may be, reads “The mayor, Kovač" in shown[0]
        assert "Windows-1252) – may be, reads “The mayor, Kovaè" in shown[1]
        assert "may be" not in shown[2]
        person.window.findChild(EncodingDialog).reject()

    at_the_window(article, "--annotator", "alice", script=script)


def test_an_encoding_that_is_not_given_leaves_the_article_that_was_open(tmp_path: Path, good: Path) -> None:
    moscow = tmp_path / "moscow.txt"
    moscow.write_bytes("Мэр сказал: «Налоги снизились».\n".encode("cp1251") * 3)

    def script(person: Person) -> None:
        person.wait_open(good.name)
        person.opener.open_paths([moscow])
        person.wait(lambda: person.window.findChild(EncodingDialog) is not None)
        person.window.findChild(EncodingDialog).reject()
        person.wait_open(good.name)
        person.wait(lambda: person.is_idle, "all is shown")
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()

    at_the_window(good, "--annotator", "alice", script=script)
    assert len(saved(good)["annotations"]) == 1


def test_an_encoding_can_be_named_on_the_command_line(tmp_path: Path) -> None:
    article = tmp_path / "cafe.txt"
    article.write_bytes("Le café a rouvert, a dit le maire.\n".encode("cp1252"))

    def script(person: Person) -> None:
        person.wait_open("cafe.txt")
        assert "café" in person.view.text

    at_the_window(article, "--encoding", "cp1252", script=script)


def test_a_layer_of_another_text_is_anchored_anew_and_said(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", GOOD)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=first)
    before = (tmp_path / "a.txt.alice.annotations.json").read_bytes()
    write(tmp_path, "a.txt", "A new first paragraph.\n\n" + GOOD)

    def second(person: Person) -> None:
        person.wait_open("a.txt")
        assert person.tagged == [("actor", "Ilse Moor")]
        assert "changed since" in person.bars.words("problems")

    at_the_window(article, "--annotator", "alice", script=second)
    assert (tmp_path / "a.txt.alice.annotations.json").read_bytes() == before


def test_a_codebook_with_errors_names_the_place_and_the_built_in_one_helps(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", GOOD)
    write(tmp_path, "codebook.json", '{"format": "media-codebook",\n "id": "x" "tags": []}')

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        tells(person, "codebook.json", "line 2", matter="codebook")
        assert person.label("save_state").startswith("Read-only: ")
        person.select("Ilse Moor")
        person.keys("A")
        assert person.annotations == []
        person.click_widget(person.button("Use the built-in codebook"))
        person.wait(lambda: person.bridge.session is not None and not person.bridge.session.read_only)
        person.select("Ilse Moor")
        person.keys("A")
        assert person.tagged == [("actor", "Ilse Moor")]

    at_the_window(article, "--annotator", "alice", script=script)


def test_the_built_in_codebook_holds_for_the_folder_until_the_file_is_mended(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", GOOD)
    write(tmp_path, "b.txt", GOOD)
    write(tmp_path, "codebook.json", "{")
    good = (Path(__file__).parents[2] / "resources/codebooks/media.json").read_text("utf-8")

    def script(person: Person) -> None:
        person.opener.open_article(tmp_path / "a.txt")
        person.wait_open("a.txt")
        person.wait(lambda: person.bars.words("codebook"), "the codebook's bar")
        person.click_widget(person.button("Use the built-in codebook"))
        person.wait(lambda: person.bridge.session is not None and not person.bridge.session.read_only)
        for name in ("b.txt", "a.txt"):
            person.opener.open_article(tmp_path / name)
            person.wait_open(name)
            assert not person.bars.words("codebook")
            person.select("Ilse Moor")
            person.keys("A")
            assert person.tagged == [("actor", "Ilse Moor")]
            person.wait_saved()
        write(tmp_path, "codebook.json", good.replace('"Claim"', '"Assertion"'))
        person.wait(
            lambda: (
                person.bridge.session is not None and person.bridge.session.codebook.tag("claim").name == "Assertion"
            ),
            "the mended codebook",
        )

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_a_link_that_is_refused_offers_to_allow_it_and_to_check_it(tmp_path: Path) -> None:
    corpus, outside = tmp_path / "corpus", tmp_path / "outside"
    corpus.mkdir()
    outside.mkdir()
    write(corpus, "a.txt", GOOD)
    write(outside, "codebook.json", "{")
    (corpus / "b.txt").symlink_to(write(outside, "b.txt", GOOD))
    (corpus / "c.txt").symlink_to(corpus / "nowhere.txt")
    (corpus / "codebook.json").symlink_to(outside / "codebook.json")
    allow = f"Allow {outside}"

    def script(person: Person) -> None:
        def offers(matter: str) -> list[str]:
            bars = person.window.findChildren(QFrame, f"bar_{matter}")[-1:]  # another may be seen before it
            return [one.text() for bar in bars for one in bar.findChildren(QPushButton) if one.text()]

        person.wait_open("a.txt")
        person.wait(lambda: person.bars.words("codebook"), "the codebook's bar")
        assert person.bars.words("codebook").endswith(
            "Until you allow that, or choose the built-in one, this article is read-only."
        )
        person.wait(lambda: offers("codebook") == [allow, "Use the built-in codebook"], "both choices")
        for name, choices in (("b.txt", [allow, "Check…"]), ("c.txt", ["Check…"])):
            person.bars.hide_bar("open")
            person.opener.open_article(corpus / name)
            person.wait(lambda name=name: name in person.bars.words("open"), "the refusal")
            person.wait(lambda choices=choices: offers("open") == choices, f"{choices} at {name}")

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_a_codebook_that_was_good_before_serves_on(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", GOOD)
    good = (Path(__file__).parents[2] / "resources/codebooks/media.json").read_text("utf-8")
    write(tmp_path, "codebook.json", good.replace('"Claim"', '"Assertion"'))

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        assert person.bridge.session.codebook.tag("claim").name == "Assertion"

    at_the_window(article, "--annotator", "alice", script=first)
    write(tmp_path, "codebook.json", "{")

    def second(person: Person) -> None:
        person.wait_open("a.txt")
        tells(person, "last good", matter="codebook")
        assert person.bridge.session.codebook.tag("claim").name == "Assertion"
        person.select("Ilse Moor")
        person.keys("A")
        assert person.tagged == [("actor", "Ilse Moor")]

    at_the_window(article, "--annotator", "alice", script=second)


def test_a_name_of_255_bytes_opens_and_says_why_it_cannot_be_saved(tmp_path: Path) -> None:
    article = write(tmp_path, "x" * 251 + ".txt", GOOD)

    def script(person: Person) -> None:
        person.wait_open(article.name)
        person.select("Ilse Moor")
        person.keys("A")
        person.wait(lambda: person.label("save_state").startswith(("Not saved: ", "Read-only: ")))
        person.part(Leaving).let_go()

    at_the_window(article, "--annotator", "alice", script=script, quits=False)


@pytest.mark.parametrize("name", [b"new\nline.txt", b"odd\xff\xfebytes.txt", "rtl\u202etxt.exe.txt".encode()])
def test_odd_bytes_in_a_name_do_no_harm(tmp_path: Path, name: bytes) -> None:
    article = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    article.write_text(GOOD, "utf-8")

    def script(person: Person) -> None:
        person.wait_open(article.name)
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()
        assert "\n" not in person.window.windowTitle()
        assert "\u202e" not in person.window.windowTitle()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 1
    at_the_window("--annotator", "alice", script=lambda person: person.wait_open(article.name))
