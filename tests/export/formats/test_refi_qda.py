"""The project and codebook against the standard's tables: which elements, in which order, with what attributes.

Tests of export.formats.refi_qda and export.formats.refi_elements.
"""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

from tests.export.exports import exported

GUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")

# element: (children in their order, required attributes, other attributes), after QDA-XML 1.0, 18 March 2019
TABLE = {
    "Project": (
        ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description"],
        {"name"},
        {"origin"},
    ),
    "Users": (["User"], set(), set()),
    "User": ([], {"guid"}, {"name", "id"}),
    "CodeBook": (["Codes"], set(), {"origin"}),
    "Codes": (["Code"], set(), set()),
    "Code": (["Description", "NoteRef", "Code"], {"guid", "name", "isCodable"}, {"color"}),
    "Variables": (["Variable"], set(), set()),
    "Variable": (["Description"], {"guid", "name", "typeOfVariable"}, set()),
    "VariableValue": (["VariableRef", "TextValue"], set(), set()),
    "VariableRef": ([], {"targetGUID"}, set()),
    "TextValue": ([], set(), set()),
    "Sources": (["TextSource"], set(), set()),
    "TextSource": (
        ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
        {"guid"},
        {"name", "plainTextPath", "creatingUser"},
    ),
    "PlainTextSelection": (
        ["Description", "Coding", "NoteRef"],
        {"guid", "startPosition", "endPosition"},
        {"name", "creatingUser"},
    ),
    "Coding": (["CodeRef", "NoteRef"], {"guid"}, {"creatingUser"}),
    "CodeRef": ([], {"targetGUID"}, set()),
    "NoteRef": ([], {"targetGUID"}, set()),
    "Notes": (["Note"], set(), set()),
    "Note": (["Description", "PlainTextContent"], {"guid"}, {"name", "creatingUser"}),
    "PlainTextContent": ([], set(), set()),
    "Description": ([], set(), set()),
    "Links": (["Link"], set(), set()),
    "Link": (["NoteRef"], {"guid"}, {"name", "direction", "color", "originGUID", "targetGUID"}),
}


def check(element: ElementTree.Element, space: str) -> None:
    name = element.tag.removeprefix(space)
    children, required, others = TABLE[name]
    assert element.tag.startswith(space)
    assert required <= set(element.attrib) <= required | others, (name, element.attrib)
    order = [children.index(child.tag.removeprefix(space)) for child in element]
    assert order == sorted(order), (name, order)
    for key, value in element.attrib.items():
        if "guid" in key.lower() or key == "creatingUser":
            assert GUID.fullmatch(value), value
    for child in element:
        check(child, space)


def test_the_project_follows_the_standard_and_every_reference_leads_somewhere() -> None:
    folder, _ = exported("refi-qda")
    with zipfile.ZipFile(folder / "project.qdpx") as parts:
        project = ElementTree.fromstring(parts.read("project.qde"))
        names = set(parts.namelist())
    space = "{urn:QDA-XML:project:1.0}"
    check(project, space)
    guids = [one.get("guid") for one in project.iter() if one.get("guid")]
    assert len(guids) == len(set(guids))
    for one in project.iter():
        for key in ("targetGUID", "originGUID", "creatingUser"):
            assert one.get(key) is None or one.get(key) in guids
    for source in project.iter(f"{space}TextSource"):
        assert source.get("plainTextPath").replace("internal://", "sources/") in names


def test_the_codebook_follows_the_standard() -> None:
    folder, _ = exported("refi-qda")
    codebook = ElementTree.parse(folder / "codebook.qdc").getroot()
    space = "{urn:QDA-XML:codebook:1.0}"
    check(codebook, space)
    quote = next(one for one in codebook.iter(f"{space}Code") if one.get("name") == "quote")
    mode = next(one for one in quote.iter(f"{space}Code") if one.get("name") == "Mode")
    assert [one.get("name") for one in mode.iter(f"{space}Code")][1:] == ["direct", "mixed", "indirect", "term"]


def test_values_of_choices_are_child_codes_on_the_same_selection() -> None:
    folder, _ = exported("refi-qda")
    space = "{urn:QDA-XML:project:1.0}"
    with zipfile.ZipFile(folder / "project.qdpx") as parts:
        project = ElementTree.fromstring(parts.read("project.qde"))
    names = {one.get("guid"): one.get("name") for one in project.iter(f"{space}Code")}
    quote = next(
        one for one in project.iter(f"{space}PlainTextSelection") if one.get("name", "").startswith("“taxes fell")
    )
    assert [names[code.get("targetGUID")] for code in quote.iter(f"{space}CodeRef")] == ["quote", "direct"]
