"""The good files that are spoiled: each kind that the app reads, with everything that such a file can hold."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from analyst_app import resources
from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, pairs
from analyst_app.core.store import Change
from analyst_app.preferences import Preferences, save_preferences
from analyst_app.session.journal_lines import JournalLine, encoded_change
from analyst_app.session.journal_lines import encoded as encoded_line
from analyst_app.storage.codec import annotation_item, link_item, unplaced
from analyst_app.storage.layer import Layer, order
from analyst_app.storage.team_files import encode_team_file
from tests.importers import samples
from tests.storage.layers import TEXT, TIMES, empty, encoded

ARTICLE = TEXT
OTHER_TEXT = "Nothing of that stands here, but Lena Ortiz does, who said “taxes fell by 12% in 2024,” once more.\n"


def _annotation(record_id: str, tag: str, words: str, **more: object) -> Annotation:
    start = TEXT.index(words)
    return Annotation(record_id, tag, start, start + len(words), created=TIMES[0], modified=TIMES[1], **more)  # type: ignore[arg-type]


@cache
def layer() -> Layer:
    """A layer with each kind of record: links, decisions, replies, what waits for each reason, tombstones."""
    whole = empty()
    mayor = _annotation("a1", "actor", "Lena Ortiz", attributes=pairs({"kind": "person"}), extra=(("actor", "p1"),))
    quote = _annotation("a2", "quote", "“taxes fell by 12% in 2024,”", attributes=pairs({"mode": "direct", "n": 2}))
    claim = _annotation("a3", "claim", "crime fell too", note="see\np. 3 “x”", extra=pairs({"assist": {"score": 0.93}}))
    speaker = Link("l1", "speaker", "a2", "a1", TIMES[0], TIMES[1])
    loose = Link("l2", "speaker", "a2", "gone", TIMES[0], TIMES[1])
    waiting = [
        unplaced("orphan", "0" * 64, annotation_item(replace_id(claim, "u1"), 2, TEXT)),
        unplaced("unconfirmed", "1" * 64, annotation_item(replace_id(mayor, "u2"), 1, TEXT), (("proposed", [8, 18]),)),
        unplaced("end_missing", whole.text_sha256, link_item(loose, 3)),
        unplaced("reading", whole.text_sha256, annotation_item(quote._replace(note="other"), 1, TEXT)),
        unplaced("reading", whole.text_sha256, {"id": "layer", "rev": 1, "status": "done", "note": "theirs"}),
        unplaced("invalid", whole.text_sha256, {"id": "u5", "tag": 7, "start": -1}),
    ]
    entries = [
        Entry("d1", "decisions", pairs({"origins": ["alice:a2", "bob:b1"], "verdict": "one"}), TIMES[0], TIMES[1]),
        Entry("r1", "replies", pairs({"decision": "d1", "text": "no", "turn": 2}), TIMES[1], TIMES[2]),
        Entry("n1", "dismissed", pairs({"start": 2, "end": 7, "exact": TEXT[2:7], "kind": "quotation", "x": 1})),
    ]  # fmt: skip
    return replace(
        whole,
        head=replace(whole.head, reviewer="max", extra=pairs({"reader": "al"})),
        annotations=sorted([mayor, quote, claim], key=order),
        links=[speaker],
        unplaced=sorted(waiting, key=order),
        entries=sorted(entries, key=order),
        facts=LayerFacts("done", "a note", pairs({"activity": {"2026-11-22": 12}})),
        facts_rev=2,
        revs={"a2": 2, "d1": 4},
        deleted={"x1": 3, "x2": 2**53 - 2},
    )


def replace_id(annotation: Annotation, record_id: str) -> Annotation:
    """The same annotation under another id."""
    return annotation._replace(id=record_id)


@cache
def sidecars() -> tuple[bytes, ...]:
    """The layer; one without the text, one of another text, one as the plainest are."""
    plain = replace(empty(), annotations=layer().annotations[:2], links=layer().links, facts_rev=1)
    gone = replace(layer(), head=replace(layer().head, has_content=False))
    elsewhere = encoded(layer()).replace(TEXT.strip().encode(), OTHER_TEXT.strip().encode())
    return encoded(layer()), encoded(plain), encoded(gone), elsewhere


@cache
def journal() -> bytes:
    """A journal of the second of those layers: steps that are in it, one taken back, and two that never reached it."""
    text, file = layer().text, sha256(sidecars()[1]).hexdigest()
    one = _annotation("j1", "claim", "crime fell too")
    steps = [
        ("Tag", Change((), (one,))),
        ("Note", Change((one,), (one._replace(note="n"),))),
        ("Tag", Change((), (_annotation("j2", "actor", "Lena Ortiz"), *layer().entries[:1]))),
        ("All", Change(tuple(layer().annotations[:2]), tuple(layer().unplaced[:1]))),
    ]
    assert (len(steps[3][1].removed), len(steps[3][1].added)) == (2, 1)
    lines = [JournalLine("open", version=1, article="/a1.txt", layer="alice", text=layer().text_sha256, file=file)]
    for number, (label, change) in enumerate(steps, 1):
        made = encoded_change(change, text)
        lines.append(
            JournalLine("step", at=2e9, act=number, label=label, change=made, hold="h" if number < 3 else None)
        )
        if number == 2:
            lines += [JournalLine("undo", at=2e9, act=2), JournalLine("saved", at=2e9, upto=2, is_all=True, file=file)]
    lines.append(JournalLine("left", at=2e9, label="Left", change=encoded_change(steps[2][1], text), back=True))
    return b"".join(map(encoded_line, lines))


@cache
def codebooks() -> tuple[bytes, ...]:
    """The built-in codebook, and one with keys that are not known here."""
    built_in = resources.built_in_codebook()
    odd = json.loads(json.dumps(built_in)) | {"format_version": 1, "team": ["x"]}
    odd["tags"][0] |= {"plays": "claim", "under": "x", "reasons": [{"id": "r", "name": "R"}]}
    return encode_team_file(built_in), encode_team_file(odd)


FACTS = encode_team_file(
    {
        "format": "media-source", "version": 1, "title": "Council", "outlet": "The Lantern", "author": "Nora Field",
        "date": "2024-03-05", "url": "https://lantern.example/x", "language": "en", "encoding": "utf-8",
        "retrieved": TIMES[0], "original": "a.html", "original_sha256": "0" * 64, "importer": "analyst-app html 1",
        "version_of": "a0.txt", "notes": ["one", "two"], "pages": [0, 20], "zones": [{"start": 1, "end": 3}],
    }
)  # fmt: skip
ACTORS = encode_team_file(
    {
        "format": "media-actors", "version": 1,
        "actors": [
            {"id": "p1", "rev": 1, "name": "Ada Brandt", "aliases": ["A. Brandt"], "kind": "person",
             "roles": [{"role": "chair", "from": "2023"}], "wikidata": "", "note": ""},
            {"id": "p2", "rev": 2, "name": "Lena Ortiz", "aliases": [], "kind": "person", "roles": []},
        ],
        "deleted": {"p0": 2},
    }
)  # fmt: skip


@cache
def preferences() -> bytes:
    """Preferences as the app writes them, with keys of a person's own and one that is not known here."""
    import tempfile

    chosen = Preferences("alice", "dark", "Serif", 14.5, 80, keys={"save": "Ctrl+S"}, unknown={"x": [1, {"y": None}]})
    with tempfile.TemporaryDirectory() as folder:
        save_preferences(chosen, Path(folder) / "preferences.json")
        return (Path(folder) / "preferences.json").read_bytes()


