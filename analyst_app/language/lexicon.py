"""The word lists that snapping, names and clauses go by, handed in by the caller.

Core names no resource: ``analyst_app.language.word_lists`` builds the one that
ships with the app.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Small word lists of several languages in one; every entry is in lower case."""

    abbreviations: Words = frozenset()
    """Words whose final stop does not end a sentence, without that stop."""
    titles: Words = frozenset()
    """What stands before a name and is no part of it, stops left out."""
    reporting_verbs: Words = frozenset()
    """Verb forms that attribute words to someone."""
    addressed_verbs: Words = frozenset()
    """Those whose object is the listener: told, asked."""
    attributions: Words = frozenset()
    """Phrases that attribute without a verb: according to."""
    complementizers: Words = frozenset()
    """What may open a reported clause: that."""
    conjunctions: Words = frozenset()
    """What may begin the next statement after a comma: while, but."""
    function_words: Words = frozenset()
    """Words that are no name though a sentence begins with them."""
    determiners: Words = frozenset()
    """Articles and possessives: the, his; no part of a name, and no reporting verb follows one."""
    auxiliaries: Words = frozenset()
    """What may stand between a speaker and the reporting verb, and finite forms: has, also, will."""
    prepositions: Words = frozenset()
    """A name after one of them does not speak."""
    pronouns: Words = frozenset()
    """Subjects that stand for a name: he, sie."""
    relatives: Words = frozenset()
    """What opens a clause about the name before it: who, which."""
    particles: Words = frozenset()
    """Parts of a name in lower case: de, van, bin."""
    bodies: Words = frozenset()
    """Nouns that go on with "of" in a name: Ministry, University."""
    months: Words = frozenset()
    """Months and days: no names, and a number with a stop may stand before them."""
    roles: Words = frozenset()
    """Nouns that stand for one speaker: minister, spokeswoman."""
    groups: Words = frozenset()
    """Nouns that stand for speakers without a name: officials, residents."""
    elisions: Words = frozenset()
    """What begins with an apostrophe that is no quotation mark: tis, em."""
    captions: Words = frozenset()
    """What a caption or credit line begins or ends with."""
    promos: Words = frozenset()
    """What a line that advertises something begins with."""
    bylines: Words = frozenset()
    """What a line about author, place or date begins with."""

    @cached_property
    def no_names(self) -> Words:
        """Words that a name does not begin with, though they are capitalised at the start of a sentence."""
        return self.function_words | self.determiners | self.pronouns

    @cached_property
    def closed(self) -> Words:
        """Words that do not stand in the noun phrase for a role."""
        lists = (self.prepositions, self.reporting_verbs, self.auxiliaries, self.relatives, self.conjunctions)
        return self.no_names.union(self.months, *lists)

    @cached_property
    def speakers(self) -> Words:
        """Nouns that stand for one or several who speak."""
        return self.roles | self.groups

    def is_reporting(self, word: str) -> bool:
        """Whether a word attributes what is said."""
        return word.lower() in self.reporting_verbs

    def is_title(self, word: str) -> bool:
        """Whether a word is a title or rank, with or without its stop."""
        return word.rstrip(".").lower() in self.titles
