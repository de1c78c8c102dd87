"""Reads what works with what in the window: the static types of its expressions, as far as annotations tell them.

A type is a set of class names; a class name is unique in the house. ``*Name`` is
a container of such, ``()Name`` a function that gives one. What no annotation and
no call of a constructor tells is the empty set: the arguments of a lambda are.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

Types = frozenset[str]
NONE: Types = frozenset()
Function = ast.FunctionDef | ast.AsyncFunctionDef
_CONTAINERS = {"list", "tuple", "set", "frozenset", "dict", "Sequence", "Iterable", "Iterator", "Mapping", "Collection"}
_RECORDS = {"NamedTuple", "TypedDict", "Enum", "IntEnum", "StrEnum", "Struct", "Exception"}
FURNISHING = "analyst_app.ui.furnishing"


class Reach(NamedTuple):
    """A place where one part is read through another."""

    module: str
    line: int
    words: str
    """What stands there: ``view.painter``."""
    through: str
    """Class of the part that is in the middle."""
    asked_for: str
    """The attribute of it that is read."""
    reached: str
    """Class of the part that it gives."""

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.words}: reaches {self.reached} through {self.through}"


class _Set(NamedTuple):
    """A name or a field that gets a value."""

    target: ast.expr
    told: ast.expr | None
    """The annotation that tells its type; else it is the value's."""
    value: ast.expr | None
    mark: str
    """Taken off the value's type: ``*`` for one of a container."""


