"""LibreOffice accepts and rejects tracked changes, driven by a macro in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PROGRAM = shutil.which("soffice") or ""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub SettleAll(folder As String)
  name = Dir(folder &amp; "/*.docx")
  names = ""
  Do While name &lt;&gt; ""
    names = names &amp; "|" &amp; Left(name, Len(name) - 5)
    name = Dir()
  Loop
  For Each stem In Split(Mid(names, 2), "|")
    Settle(folder &amp; "/" &amp; stem, ".accepted", ".uno:AcceptAllTrackedChanges")
    Settle(folder &amp; "/" &amp; stem, ".rejected", ".uno:RejectAllTrackedChanges")
  Next
End Sub
Sub Settle(stem As String, ending As String, which As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  Dim save(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  save(0).Name = "FilterName"
  save(0).Value = "MS Word 2007 XML"
  paper = StarDesktop.loadComponentFromURL(ConvertToURL(stem &amp; ".docx"), "_blank", 0, load())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(paper.CurrentController.Frame, which, "", 0, Array())
  paper.storeToURL(ConvertToURL(stem &amp; ending), save())
  paper.close(True)
End Sub
</script:module>
"""


def settle_all(folder: Path) -> None:
    """Write ``.accepted`` and ``.rejected`` beside every ``.docx`` of a folder."""
    profile = folder / "profile"
    # The first start fills a new profile, its macros too; only then can ours be put there.
    _start(profile, "--terminate_after_init")
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE, encoding="utf-8")
    _start(profile, f'macro:///Standard.Module1.SettleAll("{folder}")')


def _start(profile: Path, argument: str) -> None:
    options = ["--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run([PROGRAM, *options, argument], check=True, capture_output=True, timeout=120)  # noqa: S603 - the office program of this machine
