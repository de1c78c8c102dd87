"""Made-up articles of any length in varied sentences: reports, quotations, names, Arabic, emoji, captions."""

from __future__ import annotations

import random

_FIRST = ["Ada", "Omar", "Lena", "Pat", "Ilse", "Bashar", "Vladimir", "Nadia", "Tomas", "Eva", "Jonas", "Chen", "Rosa"]
_LAST = ["Brandt", "Reyes", "Ortiz", "Donnelly", "Moreau", "al-Assad", "Petrov", "Lund", "Novak", "Weber", "Okafor"]
_WORDS = {
    "role": ["mayor", "spokeswoman", "former employee", "union’s chair", "UN envoy", "defence ministry", "residents"],
    "place": ["Berlin", "Kova", "the eastern state of Saxony", "Dresden", "Aleppo", "the harbour", "Geneva"],
    "thing": ["the depot", "the bridge", "taxes", "the ceasefire", "aid convoys", "a new reservoir", "water prices"],
    "happened": ["will close", "fell by a tenth", "must reopen", "could run dry", "was never filed", "had failed"],
    "when": ["by May", "on Monday", "in 2019", "this morning", "after the vote", "at 10.30 a.m.", "on March 3"],
    "said": ["said", "told reporters", "wrote", "insisted", "added", "warned", "has repeatedly said", "announced"],
    "clause": ["nobody disputed it", "the council met twice", "prices had risen again", "lawyers read the file"],
    "sign": ["🔥", "😀", "👩‍👩‍👧‍👦", "🇩🇪"],
}
_REPORTS = (
    "“{Thing} {happened} {when},” {full} {said}.",
    "{full}, {role} of {place}, {said} that {thing} {happened} {when}.",
    "{last} {said} {thing} {happened}, while {last2} {said} {clause}.",
    "“{Thing} {happened},” the {role} {said}. “We counted {number} of them, and {clause}.”",
    "She {said}: “{Thing} {happened}. {Clause}! ‘{Thing} {happened},’ he told me.”",
    "According to {full}, {thing} {happened} {when}.",
    "The {role} called {thing} “a gift” and left with {number} others.",
    "{last}’s lawyer, Dr. {full}, {said} it, ‘{thing} {happened}’, {number} times.",
    "“We stay,” said {place} wives in a letter {sign}.",
    "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، وأضافت: «لن نغادر».",
    "„Nein, das reicht nicht“, sagte {full} am Montag.",
)
_PLAIN = (
    "{Clause}, although {thing} in {place} {happened}.",
    "In {place}, {number} people had gathered {when} {sign}.",
    "{full} was born in {place} in 1961 and studied law there.",
    "By then {number} of the trucks stood in the yard, and {clause}.",
    "A report from the {last} Institute counts {number} cases; {clause}.",
    "The so-called “quiet zone” cost {number},000 euros.",
)
_LINES = ("Photo: R. {last}", "{Clause} {when}", "Read more: {thing} {happened}", "“{Thing} {happened}.")


def varied_article(length: int, seed: int = 1) -> str:
    """An article; the same for the same length and seed.

    Args:
        length: in code points.
        seed: another one gives another article.
    """
    chance = random.Random(seed)
    people = [(chance.choice(_FIRST), chance.choice(_LAST)) for _ in range(20)]

    def filled(pattern: str) -> str:
        words = {kind: chance.choice(known) for kind, known in _WORDS.items()}
        words |= {kind.capitalize(): words[kind].capitalize() for kind in ("thing", "clause")}
        words |= {"full": " ".join(chance.choice(people)), "number": str(chance.randint(2, 9_999))}
        return pattern.format(**words, last=chance.choice(people)[1], last2=chance.choice(people)[1])

    paragraphs, written = [filled("Council fights over {thing} in {place}"), ""], 0
    while written < length:
        patterns = [
            chance.choice(chance.choice((_REPORTS, _PLAIN, _PLAIN, _PLAIN))) for _ in range(chance.randint(1, 6))
        ]
        paragraphs.append(" ".join(map(filled, patterns if chance.random() < 0.92 else [chance.choice(_LINES)])))
        written += len(paragraphs[-1]) + 1
        paragraphs += [""] * chance.randint(0, 1)
    return "\n".join(paragraphs)[:length]
