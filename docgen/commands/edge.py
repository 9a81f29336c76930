"""The edge: the streams are made fit, one command runs, and whatever goes wrong is told here."""

from __future__ import annotations

import datetime as dt
import io
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from docgen import __version__
from docgen.commands.root import root
from docgen.commands.show import stop_lines, tell
from docgen.commands.tongue import click
from docgen.problem import ExitCode, Stop

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; ``arguments`` are by default those of the process."""
    _make_streams_fit()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        result = root.main(given or ["--help"], prog_name="docgen", standalone_mode=False)
    except Stop as stop:
        return _tell_stop(stop, as_json="--json" in given)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _tell("Đã dừng theo yêu cầu. Những tệp đã ghi đều trọn vẹn; chạy lại để làm tiếp.")
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone: nobody is left to be told
        _drop_stdout()
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the one place where bugs end: a log, never a traceback on screen
        return _tell_unforeseen(error, given)
    return int(result or ExitCode.OK)


def _make_streams_fit() -> None:
    """Write UTF-8 whatever the code page: none of Windows' own can hold Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_stdout() -> None:
    """Let the interpreter flush into nothing when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)


def _tell_stop(stop: Stop, *, as_json: bool) -> int:
    if as_json:
        tell(stop.as_json, (), as_json=True)
    else:
        _tell(*stop_lines(stop))
    return stop.exit_code


def _tell_unforeseen(error: Exception, arguments: Sequence[str]) -> int:
    """Tell a bug; a name that the system refuses is none, since only the user types names."""
    from docgen import files

    if isinstance(error, OSError) and files.is_bad_name(error):
        return _tell_stop(files.bad_name(error), as_json="--json" in arguments)
    return _tell_bug(arguments)


def _tell_bug(arguments: Sequence[str]) -> int:
    """Keep a bug's traceback in a file and say in Vietnamese where it is."""
    log = _write_log(arguments, traceback.format_exc())
    _tell("docgen gặp lỗi của chính chương trình, không phải của sổ. Sổ và văn bản đã có vẫn nguyên.")
    if log is not None:
        _tell(f"Hãy gửi tệp này cho người phụ trách docgen: {log}")
    return ExitCode.BUG


def _write_log(arguments: Sequence[str], trace: str) -> Path | None:
    """Write a log into the workspace, or else where the system keeps temporary files."""
    now = dt.datetime.now().astimezone()
    system = f"docgen {__version__}, Python {platform.python_version()}, {platform.platform()}"
    text = "\n".join([now.isoformat(), system, f"docgen {' '.join(arguments)}", "", trace])
    for folder in _log_folders():
        path = folder / f"loi-{now:%Y%m%d-%H%M%S-%f}.txt"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return path
    return None


def _log_folders() -> list[Path]:
    from docgen.verbs.workspace import OUTPUT, find_root

    workspace = find_root(Path.cwd())
    own = [] if workspace is None else [workspace / OUTPUT / ".docgen" / "log"]
    return [*own, Path(tempfile.gettempdir()) / "docgen"]
