"""Make articles of web pages, PDF, DOCX, ODT, EPUB, Markdown, EML, RTF and text in other encodings.

Each becomes NAME.txt, which is annotated and never changed again, and
NAME.txt.source.json with its facts. The original stays where it is. Files
of other programs' annotations (brat, WebAnno TSV, CoNLL, XMI, REFI-QDA,
JSON lines, W3C Web Annotation) become articles with a layer. Answers to a
report (a Word document, or what its form saves) become threads and notes.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from analyst_app.commands import terminal
from analyst_app.commands.import_choices import check_encoding, code_mapping_data, column_rule, corrected, news_rule
from analyst_app.commands.import_options import configure
from analyst_app.commands.import_said import show, taken_answers
from analyst_app.commands.named_paths import paths_there
from analyst_app.core.excerpts import line_of
from analyst_app.corpus.facts import checked_date
from analyst_app.corpus.intake.annotated_intake import AnnotatedIntake, TakenAnnotations, read_others
from analyst_app.corpus.intake.answer_files import is_answers
from analyst_app.corpus.intake.document_intake import stem_of, take_in
from analyst_app.corpus.intake.facts_intake import is_facts_file, take_in_facts
from analyst_app.corpus.intake.files_to_import import (
    FileToImport,
    files_to_import,
    is_annotated,
    is_table,
    left_out,
    words_on_missing,
)
from analyst_app.corpus.intake.import_report import ImportReport, said_of, words_of, write_report
from analyst_app.corpus.intake.transcript_speakers import tag_speakers
from analyst_app.errors import (
    AnalystError,
    ChangeRefused,
    ImportFailed,
    LayerStays,
    MissingExtra,
    SaveFailed,
    UsageError,
)
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.importers.annotations.imported_layer import AnnotatedFile
from analyst_app.importers.files import ImportChoice, missing_of, read_files
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.preferences import check_layer_id, state_folder
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import CODEBOOK
from analyst_app.wording import marked, tr

__all__ = ["configure", "run"]
_LONGEST_NOTE = 600
"""Characters of a note on the screen; the facts beside the article have all of it."""


def run(arguments: argparse.Namespace) -> int:
    """Import every file; 1 if some could not be, or only in part.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    check_layer_id(arguments.layer)
    rules = column_rule(arguments.rules or "")
    choice = ImportChoice(arguments.kind, check_encoding(arguments.encoding or ""), rules, news_rule(arguments.split))
    if arguments.date is not None:
        arguments.date = _date(arguments.date)
    results: list[dict[str, Any]] = []

    def leave(path: Path, words: str) -> None:
        terminal.say(words)
        results.append(left_out(path, words))

    named, moves = paths_there(arguments.paths, words_on_missing, leave), bool(arguments.to)
    files = [file for path in named for file in files_to_import(path, results, terminal.say, moves=moves)]
    answers = [file for file in files if not arguments.kind and is_answers(file.path)]
    known = {file.path for file in answers}
    annotated = [one for one in files if not arguments.kind and one.path not in known and is_annotated(one.path, rules)]
    about = [file for file in files if is_facts_file(file.path)]
    others = {file.path for file in (*annotated, *about, *answers)}
    plain = [file for file in files if file.path not in others]
    progress = terminal.Progress(tr("import"), len(files))
    with ImportNotes(state_folder()) as notes:
        run = _Run(arguments, notes, rules)
        with closing(read_files([file.path for file in plain], choice)) as found:  # whatever happens, its processes end
            for number, (file, (_, articles)) in enumerate(zip(plain, found, strict=True), 1):
                results += run.documents(file, articles)
                progress.at(number)
        for number, file in enumerate(annotated, len(plain) + 1):
            results += run.annotated(file)
            progress.at(number)
        for file in about:  # last: of the articles that have just come in, too
            results += run.facts(file)
        for file in answers:
            results += run.answers(file)
        run.write_reports()
    failed = sum("error" in result for result in results)
    losses = run.losses()
    if arguments.json:
        said = {"imported": len(results) - failed, "failed": failed, "losses": losses.to_data(), "articles": results}
        terminal.put_json(said)
    if failed == len(results) and any(result.get("missing") for result in results):
        return 3
    return 1 if failed or losses.has_faults else 0


