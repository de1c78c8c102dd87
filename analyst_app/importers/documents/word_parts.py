"""The parts beside the body of a Word document, its hidden styles and the signs of symbol fonts.

Written after ECMA-376 part 1, chapters 17.7 (styles), 17.9 (numbering) and 17.3.3.30 (sym), and part 2 (relations).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.zipped_xml import ZippedXml, beside

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
    "",
)
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
         "ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml")  # fmt: skip
_SYMBOL = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_WINGDINGS = {0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
              0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
              0xFD: "☒", 0xFE: "☑"}  # fmt: skip
_SYMBOLS = dict(zip(range(0x20, 0x7F), _SYMBOL, strict=False)) | dict(
    zip(range(0xA0, 0xF0), _SYMBOL_HIGH, strict=False)
)
UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"


class Relation(NamedTuple):
    """A relation from one part to another."""

    id: str
    kind: str
    """The last word of its type: ``footnotes``, ``officeDocument`` …"""
    member: str


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment."""
    return _name_of(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=4096)
def _name_of(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute in Word's namespace, in either of its forms; "" if it is not there.

    Args:
        element: has the attribute.
        name: without a namespace.
    """
    return next((found for space in _NAMESPACES if (found := element.get(f"{space}{name}")) is not None), "")


def child_of(element: Element | None, *path: str) -> Element | None:
    """The descendant along a path of local names; None if there is none.

    Args:
        element: where the path begins; None gives None.
        path: a local name for each step.
    """
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def is_on(mark: Element | None) -> bool:
    """True for a switch such as ``w:vanish`` that is there and not switched off."""
    return mark is not None and attribute(mark, "val") not in ("0", "false", "off", "none")


def relations(parts: ZippedXml, member: str = "") -> list[Relation]:
    """The relations of a part, of the whole file by default; none where the list of them cannot be read.

    Args:
        parts: the file.
        member: the part that they begin at.
    """
    folder, _, name = member.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if listed not in parts:
        return []
    try:
        found = parts.xml(listed)
    except ImportFailed:
        return []
    return [
        Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], beside(member, one.get("Target", "")))
        for one in found
        if local(one) == "Relationship" and one.get("TargetMode") != "External"
    ]


def main_part(parts: ZippedXml) -> str:
    """The member that holds the document's body.

    Raises:
        ImportFailed: there is none; says what the file is instead.
    """
    named = [one.member for one in relations(parts) if one.kind == "officeDocument"]
    for member in (*named, *_by_content_type(parts), "word/document.xml"):
        if member in parts:
            return member
    raise ImportFailed(
        f"{parts.name} is damaged: its main part, {named[0] if named else 'word/document.xml'}, is missing in it. "
        "Get another copy of it."
    )


def _by_content_type(parts: ZippedXml) -> Iterator[str]:
    if "[Content_Types].xml" in parts:
        try:
            for one in parts.xml("[Content_Types].xml"):
                if one.get("ContentType", "").endswith(_MAIN):
                    yield one.get("PartName", "").lstrip("/")
        except ImportFailed:
            return


class HiddenStyles:
    """The styles that hide their text, themselves or by one that they are based on.

    Args:
        root: of the styles' part; None without one.
    """

    def __init__(self, root: Element | None) -> None:
        self._says: dict[str, bool] = {}
        self._based_on: dict[str, str] = {}
        self._default = ""
        for style in root if root is not None else ():
            name = attribute(style, "styleId")
            mark = child_of(style, "rPr", "vanish")
            if mark is not None:
                self._says[name] = is_on(mark)
            based = child_of(style, "basedOn")
            self._based_on[name] = attribute(based, "val") if based is not None else ""
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default = name

    def hides(self, paragraph: Element | None, run: Element) -> bool:
        """True if a run is hidden by its own properties or by a style.

        Args:
            paragraph: the properties of its paragraph; None without any.
            run: the run.
        """
        properties = child_of(run, "rPr")
        own = child_of(properties, "vanish")
        if own is not None:
            return is_on(own)
        by_run = self._style(child_of(properties, "rStyle"))
        if by_run is not None:
            return by_run
        return bool(self._style(child_of(paragraph, "pStyle"), self._default))

    def _style(self, named: Element | None, default: str = "") -> bool | None:
        name = attribute(named, "val") if named is not None else default
        for _ in range(20):
            if name in self._says:
                return self._says[name]
            name = self._based_on.get(name, "")
        return None


def letter_of(font: str, code: int) -> str:
    """The character that a sign of a symbol font stands for; ``UNKNOWN_SIGN`` if it is not known.

    Args:
        font: name of the font.
        code: of the sign, also in the private area from U+F000 on.
    """
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    name = font.lower()
    if name == "symbol":
        return _SYMBOLS.get(low, UNKNOWN_SIGN)
    if name.startswith("wingdings"):
        return _WINGDINGS.get(low, UNKNOWN_SIGN) if name == "wingdings" else UNKNOWN_SIGN
    if low < 0x20 or 0xE000 <= low <= 0xF8FF or 0xD800 <= low <= 0xDFFF or low > 0x10FFFF:
        return UNKNOWN_SIGN
    return chr(low)
