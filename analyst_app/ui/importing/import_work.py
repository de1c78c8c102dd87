"""The work of the import dialog that is done off the GUI thread: looking at others' annotations, and writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.corpus.answering.answer_intake import take_answers
from analyst_app.corpus.facts import checked_date
from analyst_app.corpus.intake.annotated_intake import AnnotatedIntake, read_others
from analyst_app.corpus.intake.answer_files import is_answers, listed, read_answers
from analyst_app.corpus.intake.document_intake import TakenIn, stem_of, take_in
from analyst_app.corpus.intake.facts_intake import is_facts_file, take_in_facts
from analyst_app.corpus.intake.files_to_import import files_to_import, is_annotated
from analyst_app.corpus.intake.import_report import ImportReport, said_of, write_report
from analyst_app.corpus.sealing import Seal
from analyst_app.corpus.silent_edits import ChangedPassage, changed_passages
from analyst_app.errors import AnalystError, LayerStays
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.importers.files import ImportChoice, missing_of, read_files
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.session.faults import named_reason, reason, without_options
from analyst_app.ui.importing.import_list import ImportCandidate
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import marked, tr, whole

OUTCOMES = (marked("imported"), marked("was there already"))


class AnswersTarget(NamedTuple):
    """The folder in which answers to a report look for their article, and the article that is open."""

    folder: Path | None = None
    """None: beside the answers' file."""
    opened: Path | None = None
    """The article that is open: of copies it is the one that is meant."""


class WrittenRow(NamedTuple):
    """The outcome of writing a candidate."""

    row: int
    taken: TakenIn | None
    problem: str = ""
    changes: tuple[ChangedPassage, ...] = ()
    words: str = ""
    """For the last column."""
    is_whole: bool = True
    """False if articles of the file were left out, as the words say."""
    is_of_answers: bool = False
    """True if answers to a report were taken in, and no articles."""
    unlisted: str = ""
    """The reason for which the changes of a new version could not be listed; empty: they are."""


def has_annotations(path: Path) -> bool:
    """True if a file holds annotations of another program, facts without texts, or answers to a report. Blocking."""
    return is_answers(path) or is_facts_file(path) or is_annotated(path)


def readings_of(
    choices: Mapping[Path, ImportChoice],
    folder: Path | None,
    is_cancelled: Callable[[], bool],
    answers: AnswersTarget = AnswersTarget(),  # noqa: B008 - a frozen value
) -> Iterator[tuple[Path, list[ImportCandidate]]]:
    """The lines of files, each as soon as it is read; those of others' annotations last. Blocking.

    Args:
        choices: how each file is read.
        folder: where the articles would go; None: nowhere yet.
        is_cancelled: ends it.
        answers: where answers to a report look for their article.
    """
    rules = {path: choice.rules for path, choice in choices.items()}
    annotated = [path for path, rule in rules.items() if (rule["rows"] == "spans" if rule else has_annotations(path))]
    plain = [path for path in choices if path not in annotated]
    own = [path for path in plain if choices[path] != ImportChoice()]
    rest = [path for path in plain if path not in own]
    readings = [read_files([path], choices[path], is_cancelled) for path in own]
    for path, found in chain(read_files(rest, ImportChoice(), is_cancelled) if rest else (), *readings):
        if is_cancelled():
            return
        yield path, _lines_of(path, found)
    for path in annotated:
        if is_cancelled():
            return
        yield path, [candidate_of(path, folder, rules[path], answers)]


def _lines_of(path: Path, found: list[ImportedArticle] | Exception) -> list[ImportCandidate]:
    if isinstance(found, Exception):
        return [ImportCandidate(path, problem=reason(found, path))]
    lacking = [ImportCandidate(path, problem=words)] if (words := missing_of(found)) else []
    losses = ImportLosses()
    for article in found:
        losses.take(article.losses)
    several = len(found) > 1
    return [*(ImportCandidate(path, one, of_several=several, losses=losses) for one in found), *lacking]


