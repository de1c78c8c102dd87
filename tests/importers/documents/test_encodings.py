"""An unlabelled encoding is found by the letters and words of the text, said with them, or asked for.

Tests of importers.documents.encoding_guess, importers.documents.language_letters and importers.documents.plain_text.
"""

from __future__ import annotations

import codecs

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.document_readers import load
from analyst_app.importers.documents.encoding_guess import contradicted, cut_at_the_end, guess_encoding
from analyst_app.importers.documents.plain_text import decoded, read_bytes
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.kinds import READERS
from tests.importers import samples
from tests.importers.documents.sentences import SENTENCES, SHORT

EACH = [(language, codec) for language, (encodings, _) in SENTENCES.items() for codec in encodings]


def read(kind: str, data: bytes, **options: str) -> ImportedArticle:
    return load(READERS[kind])(data, "a.txt", options)[0]


def whole(data: bytes, codec: str) -> str:
    """The text but for a character cut at the end."""
    return codecs.getincrementaldecoder(codec)().decode(data)


def written(language: str, codec: str) -> bytes:
    text = SENTENCES[language][1]
    return text.encode(codec, "replace")  # ISO 8859 and KOI8 have no typographic quotation marks


@pytest.mark.parametrize(("language", "codec"), EACH)
@pytest.mark.parametrize("size", [SHORT, 10_000])
def test_a_text_of_120_bytes_or_more_is_read_as_it_was_written(language: str, codec: str, size: int) -> None:
    data = written(language, codec)[:size]
    guess = guess_encoding(data)
    assert guess.is_sure, guess.question
    assert whole(data, guess.codec) == whole(data, codec)


def test_of_texts_of_30_bytes_none_is_read_wrongly_and_few_are_asked_for() -> None:
    right = asked = 0
    for language, codec in EACH:
        data = written(language, codec)[:30]
        if codec != "iso2022_jp" and data.isascii():
            continue
        guess = guess_encoding(data)
        if guess.is_sure:
            assert whole(data, guess.codec) == whole(data, codec), (language, codec, guess)
            right += 1
        asked += not guess.is_sure
    assert right >= 40
    assert asked <= 3


@pytest.mark.parametrize(("words", "codec"), [
    ("Perché è così", "cp1252"),
    ("Größe, sagte Müller. „Wir gehen nicht“, sagte er am Montag in Köln.", "cp1252"),
    ("Mr Wójcik said the bridge would close.", "cp1252"),
    ("He said “we stay” and left.", "cp1252"),
    ("The orchestra played Dvořák.", "cp1250"),
    ("§ 5 says … – “x”; 20 °C, €3m", "cp1252"),
    ("Мэр города сказал: «мы не закроем депо», сообщила газета.", "cp1251"),
])  # fmt: skip
def test_a_few_words_decide(words: str, codec: str) -> None:
    guess = guess_encoding(words.encode(codec))
    assert (guess.is_sure, words.encode(codec).decode(guess.codec)) == (True, words)


def test_the_guess_is_said_with_the_words_that_decided_it() -> None:
    article = read("text", "Perché è così".encode("cp1252"))
    assert article.text == "Perché è così"
    assert article.notes == ("The encoding was guessed to be cp1252, which reads so: “Perché è così”.",)


def test_what_reads_in_several_ways_is_asked_for_with_each_way() -> None:
    data = "The mayor, Kovač, said no.".encode("cp1250")
    with pytest.raises(ImportFailed, match=r"nothing decides: .*Kovač.*Kovaè.*import dialog by the box.*--encoding"):
        read("text", data)
    assert read("text", data, encoding="cp1250").text == "The mayor, Kovač, said no."


def test_a_chosen_encoding_that_does_not_fit_is_said_for_a_page_too() -> None:
    with pytest.raises(ImportFailed, match="is not text in euc_kr"):
        read("html", "Été".encode("cp1252"), encoding="euc_kr")


def test_one_name_in_an_English_text_decides_nothing_however_often_it_stands_there() -> None:
    text = "The mayor, Kovač, said no, and nobody who was there that evening objected to it. " * 20
    guess = guess_encoding(text.encode("cp1250"))
    assert not guess.is_sure
    assert {"Kovač" in one.words for one in guess.readings} == {True, False}
    assert len(guess.question) < 240
    assert guess_encoding(text.replace("Kovač", "naïve").encode("cp1252")).is_sure


def test_markup_counts_for_nothing_in_the_guess() -> None:
    markup = "<html><body>" + "<div class='row'><p></p></div>" * 200 + "<p>Perché è così?</p></body></html>"
    assert guess_encoding(markup.encode("cp1252")).readings[0].words == "Perché è così?"


