"""The manual page, written from the parser of the command line so that it is always right."""

import argparse
from datetime import date

from desktop.commands.parser import DESCRIPTION, EPILOG, command_parser
from worker.contract.version import __version__


def man_page(day: date) -> str:
    """The page `sunto(1)`."""
    parts = [
        f'.TH SUNTO 1 "{day.isoformat()}" "Sunto {__version__}" "User Commands"',
        ".SH NAME\nsunto \\- summaries of PDFs, with the place of every claim",
        ".SH SYNOPSIS\n.B sunto\n[\\fIFILE\\fR\\&...]\n.br\n.B sunto\n\\fICOMMAND\\fR \\&...",
        f".SH DESCRIPTION\n{_text(DESCRIPTION)}\n.PP\n{_text(EPILOG)}",
        ".SH COMMANDS",
        *map(_command, _subparsers(command_parser())),
        ".SH FILES\n.TP\n.I ~/.local/share/sunto\nDocuments, summaries and settings;\n"
        ".B SUNTO_DATA_DIR\nor\n.B \\-\\-data\\-dir\nnames another folder.",
    ]
    return "\n".join(parts) + "\n"


def _subparsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    actions = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]  # noqa: SLF001
    return list(actions[0].choices.values())


def _command(parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=78)
    usage, _, rest = parser.format_help().partition("\n\n")
    name = parser.prog.split()[-1]
    return f".SS {name}\n.nf\n{_text(usage)}\n\n{_text(rest)}\n.fi"


def _text(words: str) -> str:
    """Text as groff reads it: dashes that can be copied, and no line that is a command."""
    safe = words.strip().replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in safe.splitlines())