class _Run:
    """One run of the command: what came in so far, and what is to be told of it."""

    def __init__(self, arguments: argparse.Namespace, notes: ImportNotes, rules: Mapping[str, Any] | None) -> None:
        self._arguments = arguments
        self._rules = rules
        self._notes = notes
        self._reports: dict[Path, ImportReport] = {}
        self._intakes: dict[Path, AnnotatedIntake] = {}
        self._came_into: set[Path] = set()
        self._together: dict[Path, set[Path]] = {}
        """The articles that came in of each file that holds several."""
        self._mapping = code_mapping_data(arguments.map)

    def losses(self) -> ImportLosses:
        """Of all files."""
        whole = ImportLosses()
        for report in self._reports.values():
            whole.take(report.losses())
        return whole

    def write_reports(self) -> None:
        """Write ``IMPORT.md`` into each folder that something came into and of which there is something to tell."""
        for folder, report in self._reports.items():
            if self._arguments.preview or folder not in self._came_into:
                continue
            try:
                path = write_report(report, folder)
            except AnalystError as error:  # the losses were said all the same
                terminal.say(str(error))
                continue
            if path is not None and not self._arguments.json:
                terminal.say(report.where(str(path)))

    def documents(self, file: FileToImport, found: list[ImportedArticle] | Exception) -> list[dict[str, Any]]:
        """The outcome of importing a file's articles, said as it happens."""
        if isinstance(found, Exception):
            return [self._failed(file, found)]
        results = []
        lacking = missing_of(found)
        if lacking:
            terminal.say(f"{file.path}: {lacking}")
            results.append({"file": str(file.path), "error": lacking, "missing": False})
        losses = ImportLosses()
        for article in found:
            losses.take(article.losses)
        if self._arguments.strict and losses.total:
            return [*results, self._refused(file, losses)]
        self._report(file).add(file.path.name, tr("{n} article|{n} articles", len(found)), losses)
        for article in () if lacking and self._arguments.strict else found:
            try:
                results.append(self._kept(corrected(article, self._arguments), file, of_several=len(found) > 1))
            except Exception as error:  # of a file with several articles the others come in all the same
                results.append(self._failed(file, error))
        return results

    def annotated(self, file: FileToImport) -> list[dict[str, Any]]:
        """The outcome of importing a file of others' annotations."""
        try:
            folder = self._folder(file).joinpath(*self._below(file))
            rules = self._rules if is_table(file.path) else None
            found = read_others(file.path, self._arguments.layer, rules, folder=folder, mapping=self._mapping)
            losses = found.all_losses()
            if self._arguments.strict and losses.total:
                return [self._refused(file, losses)]
            if not found.articles and found.codebook is not None:
                return self._codebook(file, found, folder)
            intake = self._intake(self._folder(file))
            if self._arguments.preview:
                self._report(file).add(file.path.name, "", losses)
                return self._previewed(file, found, intake)
            taken = intake.take(found, file.path, self._below(file))
        except Exception as error:
            return [self._failed(file, error)]
        for article in taken:
            article.count_refused(losses)
        self._report(file).add(file.path.name, words_of(taken), losses)
        self._came_into.add(self._folder(file))
        return self._said(file, found, taken)

    def facts(self, file: FileToImport) -> list[dict[str, Any]]:
        """The outcome of a file that holds facts of articles without their texts."""
        try:
            is_strict = self._arguments.strict
            taken = take_in_facts(
                file.path, self._folder(file), writes=not self._arguments.preview, is_strict=is_strict
            )
        except Exception as error:
            return [self._failed(file, error)]
        if is_strict and taken.losses.total:
            return [self._refused(file, taken.losses)]
        self._report(file).add(file.path.name, taken.in_words(), taken.losses)
        self._came_into.add(self._folder(file))
        if not self._arguments.json:
            terminal.put(f"{file.path}: {taken.in_words()}")
        for words in taken.losses.sentences():
            terminal.say(f"{file.path}: {words}")
        articles = {str(path): list(names) for path, names in taken.articles.items()}
        return [{"file": str(file.path), "facts": articles, "losses": taken.losses.to_data()}]

    def answers(self, file: FileToImport) -> list[dict[str, Any]]:
        """The outcome of a file with answers to a report."""
        options = self._arguments
        try:
            words, taken = taken_answers(file.path, self._folder(file), options)
        except Exception as error:
            return [self._failed(file, error)]
        if options.strict and taken.losses.total:
            return [self._refused(file, taken.losses)]
        self._report(file).add(file.path.name, words, taken.losses)
        if taken.is_found:
            self._came_into.add(self._folder(file))
        failed = {} if taken.people or taken.there else {"error": words, "missing": False}
        return [{"file": str(file.path)} | taken.to_data() | failed]

    def _codebook(self, file: FileToImport, found: AnnotatedFile, folder: Path) -> list[dict[str, Any]]:
        """The outcome of importing a codebook that comes without articles: the tags of a folder that had none."""
        path = folder / CODEBOOK
        for words in found.losses.sentences():
            terminal.say(f"{file.path}: {words}")
        if path.exists():
            words = tr("{file} is there already and stays. Take the codes in with the codebook's editor.", file=path)
            raise ImportFailed(words)
        if not self._arguments.preview:
            self._intake(self._folder(file)).take(found, file.path, self._below(file))
            self._came_into.add(self._folder(file))
        self._report(file).add(
            file.path.name, tr("{n} tag|{n} tags", len((found.codebook or {})["tags"])), found.losses
        )
        if not self._arguments.json:
            terminal.put(str(path))
        return [{"file": str(file.path), "path": str(path), "is_new": True, "losses": found.losses.to_data()}]

    def _intake(self, folder: Path) -> AnnotatedIntake:
        options = self._arguments
        made = AnnotatedIntake(folder, options.layer, options.reanchor, self._notes.enter)
        return self._intakes.setdefault(folder, made)

    def _folder(self, file: FileToImport) -> Path:
        folder: Path = self._arguments.to or file.path.parent
        return folder

    def _below(self, file: FileToImport) -> tuple[str, ...]:
        return file.below if self._arguments.to else ()

    def _report(self, file: FileToImport) -> ImportReport:
        return self._reports.setdefault(self._folder(file), ImportReport())

    def _failed(self, file: FileToImport, error: Exception) -> dict[str, Any]:
        """The outcome of what could not be imported, said as it happens."""
        words = reason(error, file.path)
        terminal.say(words if words.startswith(f"{file.path}: ") else f"{file.path}: {words}")
        if isinstance(error, ImportFailed | MissingExtra):  # else its articles could not be written: the next run may
            self._report(file).add_unread(file.path.name, words)
        elif isinstance(error, LayerStays):
            self._report(file).add_refused(file.path.name, words)
            self._came_into.add(self._folder(file))
        return {"file": str(file.path), "error": words, "missing": isinstance(error, MissingExtra)}

    def _refused(self, file: FileToImport, losses: ImportLosses) -> dict[str, Any]:
        """The outcome under ``--strict`` of a file of which something would be lost."""
        said = tr("Nothing of {name} was imported, for of it would be lost:", name=file.path.name)
        words = f"{said} {' '.join(losses.sentences())}"
        terminal.say(f"{file.path}: {words}")
        return {"file": str(file.path), "error": words, "missing": False, "losses": losses.to_data()}

    def _said(self, file: FileToImport, found: AnnotatedFile, taken: list[TakenAnnotations]) -> list[dict[str, Any]]:
        for article in taken:
            if article.refused:
                terminal.say(f"{file.path}: {article.refused}")
            elif not self._arguments.json:
                terminal.put(f"{article.path}  ({said_of(list(article.layers.items()))})")
                for note in article.notes:
                    terminal.say(f"  {note}")
        if not self._arguments.json:
            for words in found.losses.sentences():
                terminal.say(f"{file.path}: {words}")
        return [
            {
                "file": str(file.path),
                "path": str(a.path),
                "is_new": a.is_new,
                "layers": a.layers,
                "notes": list(a.notes),
            }
            | {"losses": one.losses.to_data()}
            | ({"error": a.refused} if a.refused else {})
            for a, one in zip(taken, found.articles, strict=True)
        ]

    def _previewed(self, file: FileToImport, found: AnnotatedFile, intake: AnnotatedIntake) -> list[dict[str, Any]]:
        """The content of a file of others' annotations; nothing is written."""
        results: list[dict[str, Any]] = []
        for article in found.articles:
            layers = {layer: len(annotations) for layer, (annotations, _) in article.layers.items()}
            if not self._arguments.json:
                size = tr("{n} character|{n} characters", len(article.text))
                terminal.put(f"{article.name}  {size}  ({said_of(list(layers.items()))})")
                for note in article.remarks():
                    terminal.say(f"  {note}")
            facts = {"article": article.name, "characters": len(article.text), "notes": list(article.remarks())}
            results.append({"file": str(file.path), "layers": layers, "losses": article.losses.to_data()} | facts)
        become = tr("{words} It would be joined to it.") if self._arguments.reanchor else tr(
            "{words} It would come in apart, under a number: with --reanchor it is joined.")  # fmt: skip
        joins = [become.format(words=words) for words in intake.joins(found, self._below(file))]
        for result in results[:1]:
            result["notes"] += joins
        for words in (*found.losses.sentences(), *joins):
            terminal.say(f"{file.path}: {words}")
        return results

    def _kept(self, article: ImportedArticle, file: FileToImport, *, of_several: bool) -> dict[str, Any]:
        facts = article.to_wire()
        text = facts.pop("text")
        result = {"file": str(file.path), "characters": len(text), **facts}
        if self._arguments.preview:
            if not self._arguments.json:
                show(article)
            return result | ({"text": text} if self._arguments.json else {})
        name = stem_of(article, of_several=of_several)
        folder = self._folder(file).joinpath(*self._below(file))
        together = self._together.setdefault(file.path, set()) if of_several else None
        taken = take_in(article, folder, named=name, together=together, entering=self._notes.enter)
        if together is not None:
            together.add(taken.path)
        self._came_into.add(self._folder(file))
        tagged = self._tag_speakers(article, taken.path) if self._arguments.speakers else {}
        if not self._arguments.json:
            state = "" if taken.is_new else " " + tr("(was there already)")
            terminal.put(f"{taken.path}{state}")
            for note in article.notes:
                terminal.say(f"  {line_of(note, _LONGEST_NOTE)}")
            if taken.earlier is not None:
                words = marked("A new version of {name}: its layers were copied along and will be re-anchored.")
                terminal.say(f"  {tr(words, name=taken.earlier.name)}")
        return (
            result
            | {
                "path": str(taken.path),
                "is_new": taken.is_new,
                "earlier": str(taken.earlier) if taken.earlier else None,
            }
            | tagged
        )

    def _tag_speakers(self, article: ImportedArticle, path: Path) -> dict[str, Any]:
        """The layer of a transcript's speakers, said as it is written; a layer that is there already stays."""
        layer = self._arguments.layer
        try:
            count = tag_speakers(article, path, layer=layer, entering=self._notes.enter)
        except SaveFailed as error:
            terminal.say(f"{path}: {error}")
            return {"error": str(error)}
        if count and not self._arguments.json:
            terminal.say(
                tr(
                    "{n} speaker tagged in the layer {layer}.|{n} speakers tagged in the layer {layer}.",
                    count,
                    layer=layer,
                )
            )
        return {"layers": {layer: count}} if count else {}


def _date(typed: str) -> str:
    try:
        return checked_date(typed)
    except ChangeRefused as error:
        raise UsageError(str(error)) from error
