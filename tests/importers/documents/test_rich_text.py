r"""An RTF file is read as a word processor shows it, in the code page of each font.

Tests of importers.documents.rich_text, importers.documents.rtf_flow, importers.documents.rtf_reader and
importers.documents.rtf_words.
"""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.rich_text import read as read_rich
from analyst_app.importers.imported_article import ImportedArticle
from tests.importers import samples

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho{\*\falt Mincho};}"
    r"{\f3\fcharset2 Symbol;}{\f4\fcharset238 Arial CE;}{\f5\fcharset134 SimSun;}{\f6\fnil\fcharset1 Own;}}"
)


def rich(body: str, page: int = 1252) -> bytes:
    return (rf"{{\rtf1\ansi\ansicpg{page}\deff0" + FONTS + body + "}").encode("latin-1")


def read(data: bytes) -> ImportedArticle:
    return read_rich(data, "a.rtf", {})[0]


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.rstrip("\n").split("\n\n")


def escaped(words: str, codec: str) -> str:
    return "".join(rf"\'{byte:02x}" for byte in words.encode(codec))


def test_hidden_text_is_named_and_a_footnote_kept_at_the_end() -> None:
    article = read(
        rich(r" Shown. {\v secret words}\par Second.{\footnote\pard {\super\chftn} note text here} end.\par")
    )
    assert article.text == "Shown.\n\nSecond.[1] end.\n\n[1] note text here\n"
    assert article.notes == (
        "1 footnote of the file: marked in the text, the words at its end.",
        "Left out: 12 characters of hidden text, “secret words”.",
    )


def test_footnotes_and_endnotes_are_numbered_apart_and_those_of_hidden_text_are_gone() -> None:
    body = r"One{\footnote a} two{\footnote\ftnalt b}{\v x{\footnote c}} three{\*\footnote d}.\par"
    assert paragraphs(rich(body)) == ["One[1] two[e1] three[2].", "[1] a", "[e1] b", "[2] d"]


@pytest.mark.parametrize(("font", "words", "codec"), [
    (1, "Мэр сказал", "cp1251"), (2, "市長は述べた", "cp932"), (4, "Wałęsa řekl", "cp1250"), (5, "市长表示", "gb18030"),
    (0, "Café “déjà”", "cp1252"),
])  # fmt: skip
def test_each_letter_is_read_in_the_code_page_of_its_font(font: int, words: str, codec: str) -> None:
    assert paragraphs(rich(rf"{{\f{font} {escaped(words, codec)}}} then caf\'e9.\par")) == [f"{words} then café."]


@pytest.mark.parametrize(
    ("page", "codec"), [(1251, "cp1251"), (1253, "cp1253"), (936, "gb18030"), (10000, "mac-roman")]
)
def test_a_font_without_a_character_set_has_the_code_page_of_the_file(page: int, codec: str) -> None:
    words = {"cp1251": "Мэр", "cp1253": "Ο δήμαρχος", "gb18030": "市长", "mac-roman": "Café"}[codec]
    assert paragraphs(rich(rf"\f6 {escaped(words, codec)}\par", page)) == [words]


def test_the_second_byte_of_a_character_may_be_a_plain_letter_or_a_brace() -> None:
    letters = "ソ能表マ".encode("cp932")
    text = "".join(chr(byte) if 0x41 <= byte < 0x5B else rf"\'{byte:02x}" for byte in letters)
    assert r"\'5c" in text
    assert paragraphs(rich(rf"\f2 {text}\par")) == ["ソ能表マ"]
    assert paragraphs(rich(r"\f2 \'83\\ end\par")) == ["ソ end"]


def test_western_fonts_in_a_file_of_another_code_page_are_read_by_their_words_and_that_is_said() -> None:
    article = read(rich(rf"\f0 {escaped(samples.RUSSIAN_FIRST, 'cp1251')}\par", 1251))
    assert article.text == samples.RUSSIAN_FIRST + "\n"
    assert "the file's own code page, cp1251, which reads so: “" in article.notes[0]


