"""Every way of damage to an archive is found, and nothing is repaired."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from docgen import files
from docgen.archive import Archive, Bag, Expected, KnownHead, seal, verify
from docgen.archive import bag as bag_room
from docgen.archive.bag import manifest
from docgen.archive.history import canonical, parse
from docgen.problem import ExitCode
from tests.archive.making import ACT, INFO, intake, sealed_bag

PLAN = "data/001_KH_60-KH-MTTQ-BTT_20231031/001_KH_60-KH-MTTQ-BTT_20231031"
NOTICE = "data/002_TB_61-TB-MTTQ-BTT_20231031/002_TB_61-TB-MTTQ-BTT_20231031"


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.chmod(0o644)
    path.write_bytes(data)


def flip(bag: Path, name: str) -> None:
    data = bytearray((bag / name).read_bytes())
    data[len(data) // 2] ^= 1
    write(bag / name, bytes(data))


def swap(bag: Path, one: str, other: str) -> None:
    first, second = (bag / one).read_bytes(), (bag / other).read_bytes()
    write(bag / one, second)
    write(bag / other, first)


def edit(bag: Path, name: str, old: str, new: str) -> None:
    text = (bag / name).read_text(encoding="utf-8")
    assert old in text
    write(bag / name, text.replace(old, new).encode())


def link(bag: Path, name: str, other: str) -> None:
    (bag / name).unlink()
    (bag / name).symlink_to(bag / other)


def add_line(bag: Path, name: str, line: str) -> None:
    write(bag / name, (bag / name).read_bytes() + line.encode())


def cut(bag: Path, name: str, lines: int) -> None:
    kept = (bag / name).read_bytes().splitlines(keepends=True)[:-lines]
    write(bag / name, b"".join(kept))


DAMAGE: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "one bit of a signed paper": (lambda bag: flip(bag, f"{NOTICE}.pdf"), {"LT-53"}),
    "one bit of the exact docx": (lambda bag: flip(bag, f"{NOTICE}_ban-goc.docx"), {"LT-53"}),
    "one bit of what it was made from": (lambda bag: flip(bag, f"{NOTICE}_du-lieu.json"), {"LT-53"}),
    "edited metadata": (lambda bag: edit(bag, f"{NOTICE}_mo-ta.xml", "An Phú", "An Phụ"), {"LT-53"}),
    "edited row of the register": (lambda bag: edit(bag, f"{NOTICE}_dang-ky.json", "61", "62"), {"LT-53"}),
    "a paper removed": (lambda bag: (bag / f"{NOTICE}.pdf").unlink(), {"LT-51"}),
    "a paper's folder removed": (lambda bag: shutil.rmtree((bag / NOTICE).parent), {"LT-51"}),
    "a paper renamed": (lambda bag: (bag / f"{NOTICE}.pdf").rename(bag / f"{NOTICE}-moi.pdf"), {"LT-54"}),
    "two papers swapped": (lambda bag: swap(bag, f"{NOTICE}.pdf", f"{PLAN}.pdf"), {"LT-55"}),
    "a paper truncated": (lambda bag: write(bag / f"{NOTICE}.pdf", b"%PDF"), {"LT-53"}),
    "a paper emptied": (lambda bag: write(bag / f"{NOTICE}.pdf", b""), {"LT-53"}),
    "a file added to a paper": (lambda bag: write(bag / f"{NOTICE}-them.pdf", b"x"), {"LT-52"}),
    "a file added elsewhere": (lambda bag: write(bag / "data/them.txt", b"x"), {"LT-52"}),
    "a file added beside the payload": (lambda bag: write(bag / "ghi-chu.txt", b"x"), {"LT-52"}),
    "the page beside the bag edited": (
        lambda bag: edit(bag.parent, "XEM-HO-SO.html", "ho-so-0003", "ho-so-0009"),
        {"LT-59"},
    ),
    "a paper replaced by a link": (
        lambda bag: link(bag, f"{NOTICE}.pdf", f"{PLAN}.pdf"),
        {"LT-51", "LT-65"},
    ),
    "the page edited": (lambda bag: edit(bag, "index.html", "An Phú", "An Phụ"), {"LT-59", "LT-56"}),
    "the dossier's metadata edited": (lambda bag: edit(bag, "ho-so.xml", "2023", "2024"), {"LT-59", "LT-56"}),
    "the page removed": (lambda bag: (bag / "index.html").unlink(), {"LT-51"}),
    "the information edited": (lambda bag: edit(bag, "bag-info.txt", "Tam Kỳ", "Tam Ky"), {"LT-59", "LT-56"}),
    "the declaration edited": (lambda bag: edit(bag, "bagit.txt", "1.0", "0.9"), {"LT-53", "LT-56"}),
    "the manifest edited": (lambda bag: edit(bag, "manifest-sha256.txt", "  data", " *data"), {"LT-56"}),
    "a line of the manifest removed": (lambda bag: cut(bag, "manifest-sha256.txt", 1), {"LT-56"}),
    "the manifest removed": (lambda bag: (bag / "manifest-sha256.txt").unlink(), {"LT-51"}),
    "the tag manifest removed": (lambda bag: (bag / "tagmanifest-sha256.txt").unlink(), {"LT-51"}),
    "the tag manifest names a file that is not there": (
        lambda bag: add_line(bag, "tagmanifest-sha256.txt", f"{'0' * 64}  manifest-md5.txt\n"),
        {"LT-56"},
    ),
    "the tag manifest names a file outside": (
        lambda bag: add_line(bag, "tagmanifest-sha256.txt", f"{'0' * 64}  ../ngoai.txt\n"),
        {"LT-56"},
    ),
    "the tag manifest names a signed paper": (
        lambda bag: add_line(
            bag,
            "tagmanifest-sha256.txt",
            f"{files.sha256_file(bag / f'{NOTICE}.pdf')}  {NOTICE}.pdf\n",
        ),
        {"LT-56"},
    ),
    "the tag manifest names a file twice": (
        lambda bag: add_line(
            bag, "tagmanifest-sha256.txt", (bag / "tagmanifest-sha256.txt").read_text("utf-8")
        ),
        {"LT-56"},
    ),
    "a mark of byte order before the tag manifest": (
        lambda bag: write(
            bag / "tagmanifest-sha256.txt", b"\xef\xbb\xbf" + (bag / "tagmanifest-sha256.txt").read_bytes()
        ),
        {"LT-56"},
    ),
    "ends of lines of another system in the tag manifest": (
        lambda bag: edit(bag, "tagmanifest-sha256.txt", "\n", "\r\n"),
        {"LT-56"},
    ),
    "a manifest of another hash that is not true": (
        lambda bag: write(bag / "manifest-md5.txt", f"{'0' * 32}  {NOTICE}.pdf\n".encode()),
        {"LT-52"},
    ),
    "a list of files to fetch": (
        lambda bag: write(bag / "fetch.txt", b"https://example.org/x - data/x\n"),
        {"LT-52"},
    ),
    "the tag manifest cut": (lambda bag: cut(bag, "tagmanifest-sha256.txt", 2), {"LT-56"}),
    "a name in the history edited": (
        lambda bag: edit(bag, "lich-su.jsonl", "Lê Thị Bảy", "Lê Thị Tám"),
        {"LT-57", "LT-56"},
    ),
    "the history truncated": (
        lambda bag: cut(bag, "lich-su.jsonl", 1),
        {"LT-58", "LT-52", "LT-56", "LT-59"},
    ),
    "the last line of the history torn": (
        lambda bag: write(bag / "lich-su.jsonl", (bag / "lich-su.jsonl").read_bytes()[:-9]),
        {"LT-57", "LT-58", "LT-52", "LT-56", "LT-59"},
    ),
    "the history removed": (
        lambda bag: (bag / "lich-su.jsonl").unlink(),
        {"LT-51", "LT-58", "LT-52", "LT-56"},
    ),
    "lines of the history swapped": (
        lambda bag: write(
            bag / "lich-su.jsonl",
            b"".join(reversed((bag / "lich-su.jsonl").read_bytes().splitlines(keepends=True))),
        ),
        {"LT-57", "LT-56", "LT-59"},
    ),
}


def remembered(bag: Bag) -> Expected:
    """Give what the journal remembers of a bag."""
    return Expected(anchors=[KnownHead(entry.hash, entry.seq) for entry in bag.history.entries])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Bag]:
    folder = tmp_path_factory.mktemp("sound")
    archive, bag = sealed_bag(folder, "", "AP", "TT")
    assert verify(archive, remembered(bag)).problems == ()
    return folder, bag


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_told_and_not_repaired(name: str, sound: tuple[Path, Bag], tmp_path: Path) -> None:
    damage, codes = DAMAGE[name]
    folder, bag = sound
    shutil.copytree(folder / "luu-tru", tmp_path / "luu-tru")
    archive = Archive(tmp_path / "luu-tru")
    damaged = archive.folder / bag.folder.name
    damage(damaged)
    before = state(archive.folder)
    found = verify(archive, remembered(bag))
    assert not found.is_sound
    assert found.exit_code == ExitCode.PROBLEMS
    assert codes <= {problem.code for problem in found.problems} <= codes | {"LT-56", "LT-59"}, found.problems
    assert all(problem.remedy for problem in found.problems)
    assert state(archive.folder) == before


@pytest.mark.parametrize("name", DAMAGE)
def test_what_another_bagit_tool_refuses_is_refused_here(
    name: str, sound: tuple[Path, Bag], tmp_path: Path
) -> None:
    damage, _ = DAMAGE[name]
    folder, bag = sound
    shutil.copytree(folder / "luu-tru", tmp_path / "luu-tru")
    archive = Archive(tmp_path / "luu-tru")
    damage(archive.folder / bag.folder.name)
    current = archive.current()
    assert current is not None
    try:
        valid = bagit.Bag(str(current.folder)).is_valid()
    except bagit.BagError:
        valid = False
    assert valid or not verify(archive).is_sound


def test_a_size_of_the_payload_that_is_not_true_is_found_though_history_and_manifests_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A history forged from its first line, with all hashes made anew, is still no valid bag."""
    info = bag_room.info
    monkeypatch.setattr(bag_room, "info", lambda values, payload: info(values, {"data/x": len(payload)}))
    archive, bag = sealed_bag(tmp_path, "AP")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag.folder)).validate()
    (found,) = verify(archive).problems
    assert (found.code, found.where.spot) == ("LT-56", "bag-info.txt")


