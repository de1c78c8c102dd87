"""A mapping that stays as it was read: a dict for whoever reads it, JSON and pickle included."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from analyst_app.wording import tr

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class AsRead(dict[_Key, _Value]):
    """A mapping that nobody changes; ``dict(…)`` of it is a copy that can be changed.

    >>> AsRead({"mode": "direct"})["mode"]
    'direct'
    """

    def _refuse(self, *_given: Any, **_named: Any) -> NoReturn:
        raise TypeError(tr("This stays as it was read; dict(…) makes a copy that can be changed."))

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)
