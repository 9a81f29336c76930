"""Where the register lies decides how it is written."""

from __future__ import annotations

import pytest

from docgen.register.place import Lying, Storage, judge_place, warning

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//may-chu/van-thu /mnt/van\\040thu cifs rw 0 0
may-chu:/so /srv/so nfs4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
rclone:kho /home/dao/kho fuse.rclone rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "storage"),
    [
        ("/home/dao/docgen/records", Storage.LOCAL),
        ("/mnt/van thu/docgen/records", Storage.NETWORK),
        ("/mnt/van thung/records", Storage.LOCAL),
        ("/srv/so/records", Storage.NETWORK),
        ("/mnt/c/Users/Dao/records", Storage.NETWORK),
        ("/home/dao/kho/records", Storage.NETWORK),
        ("/home/dao/Dropbox/records", Storage.SYNCED),
        ("/home/dao/Dropbox (Cơ quan)/records", Storage.SYNCED),
        ("/home/dao/dropbox-cu/records", Storage.LOCAL),
        ("C:\\van-thu\\records", Storage.LOCAL),
        ("\\\\may-chu\\van-thu\\records", Storage.NETWORK),
        ("//may-chu/van-thu/records", Storage.NETWORK),
        ("\\\\?\\C:\\van-thu\\records", Storage.LOCAL),
        ("\\\\?\\UNC\\may-chu\\van-thu", Storage.NETWORK),
        ("C:\\Users\\Đào\\OneDrive\\records", Storage.SYNCED),
        ("C:\\Users\\Đào\\OneDrive - Mặt trận\\records", Storage.SYNCED),
        ("G:\\My Drive\\records", Storage.SYNCED),
    ],
)
def test_a_network_share_and_a_synchronised_folder_are_known(path: str, storage: Storage) -> None:
    assert judge_place(path, {}, MOUNTS).storage is storage


def test_onedrive_is_known_by_its_setting_under_any_name() -> None:
    environment = {"OneDriveCommercial": "C:\\Users\\Dao\\Mây của cơ quan"}
    inside = judge_place("c:\\users\\dao\\mây của cơ quan\\records", environment, "")
    beside = judge_place("C:\\Users\\Dao\\Mây của cơ quan khác\\records", environment, "")
    assert (inside, beside.storage) == (Lying(Storage.SYNCED, "OneDrive"), Storage.LOCAL)


def test_a_drive_letter_may_be_a_network_drive() -> None:
    assert judge_place("Z:\\records", {}, "", remote_drive=True).storage is Storage.NETWORK


def test_only_a_local_disk_has_the_write_ahead_log_and_no_warning() -> None:
    assert [Lying(storage).journal for storage in Storage] == ["WAL", "DELETE", "DELETE"]
    told = [warning(Lying(storage, "ổ mạng"), "so-dang-ky.db") for storage in Storage]
    assert [problem.code if problem else "" for problem in told] == ["", "SDK-11", "SDK-11"]