def as_number(number: int, damage: Callable[[Path], object] = lambda _: None) -> Callable[[Path], object]:
    """Copy a bag beside itself under another number, and damage the copy."""
    return lambda bag: damage(shutil.copytree(bag, bag.parent / f"ho-so-{number:04d}"))


AROUND: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "a copy with a higher number": (as_number(99), ("LT-68", "")),
    "a copy with a lower number": (as_number(1), ("LT-68", "")),
    "an older copy with a higher number": (
        as_number(99, lambda copy: cut(copy, "lich-su.jsonl", 1)),
        ("LT-68", ""),
    ),
    "a damaged copy with the next number": (
        as_number(4, lambda copy: flip(copy, NOTICE + ".pdf")),
        ("LT-68", ""),
    ),
    "a copy without its history": (
        as_number(4, lambda copy: (copy / "lich-su.jsonl").unlink()),
        ("LT-68", ""),
    ),
    "a longer bag of another archive with a higher number": (
        lambda bag: sealed_bag(bag.parent / "x", "", "AP", "TT", "TTg")[1].folder.rename(
            bag.parent / "ho-so-0009"
        ),
        ("LT-68", ""),
    ),
    "a file": (lambda bag: write(bag.parent / "ghi-chu.docx", b"x"), ("LT-69", "ghi-chu.docx")),
    "a copy of the bag": (
        lambda bag: shutil.copytree(bag, bag.parent / "ho-so - Copy"),
        ("LT-69", "ho-so - Copy"),
    ),
    "an empty folder in the bag": (lambda bag: (bag / "New folder").mkdir(), ("LT-67", "New folder")),
    "a bag of another archive": (
        lambda bag: sealed_bag(bag.parent / "x", "TTg")[1].folder.rename(bag.parent / "ho-so-0001"),
        ("LT-68", ""),
    ),
    "the bag before it": (
        lambda bag: cut(shutil.copytree(bag, bag.parent / "ho-so-0001"), "lich-su.jsonl", 1),
        ("LT-68", ""),
    ),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_does_not_belong_there_is_told_and_the_archive_is_whole(
    name: str, sound: tuple[Path, Bag], tmp_path: Path
) -> None:
    put, (code, spot) = AROUND[name]
    folder, bag = sound
    shutil.copytree(folder / "luu-tru", tmp_path / "luu-tru")
    archive = Archive(tmp_path / "luu-tru")
    put(archive.folder / bag.folder.name)
    shutil.rmtree(archive.folder / "x", ignore_errors=True)
    found = verify(archive, remembered(bag))
    assert [(problem.code, problem.where.spot) for problem in found.problems] == [(code, spot)]
    assert (found.is_sound, found.around, found.exit_code) == (True, 1, ExitCode.PROBLEMS)


