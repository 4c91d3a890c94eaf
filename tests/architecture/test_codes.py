"""Each code in the source has its texts in both languages: the codes are read from the source."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from source_tree import ROOT, tree

from advisor.explain.texts import LANGUAGES, Language, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FINDINGS = ROOT / "advisor" / "engine" / "findings"
SAID = {
    "warning": ("warnings.py", "plausible.py"),
    "ask": ("questions.py", "policy_questions.py"),
    "step": ("steps.py", "quotes_to_compare.py"),
}
"""The sections of the texts, each with the modules whose findings it words."""


def words(node: ast.expr | None, *scopes: ast.AST) -> Iterator[str]:
    """Yield each string that an expression can be: a literal, either branch of an `if`, or a name.

    A name is looked up in its function first, then in its module.
    """
    match node:
        case ast.Constant(value=str() as word):
            yield word
        case ast.IfExp(body=body, orelse=other):
            yield from words(body, *scopes)
            yield from words(other, *scopes)
        case ast.Name(id=name):
            found = (list(assigned(name, scope)) for scope in scopes)
            for value in next(filter(None, found), ()):
                yield from words(value, *scopes)
        case _:
            return  # other tests cover the codes that are put together at run time


def assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that a function or a module gives to a name, by `=` or in a `for`."""
    for one in ast.walk(scope):
        if isinstance(one, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in one.targets
        ):
            yield one.value
        match one:
            case ast.For(target=ast.Name(id=looped), iter=ast.Tuple(elts=each)) if looped == name:
                yield from each
            case _:
                pass


def called(path: Path, name: str, place: int) -> Iterator[str]:
    """Yield the codes that a module passes to a class as the argument number `place`."""
    module = tree(path)
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Name(id=found), args=args) if found == name:
                    yield from words(args[place], function, module)


def yielded(path: Path) -> Iterator[str]:
    """Yield the codes that a module yields, each in a pair with its facts."""
    module = tree(path)
    for function in (one for one in ast.walk(module) if isinstance(one, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                yield from words(node.value.elts[0], function, module)


def problem_codes() -> set[str]:
    intake = sorted((ROOT / "advisor" / "intake").rglob("*.py"))
    return {code for path in intake for code in called(path, "Problem", 1)} | {
        code for path in intake for code in called(path, "Unreadable", 0)
    }


def found_codes(section: str) -> set[str]:
    paths = [FINDINGS / name for name in SAID[section]]
    return {code for path in paths for code in (*called(path, "Reason", 0), *yielded(path))}


def test_the_reader_finds_codes() -> None:
    """The search finds some known codes. If it found nothing, the tests below would always pass."""
    assert {"one-quote", "unreadable-day", "claim-after-as-of"} <= problem_codes()
    assert {"near-threshold", "implausible-amount-meant"} <= found_codes("warning")
    assert {"renewal-quotes", "consent", "count-factors"} <= found_codes("ask")
    assert {"scene", "designated-refused", "keep-receipts"} <= found_codes("step")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_problem_has_both_sentences(language: Language) -> None:
    texts = Texts(language)
    parts = ("rule", "instead")
    missing = [
        f"problem.{code}.{part}"
        for code in sorted(problem_codes())
        for part in parts
        if not texts.has(f"problem.{code}.{part}")
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SAID)
def test_each_finding_has_its_sentence(section: str, language: Language) -> None:
    texts = Texts(language)
    codes = sorted(found_codes(section))
    assert [code for code in codes if not texts.has(f"{section}.{code}")] == []
