"""CoNLL columns: every token is in the text, every tag in a span or named, and # is a token, too.

Tests of importers.annotations.conll_rows, importers.annotations.conll_tags and importers.annotations.conll_text, too.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile
from tests.export.exports import exported
from tests.importers.annotations import readings
from tests.importers.annotations.readings import spans


def read(folder: Path, content: str, name: str = "x.conll") -> AnnotatedArticle:
    return readings.read(folder, name, content)


def read_all(folder: Path, content: str, name: str = "x.conll") -> AnnotatedFile:
    (folder / name).write_text(content, "utf-8")
    return read_annotated(folder / name)


def by_name(paths: list[Path]) -> dict[str, Counter[tuple[str, str]]]:
    return {one.name.rpartition("/")[2]: spans(one) for path in paths for one in read_annotated(path).articles}


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
    shutil.copy(folder / "documents.txt", tmp_path)
    found = by_name([Path(shutil.copy(folder / "actor.conll", tmp_path))])
    assert found["emoji"] == Counter([("actor", "Lena Ortiz"), ("actor", "👩‍👩‍👧"), ("actor", "Café")])
    (tmp_path / "x.conll").write_text("Ada B-PER\nBrandt I-PER\nspoke O\n\nIn O\nBern B-LOC\n", "utf-8")
    [one] = read_annotated(tmp_path / "x.conll").articles
    assert one.text == "Ada Brandt spoke\nIn Bern\n"
    assert spans(one) == Counter([("PER", "Ada Brandt"), ("LOC", "Bern")])


@pytest.mark.parametrize("far", [10**8, 10**12])
def test_an_offset_far_behind_the_text_makes_no_text_of_blanks(tmp_path: Path, far: int) -> None:
    """A file of fifty bytes was made an article of gigabytes."""
    one = read(tmp_path, f"Ada 0 3 B-PER\nspoke {far} {far} O\nwell 10 14 B-x\n")
    assert one.text == "Ada spoke well\n"
    assert spans(one) == Counter([("PER", "Ada"), ("x", "well")])
    assert one.losses.counts == {"moved token": 1}


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


def test_a_number_sign_is_a_token_where_it_has_the_columns_of_the_others(tmp_path: Path) -> None:
    one = read(tmp_path, "-DOCSTART- 0 0 O\n\n# 0 1 B-claim\n1 2 3 I-claim\nhashtag 4 11 O\n")
    assert one.text == "# 1 hashtag\n"
    assert spans(one) == Counter([("claim", "# 1")])


def test_comments_are_told_by_their_columns_where_a_sentence_begins(tmp_path: Path) -> None:
    one = read(tmp_path, "# sent 1\n#\tB-x\n1\tI-x\n#\tO\n\n# a b\nKim\tB-y\n")
    assert one.text == "# 1 #\nKim\n"
    assert spans(one) == Counter([("x", "# 1"), ("y", "Kim")])
    assert one.notes == ["2 lines of comment were left out, the first is: # sent 1"]


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ("B-a I-a O B-a B-a", ["Kim said", "now", "."]),
        ("I-a I-a O B-a B-a", ["Kim said", "now", "."]),
        ("I-a I-b O I-a B-a", ["Kim", "said", "now", "."]),
        ("B-a E-a S-a B-a E-a", ["Kim said", "it", "now ."]),
        ("B-a I-a L-a U-a U-a", ["Kim said it", "now", "."]),
        ("S-a I-a E-a E-a I-a", ["Kim", "said it", "now", "."]),
        ("B-a-b I-a-b O O O", ["Kim said"]),
        ("a a O a b", ["Kim said", "now", "."]),
        ("B I O B B", ["Kim said", "now", "."]),
    ],
)
def test_every_scheme_of_tags_gives_its_spans(tmp_path: Path, tags: str, wanted: list[str]) -> None:
    lines = [f"{word} {tag}\n" for word, tag in zip(["Kim", "said", "it", "now", "."], tags.split(), strict=True)]
    one = read(tmp_path, "".join(lines))
    assert sorted(words for _, words in spans(one).elements()) == sorted(wanted)
    assert one.losses.counts == {}


def test_tags_that_go_on_with_nothing_are_told_and_what_is_no_tag_is_named(tmp_path: Path) -> None:
    one = read(tmp_path, "Kim B-a\nsaid O\nit I-a\nnow ?!\n\nthen I-a\n")
    assert spans(one) == Counter([("a", "Kim"), ("a", "it"), ("a", "then")])
    assert one.notes[0].startswith("2 tags go on with nothing before them")
    assert one.losses.places == {"unreadable item": ["line 4: the tag ?!"]}


def test_other_columns_are_named_and_tokens_may_be_counted(tmp_path: Path) -> None:
    found = read_all(tmp_path, "#\thttps://x.org/a\n1\tKim\tNNP\tB-NP\tB-a\n2\tsaid it\tVBD\tB-VP\tO\n")
    [one] = found.articles
    assert one.text == "Kim said it\n"
    assert spans(one) == Counter([("a", "Kim")])
    assert found.losses.places == {"column": ["column 3: NNP, VBD, …", "column 4: B-NP, B-VP, …"]}


def test_a_row_of_too_few_columns_is_named_and_its_word_stays_in_the_text(tmp_path: Path) -> None:
    found = read_all(tmp_path, "Kim NNP B-a\nEve\nsaid VBD O\n")
    assert found.articles[0].text == "Kim Eve said\n"
    assert found.losses.places["unreadable item"] == ["line 2: 1 columns, not 3: Eve"]


def test_white_space_that_is_no_blank_stays_in_its_token(tmp_path: Path) -> None:
    one = read(tmp_path, "12\u00a0000 B-a\n\u3000 O\n")
    assert spans(one) == Counter([("a", "12\u00a0000")])


def test_offsets_that_do_not_fit_their_token_are_told_and_its_words_decide(tmp_path: Path) -> None:
    """The emoji is counted as two, as UTF-16 has it."""
    one = read(tmp_path, "😀 0 2 O\nKim 3 6 B-a\nsaid 5 9 O\n")
    assert spans(one) == Counter([("a", "Kim")])
    assert one.losses.counts == {"moved token": 2}


def test_sentences_with_offsets_are_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "Kim 0 3 O\n. 3 4 O\n\nEve 6 9 B-a\n").text == "Kim.\n Eve\n"


CONLLU = (
    '# newdoc id = first\n# sent_id = 1\n# text = Im Haus, "ja".\n'
    "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_\n1\tIn\tin\tADP\t_\t_\t3\tcase\t_\tNER=B-place\n"
    "2\tdem\tder\tDET\t_\t_\t3\tdet\t_\tNER=I-place\n"
    "3\tHaus\tHaus\tNOUN\t_\t_\t0\troot\t_\tNER=I-place|SpaceAfter=No\n3.1\tweg\t_\t_\t_\t_\t_\t_\t_\tNER=B-gone\n"
    '4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_\n5\t"\t_\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No\n'
    '6\tja\t_\tX\t_\t_\t3\tx\t_\tSpaceAfter=No\n7\t"\t_\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No\n'
    "8\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"
    "# newpar\n{}1\tKim\t_\tX\t_\t_\t0\troot\t_\tNER=B-a|SpaceAfter=No\n2\t.\t_\tX\t_\t_\t1\tx\t_\t_\n\n"
    "# newdoc id = second\n1\tEve\t_\tX\t_\t_\t0\troot\t_\tNER=B-a\n"
)


@pytest.mark.parametrize("comment", ["", "# text = Tim.\n"])
def test_conll_u_gives_documents_the_white_space_of_their_sentences_and_the_tags_of_misc(
    tmp_path: Path, comment: str
) -> None:
    found = read_all(tmp_path, CONLLU.format(comment), "x.conllu")
    first, second = found.articles
    assert (first.name, second.name) == ("first", "second")
    assert first.text == 'Im Haus, "ja".\n\nKim.\n'
    assert spans(first) == Counter([("place", "Im Haus"), ("a", "Kim")])
    assert spans(second) == Counter([("a", "Eve")])
    assert first.losses.counts == ({"moved token": 1} if comment else {}) | {"empty span": 1}
    assert found.losses.counts == {"column": 4}, "lemma, part of speech, head and relation"


def test_the_words_of_a_contraction_are_parts_of_it_where_they_make_it_up(tmp_path: Path) -> None:
    row = "{}\t{}\t_\tX\t_\t_\t0\tx\t_\t{}\n"
    rows = [("1-2", "I'm", "SpaceAfter=No"), ("1", "I", "NER=B-a"), ("2", "'m", "_"), ("3", ",", "NER=B-b"),
            ("4-5", "im", "_"), ("4", "in", "NER=I-b"), ("5", "dem", "NER=I-b")]  # fmt: skip
    one = read(tmp_path, "".join(row.format(*cells) for cells in rows), "x.conllu")
    assert one.text == "I'm, im\n"
    assert spans(one) == Counter([("a", "I"), ("b", ", im")])


def test_entities_in_brackets_are_spans_and_those_of_one_number_are_linked(tmp_path: Path) -> None:
    one = read(tmp_path, (
        "# begin document d\n0\tAda\t(person-1(org-2\n1\tLtd\torg-2)\n2\tshe\t(person-1)\n3\tleft\tperson-1)\n"
        "4\tit\torg-9)\n# end document\n"
    ))  # fmt: skip
    assert one.name == "d"
    assert spans(one) == Counter([("person", "Ada Ltd she left"), ("org", "Ada Ltd"), ("person", "she")])
    assert readings.links(one) == [("Ada Ltd she left", "chain", "she")]
    assert one.losses.places == {"unreadable item": ["line 6: org-9) closes nothing"]}


def test_entities_of_corefud_have_the_parts_that_the_file_declares(tmp_path: Path) -> None:
    row = "{}\t{}\t_\tX\t_\t_\t0\tx\t_\tEntity={}\n"
    one = read(tmp_path, (
        "# newdoc id = d\n# global.Entity = GRP-etype-infstat-identity\n" + row.format(1, "Ada", "(e1-person-new-Ada-B")
        + row.format(2, "B.", "e1)") + row.format(3, "she", "(e1-person-giv)")
    ), "x.conllu")  # fmt: skip
    assert readings.links(one) == [("Ada B.", "chain", "she")]
    assert readings.attributes(one, "Ada B.") == {"infstat": "new", "identity": "Ada-B"}
