"""Tables with a span in each row, and the texts that they are about: in a column, in a table or a file beside.

Known besides by their shape: this app's own tables, the standoff files of
SemEval 2020 task 11 (document, technique, start, end, without heads), and the
quotation tables of the Project Dialogism Novel Corpus (Vishnubhotla et al. 2022).
"""

from __future__ import annotations

import ast
import json
from codecs import BOM_UTF8 as BOM
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any

from analyst_app.core.attribute_types import exact_value
from analyst_app.core.document import text_sha256
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedFile,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS, Convention, convention_of
from analyst_app.importers.annotations.own_layers import USUAL_FACTS, take_layer
from analyst_app.importers.annotations.own_tables import (
    is_full,
    kinds_beside,
    plain_value,
    tables_beside,
    typed_value,
    unguarded,
)
from analyst_app.importers.annotations.texts_beside import TextsBeside
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.tables.column_rules import ColumnRule, proposed, rule_of, unknown_columns
from analyst_app.importers.tables.table_rows import DataTable, tables_in, unheaded
from analyst_app.wording import tr

_OWN = ("document", "id", "label", "start", "end", "text", "annotator", "note")
_PDNC = ("quoteID", "quoteText", "quoteByteSpans")
_OF_A_QUOTE = (*_PDNC, "subQuotationList")
_NOTHING = ("", "[]", "nan")
"""Cells of the corpus that say nothing."""
_LONGEST_LIST = 1 << 20
"""Characters of a cell with a list."""
_QUOTES = ("paragraph", "text", "words", "mode", "document", "annotator", "split", "start", "end")
"""Heads of this app's own tables of quotes."""
_WIDEST = 4
"""Bytes of a code point: an offset in bytes is at most so much larger."""


def is_span_table(data: bytes, name: str) -> bool:
    """True if a file is a table of spans, by its first rows.

    Args:
        data: its first bytes, or all.
        name: its name.

    Raises:
        MissingExtra: the library that reads workbooks is not installed.
    """
    try:
        return _is_standoff(data) or any(_is_of_spans(table.head) for table in tables_in(data, name))
    except (ImportFailed, UnicodeDecodeError):
        return False


def read_span_table(
    path: Path, data: bytes, layer: str = "imported", rules: Mapping[str, Any] | None = None
) -> AnnotatedFile:
    """The articles and layers of a table of spans.

    Args:
        path: the file; texts are looked for beside it.
        data: the file's bytes.
        layer: layer id, where no column names the annotator.
        rules: the rule of a person, see ``column_rules``.

    Raises:
        ImportFailed: its columns are not known, or no text is there.
        MissingExtra: the library that reads workbooks is not installed.
    """
    if rules is None and _is_standoff(data):
        return _Read(path, layer).standoff(unheaded(data))
    tables = {table.name: table for table in tables_in(data, path.name)}
    by_head = next((table for table in tables.values() if rules is None and _is_own(table.head)), None)
    if by_head is not None:
        own_tables = tables if len(tables) > 1 else tables_beside(path)
        return _Read(path, layer).own(own_tables, guarded=data.startswith(BOM), cut=data.startswith((BOM, b"PK")))
    if rules is None and any(set(_QUOTES) <= set(table.head) for table in tables.values()):
        words = "{name} is a table of quotes, without the articles' texts. Import another export, such as jsonl."
        raise ImportFailed(tr(words, name=path.name))
    for table in tables.values():
        if rules is None and set(_PDNC) <= set(table.head):
            return _Read(path, layer, table.losses(tables.values())).quotations(table)
    rule = rule_of(rules, path.name) if rules else None
    for table in tables.values():
        own = rule or proposed(table.head)
        if own is not None and own.rows == "spans" and own.fits(table.head) and own.sheet in ("", table.name):
            losses = table.losses(tables.values())
            for column in own.doubled(table.head):
                losses.add("column twice", column)
            return _Read(path, layer, losses).by_rule(table, own, is_proposed=rule is None)
    raise ImportFailed(unknown_columns(next(iter(tables.values())).head if tables else (), path.name))


