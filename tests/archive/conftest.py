"""A desk whose notices have text enough to be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.making import Converter
from tests.cli.desk import Desk
from tests.render.word_file import docx, p

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a workspace with the documents of a hand-over, notices with text enough, and a quick converter."""
    made = Desk(tmp_path / "ban-lam-viec", monkeypatch, capsys)
    (made.templates / "thong-bao.docx").write_bytes(
        docx(
            p("THÔNG BÁO"),
            p("Kết quả kiểm tra công tác Mặt trận năm {{ nam }}"),
            p("Kính gửi: Ban Thường trực Ủy ban MTTQ Việt Nam {{ don_vi }}"),
            p("Đoàn kiểm tra thông báo kết quả của {{ don_vi }} như sau: đạt yêu cầu, xếp loại Tốt./."),
        )
    )
    for name in ("muc-luc-van-ban.docx", "muc-luc-ho-so.docx", "giao-nhan-ho-so.docx"):
        (made.templates / name).write_bytes((ROOT / "templates" / name).read_bytes())
    (made.templates / "phong-cach.docx").write_bytes((ROOT / "templates" / "phong-cach.docx").read_bytes())
    converter = Converter()
    monkeypatch.setattr("docgen.backends.available", lambda: converter)
    return made