def gathered(
    paths: Sequence[Path], target: Path | None, is_cancelled: Callable[[], bool]
) -> tuple[list[Path], list[str]]:
    """The files themselves, and of folders all that can be imported; with a sentence on what stays out. Blocking.

    Args:
        paths: files and folders.
        target: the folder for the articles: texts below it are articles already; None: there is none yet.
        is_cancelled: ends it.
    """
    files: list[Path] = []
    sentences: list[str] = []
    for path in paths:
        moves = target is not None and not path.is_relative_to(target)
        try:
            found = files_to_import(path, [], sentences.append, moves=moves, is_stopped=is_cancelled)
            files += [one.path for one in found]
        except Exception as error:  # a mistake of ours, too, stops no other folder: `reason` logs it
            sentences.append(reason(error, path))
        if is_cancelled():
            return files, [*sentences, tr("The folder was not looked through to its end: it was stopped.")]
    return files, sentences


def said_of_stopped(written: Sequence[WrittenRow], total: int, folder: Path) -> str:
    """As ``said_of_written``, of an import that was stopped before all of it, ``total`` rows, was written."""
    stopped = tr("The import was stopped after {done} of {total}.", done=whole(len(written)), total=whole(total))
    return f"{stopped} {said_of_written(written, folder)}" if written else stopped


def said_of_written(written: Sequence[WrittenRow], folder: Path) -> str:
    """The outcome of an import in a sentence or two; if nothing came in, the first reason."""
    made = [item for item in written if item.taken is not None]
    problems = [item.problem for item in written if item.problem]
    if problems and not made:
        return tr("Nothing was imported: {why}", why=shown_name(problems[0]))
    answers = [item.words for item in made if item.is_of_answers]
    if made and len(answers) == len(made):
        return " ".join(answers)
    outcomes = [*map(tr, OUTCOMES)]
    new = sum(item.taken.is_new for item in made if item.taken is not None)
    words = marked("{n} article imported into {folder}.|{n} articles imported into {folder}.")
    if any(item.words not in outcomes for item in made):
        words = marked("{n} file imported into {folder}.|{n} files imported into {folder}.")
    said = " ".join([tr(words, new, folder=shown_name(folder.name)), *answers])
    if halved := sum(not item.is_whole for item in written):
        said += " " + tr("{n} of them not whole: see its line.|{n} of them not whole: see their lines.", halved)
    return said


def candidate_of(
    path: Path,
    folder: Path | None = None,
    rules: Mapping[str, Any] | None = None,
    answers: AnswersTarget = AnswersTarget(),  # noqa: B008 - a frozen value
) -> ImportCandidate:
    """The line of a file of others' annotations, with the text of its first article; or why there is none. Blocking.

    Args:
        path: the file.
        folder: where its articles would go, to see which of them are there with another text; None: nowhere yet.
        rules: the rule for the columns of a table; None: their names decide.
        answers: where answers to a report look for their article.
    """
    try:
        return _of_answers(path, answers) if is_answers(path) else _candidate(path, folder, rules)
    except Exception as error:  # a mistake of ours, too, is this file's line and stops no other: `reason` logs it
        return ImportCandidate(path, problem=reason(error, path))


