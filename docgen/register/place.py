"""Where the register lies: a local disk, a network share, or a folder that is synchronised.

SQLite's write-ahead log needs memory that all its users share, so it must not lie on a network
drive; and a synchronising program may copy database and log at different moments.  There the
rollback journal is used, which is one file, and the user is warned.
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from docgen.problem import Problem, Severity, Where

_NETWORK_SYSTEMS: Final = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "9p", "davfs", "vboxsf", "prl_fs", "ncpfs", "glusterfs"}
)
"""Types of file systems of /proc/mounts that lie on another machine (9p: Windows' disks under WSL)."""
_NETWORK_FUSE: Final = (
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "fuse.gvfsd",
    "fuse.s3fs",
    "fuse.glusterfs",
)
_SYNCED_NAMES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "nextcloud": "Nextcloud",
}
_SYNCED_ENVIRONMENT: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE_DRIVE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW


class Storage(enum.StrEnum):
    """What kind of place a folder is."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Lying:
    """Where the register lies; ``name`` is what the user calls it: ``OneDrive``, ``ổ mạng cifs``."""

    storage: Storage = Storage.LOCAL
    name: str = ""

    @property
    def journal(self) -> str:
        """Give the journal mode that is safe there."""
        return "WAL" if self.storage is Storage.LOCAL else "DELETE"


def judge_place(
    path: str, environment: Mapping[str, str], mounts: str, *, remote_drive: bool = False
) -> Lying:
    """Tell where an absolute path lies.

    ``mounts`` is the text of /proc/mounts, empty elsewhere; ``remote_drive`` tells that Windows calls the
    path's drive a network drive.
    """
    windows = "\\" in path or path[1:2] == ":"
    parts = (PureWindowsPath(path) if windows else PurePosixPath(path)).parts
    for part in parts:
        folded = part.casefold()
        for name, called in _SYNCED_NAMES.items():
            if folded == name or folded.startswith((f"{name} - ", f"{name} (")):
                return Lying(Storage.SYNCED, called)
    for variable in _SYNCED_ENVIRONMENT:
        root = environment.get(variable, "").rstrip("\\/")
        if root and (path.casefold() + "\\").replace("/", "\\").startswith(
            root.casefold().replace("/", "\\") + "\\"
        ):
            return Lying(Storage.SYNCED, "OneDrive")
    if path.startswith(("\\\\", "//")) and not path.startswith(("\\\\?\\", "\\\\.\\")):
        return Lying(Storage.NETWORK, "thư mục chia sẻ trên mạng")
    if path.upper().startswith("\\\\?\\UNC\\") or remote_drive:
        return Lying(Storage.NETWORK, "ổ mạng")
    system = _system_of(path, mounts)
    if system in _NETWORK_SYSTEMS or system.startswith(_NETWORK_FUSE):
        return Lying(Storage.NETWORK, f"ổ mạng ({system})")
    return Lying()


def _system_of(path: str, mounts: str) -> str:
    """Give the type of the file system that holds a path: that of the longest mount point above it."""
    best, system = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, type
            continue
        point = fields[1].replace("\\040", " ")
        inside = point in {"/", path} or path.startswith(f"{point}/")
        if inside and len(point) >= len(best):
            best, system = point, fields[2]
    return system


def look_at(folder: Path, environment: Mapping[str, str]) -> Lying:
    """Tell where a folder lies on this machine."""
    path = folder.absolute()
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        mounts = ""
    return judge_place(str(path), environment, mounts, remote_drive=_is_remote_drive(path))


def _is_remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - there only

    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE_DRIVE)


def warning(lying: Lying, book: str) -> Problem | None:
    """Warn of a place where the register is less safe than on a local disk."""
    if lying.storage is Storage.LOCAL:
        return None
    if lying.storage is Storage.SYNCED:
        what = f"Sổ đăng ký nằm trong thư mục đồng bộ {lying.name}: hai máy cùng ghi có thể làm hỏng sổ."
        remedy = "Nên để thư mục làm việc ở ổ đĩa của máy (như D:\\), chỉ chép bản sao lưu lên mạng."
    else:
        what = f"Sổ đăng ký nằm trên {lying.name}: ghi chậm hơn và kém an toàn hơn ổ đĩa của máy."
        remedy = "Nên để thư mục làm việc ở ổ đĩa của máy; nếu dùng chung thì mỗi lúc một người cấp số."
    return Problem("SDK-11", Severity.WARNING, Where(file=book), what, remedy=remedy)
