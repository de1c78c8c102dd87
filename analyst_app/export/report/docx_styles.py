"""The styles of a Word report: a reader may change the look of a tag everywhere by changing its style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from analyst_app.core.codebook import Codebook
from analyst_app.core.looks.colour import AA_TEXT, Colour, legible, tinted
from analyst_app.export.report.docx_text import Shade, TextStyles
from analyst_app.export.report.docx_words import HEAD, MUTED, SPACES, one_line
from analyst_app.wording import tr

_PAPER, _TEXT = Colour(255, 255, 255), Colour(31, 34, 38)
_SHARE, _LEAST = 0.24, 7.0
"""Share of a tag's colour over the paper, lowered until the text has this contrast on it."""
_UNKNOWN, _UNKNOWN_STYLE = "#6b7280", "TagUnknown"
"""Colour of a label that the codebook does not know, and id of its style."""
_LONGEST_NAME = 200
"""Characters of a style's name: Word takes 253."""
_INK, _ACCENT, _HAIRLINE, _NOTICE = "1F2226", "0B6473", "C9C4BA", "F5F3EF"
_NOTE = (
    f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{_NOTICE}"/>'
    f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{_ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{_NOTICE}"/></w:pBdr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{_NOTICE}"/><w:spacing w:after="240"/><w:ind w:left="200"/>'
)
"""The look of the paragraph that says how to answer."""
_FACES = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>'
_PLAIN_FACES = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'


def shades_of(labels: Iterable[str], codebook: Codebook) -> dict[str, Shade]:
    """The look of each label; those that the codebook does not know look alike, however many they are.

    Args:
        labels: that occur, in the order of the codebook.
        codebook: has their colours.
    """
    return {
        label: Shade(f"Tag{number}" if codebook.tag(label) is not None else _UNKNOWN_STYLE, _ink(label, codebook))
        for number, label in enumerate(labels, 1)
    }


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
    # A comma or semicolon would part two names of one style.
    name = re.sub("[,;]", " ", one_line(tag.name)) if tag is not None else tr("not in the codebook")
    number = f" {shade.style[3:]}" if tag is not None else ""
    if label in codebook.ids_counted_as("skip"):
        look = MUTED
    elif label in codebook.ids_counted_as("cue"):
        look = f'<w:u w:val="dotted" w:color="{shade.ink}"/>'
    else:
        look = f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(_tint(label, codebook))}"/>'
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{shade.style}">'
        f'<w:name w:val={quoteattr(f"Tag{number}: {name}"[:_LONGEST_NAME])}/><w:uiPriority w:val="1"/><w:qFormat/>'
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


def text_styles(language: str) -> TextStyles:
    """Ids of the styles of an article's paragraphs.

    Args:
        language: code of its language; empty: it is not known.
    """
    body = f"Article{''.join(letter for letter in language if letter.isalnum()).title()}"
    return TextStyles(f"{body}Headline", body)


def _text_styles(language: str) -> str:
    styles, code = text_styles(language), quoteattr(language)
    lang = f"<w:lang w:val={code} w:eastAsia={code} w:bidi={code}/>" if language else '<w:lang w:val="x-none"/>'
    spacing = '<w:spacing w:before="0" w:after="160" w:line="330" w:lineRule="auto"/>'
    body = _style(styles.body, styles.body, spacing, f'{_FACES}<w:sz w:val="23"/><w:szCs w:val="25"/>{lang}')
    return body + _style(styles.headline, styles.headline, "", lang, based="Heading1", following=styles.body)


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
        _style("Muted", "Muted", '<w:spacing w:before="80"/>', MUTED),
        _style("Kicker", "Kicker", '<w:keepNext/><w:spacing w:after="60"/>', MUTED, following="Body"),
        _style("HowTo", "How to answer", _NOTE, MUTED, following="Body"),
        _style("Cell", "Cell", '<w:spacing w:before="40" w:after="40"/>'),
        _style("CellMuted", "CellMuted", "", MUTED, based="Cell"),
        *map(_text_styles, {text_styles(one): one for one in languages}.values()),
        _style("CommentText", "annotation text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>'),
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{_ACCENT}"/><w:u w:val="single"/></w:rPr></w:style>',
        *dict.fromkeys(_tag_style(label, shade, codebook) for label, shade in shades.items()),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Facts"><w:name w:val="Facts"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
        "</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>",
        "</w:styles>",
    ]
    return "".join(parts)
