"""A Word file is read as Word shows it, wherever its parts lie, and says what it left out.

Tests of importers.documents.word_document, importers.documents.word_body, importers.documents.word_lists,
importers.documents.word_parts and importers.documents.zipped_xml.
"""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.word_document import read as read_word
from analyst_app.importers.imported_article import ImportedArticle
from tests.importers import samples

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{TRANSITIONAL}" xmlns:mc="{MC}" xmlns:r="{RELATIONS}" xmlns:wps="urn:wps" xmlns:v="urn:v"'


def related(targets: dict[str, str], base: str = RELATIONS) -> str:
    """A list of relations: target by kind."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{base}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def word(body: str, **members: str) -> bytes:
    """A Word file by the usual names; members by name with ``__`` for ``/`` and ``.xml`` at the end."""
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    more = {
        f"word/{name}.xml": f"<w:{name} {SPACES}>{content}</w:{name}>"
        for name, content in members.items()
        if name != "rels"
    }
    if "rels" in members:
        more["word/_rels/document.xml.rels"] = members["rels"]
    return samples.zipped({"word/document.xml": document} | more)


def read(data: bytes) -> ImportedArticle:
    return read_word(data, "a.docx", {})[0]


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.rstrip("\n").split("\n\n")


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml", "texts/main.xml"])
def test_the_main_part_is_the_one_that_the_relations_name(target: str) -> None:
    document = f"<w:document {SPACES}><w:body>{par(run('The depot will close.'))}</w:body></w:document>"
    old = f"<w:document {SPACES}><w:body>{par(run('An old draft.'))}</w:body></w:document>"
    data = samples.zipped(
        {
            "_rels/.rels": related({"officeDocument": target}),
            target.lstrip("/"): document,
            "word/document.xml": old,
        }
    )
    assert paragraphs(data) == ["The depot will close."]


def test_the_main_part_is_found_by_its_content_type_where_the_relations_are_lost() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document3.xml" ContentType="{kind}"/></Types>'
    document = f"<w:document {SPACES}><w:body>{par(run('The depot will close.'))}</w:body></w:document>"
    data = samples.zipped({"[Content_Types].xml": types, "word/document3.xml": document})
    assert paragraphs(data) == ["The depot will close."]


def test_the_strict_form_is_read_with_its_notes_by_their_relations() -> None:
    base = STRICT.replace("wordprocessingml/main", "officeDocument/relationships")
    body = "<w:p><w:r><w:t>It closes.</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r>"
    body += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    note = "<w:footnote w:id='7'><w:p><w:r><w:t>In May.</w:t></w:r></w:p></w:footnote>"
    data = samples.zipped(
        {
            "_rels/.rels": related({"officeDocument": "word/document.xml"}, base),
            "word/document.xml": f"<w:document xmlns:w='{STRICT}'><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": related({"footnotes": "footnotes9.xml"}, base),
            "word/footnotes9.xml": f"<w:footnotes xmlns:w='{STRICT}'>{note}</w:footnotes>",
        }
    )
    assert paragraphs(data) == ["It closes.[1]", "[1] In May."]
    assert read(data).notes == (
        "1 footnote of the file: marked in the text, the words at its end.",
        "Left out: 6 characters of hidden text, “secret”.",
    )


@pytest.mark.parametrize(("properties", "letter", "rest"), [
    ('<w:framePr w:dropCap="drop" w:lines="3"/>', "B", "randt said no."),
    ('<w:framePr w:dropCap="margin"/>', "“B", "randt said no.”"),
    ('<w:framePr w:dropCap="drop"/>', "A", " man said no."),
    ('<w:framePr w:w="400" w:hSpace="10"/>', "B", "randt said no."),
])  # fmt: skip
def test_a_drop_cap_is_the_first_letter_of_its_word(properties: str, letter: str, rest: str) -> None:
    body = par(run("Depot vote")) + par(run(letter), properties) + par("") + par(run(rest)) + par(run("The end."))
    assert paragraphs(word(body)) == ["Depot vote", letter + rest, "The end."]


def test_a_letter_in_a_frame_before_a_capital_is_a_paragraph_of_its_own() -> None:
    body = par(run("A"), '<w:framePr w:w="400"/>') + par(run("The depot will close."))
    assert paragraphs(word(body)) == ["A", "The depot will close."]


def test_a_drop_cap_in_a_text_box_is_joined_too() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{par(run('B'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert paragraphs(word(par(box + run("randt said no.")))) == ["Brandt said no."]


def test_a_text_box_is_read_once_though_word_writes_it_twice() -> None:
    box = f"<w:txbxContent>{par(run('In the box'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    only_old = (
        f"<mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert paragraphs(word(par(f"{run('Before')}<w:r>{both}</w:r>{run(' after')}"))) == ["Before after", "In the box"]
    assert paragraphs(word(par(f"{run('Before')}<w:r>{only_old}</w:r>"))) == ["Before", "In the box"]


def test_text_is_hidden_by_its_run_its_style_or_a_style_below_and_shown_where_switched_on_again() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = par(
        run("Shown")
        + run(" one", "<w:vanish/>")
        + run(" two", '<w:rStyle w:val="Secret"/>')
        + run(" three", '<w:rStyle w:val="Deeper"/>')
        + run(" still", '<w:vanish w:val="0"/>')
    )
    body += par(run("A hidden paragraph") + run("but this", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="Gone"/>')
    data = word(body, styles=styles)
    assert paragraphs(data) == ["Shown still", "but this"]
    assert read(data).notes == ("Left out: 31 characters of hidden text, “one two three A hidden paragraph”.",)


def test_changes_are_accepted_down_to_the_end_of_a_paragraph_and_the_row_of_a_table() -> None:
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    row = "<w:tr><w:trPr><w:del w:id='2'/></w:trPr><w:tc>{}</w:tc></w:tr>"
    body = par(run("The depot"), deleted) + par(run(" will close.")) + f"<w:tbl>{row.format(par(run('gone')))}</w:tbl>"
    body += par(f"<w:moveFrom>{run('here')}</w:moveFrom><w:moveTo>{run('there')}</w:moveTo>")
    data = word(body)
    assert paragraphs(data) == ["The depot will close.", "there"]
    assert read(data).notes == ("The file holds tracked changes: it was read with all of them accepted.",)


def test_of_a_field_only_its_result_is_read() -> None:
    def turn(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
    body = par(f"{run('See ')}{turn('begin')}{code}{run('IF ')}{turn('separate')}{run('here')}{turn('end')}{run('.')}")
    body += par(f"<w:fldSimple w:instr='DATE'>{run('5 March')}</w:fldSimple>{turn('begin')}") + par(run("Last words."))
    assert paragraphs(word(body)) == ["See here.", "5 March", "Last words."]


def test_signs_hyphens_breaks_and_readings_are_letters_or_nothing() -> None:
    sign = '<w:sym w:font="{}" w:char="{}"/>'
    body = par(
        f"<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>led</w:t><w:tab/>"
        f"{sign.format('Symbol', 'F061')}{sign.format('Wingdings', 'F0FC')}{sign.format('Wingdings', 'F021')}</w:r>"
    )
    body += par("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:br/><w:br/><w:t>three</w:t></w:r>")
    body += par(f"<w:r><w:ruby><w:rt>{run('とうきょう')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase></w:ruby></w:r>")
    data = word(body)
    assert paragraphs(data) == ["coop\u2011led α✓\ufffd", "one two", "three", "東京"]
    assert read(data).notes == ("1 sign of a symbol font without a letter: shown as \ufffd.",)


def test_a_sign_whose_code_is_none_is_one_without_a_letter_and_the_text_comes_in() -> None:
    data = word(par('<w:r><w:t>co</w:t><w:sym w:font="Symbol" w:char="alpha"/></w:r>') + par(run("The mayor left.")))
    assert paragraphs(data) == ["co\ufffd", "The mayor left."]
    assert read(data).notes == ("1 sign of a symbol font without a letter: shown as \ufffd.",)


def test_comments_inserted_parts_and_tables_of_contents_are_named() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{par(run('One 3'))}</w:sdtContent></w:sdt>"
    )
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    comments = (
        f'<w:comment w:id="0" w:author="Nora Field">{par(run("check this"))}</w:comment><w:comment w:id="1">'
        f"{par(run('and this'))}</w:comment>"
    )
    body = contents + par(run("The depot will close.") + prompt) + '<w:altChunk r:id="r0"/>'
    data = word(body, comments=comments, rels=related({"aFChunk": "chunk.htm"}))
    assert paragraphs(data) == ["The depot will close."]
    assert read(data).notes == (
        "Left out: 1 table of contents.",
        "Left out: 1 part in another format (altChunk), the first is word/chunk.htm.",
        "Left out: 2 comments, the first, by Nora Field: “check this”.",
    )


def test_notes_are_numbered_as_the_text_refers_to_them_and_a_lost_one_is_said() -> None:
    footnotes = "".join(f'<w:footnote w:id="{n}">{par(run(words))}</w:footnote>' for n, words in ((2, "B."), (9, "A.")))
    endnotes = f'<w:endnote w:id="2">{par(run("End."))}</w:endnote>'
    refer = "<w:r><w:{}noteReference w:id='{}'/></w:r>"
    marks = [refer.format("foot", 9), refer.format("foot", 2), refer.format("end", 2), refer.format("foot", 4)]
    data = word(par("".join(run("x") + mark for mark in marks)), footnotes=footnotes, endnotes=endnotes)
    assert paragraphs(data) == ["x[1]x[2]x[e1]x[3]", "[1] A.", "[2] B.", "[e1] End."]
    assert read(data).notes == (
        "3 footnotes of the file: marked in the text, the words at its end.",
        "1 endnote of the file: marked in the text, the words at its end.",
        "Missing in the file: the words of 1 note, the first is [3].",
    )


def test_numbers_of_lists_are_read_and_bullets_are_not() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate((("decimal", "%1."), ("lowerLetter", "%1.%2)")))
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(words: str, level: int = 0, number: int = 1) -> str:
        return par(run(words), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = item("one") + item("two") + item("deep", 1) + item("deep, too", 1) + item("three") + item("dot", 0, 2)
    assert paragraphs(word(body, numbering=numbering)) == [
        "1. one",
        "2. two",
        "2.a) deep",
        "2.b) deep, too",
        "3. three",
        "dot",
    ]


def test_a_table_that_only_lays_out_the_page_keeps_its_paragraphs() -> None:
    cell = "<w:tc>{}</w:tc>"
    three = "".join(par(run(words)) for words in ("One.", "Two.", "Three."))
    layout = f"<w:tbl><w:tr>{cell.format(three)}{cell.format(par(run('Aside.')))}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell.format(par(run('One.')) + par(run('Two.')))}{cell.format(par(''))}</w:tr></w:tbl>"
    assert paragraphs(word(layout)) == ["One.", "Two.", "Three.", "Aside."]
    assert paragraphs(word(frame)) == ["One.", "Two."]


def test_a_damaged_part_beside_the_text_is_said_and_the_text_is_read() -> None:
    data = samples.docx(**{"word/footnotes.xml": "<w:footnotes", "docProps/core.xml": "<cp:core"})
    article = read(data)
    assert samples.LAST in article.text
    assert any(
        note.startswith("Its footnotes could not be read: a.docx (word/footnotes.xml)") for note in article.notes
    )
    assert any(note.startswith("Title and author could not be read") for note in article.notes)


@pytest.mark.parametrize(("data", "words"), [
    (samples.zipped({"_rels/.rels": related({"officeDocument": "word/gone.xml"}), "word/x": ""}),
     "its main part, word/gone.xml, is missing"),
    (samples.zipped({"_rels/.rels": related({"officeDocument": "xl/workbook.xml"}), "xl/workbook.xml": "<workbook/>"}),
     "is no Word document: xl/workbook.xml holds no text"),
    (samples.zipped({"word/document.xml": f"<w:document {SPACES}><w:body><w:p></w:body>"}),
     r"is damaged: its XML cannot be read \(line 1, .*mismatched tag"),
    (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is encrypted. Save a copy without a password"),
    (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "is a file of Word 97 to 2003"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImportFailed, match=words):
        read(data)