class _Read:
    """Reads one file: gathers spans by document and reader, then gives articles."""

    def __init__(self, path: Path, layer: str, losses: ImportLosses | None = None) -> None:
        self._path = path
        self._layer = layer
        self._losses = losses or ImportLosses()
        self._texts: dict[str, str] = {}
        """Texts of documents that the file itself gives."""
        self._hashes: dict[str, str] = {}
        """Hashes of texts that the file does not give, as it says them."""
        self._facts: dict[str, dict[str, Any]] = {}
        self._layers: dict[str, dict[str, ForeignLayer]] = {}
        self._notes: list[str] = []
        self._is_fixed = True
        self._texts_beside = TextsBeside(path)

    def standoff(self, rows: list[tuple[str, ...]]) -> AnnotatedFile:
        """SemEval 2020 task 11: document, technique, start, end; or document, start, end."""
        for number, cells in enumerate(rows, 1):
            if len(cells) in (3, 4) and all(cell.isdecimal() for cell in cells[-2:]):
                label = cells[1] if len(cells) == 4 else "propaganda"
                self._add(cells[0], "", ForeignSpan(str(number), label, int(cells[-2]), int(cells[-1])))
            else:
                self._losses.add("unreadable item", f"line {number}: {' '.join(cells)[:80]}")
        return self._file()

    def quotations(self, table: DataTable) -> AnnotatedFile:
        """The Project Dialogism Novel Corpus: a quotation a row, in one or several parts, of one text beside."""
        document = self._only_text()
        self._reading(document, "")
        for number, row in table.rows:
            cells = dict(zip(table.head, row, strict=True))
            try:
                places = [(int(start), int(end)) for start, end in _listed(cells["quoteByteSpans"])]
                words = _listed(cells.get("subQuotationList") or "[]") or [cells["quoteText"]]
                if not places:
                    raise ValueError("no place")
            except (ValueError, TypeError, RecursionError):
                self._losses.add("unreadable item", f"row {number}: {cells['quoteText'][:60]}")
                continue
            held = tuple((name, _names(cell)) for name, cell in cells.items()
                         if name and name not in _OF_A_QUOTE and cell not in _NOTHING)  # fmt: skip
            for part, (start, end) in enumerate(places):
                key = cells["quoteID"] + (f"/{part}" if part else "")
                said = str(words[part]) if len(words) == len(places) else None
                self._add(document, "", ForeignSpan(key, "quote", start, end, said, held if not part else ()))
                if part:
                    before = cells["quoteID"] + (f"/{part - 1}" if part > 1 else "")
                    self._links(document, "").append(ForeignLink("continues", key, before))
        return self._file()

    def own(self, tables: Mapping[str, DataTable], *, guarded: bool, cut: bool) -> AnnotatedFile:
        """This app's tables: spans, zones, relations, documents and layers.

        Args:
            tables: by name.
            guarded: cells begin with an apostrophe where a spreadsheet would run them.
            cut: long cells may have been cut at the limit of a spreadsheet.
        """

        def _dicts(name: str) -> Iterable[dict[str, str]]:
            table = tables.get(name)
            for _, row in table.rows if table is not None else ():
                cells = dict(zip(table.head, map(unguarded, row) if guarded else row, strict=True))  # type: ignore[union-attr]
                for key, cell in cells.items() if cut else ():
                    if is_full(cell) and text_sha256(cell) != cells.get("text_sha256"):
                        self._losses.add("cut text", f"{cells['document']}: {key} in {name}")
                yield cells

        kinds = {(row["sheet"], row["column"]): row["type"] for row in _dicts("columns")} or kinds_beside(self._path)

        def _read(table: str, column: str, cell: str) -> Any:
            return typed_value(cell, kinds.get((table, column), "mixed")) if kinds else plain_value(cell)

        for row in _dicts("documents"):
            self._take_document(row, partial(_read, "documents"))
        records: dict[tuple[str, str], dict[str, Any]] = {}
        for row in _dicts("records"):
            told = records.setdefault((row["document"], row["annotator"]), {})
            told.setdefault(row["list"], []).append(exact_value(row["record"]))
        for row in _dicts("layers"):
            version = row.get("codebook_version", "")
            told = records.get((row["document"], row["annotator"]), {})
            told = {**row, **told, "codebook_version": int(version) if version.isdecimal() else 0}
            take_layer(
                self._reading(row["document"], row["annotator"]),
                {key: value for key, value in told.items() if key not in ("document", "split")},
            )
        for name in ("spans", "zones"):
            for row in _dicts(name):
                held = tuple((key.removeprefix("attr."), _read(name, key, cell)) for key, cell in row.items()
                             if key.startswith("attr.") and cell)  # fmt: skip
                self._add_row(row["document"], row["annotator"], row, row.get("text") or None, row["label"], held)
        for row in _dicts("relations"):
            link = ForeignLink(row["type"], row["head"], row["tail"], row["id"])
            self._links(row["document"], row["annotator"]).append(link)
        return self._file()

    def _take_document(self, row: Mapping[str, str], read: Callable[[str, str], Any]) -> None:
        """The text, or its hash, and the facts of an article, whose values ``read`` gives by column and cell."""
        if "text" in row:
            self._texts[row["document"]] = row["text"]
        elif row.get("text_sha256"):
            self._hashes[row["document"]] = row["text_sha256"]
        if row.get("cut"):
            self._notes.append(f"{row['document']} was exported without its zones: the text is not all of it.")
        self._facts[row["document"]] = {
            key.removeprefix("fact."): read(key, cell)
            for key, cell in row.items()
            if cell and (key in USUAL_FACTS or key.startswith("fact."))
        }

    def by_rule(self, table: DataTable, rule: ColumnRule, *, is_proposed: bool) -> AnnotatedFile:
        """A table whose columns a rule names."""
        if is_proposed:
            rule = _with_words(rule, [rule.cells(table.head, row) for _, row in table.rows])
        rows = [(number, rule.cells(table.head, row), row) for number, row in table.rows]
        if is_proposed:
            if not _may_be_texts(rule, [cells for _, cells, _ in rows]):
                raise ImportFailed(unknown_columns(table.head, self._path.name))
            self._notes.append(rule.in_words())
        others = rule.others(table.head)
        self._is_fixed = "words" not in rule.columns
        only = "" if "document" in rule.columns else self._only_text()
        for number, cells, row in rows:
            document = cells["document"] or only or self._path.stem
            if cells["text"]:
                self._texts.setdefault(document, cells["text"])
            held = tuple((table.head[at], row[at]) for at in others if row[at].strip())
            numbered = cells | {"id": cells["id"] or str(number), "row": str(number)}
            label = cells["tag"] or rule.tag
            self._add_row(document, cells["annotator"], numbered, cells["words"] or None, label, held)
        return self._file()

    def _add_row(
        self,
        document: str,
        annotator: str,
        row: Mapping[str, str],
        words: str | None,
        label: str,
        held: tuple[tuple[str, Any], ...],
    ) -> None:
        try:
            start, end = int(row["start"]), int(row["end"])
        except ValueError:
            place = f"row {row['row']}" if "row" in row else row["id"]
            self._losses.add("unreadable item", f"{place}: {row['start'][:20]}–{row['end'][:20]} is no place")
            return
        span = ForeignSpan(row["id"], label, start, end, words, held, row.get("note", ""))
        self._add(document, annotator, span)

    def _reading(self, document: str, annotator: str) -> ForeignLayer:
        who = annotator or self._layer
        return self._layers.setdefault(document, {}).setdefault(who, ForeignLayer(who))

    def _add(self, document: str, annotator: str, span: ForeignSpan) -> None:
        self._reading(document, annotator).spans.append(span)

    def _links(self, document: str, annotator: str) -> list[ForeignLink]:
        return self._reading(document, annotator).links

    def _file(self) -> AnnotatedFile:
        """All articles whose texts are there; the others are named."""
        placed: list[tuple[str, str, str, list[ForeignLayer]]] = []
        for document in dict.fromkeys([*self._texts, *self._layers]):
            readings = list(self._layers.get(document, {}).values())
            found = (document, self._texts[document]) if document in self._texts else self._beside(document)
            if found is None:
                count = sum(len(reading.spans) for reading in readings)
                self._losses.add("no text", f"{document} ({count})")
                continue
            name = found[0].removesuffix(".txt")
            placed.append((document, name, found[1], readings))
        counting = self._counting([(text, [span for one in readings for span in one.spans])
                                   for _, _, text, readings in placed])  # fmt: skip
        articles = [annotated(name, text, readings, self._facts.get(document), fixed=counting)
                    for document, name, text, readings in placed]  # fmt: skip
        if articles:
            articles[0].notes[:0] = self._notes
        elif self._losses.counts.get("no text"):
            told = self._losses.places.get("unreadable file", [""])[0]
            if told:
                raise ImportFailed(told)
            first = self._losses.places["no text"][0]
            raise ImportFailed(
                tr(
                    "{name}: no text of {first} is beside it. Put its .txt file there.",
                    name=self._path.name,
                    first=first,
                )
            )
        return AnnotatedFile(articles, self._losses)

    def _counting(self, spans: list[tuple[str, list[ForeignSpan]]]) -> Convention:
        """The unit of all offsets of the file; what is found out of it is said."""
        if self._is_fixed or not any(held for _, held in spans):
            return CODE_POINTS
        convention, certainty = convention_of(spans)
        self._notes.append(f"Offsets are {convention.in_words()} ({certainty}).")
        return convention

    def _beside(self, document: str) -> tuple[str, str] | None:
        """Name and text of a document's file beside the table: at its path, of its name, or ending with it.

        SemEval's ``article111.txt`` is the document 111. Where the table says the hash of the text, no other will do.
        """
        known = self._hashes.get(document)
        if known:
            inside = PurePosixPath(document)
            path = self._path.parent / inside
            if ".." not in inside.parts and not inside.is_absolute() and path.is_file() and not path.is_symlink():
                text = self._text(path)
                return (document, text) if text is not None and text_sha256(text) == known else None
            found = self._texts_beside.of_hash(known)
            return (document, self._texts_beside.text(found)) if found is not None else None
        found = self._by_name.get(Path(document).name)
        text = self._text(found) if found is not None else None
        return (found.stem, text) if found is not None and text is not None else None

    def _text(self, path: Path) -> str | None:
        """A text beside the table; None if it cannot be read, which is named."""
        try:
            return self._texts_beside.text(path)
        except ImportFailed as error:
            self._losses.add("unreadable file", str(error))
            return None

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """The first text beside the table by each of its names: whole, without suffix, and the number at its end."""
        found: dict[str, Path] = {}
        for path in self._texts_beside.files:
            for name in (path.name, path.name.removesuffix(".txt"), _number_at_end(path.stem)):
                found.setdefault(name, path)
        found.pop("", None)
        return found

    def _only_text(self) -> str:
        """Name of the only text beside the table, or of the one that is named as it."""
        files = self._texts_beside.files
        named = [path for path in files if path.stem == self._path.stem]
        if len(named or files) != 1:
            raise ImportFailed(
                tr(
                    "{name} does not say which text it is about, and not one alone lies beside it. Put it "
                    "into a folder with its text.",
                    name=self._path.name,
                )
            )
        return (named or files)[0].name


