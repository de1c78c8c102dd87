"""Tables of spans: this app's own, SemEval's, PDNC's, and any whose columns are known or named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated

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
