"""Imported articles land in a folder under safe names, never over another, and a changed page is a new version.

Tests of corpus.intake.new_files.
"""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from analyst_app.corpus.facts import read_facts
from analyst_app.corpus.intake.document_intake import stem_of, take_in
from analyst_app.corpus.intake.new_files import safe_stem, taking_folder
from analyst_app.errors import LeadsOutside, SaveFailed
from analyst_app.importers.imported_article import ImportedArticle
from tests.corpus.corpora import annotate

PAGE = ImportedArticle(
    "The depot closes.\n\nAda Brandt said “no”.\n", title="Depot", outlet="Lantern", date="2024-03-05",
    url="https://lantern.example/depot", original="depot.html", original_sha256="ab", importer="test 1", pages=(0, 19),
)  # fmt: skip


@pytest.mark.parametrize("letter", ["\u061c", "\u200b", "\u200e", "\ufeff", "\u00ad", "\u2060"])
def test_a_name_made_of_a_title_has_nothing_that_nobody_sees(letter: str) -> None:
    assert letter not in safe_stem(f"{letter}The de{letter}pot{letter}")


def test_an_article_becomes_a_text_and_its_facts(tmp_path: Path) -> None:
    taken = take_in(PAGE, tmp_path / "new")
    assert taken.path == tmp_path / "new" / "depot.txt"
    assert taken.path.read_bytes() == PAGE.text.encode()
    facts = read_facts(taken.path)
    assert (facts.title, facts.date, facts.url, facts.pages) == ("Depot", "2024-03-05", PAGE.url, (0, 19))
    assert sorted(path.name for path in taken.path.parent.iterdir()) == ["depot.txt", "depot.txt.source.json"]


def test_the_facts_are_one_a_line(tmp_path: Path) -> None:
    taken = take_in(PAGE, tmp_path)
    lines = taken.path.with_name("depot.txt.source.json").read_text("utf-8").splitlines()
    assert lines[0] == '{"format": "media-source",'
    assert ' "title": "Depot",' in lines
    assert "outlet" in json.loads("\n".join(lines))


def test_the_same_import_twice_writes_nothing_new(tmp_path: Path) -> None:
    take_in(PAGE, tmp_path)
    again = take_in(PAGE, tmp_path)
    assert (again.is_new, again.path.name) == (False, "depot.txt")
    assert len(list(tmp_path.iterdir())) == 2


def test_another_article_of_the_same_name_gets_a_number(tmp_path: Path) -> None:
    take_in(PAGE, tmp_path)
    other = ImportedArticle("Else.\n", url="https://post.example/x", original="depot.html")
    assert take_in(other, tmp_path).path.name == "depot 2.txt"


def test_articles_of_one_file_are_no_versions_of_each_other(tmp_path: Path) -> None:
    """Rows of a table without titles, and reports of two papers under one headline."""
    for title in ("", "Depot"):
        place, came = tmp_path / f"of {title}", set[Path]()
        rows = [ImportedArticle(f"Row {number}.\n", title=title, original="t.csv") for number in range(3)]
        for row in rows:
            taken = take_in(row, place, named="article", together=came)
            assert (taken.is_new, taken.earlier) == (True, None)
            came.add(taken.path)
        assert sorted(path.name for path in came) == ["article 2.txt", "article 3.txt", "article.txt"]
        again = [take_in(row, place, named="article", together=set()) for row in rows]
        assert not any(taken.is_new for taken in again)


def test_a_changed_page_becomes_a_version_with_the_layers_of_the_one_before(tmp_path: Path) -> None:
    first = take_in(PAGE, tmp_path)
    annotate(first.path, "alice", ("actor", "Ada Brandt"))
    second = take_in(replace(PAGE, text=PAGE.text.replace("closes", "stays open")), tmp_path)
    assert (second.path.name, second.earlier) == ("depot v2.txt", first.path)
    assert read_facts(second.path).version_of == "depot.txt"
    assert (tmp_path / "depot v2.txt.alice.annotations.json").is_file()
    third = take_in(replace(PAGE, text="Gone.\n"), tmp_path)
    assert (third.path.name, third.earlier) == ("depot v3.txt", second.path)
    assert take_in(PAGE, tmp_path).path == first.path


def test_an_article_out_of_several_is_named_by_date_and_title() -> None:
    assert stem_of(PAGE, of_several=True) == "2024-03-05 Depot"
    assert stem_of(PAGE, of_several=False) == "depot"
    assert stem_of(replace(PAGE, date="Correction Appended"), of_several=True) == "Depot"


@pytest.mark.parametrize(("words", "stem"), [
    ("a/b\\c:d*e?", "a b c d e"),
    ("..", "article"),
    ("CON", "article CON"),
    ("COM¹", "article COM¹"),
    ("lpt³.v2", "article lpt³.v2"),
    ("CONIN$", "article CONIN$"),
    ("nul .old", "article nul .old"),
    ("Contract", "Contract"),
    ("COM¹0", "COM¹0"),
    (".hidden", "hidden"),
    ("  spaced .", "spaced"),
    ("x\u202egnp", "x gnp"),
    ("", "article"),
])  # fmt: skip
def test_names_are_safe_on_every_system(words: str, stem: str) -> None:
    assert safe_stem(words) == stem