def _listed(cell: str) -> list[Any]:
    """The list in a cell, as JSON or as Python writes it.

    Raises:
        ValueError: it is none.
    """
    try:
        found = json.loads(cell)
    except ValueError:
        try:
            found = ast.literal_eval(cell[:_LONGEST_LIST])
        except (SyntaxError, MemoryError) as error:
            raise ValueError("no list") from error
    if not isinstance(found, list):
        raise ValueError("no list")
    return found


def _names(cell: str) -> str:
    """A list of names in a cell as words; any other cell as it is."""
    if not cell.startswith("["):
        return cell
    try:
        names = _listed(cell)
    except (ValueError, TypeError, RecursionError):
        return cell
    return "; ".join(names) if all(isinstance(name, str) for name in names) else cell


def _number_at_end(stem: str) -> str:
    return stem[len(stem.rstrip("0123456789")) :]


def _with_words(rule: ColumnRule, rows: list[dict[str, str]]) -> ColumnRule:
    """A proposed rule in which a column of words was taken for the articles' texts, put right by the lengths."""
    if "text" not in rule.columns or "words" in rule.columns:
        return rule
    fits = sum(cells["start"].isdecimal() and cells["end"].isdecimal()
               and len(cells["text"]) == int(cells["end"]) - int(cells["start"]) for cells in rows)  # fmt: skip
    if 2 * fits <= len(rows):
        return rule
    columns = {("words" if name == "text" else name): column for name, column in rule.columns.items()}
    return ColumnRule(rule.rows, columns, rule.sheet, rule.tag)


