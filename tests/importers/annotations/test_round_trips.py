"""What this app exported as brat, CoNLL or UIMA CAS comes back equal, but for what the export named as lost.

Tests of importers.annotations.reader_folders and importers.annotations.conll_parts, too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.errors import ImportFailed
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from tests.export.exports import exported
from tests.export.torture import article, articles, ordered, write_corpus
from tests.importers.annotations import readings

Held = Counter[tuple[object, ...]]


def words_of(value: object) -> str:
    """A value as these formats write it: numbers are words there."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def held(one: AnnotatedArticle, layer: str = "") -> Held:
    """Annotations with all that is said of them, and links by their ends."""
    [(found, links)] = [one.layers[layer]] if layer else one.layers.values()
    ends = {a.id: (a.tag, a.start, a.end) for a in found}
    spans: Held = Counter(
        (a.tag, a.start, a.end, *((name, words_of(value)) for name, value in a.attributes), a.note) for a in found
    )
    return spans + Counter((link.role, ends[link.from_id], ends[link.to_id]) for link in links)


def wanted(name: str, layer: str = "alice") -> Held:
    row = article(name, (layer,))
    ends = {a.id: (a.label, a.start, a.end) for a in row.everything}
    spans: Held = Counter(
        (a.label, a.start, a.end, *((key, words_of(value)) for key, value in sorted(a.attributes.items())), a.note)
        for a in row.everything
    )
    return spans + Counter((link.type, ends[link.head], ends[link.tail]) for link in row.relations)


LOST: dict[str, dict[str, tuple[list[tuple[object, ...]], list[tuple[object, ...]]]]] = {
    "brat": {
        "emoji.txt": (
            [("actor", 65, 69, "line one\nline two, “quoted”")], [("actor", 65, 69, "line one line two, “quoted”")],
        ),
        "signs.txt": ([("claim", 28, 32, "")], [("claim", 29, 32, "")]),
    },
    "uima-cas": {
        "controls.txt": ([("claim", 0, 9, "a\x07b")], [("claim", 0, 9, "a\ufffdb")]),
        "markup.txt": (
            [("frame", 28, 31, ("number", "1.5"), ("odd-key", "x"), "")], [("frame", 28, 31, ("number", "1.5"), "")],
        ),
    },
}  # fmt: skip
"""What goes out and what comes back, where the export's own report names a loss."""


@pytest.mark.parametrize(("name", "suffix"), [("brat", ".ann"), ("uima-cas", ".zip")])
def test_every_annotation_link_attribute_and_note_comes_back(name: str, suffix: str) -> None:
    folder, _ = exported(name)
    for stem in ordered():
        [one] = read_annotated((folder / stem).with_suffix(suffix)).articles
        gone, come = (Counter(rows) for rows in LOST[name].get(stem, ([], [])))
        sent, got = wanted(stem), held(one)
        assert (sent - got, got - sent) == (gone, come), stem
        assert one.losses.total == 0, stem


@pytest.mark.parametrize(("name", "file"), [("prodigy", "data.jsonl"), ("label-studio", "tasks.json")])
def test_the_facts_of_an_article_come_back(name: str, file: str) -> None:
    folder, done = exported(name)
    found = {one.name: one.facts for one in read_annotated(folder / file).articles}
    assert found["nested"] == {"outlet": "The Herald", "date": "2024-06-02", "author": "=A. Writer"}
    assert set(found["emoji"]) == {"title", "outlet", "date", "url"}
    assert "fact" not in done.outcome.losses.counts


def test_web_annotations_hold_facts_and_a_reading_without_a_mark() -> None:
    folder, done = exported("web-annotation")
    assert not done.outcome.losses.counts
    page = json.loads((folder / "emoji.txt.jsonld").read_text("utf-8"))
    assert page["source"]["dc:publisher"] == "The Gazette"
    [untagged] = read_annotated(folder / "untagged.txt.jsonld").articles
    assert list(untagged.layers) == ["alice"]