def packed(data: bytes) -> bytes:
    """A save as the history holds it."""
    return gzip.compress(data, 1, mtime=0)


_LABEL_STUDIO = [
    {
        "id": 1, "data": {"text": TEXT, "document": "one.txt", "title": "T"},
        "annotations": [
            {"completed_by": {"email": "ana@x.example"}, "result": [
                {"id": "s1", "type": "labels", "from_name": "label", "to_name": "text",
                 "value": {"start": 8, "end": 18, "text": "Lena Ortiz", "labels": ["actor"]}},
                {"id": "s2", "type": "labels", "value": {"start": 24, "end": 52, "labels": ["quote"]}},
                {"id": "s2", "type": "choices", "from_name": "quote__mode", "value": {"choices": ["direct"]}},
                {"id": "s2", "type": "textarea", "from_name": "note", "value": {"text": ["why"]}},
                {"type": "relation", "from_id": "s2", "to_id": "s1", "labels": ["speaker"]}]}],
    }
]  # fmt: skip
_FLAT = [
    {"text": TEXT, "label": [[8, 18, "actor"], [24, 52, "quote"]]},
    {"text": TEXT, "entities": [{"id": 1, "start_offset": 8, "end_offset": 18, "label": "actor"},
                                {"id": 2, "start_offset": 24, "end_offset": 52, "label": "quote"}],
     "relations": [{"type": "speaker", "from_id": 2, "to_id": 1}]},
    {"text": TEXT, "document": "three", "layers": [{"annotator": "bob"}], "source": {"title": "T", "url": "u"},
     "spans": [{"id": "x", "start": 8, "end": 18, "label": "actor", "text": "Lena Ortiz", "annotator": "bob",
                "attributes": {"kind": "person"}, "note": "n"},
               {"start": 24, "end": 52, "label": "quote"}],
     "relations": [{"head_span": {"start": 24, "end": 52, "label": "quote"}, "label": "speaker",
                    "child_span": {"start": 8, "end": 18, "label": "actor"}}]},
]  # fmt: skip
_WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
    "items": [
        {"id": "urn:uuid:a1", "type": "Annotation", "creator": {"nickname": "ana"},
         "body": [{"type": "TextualBody", "purpose": "tagging", "value": "actor"},
                  {"type": "TextualBody", "purpose": "commenting", "value": "who"}],
         "target": {"source": "one.txt", "selector": [
             {"type": "TextPositionSelector", "start": 8, "end": 18},
             {"type": "TextQuoteSelector", "exact": "Lena Ortiz", "prefix": "Mayor ", "suffix": " said"}]}},
        {"id": "urn:uuid:a2", "body": [{"purpose": "linking", "value": "urn:uuid:a1"}], "motivation": "linking",
         "target": "urn:uuid:a1"},
        {"user": "acct:bob@h", "tags": ["claim"], "text": "n",
         "target": [{"source": "one.txt", "selector": [{"type": "TextQuoteSelector", "exact": "crime fell too"}]}]},
    ],
}  # fmt: skip
_CONLL = "-DOCSTART- -X- O O\n\n" + "".join(
    f"{word} NN O {mark}\n" for word, mark in (("Mayor", "O"), ("Lena", "B-actor"), ("Ortiz", "I-actor"), (".", "O"))
)
_WEBANNO = (
    "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|label|mode\n"
    "#T_RL=webanno.custom.Link|role|BT_webanno.custom.Span\n"
    "\n\n#Text=Mayor Lena Ortiz said so\n1-1\t0-5\tMayor\t_\t_\t_\t_\t\n1-2\t6-10\tLena\tactor[1]\tdirect[1]\t_\t_\t\n"
    "1-3\t11-16\tOrtiz\tactor[1]\tdirect[1]\tspeaker\t1-4\t\n1-4\t17-21\tsaid\tcue\t_\t_\t_\t\n"
    "1-5\t22-24\tso\t_\t_\t_\t_\t\n"
)
_BRAT = (
    "T1\tactor 8 18\tLena Ortiz\nT2\tquote 24 51\t“taxes fell by 12% in 2024,”\nR1\tspeaker Arg1:T2 Arg2:T1\n"
    "A1\tmode T2 direct\n#1\tAnnotatorNotes T1\twho\nE1\tquote:T2 Who:T1\n*\tEquiv T1 T2\n"
)


