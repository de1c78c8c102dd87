"""Make articles of web pages, PDF, DOCX, ODT, EPUB, Markdown, EML, RTF and text in other encodings.

Each becomes NAME.txt, which is annotated and never changed again, and
NAME.txt.source.json with its facts. The original stays where it is. Files
of other programs' annotations (brat, WebAnno TSV, CoNLL, XMI, REFI-QDA,
JSON lines, W3C Web Annotation) become articles with a layer.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyst_app.commands import terminal
from analyst_app.corpus.annotated_intake import others_kind, read_others, take_in_annotated
from analyst_app.corpus.intake import stem_of, take_in
from analyst_app.corpus.passed_over import folders_passed_over, unusable
from analyst_app.errors import MissingExtra, UsageError, why_unread
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.importers.files import ImportChoice, read_files
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.kinds import READERS, SUFFIXES
from analyst_app.importers.plain_files import read_named
from analyst_app.preferences import state_folder
from analyst_app.storage import containment, file_names
from analyst_app.storage.error_log import reason
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.wording import tr


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of files")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where the articles go (default: beside each file)")
    parser.add_argument("--kind", choices=sorted(set(READERS) - {"news"}), default="", help="what the files are")
    parser.add_argument("--encoding", default="", help="encoding of text files, pages and Markdown")
    parser.add_argument(
        "--split",
        default="auto",
        metavar="RULE",
        help="take exports of news databases apart: auto (default), none, a rule's name (nexis, nexis_uni, factiva,"
        " factiva_codes, proquest) or the file of a rule of your own",
    )
    parser.add_argument(
        "--layer", default="imported", metavar="ID", help="layer of others' annotations that name nobody"
    )
    parser.add_argument("--preview", action="store_true", help="show what would be imported; write nothing")
    for fact in ("title", "outlet", "author", "date", "url"):
        parser.add_argument(f"--{fact}", help=f"the {fact}, where the file does not say it right")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Import every file; 1 if some could not be.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
    """
    choice = ImportChoice(arguments.kind, arguments.encoding, _rule(arguments.split))
    results: list[dict[str, Any]] = []
    files = [file for path in arguments.paths for file in _files(path, results)]
    annotated = {file for file in files if not arguments.kind and _is_annotated(file)}
    plain = [file for file in files if file not in annotated]
    progress = terminal.Progress("import", len(files))
    with ImportNotes(state_folder()) as notes:
        for number, (file, found) in enumerate(read_files(plain, choice) if plain else (), 1):
            results += _one(file, found, arguments, notes)
            progress.at(number)
        for number, file in enumerate(sorted(annotated), len(plain) + 1):
            results += _annotated(file, arguments, notes)
            progress.at(number)
    failed = sum("error" in result for result in results)
    if arguments.json:
        terminal.put_json({"imported": len(results) - failed, "failed": failed, "articles": results})
    if failed == len(results) and any(result.get("missing") for result in results):
        return 3
    return 1 if failed else 0


def _one(
    file: Path, found: list[ImportedArticle] | Exception, arguments: argparse.Namespace, notes: ImportNotes
) -> list[dict[str, Any]]:
    """The outcome of importing a file's articles, said as it happens."""
    if isinstance(found, Exception):
        return [_failed(file, found)]
    results = []
    for article in found:
        try:
            results.append(_kept(_corrected(article, arguments), file, len(found) > 1, arguments, notes))
        except Exception as error:  # of a file with several articles the others come in all the same
            results.append(_failed(file, error))
    return results


def _failed(file: Path, error: Exception) -> dict[str, Any]:
    """The outcome of what could not be imported, said as it happens."""
    words = reason(error, file)
    terminal.say(words if words.startswith(f"{file}: ") else f"{file}: {words}")
    return {"file": str(file), "error": words, "missing": isinstance(error, MissingExtra)}


def _left_out(path: Path, words: str) -> dict[str, Any]:
    """The outcome of what is not even tried, said at once."""
    terminal.say(words)
    return {"file": str(path), "error": words, "missing": False}


def _is_annotated(file: Path) -> bool:
    try:
        return bool(others_kind(file))
    except Exception:
        return False  # whoever reads it next says what is wrong


def _annotated(file: Path, arguments: argparse.Namespace, notes: ImportNotes) -> list[dict[str, Any]]:
    """The outcome of importing a file of others' annotations."""
    try:
        if arguments.preview:
            return _previewed(file, arguments)
        folder = arguments.to or file.parent
        taken = take_in_annotated(file, folder, layer=arguments.layer, entering=notes.enter)
    except Exception as error:
        return [_failed(file, error)]
    for article in taken:
        if article.refused:
            terminal.say(f"{file}: {article.refused}")
            continue
        if arguments.json:
            continue
        layers = ", ".join(f"{layer} {count}" for layer, count in article.layers.items())
        terminal.put(f"{article.path}  ({layers})")
        for note in article.notes:
            terminal.say(f"  {note}")
    return [
        {"file": str(file), "path": str(a.path), "is_new": a.is_new, "layers": a.layers, "notes": list(a.notes)}
        | ({"error": a.refused} if a.refused else {})
        for a in taken
    ]


