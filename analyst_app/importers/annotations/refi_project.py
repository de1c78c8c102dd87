"""Reads REFI-QDA projects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.documents.zipped_xml import ZippedXml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_QDA = "{urn:QDA-XML:project:1.0}"


def read_qdpx(path: Path, data: bytes) -> list[AnnotatedArticle]:
    """The text sources of a REFI-QDA project, a layer for each user.

    Args:
        path: the file.
        data: the file's bytes.
    """
    archive = ZippedXml(data, path.name)
    return _Project(archive, archive.xml("project.qde"), path.name).articles()


class _Project:
    """A project's codes, users, notes and sources."""

    def __init__(self, archive: ZippedXml, root: Element, name: str) -> None:
        self.archive, self.root, self.name = archive, root, name
        self.users = {one.get("guid"): one.get("name") or "imported" for one in root.iter(f"{_QDA}User")}
        self._linked = 0
        """Links with both ends in one user's reading of one source."""
        self.codes: dict[str | None, tuple[str, ...]] = {}
        for top in root.findall(f"{_QDA}CodeBook/{_QDA}Codes/{_QDA}Code"):
            self._codes(top, ())
        self.notes = {one.get("guid"): one.findtext(f"{_QDA}PlainTextContent", "") for one in root.iter(f"{_QDA}Note")}

    def articles(self) -> list[AnnotatedArticle]:
        """One for each text source; the first is told what the others of the project lost."""
        links = [
            ForeignLink(one.get("name") or "link", one.get("originGUID", ""), one.get("targetGUID", ""))
            for one in self.root.iter(f"{_QDA}Link")
        ]
        made = [self._article(source, links) for source in self.root.iter(f"{_QDA}TextSource")]
        lost = len(links) - self._linked
        if lost > 0 and made:
            made[0].notes.append(f"Left out: {counted(lost, 'link')} whose ends are not both one user's in one source.")
        kinds = [one.tag.removeprefix(_QDA) for sources in self.root.iter(f"{_QDA}Sources") for one in sources]
        others = [kind for kind in kinds if kind != "TextSource"]
        if others:
            words = f"{counted(len(others), 'source')} without plain text ({', '.join(sorted(set(others)))})"
            if not made:
                raise ImportFailed(f"{self.name} holds only {words}. Export their texts where it comes from.")
            made[0].notes.append(f"Left out: {words}.")
        return made

    def _article(self, source: Element, links: list[ForeignLink]) -> AnnotatedArticle:
        layers: dict[str, ForeignLayer] = {}
        owner: dict[str, str] = {}
        lost = len(source.findall(f"{_QDA}Coding"))
        for selection in source.iter(f"{_QDA}PlainTextSelection"):
            found = self._spans(selection)
            lost += not found
            for span, user in found:
                layers.setdefault(user, ForeignLayer(user)).spans.append(span)
                owner.setdefault(span.key, user)
        for link in links:
            user = owner.get(link.from_key, "")
            if user and owner.get(link.to_key) == user:
                layers[user].links.append(link)
                self._linked += 1
        name = (source.get("name") or source.get("guid") or "source").removesuffix(".txt")
        article = annotated(name, self._text(source), list(layers.values()))
        if lost:
            article.notes.append(f"Left out: {counted(lost, 'selection')} without a code, or of the whole source.")
        return article

    def _spans(self, selection: Element) -> list[tuple[ForeignSpan, str]]:
        start, end = int(selection.get("startPosition", 0)), int(selection.get("endPosition", 0))
        remarks = [self.notes.get(one.get("targetGUID"), "") for one in selection.findall(f"{_QDA}NoteRef")]
        made: dict[tuple[str, str], dict[str, object]] = {}
        for coding in selection.findall(f"{_QDA}Coding"):
            ref = coding.find(f"{_QDA}CodeRef")
            path = self.codes.get(ref.get("targetGUID") if ref is not None else None, ())
            user = self.users.get(coding.get("creatingUser") or selection.get("creatingUser"), "imported")
            if path:
                held = made.setdefault((path[0], user), {})
                if len(path) > 1:
                    held[path[1]] = path[2] if len(path) > 2 else True
        guid = selection.get("guid", "")
        return [
            (
                ForeignSpan(
                    guid if not n else f"{guid}/{n}", label, start, end, None, tuple(held.items()), "\n".join(remarks)
                ),
                user,
            )
            for n, ((label, user), held) in enumerate(made.items())
        ]

    def _codes(self, code: Element, above: tuple[str, ...]) -> None:
        path = (*above, code.get("name") or "code")
        self.codes[code.get("guid")] = path
        for child in code.findall(f"{_QDA}Code"):
            self._codes(child, path)

    def _text(self, source: Element) -> str:
        inline = source.findtext(f"{_QDA}PlainTextContent")
        if inline is not None:
            return inline
        place = (source.get("plainTextPath") or "").removeprefix("internal://")
        for member in (f"sources/{place}", f"Sources/{place}", place):
            if member in self.archive:
                return self.archive.read_member(member).decode("utf-8-sig")
        raise ImportFailed(
            f"{self.name}: the text of {source.get('name')} is missing in it. "
            "Export the project anew, with its sources."
        )
