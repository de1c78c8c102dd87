"""Others' annotations come in: what this app exported comes back, and foreign ways of counting are found out.

Tests of importers.annotations.annotation_kinds, importers.annotations.imported_layer, importers.annotations.brat,
importers.annotations.labelled_json, importers.annotations.token_columns, importers.annotations.web_annotation,
importers.annotations.refi.refi_project, importers.annotations.xml_projects and corpus.intake.annotated_intake.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.corpus.intake.annotated_intake import take_in_annotated
from analyst_app.errors import ImportFailed, SaveFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.importers.annotations.imported_layer import ForeignSpan, found_convention
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


@pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links and pipes")
@pytest.mark.parametrize("plant", [lambda place: place.symlink_to("/etc/hostname"), os.mkfifo], ids=["link", "pipe"])
def test_the_names_beside_conll_are_read_from_no_link_and_no_pipe(
    tmp_path: Path, plant: Callable[[Path], object]
) -> None:
    (tmp_path / "x.conll").write_text("Ada B-PER\n", "utf-8")
    plant(tmp_path / "documents.txt")
    with pytest.raises(ImportFailed, match=r"a link|no regular file"):
        read_annotated(tmp_path / "x.conll")


def test_conll_with_offsets_and_without(tmp_path: Path) -> None:
    folder, _ = exported("conll")
    found = by_name([folder / "actor.conll"])
    assert found["emoji"] == Counter([("actor", "Lena Ortiz"), ("actor", "👩‍👩‍👧"), ("actor", "Café")])
    (tmp_path / "x.conll").write_text("Ada B-PER\nBrandt I-PER\nspoke O\n\nIn O\nBern B-LOC\n", "utf-8")
    [one] = read_annotated(tmp_path / "x.conll").articles
    assert one.text == "Ada Brandt spoke\nIn Bern\n"
    assert spans(one) == Counter([("PER", "Ada Brandt"), ("LOC", "Bern")])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.conll", "Ada 0 3 B-PER\nspoke {far} {far} O\n"),
        ("x.tsv", "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Claim|value\n#Text=Ada\n1-1\t{far}-{far}\tAda\tActor\n"),
    ],
)
@pytest.mark.parametrize("far", [10**8, 10**12])
def test_an_offset_far_behind_the_text_makes_no_text_of_blanks(
    tmp_path: Path, name: str, content: str, far: int
) -> None:
    """A file of fifty bytes was made an article of gigabytes."""
    (tmp_path / name).write_text(content.replace("{far}", str(far)), "utf-8")
    with pytest.raises(ImportFailed, match=f"{name}.*{far}.*far behind the end"):
        read_annotated(tmp_path / name)


def test_offsets_that_count_on_from_the_article_before_put_no_blanks_before_a_text(tmp_path: Path) -> None:
    (tmp_path / "x.conll").write_text("Ada 900000 900003 B-PER\nspoke 900004 900009 O\n", "utf-8")
    [one] = read_annotated(tmp_path / "x.conll").articles
    assert one.text == "Ada spoke\n"
    assert spans(one) == Counter([("PER", "Ada")])


def test_short_articles_whose_offsets_count_on_begin_at_their_first_word_and_it_is_said(tmp_path: Path) -> None:
    articles = ("Ada 0 3 B-PER\nspoke 4 9 O\n", "Eve 10 13 B-PER\nleft 14 18 O\n", "Max 19 22 B-PER\ncame 23 27 O\n")
    (tmp_path / "x.conll").write_text("".join(f"-DOCSTART- 0 0 O\n\n{one}\n" for one in articles), "utf-8")
    made = read_annotated(tmp_path / "x.conll").articles
    assert [one.text for one in made] == ["Ada spoke\n", "Eve left\n", "Max came\n"]
    told = [[note for note in one.notes if "count on" in note] for one in made]
    assert told == [[], ["Offsets count on from the article before: 10 is taken off each."],
                    ["Offsets count on from the article before: 19 is taken off each."]]  # fmt: skip


@pytest.mark.parametrize("unit", ["code points", "UTF-16 units", "UTF-8 bytes"])
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("inside", [False, True])
def test_how_offsets_count_is_found_out(unit: str, base: int, inside: bool) -> None:
    def position(at: int) -> int:
        encoded = {
            "code points": TEXT[:at],
            "UTF-16 units": TEXT[:at].encode("utf-16-le"),
            "UTF-8 bytes": TEXT[:at].encode(),
        }
        return len(encoded[unit]) // (2 if unit == "UTF-16 units" else 1)

    foreign = []
    for number, words in enumerate(("Lena Ortiz", "taxes fell 😀 by 12%", "Critics")):
        at = TEXT.index(words)
        start, end = position(at) + base, position(at + len(words)) + base - inside
        foreign.append(ForeignSpan(str(number), "x", start, end, words))
    found, certainty = found_convention(TEXT, foreign)
    assert found == (unit, base, inside)
    assert certainty == "3 of 3 quoted words agree"


def test_without_words_word_edges_decide(tmp_path: Path) -> None:
    words = ("Lena Ortiz", "Critics", "disputed", "Mayor")
    units = [len(TEXT[: TEXT.index(w)].encode("utf-16-le")) // 2 for w in words]
    entry = {"text": TEXT, "label": [[at, at + len(w), "x"] for at, w in zip(units, words, strict=True)]}
    (tmp_path / "d.jsonl").write_text(json.dumps(entry), "utf-8")
    [one] = read_annotated(tmp_path / "d.jsonl").articles
    assert spans(one) == Counter(("x", w) for w in words)
    assert "UTF-16 units" in one.notes[0]
    assert "word edges" in one.notes[0]


def test_line_ends_are_made_ours_and_offsets_follow(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo three\r\n")
    (tmp_path / "a.ann").write_text("T1\tword 9 14\tthree\n", "utf-8")
    [one] = read_annotated(tmp_path / "a.ann").articles
    assert one.text == "one\ntwo three\n"
    assert spans(one) == Counter([("word", "three")])


def notes_of(path: Path) -> str:
    found = read_annotated(path)
    notes = [note for article in found.articles for note in article.notes]
    return " ".join([*notes, *found.all_losses().sentences()])


def test_what_brat_says_of_an_event_stands_at_its_trigger(tmp_path: Path) -> None:
    """Attributes of events (``A1 Negation E1``) are brat's usual ones; they and their notes were dropped unsaid."""
    (tmp_path / "a.txt").write_text("Alice denied the claim.\n", "utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tDenial 6 12\tdenied\nT2\tActor 0 5\tAlice\nE1\tDenial:T1 Who:T2\nA1\tNegation E1\n"
        "A2\tCertainty E1 high\n#1\tAnnotatorNotes E1\tlook again\nR1\tSays Arg1:T2 Arg2:T1\n"
        "#2\tAnnotatorNotes R1\tof a relation\nA3\tSure R1\n",
        "utf-8",
    )
    [one] = read_annotated(tmp_path / "a.ann").articles
    [(annotations, links)] = one.layers.values()
    denial = next(a for a in annotations if a.tag == "Denial")
    assert (denial.attribute("Negation"), denial.attribute("Certainty"), denial.note) == (True, "high", "look again")
    assert sorted(link.role for link in links) == ["Says", "Who"]
    assert "Left out: 2 remarks on what is no span" in " ".join(one.notes)