def _previewed(file: Path, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """The content of a file of others' annotations; nothing is written."""
    results = []
    for article in read_others(file, arguments.layer).articles:
        layers = {layer: len(annotations) for layer, (annotations, _) in article.layers.items()}
        if not arguments.json:
            counts = ", ".join(f"{layer} {count}" for layer, count in layers.items())
            terminal.put(f"{article.name}  {tr('{n} character|{n} characters', len(article.text))}  ({counts})")
            for note in article.remarks():
                terminal.say(f"  {note}")
        facts = {"article": article.name, "characters": len(article.text), "notes": list(article.remarks())}
        results.append({"file": str(file), "layers": layers} | facts)
    return results


def _kept(
    article: ImportedArticle, file: Path, of_several: bool, arguments: argparse.Namespace, notes: ImportNotes
) -> dict[str, Any]:
    facts = article.to_wire()
    text = facts.pop("text")
    result = {"file": str(file), "characters": len(text), **facts}
    if arguments.preview:
        if not arguments.json:
            _show(article)
        return result | ({"text": text} if arguments.json else {})
    name = stem_of(article, of_several=of_several)
    taken = take_in(article, arguments.to or file.parent, named=name, entering=notes.enter)
    if not arguments.json:
        state = "" if taken.is_new else " (was there already)"
        terminal.put(f"{taken.path}{state}")
        for note in article.notes:
            terminal.say(f"  {note}")
        if taken.earlier is not None:
            terminal.say(
                f"  A new version of {taken.earlier.name}: its layers were copied along and will be re-anchored."
            )
    return result | {
        "path": str(taken.path),
        "is_new": taken.is_new,
        "earlier": str(taken.earlier) if taken.earlier else None,
    }


def _show(article: ImportedArticle) -> None:
    for name in ("title", "outlet", "author", "date", "url"):
        terminal.put(f"{name:<8}{getattr(article, name) or '–'}")
    paragraphs = article.text.strip().split("\n\n")
    counts = tr("{n} character|{n} characters", len(article.text)), tr("{n} paragraph|{n} paragraphs", len(paragraphs))
    terminal.put(f"{tr('text'):<8}{', '.join(counts)}")
    for words in dict.fromkeys((paragraphs[0], paragraphs[-1])):
        terminal.put(f"        {words if len(words) <= 200 else words[:199] + '…'}")
    for note in article.notes:
        terminal.put(f"note    {note}")
    print()


def _corrected(article: ImportedArticle, arguments: argparse.Namespace) -> ImportedArticle:
    typed = {fact: getattr(arguments, fact) for fact in ("title", "outlet", "author", "date", "url")}
    return replace(article, **{fact: words for fact, words in typed.items() if words is not None})


def _files(path: Path, results: list[dict[str, Any]]) -> Iterator[Path]:
    """The file itself; of a folder all that look importable, but no articles that are there already.

    Args:
        path: of a file or a folder.
        results: takes what cannot be read, and a folder that has nothing to import.
    """
    if not path.exists():
        raise UsageError(tr("{path} is not there. Name a file or a folder that is.", path=path))
    if not path.is_dir():
        yield path
        return
    containment.open_border(path)
    count, failed = 0, len(results)
    results += [_left_out(one.path, one.words) for one in folders_passed_over(path)]
    told = {result["file"] for result in results}
    for file in sorted(path.rglob("*")):
        if file.name.startswith((".", file_names.TEMPORARY)) or str(file) in told:
            continue
        try:
            is_wanted = _is_wanted(file, results)
        except OSError as error:  # a folder that may be listed but not entered is named once, with its own name
            place = file.parent if isinstance(error, PermissionError) else file
            if str(place) not in told:
                told.add(str(place))
                results.append(_left_out(place, reason(error, place)))
            continue
        if is_wanted:
            count += 1
            yield file
    if not count and len(results) == failed:
        words = tr("{folder} holds nothing to import. Text files are articles already.", folder=path)
        results.append(_left_out(path, words + " " + tr("Open the folder to work on them.")))


def _is_wanted(file: Path, results: list[dict[str, Any]]) -> bool:
    """True if a file in a folder looks importable; ``results`` takes one that has such a name and cannot be used."""
    kind = SUFFIXES.get(file.suffix.lower(), "")
    if file.is_symlink() or (kind and not file.is_file()):
        error = unusable(file)
        if error is not None and not file.is_dir():
            results.append(_left_out(file, reason(error, file)))
            return False
    if kind not in ("", "text") or not file.is_file():
        return file.is_file()
    try:
        return bool(others_kind(file))
    except OSError as error:
        results.append(_left_out(file, reason(error, file)))
        return False
    except Exception:
        return False  # nobody's annotations: a zip that is none


def _rule(wanted: str) -> Any:
    """``auto``, ``none``, the id of a rule that ships, or the rule in a file."""
    if not wanted.endswith(".json"):
        return wanted
    try:
        rule = json.loads(read_named(Path(wanted), limit=LARGEST_TEAM_FILE).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{wanted} cannot be read: {why_unread(error)}.") from error
    except ValueError as error:
        raise UsageError(
            tr("{file} is no rule for news databases: {problem}. Mend it.", file=wanted, problem=error)
        ) from error
    if not isinstance(rule, dict):
        raise UsageError(tr("{file} is no rule for news databases. Write it as an object in braces.", file=wanted))
    return rule