@pytest.mark.parametrize("number", [1, 4, 99])
def test_a_copy_never_takes_the_place_of_the_true_bag(
    number: int, sound: tuple[Path, Bag], tmp_path: Path
) -> None:
    folder, bag = sound
    shutil.copytree(folder / "luu-tru", tmp_path / "luu-tru")
    archive = Archive(tmp_path / "luu-tru")
    as_number(number)(archive.folder / bag.folder.name)
    current = archive.current()
    assert current is not None
    assert (current.number, archive.followed(current)) == (3, {})
    made = seal(archive, current, [intake("TTg", "63")], INFO, ACT, "docgen")
    assert archive.current() == made
    assert list(archive.generations()) == [made.number], "an older state of it is no longer needed"
    assert verify(archive, remembered(made)).problems == ()


def test_a_bag_that_the_one_in_force_did_not_grow_from_is_not_swept_away(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP")
    _, other = sealed_bag(tmp_path / "khac", "TT")
    shutil.copytree(other.folder, archive.folder / "ho-so-0001")
    made = seal(archive, bag, [intake("TTg", "63")], INFO, ACT, "docgen")
    assert list(archive.generations()) == [1, made.number]


def state(folder: Path) -> dict[str, object]:
    return {
        str(path): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def test_every_byte_of_every_file_counts(sound: tuple[Path, Bag], tmp_path: Path) -> None:
    folder, bag = sound
    shutil.copytree(folder / "luu-tru", tmp_path / "luu-tru")
    archive = Archive(tmp_path / "luu-tru")
    damaged = archive.folder / bag.folder.name
    for path in sorted(damaged.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            flip(damaged, path.relative_to(damaged).as_posix())
            assert not verify(archive, remembered(bag)).is_sound, path
            write(path, data)
    assert verify(archive, remembered(bag)).is_sound


def rewritten(folder: Path, bag: Bag) -> Archive:
    """Forge a whole archive: another text, every hash of it computed again, valid for any BagIt tool."""
    archive = Archive(folder / "luu-tru")
    forged = intake("AP", "61", signed=b"%PDF-1.6 forged")
    made = seal(archive, None, [intake("", "60"), forged, intake("TT", "62")], INFO, ACT, "docgen")
    bagit.Bag(str(made.folder)).validate()
    assert verify(archive).is_sound
    assert made.history.head != bag.history.head
    return archive


def test_an_archive_made_anew_is_found_by_what_the_journal_remembers(
    sound: tuple[Path, Bag], tmp_path: Path
) -> None:
    _, bag = sound
    found = verify(rewritten(tmp_path, bag), remembered(bag))
    assert {problem.code for problem in found.problems} == {"LT-57"}


def test_an_archive_made_anew_is_found_by_a_head_that_was_printed(
    sound: tuple[Path, Bag], tmp_path: Path
) -> None:
    _, bag = sound
    printed = Expected(anchors=[KnownHead(bag.history.head)])
    assert verify(Archive(sound[0] / "luu-tru"), printed).is_sound
    assert {problem.code for problem in verify(rewritten(tmp_path, bag), printed).problems} == {"LT-66"}


def test_the_tail_cut_off_with_all_manifests_made_anew_is_found(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP", "TT")
    shutil.rmtree(archive.folder)
    shorter = seal(archive, None, [intake("", "60")], INFO, ACT, "docgen")
    assert verify(archive).is_sound
    found = verify(archive, remembered(bag))
    assert "LT-58" in {problem.code for problem in found.problems}
    assert shorter.history.entries[0].seq == 1


def test_an_edited_line_with_its_own_hash_made_anew_breaks_the_next(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP")
    lines = bag.read("lich-su.jsonl").splitlines()
    first = json.loads(lines[0])
    first["who"] = "Kẻ gian"
    bare = {name: value for name, value in first.items() if name != "hash"}
    first["hash"] = files.sha256(canonical(bare))
    write(bag.folder / "lich-su.jsonl", canonical(first) + b"\n" + lines[1] + b"\n")
    tags = {
        path.name: files.sha256(path.read_bytes())
        for path in bag.folder.iterdir()
        if path.is_file() and path.name != "tagmanifest-sha256.txt"
    }
    write(bag.folder / "tagmanifest-sha256.txt", manifest(tags))
    bagit.Bag(str(bag.folder)).validate()
    found = verify(archive)
    assert [(problem.code, problem.found) for problem in found.problems] == [("LT-57", "2")]


def test_an_empty_folder_in_the_bag_is_told_and_harms_nothing(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP")
    (bag.folder / "data" / "moi" / "sau hon").mkdir(parents=True)
    (bag.folder / "New folder").mkdir()
    found = verify(archive, remembered(bag))
    assert [(problem.code, problem.where.spot) for problem in found.problems] == [
        ("LT-67", "New folder"),
        ("LT-67", "data/moi/sau hon"),
    ]
    assert (found.is_sound, found.exit_code) == (True, ExitCode.PROBLEMS)
    seal(archive, archive.current(), [intake("TT", "62")], INFO, ACT, "docgen")
    assert verify(archive).problems == (), "the next bag has nothing but what the history tells of"


def test_a_lost_archive_is_told(tmp_path: Path) -> None:
    expected = Expected(sealed={"thong-bao:AP": "Thông báo, An Phú"})
    found = verify(Archive(tmp_path / "luu-tru"), expected)
    assert [problem.code for problem in found.problems] == ["LT-50"]


def test_no_archive_yet_is_sound(tmp_path: Path) -> None:
    assert verify(Archive(tmp_path / "luu-tru")).is_sound


def test_records_without_files_and_files_without_records_are_told(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path, "", "AP")
    plan, notice = bag.history.current().values()
    issued = {plan.paper: plan.files["source"].sha256, notice.paper: notice.files["source"].sha256}
    assert verify(archive, Expected(issued=issued)).problems == ()
    lost = Expected(sealed={"thong-bao:TT": "Thông báo, Tam Thanh"}, issued=issued)
    assert [problem.code for problem in verify(archive, lost).problems] == ["LT-61"]
    unknown = Expected(issued={plan.paper: issued[plan.paper]})
    assert [problem.code for problem in verify(archive, unknown).problems] == ["LT-62"]
    other = Expected(issued={**issued, notice.paper: "0" * 64})
    assert [problem.code for problem in verify(archive, other).problems] == ["LT-60"]


def test_a_bag_that_is_replaced_while_it_is_looked_at_is_looked_at_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, bag = sealed_bag(tmp_path, "AP")
    look = bag_room.look

    def meanwhile(folder: Path) -> bag_room.Found:
        if folder == bag.folder and folder.exists():
            seal(archive, bag, [intake("TT", "62")], INFO, ACT, "docgen")
        return look(folder)

    monkeypatch.setattr(bag_room, "look", meanwhile)
    found = verify(archive)
    assert (found.problems, found.papers) == ((), 2)


@pytest.mark.parametrize("name", ["../../ra-ngoai", "/ra-ngoai", "..", "C:ra-ngoai", "a/b", ""])
def test_a_forged_history_leads_nobody_out_of_the_bag(tmp_path: Path, name: str) -> None:
    _, bag = sealed_bag(tmp_path, "AP")
    entry = json.loads(bag.read("lich-su.jsonl"))
    entry["what"]["folder"] = name
    assert parse(canonical(entry) + b"\n").entries == ()
    entry = json.loads(bag.read("lich-su.jsonl"))
    entry["what"]["files"]["signed"]["name"] = name
    assert parse(canonical(entry) + b"\n").entries == ()


@pytest.mark.parametrize(("letters", "known"), [(64, True), (16, True), (8, True), (7, False), (0, False)])
def test_the_first_letters_of_a_printed_head_are_enough(
    sound: tuple[Path, Bag], letters: int, *, known: bool
) -> None:
    typed = Expected(anchors=[KnownHead(sound[1].history.head[:letters])])
    assert verify(Archive(sound[0] / "luu-tru"), typed).is_sound == known