class House:
    """The classes and functions of some modules.

    Args:
        texts: what stands in each module, by its dotted name.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self.modules = {name: ast.parse(text) for name, text in texts.items()}
        self.classes: dict[str, ast.ClassDef] = {}
        self._homes: dict[int, str] = {}
        self._tops: dict[str, dict[str, Function]] = {}
        self._imports: dict[str, dict[str, tuple[str, str]]] = {}
        self._members: dict[tuple[str, str], Types] = {}
        self._scopes: dict[int, dict[str, Types]] = {}
        self._assigned: dict[int, list[_Set]] = {}
        for name, tree in self.modules.items():
            self._tops[name] = {node.name: node for node in tree.body if isinstance(node, Function)}
            self._imports[name] = {}
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    self.classes[node.name] = node
                elif isinstance(node, ast.ImportFrom) and node.module in texts:
                    self._imports[name] |= {one.asname or one.name: (node.module or "", one.name) for one in node.names}
                if isinstance(node, ast.ClassDef | Function):
                    self._homes[id(node)] = name

    # -- parts -----------------------------------------------------------------

    @cached_property
    def parts(self) -> set[str]:
        """Names of the classes that are parts."""
        known = {name for name in self.classes if self._comes_from(name, _is_of_qt) or self._comes_from(name, _is_form)}
        while True:
            more = {
                name
                for name in self.classes.keys() - known
                if not self._is_record(name) and any(_plain(kinds) & known for kinds in self._kept(name))
            }
            if not more:
                return known
            known |= more

    @cached_property
    def bundles(self) -> set[str]:
        """Names of the records that hand several parts on together."""
        return {
            name
            for name, found in self.classes.items()
            if self._is_record(name) and any(self._holds_part(name, node) for node in found.body)
        }

    def _holds_part(self, name: str, node: ast.stmt) -> bool:
        return isinstance(node, ast.AnnAssign) and bool(self.member(name, ast.unparse(node.target)) & self.parts)

    def _kept(self, name: str) -> Iterator[Types]:
        """Types of the fields that a class keeps."""
        for attribute in {node.attr for node in ast.walk(self.classes[name]) if _is_own_field(node)}:
            yield self.member(name, attribute)

    def _comes_from(self, name: str, fits: Callable[[str], bool]) -> bool:
        return any(self._comes_from(base, fits) if base in self.classes else fits(base) for base in self._bases(name))

    def _is_record(self, name: str) -> bool:
        marks = [ast.unparse(one) for one in self.classes[name].decorator_list]
        return self._comes_from(name, _RECORDS.__contains__) or any("dataclass" in mark for mark in marks)

    def _bases(self, name: str) -> list[str]:
        return [ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in self.classes[name].bases]

    # -- types of what a class has ----------------------------------------------

    def member(self, owner: str, attribute: str) -> Types:
        """Types of an attribute of a class: a field, a property, or a method (``()Name``)."""
        key = (owner, attribute)
        if key not in self._members:
            self._members[key] = NONE  # while it is looked for: fields may name each other
            found = self._own_member(owner, attribute)
            for base in self._bases(owner):
                found = found or (self.member(base, attribute) if base in self.classes else NONE)
            self._members[key] = found
        return self._members[key]

    def _own_member(self, owner: str, attribute: str) -> Types:
        found: Types = NONE
        for node in self.classes[owner].body:
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == attribute:
                found |= self._told_by(node.annotation)
            elif isinstance(node, Function):
                if node.name == attribute:
                    is_read = any(ast.unparse(one).endswith("property") for one in node.decorator_list)
                    found |= self._told_by(node.returns) if is_read else self._given_by(node)
                for one in self._set_in(node):
                    if _is_own_field(one.target) and one.target.attr == attribute:
                        found |= self._kind_of_set(one, node, owner)
        return found

    def _told_by(self, annotation: ast.expr | None) -> Types:
        """The types that an annotation names."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            return self._told_by(ast.parse(annotation.value, mode="eval").body)
        if isinstance(annotation, ast.BinOp):
            return self._told_by(annotation.left) | self._told_by(annotation.right)
        if isinstance(annotation, ast.Name | ast.Attribute):
            return frozenset({ast.unparse(annotation).rpartition(".")[2]}) & self.classes.keys()
        holder = ast.unparse(annotation.value).rpartition(".")[2] if isinstance(annotation, ast.Subscript) else ""
        if not isinstance(annotation, ast.Subscript) or holder == "Literal":
            return NONE
        inner = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        if holder == "Callable":
            return _marked("()", self._told_by(inner[-1]))
        told = _united(self._told_by(one) for one in inner)
        return _marked("*", told) if holder in _CONTAINERS else told

    def _given_by(self, function: Function) -> Types:
        return _marked("()", self._told_by(function.returns))

    # -- types of expressions ----------------------------------------------------

    def kind(self, node: ast.expr, scope: dict[str, Types], module: str) -> Types:
        """Types of an expression.

        Args:
            node: the expression.
            scope: the types of the names round it.
            module: where it stands.
        """
        if isinstance(node, ast.Name):
            return scope.get(node.id, NONE) or self._at_top(node.id, module)
        if isinstance(node, ast.Attribute):
            owners = self.kind(node.value, scope, module)
            if node.attr == "values":
                return _marked("()", frozenset(one for one in owners if one.startswith("*")))
            return _united(self.member(one, node.attr) for one in owners if one in self.classes)
        if isinstance(node, ast.Call):
            return _unmarked("()", self.kind(node.func, scope, module))
        if isinstance(node, ast.Subscript):
            return _unmarked("*", self.kind(node.value, scope, module))
        held = "*" if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.ListComp | ast.GeneratorExp) else ""
        return _marked(held, _united(self.kind(one, scope, module) for one in _alternatives(node)))

    def _at_top(self, name: str, module: str) -> Types:
        """Types of a name that stands at the top of a module, or is imported there."""
        if name in self.classes:
            return frozenset({f"(){name}"})
        if name in self._tops[module]:
            return self._given_by(self._tops[module][name])
        home, original = self._imports[module].get(name, ("", ""))
        return self._at_top(original, home) if home and home != module else NONE

    def scope_of(self, function: Function, owner: str) -> dict[str, Types]:
        """Types of the names in a function and in those that stand in it: arguments and locals.

        Args:
            function: the function.
            owner: its class; empty for none.
        """
        if id(function) not in self._scopes:
            scope = self._scopes[id(function)] = {"self": frozenset({owner} - {""})}
            for each in (node for node in ast.walk(function) if isinstance(node, Function)):
                if each is not function:
                    scope[each.name] = self._given_by(each)
                for one in (*each.args.posonlyargs, *each.args.args, *each.args.kwonlyargs):
                    scope[one.arg] = scope.get(one.arg, NONE) | self._told_by(one.annotation)
            for _ in range(3):  # a name may stand for a name that stands for a name
                for found in self._set_in(function):
                    if isinstance(found.target, ast.Name):
                        kinds = self._kind_of_set(found, function, owner)
                        scope[found.target.id] = scope.get(found.target.id, NONE) | kinds
        return self._scopes[id(function)]

    def _kind_of_set(self, found: _Set, function: Function, owner: str) -> Types:
        if found.told is not None or found.value is None:
            return self._told_by(found.told)
        kinds = self.kind(found.value, self.scope_of(function, owner), self._homes[id(function)])
        return _unmarked(found.mark, kinds) if found.mark else kinds

    def _set_in(self, function: Function) -> list[_Set]:
        """What gets a value in a function."""
        if id(function) not in self._assigned:
            self._assigned[id(function)] = list(_sets(function))
        return self._assigned[id(function)]

    # -- reading through ---------------------------------------------------------

    def reaches(self) -> list[Reach]:
        """The places outside furnishing where a part is read out of another part, or out of a bundle of parts."""
        return [
            reach
            for module, tree in self.modules.items()
            if not module.startswith(FURNISHING)
            for owner, function in _functions(tree)
            for reach in self._reaches_in(function, owner, module)
        ]

    def _reaches_in(self, function: Function, owner: str, module: str) -> Iterator[Reach]:
        scope, through_these = self.scope_of(function, owner), self.parts | self.bundles
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id == "self"):
                for through in self.kind(node.value, scope, module) & through_these:
                    for reached in _plain(self.member(through, node.attr)) & self.parts:
                        yield Reach(module, node.lineno, ast.unparse(node), through, node.attr, reached)


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """The functions of a module and the methods of its classes, with the name of the class."""
    yield from (("", one) for one in tree.body if isinstance(one, Function))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from ((node.name, one) for one in node.body if isinstance(one, Function))


