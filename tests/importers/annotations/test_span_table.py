"""Tables of spans: this app's own, SemEval's, PDNC's, and any whose columns are known or named.

Tests of importers.annotations.texts_beside, too.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.core.annotation import LayerFacts
from analyst_app.errors import ImportFailed
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from tests.export.exports import corpus, exported
from tests.export.torture import TEXTS

TEXT = "The 🔥 council said the harbour is safe. Anyone who disagrees is a traitor to this city.\n"


def put(folder: Path, name: str, words: str) -> Path:
    (folder / name).write_text(words, "utf-8", newline="")
    return folder / name


def spans(path: Path, **more: object) -> list[tuple[str, str]]:
    found = read_annotated(path, **more)  # type: ignore[arg-type]
    return [
        (one.tag, article.text[one.start : one.end])
        for article in found.articles
        for annotations, _ in article.layers.values()
        for one in sorted(annotations, key=lambda one: one.start)
    ]


def test_semeval_finds_the_texts_by_the_number_at_the_end_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "article111.txt", TEXT)
    put(tmp_path, "article12.txt", "Fine words here.\r\n")
    at = TEXT.index("traitor")
    path = put(
        tmp_path,
        "all.labels.tsv",
        f"111\tName_Calling\t{at}\t{at + 7}\n12\tLoaded\t5\t10\n12\tLoaded\tx\t9\n99\tL\t0\t1\n",
    )
    assert kind_of(path) == ""  # one line is not laid out so
    path = put(tmp_path, "all.labels.tsv", f"111\tName_Calling\t{at}\t{at + 7}\n12\tLoaded\t5\t10\n99\tL\t0\t1\n")
    assert kind_of(path) == "spans"
    assert spans(path) == [("Name_Calling", "traitor"), ("Loaded", "words")]
    assert read_annotated(path).losses.counts == {"no text": 1}


def test_pdnc_quotations_have_parts_and_say_who_speaks(tmp_path: Path) -> None:
    put(tmp_path, "novel_text.txt", TEXT)
    start, other = TEXT.index("the harbour"), TEXT.index("Anyone")
    path = put(
        tmp_path, "quotation_info.csv",
        "quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressee,quoteType,referringExpression\n"
        f'Q0,the harbour Anyone,"[""the harbour"", ""Anyone""]","[[{start}, {start + 11}], [{other}, {other + 6}]]",'
        "The council,[],Explicit,said\nQ1,broken,[],nowhere,,,,\n",
    )  # fmt: skip
    found = read_annotated(path)
    [article] = found.articles
    [(annotations, links)] = article.layers.values()
    assert Counter(article.text[a.start : a.end] for a in annotations) == Counter(["the harbour", "Anyone"])
    assert [link.role for link in links] == ["continues"]
    assert next(a for a in annotations if a.start == start).attribute("speaker") == "The council"
    assert found.losses.counts == {"unreadable item": 1}


def test_pdnc_lists_as_the_corpus_writes_them_are_read_and_nothing_of_them_is_dropped(tmp_path: Path) -> None:
    put(tmp_path, "novel_text.txt", "Yes, said Ann, I can't\ngo, Bo.\n")
    path = put(
        tmp_path, "quotation_info.csv",
        '"quoteID","quoteText","subQuotationList","quoteByteSpans","speaker","addressees","quoteType",'
        '"referringExpression","mentionTextsList"\n'
        '"Q1","Yes, I can\'t\ngo, Bo.","[\'Yes,\', ""I can\'t\\ngo, Bo.""]","[[0, 4], [15, 30]]","Ann",'
        '"[\'Bo\', \'Mr. Lee\']","Explicit","nan","[[], [\'Bo\']]"\n'
        '"Q2","x","[x","[[0, 4","","","","",""\n',
    )  # fmt: skip
    found = read_annotated(path)
    [article] = found.articles
    [(annotations, _)] = article.layers.values()
    first, second = sorted(annotations, key=lambda one: one.start)
    assert [article.text[one.start : one.end] for one in (first, second)] == ["Yes,", "I can't\ngo, Bo."]
    assert dict(first.attributes) == {
        "speaker": "Ann", "addressees": "Bo; Mr. Lee", "quoteType": "Explicit", "mentionTextsList": "[[], [\'Bo\']]",
    }  # fmt: skip
    assert found.all_losses().places == {"unreadable item": ["row 3: x"]}


def test_columns_are_known_by_their_names_and_said(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    path = put(tmp_path, "marks.csv", "file,begin,end,label,coder,sure\na.txt,4,13,actor,ann,high\n")
    found = read_annotated(path)
    [article] = found.articles
    assert list(article.layers) == ["ann"]
    [one] = article.layers["ann"][0]
    assert (one.tag, article.text[one.start : one.end], one.attribute("sure")) == ("actor", TEXT[4:13], "high")
    assert any(note.startswith("Columns are taken so: document = file") for note in article.notes)


def test_a_rule_names_the_columns_and_the_tag(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    path = put(tmp_path, "marks.csv", "d,x,y\na,0,3\n")
    assert kind_of(path) == ""
    rule = {"format": "analyst-import-rule", "version": 1, "rows": "spans", "tag": "claim",
            "columns": {"document": "d", "start": "x", "end": "y"}}  # fmt: skip
    assert spans(path, rules=rule) == [("claim", "The")]


def test_a_column_of_words_is_not_taken_for_the_text(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    path = put(tmp_path, "marks.csv", "document,start,end,label,text\na,0,3,x,The\n")
    assert spans(path) == [("x", "The")]


def test_a_row_without_a_place_is_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    path = put(tmp_path, "marks.csv", "document,start,end,label\na,0,3,x\na,here,there,y\n")
    found = read_annotated(path)
    assert found.losses.places["unreadable item"] == ["row 3: here–there is no place"]
    assert spans(path) == [("x", "The")]


def test_a_table_whose_texts_are_nowhere_is_one_sentence(tmp_path: Path) -> None:
    path = put(tmp_path, "marks.csv", "document,start,end,label\n../../etc/passwd,0,3,x\n")
    with pytest.raises(ImportFailed, match=r"no text of \.\./\.\./etc/passwd \(1\) is beside it"):
        read_annotated(path)


OWN = ["csv", "csv-excel", "xlsx"]


def own_table(folder: Path) -> Path:
    return next(path for path in (folder / "spans.csv", folder / "data.xlsx") if path.is_file())


@pytest.mark.parametrize("name", OWN)
def test_status_note_facts_and_control_characters_of_our_tables_come_back(name: str) -> None:
    folder, done = exported(name)
    found = read_annotated(own_table(folder))
    by_name = {article.name: article for article in found.articles}
    assert by_name["nested"].layer_facts == {"alice": LayerFacts("done", "a layer note")}
    assert by_name["untagged"].layer_facts == {"alice": LayerFacts("done", "")}
    assert by_name["nested"].facts == {"outlet": "The Herald", "date": "2024-06-02", "author": "=A. Writer"}
    assert by_name["controls"].text == TEXTS["controls.txt"]
    assert found.all_losses().counts == {}
    assert not done.outcome.losses.counts


@pytest.mark.parametrize("name", OWN)
def test_yes_no_and_several_values_of_our_tables_come_back(name: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    values = {"hedged": False, "worthy": True, "kinds": ["a, b", "c"], "words": "[not json"}
    rows = {"text": "One claim.\n", "spans": [{"start": 4, "end": 9, "label": "claim", "attributes": values}]}
    put(tmp_path, "a.jsonl", json.dumps(rows | {"id": "a.txt", "annotator": "eve"}))
    assert main(["import", str(tmp_path / "a.jsonl"), "--to", str(tmp_path / "corpus")]) == 0
    export(ExportRequest(corpus=tmp_path / "corpus", format_name=name, output=tmp_path / "out", layer="eve", workers=1))
    [article] = read_annotated(own_table(tmp_path / "out")).articles
    [([one], _)] = article.layers.values()
    assert dict(one.attributes) == values


@pytest.mark.parametrize("name", ["csv-excel", "xlsx"])
def test_a_cell_that_was_cut_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    put(tmp_path, "a.jsonl", json.dumps({"id": "a.txt", "text": "=🔥 " * 20_000, "spans": [], "annotator": "eve"}))
    assert main(["import", str(tmp_path / "a.jsonl"), "--to", str(tmp_path / "corpus")]) == 0
    export(ExportRequest(corpus=tmp_path / "corpus", format_name=name, output=tmp_path / "out", layer="eve", workers=1))
    found = read_annotated(own_table(tmp_path / "out"))
    assert found.all_losses().places == {"cut text": ["a.txt: text in documents"]}


def test_tables_without_texts_find_them_by_path_and_hash(tmp_path: Path) -> None:
    request = ExportRequest(
        corpus=corpus(), format_name="csv", output=tmp_path / "out", with_text=False, keep=("facts",), workers=1
    )
    export(request)
    table = tmp_path / "out" / "spans.csv"
    with pytest.raises(ImportFailed, match=r"no text of .*\.txt \(.*\) is beside it"):
        read_annotated(table)
    (table.parent / "sub").mkdir()
    for kept in ("sub/folder one.txt", "nested.txt"):
        put(table.parent, kept, TEXTS[kept])
    put(table.parent, "renamed.txt", TEXTS["emoji.txt"])
    put(table.parent, "markup.txt", "Another text of that name.\n")
    found = read_annotated(table)
    assert {article.name for article in found.articles} == {"sub/folder one", "nested", "emoji"}
    assert found.losses.counts == {"no text": 7}
    assert "markup.txt (3)" in found.losses.places["no text"]


def test_a_table_of_quotes_has_no_texts_and_says_so(tmp_path: Path) -> None:
    head = "outlet,date,title,paragraph,text,words,mode,cue,via,note,document,annotator,split,start,end"
    path = put(tmp_path, "quotes.csv", f"{head}\n,,T,1,Yes,1,direct,,,,a.txt,jo,,5,8\n")
    assert kind_of(path) == "spans"
    with pytest.raises(ImportFailed, match="a table of quotes, without the articles' texts"):
        read_annotated(path)


def test_words_that_cannot_be_the_texts_are_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path, "marks.csv", "document,start,end,label,text\na,0,30,x,The … safe\na,40,52,y,Anyone … is\n")
    with pytest.raises(ImportFailed, match="not known what its columns are"):
        read_annotated(path)
    path = put(tmp_path, "more.csv", "document,start,end,label,text\na,0,3,x,The harbour is safe.\na,4,11,y,\n")
    assert spans(path) == [("x", "The"), ("y", "harbour")]


def test_cells_beyond_the_columns_of_spans_are_counted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    path = put(tmp_path, "marks.csv", "document,start,end,label\na,0,3,x,sure\n")
    assert read_annotated(path).losses.places == {"cells beyond": ["row 2: sure"]}


def test_the_words_of_all_texts_together_tell_how_a_table_counts(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path, f"{number}.txt", TEXT)
    rows = "".join(f"{number}.txt,7,13,actor,council\n{number}.txt,1,3,x,The\n" for number in range(2))
    path = put(tmp_path, "marks.csv", f"document,start,end,label,words\n{rows}2.txt,1,3,x,The\n")
    found = read_annotated(path)
    assert found.all_losses().counts == {}
    assert spans(path) == [("x", "The"), ("actor", "council")] * 2 + [("x", "The")]
    told = [note for article in found.articles for note in article.notes if note.startswith("Offsets are")]
    assert told == [
        "Offsets are code points, counted from 1, ends are the last character inside (5 of 5 quoted words agree)."
    ]


def test_a_text_that_cannot_be_read_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    put(tmp_path, "article1.txt", TEXT)
    (tmp_path / "article2.txt").write_bytes(b"\xff\xfe\x00")
    path = put(tmp_path, "a.labels", "1\tDoubt\t0\t3\n2\tDoubt\t0\t3\n")
    found = read_annotated(path)
    assert [article.name for article in found.articles] == ["article1"]
    assert found.losses.counts == {"unreadable file": 1, "no text": 1}
    assert "article2.txt" in found.losses.places["unreadable file"][0]


def test_each_text_is_read_once_and_its_folder_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        put(tmp_path, f"article{number}.txt", TEXT)
    path = put(tmp_path, "a.labels", "".join(f"{number}\tDoubt\t0\t3\n" for number in range(20)))
    listed: list[str] = []
    real = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: listed.append(pattern) or real(self, pattern))
    assert len(read_annotated(path).articles) == 20
    assert listed == ["*.txt"]


def test_a_raised_digit_is_no_place_and_is_named(tmp_path: Path) -> None:
    put(tmp_path, "article1.txt", TEXT)
    rows = "".join(f"1\tDoubt\t{number}\t{number + 3}\n" for number in range(20))
    found = read_annotated(put(tmp_path, "a.labels", f"{rows}1\tDoubt\t4\t²\n"))
    assert found.losses.places == {"unreadable item": ["line 21: 1 Doubt 4 ²"]}
    assert len(found.articles[0].layers["imported"][0]) == 20