PIECES = {"zeta.", "ends here", "and the next “goes on”", "one\u2028two", "three\x85four\x0bfive"}
"""The words that a span was widened to, and what lies in each sentence of spans of several."""


def test_every_span_of_conll_comes_back_at_its_offsets() -> None:
    folder, done = exported("conll")
    found: dict[str, Held] = {}
    for one in read_annotated(folder / "actor.conll").articles:
        assert one.losses.counts == {}, one.name
        [(spans, _)] = one.layers.values()
        found[one.name] = Counter((a.tag, a.start, a.end) for a in spans)
    gone: list[int] = []
    for row in articles():
        sent: Held = Counter((a.label, a.start, a.end) for a in row.everything)
        got = found[row.id.removesuffix(".txt")]
        gone.append((sent - got).total())
        whole = {row.text[a.start : a.end].strip() for a in row.everything} | PIECES
        assert {row.text[int(str(start)) : int(str(end))] for _, start, end in got - sent} <= whole, row.id
    named = done.outcome.losses.counts
    kinds = ("overlap", "edge white space", "widened span", "span of sentences")
    assert sum(gone) <= sum(named[kind] for kind in kinds), "the report names each"


@pytest.mark.parametrize(("name", "suffix"), [("brat", ".ann"), ("uima-cas", ".zip")], ids=["brat", "uima-cas"])
def test_the_readings_of_two_people_come_back_under_their_names(
    tmp_path: Path, name: str, suffix: str, request: pytest.FixtureRequest
) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"alice": ordered(), "bob": ordered()})
    output = tmp_path / "out"
    export(ExportRequest(corpus=corpus, format_name=name, output=output, workers=1, layer="all"))
    for who in ("alice", "bob"):
        for stem in ("emoji.txt", "sub/folder one.txt"):
            [one] = read_annotated((output / who / stem).with_suffix(suffix)).articles
            assert list(one.layers) == [who], stem


def _tagged(tags: str) -> str:
    return "-DOCSTART- 0 0 O\n\n" + "".join(f"{row}\n" for row in tags.split("; ")) + "\n"


def test_conll_files_of_one_export_are_one_reading_and_one_of_other_words_beside_them_is_none_of_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "LOSSES.md").write_text("# What this export does not hold\n")
    (tmp_path / "documents.txt").write_text("x.txt\n")
    (tmp_path / "actor.conll").write_text(_tagged("Kim 0 3 B-actor; left 4 8 O"))
    (tmp_path / "claim.conll").write_text(_tagged("Kim 0 3 B-claim; left 4 8 I-claim"))
    (tmp_path / "older.conll").write_text(_tagged("Kim 0 3 B-claim; went 4 8 I-claim"))
    [one] = read_annotated(tmp_path / "actor.conll").articles
    assert readings.spans(one) == Counter([("actor", "Kim"), ("claim", "Kim left")])
    with pytest.raises(ImportFailed, match=r"claim.conll .* read together.*first of them, actor.conll"):
        read_annotated(tmp_path / "claim.conll")
    [other] = read_annotated(tmp_path / "older.conll").articles
    assert readings.spans(other) == Counter([("claim", "Kim went")])
    (tmp_path / "LOSSES.md").unlink()
    [alone] = read_annotated(tmp_path / "claim.conll").articles
    assert readings.spans(alone) == Counter([("claim", "Kim left")]), "files that no export put there stand alone"


@pytest.mark.parametrize("name", ["brat", "uima-cas", "conll", "doccano"])
def test_a_folder_of_a_reader_is_no_folder_of_articles(tmp_path: Path, name: str) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"alice": ordered(), "bob": ["emoji.txt", "sub/folder one.txt"]})
    output, folder = tmp_path / "out", tmp_path / "back"
    export(ExportRequest(corpus=corpus, format_name=name, output=output, workers=1, layer="all"))
    assert main(["import", str(output), "--to", str(folder), "--json"]) == 0
    assert sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.txt")) == sorted(ordered())
    layers = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.annotations.json"))
    whose = [*((stem, "alice") for stem in ordered()), ("emoji.txt", "bob"), ("sub/folder one.txt", "bob")]
    assert layers == sorted(f"{stem}.{who}.annotations.json" for stem, who in whose)


