"""Two large layers that disagree as people do."""

from __future__ import annotations

from random import Random

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link

_TAGS = (("claim", 60), ("quote", 45), ("actor", 12), ("cue", 8))


def two_layers(count: int, *, seed: int = 1) -> tuple[Reading, Reading, int]:
    """Layers of ``count`` annotations each and the length of the text; about one in four differs."""
    random = Random(seed)
    a: list[Annotation] = []
    b: list[Annotation] = []
    start = 0
    for n in range(count):
        tag, size = _TAGS[n % 4]
        size += random.randrange(-4, 5)
        kind = random.choice(("x", "y"))
        a.append(Annotation(f"a{n}", tag, start, start + size, (("kind", kind),)))
        draw = random.random()
        if draw < 0.75:
            b.append(Annotation(f"b{n}", tag, start, start + size, (("kind", kind),)))
        elif draw < 0.85:
            b.append(Annotation(f"b{n}", tag, start + random.randrange(3), start + size - 1, (("kind", kind),)))
        elif draw < 0.9:
            b.append(Annotation(f"b{n}", _TAGS[(n + 1) % 4][0], start, start + size, (("kind", "x"),)))
        else:
            b.append(Annotation(f"b{n}", tag, start + size + 2, start + size + 12, ()))
        start += random.randrange(10, 60)
    links_a = [Link(f"la{n}", "speaker", f"a{n}", f"a{n + 1}") for n in range(1, count - 1, 4)]
    links_b = [Link(f"lb{n}", "speaker", f"b{n}", f"b{n + 1}") for n in range(1, count - 1, 4)]
    return Reading("a", a, links_a), Reading("b", b, links_b), start + 100


def several_layers(count: int, readers: int, *, seed: int = 1) -> tuple[list[Reading], int]:
    """Layers of several readers, of ``count`` annotations each, and the length of the text.

    Each of the others differs from the first in about one of seven, wherever that is.
    """
    first, other, length = two_layers(count, seed=seed)
    found = [first]
    for reader in range(1, readers):
        random, name = Random(seed + reader), "abcdefghi"[reader]
        pairs = zip(first.annotations, other.annotations, strict=True)
        own = [
            (theirs if random.random() < 0.6 else one)._replace(id=f"{name}{n}")
            for n, (one, theirs) in enumerate(pairs)
        ]
        links = [
            Link(f"l{name}{n}", link.role, name + link.from_id[1:], name + link.to_id[1:])
            for n, link in enumerate(first.links)
        ]
        found.append(Reading(name, own, links))
    return found, length


def layers_of(people: int, count: int, *, seed: int = 1) -> tuple[list[Reading], int]:
    """Layers of ``count`` annotations each by so many people, and the length of the text; one in four differs."""
    random = Random(seed)
    first: list[Annotation] = []
    start = 0
    for n in range(count):
        tag, size = _TAGS[n % 4]
        first.append(
            Annotation("", tag, start, start + size + random.randrange(-4, 5), (("kind", random.choice("xy")),))
        )
        start += random.randrange(10, 60)
    readings = []
    for person in "abcdefghij"[:people]:
        own: list[Annotation] = []
        for n, one in enumerate(first):
            draw = random.random() if person != "a" else 0.0
            if draw >= 0.9:
                one = one._replace(start=one.end + 2, end=one.end + 12, attributes=())
            elif draw >= 0.85:
                one = one._replace(tag=_TAGS[(n + 1) % 4][0])
            elif draw >= 0.75:
                one = one._replace(start=one.start + random.randrange(3), end=one.end - 1)
            own.append(one._replace(id=f"{person}{n}"))
        links = [Link(f"l{person}{n}", "speaker", f"{person}{n}", f"{person}{n + 1}") for n in range(1, count - 1, 4)]
        readings.append(Reading(person, own, links))
    return readings, start + 100