@pytest.mark.parametrize("bad", ["R1\tSays Arg1:T1", "T2\tClaim 6 x\tdenied", "A1\tSure", "T1\tOther 0 5\tAlice", "??"])
def test_a_line_that_brat_does_not_write_so_is_named_and_stops_no_other(tmp_path: Path, bad: str) -> None:
    (tmp_path / "a.txt").write_text("Alice denied the claim.\n", "utf-8")
    (tmp_path / "a.ann").write_text(f"T1\tClaim 6 12\tdenied\n{bad}\nT9\tActor 0 5\tAlice\n", "utf-8")
    [one] = read_annotated(tmp_path / "a.ann").articles
    assert spans(one) == Counter([("Claim", "denied"), ("Actor", "Alice")])
    assert "Left out: 1 line that brat does not write so, the first is line 2." in one.notes


def test_webanno_tsv_is_read(tmp_path: Path) -> None:
    (tmp_path / "w.tsv").write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Speech|label|mode\n#T_RL=webanno.custom.Link|role|"
        "BT_webanno.custom.Speech\n\n\n"
        "#Text=😀 Ada Brandt left .\n"
        "1-1\t0-2\t😀\t_\t_\t_\t_\n"
        "1-2\t3-6\tAda\tactor[1]\t*[1]\t_\t_\n"
        "1-3\t7-13\tBrandt\tactor[1]\t*[1]\t_\t_\n"
        "1-4\t14-18\tleft\tcue\tdirect\tspeaker\t1-2[1_0]\n"
        "1-5\t19-20\t.\t_\t_\t_\t_\n",
        "utf-8",
    )
    [one] = read_annotated(tmp_path / "w.tsv").articles
    assert spans(one) == Counter([("actor", "Ada Brandt"), ("cue", "left")])
    [(annotations, links)] = one.layers.values()
    assert next(a for a in annotations if a.tag == "cue").attribute("mode") == "direct"
    assert [link.role for link in links] == ["speaker"]


