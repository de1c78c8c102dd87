"""The options of the import command."""

from __future__ import annotations

import argparse
from pathlib import Path

from analyst_app.commands.option_values import filled, filled_path
from analyst_app.importers.kinds import READERS
from analyst_app.importers.news.news_database import rules
from analyst_app.storage.file_names import ARTICLE_SUFFIX, facts_name
from analyst_app.wording import in_row, marked, tr

_FACTS = {
    "title": marked("the title, where the file does not say it right"),
    "outlet": marked("the outlet, where the file does not say it right"),
    "author": marked("the author, where the file does not say it right"),
    "date": marked("the date, where the file does not say it right"),
    "url": marked("the url, where the file does not say it right"),
}
"""Words on the options for the facts of an article."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    article = f"NAME{ARTICLE_SUFFIX}"
    parser.description = tr(
        "Make articles of web pages, PDF, DOCX, ODT, EPUB, Markdown, EML, RTF and text in other encodings. Each "
        "becomes {article}, which is annotated and never changed again, and {facts} with its facts. "
        "The original stays where it is. Files of other programs' annotations (brat, WebAnno TSV, CoNLL, XMI, "
        "REFI-QDA, JSON lines, W3C Web Annotation) become articles with a layer. Answers to a report (a Word "
        "document, or what its form saves) become threads and notes.",
        article=article,
        facts=facts_name(article),
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=tr("files, or folders of files"))
    parser.add_argument(
        "--to",
        type=filled_path("--to", "corpus"),
        metavar="FOLDER",
        help=tr("where the articles go (default: beside each file)"),
    )
    parser.add_argument("--kind", choices=sorted(set(READERS) - {"news"}), default="", help=tr("what the files are"))
    encoding = filled("--encoding", "cp1252")
    parser.add_argument("--encoding", type=encoding, help=tr("encoding of text files, pages and Markdown"))
    parser.add_argument(
        "--split",
        type=filled("--split", "auto"),
        default="auto",
        metavar="RULE",
        help=tr(
            "take exports of news databases apart: auto (default), none, a rule's name ({rules}), "
            "or the file of a rule of your own",
            rules=in_row(sorted(rules())),
        ),
    )
    _add_annotations(parser)
    parser.add_argument("--strict", action="store_true", help=tr("take in no file of which something would be lost"))
    parser.add_argument(
        "--rules",
        type=filled("--rules", "rule.json"),
        metavar="FILE",
        help=tr("rule that says what the columns of tables are, as the import dialog writes it"),
    )
    parser.add_argument(
        "--speakers", action="store_true", help=tr("tag the speakers of transcripts (SRT, VTT) as actors")
    )
    parser.add_argument("--preview", action="store_true", help=tr("show what would be imported; write nothing"))
    for fact, words in _FACTS.items():
        parser.add_argument(f"--{fact}", help=tr(words))
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def _add_annotations(parser: argparse.ArgumentParser) -> None:
    """The options about others' annotations."""
    parser.add_argument(
        "--layer",
        type=filled("--layer", "imported"),
        default="imported",
        metavar="ID",
        help=tr("layer of others' annotations that name nobody"),
    )
    parser.add_argument(
        "--reanchor",
        action="store_true",
        help=tr(
            "others' annotations of an article whose name is there with another text are joined to that article and"
            " re-anchored (default: they come in with their own text, under a number)"
        ),
    )
    parser.add_argument(
        "--map",
        type=filled_path("--map", "codes.json"),
        metavar="FILE",
        help=tr("what the codes of REFI-QDA projects become, as JSON (default: as proposed, and that is said)"),
    )