_MARKS = (
    "document,id,label,start,end,words,annotator,note\n"
    "one.txt,a,actor,8,18,Lena Ortiz,bob,\none.txt,q,quote,24,52,,ana,=1+1\n"
)
_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><head>At odds</head><p><persName xml:id="a">Lena'
    ' Ortiz</persName> said <q who="#a">no<note>n</note></q>.</p><lg><l>One</l><l>two</l></lg></body></text></TEI>'
)
_TASKS = [
    {"text": TEXT, "spans": [{"start": 8, "end": 18, "label": "actor"}], "answer": "accept", "_annotator_id": "bo"},
    {"text": TEXT, "spans": [], "answer": "reject", "_session_id": "x-al", "meta": {"source": "a"}, "flagged": True},
    {"data": {"text": TEXT}, "predictions": [{"model_version": "m1", "score": 0.5, "result": [
        {"id": "r", "type": "labels", "value": {"start": 8, "end": 18, "labels": ["actor"]}}]}], "annotations": []},
    [TEXT, {"entities": [[8, 18, "actor"]]}],
]  # fmt: skip


@cache
def annotated() -> dict[str, bytes]:
    """A good file of others' annotations by its name; the two zipped kinds are made by the app's own export."""
    made = {
        "label-studio.json": json.dumps(_LABEL_STUDIO).encode(),
        "doccano.jsonl": "\n".join(map(json.dumps, _FLAT)).encode(),
        "page.jsonld": json.dumps(_WEB).encode(),
        "one.conll": _CONLL.encode(),
        "one.tsv": _WEBANNO.encode(),
        "one.ann": _BRAT.encode(),
        "marks.csv": _MARKS.encode(),
        "tei.xml": _TEI.encode(),
        "task.labels": b"one\tclaim\t8\t18\none\tquote\t24\t52\n",
        "rows.jsonl": b"".join(json.dumps(row).encode() + b"\n" for row in _TASKS),
    }
    return made | exported()


