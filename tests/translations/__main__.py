"""``python -m tests.translations new|update|todo|put|check|compile``: see docs/translating.md."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from analyst_app.preferences import languages_folder
from tests.translations import catalogues, manners, pseudo


def main() -> int:
    """Run a subcommand; 1 if something was wrong."""
    parser = argparse.ArgumentParser("python -m tests.translations", description="Collect and check translations.")
    ways = parser.add_subparsers(dest="way", required=True)
    ways.add_parser("update", help="bring the template and every language to the texts of today, and compile")
    ways.add_parser("check", help="say what is missing, wrong or stale in each language")
    ways.add_parser("pseudo", help="write the language that shows what is cut or bare into the person's folder")
    ways.add_parser("new", help="begin a language").add_argument("language")
    todo = ways.add_parser("todo", help="print the texts without translation as a JSON list")
    todo.add_argument("language")
    todo.add_argument("--most", type=int, default=250, help="how many (250)")
    put = ways.add_parser("put", help="write translations: JSON {English (form for one): translation or [forms]}")
    put.add_argument("language")
    put.add_argument("file", type=Path)
    put.add_argument("--todo", type=Path, help="the list that 'todo' printed: the file is a list in the same order")
    asked = parser.parse_args()
    return {"update": _update, "check": _check, "new": _new, "todo": _todo, "put": _put, "pseudo": _pseudo}[asked.way](
        asked
    )


def _update(_: argparse.Namespace) -> int:
    manners.PATH.write_text(manners.as_text(), "utf-8")
    catalogues.TEMPLATE.write_bytes(catalogues.po_bytes(catalogues.template()))
    for language in catalogues.languages():
        catalogues.write(language, catalogues.updated(language))
        print(f"{language}: {len(catalogues.todo(language))} texts have no translation")
    return 0


def _check(_: argparse.Namespace) -> int:
    said = list(catalogues.stale())
    for line in said:
        print(line)
    for language in catalogues.languages():
        print(f"{language}: {len(catalogues.todo(language))} texts have no translation")
    return 1 if said else 0


def _pseudo(_: argparse.Namespace) -> int:
    print(pseudo.write(languages_folder()))
    return 0


def _new(asked: argparse.Namespace) -> int:
    catalogues.write(asked.language, catalogues.updated(asked.language))
    return 0


def _todo(asked: argparse.Namespace) -> int:
    catalogue = catalogues.read(asked.language)
    texts = [
        {"text": text.singular, "where": text.places[0]}
        | ({"plural": text.plural, "forms": catalogue.num_plurals} if text.plural else {})
        for text in catalogues.todo(asked.language)
    ]
    print(json.dumps(texts[: asked.most], ensure_ascii=False, indent=1))
    print(f"{len(texts)} texts have no translation", file=sys.stderr)
    return 0


def _put(asked: argparse.Namespace) -> int:
    given = json.loads(asked.file.read_text("utf-8"))
    if asked.todo:
        wanted = [one["text"] for one in json.loads(asked.todo.read_text("utf-8"))]
        if len(wanted) != len(given):
            print(f"the list has {len(wanted)} texts, the file {len(given)}", file=sys.stderr)
            return 1
        given = {text: one for text, one in zip(wanted, given, strict=True) if one}
    said = list(catalogues.put(asked.language, given))
    for line in said:
        print(line)
    print(f"{len(given) - len(said)} put, {len(said)} left out, {len(catalogues.todo(asked.language))} to do")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
