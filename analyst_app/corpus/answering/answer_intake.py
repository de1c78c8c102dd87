"""Taking answers to a report into a folder: each finds its annotation by its mark, else by its words; or is listed.

Replies go into the section ``replies`` of the answering person's own layer,
remarks of her own become annotations of the tag ``note`` there. Ids are made
of what is said on what by whom, so that the same answers taken in twice add
nothing.
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Pairs, pairs, utc_now
from analyst_app.core.document import Document
from analyst_app.core.report_marks import annotation_mark, text_mark
from analyst_app.corpus.answering.answer_layers import AnswerLayer, AnswerLayers
from analyst_app.corpus.answering.answered_text import AnsweredText
from analyst_app.corpus.articles import articles_in, built_in, codebook_data, codebook_file
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.errors import AnalystError
from analyst_app.importers.answers.answer_sheet import AnsweredArticle, AnswerSheet, GivenAnswer, told
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.session.article_text import read_article
from analyst_app.storage.layers_beside import layers_of
from analyst_app.wording import tr

NOTE = "note"
"""The tag of a remark; the same that other imports give to what has no tag."""
_IDS = uuid.UUID("c4f3a2d6-7a51-5f0e-8b60-6f1f4b9f1d02")
_FIRST_ROUND = 0
"""The round of a reply to an annotation: nobody has decided anything about it."""


class Answerable(NamedTuple):
    """An annotation that can be answered."""

    layer: str
    annotation_id: str
    words: str


@dataclass
class TakenAnswers:
    """The outcome of taking answers into a folder."""

    losses: ImportLosses
    people: Counter[str] = field(default_factory=Counter)
    """Answers that are new here, by person."""
    articles: Counter[Path] = field(default_factory=Counter)
    """The same by article."""
    layers: dict[Path, dict[str, int]] = field(default_factory=dict)
    """Records added to each layer, by article and id."""
    there: int = 0
    """Answers that were there already."""

    def in_words(self) -> str:
        """The outcome in a sentence: how many, and from whom."""
        if not self.people:
            return tr("Nothing new: all answers were there already.") if self.there else self._why_none()
        who = ", ".join(f"{name} ({count:,})" for name, count in sorted(self.people.items()))
        return tr("{n} answer taken in, of {who}.|{n} answers taken in, of {who}.", self.people.total(), who=who)

    def _why_none(self) -> str:
        if "unplaced answer" not in self.losses.counts:
            return tr("No answer was taken in.")
        return tr("No answer was taken in. Are the articles in another folder? Choose it (on the command line, --to).")

    def to_data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "answers": self.people.total(),
            "there": self.there,
            "people": dict(sorted(self.people.items())),
            "layers": {str(path): layers for path, layers in self.layers.items()},
            "losses": self.losses.to_data(),
        }


class _Articles:
    """The articles of a folder, looked for by the mark of their text, their path, or the annotations in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all = list(articles_in(folder)) if folder.is_dir() else []
        self._unread = list(self._all)
        self._by_text: dict[str, Path] = {}
        self._documents: dict[Path, Document] = {}

    def found(self, answered: AnsweredArticle) -> tuple[Path, Document] | None:
        """The article that was answered; None: it is not here."""
        named = self._named(answered.name)
        if named is not None and (document := self._read(named)) is not None:
            return named, document
        while answered.text_mark and answered.text_mark not in self._by_text and self._unread:
            self._read(self._unread.pop(0))
        path = self._by_text.get(answered.text_mark)
        if path is None:
            marks = {said.about for said in answered.said if said.about}
            candidates = sorted(self._documents) if marks else []
            path = next((one for one in candidates if marks & targets_of(one, self._documents[one]).keys()), None)
        return (path, self._documents[path]) if path is not None else None

    def _named(self, name: str) -> Path | None:
        """The article of a path in the corpus; a path that leads anywhere else is that of none."""
        parts = tuple(name.split("/"))
        return next((one for one in self._all if one.relative_to(self._folder).parts == parts), None)

    def _read(self, path: Path) -> Document | None:
        if path not in self._documents:
            try:
                self._documents[path] = read_article(path)
            except (AnalystError, OSError):
                return None  # opening or checking that article names it
            self._by_text.setdefault(text_mark(self._documents[path].sha256), path)
        return self._documents[path]


def targets_of(article: Path, document: Document) -> dict[str, Answerable]:
    """The annotations of all layers beside an article, by their marks. Blocking.

    Args:
        article: path of its file.
        document: its text.
    """
    found: dict[str, Answerable] = {}
    for info in layers_of(article):
        try:
            layer = layer_beside(article, info.layer_id, document)
        except AnalystError:
            continue  # opening the article names it; the others are answered all the same
        for one in layer.annotations:
            mark = annotation_mark(info.layer_id, one.id)
            found[mark] = Answerable(info.layer_id, one.id, document.text[one.start : one.end])
    return found