def test_webanno_annotations_on_parts_of_words_come_in_and_chains_are_said_to_stay_out(tmp_path: Path) -> None:
    """Sub-tokens as in the WebAnno TSV 3.2 manual: ``1-1.1`` after its token, with the same columns."""
    (tmp_path / "w.tsv").write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Claim|value\n"
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType\n\n\n"
        "#Text=Alice undid it.\n"
        "1-1\t0-5\tAlice\tActor\t*->1-1\tnam\n"
        "1-2\t6-11\tundid\t_\t_\t_\n"
        "1-2.1\t6-8\tun\tNegation\t_\t_\n"
        "1-3\t12-14\tit\t_\t*->1-2\tpro\n"
        "1-4\t14-15\t.\t_\t_\t_\n",
        "utf-8",
    )
    [one] = read_annotated(tmp_path / "w.tsv").articles
    assert spans(one) == Counter([("Actor", "Alice"), ("Negation", "un")])
    assert "Left out: 2 mentions in chains, as of coreference." in one.notes


def test_what_a_brat_normalization_refers_to_is_kept(tmp_path: Path) -> None:
    """The example of brat's page on standoff: the resource and the entry in it, then the entry's name."""
    (tmp_path / "a.txt").write_text("Barack Obama left.\n", "utf-8")
    normalized = "T1\tPerson 0 12\tBarack Obama\nN1\tReference T1 Wikipedia:534366\tBarack Obama\n"
    (tmp_path / "a.ann").write_text(normalized, "utf-8")
    [one] = read_annotated(tmp_path / "a.ann").articles
    [([person], _)] = one.layers.values()
    assert person.note == "Wikipedia:534366 Barack Obama"


def test_a_mention_of_several_words_in_a_chain_is_counted_once(tmp_path: Path) -> None:
    """``->1-2`` says the chain and the mention in it, at each of the mention's tokens."""
    (tmp_path / "w.tsv").write_text(
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType\n\n\n"
        "#Text=Ada Brandt undid it.\n"
        "1-1\t0-3\tAda\t*->1-1\tnam[1]\n"
        "1-2\t4-10\tBrandt\t*->1-1\tnam[1]\n"
        "1-3\t11-16\tundid\t_\t_\n"
        "1-4\t17-19\tit\t*->2-1\tpro\n"
        "1-5\t19-20\t.\t_\t_\n",
        "utf-8",
    )
    [one] = read_annotated(tmp_path / "w.tsv").articles
    assert "Left out: 2 mentions in chains, as of coreference." in one.notes