def _may_be_texts(rule: ColumnRule, rows: list[dict[str, str]]) -> bool:
    """True unless a column that its name proposes for the articles' texts cannot hold them.

    It cannot where one document has several, or where most spans end beyond them.
    """
    if "text" not in rule.columns:
        return True
    texts: dict[str, str] = {}
    beyond = 0
    for cells in rows:
        if not cells["text"]:
            continue
        if cells["document"] and texts.setdefault(cells["document"], cells["text"]) != cells["text"]:
            return False
        beyond += cells["end"].isdecimal() and int(cells["end"]) > _WIDEST * len(cells["text"])
    return 2 * beyond <= len(rows)


def _is_standoff(data: bytes) -> bool:
    """True of the standoff files of SemEval: three or four cells, the last two numbers, in all of the first lines."""
    try:
        rows = unheaded(data[: 1 << 12].rpartition(b"\n")[0] or data)[:20]
    except UnicodeDecodeError:
        return False
    return bool(rows) and all(
        len(cells) in (3, 4) and cells[-1].strip().isdecimal() and cells[-2].strip().isdecimal() for cells in rows
    )


def _is_own(head: tuple[str, ...]) -> bool:
    return set(_OWN) <= set(head) or set(_OWN) - {"text"} | {"quote"} <= set(head)


def _is_of_spans(head: tuple[str, ...]) -> bool:
    rule = proposed(head)
    return _is_own(head) or set(_PDNC) <= set(head) or (rule is not None and rule.rows == "spans")
