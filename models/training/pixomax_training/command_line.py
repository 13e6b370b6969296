"""What the command lines of all modules share."""

import argparse


def make_parser(description: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the module's docstring as it is written."""
    return argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)


def add_data(parser: argparse.ArgumentParser, split: str | None = None) -> None:
    """Adds --data, and --split where the command looks at one split of the photos, `split` by default."""
    parser.add_argument("--data", required=True, help="folder that pixomax_training.prepare made")
    if split:
        parser.add_argument("--split", default=split, help="photos to measure, see pixomax_training.prepare")


def add_mix(parser: argparse.ArgumentParser) -> None:
    """Adds --mix OTHER SHARE, the mean of two networks that began as one; several times, of more of them."""
    parser.add_argument(
        "--mix",
        nargs=2,
        action="append",
        default=[],
        metavar=("OTHER", "SHARE"),
        help="the mean of two networks that began as one: SHARE of OTHER; again: of that mean and another",
    )


def positive_int(text: str) -> int:
    """The type of an option that counts something. Raises ArgumentTypeError below 1."""
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of 1 or more")
    return value
