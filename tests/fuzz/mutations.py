"""Spoils good files at random: JSON by its structure, so that most of what comes out is JSON still, and any file by its
bytes. The same seed spoils the same file in the same way."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

RAW = (
    "NaN", "-Infinity", "1e999", "-0", "-0.0", "1E+2", "0" * 40, "9" * 400, "9" * 5_000, "[" * 70 + "]" * 70,
    "[" * 63 + "]" * 63, "[" * 60 + "1" + "]" * 60, '{"a":' * 3_000 + "1" + "}" * 3_000, "[" * 100_000,
    '"\\ud800"', '"\\u0000"', '"\\x"', "tru", "'x'", "",
)  # fmt: skip
"""What may stand in a value's place and that Python's writer would not write."""
EXTREMES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 31, 2**31, 2**32, 2**53 - 2, 2**53 - 1, 2**53, 2**63, 2**64, 10**30, -(2**63),
    -(10**25), 0.5, 1.0, 1e16, 1e308, 5e-324, -1.5, "", " ", "0", "\0", "a\nb", "\r", "\u2028", "\ud83d", "a\udfff",
    "🔥", "ＡＢＣ", "e\u0301", "x" * 40, "x" * 70_000, "../../x", "/etc/passwd", "C:\\x", "~", "layer", "id",
    "utf\0-8", "punycode", "idna", "rot13", "#zzzzzz", "2026-13-45T99:99:99Z", "9999999999999", "-", "<b>&amp;</b>",
    "%s{}", "[a](b)", "\u202etxt.", [], {}, [[]], [{}], [None], {"": None}, {"id": 1},
    {"\ud800": "\ud800"}, ["x"] * 300, [0, 1], [1, 0], [10**20, -5],
)  # fmt: skip
"""Values that nobody would write."""
_TOKEN = "@raw{}@"
_PLACED = re.compile('"@raw([0-9]+)@"')
_FLIPPED = (0, 1, 7, 9, 10, 13, 32, 34, 44, 47, 48, 58, 91, 92, 93, 123, 125, 127, 128, 192, 194, 237, 240, 255)


def spoiled(chance: random.Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """A file with something odd in it.

    Args:
        chance: that decides on everything.
        data: the good file.
        others: good files of the same kind, of which parts are taken.
    """
    ways: list[Callable[[random.Random, bytes], bytes | None]] = [_one_line, _whole_json, _member]
    chance.shuffle(ways)
    made = data
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        way = chance.random()
        found = None
        if way < 0.75:
            found = next(filter(None, (spoil(chance, made) for spoil in ways)), None)
        elif way < 0.8 and others:
            found = _spliced(chance, made, chance.choice(others))
        made = found if found is not None else _bytes(chance, made)
    return made


def _one_line(chance: random.Random, data: bytes) -> bytes | None:
    """One record of a file with one record a line, so that the file is laid out as before."""
    lines = data.split(b"\n")
    rows = [row for row, line in enumerate(lines) if line.startswith(b"{")]
    for _ in range(5 if len(rows) > 1 else 0):
        row = chance.choice(rows)
        comma = b"," if lines[row].endswith(b",") else b""
        try:
            value = json.loads(lines[row].removesuffix(b","))
            lines[row] = _written(chance, _edited(chance, value), compact=True) + comma
        except (ValueError, RecursionError):
            continue
        if chance.random() < 0.1:
            lines.insert(row, lines[row].removesuffix(b",") + b",")
        return b"\n".join(lines)
    return None


def _whole_json(chance: random.Random, data: bytes) -> bytes | None:
    """The whole value, written anew by Python's own writer."""
    try:
        value = json.loads(data)
        for _ in range(chance.choice((1, 1, 2, 4))):
            value = _edited(chance, value)
        return _written(chance, value, compact=chance.random() < 0.5)
    except (ValueError, RecursionError):
        return None


def _member(chance: random.Random, data: bytes) -> bytes | None:
    """A file in a zip, changed as a file for itself is; the archive stays one."""
    if not data.startswith(b"PK\x03\x04") or chance.random() < 0.3:
        return None
    out = io.BytesIO()
    with contextlib.suppress(Exception):  # an archive that was spoiled before
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            names = old.namelist()
            chosen = chance.choice(names)
            for name in names:
                content = old.read(name)
                new.writestr(name, _bytes(chance, content) if name == chosen else content)
        return out.getvalue()
    return None


