"""Captions of films and talks become paragraphs; their times are facts."""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents import transcript
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.kinds import kind_of


def read(text: str) -> ImportedArticle:
    return transcript.read(text.encode(), "a.srt", {})[0]


def cue(start: str, end: str, words: str, number: str = "") -> str:
    return f"{number}\n00:00:{start},000 --> 00:00:{end},500\n{words}\n\n"


def test_captions_are_joined_and_parted_by_pauses() -> None:
    found = read(cue("01", "02", "The harbour council voted", "1") + cue("02", "03", "to close the <i>depot</i>.", "2")
                 + cue("08", "09", "It had stood\nsince 1921.", "3"))  # fmt: skip
    assert found.text == "The harbour council voted to close the depot.\n\nIt had stood since 1921.\n"
    assert found.times == (
        {"start": 0, "from": "00:00:01.000", "to": "00:00:03.500"},
        {"start": 47, "from": "00:00:08.000", "to": "00:00:09.500"},
    )


@pytest.mark.parametrize("cues", [
    ["<v Ada Brandt>We will not leave.", "<v Ada Brandt>Never.</v>", "<v.loud Omar Hall>Taxes fell &amp; rose."],
    ["ADA BRANDT: We will not leave.", "Never.", "OMAR HALL: Taxes fell &amp; rose."],
    [">> Ada Brandt: We will not leave.", "Never.", ">> Omar Hall: Taxes fell &amp; rose."],
])  # fmt: skip
def test_speakers_stay_in_the_text_and_part_it(cues: list[str]) -> None:
    text = "WEBVTT\n\n" + "".join(cue(f"0{n}", f"0{n}", words) for n, words in enumerate(cues))
    found = read(text.replace(",", "."))
    names = ("ADA BRANDT", "OMAR HALL") if cues[0].startswith("ADA") else ("Ada Brandt", "Omar Hall")
    assert found.text == f"{names[0]}: We will not leave. Never.\n\n{names[1]}: Taxes fell & rose.\n"
    assert f"2 speakers: {', '.join(names)}." in found.notes[0]


def test_a_colon_in_a_sentence_names_nobody() -> None:
    assert read(cue("01", "02", "He said: we stay.")).notes == ()


def test_a_dash_is_another_speaker() -> None:
    assert read(cue("01", "02", "- Do you stay?\n- We do.")).text == "Do you stay?\n\nWe do.\n"


def test_captions_that_roll_are_read_once() -> None:
    rolling = cue("01", "02", "the council voted") + cue("02", "03", "the council voted\nto close it")
    assert read(rolling + cue("03", "04", "to close it\nby May")).text == "the council voted to close it by May\n"


def test_notes_styles_and_regions_of_webvtt_are_no_captions() -> None:
    head = "WEBVTT Kind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE a remark\n\n"
    text = (
        head + "intro\n00:01.000 --> 00:02.000 line:0\nWe stay.\n\nNOTE\nx\n\n01:00:03.000 --> 01:00:04.000\nWe go.\n"
    )
    assert read(text).text == "We stay.\n\nWe go.\n"


def test_captions_without_numbers_or_blank_lines_or_with_cr_are_read() -> None:
    packed = "1\n00:00:01,000 --> 00:00:02,000\nWe stay.\n2\n00:00:02,000 --> 00:00:03,000\nWe go.\n"
    assert read(packed).text == read(packed.replace("\n", "\r\n")).text == "We stay. We go.\n"


def test_a_caption_that_is_a_number_stays() -> None:
    assert read(cue("01", "02", "It was built in", "1") + cue("02", "03", "1921", "2")).text == "It was built in 1921\n"


def test_a_file_without_captions_is_refused() -> None:
    with pytest.raises(ImportFailed, match="no captions"):
        read("WEBVTT\n\nnothing here")


def test_a_transcript_is_known_by_its_name_or_its_first_line() -> None:
    assert kind_of("a.srt", b"1\n") == kind_of("a.vtt", b"x") == kind_of("a.txt", b"WEBVTT\n\n") == "transcript"


@pytest.mark.parametrize(("text", "shown", "said"), [
    ("1\n00:00:01,000 --> oops\nWe stay.\n\n" + cue("04", "05", "We go.", "2"), "We stay.\n\nWe go.\n", "We stay."),
    (cue("01", "02", "We stay.", "1") + "no time at all\n\n", "We stay. no time at all\n", "no time at all"),
    (cue("01", "02", "We\n\nstay.", "1") + cue("02", "03", "We go.", "2"), "We stay. We go.\n", "stay."),
    ("Spoken before\n\n" + cue("01", "02", "We stay.", "1"), "Spoken before We stay.\n", "Spoken before"),
])  # fmt: skip
def test_words_whose_times_cannot_be_read_stay_and_that_is_said(text: str, shown: str, said: str) -> None:
    found = read(text)
    assert found.text == shown
    assert found.notes == (
        f"The times of 1 passage cannot be read; the words stay in their place: “{said}”.",
    )  # fmt: skip


def test_whoever_is_not_named_among_voices_is_nobody() -> None:
    text = "WEBVTT\n\n" + cue("01", "02", "<v Jan Kim>We stay.") + cue("02", "03", "Who knows?")
    found = read((text + cue("03", "04", "Nobody.") + cue("04", "05", "<v Jan Kim>I do.\nTrue.")).replace(",", "."))
    assert found.text == "Jan Kim: We stay.\n\nWho knows? Nobody.\n\nJan Kim: I do. True.\n"
    assert [one.get("speaker", "") for one in found.times] == ["Jan Kim", "", "Jan Kim"]


@pytest.mark.parametrize("sound", ["[applause]", "(laughter)", "♪ music ♪"])
def test_a_sound_is_said_by_nobody(sound: str) -> None:
    found = read(cue("01", "02", "JAN KIM: We stay.") + cue("02", "03", sound) + cue("03", "04", "Yes."))
    assert found.text == f"JAN KIM: We stay.\n\n{sound}\n\nJAN KIM: Yes.\n"


def test_a_guessed_encoding_is_shown_with_the_words_that_decided_it() -> None:
    words = "Der Bürgermeister sagte, die Brücke über die Förde müsse für längere Zeit geschlossen bleiben."
    found = transcript.read(cue("01", "02", words).encode("cp1252"), "a.srt", {})[0]
    assert found.text == f"{words}\n"
    assert "Bürgermeister" in found.notes[0] or "Brücke" in found.notes[0]
