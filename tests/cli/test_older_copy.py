"""An older copy of a paper comes back, or another paper takes its number: what belongs together is known."""

from __future__ import annotations

import pytest

from docgen.kinds import bien_ban
from tests.cli.desk import PLAN, Desk
from tests.delta.papers import edited
from tests.factory import changed
from tests.render.word_file import docx, p, part

WORDS = ("</w:t></w:r></w:p>", " đã trình anh Ba</w:t></w:r></w:p>")


@pytest.fixture
def mailed(desk: Desk) -> bytes:
    """Give the plan as it was mailed before the place was corrected, with words that the chief added."""
    (desk.templates / "ke-hoach.docx").write_bytes(
        docx(p("Kế hoạch năm {{ nam }} của đợt"), p("{{ dia_danh }}"))
    )
    desk.change_general(place="85,50 điểm")
    desk.run("generate")
    return edited((desk.output / PLAN).read_bytes(), WORDS)


def test_it_is_told_and_the_correction_is_laid_on_it(desk: Desk, mailed: bytes) -> None:
    desk.change_general(place="85,25 điểm")
    desk.run("generate")
    (desk.output / PLAN).write_bytes(mailed)

    assert desk.state("ke-hoach") == "edited-changed"
    assert "sửa từ một bản docgen làm trước đây" in desk.run("status").out
    assert "sửa từ một bản docgen làm trước đây" in desk.run("diff").out
    assert desk.run("generate").code == 0

    assert "đã trình anh Ba" in desk.text(PLAN)
    assert "85,25 điểm" in desk.text(PLAN)
    assert "85,50" not in desk.text(PLAN)
    assert desk.state("ke-hoach") == "edited"
    again = edited((desk.output / PLAN).read_bytes(), ("anh Ba", "anh Ba, anh Tư"))
    (desk.output / PLAN).write_bytes(again)
    assert desk.state("ke-hoach") == "edited", "the merged file goes back to the newest version"


def test_it_is_known_by_its_words_where_a_program_dropped_the_origin(desk: Desk, mailed: bytes) -> None:
    desk.change_general(place="85,25 điểm")
    desk.run("generate")
    bare = part(mailed).decode()
    (desk.output / PLAN).write_bytes(
        docx(p("Kế hoạch năm 2023 của đợt đã trình anh Ba"), p("85,50 điểm đã trình anh Ba"))
    )
    assert "85,50" in bare

    desk.run("generate")

    assert "85,25 điểm đã trình anh Ba" in desk.text(PLAN)


def test_a_version_that_is_not_kept_any_more_is_told_and_left_alone(desk: Desk, mailed: bytes) -> None:
    desk.change_general(place="85,25 điểm")
    desk.run("generate")
    for path in (desk.output / ".docgen" / "goc").glob("*.docx"):
        if b"85,50" in part(path.read_bytes()):
            path.unlink()
    (desk.output / PLAN).write_bytes(mailed)

    ran = desk.run("generate")

    assert ran.code == 1
    assert "docgen không còn giữ bản ấy để so sánh" in ran.out
    assert (desk.output / PLAN).read_bytes() == mailed


def test_an_older_version_that_nobody_changed_is_made_anew(desk: Desk) -> None:
    desk.run("generate")
    old = (desk.output / PLAN).read_bytes()
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    new = (desk.output / PLAN).read_bytes()
    (desk.output / PLAN).write_bytes(old)

    assert desk.state("ke-hoach") == "changed"
    desk.run("generate")
    assert (desk.output / PLAN).read_bytes() == new


def test_what_she_wrote_of_one_day_is_not_laid_on_another(desk: Desk) -> None:
    sittings = tuple(desk.season.sittings)
    assert len(sittings) > 1
    real = bien_ban.KIND
    (desk.templates / real.template).write_bytes(
        docx(p("Ngày họp: {{ thoi_gian_bat_dau }}"), p("Đơn vị: {{ cac_don_vi_trong_ngay }}"))
    )
    desk.ask_for(real)
    desk.run("generate")
    name = next(path for path in sorted(desk.papers()))
    hers = edited((desk.output / name).read_bytes(), ("Đơn vị: ", "Đơn vị (chị Hạnh đã xem): "))
    (desk.output / name).write_bytes(hers)
    first, second = sittings[:2]
    exchanged = {first.no: second.no, second.no: first.no}
    visits = tuple(changed(v, sitting=exchanged.get(v.sitting, v.sitting)) for v in desk.season.visits)
    desk.change(visits=visits)

    ran = desk.run("generate")

    assert ran.code == 1
    assert "nên không gộp; muốn làm mới thì dời tệp ấy đi" in ran.out
    assert (desk.output / name).read_bytes() == hers
