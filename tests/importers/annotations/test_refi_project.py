"""REFI-QDA projects as QualCoder, NVivo, MAXQDA, ATLAS.ti and others write them come in exactly.

Tests of importers.annotations.refi.refi_project, importers.annotations.refi.refi_archive,
importers.annotations.refi.refi_counting, importers.annotations.refi.refi_keeping, importers.annotations.code_mapping,
core.refi.positions and core.refi.tree.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from analyst_app.core.refi.positions import Counting, Positions
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from tests.importers.annotations.refi_samples import TEXT, at, guid, project, qdpx, selection, text_source, utf16

CRLF = TEXT.replace("\n", "\r\n")


def words(article: AnnotatedArticle, layer: str = "ann") -> list[tuple[str, str]]:
    return [(one.tag, article.text[one.start : one.end]) for one in article.layers[layer][0]]


def test_a_category_is_no_tag_and_a_memo_in_a_file_becomes_a_note(tmp_path: Path) -> None:
    codes = (
        f'<Code guid="{guid(10)}" name="Theme" isCodable="false"><Code guid="{guid(11)}" name="Actor" isCodable="true"'
        f' color="#F00"><Description>Who acts.</Description></Code>'
        f'<Code guid="{guid(12)}" name="claim" isCodable="true">'
        f'<Code guid="{guid(13)}" name="strong" isCodable="true"><Code guid="{guid(14)}" name="very" isCodable="true"/>'
        "</Code></Code></Code>"
    )
    note = f'<NoteRef targetGUID="{guid(90)}"/>'
    made = selection(20, at("Kim"), [11], more=note) + selection(21, at("denied"), [13]) + selection(22, at("no"), [14])
    notes = f'<Notes><Note guid="{guid(90)}" name="memo" plainTextPath="internal://n.txt"/></Notes>'
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made), codes=codes, rest=notes), {
        "Sources/t.txt": b"\xef\xbb\xbf" + TEXT.encode(), "Sources/n.txt": b"She speaks first."})  # fmt: skip
    found = read_annotated(path)
    [one] = found.articles
    annotations = one.layers["ann"][0]
    assert [(a.tag, one.text[a.start : a.end], dict(a.attributes), a.note) for a in annotations] == [
        ("actor", "Kim", {}, "She speaks first."),
        ("claim", "denied", {"strong": "strong"}, ""),
        ("claim", "no", {"strong": "very"}, ""),
    ]
    assert [a.id for a in annotations] == [guid(20), guid(21), guid(22)]
    assert found.codebook is not None
    tags = {tag["id"]: tag for tag in found.codebook["tags"]}
    assert list(tags) == ["actor", "claim"]
    assert (tags["actor"]["name"], tags["actor"]["colour"], tags["actor"]["definition"]) == (
        "Actor",
        "#ff0000",
        "Who acts.",
    )
    assert [value["id"] for value in tags["claim"]["attributes"][0]["values"]] == ["strong", "very"]
    assert found.losses.places["kept aside"] == ["category Theme"]
    assert one.losses.counts == {}


def test_a_tree_of_more_levels_than_values_have_becomes_tags_under_tags(tmp_path: Path) -> None:
    codes = "".join(f'<Code guid="{guid(11 + n)}" name="level {n}" isCodable="true">' for n in range(4)) + "</Code>" * 4
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, selection(20, at("Kim"), [14])), codes=codes),
                {"sources/t.txt": TEXT.encode()})  # fmt: skip
    found = read_annotated(path)
    assert words(found.articles[0]) == [("level_3", "Kim")]
    assert found.codebook is not None
    assert [(tag["id"], tag.get("under")) for tag in found.codebook["tags"]] == [
        ("level_0", None), ("level_1", "level_0"), ("level_2", "level_1"), ("level_3", "level_2")]  # fmt: skip


def test_qualcoder_counts_code_points_and_a_break_once_even_in_a_file_with_crlf(tmp_path: Path) -> None:
    made = selection(20, at("Bo"), [11], name="Bo") + selection(21, at("Ada Brandt"), [11], name="Ada Brandt")
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made)), {"Sources/t.txt": CRLF.encode("utf-8-sig")})
    [one] = read_annotated(path).articles
    assert one.text == TEXT
    assert words(one) == [("actor", "Bo"), ("actor", "Ada Brandt")]
    assert one.notes == []  # its one code is a tag of its own name


def test_nvivo_counts_both_characters_of_a_break_and_its_users_and_guids_keep_their_spelling_in_what_is_kept(
    tmp_path: Path,
) -> None:
    start, end = CRLF.index("Ada Brandt"), CRLF.index("Ada Brandt") + 10
    codes = f'<Code name="Actors" guid="{{{guid(11).upper()}}}" isCodable="true" color="#00ff00"/>'
    made = (
        f'<PlainTextSelection startPosition="{start}" endPosition="{end}" guid="{guid(20).upper()}" name="x">'
        f'<Coding guid="{guid(21).upper()}"><CodeRef targetGUID="{guid(11).upper()}"/></Coding></PlainTextSelection>'
    )
    xml = project(text_source(30, made), origin="NVivo 12", codes=codes, users="")
    [one] = read_annotated(qdpx(tmp_path / "p.qdpx", xml, {"Sources/T.txt": CRLF.encode()})).articles
    assert words(one, "imported") == [("actors", "Ada Brandt")]


def test_a_note_that_nvivo_links_to_words_becomes_their_note(tmp_path: Path) -> None:
    link = (
        f'<Links><Link guid="{guid(80)}" direction="OneWay" originGUID="{guid(90)}" targetGUID="{guid(20)}"/></Links>'
    )
    notes = f'<Notes><Note guid="{guid(90)}" name="" plainTextPath="internal://n.txt"/></Notes>'
    xml = project(text_source(30, selection(20, at("Kim"), [])), origin="NVivo", rest=notes + link)
    path = qdpx(tmp_path / "p.qdpx", xml,
                {"Sources/t.txt": TEXT.encode(), "Sources/n.txt": b"Who is this?"})  # fmt: skip
    found = read_annotated(path)
    [one] = found.articles
    assert [(a.tag, a.note) for a in one.layers["ann"][0]] == [("note", "Who is this?")]
    assert found.losses.counts == {}


def test_words_that_nvivo_gives_to_a_case_are_kept_aside_and_no_fault(tmp_path: Path) -> None:
    case = f'<Cases><Case guid="{guid(50)}" name="Kim"/></Cases>'
    made = project(text_source(30, selection(20, at("Kim"), [50, 11])), origin="NVivo 14", before=case)
    found = read_annotated(qdpx(tmp_path / "p.qdpx", made, {"sources/t.txt": TEXT.encode()}))
    assert words(found.articles[0]) == [("actor", "Kim")]
    assert found.all_losses().counts == {"kept aside": 2}
    assert not found.all_losses().has_faults


def test_qualcoders_note_on_words_finds_them(tmp_path: Path) -> None:
    start, end = at("Ada Brandt")
    note = (
        f'<Notes><Note guid="{guid(90)}" creatingUser="{guid(1)}"><PlainTextContent>The mayor.</PlainTextContent>'
        f'<PlainTextSelection guid="{guid(91)}" startPosition="{start}" endPosition="{end}"/></Note></Notes>'
    )
    source = text_source(30, f'<NoteRef targetGUID="{guid(90)}"/>')
    [one] = read_annotated(
        qdpx(tmp_path / "p.qdpx", project(source, rest=note), {"sources/t.txt": TEXT.encode()})
    ).articles
    assert [(a.tag, one.text[a.start : a.end], a.note) for a in one.layers["ann"][0]] == [
        ("note", "Ada Brandt", "The mayor.")
    ]


@pytest.mark.parametrize("origin", ["MAXQDA 2022", "ATLAS.ti for Windows 23.2.3.27778", "Some Program 1"])
def test_units_are_found_out_once_for_the_file_by_names_that_are_the_very_words(tmp_path: Path, origin: str) -> None:
    names = ["Bo", "said", "The mayor", "Ada Brandt", "denied"]
    made = "".join(selection(20 + n, utf16(at(name)), [11], name=name) for n, name in enumerate(names))
    made += selection(29, utf16(at("it.")), [11], name="Quote 6")
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made), origin=origin), {"sources/t.txt": TEXT.encode()})
    [one] = read_annotated(path).articles
    assert [found for _, found in words(one)] == [*names, "it."]
    assert "5 of 5 selections" in one.notes[0]
    assert "UTF-16 units" in one.notes[0]


def test_one_slip_is_named_and_does_not_change_how_the_others_are_read(tmp_path: Path) -> None:
    names = ["Kim", "spoke", "rain", "Bo", "said", "mayor", "denied"]
    made = "".join(selection(20 + n, at(name), [11], name=name) for n, name in enumerate(names))
    start, end = at("Ada Brandt")
    made += selection(28, (start, end - 1), [11], name="Ada Brandt")
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made), origin="Other"), {"sources/t.txt": TEXT.encode()})
    found = read_annotated(path)
    assert [one for _, one in words(found.articles[0])] == [*names, "Ada Brand"]
    assert "7 of 8" in found.articles[0].notes[0]
    assert found.losses.places["misnamed selection"] == [f"{start}–{end - 1} “Ada Brand” is named “Ada Brandt”"]


def test_without_evidence_the_standard_is_followed_and_the_doubt_is_said(tmp_path: Path) -> None:
    start, end = at("denied")
    made = selection(20, (start, end - 1), [11], name="x")
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made), origin=""), {"sources/t.txt": TEXT.encode()})
    [one] = read_annotated(path).articles
    assert words(one) == [("actor", "denie")]
    assert one.notes[0].startswith("Nothing in the file shows how its positions count")
    assert one.notes[1] == "1 of 1 selection begin or end in the middle of a word; the first is “denie”."


@pytest.mark.parametrize("origin", ["MAXQDA 2022", "NVivo 14", "QualCoder", "ATLAS.ti 23", "Analyst App 0.2"])
def test_ends_that_are_inside_by_all_names_are_inside_whatever_the_program(tmp_path: Path, origin: str) -> None:
    names = ["Kim", "spoke", "rain"]
    made = "".join(selection(20 + n, (at(name)[0], at(name)[1] - 1), [11], name=name) for n, name in enumerate(names))
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made), origin=origin), {"sources/t.txt": TEXT.encode()})
    [one] = read_annotated(path).articles
    assert [found for _, found in words(one)] == names
    assert "ends are the last character inside" in one.notes[0]
    assert "3 of 3 selections" in one.notes[0]


def test_selections_that_begin_in_the_middle_of_words_raise_the_question(tmp_path: Path) -> None:
    ends = [at(word)[1] for word in ("spoke", "Bo", "mayor")]
    made = "".join(selection(20 + n, (end - 1, end), [11]) for n, end in enumerate(ends))
    path = qdpx(
        tmp_path / "p.qdpx", project(text_source(30, made), origin="NVivo 14"), {"sources/t.txt": TEXT.encode()}
    )
    [one] = read_annotated(path).articles
    assert "3 of 3 selections begin or end in the middle of a word; the first is “e”." in one.notes


def test_two_users_on_one_selection_are_two_layers_and_namesakes_stay_apart(tmp_path: Path) -> None:
    users = "".join(f'<User guid="{guid(n)}" name="{name}"/>' for n, name in ((1, "Ann"), (2, "Bob"), (3, "Ann")))
    other = "".join(
        f'<Coding guid="{guid(200 + n)}" creatingUser="{guid(n)}"><CodeRef targetGUID="{guid(11)}"/></Coding>'
        for n in (2, 3)
    )
    made = selection(20, at("Kim"), [11], more=other)
    path = qdpx(tmp_path / "p.qdpx", project(text_source(30, made), users=users), {"sources/t.txt": TEXT.encode()})
    [one] = read_annotated(path).articles
    assert sorted(one.layers) == ["ann", "ann-2", "bob"]
    assert all(words(one, layer) == [("actor", "Kim")] for layer in one.layers)
    assert one.layers["ann"][0][0].id == guid(20)
    assert len({annotations[0].id for annotations, _ in one.layers.values()}) == 3
    assert one.people == {"ann": f"Ann ({guid(1)})", "ann-2": f"Ann ({guid(3)})", "bob": "Bob"}


def test_a_pdf_comes_in_by_its_plain_text_and_other_sources_are_named(tmp_path: Path) -> None:
    inside = selection(20, at("Kim"), [11])
    sources = (
        f'<PDFSource guid="{guid(40)}" name="d.pdf" path="internal://d.pdf"><PDFSelection guid="{guid(41)}" page="0"'
        f' firstX="0" firstY="0" secondX="9" secondY="9"/><Representation guid="{guid(42)}" name="r"'
        f' plainTextPath="internal://t.txt">{inside}</Representation></PDFSource>'
        f'<AudioSource guid="{guid(43)}" name="talk.mp3" path="internal://a.mp3"/>'
        f'<PictureSource guid="{guid(44)}" name="map.png" path="internal://m.png"/>'
    )
    path = qdpx(tmp_path / "p.qdpx", project(sources), {"sources/t.txt": TEXT.encode(), "sources/d.pdf": b"%PDF \xff",
                                                        "sources/a.mp3": bytes(range(256)) * 5000})  # fmt: skip
    found = read_annotated(path)
    [one] = found.articles
    assert (one.name, words(one)) == ("d.pdf", [("actor", "Kim")])
    assert found.losses.places["other source"] == [
        "AudioSource talk.mp3 (AudioSource)",
        "PictureSource map.png (PictureSource)",
    ]
    assert found.losses.places["not kept"] == ["sources/a.mp3 (1,280 kB)"]
    kept = json.loads(found.beside["p.refi.json"])
    assert kept["files"]["sources/d.pdf"] == {"base64": "JVBERiD/"}
    assert kept["files"]["sources/a.mp3"] == {"bytes": 1280000}


def test_texts_in_the_xml_beside_the_project_and_in_word_documents_are_read(tmp_path: Path) -> None:
    inline = f'<TextSource guid="{guid(30)}" name="one"><PlainTextContent>Kim spoke.</PlainTextContent></TextSource>'
    beside = text_source(31, "", name="two", path="relative://more/b.txt")
    rich = f'<TextSource guid="{guid(32)}" name="three" richTextPath="internal://r.docx"/>'
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.txt").write_text("Beside.", "utf-8")
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as parts:
        parts.writestr("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
                       'main"><w:body><w:p><w:r><w:t>Rich words.</w:t></w:r></w:p></w:body></w:document>')  # fmt: skip
    path = qdpx(tmp_path / "p.qdpx", project(inline + beside + rich), {"sources/r.docx": document.getvalue()})
    texts = {one.name: one.text.strip() for one in read_annotated(path).articles}
    assert texts == {"one": "Kim spoke.", "two": "Beside.", "three": "Rich words."}


@pytest.mark.parametrize(
    "reference", ["internal://gone.txt", "relative://../secret.txt", "absolute:///etc/passwd", "internal://b.txt"]
)
def test_a_source_that_cannot_be_read_is_named_and_the_others_come_in(tmp_path: Path, reference: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    bad = text_source(31, "", name="bad", path=reference)
    broken = selection(20, at("Kim"), [11]).replace('startPosition="0"', 'startPosition="x"')
    good = text_source(30, broken + selection(21, at("Bo"), [11]) + selection(22, (500, 600), [11]))
    path = qdpx(
        folder / "p.qdpx", project(bad + good), {"sources/t.txt": TEXT.encode(), "sources/b.txt": b"\xff\xfa\xfb"}
    )
    found = read_annotated(path)
    [one] = found.articles
    assert words(one) == [("actor", "Bo")]
    assert found.losses.places["unreadable item"][0].startswith("source bad: ")
    assert one.losses.counts == {"unreadable item": 1, "unplaced span": 1}


def test_values_named_as_facts_become_facts_and_the_rest_is_kept_aside(tmp_path: Path) -> None:
    variables = "".join(
        f'<Variable guid="{guid(n)}" name="{name}" typeOfVariable="Text"/>'
        for n, name in ((60, "Outlet"), (61, "mood"))
    )
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid(n)}"/><TextValue>{value}</TextValue></VariableValue>'
        for n, value in ((60, "The Post"), (61, "grim"))
    )
    rest = f'<Sets><Set guid="{guid(70)}" name="all"/></Sets><Description>Our memo.</Description>'
    xml = project(text_source(30, values), before=f"<Variables>{variables}</Variables>", rest=rest)
    found = read_annotated(qdpx(tmp_path / "p.qdpx", xml, {"sources/t.txt": TEXT.encode()}))
    assert found.articles[0].facts == {"outlet": "The Post"}
    assert found.losses.places["kept aside"] == [
        "variable Outlet", "variable mood", "set all", "memo of the project", "value of talk"]  # fmt: skip


def test_no_project_and_an_entity_are_a_sentence(tmp_path: Path) -> None:
    for xml, told in (
        ("<a/>", "holds no REFI-QDA project"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>', "entities"),
    ):
        with pytest.raises(ImportFailed, match=told):
            read_annotated(qdpx(tmp_path / "p.qdpx", xml))


@pytest.mark.parametrize("unit", ["code points", "UTF-16 units", "UTF-8 bytes"])
@pytest.mark.parametrize(("base", "ends_inside"), [(0, False), (1, True)])
@pytest.mark.parametrize("is_break_one", [False, True])
def test_positions_there_and_back(unit: str, base: int, ends_inside: bool, is_break_one: bool) -> None:
    positions = Positions("🔥 é\r\nzwei\r\n\r\n😀 drei", Counting(unit, base, ends_inside, is_break_one))
    for span in ((0, 1), (2, 3), (3, 4), (4, 8), (8, 11), (10, 11)):
        assert positions.span(*positions.back(*span)) == span