def test_long_names_are_cut_between_words() -> None:
    stem = safe_stem("word " * 60)
    assert len(stem) <= 80
    assert stem.endswith("word")
    assert len(safe_stem("語" * 300).encode()) <= 160


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with taking_folder(tmp_path) as folder, pytest.raises(FileExistsError):
        folder.write("a.txt", b"yours")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveFailed, match="cannot be made"):
        take_in(PAGE, tmp_path / "file" / "folder")


def changed(page: ImportedArticle) -> ImportedArticle:
    return replace(page, text=page.text.replace("closes", "stays open"))


@pytest.mark.parametrize("left", ["facts", "layers", "facts and layers"])
def test_an_import_that_was_ended_before_the_text_is_gone_on_with(tmp_path: Path, left: str) -> None:
    first = take_in(PAGE, tmp_path)
    annotate(first.path, "alice", ("actor", "Ada Brandt"))
    take_in(changed(PAGE), tmp_path)
    whole = {path.name: path.read_bytes() for path in tmp_path.glob("depot*")}
    (tmp_path / "depot v2.txt").unlink()
    if "facts" not in left:
        (tmp_path / "depot v2.txt.source.json").unlink()
    if "layers" not in left:
        (tmp_path / "depot v2.txt.alice.annotations.json").unlink()
    again = take_in(changed(PAGE), tmp_path)
    assert (again.is_new, again.path.name) == (True, "depot v2.txt")
    assert {path.name: path.read_bytes() for path in tmp_path.glob("depot*")} == whole


def test_facts_that_a_person_typed_about_an_article_that_is_gone_are_another_matter(tmp_path: Path) -> None:
    (tmp_path / "depot.txt.source.json").write_text('{"format": "media-source", "version": 1, "title": "Mine"}\n')
    assert take_in(PAGE, tmp_path).path.name == "depot 2.txt"


def test_a_link_of_an_articles_name_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    """Reading /dev/zero for a comparison would never end."""
    (tmp_path / "depot.txt").symlink_to("/dev/zero")
    (tmp_path / "depot 2.txt").symlink_to(tmp_path / "nowhere")
    assert take_in(PAGE, tmp_path).path.name == "depot 3.txt"
    assert not (tmp_path / "nowhere").exists()


def test_a_linked_folder_below_the_target_is_refused_and_nothing_is_made_where_it_leads(tmp_path: Path) -> None:
    target, outside = tmp_path / "target", tmp_path / "outside"
    target.mkdir()
    outside.mkdir()
    (target / "sub").symlink_to(outside)
    with pytest.raises(LeadsOutside, match=r"sub is not used: it is a link, and should be a folder\.$"):
        take_in_below(target, "sub")
    with pytest.raises(LeadsOutside):
        take_in_below(target, "sub", "new")
    assert list(outside.iterdir()) == []


def take_in_below(folder: Path, *below: str) -> None:
    with taking_folder(folder, below) as place:
        place.write("a.txt", b"words")


def test_the_folder_that_a_person_named_may_be_a_link_but_none_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "named").symlink_to("real")
    assert take_in(PAGE, tmp_path / "named").path == tmp_path / "named" / "depot.txt"
    assert (tmp_path / "real" / "depot.txt").is_file()
    (tmp_path / "lost").symlink_to("nowhere")
    with pytest.raises(LeadsOutside, match="it leads nowhere"):
        take_in(PAGE, tmp_path / "lost")
    assert not (tmp_path / "nowhere").exists()


def test_missing_folders_are_made_one_below_the_other(tmp_path: Path) -> None:
    take_in_below(tmp_path / "one" / "two", "three", "four")
    assert (tmp_path / "one" / "two" / "three" / "four" / "a.txt").read_bytes() == b"words"


def test_a_file_system_without_second_names_still_takes_the_article_and_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    take_in(PAGE, tmp_path)
    with taking_folder(tmp_path) as folder, pytest.raises(FileExistsError):
        folder.write("depot.txt", b"yours")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["depot.txt", "depot.txt.source.json"]
    assert (tmp_path / "depot.txt").read_bytes() == PAGE.text.encode()


def test_the_very_facts_of_a_pasted_text_without_their_article_keep_its_name(tmp_path: Path) -> None:
    """A pasted text has no original by whose hash it would be known again."""
    words = ImportedArticle("Pasted words.\n", title="Depot", retrieved="2024-03-05T10:00:00Z")
    first = take_in(words, tmp_path)
    first.path.unlink()
    assert take_in(words, tmp_path) == replace(first, is_new=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Depot.txt", "Depot.txt.source.json"]
