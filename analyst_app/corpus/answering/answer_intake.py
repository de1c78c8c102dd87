"""Taking answers to a report into a folder: each finds its annotation by its mark, else by its words; or is listed.

Replies go into the section ``replies`` of the answering person's own layer,
remarks of her own become annotations of the tag ``note`` there. Ids are made
of what is said on what by whom, so that the same answers taken in twice add
nothing. Only that a thread was called resolved since is added then.
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from analyst_app.core.annotation import Annotation, Entry, Pairs, pairs, utc_now
from analyst_app.core.excerpts import line_of
from analyst_app.core.layer_ids import nearest_id
from analyst_app.core.refi.own_project import NOT_XML
from analyst_app.core.report_marks import text_mark
from analyst_app.corpus.answering.answer_layers import AnswerLayer, AnswerLayers, proposed_id
from analyst_app.corpus.answering.answerable_articles import Answerable, AnswerableArticles, FoundArticle
from analyst_app.corpus.answering.answered_text import AnsweredText
from analyst_app.corpus.articles import built_in, codebook_data, codebook_file
from analyst_app.errors import AnalystError, LayerTaken
from analyst_app.importers.answers.answer_sheet import AnsweredArticle, AnswerSheet, GivenAnswer, told
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.language.paragraphs import trimmed
from analyst_app.storage.layer import REMARK
from analyst_app.wording import marked, tr

_IDS = uuid.UUID("c4f3a2d6-7a51-5f0e-8b60-6f1f4b9f1d02")
_FIRST_ROUND = 0
"""The round of a reply to an annotation: nobody has decided anything about it."""
_PLACES = ("unplaced answer", "several answer places")
"""Kinds of losses of answers whose article is here."""
_QUOTED = 60
"""Characters of an annotation that are told."""
_ROUNDS = 10
"""Times that layers get other names, for imports of other people's answers took theirs meanwhile."""
_SHOWN = 3
"""Articles that are named where several are meant."""


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
    ids: dict[str, set[str]] = field(default_factory=dict)
    """Ids of the layers of each person that something is added to."""
    there: int = 0
    """Answers that were there already."""
    is_written: bool = True
    """False: it was only looked at what would come of them."""

    def count(self, path: Path, layers: AnswerLayers) -> None:
        """Take note of how much comes in beside an article, and from whom.

        Args:
            path: of the article.
            layers: those that something is added to, among others.
        """
        for one in layers.all():
            if one.added:
                count = sum(not _is_only_resolving(record) for record in one.added)
                self.people += Counter({one.person: count})
                self.articles[path] += count

    def name(self, path: Path, layers: AnswerLayers) -> None:
        """Take note of the layers beside an article that something comes into.

        Args:
            path: of the article.
            layers: those that something is added to, among others.
        """
        for one in layers.all():
            if one.added and (one.is_written or not self.is_written):
                self.ids.setdefault(one.person, set()).add(one.layer_id)
                self.layers.setdefault(path, {})[one.layer_id] = len(one.added)

    def lose_article(self, answered: AnsweredArticle, candidates: list[str]) -> None:
        """List the answers about an article that is not here, or here several times.

        Args:
            answered: it, with the answers.
            candidates: the articles that could be meant.
        """
        where = " | ".join([*candidates[:_SHOWN], *(["…"] if len(candidates) > _SHOWN else [])]) or answered.name
        for said in answered.said:
            words = told(said.who, said.words or said.verdict, where)
            self.losses.add("several articles" if candidates else "absent article", words)

    @property
    def is_found(self) -> bool:
        """True if an article that was answered is here, and it is clear which it is."""
        return bool(self.articles or self.there) or not self.losses.counts.keys().isdisjoint(_PLACES)

    def in_words(self) -> str:
        """The outcome in a sentence: how many, and from whom."""
        if not self.people:
            return tr("Nothing new: all answers were there already.") if self.there else self._why_none()
        who = ", ".join(f"{name} ({count:,})" for name, count in sorted(self.people.items()))
        words = tr("{n} answer taken in, of {who}.|{n} answers taken in, of {who}.", self.people.total(), who=who)
        if not self.is_written:
            to_come = marked("{n} answer to take in, of {who}.|{n} answers to take in, of {who}.")
            words = tr(to_come, self.people.total(), who=who)
        return " ".join([words, *self._ids_in_words()])

    def _ids_in_words(self) -> list[str]:
        """A sentence on each person whose layer's id does not spell her name."""
        return [
            tr("The layer of {name} is {layers}.", name=name, layers=", ".join(sorted(ids)))
            for name, ids in sorted(self.ids.items())
            if name in self.people and ids != {proposed_id(nearest_id(name))}
        ]

    def _why_none(self) -> str:
        none = tr("No answer was taken in.") if self.is_written else tr("No answer can be taken in.")
        kinds = self.losses.counts
        if "several articles" in kinds:
            why = tr("Several articles of the folder have this text: choose the folder of the one that is meant (on "
                     "the command line, --to).")  # fmt: skip
        elif "unmarked answer" in kinds and not self.is_found:
            why = tr("Ask for the document as Word or LibreOffice saved it (.docx).")
        elif "absent article" in kinds and not self.is_found:
            why = tr("Are the articles in another folder? Choose it (on the command line, --to).")
        elif not kinds.keys().isdisjoint(_PLACES):
            why = tr("What the answers are about has no certain place in the articles as they are now; all are listed.")
        else:
            why = ""
        return f"{none} {why}".rstrip()

    def to_data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "answers": self.people.total(),
            "there": self.there,
            "people": dict(sorted(self.people.items())),
            "layers": {str(path): layers for path, layers in self.layers.items()},
            "losses": self.losses.to_data(),
        }