def studio(folder: Path, results: list[dict[str, object]]) -> Path:
    task = {"data": {"text": "Alice denied it."}, "annotations": [{"completed_by": 1, "result": results}]}
    (folder / "tasks.json").write_text(json.dumps([task]), "utf-8")
    return folder / "tasks.json"


def test_label_studio_ratings_come_in_and_answers_about_the_whole_text_are_said_to_stay_out(tmp_path: Path) -> None:
    place = {"start": 0, "end": 5, "text": "Alice"}
    results: list[dict[str, object]] = [
        {"id": "x", "type": "labels", "from_name": "l", "value": place | {"labels": ["Actor"]}},
        {"id": "x", "type": "rating", "from_name": "sure", "value": place | {"rating": 4}},
        {"id": "y", "type": "choices", "from_name": "stance", "value": {"choices": ["con"]}},
        {"id": "z", "type": "labels", "value": {"start": 6, "end": 12, "text": "denied", "labels": []}},
    ]
    [one] = read_annotated(studio(tmp_path, results)).articles
    assert spans(one) == Counter([("Actor", "Alice"), ("note", "denied")])
    [(annotations, _)] = one.layers.values()
    assert next(a for a in annotations if a.tag == "Actor").attribute("sure") == 4
    assert "Left out: 1 answer about the whole text, not a part of it." in one.notes


def test_label_studio_yes_or_no_is_no_place(tmp_path: Path) -> None:
    results: list[dict[str, object]] = [
        {"id": "x", "type": "labels", "value": {"start": 0, "end": 5, "text": "Alice", "labels": ["Actor"]}},
        {"id": "y", "type": "labels", "value": {"start": 0, "end": True, "labels": ["Actor"]}},
    ]
    [one] = read_annotated(studio(tmp_path, results)).articles
    assert spans(one) == Counter([("Actor", "Alice")])
    assert one.losses.counts == {"unplaced span": 1}


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