def test_unicode_letters_replace_as_many_characters_as_are_said() -> None:
    body = r"\u1052?\u1101? \uc2\u-10179\'a1\'a2\u-8694\'a1\'a2{\uc0\u8364 5} {\uc1\u8220\ldblquote so\u8221 ?}\par"
    assert paragraphs(rich(body)) == ["Мэ 😊€5 “so”"]
    assert paragraphs(rich(r"{\upr{ansi only}{\*\ud{both \u1052?}}}\par")) == ["both М"]


def test_half_of_a_pair_is_shown_as_no_character() -> None:
    assert paragraphs(rich(r"a\u-10179?b\par")) == ["a\ufffdb"]


def test_what_a_reader_may_ignore_and_what_is_no_text_is_left_out() -> None:
    body = (
        r"{\info{\title Depot vote}{\author Nora Field}{\*\company X}}{\header Head}{\footerf Foot}{\*\generator G;}"
        r"{\stylesheet{\s0 Normal;}}{\colortbl;\red0;}Depot vote\par{\pict\wmetafile8 0102ab}\bin4 {}}{See "
        r"{\field{\*\fldinst HYPERLINK {\field{\*\fldinst x}}}{\fldrslt here}}{\xe entry}{\*\bkmkstart b}.\par"
        r"{\object{\*\objdata 01}{\result Result}}{\deleted gone}{\revised new}\par"
    )
    article = read(rich(body))
    assert article.text == "Depot vote\n\nSee here.\n\nResultnew\n"
    assert (article.title, article.author) == ("Depot vote", "Nora Field")
    assert article.notes == ("The file holds tracked changes: deleted text was left out.",)


def test_the_data_of_a_picture_is_skipped_by_its_length() -> None:
    assert paragraphs(rich(r"a{\pict\bin6 }}}{{\}b\par")) == ["ab"]


def test_a_comment_is_named() -> None:
    body = r"It closes{\*\atnid NF}{\*\atnauthor Nora}{\*\annotation{\*\atndate 1}check this}.\par"
    article = read(rich(body))
    assert (article.text, article.notes) == ("It closes.\n", ("Left out: 1 comment, the first: “check this”.",))


def test_tables_drop_caps_text_boxes_and_list_numbers_come_out_as_they_look() -> None:
    table = r"\trowd\pard\intbl votes\par for\cell 31\cell\row\pard"
    cap = r"\pard\dropcapli3\dropcapt1 B\par\pard randt said no.\par"
    box = r"Host{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard In the box\par}}{\shprslt old}} goes on.\par"
    item = r"{\listtext\pard\plain 1.\tab}One\par{\listtext\f3\'b7\tab}Dot\par"
    assert paragraphs(rich(" ".join((table, cap, box, item)))) == [
        "votes for | 31", "Brandt said no.", "Host goes on.", "In the box", "1. One", "Dot",
    ]  # fmt: skip


def test_signs_and_breaks_are_letters() -> None:
    body = r"a\~b\_c\-d\emdash\rquote s\tab t\line u\line\line v {\f3 \'61}{\f3\u-3999 ?}\par"
    assert paragraphs(rich(body)) == ["a\u00a0b\u2011cd—’s t u", "v αα"]


def test_a_file_that_is_cut_off_or_goes_on_after_its_end_is_read_and_that_is_said() -> None:
    assert read(rb"{\rtf1\ansi The depot {\b will clo").notes == (
        "The end of the file is missing: it was read as far as it goes.",
    )
    article = read(rb"{\rtf1\ansi The depot.\par} {\rtf1 more}")
    assert article.text == "The depot.\n"
    assert "Left out after the end of the document: " in article.notes[0]


def test_a_byte_that_no_letter_has_is_said() -> None:
    assert read(rich(r"a\'81b\par")).notes == ("1 byte that no letter has in its code page: shown as \ufffd.",)


def test_many_groups_and_paragraphs_are_read() -> None:
    assert len(paragraphs(rich(r"{\b x}\par " * 50_000))) == 50_000
    with pytest.raises(ImportFailed, match="holds no text"):
        read(b"{\\rtf1" + b"{" * 100_000)
