"""The comments of a Word report: one an annotation, by its annotator, with tag, values, links and note.

Beside ``comments.xml`` stand the parts by which Word joins replies to what
they answer: ``commentsExtended.xml`` and ``commentsIds.xml`` ([MS-DOCX] 2.5.4
and 2.7), and the people who wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import line_of
from analyst_app.core.refi.own_project import xml_words
from analyst_app.core.report_marks import annotation_mark, bookmark_of_annotation
from analyst_app.core.roles import role_name, value_name
from analyst_app.core.tag import Tag
from analyst_app.export.report.docx_words import HEAD, SPACES, jump, paragraph, run
from analyst_app.export.rows import ExportArticle, RelationRow, SpanRow
from analyst_app.wording import tr

_FIRST_PARAGRAPH = 0x10000000
"""Ids of paragraphs are eight hexadecimal digits below 80000000 ([MS-DOCX] 2.6.2.3)."""
_MOST_PARAGRAPHS = 4
"""Ids kept for the paragraphs of a comment: head, links and note."""
_TARGET = 60
"""Characters shown of an annotation that a link leads to."""


class CommentLine(NamedTuple):
    """A paragraph of a comment."""

    words: str
    runs: str
    """The same as XML."""


class Comment(NamedTuple):
    """An annotation as a comment."""

    number: int
    """From 1, in reading order over the whole document."""
    author: str
    lines: tuple[CommentLine, ...]

    @property
    def words(self) -> str:
        """All that it says."""
        return "\n".join([line.words for line in self.lines])


class Linked(NamedTuple):
    """A link of an annotation, as its comment tells it."""

    relation: RelationRow
    tail: SpanRow


def links_of(article: ExportArticle) -> dict[tuple[str, str], list[Linked]]:
    """The links of an article that have both ends, by annotator and id of what they come from.

    Args:
        article: the article as flat rows.
    """
    by_id = {(row.annotator, row.id): row for row in (*article.spans, *article.zones)}
    found: dict[tuple[str, str], list[Linked]] = {}
    for relation in article.relations:
        tail = by_id.get((relation.annotator, relation.tail))
        if tail is not None and (relation.annotator, relation.head) in by_id:
            found.setdefault((relation.annotator, relation.head), []).append(Linked(relation, tail))
    return found


def comment_of(
    row: SpanRow, number: int, links: Iterable[Linked], codebook: Codebook, bookmarks: Mapping[tuple[str, str], str]
) -> Comment:
    """The comment on an annotation.

    Args:
        row: the annotation.
        number: of the comment, from 1.
        links: those that come from it.
        codebook: has the names of tags, attributes and roles.
        bookmarks: of the annotations, by annotator and id, as far as they are known; a link leads there.
    """
    tag = codebook.tag(row.label)
    head = tr("{number} · {tag}", number=number, tag=tag.name if tag is not None else row.label)
    values = "; ".join(_value(tag, name, value) for name, value in row.attributes.items())
    lines = [_line(head, f" · {values}" if values else "")]
    told = [_link(tag, link, bookmarks.get((link.tail.annotator, link.tail.id), "")) for link in links]
    if told:
        between = run("\n")
        lines.append(CommentLine("\n".join([one.words for one in told]), between.join([one.runs for one in told])))
    if row.note.strip():
        lines.append(CommentLine(row.note, run(row.note)))
    return Comment(number, row.annotator, tuple(lines))


def _link(tag: Tag | None, link: Linked, bookmark: str) -> CommentLine:
    said = tr("{role}:", role=role_name(tag, link.relation.type))
    words = line_of(link.tail.text, _TARGET)
    return CommentLine(f"{said} {words}", run(f"{said} ") + (jump(words, bookmark) if bookmark else run(words)))


def bookmark_of(row: SpanRow, comment: Comment) -> str:
    """The bookmark on an annotation's words.

    Args:
        row: the annotation.
        comment: what is said on it.
    """
    return bookmark_of_annotation(annotation_mark(row.annotator, row.id), xml_words(comment.words))


def _line(head: str, rest: str) -> CommentLine:
    return CommentLine(head + rest, run(head, extra="<w:b/>") + run(rest))


def _value(tag: Tag | None, name: str, value: Any) -> str:
    attribute = tag.attribute(name) if tag is not None else None
    said = value_name(attribute, value)
    return tr("{name}: {value}", name=attribute.name if attribute is not None else name, value=said)


def comments_part(comments: Iterable[Comment], day: str) -> str:
    """The part ``comments.xml``.

    Args:
        comments: all of them.
        day: that they have, ISO 8601.
    """
    made = [HEAD, f"<w:comments {SPACES}>"]
    for one in comments:
        author, initials = quoteattr(xml_words(one.author)), quoteattr(xml_words(one.author[:2]))
        made.append(
            f'<w:comment w:id="{one.number - 1}" w:author={author} w:initials={initials} w:date="{day}T00:00:00Z">'
        )
        made += [
            paragraph(_mark(nth) + line.runs, "CommentText", words=line.words, para_id=_para_id(one, nth))
            for nth, line in enumerate(one.lines)
        ]
        made.append("</w:comment>")
    made.append("</w:comments>")
    return "".join(made)


def extended_part(comments: Iterable[Comment]) -> str:
    """The part ``commentsExtended.xml``: no comment answers another one yet, and none is done."""
    ids = (_para_id(one, len(one.lines) - 1) for one in comments)
    inside = "".join(f'<w15:commentEx w15:paraId="{one}" w15:done="0"/>' for one in ids)
    return f"{HEAD}<w15:commentsEx {SPACES}>{inside}</w15:commentsEx>"


def ids_part(comments: Iterable[Comment]) -> str:
    """The part ``commentsIds.xml``: an id of each comment that stays when it is renumbered."""
    inside = "".join(
        f'<w16cid:commentId w16cid:paraId="{_para_id(one, len(one.lines) - 1)}" w16cid:durableId="{one.number:08X}"/>'
        for one in comments
    )
    return f"{HEAD}<w16cid:commentsIds {SPACES}>{inside}</w16cid:commentsIds>"


def people_part(authors: Iterable[str]) -> str:
    """The part ``people.xml``: who wrote comments, without an account anywhere."""
    inside = "".join(f"<w15:person w15:author={quoteattr(xml_words(one))}/>" for one in authors)
    return f"{HEAD}<w15:people {SPACES}>{inside}</w15:people>"


def _mark(nth: int) -> str:
    """The sign of a comment at its first paragraph."""
    return "" if nth else '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


def _para_id(comment: Comment, nth: int) -> str:
    return f"{_FIRST_PARAGRAPH + comment.number * _MOST_PARAGRAPHS + nth:08X}"