def take_answers(
    sheet: AnswerSheet,
    folder: Path,
    *,
    is_strict: bool = False,
    writes: bool = True,
    opened: Path | None = None,
) -> TakenAnswers:
    """Take answers into the articles of a folder. Blocking.

    Everything is placed before anything is written.

    Args:
        sheet: the answers.
        folder: of the articles.
        is_strict: True: nothing is written if anything cannot be placed.
        writes: False: it is only looked at what would come of it.
        opened: the article that is open in the window; of copies of one article it is the one that is meant.

    Raises:
        SaveFailed: a layer could not be read or written.
        SidecarConflict: a layer was changed meanwhile into something that cannot be merged.
    """
    intake = AnswerIntake(sheet, folder, opened)
    return intake.taken(is_strict=is_strict, writes=writes)


class AnswerIntake:
    """The answers of a file with their places in a folder; nothing is written yet. Blocking.

    Args:
        sheet: the answers.
        folder: of the articles.
        opened: the article that is open in the window.
    """

    def __init__(self, sheet: AnswerSheet, folder: Path, opened: Path | None = None) -> None:
        self._choices = sheet, folder, opened
        self._taken = TakenAnswers(ImportLosses())
        self._taken.losses.take(sheet.losses)
        self._placed = self._place(self._taken)

    def taken(self, *, is_strict: bool = False, writes: bool = True) -> TakenAnswers:
        """Write the answers; the outcome.

        Args:
            is_strict: True: nothing is written if anything cannot be placed.
            writes: False: nothing is, in any case.

        Raises:
            SaveFailed: a layer could not be written.
            SidecarConflict: one was changed meanwhile into something that cannot be merged.
        """
        taken = self._taken
        taken.is_written = writes
        for path, layers in self._placed:
            taken.count(path, layers)
        if writes and not (is_strict and taken.losses.total):
            self._write()
        for path, layers in self._placed:
            taken.name(path, layers)
        return taken

    def _write(self) -> None:
        """Write the layers; where another import has just given one of their names away, those left get other names."""
        placed = self._placed
        for round_left in reversed(range(_ROUNDS)):
            try:
                for _, layers in placed:
                    layers.write()
            except LayerTaken:
                if not round_left:
                    raise
                placed = self._place(TakenAnswers(ImportLosses()))  # what is written already is not new in it
                self._placed = [*self._placed, *placed]
            else:
                return

    def _place(self, taken: TakenAnswers) -> list[tuple[Path, AnswerLayers]]:
        sheet, folder, opened = self._choices
        articles = AnswerableArticles(folder, opened)
        places: dict[Path, _AnsweredPlace] = {}
        for answered in sheet.articles:
            found = articles.found(answered)
            if len(found) != 1:
                named = [one.path.relative_to(folder).as_posix() for one in found]
                taken.lose_article(answered, named)
                continue
            path = found[0].path
            if path not in places:
                places[path] = _AnsweredPlace(found[0], articles.targets(path), folder)
            _Placing(places[path], answered, taken).place_all()
        if not taken.losses.counts.keys().isdisjoint((*_PLACES, "absent article")):
            for name in articles.damaged:
                taken.losses.add("damaged layer", name)
        return [(path, place.layers) for path, place in places.items()]


