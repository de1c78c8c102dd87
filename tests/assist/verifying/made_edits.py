"""Sentences of invented speeches, and edits of them with the verdict that each must get.

Every sentence is written with the places at which it can be edited: ``{a|b}``
is a word with the one that turns it into another statement, ``<…>`` a clause
that an honest ellipsis may leave out. Half of the sentences are held out: they
were written together, and the rules were not looked at with them.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple


class Edit(NamedTuple):
    kind: str
    quote: str
    verdicts: frozenset[str]


TUNED = """
We will {not|} leave the depot until <, as the chair has said before,> every last locker is empty
The council has offered us {twelve|thirteen} million crowns <, spread over four long years,> for the old quay
I told {Tomas Kovian|Mira Halloran} in March <, at the meeting of the harbour board,> that the bridge is unsafe
Our drivers {never|always} asked for a second contract <, whatever the papers wrote,> and they were right
The new line opens on {14|15} October <, weather permitting,> and it will run every ten minutes
Nobody in this city <, young or old,> should have to choose between heating and {bread|rent}
She did {not|} promise anything to the tenants <, as far as I can see,> beyond a first meeting
In {2031|2013} the mill closed <, after a dispute of nine months,> and half the village moved away
{Lena Ortiz|Paula Simms} wrote the first report <, on her own time,> before anybody had asked for one
The fish came back to the river <, slowly at first,> once the dye works had {stopped|started}
We have {no|some} plans to sell the theatre <, today or next spring,> to anyone outside the town
The school will get {300|3,000} new desks <, paid for by parents,> before the summer is over
""".strip().splitlines()

HELD_OUT = """
The ferry will {not|} sail again <, according to the yard,> before the new engine has been tested
They have counted {eighty|eighteen} complaints <, most of them by letter,> since the airport changed its routes
Before the vote {Ilse Marek|Jonas Weidt} called every farmer <, one after another,> in the upper valley
The museum {cannot|can} return the masks <, under its own statutes,> without a decision of the board
Rents in the old town have risen by {7|17} percent <, in a single year,> while wages stood still
We were {never|often} told about the leak <, neither by phone nor by post,> until the water turned brown
{Doctor Amadi|Doctor Quist} treated forty children <, without any pay,> in the gym behind the church
The orchard belongs to the village <, and to the village alone,> because our grandparents {planted|sold} it
There is {nothing|something} in this contract <, I have read it twice,> that protects the small bakers
The tunnel was finished in {1998|1989} <, two winters late,> and it has leaked from the first day
Our archive keeps {four|five} thousand letters <, some of them unopened,> from the years of the strike
I do {not|} regret the evening <, loud as it was,> when we sang in front of the town hall
""".strip().splitlines()

_FILLERS = (" uh,", ", you know,", " um,", ", I mean,", " er")
_VERDICTS = {
    "same": {"verbatim"},
    "printing": {"verbatim"},
    "filler": {"trimmed"},
    "ellipsis": {"trimmed"},
    "bracket": {"trimmed"},
    "negation": {"changed"},
    "changed": {"changed"},
    "order": {"changed"},
    "splice": {"spliced"},
    "left out": {"changed"},
    "elsewhere": {"not_found"},
}
REVERSALS = frozenset({"negation", "changed", "order", "splice"})


def _whole(line: str) -> str:
    spoken = re.sub(r"\{([^|]*)\|[^}]*\}", r"\1", line)
    return " ".join(re.sub(r"\s*<([^>]*)>", r"\1", spoken).split()) + "."


def _turned(line: str) -> str:
    return _whole(re.sub(r"\{[^|]*\|([^}]*)\}", r"\1", line))


def _shortened(line: str, mark: str) -> str:
    return " ".join(_whole(re.sub(r"\s*<[^>]*>", f" {mark}", line)).split())


def _printed(sentence: str) -> str:
    import unicodedata

    words = sentence[0].lower() + sentence[1:].rstrip(".")
    return "«\u00a0" + unicodedata.normalize("NFD", words.replace(", ", " –\n", 1)) + ",\u00a0»"


def _negated(sentence: str) -> str:
    """A sentence without its negation, or with one that it has not."""
    for word, other in (
        (" not ", " "),
        (" never ", " "),
        ("cannot ", "can "),
        (" no ", " "),
        ("Nobody ", "Everybody "),
    ):
        if word in sentence:
            return sentence.replace(word, other, 1)
    for verb in (" has ", " will ", " is ", " have ", " was ", " did "):
        if verb in sentence:
            return sentence.replace(verb, f"{verb}not ", 1)
    first, _, rest = sentence.partition(", ")
    return f"{first}, not {rest}" if rest else f"Not {sentence}"


def _swapped(line: str) -> str:
    """A sentence whose halves round the clause that could be left out stand the other way round."""
    first, _, rest = re.sub(r"\{([^|]*)\|[^}]*\}", r"\1", line).partition("<")
    clause, _, last = rest.partition(">")
    return " ".join(f"{last.strip()} {first.strip()}{clause}".split())


def speech(lines: list[str], seed: int) -> str:
    """A speech of all sentences with fillers in every third, as a transcript has them."""
    words = random.Random(seed)
    said = []
    for number, line in enumerate(lines):
        sentence = _whole(line)
        if number % 3 == 0:
            at = sentence.find(" ", 8)
            sentence = sentence[:at].rstrip(",") + words.choice(_FILLERS) + sentence[at:]
        said.append(sentence)
    return " Thank you all for coming. ".join(said)


def edits(lines: list[str]) -> list[Edit]:
    """Every edit of every sentence, each with the verdicts that are right."""
    found: list[Edit] = []
    for number, line in enumerate(lines):
        has_filler = number % 3 == 0
        plain, other = _whole(line), _whole(lines[(number + 5) % len(lines)])
        half, rest = plain.split(), other.split()
        made = [
            ("filler" if has_filler else "same", f"“{plain}”"),
            ("filler" if has_filler else "printing", _printed(plain)),
            ("ellipsis", f"“{_shortened(line, '…')}”"),
            ("ellipsis", f'"{_shortened(line, "[...]")}"'),
            ("bracket", _shortened(line, "[so she said]")),
            ("negation", f"“{_negated(plain)}”"),
            ("negation", _negated(_shortened(line, "…"))),
            ("changed", f"“{_turned(line)}”"),
            ("changed", _turned(re.sub(r"\s*<[^>]*>", " …", line))),
            ("order", f"“{_swapped(line)}”"),
            ("splice", " ".join([*half[: len(half) // 2], *rest[len(rest) // 2 :]])),
            ("splice", " ".join([*half[: len(half) // 2], "and", *rest[len(rest) // 2 :]])),
            ("elsewhere", "Apples were cheaper when the orchestra of Vellmond played waltzes on Sundays"),
        ]
        found += [Edit(kind, quote, frozenset(_VERDICTS[kind])) for kind, quote in made]
    return found
