"""WebAnno TSV: every annotation on its tokens, every relation between its ends, or named.

Tests of importers.annotations.webanno_cells, importers.annotations.webanno_tokens and
importers.annotations.uima_features, too.

The shapes are those of the manual and the test suite of INCEpTION.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from analyst_app.importers.annotations.webanno_cells import parted, unescaped, unescaped_text, value_and_id
from tests.importers.annotations import readings

HEAD = "#FORMAT=WebAnno TSV 3.3\n"
SPAN = "#T_SP=webanno.custom.S|label\n"
RELATION = "#T_RL=webanno.custom.R|role|BT_webanno.custom.S\n"
KIM = "\n\n#Text=Kim said it .\n"


def read(folder: Path, content: str, head: str = HEAD) -> AnnotatedArticle:
    return readings.read(folder, "doc.tsv", head + content)


def rows(*cells: str) -> str:
    """The four tokens of that sentence, each with its columns."""
    places = ("1-1\t0-3\tKim", "1-2\t4-8\tsaid", "1-3\t9-11\tit", "1-4\t12-13\t.")
    return "".join(f"{place}\t{own}\t\n" for place, own in zip(places, cells, strict=True))


def test_offsets_count_utf_16_and_several_rows_are_one_annotation(tmp_path: Path) -> None:
    one = read(tmp_path, (
        "#T_SP=webanno.custom.Speech|label|mode\n#T_RL=webanno.custom.Link|role|BT_webanno.custom.Speech\n\n\n"
        "#Text=😀 Ada Brandt left .\n"
        "1-1\t0-2\t😀\t_\t_\t_\t_\n"
        "1-2\t3-6\tAda\tactor[1]\t*[1]\t_\t_\n"
        "1-3\t7-13\tBrandt\tactor[1]\t*[1]\t_\t_\n"
        "1-4\t14-18\tleft\tcue\tdirect\tspeaker\t1-2[1_0]\n"
        "1-5\t19-20\t.\t_\t_\t_\t_\n"
    ))  # fmt: skip
    assert readings.spans(one) == Counter([("actor", "Ada Brandt"), ("cue", "left")])
    assert readings.attributes(one, "left") == {"mode": "direct"}
    assert readings.links(one) == [("Ada Brandt", "speaker", "left")]
    assert one.losses.counts == {}


def test_a_relation_leads_from_its_source_though_that_comes_later(tmp_path: Path) -> None:
    content = SPAN + RELATION + KIM + rows("actor[1]\tspeaker\t1-3[2_1]", "_\t_\t_", "quote[2]\t_\t_", "_\t_\t_")
    assert readings.links(read(tmp_path, content)) == [("it", "speaker", "Kim")]


def test_a_relation_of_stacked_annotations_finds_its_own_by_their_numbers(tmp_path: Path) -> None:
    content = SPAN + RELATION + KIM + rows(
        "a[1]|b[2]\tx|y\t1-2[0_2]|1-3[4_1]", "c\t_\t_", "d[3]|e[4]\t_\t_", "e[4]\t_\t_"
    )  # fmt: skip
    one = read(tmp_path, content)
    [(found, held)] = one.layers.values()
    tags = {a.id: a.tag for a in found}
    assert sorted((tags[link.from_id], link.role, tags[link.to_id]) for link in held) == [
        ("c", "x", "b"),
        ("e", "y", "a"),
    ]
    assert readings.spans(one)["e", "it ."] == 1


def test_what_a_relation_says_besides_its_role_and_one_without_its_end_are_named(tmp_path: Path) -> None:
    relation = "#T_RL=webanno.custom.R|role|sure|BT_webanno.custom.S\n"
    content = SPAN + relation + KIM + rows("a\tx\tyes\t1-2", "b\t_\t_\t_", "c\ty\t*\t1-9", "_\t_\t_\t_")
    one = read(tmp_path, content)
    assert readings.links(one) == [("said", "x", "Kim")]
    assert one.losses.counts == {"attribute of no span": 1, "relation end": 1}
    assert one.losses.places["attribute of no span"] == ["line 7: x, sure = yes"]


def test_a_relation_between_tokens_that_nothing_else_is_said_of_marks_them(tmp_path: Path) -> None:
    head = "#T_RL=webanno.custom.R|role|BT_de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token\n"
    one = read(tmp_path, head + KIM + rows("_\t_", "subject\t1-1", "_\t_", "_\t_"))
    assert readings.links(one) == [("Kim", "subject", "said")]
    assert readings.spans(one) == Counter([("Token", "Kim"), ("Token", "said")])


SLOT = (
    "#T_SP=webanno.custom.Q|mode|ROLE_webanno.custom.Q:speaker_webanno.custom.QSpeakerLink|webanno.custom.A\n"
    "#T_SP=webanno.custom.A|label\n"
)


def test_slots_are_links_to_their_targets_by_role_or_else_by_their_name(tmp_path: Path) -> None:
    one = read(tmp_path, SLOT + KIM + rows(
        "_\t_\t_\tperson", "_\t_\t_\tcue[1]", "direct\tvoice;*\t1-1;1-2[1]\t_", "_\t_\t_\tcue[1]"
    ))  # fmt: skip
    assert readings.links(one) == [("it", "speaker", "said it ."), ("it", "voice", "Kim")]
    assert readings.attributes(one, "it") == {"mode": "direct"}


def test_of_stacked_hosts_each_keeps_its_own_slots(tmp_path: Path) -> None:
    """As sampleSlotAnnotation2 of INCEpTION: the second column numbers targets, not hosts."""
    head = "#T_SP=webanno.custom.H|ROLE_webanno.custom.H:links_webanno.custom.HLink|uima.tcas.Annotation\n"
    one = read(tmp_path, head + KIM + rows("_[1]|r[2]\t*|1-1[1]", "_\t_", "_\t_", "_\t_"))
    [(found, [link])] = one.layers.values()
    assert len(found) == 2
    assert (link.role, link.from_id == link.to_id) == ("r", False)


def test_parts_of_tokens_come_in_and_empty_ones_are_named(tmp_path: Path) -> None:
    one = read(tmp_path, SPAN + (
        "\n\n#Text=Re-elected Kim .\n"
        "1-1\t0-10\tRe-elected\t_\t\n1-1.1\t3-10\telected\tclaim[1]\t\n1-1.2\t10-10\t\tgap\t\n"
        "1-2\t11-14\tKim\tclaim[1]\t\n1-3\t15-16\t.\t_\t\n"
    ))  # fmt: skip
    assert readings.spans(one) == Counter([("claim", "elected Kim")])
    assert one.losses.counts == {"empty span": 1}


def test_mentions_of_a_chain_are_linked_one_to_the_next(tmp_path: Path) -> None:
    head = "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation\n"
    one = read(tmp_path, head + KIM + rows("nam[1]\tcoref->1-1", "*[2]\t*->2-1", "pro[1]\t*->1-3", "pro[1]\t*->1-2"))
    assert readings.links(one) == [(".", "chain", "it"), ("Kim", "coref", ".")]
    assert readings.spans(one)["Coreference", "said"] == 1


def test_a_mention_of_several_words_in_a_chain_is_one(tmp_path: Path) -> None:
    head = "#T_CH=a.CoreferenceLink|referenceRelation|referenceType\n"
    one = read(tmp_path, head + KIM + rows("*->1-1\tnam[1]", "*->1-1\tnam[1]", "*->1-2\tpro[1]", "_\t_"))
    assert readings.links(one) == [("Kim said", "chain", "it")]


def test_a_value_of_one_of_three_stacked_annotations_is_its_own(tmp_path: Path) -> None:
    head = "#T_SP=webanno.custom.E|entity|identity\n"
    one = read(tmp_path, head + KIM + rows("a[1]|b[2]|c[3]\tKim_K[2]", "a[1]\t_", "_\t_", "_\t_"))
    held = {a.attribute("entity"): a.attribute("identity") for a in one.layers["imported"][0]}
    assert held == {"a": None, "b": "Kim_K", "c": None}


def test_a_sentence_of_several_lines_keeps_them_and_its_escapes(tmp_path: Path) -> None:
    one = read(tmp_path, SPAN + (
        "\n\n#Text=Kim\\tsaid\n#Text=it \\\\ now\n1-1\t0-3\tKim\ta\t\n1-2\t9-11\tit\tb\t\n1-3\t12-13\t\\\tc\t\n"
        "\n#Text=Then\n2-1\t18-22\tThen\td\t\n"
    ))  # fmt: skip
    assert one.text == "Kim\tsaid\nit \\ now\nThen\n"
    assert readings.spans(one) == Counter([("a", "Kim"), ("b", "it"), ("c", "\\"), ("d", "Then")])
    assert one.losses.counts == {}


def test_a_token_beside_its_offset_is_put_where_its_words_stand_and_told(tmp_path: Path) -> None:
    """A writer that counts code points is one short behind the emoji; no other way of counting is taken for that."""
    one = read(tmp_path, SPAN + (
        "\n\n#Text=😀 Kim said it\n1-1\t0-1\t😀\t_\t\n1-2\t2-5\tKim\tactor\t\n1-3\t6-10\tsaid\t_\t\n"
        "\n#Text=Eve left\n2-1\t14-17\tEve\tactor\t\n2-2\t18-22\tquit\tclaim\t\n"
    ))  # fmt: skip
    assert one.text == "😀 Kim said it\nEve left\n"
    assert readings.spans(one) == Counter([("actor", "Kim"), ("actor", "Eve")])
    assert one.losses.counts == {"moved token": 4, "token of other words": 1, "other words": 1}


def test_one_row_that_cannot_be_read_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    content = SPAN + KIM + rows("a", "b", "c", "d").replace("1-2\t4-8", "1-2\tfour").replace("it\tc", "it\tc\tmore")
    one = read(tmp_path, content)
    assert readings.spans(one) == Counter([("a", "Kim"), ("c", "it"), ("d", ".")])
    assert one.losses.counts == {"unreadable item": 2}


def test_one_tag_of_two_layers_says_which(tmp_path: Path) -> None:
    head = "#T_SP=webanno.custom.A|label\n#T_SP=webanno.custom.B|value\n"
    one = read(tmp_path, head + KIM + rows("x\t_", "_\tx", "y\t_", "_\t_"))
    assert [readings.attributes(one, words) for words in ("Kim", "said", "it")] == [{"layer": "A"}, {"layer": "B"}, {}]


def test_escapes_and_numbers_of_a_cell() -> None:
    assert parted("a\\|b|c", "|") == ["a\\|b", "c"]
    assert parted("a\\\\|b", "|") == ["a\\\\", "b"], "the backslash is escaped, not the bar"
    assert value_and_id(r"NOT\[0\]") == (r"NOT\[0\]", "")
    assert value_and_id("PER[12]") == ("PER", "12")
    assert unescaped(r"#\*\t\;\|\[\]\\\_\->\n\x") == "#*\t;|[]\\_->\n\\x"
    assert unescaped_text(r"a\tb\x\\", is_old=False) == "a\tb\\x\\"
    assert unescaped_text(r"\uD83D\uDE00 caf\u00e9", is_old=True) == "😀 café"


@pytest.mark.parametrize("place", ["999999999999-3", "0-999999999999", "99999999999999-99999999999999"])
def test_an_offset_far_behind_the_text_makes_no_text_of_blanks(tmp_path: Path, place: str) -> None:
    """A file of fifty bytes was made an article of gigabytes."""
    one = read(tmp_path, SPAN + KIM + rows("a", "b", "c", "d").replace("0-3", place))
    assert one.text == "Kim said it .\n"
    assert readings.spans(one) == Counter([("a", "Kim"), ("b", "said"), ("c", "it"), ("d", ".")])
    assert one.losses.counts["moved token"] >= 1
