"""The sample season played to its end: papers, numbers, a correction, signatures, archive, hand-over.

    .venv/bin/python docs/demo.py FOLDER

Works in FOLDER, which must not exist yet, and runs the very commands that a secretary would type; each
is shown with what it says.  The PDFs are made by LibreOffice and signed with a certificate that is made
on the spot and thrown away.  Ends with an error at the first command that does not do what it should.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from docgen.commands.edge import main  # noqa: E402 - the checkout is put on the path first
from tests.archive.making import ROOT as AUTHORITY  # noqa: E402
from tests.archive.making import authority, pem, sign  # noqa: E402

OUTSIDE = """kind,number,date,subject,signer
CV,312/MTTQ-BTT,3/10/2023,"V/v chuẩn bị báo cáo, hồ sơ tự chấm điểm năm 2023",Trần Thị Minh Hạnh
GM,28/GM-MTTQ-BTT,10/10/2023,"Dự buổi kiểm tra, đánh giá công tác Mặt trận năm 2023",Trần Thị Minh Hạnh
TTr,33/TTr-MTTQ-BTT,13/11/2023,Về việc đề nghị khen thưởng thành tích công tác Mặt trận năm 2023,Nguyễn Ba
"""
"""Papers of the season that the office writes without docgen: their numbers go into the register by hand."""

NOTICES = ("AP", "HH", "PH", "TTh", "AX", "AM", "AS", "HT", "TX", "TTg", "TTn", "TP", "TN")
NUMBERS = {
    "ke-hoach": ("87", "29/9/2023"),
    "quyet-dinh": ("45", "2/10/2023"),
    **{f"bien-ban:{day}": (f"0{day}", f"{16 + day}/10/2023") for day in (1, 2, 3, 4)},
    **{f"thong-bao:{unit}": (str(61 + place), "31/10/2023") for place, unit in enumerate(NOTICES)},
    "ket-luan": ("74", "10/11/2023"),
}
"""Number and date of each paper that docgen makes, as the season's papers have them."""


def run(*arguments: str, code: int = 0) -> None:
    """Run one command as it would be typed and stop unless it ends as it should."""
    print(f"\n> docgen {' '.join(arguments)}", flush=True)  # noqa: T201 - this is a show
    ended = main(arguments)
    if ended != code:
        raise SystemExit(f"«docgen {' '.join(arguments)}» ended with {ended}, not {code}")


def fill(path: Path) -> None:
    """Type the numbers into the list that ``docgen issue --list`` made."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    heads = next(row for row in sheet.iter_rows() if any(cell.value == "Ngày ban hành" for cell in row))
    column = {cell.value: cell.column for cell in heads}
    for row in range(heads[0].row + 1, sheet.max_row + 1):
        known = NUMBERS.get(str(sheet.cell(row, column["Mã văn bản"]).value))
        if known is not None:
            sheet.cell(row, column["Số"]).value, sheet.cell(row, column["Ngày ban hành"]).value = known
            sheet.cell(row, column["Lý do"]).value = "Số trước đó đã dùng cho công việc khác của cơ quan"
    book.save(path)


def correct_a_score(workbook: Path) -> None:
    """Correct one score of the team, as it turns out after everything was issued: An Phú, I.4."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Điểm Đoàn chấm"]
    sheet["E4"] = 3.75
    book.save(workbook)


def sign_all(papers: Path, signed: Path) -> None:
    """Let the chairman sign every PDF with a certificate that lives as long as this run."""
    signed.mkdir()
    for path in sorted(papers.glob("*.pdf")):
        (signed / path.name).write_bytes(sign(path.read_bytes()))


def play(folder: Path) -> None:
    """Play the season in a new folder."""
    folder.mkdir(parents=True)
    records = folder / "records"
    records.mkdir()
    workbook = records / "tam-ky-2023.xlsx"
    shutil.copy(ROOT / "records" / "tam-ky-2023.xlsx", workbook)
    (records / "chung-thu-goc").mkdir()
    (records / "chung-thu-goc" / "goc.pem").write_bytes(pem(authority(AUTHORITY)[0]))
    os.chdir(folder)
    run("check")
    run("generate")
    for paper in csv.DictReader(io.StringIO(OUTSIDE)):
        run("register", "add", *[word for name, value in paper.items() for word in (f"--{name}", value)])
    run("issue", "--list", "cap-so.xlsx")
    fill(folder / "cap-so.xlsx")
    run("issue", "--from", "cap-so.xlsx")
    run("generate")

    correct_a_score(workbook)
    run("diff")
    run("correct", "thong-bao:AP")
    run("correct", "thong-bao:AP", "--form", "thay-the", "--reason", "nhập nhầm điểm tiêu chí I.4")
    run("generate")
    run("issue", "thay-the:1", "--number", "75", "--date", "13/11/2023")
    run("status")

    run("generate", "--pdf")
    sign_all(folder / "output" / "tam-ky-2023", folder / "da-ky")
    run("archive", "add-folder", "da-ky", "--received", "14/11/2023")
    run("archive", "list")
    run("archive", "verify")
    run("register", "verify")
    run("register", "export", "so-van-ban-di.docx")
    run("register", "export", "so-van-ban-di.xlsx")
    run("archive", "export", "giao-nop.zip")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and its one argument
        raise SystemExit(__doc__)
    play(Path(sys.argv[1]).resolve())