def _candidate(path: Path, folder: Path | None, rules: Mapping[str, Any] | None) -> ImportCandidate:
    if is_facts_file(path):
        return _of_facts(path, folder)
    found = read_others(path, rules=rules, folder=folder)
    articles = found.articles
    if not articles and found.codebook is not None:
        words = tr("{name} holds codes and no article. The codebook's editor takes them in.", name=path.name)
        return ImportCandidate(path, problem=words)
    if not articles:
        return ImportCandidate(path, problem=tr("{name} holds no article.", name=path.name))
    layers: Counter[str] = Counter()
    for article in articles:
        for layer, (spans, _) in article.layers.items():
            layers[layer] += len(spans)
    first = articles[0]
    notes = [
        tr(
            "{n} article with annotations of {layers}|{n} articles with annotations of {layers}",
            len(articles),
            layers=said_of(sorted(layers.items())),
        )
    ]
    losses = found.all_losses()
    remarks = [*losses.sentences(), *dict.fromkeys(note for article in articles for note in article.notes)]
    joins = AnnotatedIntake(folder).joins(found) if folder is not None else []
    title = first.facts.get("title", "") or first.name
    title = title if len(articles) == 1 else tr("{title} and {more} more", title=title, more=whole(len(articles) - 1))
    return ImportCandidate(
        path,
        ImportedArticle(first.text, title, notes=(*notes, *remarks, *joins)),
        of_several=len(articles) > 1,
        has_layers=True,
        losses=losses,
        rules=rules,
        can_be_joined=bool(joins),
        codes=found.codes,
    )


def _of_facts(path: Path, folder: Path | None) -> ImportCandidate:
    """The line of a file that has facts for articles of the folder."""
    taken = take_in_facts(path, folder or path.parent, writes=False)
    shown = "\n".join(f"{place.name}: {', '.join(facts)}" for place, facts in taken.articles.items())
    notes = (taken.in_words(), *taken.losses.sentences())
    article = ImportedArticle(shown, tr("Facts of articles"), notes=notes)
    return ImportCandidate(path, article, has_layers=True, losses=taken.losses)


def _of_answers(path: Path, target: AnswersTarget) -> ImportCandidate:
    """The line of a file with answers to a report."""
    sheet = read_answers(path)
    taken = take_answers(sheet, target.folder or path.parent, writes=False, opened=target.opened)
    notes = (taken.in_words(), *taken.losses.sentences())
    article = ImportedArticle(listed(sheet), tr("Answers to a report"), notes=notes)
    return ImportCandidate(path, article, has_layers=True, losses=taken.losses, is_of_answers=True)


