"""Others' annotations come in, and what this app exported comes back.

Tests of importers.annotations.annotation_kinds, importers.annotations.brat, importers.annotations.cas_xmi,
importers.annotations.conll_columns, importers.annotations.refi.refi_project and corpus.intake.annotated_intake.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from analyst_app.corpus.intake.annotated_intake import take_in_annotated
from analyst_app.errors import ImportFailed, SaveFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.storage.file_names import sidecar_path
from tests.export.exports import exported
from tests.export.torture import articles

TEXT = "🔥 Mayor Lena Ortiz said “taxes fell 😀 by 12%”.\nCritics disputed that.\n"


def spans(article) -> Counter:
    return Counter(
        (a.tag, article.text[a.start : a.end]) for annotations, _ in article.layers.values() for a in annotations
    )


def by_name(paths: list[Path]) -> dict[str, Counter]:
    return {one.name.rpartition("/")[2]: spans(one) for path in paths for one in read_annotated(path).articles}


def expected() -> dict[str, Counter]:
    return {Path(one.id).stem: Counter((row.label, row.text) for row in one.everything) for one in articles()}


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("jsonl", "data.jsonl"),
        ("doccano", "doccano-labels.jsonl"),
        ("doccano", "doccano-relations.jsonl"),
        ("prodigy", "data.jsonl"),
        ("label-studio", "tasks.json"),
        ("brat", "**/*.ann"),
        ("web-annotation", "**/*.jsonld"),
        ("refi-qda", "*.qdpx"),
        ("uima-cas", "**/*.zip"),
    ],
)
def test_what_was_exported_comes_back(name: str, pattern: str) -> None:
    folder, _ = exported(name)
    found = by_name(sorted(folder.glob(pattern)))
    controls = str.maketrans(dict.fromkeys((7, 27, 11), "\ufffd")) if name == "uima-cas" else {}
    for stem, wanted in expected().items():
        got = found.get(stem, Counter())
        if name == "brat":  # white space at edges is a named loss there
            wanted = Counter({(tag, words.strip()): n for (tag, words), n in wanted.items()})
            got = Counter({(tag, words.strip()): n for (tag, words), n in got.items()})
        if name == "web-annotation" and stem == "folder one":
            continue  # in a folder of its own, with another text beside it
        assert got == Counter({(tag, words.translate(controls)): n for (tag, words), n in wanted.items()}), stem


def test_links_attributes_and_notes_come_back() -> None:
    for name, pattern in (("jsonl", "data.jsonl"), ("brat", "emoji.ann"), ("label-studio", "tasks.json")):
        folder, _ = exported(name)
        [one] = [a for a in read_annotated(folder / pattern).articles if a.name == "emoji"]
        [(annotations, links)] = one.layers.values()
        by_id = {a.id: a for a in annotations}
        speaker = next(link for link in links if link.role == "speaker")
        assert (by_id[speaker.from_id].tag, by_id[speaker.to_id].tag) == ("quote", "actor"), name
        assert by_id[speaker.from_id].attribute("mode") == "direct"
        assert by_id[speaker.from_id].note == "check the figure"


def notes_of(path: Path) -> str:
    found = read_annotated(path)
    notes = [note for article in found.articles for note in article.notes]
    return " ".join([*notes, *found.all_losses().sentences()])


def studio(folder: Path, results: list[dict[str, object]]) -> Path:
    task = {"data": {"text": "Alice denied it."}, "annotations": [{"completed_by": 1, "result": results}]}
    (folder / "tasks.json").write_text(json.dumps([task]), "utf-8")
    return folder / "tasks.json"


@pytest.mark.parametrize("number", ["1e400", "NaN"])
def test_a_number_that_json_has_not_is_named(tmp_path: Path, number: str) -> None:
    results = [{"id": "x", "type": "labels", "value": {"start": 0, "end": 5, "text": "Alice", "labels": ["Actor"]}}]
    path = studio(tmp_path, results)
    path.write_text(path.read_text("utf-8").replace('"end": 5', f'"end": {number}'), "utf-8")
    assert kind_of(path)
    with pytest.raises(ImportFailed, match=number):
        read_annotated(path)


def project(folder: Path, sources: str, links: str = "") -> Path:
    path = folder / "p.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="u" name="Ann"/></Users><CodeBook>'
            f'<Codes><Code guid="c" name="Claim"/></Codes></CodeBook><Sources>{sources}</Sources>{links}</Project>',
        )
    return path


PDF_SOURCE = '<PDFSource guid="s" name="x.pdf" path="internal://x.pdf"><PDFSelection guid="q" page="0"/></PDFSource>'
TEXT_SOURCE = (
    '<TextSource guid="t" name="a"><PlainTextContent>Alice denied it.</PlainTextContent>'
    '<PlainTextSelection guid="1" startPosition="0" endPosition="5" creatingUser="u"><Coding guid="k" creatingUser="u">'
    '<CodeRef targetGUID="c"/></Coding></PlainTextSelection>'
    '<PlainTextSelection guid="2" startPosition="6" endPosition="12" creatingUser="u"/></TextSource>'
)


def test_a_project_of_other_sources_than_texts_says_what_stays_out(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"1 source without plain text.*x\.pdf.*\. Export"):
        read_annotated(project(tmp_path, PDF_SOURCE))
    link = '<Links><Link guid="l" name="cites" originGUID="1" targetGUID="q"/></Links>'
    found = read_annotated(project(tmp_path, TEXT_SOURCE + PDF_SOURCE, link))
    [one] = found.articles
    assert spans(one) == Counter([("claim", "Alice")])
    assert one.losses.places["kept aside"] == ["selection 2: it has no code and no memo"]
    assert found.losses.places["kept aside"] == ["link cites"]
    assert found.losses.places["other source"] == ["PDFSource x.pdf (PDFSource)"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", "\n\n"), ("a.jsonl", ""), ("a.conll", "\n"), ("a.json", '{"items": []}')]
)
def test_a_file_without_any_article_is_said_to_hold_none(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ImportFailed, match=f"{name} holds no a"):
        read_annotated(tmp_path / name)


def test_a_link_to_words_that_are_not_in_the_text_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Alice denied it.\n", "utf-8")
    items = [
        {"id": name, "body": [{"value": "claim", "purpose": "tagging"}], "target": {
            "source": "x", "selector": [{"type": "TextQuoteSelector", "exact": words}]}}
        for name, words in (("one", "Alice"), ("two", "confirmed"))
    ]  # fmt: skip
    link = {"id": "l", "motivation": "linking", "body": [{"id": "two"}], "target": "one"}
    (tmp_path / "page.jsonld").write_text(json.dumps([*items, link]), "utf-8")
    behind = TEXT_SOURCE.replace('startPosition="6" endPosition="12" creatingUser="u"/>', (
        'startPosition="60" endPosition="70" creatingUser="u"><Coding guid="m" creatingUser="u">'
        '<CodeRef targetGUID="c"/></Coding></PlainTextSelection>'
    ))  # fmt: skip
    ends = '<Links><Link guid="l" name="cites" originGUID="1" targetGUID="2"/></Links>'
    for path in (tmp_path / "page.jsonld", project(tmp_path, behind, ends)):
        found = read_annotated(path)
        assert not any("link" in note for one in found.articles for note in one.notes)
        assert found.all_losses().counts["relation end"] == 1


def test_articles_and_layers_are_written_and_nothing_is_overwritten(tmp_path: Path) -> None:
    folder, _ = exported("jsonl")
    taken = take_in_annotated(folder / "data.jsonl", tmp_path / "in")
    assert len(taken) == len(articles())
    assert all(one.is_new for one in taken)
    assert (tmp_path / "in" / "emoji.txt.alice.annotations.json").exists()
    assert (tmp_path / "in" / "sub" / "folder one.txt").exists()
    before = {path: path.read_bytes() for path in (tmp_path / "in").rglob("*.*")}
    again = take_in_annotated(folder / "data.jsonl", tmp_path / "in")
    assert not any(one.is_new or one.layers or one.refused for one in again)
    assert {path: path.read_bytes() for path in (tmp_path / "in").rglob("*.*")} == before

    from analyst_app.export.exporting import ExportRequest, export

    export(ExportRequest(corpus=tmp_path / "in", output=tmp_path / "again", workers=1))
    again = [json.loads(line) for line in (tmp_path / "again" / "data.jsonl").read_text("utf-8").split("\n")[:-1]]
    found = {
        one["id"]: Counter((s["label"], s["text"], s["id"]) for s in (*one["spans"], *one["zones"])) for one in again
    }
    assert found == {one.id: Counter((row.label, row.text, row.id) for row in one.everything) for one in articles()}


def two_layers(folder: Path) -> Path:
    rows = [
        {"id": name, "text": f"{name} said so.\n", "layers": [{"annotator": "ada"}, {"annotator": "bob"}],
         "spans": [{"start": 0, "end": 3, "label": "actor", "annotator": "ada"},
                   {"start": 4, "end": 8, "label": "cue", "annotator": "bob"}]}
        for name in ("one", "two")
    ]  # fmt: skip
    (folder / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder / "data.jsonl"


def test_an_import_that_was_ended_anywhere_is_gone_on_with(tmp_path: Path) -> None:
    source = two_layers(tmp_path)
    taken = take_in_annotated(source, tmp_path / "whole")
    names = sorted(path.name for path in (tmp_path / "whole").iterdir())
    assert len(names) == 6, "two texts, each with two layers"
    order = [
        name
        for one in taken
        for name in (*(f"{one.path.name}.{layer}.annotations.json" for layer in one.layers), one.path.name)
    ]
    for done in range(len(order)):
        place = tmp_path / f"ended after {done}"
        place.mkdir()
        for name in order[:done]:
            (place / name).write_bytes((tmp_path / "whole" / name).read_bytes())
        kept = {path.name: path.read_bytes() for path in place.iterdir()}
        take_in_annotated(source, place)
        assert sorted(path.name for path in place.iterdir()) == names, done
        assert {name: (place / name).read_bytes() for name in kept} == kept, "nothing is overwritten"


def test_an_article_whose_layer_stays_does_not_keep_the_others_from_coming(tmp_path: Path) -> None:
    source = two_layers(tmp_path)
    place = tmp_path / "in"
    first, _ = take_in_annotated(source, place)
    for path in place.iterdir():
        if path.name.startswith("two"):
            path.unlink()
    mine = sidecar_path(first.path, "ada")
    mine.write_bytes(mine.read_bytes().replace(b'"actor"', b'"claim"'))
    sidecar_path(first.path, "bob").unlink()
    before = mine.read_bytes()
    one, two = take_in_annotated(source, place)
    assert one.refused.startswith("one.txt has a layer ada already; it stays. The file names it so: import into ano")
    assert (two.is_new, two.layers, two.refused) == (True, {"ada": 1, "bob": 1}, "")
    assert mine.read_bytes() == before
    assert not sidecar_path(first.path, "bob").exists(), "of one article all layers or none"


def changed(folder: Path) -> None:
    """Let somebody have worked on each layer."""
    for path in folder.rglob("*.annotations.json"):
        path.write_bytes(path.read_bytes().replace(b'"note":""', b'"note":"seen"'))


def test_the_way_out_that_a_refusal_names_leads_out(tmp_path: Path) -> None:
    source, place = two_layers(tmp_path), tmp_path / "in"
    take_in_annotated(source, place)
    changed(place)
    with pytest.raises(SaveFailed, match=r"\(--to\)"):
        take_in_annotated(source, place, layer="other")  # the file itself says whose readings they are
    assert all(one.is_new for one in take_in_annotated(source, tmp_path / "another folder"))
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "label": [[0, 1, "cue"]]}), "utf-8")
    take_in_annotated(tmp_path / "x.jsonl", place)
    changed(place)
    with pytest.raises(SaveFailed, match=r"\(--layer\)"):
        take_in_annotated(tmp_path / "x.jsonl", place)
    [one] = take_in_annotated(tmp_path / "x.jsonl", place, layer="other")
    assert one.layers == {"other": 1}


def test_a_person_whose_name_begins_as_the_chosen_layer_is_still_named_by_the_file(tmp_path: Path) -> None:
    entry = {"id": "x", "text": TEXT, "annotator": "mk-lab", "label": [[0, 1, "cue"]]}
    (tmp_path / "x.jsonl").write_text(json.dumps(entry), "utf-8")
    take_in_annotated(tmp_path / "x.jsonl", tmp_path / "in")
    changed(tmp_path / "in")
    with pytest.raises(SaveFailed, match=r"mk-lab .*\(--to\)"):
        take_in_annotated(tmp_path / "x.jsonl", tmp_path / "in", layer="mk")


def test_our_own_files_and_unknown_ones_are_left_alone(tmp_path: Path) -> None:
    for name, content in (
        ("a.txt.alice.annotations.json", "{}"), ("codebook.json", "{}"), ("x.json", '{"a": 1}'), ("y.tsv", "a\tb\n"),
        ("z.zip", "no zip"), ("odd.ann", "what?\n"),
    ):  # fmt: skip
        (tmp_path / name).write_text(content)
        assert kind_of(tmp_path / name) == "", name
    (tmp_path / "bad.jsonl").write_text("{not json\n")
    with pytest.raises(ImportFailed, match="no JSON"):
        read_annotated(tmp_path / "bad.jsonl")


def test_attacks_in_xml_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xmi").write_text('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(ImportFailed, match="entities"):
        read_annotated(tmp_path / "x.xmi")
