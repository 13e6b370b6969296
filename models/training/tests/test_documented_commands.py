"""Every command that the documents quote is one that its module takes."""

import contextlib
import importlib
import io
import re
import unittest
from pathlib import Path
from unittest.mock import patch

from pixomax_training.command_line import make_parser, positive_int

MODELS = Path(__file__).parents[2]
DOCUMENTS = sorted([*MODELS.glob("*.md"), *MODELS.glob("training/*.md")])
MODULES = sorted(MODELS.glob("training/pixomax_training/**/*.py"))
COMMAND = re.compile(r"python3? -m (pixomax_training\.[\w.]+)([^`#\n:]*)")


def list_commands() -> list[tuple[str, str, list[str]]]:
    """(where it is quoted, module, the words after it)."""
    return [
        (path.name, match[1], match[2].split())
        for path in [*DOCUMENTS, *MODULES]
        for match in COMMAND.finditer(path.read_text())
    ]


def read_help(module: str, words: list[str]) -> str:
    """What the module prints for --help after `words`. Raises AssertionError where it refuses them."""
    printed = io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        patch("sys.argv", [module, *words, "--help"]),
    ):
        try:
            importlib.import_module(module).main()
        except SystemExit as ended:
            if ended.code != 0:
                raise AssertionError(f"{module} {' '.join(words)}: {printed.getvalue()}") from ended
    return printed.getvalue()


class DocumentedCommandsTest(unittest.TestCase):
    """README.md, NEXT.md, the cards and the docstrings."""

    def test_every_quoted_command_has_its_module_and_options(self) -> None:
        commands = list_commands()
        self.assertGreater(len(commands), 40)
        for where, module, words in commands:
            if module.endswith("smoke"):  # takes no options, and would run
                continue
            first = [word for word in words[:1] if re.fullmatch(r"[a-z][a-z-]+", word)]
            known = set(re.findall(r"--[a-z][a-z-]*", read_help(module, first)))
            with self.subTest(where=where, module=module):
                self.assertEqual([word for word in words if word.startswith("--") and word not in known], [])

    def test_an_option_that_counts_takes_whole_numbers_from_1(self) -> None:
        parser = make_parser("")
        parser.add_argument("--crops", type=positive_int)
        self.assertEqual(parser.parse_args(["--crops", "12"]).crops, 12)
        for wrong in ("0", "-3", "1.5", "many"):
            refusal = io.StringIO()
            with self.subTest(wrong), contextlib.redirect_stderr(refusal), self.assertRaises(SystemExit):
                parser.parse_args([f"--crops={wrong}"])
            self.assertIn("is not a whole number of 1 or more", refusal.getvalue())


if __name__ == "__main__":
    unittest.main()
