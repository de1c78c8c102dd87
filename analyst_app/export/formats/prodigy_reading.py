"""Prodigy's tasks read back: only what says where their spans are, so that a thousand tokens cost little."""

from __future__ import annotations

import msgspec

from analyst_app.export.contract import Options, Seen


class _Place(msgspec.Struct, gc=False):
    start: int
    end: int


class _ReadSpan(msgspec.Struct, gc=False):
    id: str
    start: int
    end: int
    label: str
    token_start: int
    token_end: int


class _ReadRelation(msgspec.Struct, gc=False):
    label: str
    head_span: _Place
    child_span: _Place


class _ReadTask(msgspec.Struct, gc=False):
    """The part of a task that says where its spans are."""

    text: str
    tokens: list[_Place]
    spans: list[_ReadSpan]
    relations: list[_ReadRelation]


_TASK = msgspec.json.Decoder(_ReadTask)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans of tasks, by characters and by tokens.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for data in files.values():
        for line in data.split(b"\n")[:-1]:
            task = _TASK.decode(line)
            text, tokens = task.text, task.tokens
            for span in task.spans:
                by_tokens = text[tokens[span.token_start].start : tokens[span.token_end].end]
                by_characters = text[span.start : span.end]
                seen.append((span.id, span.start, span.end, span.label, by_characters, by_tokens))
            for one in task.relations:
                head, child = one.head_span, one.child_span
                seen.append((one.label, head.start, head.end, child.start, child.end))
    return seen
