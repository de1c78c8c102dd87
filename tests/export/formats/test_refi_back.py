"""A REFI-QDA project that came in goes out item for item as it was, with what was changed since.

Tests of export.formats.refi_back, export.formats.refi_kept and export.formats.kept_beside.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analyst_app.corpus.intake.annotated_intake import take_in_annotated
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.job import Exported
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from tests.export.exports import need
from tests.importers.annotations.refi_samples import TEXT, at, guid, project, qdpx, selection, text_source, utf16

CRLF = TEXT.replace("\n", "\r\n")
CODES = (
    f'<Code guid="{guid(10).upper()}" name="Theme" isCodable="false"><Description>All.</Description>'
    f'<Code guid="{guid(11)}" name="Actor" isCodable="true" color="#F00"><Description>Who acts.</Description>'
    f'<NoteRef targetGUID="{guid(92)}"/></Code></Code>'
    f'<Code guid="{guid(12)}" name="claim" isCodable="true">'
    f'<Code guid="{guid(13)}" name="strong" isCodable="true"/></Code>'
)
REST = (
    f'<Notes><Note guid="{guid(90)}" name="memo" plainTextPath="internal://n.txt"'
    ' creationDateTime="2024-05-01T10:00:00Z"/>'
    f'<Note guid="{guid(91)}"><PlainTextContent>Loose &amp; kept.</PlainTextContent></Note>'
    f'<Note guid="{guid(92)}"><PlainTextContent>On a code.</PlainTextContent></Note></Notes>'
    f'<Links><Link guid="{guid(80)}" name="speaker" direction="OneWay"'
    f' originGUID="{guid(21)}" targetGUID="{guid(20)}"/>'
    f'<Link guid="{guid(81)}" name="see" direction="Associative"'
    f' originGUID="{guid(11)}" targetGUID="{guid(12)}"/></Links>'
    f'<Sets><Set guid="{guid(70)}" name="all">'
    f'<MemberCode targetGUID="{guid(11)}"/><MemberSource targetGUID="{guid(30)}"/>'
    "</Set></Sets>"
    f'<Graphs><Graph guid="{guid(71)}" name="g">'
    f'<Vertex guid="{guid(72)}" representedGUID="{guid(11)}" firstX="1" firstY="2"/>'
    "</Graph></Graphs><Description>Our memo.</Description>"
)
BEFORE = (
    f'<Variables><Variable guid="{guid(60)}" name="mood" typeOfVariable="Text"/></Variables>'
    f'<Cases><Case guid="{guid(50)}" name="Case 1"><VariableValue><VariableRef targetGUID="{guid(60)}"/>'
    f'<TextValue>grim</TextValue></VariableValue><SelectionRef targetGUID="{guid(20)}"/></Case></Cases>'
)
USERS = f'<User guid="{guid(1)}" name="Ann" id="A"/><User guid="{guid(2).upper()}" name="Bob"/>'


def whole(folder: Path, origin: str, text: str, span) -> Path:
    """A project with one of everything, in a text file with its line ends and a byte order mark."""
    note = f'<NoteRef targetGUID="{guid(90)}"/>'
    second = (
        f'<Coding guid="{guid(220)}" creatingUser="{guid(2)}" creationDateTime="2024-05-01T10:00:00Z">'
        f'<CodeRef targetGUID="{guid(12)}"/></Coding>'
    )
    made = (
        selection(20, span("Kim"), [11], name="Kim", more=second + note)
        + selection(21, span("denied"), [12, 13], name="denied")
        + selection(22, span("Ada Brandt"), [11], name="Ada Brandt", user=2)
        + selection(23, span("rain"), [], name="rain")
        + selection(24, (900, 950), [11], name="beyond")
    )
    source = text_source(30, f"<Description>About it.</Description>{made}")
    pdf = (
        f'<PDFSource guid="{guid(40)}" name="d.pdf" path="internal://d.pdf">'
        f'<PDFSelection guid="{guid(41)}" page="0" firstX="0" firstY="0" secondX="9" secondY="9">'
        f'<Coding guid="{guid(410)}"><CodeRef targetGUID="{guid(11)}"/></Coding>'
        f'</PDFSelection><Representation guid="{guid(42)}" plainTextPath="internal://d.txt">'
        f'{selection(43, (0, 3), [12])}</Representation></PDFSource><AudioSource guid="{guid(44)}" name="a.mp3" path="internal://a.mp3"/>'
    )
    xml = project(source + pdf, origin=origin, codes=CODES, users=USERS, before=BEFORE, rest=REST)
    return qdpx(folder / "study.qdpx", xml, {
        "sources/t.txt": b"\xef\xbb\xbf" + text.encode(), "sources/n.txt": b"She speaks first.\r\n",
        "sources/d.txt": b"Bo denies.", "sources/d.pdf": b"%PDF \xff"})  # fmt: skip


def brought_in(path: Path, corpus: Path) -> None:
    """Import a project, with what it keeps and its codebook."""
    take_in_annotated(path, corpus)
    assert (corpus / f"{path.stem}.refi.json").is_file()
    assert (corpus / "codebook.json").is_file()


def written(corpus: Path, output: Path, **options: object) -> Exported:
    return export(
        ExportRequest(corpus=corpus, format_name="refi-qda", output=output, layer="all", workers=1, **options)
    )  # type: ignore[arg-type]


def items(path: Path) -> Counter:
    """The elements of a project as a set: each with its attributes, its own text and what it stands under."""
    with zipfile.ZipFile(path) as parts:
        root = ElementTree.fromstring(parts.read("project.qde"))
    found: Counter = Counter()

    def walk(one: ElementTree.Element, above: str) -> None:
        own = (above, one.tag, tuple(sorted(one.attrib.items())), (one.text or "").strip())
        found[own] += 1
        for child in one:
            walk(child, one.get("guid") or one.tag)

    walk(root, "")
    return found


def texts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist() if not name.endswith(".qde")}


def code_points(words: str) -> tuple[int, int]:
    return at(words)


def both_of_a_break(words: str) -> tuple[int, int]:
    return at(words, CRLF)


def utf16_units(words: str) -> tuple[int, int]:
    return utf16(at(words, CRLF), CRLF)


@pytest.mark.parametrize(
    ("origin", "text", "span"),
    [
        ("QualCoder", TEXT, code_points),
        ("QualCoder 3.6", CRLF, code_points),
        ("ATLAS.ti for Windows 23", CRLF, code_points),
        ("NVivo 14", CRLF, both_of_a_break),
        ("MAXQDA 2022", CRLF, utf16_units),
        ("Another", TEXT, code_points),
    ],
)
def test_an_untouched_project_goes_out_item_for_item_as_it_came(tmp_path: Path, origin: str, text: str, span) -> None:
    path = whole(tmp_path, origin, text, span)
    corpus = tmp_path / "corpus"
    brought_in(path, corpus)
    done = written(corpus, tmp_path / "out")
    assert items(tmp_path / "out" / "project.qdpx") == items(path)
    assert texts(tmp_path / "out" / "project.qdpx") == texts(path)
    assert "kept project" not in done.outcome.losses.counts
    again = {
        a.name: {k: len(v[0]) for k, v in a.layers.items()}
        for a in read_annotated(tmp_path / "out" / "project.qdpx").articles
    }
    assert again == {"talk": {"ann": 2, "bob": 2}, "d.pdf": {"ann": 1}}


def edited(corpus: Path, layer: str, change) -> None:
    path = corpus / f"talk.txt.{layer}.annotations.json"
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def test_what_was_changed_deleted_and_added_is_written_and_all_else_stays(tmp_path: Path) -> None:
    path = whole(tmp_path, "NVivo 14", CRLF, both_of_a_break)
    corpus = tmp_path / "corpus"
    brought_in(path, corpus)

    def change(data) -> None:
        kim, denied = (next(a for a in data["annotations"] if a["exact"] == words) for words in ("Kim", "denied"))
        data["annotations"].remove(kim)
        data["links"].clear()
        denied["tag"] = "actor"
        start = TEXT.index("Ada")
        new = {"id": "12345678-1234-4234-8234-123456789012", "tag": "rumour", "start": start, "end": start + 3}
        more = {"exact": "Ada", "prefix": "", "suffix": "", "attributes": {}, "note": "New."}
        data["annotations"].append({**denied, **new, **more})

    edited(corpus, "ann", change)
    written(corpus, tmp_path / "out")
    before, after = items(path), items(tmp_path / "out" / "project.qdpx")
    gone = {dict(one[2]).get("guid") for one in before - after} - {None}
    assert gone == {guid(200), guid(21), guid(210), guid(211), guid(80)}
    [article] = [a for a in read_annotated(tmp_path / "out" / "project.qdpx").articles if a.name == "talk"]
    read = {
        layer: sorted((a.tag, article.text[a.start : a.end], a.note) for a in found)
        for layer, (found, _) in article.layers.items()
    }
    assert read == {
        "ann": [("actor", "denied", "strong = true"), ("rumour", "Ada", "New.")],
        "bob": [("actor", "Ada Brandt", ""), ("claim", "Kim", "She speaks first.")],
    }


@pytest.mark.parametrize("is_changed", [False, True])
def test_what_is_written_back_is_read_by_models_made_from_the_schema(tmp_path: Path, is_changed: bool) -> None:
    need("pyrefiqda")
    from pyrefiqda import RefiCodebook, RefiProject

    corpus = tmp_path / "corpus"
    brought_in(whole(tmp_path, "MAXQDA 2022", CRLF, utf16_units), corpus)
    if is_changed:
        edited(corpus, "bob", lambda data: [one.update(note="Seen.") for one in data["annotations"]])
    written(corpus, tmp_path / "out")
    found = RefiProject.load(tmp_path / "out" / "project.qdpx", str(tmp_path / "unpacked"))
    assert [one.name for one in found.sources.text_source] == ["talk.txt"]
    assert [one.name for one in found.sets.set] == ["all"]
    notes = {one.plain_text_content for one in found.notes.note}
    assert ("Seen." in notes) is is_changed
    codebook = RefiCodebook.load(tmp_path / "out" / "codebook.qdc")
    assert [code.name for code in codebook.codes.code][:2] == ["Theme", "claim"]


def test_a_project_is_not_written_back_under_pseudonyms_or_without_one_of_its_layers(tmp_path: Path) -> None:
    path = whole(tmp_path, "QualCoder", TEXT, code_points)
    corpus = tmp_path / "corpus"
    brought_in(path, corpus)
    done = written(corpus, tmp_path / "out", with_pseudonyms=True)
    assert done.outcome.losses.counts["kept project"] == 1
    assert not any("Ann" in str(one) or "memo" in str(one) for one in items(tmp_path / "out" / "project.qdpx"))
    (corpus / "talk.txt.bob.annotations.json").unlink()
    done = written(corpus, tmp_path / "out2")
    assert "bob" in done.outcome.losses.examples["kept project"][0].words


def test_articles_of_ones_own_go_out_beside_a_project_that_came_in(tmp_path: Path) -> None:
    path = whole(tmp_path, "NVivo 14", CRLF, both_of_a_break)
    corpus, other = tmp_path / "corpus", tmp_path / "other"
    brought_in(path, corpus)
    place = f'<Code guid="{guid(14)}" name="place" isCodable="true"/>'
    mine = project(text_source(31, selection(25, at("Bo"), [14]), name="mine.txt"), codes=place)
    brought_in(qdpx(tmp_path / "more.qdpx", mine, {"sources/t.txt": b"Here and " + TEXT.encode()}), other)
    for one in other.glob("mine.txt*"):
        (corpus / one.name).write_bytes(one.read_bytes())
    written(corpus, tmp_path / "out")
    after = items(tmp_path / "out" / "project.qdpx")
    assert not items(path) - after
    assert {a.name for a in read_annotated(tmp_path / "out" / "project.qdpx").articles} == {"talk", "d.pdf", "mine"}


def test_a_tag_that_was_renamed_since_gives_its_code_the_new_name(tmp_path: Path) -> None:
    path, corpus = whole(tmp_path, "QualCoder", TEXT, code_points), tmp_path / "corpus"
    brought_in(path, corpus)
    book = json.loads((corpus / "codebook.json").read_text("utf-8"))
    claim = next(tag for tag in book["tags"] if tag["id"] == "claim")
    claim |= {"name": "Assertion", "definition": "Said to be so."}
    (corpus / "codebook.json").write_text(json.dumps(book), "utf-8")
    written(corpus, tmp_path / "out")
    before, after = items(path), items(tmp_path / "out" / "project.qdpx")
    assert [dict(one[2]).get("name") for one in before - after] == ["claim"]
    assert {(dict(one[2]).get("name", ""), one[3]) for one in after - before} == {
        ("Assertion", ""),
        ("", "Said to be so."),
    }


def test_two_projects_that_count_alike_go_out_in_one_file_and_others_are_named(tmp_path: Path) -> None:
    path, corpus = whole(tmp_path, "NVivo 14", CRLF, both_of_a_break), tmp_path / "corpus"
    brought_in(path, corpus)
    code = f'<Code guid="{guid(14)}" name="place" isCodable="true"/>'
    emoji = "😀 Here they say so.\r\n"
    for number, origin in ((31, "MAXQDA 2022"), (32, "QualCoder")):
        name = f"talks{number}"
        text = f"{number} {emoji}"
        span = at("they", text)
        made = selection(number * 10, span, [14], name="they")
        other = project(text_source(number, made, name=f"{name}.txt"), origin=origin, codes=code)
        brought_in(qdpx(tmp_path / f"{name}.qdpx", other, {"sources/t.txt": text.encode()}), corpus)
    done = written(corpus, tmp_path / "out")
    assert [one.article for one in done.outcome.losses.examples["kept project"]] == ["talks32.refi.json"]
    assert done.outcome.losses.counts["kept head"] == 1
    assert not items(path) - items(tmp_path / "out" / "project.qdpx")
    found = {a.name: a for a in read_annotated(tmp_path / "out" / "project.qdpx").articles}
    assert sorted(found) == ["d.pdf", "talk", "talks31", "talks32"]
    for name in ("talks31", "talks32"):
        [one] = found[name].layers["ann"][0]
        assert found[name].text[one.start : one.end] == "they"


def test_a_damaged_kept_project_is_named(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    brought_in(whole(tmp_path, "QualCoder", TEXT, code_points), corpus)
    (corpus / "study.refi.json").write_text('{"format": "media-refi", "version": 1}', "utf-8")
    done = written(corpus, tmp_path / "out", skips_damaged=True)
    assert done.outcome.damaged[0].endswith(
        "study.refi.json: it is not laid out as it should be ('counting'). "
        "Take it out of the folder, or get an older copy of it."
    )