def test_a_page_whose_declaration_its_words_belie_is_read_by_its_words_and_that_is_said() -> None:
    markup = samples.page((samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST), title="Депо закроют", charset="iso-8859-1")
    article = read("html", markup.encode("cp1251"))
    assert samples.RUSSIAN_LAST in article.text
    assert "It says that it is in cp1252" in article.notes[0]
    assert "which reads so: “" in article.notes[0]


@pytest.mark.parametrize(("label", "codec", "words"), [
    ("iso-8859-1", "cp1252", "“Été” – déjà vu"),
    ("gb2312", "gb18030", "朱镕基说，我们不能再等了"),
    ("shift_jis", "cp932", "①髙橋市長は待てないと述べた"),
    ("ks_c_5601-1987", "cp949", "똠방각하가 말했다"),
    ("x-sjis", "cp932", "市長は述べた"),
    ("iso-2022-jp", "iso2022_jp", "市長は火曜日に述べた"),
])  # fmt: skip
def test_a_declared_name_means_what_it_means_on_the_web(label: str, codec: str, words: str) -> None:
    assert decoded(words.encode(codec), declared=label)[0] == words


def test_what_a_mail_or_page_declares_is_believed_where_the_words_do_not_belie_it() -> None:
    assert contradicted("Burmistrz powiedział, że nie może dłużej czekać.".encode("cp1250"), "cp1250") is None
    assert decoded("Dvořák".encode("cp1250"), declared="windows-1250")[0] == "Dvořák"


def test_UTF_16_without_a_mark_and_escaped_Japanese_are_known_by_their_bytes() -> None:
    assert read("text", "Der Bürgermeister sprach.".encode("utf-16-le")).text == "Der Bürgermeister sprach."
    assert read("text", "市長は述べた。".encode("iso2022_jp")).text == "市長は述べた。"
    with pytest.raises(ImportFailed, match="binary data"):
        read("text", bytes(range(256)) * 40)


@pytest.mark.parametrize("codec", ["utf-8", "big5", "gb18030", "euc_kr", "shift_jis"])
def test_a_character_cut_at_the_end_is_left_out_and_said(codec: str) -> None:
    language = {"utf-8": "ja", "shift_jis": "ja", "euc_kr": "ko", "gb18030": "zh-Hans", "big5": "zh-Hant"}[codec]
    words = SENTENCES[language][1][:60].rstrip() + ("말" if language == "ko" else "市")
    data = words.encode(codec, "replace")[:-1]
    assert cut_at_the_end(data, codec) > 0
    article = read("text", data)
    assert article.text == words.encode(codec, "replace").decode(codec)[:-1]
    assert article.notes[0].endswith("Its last character is cut off and was left out.")


def test_UTF_8_with_a_stray_byte_is_UTF_8_and_the_place_is_said() -> None:
    data = "Die Straße nach Köln führt über die Brücke; ".encode() + "Größe: 3 €".encode("cp1252")[:3] + b"\n"
    text, codec, note = read_bytes(data)
    assert (text, codec) == ("Die Straße nach Köln führt über die Brücke; Grö\n", "utf-8")
    assert note == "It is UTF-8 but for 1 place, read as cp1252; the first reads so: “über die Brücke; Grö”."


GREEK = "Το συμβούλιο αποφάσισε να κλείσει το αμαξοστάσιο. «Όχι», είπε η Άντα Μπραντ, πρόεδρος του σωματείου."
RUSSIAN = "Совет решил в понедельник закрыть старое депо. «Никогда», — сказала Ада Брандт, председатель профсоюза. "
KOREAN = "시의회는 월요일 차고를 닫기로 했다고 발표했다. 노조 위원장은 절대 떠나지 않겠다고 말했다. "


@pytest.mark.parametrize("codec", ["cp1253", "iso8859-7"])
@pytest.mark.parametrize("times", [1, 10])
def test_a_Greek_word_that_begins_with_an_accented_capital_decides(codec: str, times: int) -> None:
    assert decoded((GREEK * times).encode(codec))[0] == GREEK * times


@pytest.mark.parametrize(("words", "codec"), [(RUSSIAN, "mac_cyrillic"), (KOREAN, "johab")])
@pytest.mark.parametrize("times", [1, 10])
def test_what_only_an_unusual_encoding_reads_well_is_asked_for(words: str, codec: str, times: int) -> None:
    with pytest.raises(ImportFailed, match="nothing decides"):
        decoded((words * times).encode(codec))


def test_Chinese_in_HZ_is_known_by_its_brackets() -> None:
    words = "The council (市议会) voted. 市长表示车库将于五月关闭。\n"
    assert decoded(words.encode("hz")) == (words, "hz")
    assert decoded(b"A set ~{x} and ~{no pair~} of it.")[1] == "utf-8"