def _sets(function: Function) -> Iterator[_Set]:
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign):
            yield _Set(node.target, node.annotation, node.value, "")
        elif isinstance(node, ast.NamedExpr):
            yield _Set(node.target, None, node.value, "")
        elif isinstance(node, ast.For | ast.comprehension):
            yield _Set(node.target, None, node.iter, "*")
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=False)
                    yield from (_Set(one, None, value, "") for one, value in pairs)
                else:
                    yield _Set(target, None, node.value, "")


def _alternatives(node: ast.expr) -> list[ast.expr]:
    """The expressions of which one is the value, or which are in it."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.NamedExpr):
        return [node.value]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return node.elts
    if isinstance(node, ast.Await | ast.Starred):
        return [node.value]
    return [node.elt] if isinstance(node, ast.ListComp | ast.GeneratorExp) else []


def _is_own_field(node: ast.AST) -> bool:
    """True for ``self.field`` where it gets a value."""
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"


def _is_of_qt(base: str) -> bool:
    return base.startswith("Q")


def _is_form(base: str) -> bool:
    return base == "Protocol"


def _united(several: Iterator[Types]) -> Types:
    return frozenset().union(*several)


def _marked(mark: str, kinds: Types) -> Types:
    return frozenset(mark + one for one in kinds)


def _unmarked(mark: str, kinds: Types) -> Types:
    return frozenset(one.removeprefix(mark) for one in kinds if one.startswith(mark))


def _plain(kinds: Types) -> Types:
    """Types without the containers and functions round them."""
    return frozenset(one.lstrip("*()") for one in kinds)