@pytest.mark.parametrize("layer", ["alice", "all"])
@pytest.mark.parametrize("name", ["brat", "uima-cas", "conll", "doccano"])
def test_the_folder_of_a_split_is_no_folder_of_articles(tmp_path: Path, name: str, layer: str) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"alice": ordered(), "bob": ["emoji.txt", "sub/folder one.txt"]})
    output, folder = tmp_path / "out", tmp_path / "back"
    export(ExportRequest(corpus=corpus, format_name=name, output=output, workers=1, layer=layer, split="50/25/25"))
    assert len([one for one in output.iterdir() if one.name in ("train", "dev", "test")]) > 1
    assert main(["import", str(output), "--to", str(folder), "--json"]) == 0
    assert sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.txt")) == sorted(ordered())


@pytest.mark.parametrize("name", ["brat", "uima-cas", "conll"])
def test_readers_who_share_no_article_keep_their_names(tmp_path: Path, name: str) -> None:
    shares = {"alice": ["emoji.txt"], "bob": ["sub/folder one.txt", "nested.txt"]}
    corpus = write_corpus(tmp_path / "corpus", shares)
    output, folder = tmp_path / "out", tmp_path / "back"
    export(ExportRequest(corpus=corpus, format_name=name, output=output, workers=1, layer="all"))
    assert main(["import", str(output), "--to", str(folder), "--json"]) == 0
    found = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.annotations.json"))
    assert found == sorted(f"{stem}.{who}.annotations.json" for who, stems in shares.items() for stem in stems)


def test_folders_of_articles_that_no_two_share_stay(tmp_path: Path) -> None:
    for section, words in (("city", "Kim left"), ("sports", "Kim won")):
        (tmp_path / "out" / section).mkdir(parents=True)
        (tmp_path / "out" / section / "x.txt").write_text(f"{words}\n")
        (tmp_path / "out" / section / "x.ann").write_text("T1\tactor 0 3\tKim\n")
    (tmp_path / "out" / "LOSSES.md").write_text("# What this export does not hold\n")
    assert main(["import", str(tmp_path / "out"), "--to", str(tmp_path / "back"), "--json"]) == 0
    found = sorted(one.relative_to(tmp_path / "back").as_posix() for one in (tmp_path / "back").rglob("*.json"))
    assert found == ["city/x.txt.imported.annotations.json", "sports/x.txt.imported.annotations.json"]


Writer = Callable[[str], str]


def _tsv(tag: str) -> str:
    return f"#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.S|label\n\n\n#Text=Kim left\n1-1\t0-3\tKim\t{tag}\t\n"


@pytest.mark.parametrize(
    ("file", "write"), [("x.conll", lambda tag: f"Kim B-{tag}\nleft O\n"), ("x.tsv", _tsv)], ids=["conll", "tsv"]
)
def test_folders_of_one_text_in_an_export_are_its_readers_in_every_format_that_names_none(
    tmp_path: Path, file: str, write: Writer
) -> None:
    for who in ("ada", "bob", "eve"):
        (tmp_path / who).mkdir()
        (tmp_path / who / file).write_text(write("actor") if who != "eve" else write("actor").replace("left", "went"))
    [one] = read_annotated(tmp_path / "ada" / file).articles
    assert list(one.layers) == ["imported"], "two folders that have nothing to do with each other"
    (tmp_path / "LOSSES.md").write_text("# What this export does not hold\n")
    for who, layer in (("ada", "ada"), ("bob", "bob"), ("eve", "imported")):
        [one] = read_annotated(tmp_path / who / file).articles
        assert list(one.layers) == [layer]
        assert readings.spans(one) == Counter([("actor", "Kim")])
