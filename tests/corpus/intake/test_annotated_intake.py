"""The same text is the same article; people keep their layers apart; nothing is joined without a word.

Tests of corpus.intake.joining.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.corpus.intake.annotated_intake import AnnotatedIntake, read_others
from analyst_app.errors import SaveFailed
from analyst_app.importers.annotations.imported_layer import AnnotatedFile, ForeignLayer, ForeignSpan, annotated
from analyst_app.importers.annotations.offset_conventions import Convention
from analyst_app.session.article_text import read_article
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.sidecar_reader import parse_sidecar
from tests.corpus.corpora import annotate, write_article

TEXT = "Kim left. The mayor stayed.\n"


def lines(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def labelled(name: str, label: str = "actor", text: str = TEXT, **more: object) -> dict[str, object]:
    return {"id": name, "text": text, "label": [[0, 3, label]], **more}


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def read(article: Path, layer: str) -> LayerFile:
    path = article.with_name(f"{article.name}.{layer}.annotations.json")
    return parse_sidecar(path.read_bytes(), name=path.name, document=read_article(article))


def test_two_people_on_one_text_are_one_article_with_two_layers(tmp_path: Path) -> None:
    intake = AnnotatedIntake(tmp_path / "in")
    for who in ("admin", "bob"):
        source = lines(tmp_path / f"{who}.jsonl", labelled(f"by {who}", annotator=who))
        intake.take(read_others(source), source)
    assert names(tmp_path / "in") == [
        "by admin.txt", "by admin.txt.admin.annotations.json", "by admin.txt.bob.annotations.json",
    ]  # fmt: skip


def test_an_article_that_is_there_under_another_name_and_with_other_line_ends_gets_the_layer(tmp_path: Path) -> None:
    place = tmp_path / "in" / "2024"
    place.mkdir(parents=True)
    (place / "mine.txt").write_bytes("Kim left. The mayor stayed.\r\n".encode("utf-16"))
    source = lines(tmp_path / "x.jsonl", labelled("theirs", annotator="bob"))
    [one] = AnnotatedIntake(tmp_path / "in").take(read_others(source), source)
    assert (one.path, one.is_new, one.layers) == (place / "mine.txt", False, {"bob": 1})
    found = read(place / "mine.txt", "bob")
    assert [(a.tag, found.layer.text[a.start : a.end]) for a in found.layer.annotations] == [("actor", "Kim")]
    assert found.layer.head.source_fact("newline") == "crlf"


def test_two_articles_of_one_file_with_one_text_and_one_reader_stay_two(tmp_path: Path) -> None:
    readings = [ForeignLayer("a", [ForeignSpan("s", label, 0, 3)]) for label in ("actor", "claim")]
    pairs = zip(("one", "two"), readings, strict=True)
    found = AnnotatedFile([annotated(name, TEXT, [reading], fixed=Convention()) for name, reading in pairs])
    taken = AnnotatedIntake(tmp_path / "in").take(found, tmp_path / "x.jsonl")
    assert [one.path.name for one in taken if not one.refused] == ["one.txt", "two.txt"]


def test_people_whose_names_make_one_id_have_a_layer_each_in_every_article(tmp_path: Path) -> None:
    rows = [
        labelled("one", annotator="Ann Lee"), labelled("two", text=TEXT + "Two.\n", annotator="ann-lee"),
        labelled("three", text=TEXT + "Three.\n", annotator="Ann Lee"),
    ]  # fmt: skip
    source = lines(tmp_path / "x.jsonl", *rows)
    taken = AnnotatedIntake(tmp_path / "in").take(read_others(source), source)
    assert [list(one.layers) for one in taken] == [["ann-lee"], ["ann-lee-2"], ["ann-lee"]]
    head = json.loads((tmp_path / "in" / "one.txt.ann-lee.annotations.json").read_text("utf-8"))
    assert head["imported"] == {"annotator": "Ann Lee"}


def test_a_second_person_of_that_id_is_not_put_into_the_layer_of_the_first(tmp_path: Path) -> None:
    for who in ("Ann Lee", "Ann-Lee"):
        source = lines(tmp_path / "x.jsonl", labelled("one", annotator=who))
        AnnotatedIntake(tmp_path / "in").take(read_others(source), source)
    assert names(tmp_path / "in")[1:] == ["one.txt.ann-lee-2.annotations.json", "one.txt.ann-lee.annotations.json"]


def test_the_name_of_an_article_with_another_text_is_told_and_joined_only_on_request(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "one.txt").write_text("Updated. " + TEXT, "utf-8")
    source = lines(tmp_path / "x.jsonl", labelled("one", annotator="bob"))
    found = read_others(source)
    [said] = AnnotatedIntake(place).joins(found)
    assert said.startswith("one.txt is there with another text: 1 of 1 annotations keep their place")
    [apart] = AnnotatedIntake(place).take(found, source)
    assert apart.path.name == "one 2.txt"
    assert any("--reanchor" in note for note in apart.notes)


def test_a_joined_layer_keeps_the_text_it_was_made_on_and_finds_its_place_in_the_other(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "one.txt").write_text("Updated. " + TEXT, "utf-8")
    source = lines(tmp_path / "x.jsonl", labelled("one", annotator="bob"))
    [joined] = AnnotatedIntake(place, reanchors=True).take(read_others(source), source)
    assert (joined.path.name, joined.layers) == ("one.txt", {"bob": 1})
    on = anchored(read(place / "one.txt", "bob"), read_article(place / "one.txt"))
    assert [(a.start, a.end) for a in on.layer.annotations] == [(9, 12)]


def test_one_article_that_cannot_be_written_does_not_keep_the_others_from_coming(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "sub").write_text("a file where a folder should be")
    source = lines(tmp_path / "x.jsonl", labelled("sub/one"), labelled("two", text=TEXT + "Two.\n"))
    one, two = AnnotatedIntake(place).take(read_others(source), source)
    assert one.refused
    assert (two.path.name, two.is_new) == ("two.txt", True)


def test_facts_of_an_article_that_is_there_stay_and_the_others_are_told(tmp_path: Path) -> None:
    place = tmp_path / "in"
    for who, title in (("ada", "Depot"), ("bob", "The depot")):
        source = lines(tmp_path / "x.jsonl", labelled("one", annotator=who, meta={"title": title}))
        [taken] = AnnotatedIntake(place).take(read_others(source), source)
    assert "one.txt keeps its own facts; the file says: title “The depot”." in taken.notes
    assert json.loads((place / "one.txt.source.json").read_text("utf-8"))["title"] == "Depot"


def test_the_same_file_twice_is_refused_with_a_way_out(tmp_path: Path) -> None:
    source = lines(tmp_path / "x.jsonl", labelled("one"))
    AnnotatedIntake(tmp_path / "in").take(read_others(source), source)
    [again] = AnnotatedIntake(tmp_path / "in").take(read_others(source), source)
    assert again.notes[-1] == "All of it was there already."
    lines(source, labelled("one", "claim"))
    with pytest.raises(SaveFailed, match=r"has a layer imported already; it stays\. .*--layer"):
        AnnotatedIntake(tmp_path / "in").take(read_others(source), source)


def webanno(path: Path, label: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Role|role\n\n\n#Text=Kim left.\n"
    path.write_text(f"{head}1-1\t0-3\tKim\t{label}\t\n1-2\t4-8\tleft\t_\t\n1-3\t8-9\t.\t_\t\n", "utf-8")
    return path


def test_files_of_one_text_that_name_nobody_are_layers_of_one_article(tmp_path: Path) -> None:
    place = tmp_path / "in"
    sources = [webanno(tmp_path / "maria.tsv", "actor"), webanno(tmp_path / "otto.tsv", "claim")]
    notes = []
    for _ in ("first", "again"):
        intake = AnnotatedIntake(place)
        for source in sources:
            [taken] = intake.take(read_others(source), source)
            notes += taken.notes
        assert names(place) == [
            "maria.txt", "maria.txt.imported.annotations.json", "maria.txt.otto.annotations.json",
        ]  # fmt: skip
    assert "otto.tsv has another reading of this text than imported: it is the layer otto." in notes
    [annotation] = read(place / "maria.txt", "otto").layer.annotations
    assert dict(annotation.attributes).get("role", annotation.tag) == "claim"


def test_files_that_are_named_alike_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    intake = AnnotatedIntake(tmp_path / "in")
    for who, label in (("ada", "actor"), ("bob", "claim"), ("cy", "quote")):
        source = webanno(tmp_path / who / "one.tsv", label)
        [taken] = intake.take(read_others(source), source)
    assert taken.layers == {"cy": 1}
    assert names(tmp_path / "in") == [
        "one.txt", "one.txt.bob.annotations.json", "one.txt.cy.annotations.json", "one.txt.imported.annotations.json",
    ]  # fmt: skip


def test_two_files_of_one_person_on_one_text_are_two_layers_of_one_article(tmp_path: Path) -> None:
    intake = AnnotatedIntake(tmp_path / "in")
    for name, label in (("actors", "actor"), ("claims", "claim")):
        source = lines(tmp_path / f"{name}.jsonl", labelled(name, label, annotator="jo"))
        intake.take(read_others(source), source)
    assert names(tmp_path / "in") == [
        "actors.txt", "actors.txt.jo-claims.annotations.json", "actors.txt.jo.annotations.json",
    ]  # fmt: skip
    head = json.loads((tmp_path / "in" / "actors.txt.jo-claims.annotations.json").read_text("utf-8"))
    assert head["imported"] == {"annotator": "jo"}


@pytest.mark.parametrize("readers", [("alice", "alice"), ("alice", "bob")])
@pytest.mark.parametrize("format", ["jsonl", "brat", "web-annotation"])
def test_two_articles_of_one_text_come_back_from_an_export_as_two(
    tmp_path: Path, readers: tuple[str, str], format: str
) -> None:
    for name, reader in zip(("a.txt", "b.txt"), readers, strict=True):
        annotate(write_article(tmp_path / "out", name, TEXT), reader, ("actor", "Kim", {"kind": "person"}))
    command = ["export", str(tmp_path / "out"), "--format", format, "--layer", "all"]
    assert main([*command, "--output", str(tmp_path / "export")]) == 0
    for _ in range(2):  # the second time all of it is there
        main(["import", str(tmp_path / "export"), "--to", str(tmp_path / "in")])
        found = [name for name in names(tmp_path / "in") if name.endswith((".txt", ".annotations.json"))]
        assert [name.partition(".txt")[0] for name in found] == ["a", "a", "b", "b"]


def test_two_articles_of_one_text_and_reader_stay_two_where_the_export_is_one_file_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        annotate(write_article(tmp_path / "out", name, TEXT), "alice", ("actor", "Kim", {"kind": "person"}))
    assert main(["export", str(tmp_path / "out"), "--format", "jsonl", "--output", str(tmp_path / "export")]) == 0
    source = (tmp_path / "export" / "data.jsonl").rename(tmp_path / "data.jsonl")
    taken = AnnotatedIntake(tmp_path / "in").take(read_others(source), source)
    assert [(one.path.name, one.layers) for one in taken] == [("a.txt", {"alice": 1}), ("b.txt", {"alice": 1})]
