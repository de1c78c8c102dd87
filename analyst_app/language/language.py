"""One language as the rules of this room read it: its word lists and small tables.

The rules are the same for all languages and hold no word of any; what differs
is here, made from a folder of ``resources/words`` by ``language.languages``.
Each field is one list of that folder; docs/languages.md describes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from analyst_app.language import compounds
from analyst_app.language.compounds import Compounds, WordList, with_ends

Words = frozenset[str]


@dataclass(frozen=True)
class Language:
    """The word lists and small tables of a language; every entry is in lower case unless its field says otherwise."""

    code: str = ""
    """Name of its folder, as in BCP 47: ``en``."""
    name: str = ""
    """In English, for a list to choose from."""

    abbreviations: Words = frozenset()
    """Words whose final stop does not end a sentence, without that stop."""
    titles: Words = frozenset()
    """Titles and ranks, which stand before a name and are no part of it; stops left out."""
    reporting_verbs: Words = frozenset()
    """Verb forms that attribute words to someone; "warf … vor" does so with its particle at the end of its clause."""
    that_verbs: Words = frozenset()
    """Verb forms that attribute only where "that" follows, or at the end of a sentence: shows."""
    helped_verbs: Words = frozenset()
    """Participles that attribute only after one of ``helpers``: a déclaré."""
    addressed_verbs: Words = frozenset()
    """Those whose object is the listener: told, asked."""
    framed_verbs: Words = frozenset()
    """Verb forms with the words that lead to what they report: promised to, "accused … of" with whom between."""
    reporting_nouns: Words = frozenset()
    """Nouns of speech with the word or colon that leads to what was said: "claim … that"."""
    attributions: Words = frozenset()
    """Phrases that attribute without a verb: according to."""
    own_attributions: Words = frozenset()
    """Those of these phrases that hold a pronoun and name nobody: a su juicio."""
    postpositions: Words = frozenset()
    """Those of these phrases that follow their noun: zufolge."""
    complementizers: Words = frozenset()
    """Words that may open a reported clause: that."""
    conjunctions: Words = frozenset()
    """Words that may begin the next statement after a comma: while, but."""
    joiners: Words = frozenset()
    """Conjunctions that join subjects as well as statements: and."""
    function_words: Words = frozenset()
    """Words that are no name though a sentence begins with them."""
    determiners: Words = frozenset()
    """Articles and possessives: the, his; no part of a name, and no reporting verb follows one."""
    auxiliaries: Words = frozenset()
    """Helpers and adverbs between a speaker and the reporting verb, and finite forms: has, also, will."""
    past_forms: Words = frozenset()
    """Past forms of verbs that no ending of ``past_endings`` shows: fell."""
    subjunctives: Words = frozenset()
    """Verb forms that show words to be reported without "that": werde, sei."""
    prepositions: Words = frozenset()
    """A name after one of them does not speak."""
    pronouns: Words = frozenset()
    """Subjects that stand for a name: he, sie."""
    relatives: Words = frozenset()
    """Words that open a clause about the name before them: who, which."""
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
    he_names: Words = frozenset()
    """First names of men."""
    she_names: Words = frozenset()
    """First names of women."""
    given_names: Words = frozenset()
    """First names of men and women alike."""
    states: Words = frozenset()
    """States, in full and in short."""
    demonyms: Words = frozenset()
    """Adjectives and nouns for the people of a country, faith or party: Kenyan."""
    places: Words = frozenset()
    """Towns, regions and continents."""
    known_bodies: Words = frozenset()
    """Bodies that no noun in their name shows to be one: Kremlin."""
    body_nouns: Words = frozenset()
    """Nouns by which a name is one of a body, first or last in it: Institute."""
    thing_nouns: Words = frozenset()
    """Nouns by which a name is one of a place, time, work, event or law: Act."""
    elisions: Words = frozenset()
    """Words that begin with an apostrophe that is no quotation mark: tis, em."""
    captions: Words = frozenset()
    """Beginnings and ends of captions and credit lines."""
    promos: Words = frozenset()
    """Beginnings of lines that advertise something."""
    bylines: Words = frozenset()
    """Beginnings of lines about author, place or date."""
    notices: Words = frozenset()
    """Beginnings and ends of lines about rights, or about who wrote an article, wherever they stand."""
    page_words: Words = frozenset()
    """Words of the page round an article that stand alone on a line: share, comments."""

    # small tables: ``rules`` in language.json
    articles: Words = frozenset()
    """Articles before a noun: the, a."""
    indefinite_articles: Words = frozenset()
    """Articles that open a phrase about something new: a."""
    quantifiers: Words = frozenset()
    """Counts after which a reporting verb follows directly: all said."""
    time_openers: Words = frozenset()
    """Words before a day or time between a speaker and the verb: on (Friday), last (week)."""
    helpers: Words = frozenset()
    """Helpers that make a participle of ``helped_verbs`` a verb: a déclaré, ha detto."""
    elided: Words = frozenset()
    """Short words that an apostrophe joins to the next, without it: l', qu'."""
    infinitive_marks: Words = frozenset()
    """Words that make the verb form after them an infinitive, which reports nothing: to say."""
    passives: Words = frozenset()
    """Helpers that make the form after them passive: was told."""
    participle_endings: Words = frozenset()
    """Endings of verb forms that need a helper: -ing."""
    past_endings: Words = frozenset()
    """Endings of past forms: -ed."""
    finite_endings: Words = frozenset()
    """Endings by which a word is taken for a finite verb: -ed, -s."""
    aside_openers: Words = frozenset()
    """Words that open a clause beside the statement, besides the relatives: after, as."""
    report_openers: Words = frozenset()
    """Words that open an attribution at the end of its sentence: ", as she said"."""
    bare_reports: Words = frozenset()
    """Those that attribute without a verb: ", so Brandt"."""
    subject_articles: Words = frozenset()
    """Articles of a subject, in a language where the finite verb stands second: der, ein."""
    oblique_articles: Words = frozenset()
    """Articles and pronouns that are no subject: dem, denen."""
    perfect_helpers: Words = frozenset()
    """Helpers of a verb form at the end of its clause: hat … gesagt."""
    first_persons: Words = frozenset()
    """Pronouns of the one who speaks, whose verb forms look like reported ones: ich."""
    definite_prefixes: Words = frozenset()
    """Articles joined to their noun, in a script without capitals: ال."""
    office_links: Words = frozenset()
    """Words that join an office to whom it is of: باسم (on behalf of)."""
    adjective_endings: Words = frozenset()
    """Endings of names that describe the noun or first name after them: московский, Bäckerin."""
    adverb_endings: Words = frozenset()
    """Endings of adverbs, by which a word before a verb is nobody: тихо, simplement."""
    patronymic_endings: Words = frozenset()
    """Endings of a second name after the father's, which stands between first name and surname."""
    genitive_cases: Words = frozenset()
    """Endings of names in the genitive with those of the name itself: "ова > ов"."""
    clause_openers: Words = frozenset()
    """Words that open a clause that is not reported: weil, nachdem."""
    quotation_followers: Words = frozenset()
    """Words that may go on after a quotation without being reported: while."""
    clause_enders: Words = frozenset()
    """Words after a comma by which the article goes on for itself after a reported clause: which, but."""
    present_helpers: Words = frozenset()
    """Helpers in the present, in which the article speaks for itself beside what is reported in the past: has, is."""
    noun_forms: Words = frozenset()
    """Reporting verb forms that are more often nouns: states, claims; they report beside a subject or before "that"."""
    questions: Words = frozenset()
    """Complementizers that belong to the reported words: whether."""
    pointed_times: Words = frozenset()
    """Nouns before which a complementizer only points: that morning."""
    body_links: Words = frozenset()
    """Words that join a body to the rest of its name: Ministry of Defence."""
    body_articles: Words = frozenset()
    """Articles that may stand after such a link: Ministry of the Interior."""
    plural_endings: Words = frozenset()
    """Endings of nouns for several people: -s."""
    case_endings: Words = frozenset()
    """Endings of a name in the nominative and in another case, parted by a bar: "a|ej"."""
    name_endings: Words = frozenset()
    """The same, where the order of words is told by other tables."""
    possessive_endings: Words = frozenset()
    """Endings of a name in the genitive, the apostrophe straight: 's."""
    bare_possessives: Words = frozenset()
    """Letters, as written, after which an apostrophe alone is a genitive: Jones'."""
    clitics: Words = frozenset()
    """Short words that a hyphen joins to a verb: queixou-se, a-t-il."""
    dialogue_dashes: Words = frozenset()
    """Dashes that open a line of speech, and part the author's words from it."""
    noun_givers: Words = frozenset()
    """Words between a noun of speech and whose it is: a warning from the bank."""
    turn_words: Words = frozenset()
    """Words of somebody who speaks, by which a line after a name and a colon is a turn of a transcript: I, we."""
    turn_letters: Words = frozenset()
    """Letters before a question and its answer, which name nobody: q, a."""
    no_turns: Words = frozenset()
    """Words before a colon at the beginning of a line that are nobody who speaks: note, update."""
    portfolios: Words = frozenset()
    """Words of an office, with a capital, before its holder's name: ministro degli Esteri Carlo Rinaldi."""
    local_offices: Words = frozenset()
    """Offices of a place, whose name may stand before the holder's: sindaco di Verona Federico Bassi."""
    viewpoints: Words = frozenset()
    """Prepositions that tell in whose view the marked words after the comma are: para."""
    dropped_pronouns: Words = frozenset()
    """Pronouns that a sentence leaves out where its verb tells enough: dijo."""
    personal_pronouns: Words = frozenset()
    """Pronouns that stand for a person, never for a body: she."""
    body_pronouns: Words = frozenset()
    """Pronouns that stand for a body, never for a person: it."""
    he_titles: Words = frozenset()
    """Titles of a man, stops left out: mr."""
    she_titles: Words = frozenset()
    """Titles of a woman, stops left out: mrs."""
    capitals: Words = frozenset()
    """Kinds of words that all have a capital besides names: nouns."""
    he_nouns: Words = frozenset()
    """Nouns for a man: spokesman."""
    she_nouns: Words = frozenset()
    """Nouns for a woman: spokeswoman."""
    he_pronouns: Words = frozenset()
    """Pronouns, possessive ones too, that stand for a man: he, his."""
    she_pronouns: Words = frozenset()
    """Pronouns, possessive ones too, that stand for a woman: she, her."""
    group_pronouns: Words = frozenset()
    """Pronouns that stand for several: they."""
    asking_verbs: Words = frozenset()
    """Verb forms after which the one who is asked goes on to speak: asked."""
    short_titles: Words = frozenset()
    """Titles in short, each with the noun that it stands for: sen … senator."""
    name_suffixes: Words = frozenset()
    """Last words of a name that are no surname: jr."""
    person_relatives: Words = frozenset()
    """Relatives that stand for people only: who."""
    he_verb_endings: Words = frozenset()
    """Endings of past forms that tell of a man: powiedział."""
    she_verb_endings: Words = frozenset()
    """Endings of past forms that tell of a woman: powiedziała."""
    plural_verb_endings: Words = frozenset()
    """Endings of past forms that tell of several people: сообщили."""
    untold_verb_beginnings: Words = frozenset()
    """Beginnings of verb forms that may tell of either, whatever their ending."""
    he_surname_endings: Words = frozenset()
    """Endings of a man's surname, where a woman's is another: Kowalski."""
    she_surname_endings: Words = frozenset()
    """Endings of a woman's surname: Kowalska, Nováková."""
    she_first_endings: Words = frozenset()
    """Endings of women's first names; a name without one is a man's."""
    unsure_first_endings: Words = frozenset()
    """Letters with which first names of men and women end alike."""
    needed: Words = frozenset()
    """Kinds of words that a sentence cannot leave out: "that" before a reported clause."""
    cited: Words = frozenset()
    """The word "phrases" where two words in marks, with no article, are more often somebody's than a label."""
    condition_openers: Words = frozenset()
    """Words that open a condition, which is no statement without what follows from it: if."""
    dissents: Words = frozenset()
    """Verb forms by which somebody only disagrees: what stands before them is another's."""
    comparison_words: Words = frozenset()
    """Words after which something is compared: than."""
    place_prepositions: Words = frozenset()
    """Prepositions before a place: in, near."""
    place_adjectives: Words = frozenset()
    """Words between a preposition and the name of a place: eastern."""
    term_openers: Words = frozenset()
    """Words, or pairs of them, after which marked words are a label: so-called, known as."""
    judging_verbs: Words = frozenset()
    """Verb forms by which somebody says what a thing is: called; "described … as" where that word leads to it."""
    quoting_verbs: Words = frozenset()
    """Verb forms by which somebody passes on another's words, with the word before the verb of speech: quoted … as."""
    agents: Words = frozenset()
    """Words between a participle and the one who does it: led by."""
    deputies: Words = frozenset()
    """Words that make another role of one: the vice president is not the president."""
    naming_verbs: Words = frozenset()
    """Judging verb forms with the word beside them by which people in general call a thing so: nennt … man."""
    datelines: Words = frozenset()
    """Beginnings of lines with the article's date: updated."""
    weekdays: Words = frozenset()
    """Days as a dateline writes them."""

    @cached_property
    def has_speakers(self) -> bool:
        """True if there are rules for who speaks; without them nobody is proposed, and no name is looked for."""
        return bool(self.reporting_verbs)

    @cached_property
    def nouns_have_capitals(self) -> bool:
        """True if every noun has a capital, so that one alone shows no name."""
        return "nouns" in self.capitals

    @cached_property
    def is_verb_second(self) -> bool:
        """True if the finite verb stands second and commas part all clauses, as in German."""
        return bool(self.subject_articles)

    @cached_property
    def needs_that(self) -> bool:
        """True if no clause is reported without a word such as "that"."""
        return "that" in self.needed

    @cached_property
    def no_names(self) -> Words:
        """Words that a name does not begin with, though they are capitalised at the start of a sentence."""
        return self.function_words | self.determiners | self.pronouns

    @cached_property
    def closed(self) -> Words:
        """Words that do not stand in the noun phrase for a role."""
        lists = (self.prepositions, self.reporting_verbs, self.auxiliaries, self.relatives, self.conjunctions)
        return WordList(self.no_names.union(self.months, *lists))

    @cached_property
    def first_names(self) -> Words:
        """First names that tell a man or a woman."""
        return self.he_names | self.she_names

    @cached_property
    def all_first_names(self) -> Words:
        """First names of anybody."""
        return self.first_names | self.given_names

    @cached_property
    def nationalities(self) -> Words:
        """States, their adjectives and their people."""
        return self.states | self.demonyms

    @cached_property
    def grounds(self) -> Words:
        """Words for a stretch of ground, of which a name is made that is nobody's: North Kenyan."""
        return self.nationalities | self.places | self.place_adjectives

    @cached_property
    def body_words(self) -> Words:
        """Nouns that may make a name one of a body."""
        return self.bodies | self.body_nouns

    @cached_property
    def well_known(self) -> Words:
        """States and bodies that are a name at the beginning of a sentence, too."""
        return self.states | self.known_bodies

    @cached_property
    def unnamed(self) -> Words:
        """Nouns for those who speak that are no name with a capital either: Officials."""
        return self.speakers - self.known_bodies

    @cached_property
    def epithets(self) -> Words:
        """Words that tell of a person before the first name: Kenyan, Senate, lawyer."""
        return self.grounds | self.roles | self.groups | self.body_words | self.thing_nouns | self.known_bodies

    @cached_property
    def speakers(self) -> Words:
        """Nouns that stand for one or several who speak; of compounds the last part decides, where nouns are joined."""
        nouns = self.roles | self.groups
        return Compounds(nouns) if self.nouns_have_capitals else nouns

    def is_reporting(self, word: str) -> bool:
        """True if a word attributes what is said."""
        return word.lower() in self.reporting_verbs

    def is_title(self, word: str) -> bool:
        """True if a word is a title or rank, with or without its stop."""
        return word.rstrip(".").lower() in self._all_titles

    @cached_property
    def _all_titles(self) -> Words:
        titles = self.titles | self.he_titles | self.she_titles
        return Compounds(titles) if self.nouns_have_capitals else titles

    @cached_property
    def split_verbs(self) -> dict[str, Words]:
        """Verb forms that attribute only with a particle at the end of their clause, and these particles."""
        return {verb: ends for verb, ends in with_ends(self.reporting_verbs).items() if ends}

    @cached_property
    def cue_ends(self) -> Words:
        """The words with which a reporting word or phrase may end: every one that may attribute, and many others."""
        ends = frozenset(verb.rpartition(" ")[2] for verb in self.reporting_verbs | self.that_verbs | self.helped_verbs)
        return ends.union(self.split_verbs, self.frames, with_ends(self.reporting_nouns))

    @cached_property
    def frames(self) -> dict[str, list[tuple[str, str]]]:
        """The framed verbs, each with the word that follows it and the word after its object; "" for neither."""
        return compounds.with_frames(self.framed_verbs)

    @cached_property
    def judging(self) -> dict[str, Words]:
        """The judging verbs, each with the words of which one must lead to the judgement; none: nothing need."""
        return with_ends(self.judging_verbs)

    @cached_property
    def cases(self) -> dict[str, Words]:
        """The endings that names take in other cases, by that of the nominative; empty where names have one form."""
        return compounds.with_cases(self.case_endings)

    @cached_property
    def name_cases(self) -> dict[str, Words]:
        """The same, also of a language whose rules for the place of a name are others."""
        return compounds.with_cases(self.case_endings | self.name_endings)

    def is_nominative(self, name: str) -> bool:
        """True if a name does not end as only another case does."""
        return not name.endswith(self._other_cases)

    @cached_property
    def _other_cases(self) -> tuple[str, ...]:
        """The longer endings of other cases but for those that nominatives have, too: -a, -e."""
        return compounds.longer_endings(self.cases) or ("\0",)

    @cached_property
    def possessive(self) -> re.Pattern[str]:
        """A genitive's ending at the end of some words, with a straight or curly apostrophe."""
        return compounds.ending_pattern(self.possessive_endings, self.bare_possessives)

    @cached_property
    def phrases(self) -> Words:
        """Words and phrases that attribute without a verb."""
        return self.attributions | self.own_attributions | self.bare_reports

    @cached_property
    def attribution_phrases(self) -> re.Pattern[str]:
        """One of the phrases that attribute without a verb; the longest wins."""
        return compounds.phrase_pattern(self.attributions | self.own_attributions)

    def is_participle(self, word: str) -> bool:
        """True if a verb form needs a helper, by its ending: saying."""
        return word.endswith(self._endings["participle"])

    def is_past(self, word: str) -> bool:
        """True if a word is a past form, by its ending or by its list: asked, fell."""
        return word in self.past_forms or word.endswith(self._endings["past"])

    def may_be_finite(self, word: str) -> bool:
        """True if a word may be a finite verb: a helper, a listed past form, or by its ending."""
        listed = word in self.auxiliaries or word in self.past_forms or word in self.subjunctives
        return listed or word.endswith(self._endings["finite"])

    def is_plural(self, word: str) -> bool:
        """True if a noun ends as those for several people do."""
        return word.endswith(self._endings["plural"])

    @cached_property
    def _endings(self) -> dict[str, tuple[str, ...]]:
        return {kind: tuple(getattr(self, f"{kind}_endings")) for kind in ("participle", "past", "finite", "plural")}
