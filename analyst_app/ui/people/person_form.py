"""The form of a person as an act: what a colleague has changed while it was open is kept, or shown first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.corpus.people import people_acts
from analyst_app.corpus.people.meanwhile import both_edits
from analyst_app.language.known_people import Person
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.corpus.people.people_file import Edit, PeopleFile
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.people.person_dialog import PersonDialog


class FormOfPerson(QObject):
    """Takes what a form gives, as long as it is open.

    Args:
        dialog: the form.
        person: as it stood when the form was opened.
        file: the people at that time.
        keeper: has the people as they are.
        act: carries out an act.
    """

    def __init__(
        self,
        dialog: PersonDialog,
        person: Person,
        file: PeopleFile,
        keeper: PeopleKeeper,
        act: Callable[[Callable[[], Edit]], object],
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._base, self._keeper, self._act = dialog, person, keeper, act
        self._readings = file.readings(person.id)
        dialog.given.connect(self._take)

    def _take(self, typed: Person) -> None:
        file, base = self._keeper.file, self._base
        now = file.known.with_id(base.id) if file is not None else None
        if file is None or now is None or now.id != base.id:
            self._dialog.tell(tr("{name} is not on the list any more: a colleague took them off.", name=base.name))
            return
        if file.readings(base.id) != self._readings or (self._readings and now != base):
            self._dialog.tell(tr("A colleague has changed {name} meanwhile. Open the form again.", name=base.name))
            return
        if now != base:
            typed, contradicted = both_edits(base, typed, now)
            if contradicted:
                self._base = now  # a second OK is the word of one who has read it
                self._dialog.fill(typed)
                what = in_row(contradicted)
                words = tr("A colleague has written meanwhile: {what}. OK again keeps what stands here.", what=what)
                self._dialog.tell(words)
                return
        if typed == now and not self._readings:
            self._dialog.accept()
            return
        settled = frozenset({base.id} if self._readings else ())
        self._act(lambda: people_acts.changed_person(typed)._replace(settled=settled))
        self._dialog.accept()
