"""Analyst App: mark claims, quotes and actors in news articles.

``import analyst_app as aa`` is also how a program reads and writes what people
annotated: ``docs/api.md`` says so page by page. The names below are imported
when they are first used, so that the import itself costs nothing.
"""

import sys as _sys
from importlib import import_module as _import_module
from types import ModuleType as _ModuleType

__version__ = "0.2.0"

_HOMES = {
    "AnalystError": "errors",
    "Annotation": "reading.typed_records",
    "Article": "reading.read_article",
    "Codebook": "core.codebook",
    "Corpus": "reading.read_corpus",
    "Decision": "review.decisions",
    "Frames": "reading.data_frames",
    "Layer": "reading.typed_records",
    "Link": "core.annotation",
    "MeasuredAgreement": "reading.measured_agreement",
    "Person": "language.known_people",
    "Tables": "reading.data_frames",
    "WrittenLayer": "reading.layer_writing",
    "open": "reading.read_corpus:open_corpus",
    "write_layer": "reading.layer_writing",
}
"""The names of the API, each with its module, and its name there where that is another.

``__init__.pyi`` says the same to type checkers.
"""
_CALLED = "agreement"
"""A name of the API that is a room's, too."""
__all__ = ["__version__", _CALLED, *_HOMES]


def __getattr__(name: str) -> object:
    """The thing that a name of the API means (PEP 562)."""
    if name == _CALLED:
        return _import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, _, own = _HOMES[name].partition(":")
    found = globals()[name] = getattr(_import_module(f"{__name__}.{home}"), own or name)
    return found


def __dir__() -> list[str]:
    """The names of the API, also those that nobody has used yet."""
    return sorted({*globals(), *__all__})


class _Room(_ModuleType):
    """The room ``agreement``, which stays a package to whoever imports from it, and can be called as the API's name."""

    def __call__(self, *arguments: object, **named: object) -> object:
        """As ``analyst_app.reading.measured_agreement.agreement``."""
        return _measuring().agreement(*arguments, **named)

    @property
    def __signature__(self) -> object:
        """The parameters of the function, for ``inspect`` and for notebooks."""
        from inspect import signature  # heavy, and only those who ask for help need it

        return signature(_measuring().agreement)


def _measuring() -> _ModuleType:
    return _import_module(f"{__name__}.reading.measured_agreement")


def _documentation(room: _Room) -> str:
    """The documentation of the function, for ``help`` and for notebooks; the room's own is in its file."""
    from inspect import getdoc  # as above

    return f"agreement{room.__signature__}\n\n{getdoc(_measuring().agreement)}"


setattr(_Room, "__doc__", property(_documentation))  # noqa: B010 - written in the class, it would be the class's own


class _Package(_ModuleType):
    """This package: whichever import brings the room ``agreement`` in, it can be called."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, as each import of a room does."""
        if name == _CALLED and type(value) is _ModuleType:
            value.__class__ = _Room
        super().__setattr__(name, value)


_sys.modules[__name__].__class__ = _Package
