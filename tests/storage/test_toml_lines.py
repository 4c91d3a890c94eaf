"""If a value of a settings file changes, every other line stays as the user wrote it."""

from __future__ import annotations

import tomllib

import pytest

from advisor.storage.toml_lines import with_value

FILE = """# mine
theme = "dark"  # at night


[office]
# as on the card
name = 'Kim # 1'

[deductible]
rate = 0.20
"""


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("theme", "light", 'theme = "dark"  #', 'theme = "light"  #'),
        ("theme", None, 'theme = "dark"  # at night\n', ""),
        ("mouse", False, "# at night\n", "# at night\nmouse = false\n"),
        ("threshold", 1_000_000, "# at night\n", "# at night\nthreshold = 1_000_000\n"),
        ("office.name", "이", "name = 'Kim # 1'", 'name = "이"'),
        ("office.telephone", "010", "'Kim # 1'\n", "'Kim # 1'\ntelephone = \"010\"\n"),
        ("deductible.rate", None, "[deductible]\nrate = 0.20\n", ""),
        (
            "office.name",
            None,
            "[office]\n# as on the card\nname = 'Kim # 1'\n",
            "# as on the card\n",
        ),
        ("desk.within", 30, "rate = 0.20\n", "rate = 0.20\n\n[desk]\nwithin = 30\n"),
        ("nothing", None, "", ""),
        ("office.telephone", None, "", ""),
        ("desk.within", None, "", ""),
    ],
)
def test_only_the_line_of_the_value_changes(
    name: str, value: object, before: str, after: str
) -> None:
    """Removing a table's last key removes its header too, but no comment on a line of its own."""
    assert before in FILE
    changed = with_value(FILE, name, value)
    assert changed == FILE.replace(before, after, 1)
    table, _, key = name.rpartition(".")
    found = tomllib.loads(changed)
    assert (found.get(table, {}) if table else found).get(key) == value


def test_a_key_stands_apart_from_the_table_behind_it() -> None:
    assert with_value("a = 1\n[t]\nx = 1\n", "b", 2) == "a = 1\nb = 2\n\n[t]\nx = 1\n"
    assert with_value("", "b", 2) == "b = 2\n"
    assert with_value("", "t.b", 2) == "[t]\nb = 2\n"
    assert with_value("\n\n[t]\nx = 1\n", "b", 2) == "b = 2\n\n\n[t]\nx = 1\n"
