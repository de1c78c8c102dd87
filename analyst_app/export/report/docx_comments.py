"""The comments of a Word report: one an annotation, by its annotator, with tag, values, links, remarks and note.

Beside ``comments.xml`` stand the parts by which Word joins replies to what
they answer: ``commentsExtended.xml`` and ``commentsIds.xml`` ([MS-DOCX] 2.5.4
and 2.7), and the people who wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from analyst_app.core.excerpts import is_rightward
from analyst_app.core.report_marks import annotation_mark, bookmark_of_annotation
from analyst_app.export.report.docx_words import BOLD, HEAD, SPACES, jump, one_line, paragraph, run, shown
from analyst_app.export.report.printed_reading import PrintedLink, PrintedMark
from analyst_app.wording import tr

_FIRST_PARAGRAPH = 0x10000000
"""Ids of paragraphs are eight hexadecimal digits below 80000000 ([MS-DOCX] 2.6.2.3)."""
_MOST_PARAGRAPHS = 4
"""Ids kept for the paragraphs of a comment: head, links, further remarks and note."""
_LONGEST_AUTHOR, _LONGEST_INITIALS = 255, 9
"""Characters that Word takes ([MS-OI29500] 2.1.304)."""


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


def comment_of(mark: PrintedMark, number: int, tag: str, bookmarks: Mapping[int, str]) -> Comment:
    """The comment on an annotation.

    Args:
        mark: the annotation in words for people.
        number: of the comment, from 1.
        tag: name of its tag.
        bookmarks: of the article's annotations, by number, as far as they are known; a link leads there.
    """
    values = "; ".join([tr("{name}: {value}", name=name, value=value) for name, value in mark.values])
    lines = [_head(tr("{number} · {tag}", number=number, tag=one_line(tag)), f" · {values}" if values else "")]
    if mark.links:
        told = [_link(link, bookmarks.get(link.number, "")) for link in mark.links]
        between = run("\n")
        lines.append(CommentLine("\n".join([one.words for one in told]), between.join([one.runs for one in told])))
    lines += [_line(words) for words in ("\n".join(mark.said), mark.row.note) if words.strip()]
    return Comment(number, mark.row.annotator, tuple(lines))


def _head(bold: str, rest: str) -> CommentLine:
    bold, rest = shown(bold), shown(rest)
    is_leftward = not is_rightward(bold)
    runs = run(bold, extra=BOLD, is_leftward=is_leftward) + run(rest, is_leftward=is_leftward)
    return CommentLine(bold + rest, runs)


def _link(link: PrintedLink, bookmark: str) -> CommentLine:
    said, words = shown(tr("{role}:", role=one_line(link.name))), one_line(link.words)
    led = jump(words, bookmark) if bookmark else run(words)
    return CommentLine(f"{said} {words}", run(f"{said} ", is_leftward=not is_rightward(said)) + led)


def _line(words: str) -> CommentLine:
    said = shown(words)
    return CommentLine(said, run(said, is_leftward=not is_rightward(said)))


def bookmark_of(mark: PrintedMark, comment: Comment) -> str:
    """The bookmark on an annotation's words.

    Args:
        mark: the annotation.
        comment: what is said on it.
    """
    return bookmark_of_annotation(annotation_mark(mark.row.annotator, mark.row.id), comment.words)


def comments_part(comments: Iterable[Comment], day: str) -> str:
    """The part ``comments.xml``.

    Args:
        comments: all of them.
        day: that they have, ISO 8601.
    """
    made = [HEAD, f"<w:comments {SPACES}>"]
    for one in comments:
        author, initials = quoteattr(_author(one.author)), quoteattr(shown(one.author[:2])[:_LONGEST_INITIALS])
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
    inside = "".join(f"<w15:person w15:author={quoteattr(_author(one))}/>" for one in authors)
    return f"{HEAD}<w15:people {SPACES}>{inside}</w15:people>"


def _author(name: str) -> str:
    return one_line(name)[:_LONGEST_AUTHOR]


def _mark(nth: int) -> str:
    """The sign of a comment at its first paragraph."""
    return "" if nth else '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


def _para_id(comment: Comment, nth: int) -> str:
    return f"{_FIRST_PARAGRAPH + comment.number * _MOST_PARAGRAPHS + nth:08X}"
