"""The formats, by name."""

from __future__ import annotations

from pathlib import Path

from analyst_app.export.contract import Format
from analyst_app.export.formats import (
    attributions,
    brat,
    conll,
    doccano,
    hub_folder,
    jsonl,
    label_studio,
    parquet_tables,
    prodigy,
    quotes,
    refi_qda,
    report,
    report_docx,
    spacy_docs,
    table_csv,
    uima_cas,
    web_annotation,
    workbook,
)

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        jsonl.FORMAT,
        table_csv.FORMAT,
        table_csv.FOR_EXCEL,
        quotes.FORMAT,
        attributions.FORMAT,
        workbook.FORMAT,
        conll.FORMAT,
        spacy_docs.FORMAT,
        hub_folder.FORMAT,
        parquet_tables.FORMAT,
        label_studio.FORMAT,
        doccano.FORMAT,
        prodigy.FORMAT,
        brat.FORMAT,
        web_annotation.FORMAT,
        refi_qda.FORMAT,
        uima_cas.FORMAT,
        report_docx.FORMAT,
        report.FORMAT,
    )
}


def format_for(name: str, output: Path) -> str:
    """The name of the format that is meant: a report whose file is named ``.docx`` is a Word document.

    Args:
        name: as it was asked for.
        output: where the export goes.
    """
    is_word = name == report.FORMAT.name and output.suffix.lower() == report_docx.FORMAT.suffix
    return report_docx.FORMAT.name if is_word else name