def test_links_between_readings_are_said_to_stay_out(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Alice denied it.\n", "utf-8")
    items = [
        {"id": name, "creator": who, "body": [{"value": "claim", "purpose": "tagging"}], "target": {
            "source": "x", "selector": [{"type": "TextQuoteSelector", "exact": words}]}}
        for name, who, words in (("one", "ann", "Alice"), ("two", "bob", "denied"))
    ]  # fmt: skip
    link = {"id": "l", "motivation": "linking", "creator": "ann", "body": [{"id": "two"}], "target": "one"}
    (tmp_path / "page.jsonld").write_text(json.dumps([*items, link]), "utf-8")
    [one] = read_annotated(tmp_path / "page.jsonld").articles
    assert sorted(one.layers) == ["ann", "bob"]
    assert "Left out: 1 link whose ends are not both in one reading of one text." in one.notes


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
        [one] = read_annotated(path).articles
        assert not any("link" in note for note in one.notes)
        assert one.losses.counts["relation end"] == 1


def test_a_bad_entry_is_named_by_its_number_and_the_way_out(tmp_path: Path) -> None:
    good = {"text": "Alice", "label": [[0, 5, "Actor"]]}
    bad = {"text": "Alice", "label": [["x", 5, "Actor"]]}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", "utf-8")
    with pytest.raises(ImportFailed, match=r"a\.jsonl, entry 2: .*Mend it or take it out\."):
        read_annotated(tmp_path / "a.jsonl")


def test_hypothesis_rows_find_their_text_beside_them(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    (tmp_path / "other.txt").write_text("Nothing of it.\n", "utf-8")
    at = len(TEXT[: TEXT.index("Critics")].encode("utf-16-le")) // 2
    row = {
        "id": "abc", "user": "acct:ada@hypothes.is", "tags": ["claim"], "text": "a note",
        "target": [{"source": "https://example.org/x", "selector": [
            {"type": "TextPositionSelector", "start": at, "end": at + 7},
            {"type": "TextQuoteSelector", "exact": "Critics", "prefix": "", "suffix": " disputed"}]}],
    }  # fmt: skip
    (tmp_path / "h.json").write_text(json.dumps({"rows": [row]}), "utf-8")
    [one] = read_annotated(tmp_path / "h.json").articles
    assert list(one.layers) == ["ada"]
    assert spans(one) == Counter([("claim", "Critics")])


def test_articles_and_layers_are_written_and_nothing_is_overwritten(tmp_path: Path) -> None:
    folder, _ = exported("jsonl")
    taken = take_in_annotated(folder / "data.jsonl", tmp_path / "in")
    assert len(taken) == len(articles())
    assert all(one.is_new for one in taken)
    assert (tmp_path / "in" / "emoji.txt.alice.annotations.json").exists()
    assert (tmp_path / "in" / "sub" / "folder one.txt").exists()
    with pytest.raises(SaveFailed, match="has a layer alice already"):
        take_in_annotated(folder / "data.jsonl", tmp_path / "in")

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


def test_the_way_out_that_a_refusal_names_leads_out(tmp_path: Path) -> None:
    source, place = two_layers(tmp_path), tmp_path / "in"
    take_in_annotated(source, place)
    with pytest.raises(SaveFailed, match=r"\(--to\)"):
        take_in_annotated(source, place, layer="other")  # the file itself says whose readings they are
    assert all(one.is_new for one in take_in_annotated(source, tmp_path / "another folder"))
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "label": [[0, 1, "cue"]]}), "utf-8")
    take_in_annotated(tmp_path / "x.jsonl", place)
    with pytest.raises(SaveFailed, match=r"\(--layer\)"):
        take_in_annotated(tmp_path / "x.jsonl", place)
    [one] = take_in_annotated(tmp_path / "x.jsonl", place, layer="other")
    assert one.layers == {"other": 1}


def test_a_person_whose_name_begins_as_the_chosen_layer_is_still_named_by_the_file(tmp_path: Path) -> None:
    entry = {"id": "x", "text": TEXT, "annotator": "mk-lab", "label": [[0, 1, "cue"]]}
    (tmp_path / "x.jsonl").write_text(json.dumps(entry), "utf-8")
    take_in_annotated(tmp_path / "x.jsonl", tmp_path / "in")
    with pytest.raises(SaveFailed, match=r"mk-lab .*\(--to\)"):
        take_in_annotated(tmp_path / "x.jsonl", tmp_path / "in", layer="mk")


def test_our_own_files_and_unknown_ones_are_left_alone(tmp_path: Path) -> None:
    for name, content in (
        ("a.txt.alice.annotations.json", "{}"), ("codebook.json", "{}"), ("x.json", '{"a": 1}'), ("y.tsv", "a\tb\n"),
        ("z.zip", "no zip"), ("lonely.ann", "T1\tx 0 1\ta\n"),
    ):  # fmt: skip
        (tmp_path / name).write_text(content)
        assert kind_of(tmp_path / name) == "", name
    (tmp_path / "bad.jsonl").write_text("{not json\n")
    with pytest.raises(ImportFailed, match="no JSON"):
        read_annotated(tmp_path / "bad.jsonl")
    (tmp_path / "odd.jsonl").write_text('{"text": "x", "spans": [{"start": "no"}]}\n')
    with pytest.raises(ImportFailed):
        read_annotated(tmp_path / "odd.jsonl")


def test_attacks_in_xml_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xmi").write_text('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(ImportFailed, match="entities"):
        read_annotated(tmp_path / "x.xmi")
