"""What an adversary does to the archive or to a PDF, played through the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.archive import Archive
from docgen.archive.bag import manifest
from docgen.files import sha256
from tests.archive.making import image, page_of, pdf, sign
from tests.archive.test_commands import add, archive_of, issue, scan_of
from tests.archive.test_verify import add_line, cut, edit, flip, write
from tests.cli.desk import FIRST, Desk
from tests.render.word_file import lines_of


def with_manifests_anew(bag: Path) -> None:
    """Make the tag manifest true again, as somebody does who knows BagIt."""
    tags = {
        path.name: sha256(path.read_bytes())
        for path in bag.iterdir()
        if path.is_file() and path.name != "tagmanifest-sha256.txt"
    }
    write(bag / "tagmanifest-sha256.txt", manifest(tags))


def signed_paper(bag: Path) -> str:
    (path,) = bag.glob("data/*/*.pdf")
    return path.relative_to(bag).as_posix()


def history_of_another_hand(bag: Path) -> None:
    edit(bag, "lich-su.jsonl", "Lê Thị Bảy", "Lê Thị Tám")
    with_manifests_anew(bag)


def page_rewritten(bag: Path) -> None:
    edit(bag, "index.html", "<h1>", "<h1>Giả ")
    with_manifests_anew(bag)


WHOLE, DAMAGED = "Hồ sơ lưu còn nguyên vẹn", "Hồ sơ lưu KHÔNG nguyên vẹn"
TAMPERING: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "one bit of the signed paper": (lambda bag: flip(bag, signed_paper(bag)), "LT-53", DAMAGED),
    "the signed paper lost": (lambda bag: (bag / signed_paper(bag)).unlink(), "LT-51", DAMAGED),
    "a file slipped into the payload": (lambda bag: write(bag / "data/x.pdf", b"x"), "LT-52", DAMAGED),
    "the act of another hand": (history_of_another_hand, "LT-57", DAMAGED),
    "the act cut off": (lambda bag: cut(bag, "lich-su.jsonl", 1), "LT-58", DAMAGED),
    "the page rewritten": (page_rewritten, "LT-59", DAMAGED),
    "a tag manifest that names what is not there": (
        lambda bag: add_line(bag, "tagmanifest-sha256.txt", f"{'0' * 64}  thieu.txt\n"),
        "LT-56",
        DAMAGED,
    ),
    "another list to fetch": (lambda bag: write(bag / "fetch.txt", b""), "LT-52", DAMAGED),
    "an empty folder in the bag": (lambda bag: (bag / "data" / "moi").mkdir(), "LT-67", WHOLE),
    "a file beside the bag": (lambda bag: write(bag.parent / "Thumbs.db", b"x"), "LT-69", WHOLE),
    "a copy of the bag": (lambda bag: shutil.copytree(bag, bag.parent / "ho-so cu"), "LT-69", WHOLE),
    "the bag as it was before": (lambda bag: shutil.copytree(bag, bag.parent / "ho-so-0000"), "LT-68", WHOLE),
}


def test_every_tampering_is_told_and_never_called_fine(desk: Desk) -> None:
    issue(desk, "HH")
    head = add(desk).out.strip().rpartition(" ")[2]
    home = archive_of(desk).folder
    kept = shutil.copytree(home, desk.root / "cat-giu")
    for name, (tamper, code, verdict) in TAMPERING.items():
        bag = Archive(home).current()
        assert bag is not None
        tamper(bag.folder)
        for ran in (desk.run("archive", "verify"), desk.run("archive", "verify", "--head", head[:8])):
            assert ran.code == 1, name
            assert f" {code}: " in ran.out, (name, ran.out)
            assert f"{verdict}" in ran.out, (name, ran.out)
            assert ("không thuộc về nó" in ran.out) == (verdict == WHOLE), name
        exported = desk.run("archive", "export", f"{code}.zip")
        assert (exported.code == 0) == (verdict == WHOLE), (name, exported.err)
        (desk.root / f"{code}.zip").unlink(missing_ok=True)
        shutil.rmtree(home)
        shutil.copytree(kept, home)
    assert desk.run("archive", "verify", "--head", head).code == 0


def scanned(look: str, data: bytes) -> bytes:
    drawn = b"q 595 0 0 842 0 0 cm /Im Do Q"
    return page_of(drawn, "/XObject << /Im 10 0 R >>", {10: image(1653, 2339, data=data, look=look)})


def linked(lines: list[str], action: str) -> bytes:
    return pdf([lines], dpi=200, objects=[f"<< /Type /Annot /Subtype /Link /A << {action} >> >>"])


PDFS: dict[str, tuple[Callable[[list[str]], bytes], int, str]] = {
    "a picture that cannot be decoded": (
        lambda _: scanned("/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", b"rac" * 999),
        1,
        "LT-09",
    ),
    "neither a scan nor signed": (lambda lines: pdf([lines]), 1, "LT-15"),
    "signed, and bytes added": (lambda lines: sign(pdf([lines])) + b"\n% them\n", 1, "LT-31"),
    "signed by another": (lambda lines: sign(pdf([lines]), "Kẻ Lạ"), 0, "LT-37"),
    "signed after the certificate had ended": (
        lambda lines: sign(pdf([lines]), years=(2012, 2014)),
        0,
        "LT-38",
    ),
    "a link to a machine in the network": (
        lambda lines: linked(lines, r"/S /Launch /F (\\\\may-la\\x.exe)"),
        0,
        "LT-13",
    ),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_pdf_is_refused_or_told(desk: Desk, name: str) -> None:
    make, code, told = PDFS[name]
    issue(desk, "HH")
    path = scan_of(desk, "HH")
    path.write_bytes(make(lines_of(desk.papers()[FIRST])))
    ran = add(desk, "HH", scan=path)
    assert (ran.code, f" {told}: " in ran.out + ran.err) == (code, True), ran.out + ran.err
    assert (archive_of(desk).current() is None) == bool(code)
