"""The files by which others cite a dataset: ``CITATION.cff`` (Citation File Format 1.2.0) and ``.zenodo.json``.

GitHub and reference managers read the first, Zenodo the second. Both say only what a person said. A licence that has
no identifier has no field in Zenodo's form, and in the other only if it is an address: then the description says it.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from analyst_app.errors import UsageError
from analyst_app.export.describing.credits import Author, Credits
from analyst_app.wording import tr

CFF, ZENODO = "CITATION.cff", ".zenodo.json"


def check_citation(credits: Credits, data_file: str = "") -> None:
    """Refuse to cite what nobody named, and where there is no folder for it.

    Args:
        credits: the words of a person.
        data_file: name of the one file that is written; empty: a folder is.

    Raises:
        UsageError: the title or the authors are missing, or the files would stand beside one file.
    """
    if not credits.title or not credits.authors:
        raise UsageError(tr("A file to cite a dataset by needs its title and its authors (--title, --author)."))
    if data_file:
        words = tr(
            "{file} is one file, and files to cite it by belong in a folder; name one (--output).", file=data_file
        )
        raise UsageError(words)


def citation_files(credits: Credits, summary: str) -> dict[str, str]:
    """The text of both files by name.

    Args:
        credits: the words of a person, with title and authors.
        summary: a sentence on what the dataset is.
    """
    return {
        CFF: _cff(credits, summary),
        ZENODO: json.dumps(_zenodo(credits, summary), ensure_ascii=False, indent=1) + "\n",
    }


def _cff(credits: Credits, summary: str) -> str:
    lines = [
        "cff-version: 1.2.0",
        f"message: {_said('If you use this dataset, please cite it as below.')}",
        "type: dataset",
        f"title: {_said(credits.title)}",
        f"abstract: {_said(summary if credits.licence_address else _with_licence(summary, credits))}",
        "authors:",
    ]
    for author in credits.makers:
        first, *rest = [f"{key}: {_said(words)}" for key, words in _person(author).items()]
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    if credits.spdx:
        lines.append(f"license: {credits.spdx}")
    elif credits.licence_address:
        lines.append(f"license-url: {_said(credits.licence_address)}")
    return "\n".join([*lines, ""])


def _person(author: Author) -> dict[str, str]:
    named = {"family-names": author.family, "given-names": author.given} if author.family else {"name": author.words}
    return named | ({"orcid": f"https://orcid.org/{author.orcid}"} if author.orcid else {})


def _zenodo(credits: Credits, summary: str) -> dict[str, Any]:
    people = [{"name": one.words, **({"orcid": one.orcid} if one.orcid else {})} for one in credits.makers]
    made: dict[str, Any] = {"upload_type": "dataset", "title": credits.title, "creators": people}
    made["description"] = escape(summary if credits.spdx else _with_licence(summary, credits))  # which is HTML there
    return made | ({"license": {"id": credits.spdx}} if credits.spdx else {})


def _with_licence(summary: str, credits: Credits) -> str:
    """A description that says the licence as it was given, where no field of the file can."""
    return f"{summary} Licence: {credits.licence}" if credits.licence else summary


def _said(words: str) -> str:
    """Words as a string of YAML on one line."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