@cache
def exported() -> dict[str, bytes]:
    """Files of the kinds that are easier exported than written by hand."""
    import tempfile

    from analyst_app.export.exporting import ExportRequest, export

    made = {}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        (corpus / "one.txt").write_bytes(TEXT.encode())
        (corpus / "one.txt.alice.annotations.json").write_bytes(
            encoded(replace(layer(), unplaced=[], entries=[], head=replace(layer().head, reviewer=None)))
        )
        for kind, pattern in (("refi-qda", "*.qdpx"), ("uima-cas", "**/*.zip")):
            output = Path(folder) / kind
            export(ExportRequest(corpus=corpus, format_name=kind, output=output, workers=1))
            found = next(output.glob(pattern))
            made[f"one{found.suffix}"] = found.read_bytes()
    return made


def documents() -> dict[str, bytes]:
    """A good file of each kind that is imported as an article, by its kind."""
    page, mail = samples.EVERY_KIND["html"], samples.EVERY_KIND["eml"]
    length = str(len(page) + 40).encode()
    return samples.EVERY_KIND | {
        "news": samples.NEXIS.encode(),
        "news-factiva": samples.FACTIVA.encode(),
        "table": b"title,text,date\nDepot,Ada left.,2024-03-05\nLater,Bo came.,soon\n",
        "transcript": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>We stay.\n\n00:05.000 --> 00:06.000\nBO: No.\n",
        "mbox": b"From a@x.org Mon Mar  4 10:00:00 2024\n" + mail + b"\nFrom b@x.org Tue Mar  5 10:00:00 2024\n" + mail,
        "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/a\r\n"
        b"WARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
        + length + b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page + b"\r\n\r\n",
    }  # fmt: skip
