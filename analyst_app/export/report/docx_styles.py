"""The styles of a Word report: a reader may change the look of a tag everywhere by changing its style."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from analyst_app.core.codebook import Codebook
from analyst_app.core.looks.colour import AA_TEXT, Colour, legible, tinted
from analyst_app.core.refi.own_project import xml_words
from analyst_app.export.report.docx_text import Shade
from analyst_app.export.report.docx_words import HEAD, SPACES

_PAPER, _TEXT = Colour(255, 255, 255), Colour(31, 34, 38)
_SHARE, _LEAST = 0.24, 7.0
"""Share of a tag's colour over the paper, lowered until the text has this contrast on it."""
_UNKNOWN = "#6b7280"
"""Colour of a label that the codebook does not know."""
_INK, _MUTED, _ACCENT, _HAIRLINE = "1F2226", "625F59", "0B6473", "C9C4BA"
_FACES = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>'
_PLAIN_FACES = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'


def shades_of(labels: tuple[str, ...], codebook: Codebook) -> dict[str, Shade]:
    """The look of each label.

    Args:
        labels: that occur, in the order of the codebook.
        codebook: has their colours.
    """
    return {label: Shade(f"Tag{number}", _ink(label, codebook)) for number, label in enumerate(labels, 1)}


def _ink(label: str, codebook: Codebook) -> str:
    return _hex(legible(_colour(label, codebook), _PAPER, _tint(label, codebook), least=AA_TEXT))


def _tint(label: str, codebook: Codebook) -> Colour:
    return tinted(_PAPER, _colour(label, codebook), _SHARE, text=_TEXT, least=_LEAST)


def _colour(label: str, codebook: Codebook) -> Colour:
    tag = codebook.tag(label)
    return Colour.of(tag.colour if tag is not None else _UNKNOWN)


def _hex(colour: Colour) -> str:
    return colour.code[1:].upper()


def _tag_style(label: str, shade: Shade, codebook: Codebook) -> str:
    """The style of a tag's words: tinted; a cue is underlined only, and what is skipped is grey."""
    tag = codebook.tag(label)
    name = xml_words(tag.name if tag is not None else label)
    if label in codebook.ids_counted_as("skip"):
        look = f'<w:color w:val="{_MUTED}"/>'
    elif label in codebook.ids_counted_as("cue"):
        look = f'<w:u w:val="dotted" w:color="{shade.ink}"/>'
    else:
        look = f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(_tint(label, codebook))}"/>'
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{shade.style}">'
        f'<w:name w:val={quoteattr(f"Tag {shade.style[3:]}: {name}")}/><w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _style(
    style_id: str, name: str, paragraph: str, run: str = "", *, based: str = "Normal", following: str = ""
) -> str:
    after = f'<w:next w:val="{following}"/>' if following else ""
    own = ' w:customStyle="1"' if name == style_id else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{after}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, before: int) -> str:
    spacing = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120" w:line="240" w:lineRule="auto"/>'
    )
    run = f'{_FACES}<w:b/><w:bCs/><w:color w:val="{_INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", spacing + outline, run, following="Body")


def article_style(language: str) -> str:
    """Id of the style of an article's paragraphs, by the code of its language; empty: it is not known."""
    return f"Article{''.join(letter for letter in language if letter.isalnum()).title()}"


def _article_style(language: str) -> str:
    name, code = article_style(language), quoteattr(language)
    lang = f"<w:lang w:val={code} w:eastAsia={code} w:bidi={code}/>" if language else '<w:lang w:val="x-none"/>'
    spacing = '<w:spacing w:before="0" w:after="160" w:line="330" w:lineRule="auto"/>'
    return _style(name, name, spacing, f'{_FACES}<w:sz w:val="23"/><w:szCs w:val="25"/>{lang}')


def styles_part(shades: dict[str, Shade], codebook: Codebook, languages: tuple[str, ...]) -> str:
    """The part ``styles.xml``.

    Args:
        shades: the look of each label.
        codebook: has the names of tags.
        languages: codes of the languages of the articles; the empty one among them if one is not known.
    """
    usual = f'{_PLAIN_FACES}<w:color w:val="{_INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    parts = [
        HEAD,
        f"<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{usual}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        _heading(1, 36, 0),
        _heading(2, 24, 320),
        _style("Body", "Body", ""),
        _style("Muted", "Muted", "", f'<w:color w:val="{_MUTED}"/>'),
        _style("Cell", "Cell", '<w:spacing w:before="40" w:after="40"/>'),
        *map(_article_style, languages),
        _style("CommentText", "annotation text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>'),
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{_ACCENT}"/><w:u w:val="single"/></w:rPr></w:style>',
        *(_tag_style(label, shade, codebook) for label, shade in shades.items()),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Facts"><w:name w:val="Facts"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        "</w:tblBorders></w:tblPr></w:style>",
        "</w:styles>",
    ]
    return "".join(parts)