@dataclass
class ImportWriting:
    """One press of Import: what it writes, and the report of what was left out. Blocking."""

    folder: Path
    notes: ImportNotes
    seal: Seal | None = None
    reanchors: bool = False
    """True: others' annotations of an article that is there with another text are joined to it."""
    opened: Path | None = None
    """The article that is open: of copies of one article, answers to a report mean this one."""
    is_strict: bool = False
    """True: a file of which something would be lost stays out."""
    report: ImportReport = field(default_factory=ImportReport)
    together: dict[Path | None, set[Path]] = field(default_factory=dict)
    """The articles that came in of each file that holds several."""
    intake: AnnotatedIntake = field(init=False)

    def __post_init__(self) -> None:
        self.intake = AnnotatedIntake(self.folder, reanchors=self.reanchors, entering=self.notes.enter)

    def write_all(
        self,
        jobs: Sequence[tuple[int, ImportCandidate]],
        is_stopped: Callable[[], bool],
        tell: Callable[[int, int], object],
    ) -> list[WrittenRow]:
        """Write one candidate after another; a stop ends it between two, and what is written stays.

        Args:
            jobs: the row and the candidate of each.
            is_stopped: ends it.
            tell: is told before each how many of how many are written.
        """
        written: list[WrittenRow] = []
        for row, candidate in jobs:
            tell(len(written), len(jobs))
            if is_stopped():
                break
            written.append(self.write(row, candidate))
        return written

    def write(self, row: int, candidate: ImportCandidate) -> WrittenRow:
        """Write one article, or a file of others' annotations; of a new version also what the outlet changed.

        Args:
            row: the candidate's, for the outcome.
            candidate: what is to be written.
        """
        article = candidate.article
        if article is None:
            return WrittenRow(row, None)
        try:
            if candidate.has_layers and candidate.path is not None:
                return self._whole(row, candidate, candidate.path)
            if self.is_strict and candidate.losses is not None and candidate.losses.total:
                return _left_out(row, candidate.losses)
            article = replace(article, date=checked_date(article.date))
            name = stem_of(article, of_several=candidate.of_several)
            together = self.together.setdefault(candidate.path, set()) if candidate.of_several else None
            taken = take_in(article, self.folder, named=name, together=together, entering=self.notes.enter)
            if together is not None:
                together.add(taken.path)
        except Exception as error:  # a mistake of ours, too, is this row's outcome: `reason` logs it
            return WrittenRow(row, None, problem=reason(error, candidate.path or article.title))
        self.report.add(article.original, tr("{n} article|{n} articles", 1), article.losses)
        result = WrittenRow(row, taken, words=tr(OUTCOMES[not taken.is_new]))
        if taken.earlier is None or not taken.is_new:
            return result
        try:
            return result._replace(changes=tuple(changed_passages(taken.earlier, taken.path, self.seal)))
        except Exception as error:  # the article is there all the same
            return result._replace(unlisted=named_reason(error, taken.path))

    def end(self) -> str:
        """Write the report of what was left out, if anything was: a word about it, or about why it is not there."""
        try:
            path = write_report(self.report, self.folder)
        except AnalystError as error:
            return str(error)
        return self.report.where(path.name) if path is not None else ""

    def _whole(self, row: int, candidate: ImportCandidate, path: Path) -> WrittenRow:
        """The articles of a file with their layers, its facts, or its answers."""
        if is_answers(path):
            return self._answers(row, path)
        if is_facts_file(path):
            taken_facts = take_in_facts(path, self.folder, is_strict=self.is_strict)
            if self.is_strict and taken_facts.losses.total:
                return _left_out(row, taken_facts.losses)
            self.report.add(path.name, taken_facts.in_words(), taken_facts.losses)
            place = next(iter(taken_facts.articles), self.folder)
            return WrittenRow(row, TakenIn(place, is_new=bool(taken_facts.articles)), words=taken_facts.in_words())
        found = read_others(path, rules=candidate.rules, folder=self.folder, mapping=candidate.mapping)
        losses = found.all_losses()
        if self.is_strict and losses.total:
            return _left_out(row, losses)
        try:
            taken = self.intake.take(found, path)
        except LayerStays as error:
            self.report.add_refused(path.name, str(error))
            raise
        for one in taken:
            one.count_refused(losses)
        layers: Counter[str] = Counter()
        for article in taken:
            layers.update(article.layers)
        refused = [article.refused for article in taken if article.refused]
        words = tr(
            "{n} article imported, with annotations of {layers}|{n} articles imported, with annotations of {layers}",
            len(taken) - len(refused),
            layers=said_of(sorted(layers.items())),
        )
        self.report.add(path.name, words, losses)
        if refused:
            words = f"{words}. {refused[0]}"
        if len(refused) > 1:
            words += " " + tr("So it is with {n} other.|So it is with {n} others.", len(refused) - 1)
        first = next(article for article in taken if not article.refused)
        return WrittenRow(row, TakenIn(first.path, is_new=True), words=words, is_whole=not refused)

    def _answers(self, row: int, path: Path) -> WrittenRow:
        """The answers of a file, each in the layer of whoever gives it."""
        taken = take_answers(read_answers(path), self.folder, is_strict=self.is_strict, opened=self.opened)
        if self.is_strict and taken.losses.total:
            return _left_out(row, taken.losses)
        words = taken.in_words()
        if taken.is_found:  # else nothing is left in a folder that was not meant
            self.report.add(path.name, words, taken.losses)
        if not taken.people and not taken.there:
            return WrittenRow(row, None, problem=without_options(words))
        place = next(iter(taken.articles), self.folder)
        return WrittenRow(row, TakenIn(place, is_new=False), words=words, is_of_answers=True)


def _left_out(row: int, losses: ImportLosses) -> WrittenRow:
    """The outcome of what stays out, because of it something would be lost."""
    return WrittenRow(row, None, problem=tr("left out, for of it would be lost:") + " " + losses.sentences()[0])