def take_answers(sheet: AnswerSheet, folder: Path, *, is_strict: bool = False, writes: bool = True) -> TakenAnswers:
    """Take answers into the articles of a folder. Blocking.

    Everything is placed before anything is written.

    Args:
        sheet: the answers.
        folder: of the articles.
        is_strict: True: nothing is written if anything cannot be placed.
        writes: False: it is only looked at what would come of it.

    Raises:
        SaveFailed: a layer could not be read or written.
        SidecarConflict: a layer was changed meanwhile into something that cannot be merged.
    """
    taken = TakenAnswers(ImportLosses())
    taken.losses.take(sheet.losses)
    articles, written = _Articles(folder), []
    for answered in sheet.articles:
        found = articles.found(answered)
        if found is None:
            for said in answered.said:
                taken.losses.add("unplaced answer", told(said.who, said.words, answered.name))
            continue
        placing = _Placing(*found, answered, taken, folder)
        placing.place_all()
        written.append((found[0], placing.layers))
    for path, layers in written:
        for one in layers.all():
            if one.added:
                taken.people[one.person] += len(one.added)
                taken.articles[path] += len(one.added)
                taken.layers.setdefault(path, {})[one.layer_id] = len(one.added)
    if writes and not (is_strict and taken.losses.total):
        for _, layers in written:
            layers.write()
    return taken


class _Placing:
    """The answers about one article on their way to their places."""

    def __init__(
        self, path: Path, document: Document, answered: AnsweredArticle, taken: TakenAnswers, folder: Path
    ) -> None:
        self._name, self._document, self._answered, self._taken = path.name, document, answered, taken
        self.layers = AnswerLayers(path, document, _codebook_of(path, folder))
        self._targets = targets_of(path, document)
        self._text = AnsweredText(document.text, answered.text)
        self._made: dict[int, Answerable] = {}
        """The remarks that got a place, by their number."""
        self._alike: Counter[str] = Counter()

    def place_all(self) -> None:
        """Place each answer, and name what of the text was changed."""
        if self._answered.text is not None and self._answered.text_mark == text_mark(self._document.sha256):
            for line in self._text.changes():
                self._taken.losses.add("changed text", told(self._name, line))
        for number, said in enumerate(self._answered.said):
            self._place(number, said)

    def _place(self, number: int, said: GivenAnswer) -> None:
        if said.to >= 0:
            target = self._made.get(said.to)
        elif said.about:
            target = self._targets.get(said.about) or self._by_words(said)
        else:
            self._remark(number, said)
            return
        if target is None:
            self._lose("unplaced answer", said)
            return
        self._reply(target, said)

    def _by_words(self, said: GivenAnswer) -> Answerable | None:
        """The one annotation on the very words of an answer whose own is gone, or has another name here."""
        words = " ".join(said.exact.split())
        alike = [one for one in self._targets.values() if words and " ".join(one.words.split()) == words]
        if said.layer:
            alike = [one for one in alike if one.layer == said.layer]
        return alike[0] if len(alike) == 1 else None

    def _reply(self, target: Answerable, said: GivenAnswer) -> None:
        own = self.layers.of(said.who)
        made = self._id("reply", own, said, target.layer, target.annotation_id)
        body = {"to": target.annotation_id, "of": target.layer, "round": _FIRST_ROUND, "answer": said.verdict,
                "number": len(own.added) + 1}  # fmt: skip
        body |= {"comment": said.words} if said.words else {}
        body |= {"resolved": True, "turn": 1} if said.is_resolved else {}
        when = said.when or utc_now()
        self._add(own, Entry(made, "replies", pairs(body), when, when))

    def _remark(self, number: int, said: GivenAnswer) -> None:
        found = self._text.place(said)
        if found.span is None:
            self._lose("several places" if found.is_ambiguous else "unplaced answer", said)
            return
        own = self.layers.of(said.who)
        made = self._id("remark", own, said, f"{found.span.start}-{found.span.end}")
        when = said.when or utc_now()
        self._add(own, Annotation(made, NOTE, *found.span, (), said.words, when, when))
        self._made[number] = Answerable(own.layer_id, made, said.exact)

    def _add(self, own: AnswerLayer, record: Annotation | Entry) -> None:
        if not own.add(record):
            self._taken.there += 1
        elif isinstance(record, Annotation):
            self._taken.losses.add("own remark", told(own.person, record.note, self._name))

    def _id(self, kind: str, own: AnswerLayer, said: GivenAnswer, *place: str) -> str:
        """An id made of what is said on what by whom; the second of two alike has another one than the first."""
        key = "\n".join((kind, own.layer_id, *place, said.verdict, " ".join(said.words.split())))
        self._alike[key] += 1
        return str(uuid.uuid5(_IDS, f"{key}\n{self._alike[key]}".encode("utf-8", "replace").decode()))

    def _lose(self, kind: str, said: GivenAnswer) -> None:
        self._taken.losses.add(kind, told(said.who, said.words, self._name))


def _codebook_of(article: Path, folder: Path) -> Pairs:
    """Id and version of the codebook that applies to an article; of a damaged one the app's own."""
    path = codebook_file(article, folder)
    try:
        data = codebook_data(path)[0] if path is not None else None
    except AnalystError:
        data = None
    own = built_in()
    said = data if isinstance(data, dict) else {"id": own.id, "version": own.version}
    return pairs({"id": str(said.get("id", own.id)), "version": said.get("version", own.version)})