def _extreme(chance: random.Random) -> Any:
    """One of the values that nobody would write, for this file alone: another file's must not have it changed."""
    return copy.deepcopy(chance.choice(EXTREMES))


def _edited(chance: random.Random, value: Any) -> Any:
    """A parsed value with one place in it changed."""
    places = list(_places(value))
    if not places:
        return _extreme(chance)
    holder, key = chance.choice(places)
    other_holder, other_key = chance.choice(places)
    match chance.randrange(10):
        case 0 | 1 | 2:
            holder[key] = _extreme(chance)
        case 3:
            holder[key] = _TOKEN.format(chance.randrange(len(RAW)))
        case 4:
            holder[key] = _of_another_type(chance, holder[key])
        case 5:
            del holder[key]
        case 6:
            holder[key] = json.loads(json.dumps(other_holder[other_key]))
        case 7 if isinstance(holder, list):
            holder.extend(json.loads(json.dumps(holder[key])) for _ in range(chance.choice((1, 1, 2, 50))))
        case 8 if isinstance(holder, dict):
            holder[str(chance.choice((other_key, "unknown", "", "id", "x" * 50)))] = holder.pop(key)
        case _:
            holder[key] = _nearly(chance, holder[key])
    return value


def _places(value: Any) -> Any:
    """Each place in a value, as its holder and key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)


def _of_another_type(chance: random.Random, value: Any) -> Any:
    turned: list[Any] = [[value], {"id": value}, str(value), None]
    if isinstance(value, int | float):
        turned += [float(value) if abs(value) < 1e300 else 1.0, bool(value)]
    if isinstance(value, str) and value.isdigit() and len(value) < 4_000:
        turned.append(int(value))
    return chance.choice(turned)


def _nearly(chance: random.Random, value: Any) -> Any:
    """A value near by, of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 10, 1_000, -1_000))
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        new = chance.choice(("", "\u0301", "\0", "é", "\ud800", value, value[at].swapcase(), "\u00a0"))
        return value[:at] + new + value[at + 1 :]
    return _extreme(chance)


def _written(chance: random.Random, value: Any, *, compact: bool) -> bytes:
    separators = (",", ":") if compact else (", ", ": ")
    is_ascii = chance.random() < 0.3
    text = json.dumps(value, ensure_ascii=is_ascii, separators=separators, indent=chance.choice((None, None, 1)))
    if compact:
        text = json.dumps(value, ensure_ascii=is_ascii, separators=separators)
    text = _PLACED.sub(lambda found: RAW[int(found[1])], text)
    if chance.random() < 0.05 and text.startswith('{"'):
        key = text[: text.find(":") + 1] if ":" in text else ""
        text = f"{key}{chance.choice(('0', '[]', 'null'))},{text[1:]}" if key else text  # one key twice
    return re.sub("[\ud800-\udfff]", lambda one: f"\\u{ord(one[0]):04x}", text).encode()


def _bytes(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        if not out:
            return bytes(chance.choice(_FLIPPED) for _ in range(3))
        at = chance.randrange(len(out))
        size = chance.choice((1, 2, 8, 64, 1_000))
        match chance.randrange(8):
            case 0:
                out[at] = chance.choice(_FLIPPED)
            case 1:
                out[at] ^= 1 << chance.randrange(8)
            case 2:
                del out[at : at + size]
            case 3:
                out[at:at] = out[at : at + size]
            case 4:
                out[at:at] = bytes(chance.choice(_FLIPPED) for _ in range(min(size, 8)))
            case 5 if chance.random() < 0.4:
                del out[at:]
            case 6:
                there = chance.randrange(len(out))
                out[there:there] = out[at : at + size]
            case _:
                digits = [place for place in range(at, min(len(out), at + 2_000)) if 48 <= out[place] <= 57]
                if digits:
                    out[digits[0] : digits[0] + 1] = chance.choice((b"", b"0", b"-1", b"99999999999999999999", b"1.5"))
    return bytes(out)


def _spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one file and the end of another, as a broken transfer or a bad merge leaves it."""
    if chance.random() < 0.3:
        return b"<<<<<<< HEAD\n" + data + b"=======\n" + other + b">>>>>>> theirs\n"
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
