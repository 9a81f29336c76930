"""Microsoft Word on Windows, driven over COM by PowerShell, which every Windows has.

PowerShell, and not a Python library for COM: nothing more to install, and a process that can be
given a time limit.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.backends.backend import ConverterLimits, End, end_by_id, watch

if sys.platform == "win32":
    import winreg

NAMES: Final = "names.txt"
"""The files to convert, one a line."""
PROCESS: Final = "word.pid"
"""The process of the Word that was started for us, to be ended if it hangs."""
_SCRIPT_FILE: Final = "convert.ps1"

_SCRIPT: Final = r"""param([string]$Folder, [string]$Archival)
$ErrorActionPreference = 'Stop'
$before = @(Get-Process WINWORD -ErrorAction SilentlyContinue | ForEach-Object { $_.Id })
$word = New-Object -ComObject Word.Application
try {
    Get-Process WINWORD | Where-Object { $before -notcontains $_.Id } | ForEach-Object { $_.Id } |
        Set-Content -Encoding ASCII (Join-Path $Folder 'word.pid')
    $word.Visible = $false
    $word.DisplayAlerts = 0       # no question that nobody would see
    $word.AutomationSecurity = 3  # no macro runs
    foreach ($name in Get-Content (Join-Path $Folder 'names.txt')) {
        $pdf = Join-Path (Join-Path $Folder 'out') ([IO.Path]::ChangeExtension($name, 'pdf'))
        try {
            # no question about the format, read only, not among the recent files
            $paper = $word.Documents.Open((Join-Path $Folder $name), $false, $true, $false)
            try {
                # 17: PDF; for print; the whole paper; with its properties; no bookmarks; tagged
                $paper.ExportAsFixedFormat($pdf, 17, $false, 0, 0, 1, 1, 0, $true, $true, 0,
                    $true, $true, ($Archival -eq 'yes'))
            } finally {
                $paper.Saved = $true
                $paper.Close()
            }
        } catch {
            [Console]::Error.WriteLine("${name}: $_")
        }
    }
} finally {
    $word.Quit()
}
"""

_POWERSHELL: Final = (
    "powershell.exe", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """An installed Word.  It makes PDF/A-1, the only one that it knows; fonts are embedded in both."""

    powershell: Sequence[str] = _POWERSHELL
    name: str = "Microsoft Word"
    lanes: int = 1

    def run(self, work: Path, names: Sequence[str], *, archival: bool, limits: ConverterLimits) -> End:
        """Convert the files in one hidden Word, not the one that the user may have open."""
        (work / NAMES).write_text("".join(f"{name}\n" for name in names), encoding="ascii")
        script = work / _SCRIPT_FILE
        script.write_text(_SCRIPT, encoding="ascii")
        answer = "yes" if archival else "no"
        command = [*self.powershell, str(script), "-Folder", str(work), "-Archival", answer]
        end = watch(command, work, limits, os.environ)
        if end is not End.OVER:
            _end_word(work)
        return end


def _end_word(work: Path) -> None:
    """End our Word when PowerShell could not: it is a child of Windows, not of PowerShell."""
    if sys.platform == "win32":
        with suppress(OSError, ValueError):
            for line in (work / PROCESS).read_text(encoding="ascii").split():
                end_by_id(int(line))


def find() -> Word | None:
    """Find Word by its entry in the registry of Windows."""
    if sys.platform == "win32":
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"):
            return Word()
    return None