def _is_only_resolving(record: Annotation | Entry) -> bool:
    """True of a reply that says nothing but that the thread is resolved."""
    body = dict(record.body) if isinstance(record, Entry) else {}
    return body.get("resolved") is True and body.get("answer") == "comment" and "comment" not in body


class _AnsweredPlace:
    """An article with what can be answered in it, and the layers that answers go to."""

    def __init__(self, found: FoundArticle, targets: dict[str, Answerable], folder: Path) -> None:
        self.path, self.document = found
        self.targets = targets
        self.layers = AnswerLayers(self.path, self.document, _codebook_of(self.path, folder))

    @cached_property
    def by_words(self) -> dict[str, list[Answerable]]:
        """The annotations that can be answered, by their words."""
        found: dict[str, list[Answerable]] = {}
        for one in self.targets.values():
            found.setdefault(_words_alone(one.words), []).append(one)
        return found

    @cached_property
    def text(self) -> AnsweredText:
        """The article's text, to be answered in a file that has none."""
        return AnsweredText(self.document.text, None)


class _Placing:
    """The answers about one article on their way to their places."""

    def __init__(self, place: _AnsweredPlace, answered: AnsweredArticle, taken: TakenAnswers) -> None:
        self._known, self._document, self._targets = place, place.document, place.targets
        self._name, self._answered, self._taken = place.path.name, answered, taken
        self.layers = place.layers
        self._text = place.text if answered.text is None else AnsweredText(place.document.text, answered.text)
        self._made: dict[int, Answerable] = {}
        """The remarks that got a place, by their number."""
        self._answered_too = {said.to for said in answered.said}
        """Numbers of the remarks that somebody answers."""
        self._alike: Counter[str] = Counter()

    def place_all(self) -> None:
        """Place each answer, and name what of the text was changed."""
        if self._answered.text is not None and self._answered.text_mark == text_mark(self._document.sha256):
            edited = self._answered.edited
            text = self._text if edited is None else AnsweredText(self._document.text, edited)
            for words in text.changes():
                self._taken.losses.add("changed text", f"{self._name}: {words}")
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
        """The one annotation on the very words of an answer whose own is gone, or has another name here.

        Of several in one layer it is the one at the place of these words.
        """
        words = _words_alone(said.exact)
        alike = self._known.by_words.get(words, []) if words else []
        if said.layer:
            alike = [one for one in alike if one.layer == said.layer]
        if len(alike) > 1 and len({one.layer for one in alike}) == 1:
            place = self._text.place(said).span
            alike = [one for one in alike if place is not None and one.start == place.start]
        return alike[0] if len(alike) == 1 else None

    def _reply(self, target: Answerable, said: GivenAnswer) -> None:
        own = self.layers.of(said.who)
        made = self._id("reply", own, said, target.layer, target.annotation_id)
        body = self._body(own, target, said.verdict)
        body |= {"comment": said.words} if said.words else {}
        body |= {"resolved": True, "turn": 1} if said.is_resolved else {}
        when = said.when or utc_now()
        if target.is_waiting:
            self._lose("waiting answer", said)
        elif said.exact and _words_alone(said.exact) != _words_alone(target.words):
            now, then = line_of(target.words, _QUOTED), line_of(said.exact, _QUOTED)
            what = told(said.who, said.words or said.verdict, self._name)
            self._taken.losses.add(
                "other words now", tr("{what}, on “{then}”, now “{now}”", what=what, then=then, now=now)
            )
        is_new = self._add(own, Entry(made, "replies", pairs(body), when, when))
        if said.is_resolved and not is_new and not own.is_resolved(made):
            self._resolve(own, target, said)

    def _remark(self, number: int, said: GivenAnswer) -> None:
        found = self._text.place(said)
        span = trimmed(self._document.text, found.span) if found.span is not None else None
        if span is None or not span.start < span.end:
            self._lose("several answer places" if found.is_ambiguous else "unplaced answer", said)
            return
        own = self.layers.of(said.who)
        if (answered := self._answered_before(own, said)) is not None:
            self._made[number] = answered
            self._taken.there += 1
            return
        made = self._id("remark", own, said, f"{span.start}-{span.end}")
        when = said.when or utc_now()
        self._add(own, Annotation(made, REMARK, *span, (), said.words, when, when))
        self._made[number] = Answerable(own.layer_id, made, said.exact)
        if said.is_resolved and number not in self._answered_too:
            self._resolve(own, self._made[number], said)

    def _answered_before(self, own: AnswerLayer, said: GivenAnswer) -> Answerable | None:
        """The annotation that she answered in these words before another program saved the document.

        Several stand on the same words then, and nothing tells any more which of them a comment answers.
        """
        alike = {(one.layer, one.annotation_id): one for one in self._known.by_words.get(_words_alone(said.exact), ())}
        before = own.reply_to(alike, said.words) if len(alike) > 1 else None
        return alike[before] if before is not None else None

    def _resolve(self, own: AnswerLayer, target: Answerable, said: GivenAnswer) -> None:
        """Keep that a thread was called resolved, where no word of hers that is new says so."""
        made = self._id("resolved", own, said, target.layer, target.annotation_id)
        body = self._body(own, target, "comment") | {"resolved": True, "turn": 1}
        own.add(Entry(made, "replies", pairs(body), (when := said.when or utc_now()), when))

    @staticmethod
    def _body(own: AnswerLayer, target: Answerable, answer: str) -> dict[str, Any]:
        number = len(own.layer.entries) + len(own.added) + 1
        return {"to": target.annotation_id, "of": target.layer, "round": _FIRST_ROUND, "answer": answer,
                "number": number}  # fmt: skip

    def _add(self, own: AnswerLayer, record: Annotation | Entry) -> bool:
        """Put a record into her layer; False: it is there already, or was deleted there."""
        is_new = own.add(record)
        if not is_new:
            self._taken.there += 1
        elif isinstance(record, Annotation):
            self._taken.losses.add("own remark", told(own.person, record.note, self._name))
        return is_new

    def _id(self, kind: str, own: AnswerLayer, said: GivenAnswer, *place: str) -> str:
        """An id made of what is said on what by whom; the second of two alike has another one than the first."""
        key = "\n".join((kind, own.layer_id, *place, said.verdict, " ".join(said.words.split())))
        self._alike[key] += 1
        return str(uuid.uuid5(_IDS, f"{key}\n{self._alike[key]}".encode("utf-8", "replace").decode()))

    def _lose(self, kind: str, said: GivenAnswer) -> None:
        self._taken.losses.add(kind, told(said.who, said.words or said.verdict, self._name))


def _words_alone(words: str) -> str:
    """Words as they are compared: a document has other white space, and no signs that XML cannot have."""
    return " ".join(NOT_XML.sub("\ufffd", words).split())


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
