"""The plan says what the office's plan of 2023 says, with its slips mended, out of the records."""

import datetime as dt

import pytest

from docgen.kinds.ke_hoach import KIND
from docgen.records import Deadline, KnownPaper, Session, Sitting, Slot, Unit, Visit
from tests.factory import make_general, make_season, planning_season
from tests.kinds.making import papers, sample_season, text
from tests.kinds.paper_text import golden


def test_the_plan_of_the_sample_season_word_for_word() -> None:
    assert text(KIND, sample_season()) == golden("ke-hoach.txt")


FACTS_OF_2023 = (
    "/KH-MTTQ-BTT",
    "Tam Kỳ, ngày",
    "năm 2023",
    "KẾ HOẠCH",
    "Tổ chức kiểm tra, đánh giá công tác Mặt trận",
    "Thực hiện Chương trình phối hợp và thống nhất hành động năm 2023",
    "căn cứ Hướng dẫn số 22/HD-MTTQ-BTT ngày 08/3/2023 của Ủy ban MTTQ Việt Nam thành phố về công tác",
    "thi đua, khen thưởng đối với Ủy ban MTTQ Việt Nam các xã, phường năm 2023",
    "với những nội dung cụ thể như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "toàn diện, thực chất kết quả thực hiện Chương trình phối hợp và thống nhất hành động",
    "Phát huy vai trò, tăng cường trách nhiệm của Ban Thường trực Ủy ban MTTQ Việt Nam thành phố",
    "2. Yêu cầu",
    "nghiêm túc, khách quan, trung thực, chặt chẽ, làm cơ sở đánh giá, xếp loại và khen thưởng năm 2023",
    "chuẩn bị đầy đủ nội dung báo cáo, hồ sơ minh chứng",
    "những kết quả tiêu biểu, nổi bật, mô hình mới, cách làm hiệu quả",
    "những khó khăn, hạn chế, đề xuất, kiến nghị (nếu có)",
    "II. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN, ĐỊA ĐIỂM",
    "1. Nội dung",
    "một số nhiệm vụ phát sinh trong năm 2023",
    "2. Đối tượng kiểm tra",
    "Ban Thường trực Ủy ban MTTQ Việt Nam 13 xã, phường (04 xã, 09 phường)",
    "buổi sáng từ 07h30 - 11h00; buổi chiều từ 14h00 - 17h00",
    "| 01 | Ngày 17/10/2023 | Phường An Phú, phường Hòa Hương, phường Phước Hòa |",
    "| 02 | Ngày 18/10/2023 | Phường Tân Thạnh, phường An Xuân, phường An Mỹ |",
    "| 03 | Ngày 19/10/2023 | Phường An Sơn, phường Hòa Thuận, phường Trường Xuân |",
    "| 04 | Ngày 20/10/2023 | Xã Tam Thăng, xã Tam Thanh, xã Tam Phú, xã Tam Ngọc |",
    "Địa điểm: Phòng họp cơ quan Ủy ban MTTQ Việt Nam thành phố (99 Hùng Vương, thành phố Tam Kỳ)",
    "4. Phương pháp",
    "nghe các đơn vị báo cáo, phân công các đơn vị kiểm tra chéo",
    "lúc 15h00 Ban Thường trực nhận xét, đánh giá sơ bộ",
    "Bước 1: Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường tự chấm điểm",
    "(theo bảng điểm), có thuyết minh, minh chứng",
    "Bước 2: Các đơn vị gửi toàn bộ hồ sơ, tài liệu minh chứng",
    "trước ngày 12/10/2023",
    "Bước 3: Đoàn kiểm tra thành phố tổ chức kiểm tra thực tế hồ sơ",
    "Bước 4: Đến ngày kiểm tra",
    "+ 07h30 - 08h00: Chủ trì khai mạc",
    "+ 08h00 - 08h30: Đại diện Ban Thường trực",
    "(mỗi đơn vị báo cáo không quá 10 phút)",
    "+ 08h30 - 09h30: Căn cứ nội dung tự đánh giá",
    "+ 09h30 - 09h45: Giải lao",
    "+ 09h45 - 11h00: Đoàn kiểm tra đối chiếu",
    "+ 11h00 - 14h00: Nghỉ trưa",
    "+ 14h00 - 15h00: Đoàn kiểm tra báo cáo kết quả kiểm tra",
    "+ 15h00: Chủ trì kết luận buổi kiểm tra",
    "Bước 5: Ban Thường trực Ủy ban MTTQ Việt Nam thành phố họp đánh giá",
    "(nhận xét sơ bộ)",
    "5. Thành phần",
    "Chủ trì: Lãnh đạo Ban Thường trực",
    "Đoàn kiểm tra của Ủy ban MTTQ Việt Nam thành phố (theo quyết định thành lập)",
    "Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường được kiểm tra",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Ban Thường trực Ủy ban MTTQ Việt Nam thành phố",
    "Ban hành kế hoạch kiểm tra",
    "Thành lập Đoàn kiểm tra đảm bảo theo Kế hoạch",
    "Giao Văn phòng chuẩn bị các điều kiện phục vụ công tác kiểm tra",
    "Giao Kế toán đảm bảo nguồn kinh phí phục vụ kiểm tra",
    "2. Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường",
    "Chuẩn bị đầy đủ nội dung báo cáo (theo nội dung tại khoản 1 Mục II Kế hoạch này)",
    "Trên đây là Kế hoạch kiểm tra, đánh giá kết quả công tác Mặt trận năm 2023",
    "phối hợp triển khai thực hiện./.",
    "Nơi nhận: / - BTT Ủy ban MTTQ Việt Nam tỉnh; / - Thường trực Thành ủy;",
    "- Thành viên Đoàn kiểm tra; / - BTT Ủy ban MTTQ Việt Nam các xã, phường; / - Lưu: VT.",
    "TM. BAN THƯỜNG TRỰC / CHỦ TỊCH / Nguyễn Ba",
)


def test_every_fact_of_2023_stands_in_the_order_of_2023() -> None:
    plan = text(KIND, sample_season())
    position = 0
    for fact in FACTS_OF_2023:
        found = plan.find(fact, position)
        assert found >= 0, f"missing, or out of order: {fact}"
        position = found


@pytest.mark.parametrize(
    "slip",
    ["Lưu VT", "7h30–", "11.00", "07.30", "Hoà ", "Tổ kiểm tra", "về tổ", "MTTQ VN", "[Dẫn vào bảng] cụ thể"],
)
def test_a_slip_of_2023_is_mended(slip: str) -> None:
    assert slip not in text(KIND, sample_season())


def test_no_title_ends_with_a_full_stop() -> None:
    titles = [
        line
        for line in text(KIND, sample_season()).splitlines()
        if line.startswith(("[Tên loại", "[Trích yếu]", "[Mục La Mã]", "[Khoản]"))
    ]
    assert len(titles) >= 10
    assert not [line for line in titles if line.endswith((".", ";", ":"))]


def test_the_guidance_is_cited_in_full_once_and_shortly_afterwards() -> None:
    plan = text(KIND, sample_season())
    assert plan.count("22/HD-MTTQ-BTT") == 2
    assert plan.count("ngày 08/3/2023") == 1


def test_there_is_no_plan_before_there_is_a_schedule() -> None:
    assert not papers(KIND, make_season(visits=()))
    assert list(papers(KIND, planning_season())) == [""]


def test_the_number_and_date_are_blank_until_they_are_known_then_filled() -> None:
    blank = text(KIND, planning_season(papers=()))
    assert "| Số: ············/KH-MTTQ-BTT | Đức Hương, ngày········ tháng········ năm 2023 |" in blank
    known = KnownPaper(kind="ke-hoach", number="5", date=dt.date(2023, 2, 8))
    filled = text(KIND, planning_season(papers=(known,)))
    assert "| Số: 05/KH-MTTQ-BTT | Đức Hương, ngày 08 tháng 02 năm 2023 |" in filled


def test_another_season_brings_its_own_words() -> None:
    general = make_general(
        year=2026,
        units_called="xã, phường, đặc khu",
        deadline=dt.date(2026, 9, 5),
        deadline_style=Deadline.UNTIL,
        team_called="Tổ kiểm tra",
        header_3="",
    )
    plan = text(KIND, planning_season(general=general, papers=()))
    assert "các xã, phường, đặc khu năm 2026" in plan
    assert "năm 2023" not in plan
    assert "đến hết ngày 05/9/2026" in plan
    assert "Bước 3: Tổ kiểm tra thành phố" in plan
    assert "| ỦY BAN MTTQ VIỆT NAM / THÀNH PHỐ ĐỨC HƯƠNG /  |" in plan
    assert "căn cứ Hướng dẫn số············/HD-MTTQ-BTT ngày········ tháng········ năm 2026 của " in plan


def test_days_stand_by_date_with_their_notes_and_own_venues() -> None:
    season = planning_season(
        units=(
            Unit(code="A", kind="xã", name="Đức Thượng"),
            Unit(code="B", kind="phường", name="Đức Thượng"),
            Unit(code="C", kind="phường", name="7"),
        ),
        sittings=(
            Sitting(no=1, date=dt.date(2023, 10, 19), note="dời ngày."),
            Sitting(no=2, date=dt.date(2023, 10, 18), venue="Hội trường Ủy ban"),
        ),
        visits=(
            Visit(sitting=1, unit="A"),
            Visit(sitting=2, unit="B"),
            Visit(sitting=2, unit="C", note="buổi sáng"),
        ),
    )
    plan = text(KIND, season)
    notes = "Địa điểm: Hội trường Ủy ban; Phường 7: buổi sáng"
    first = f"| 01 | Ngày 18/10/2023 | Phường Đức Thượng, Phường 7 | {notes} |"
    assert f"{first}\n| 02 | Ngày 19/10/2023 | Xã Đức Thượng | dời ngày |" in plan
    assert "Ủy ban MTTQ Việt Nam 03 xã, phường" in plan


def test_a_programme_without_an_afternoon_concludes_at_the_end_of_the_sitting() -> None:
    morning = Slot(session=Session.MORNING, start=dt.time(7, 30), content="chủ trì khai mạc")
    plan = text(KIND, planning_season(slots=(morning,)))
    assert "+ 07h30: Chủ trì khai mạc.\n" in plan
    assert "cuối buổi Ban Thường trực nhận xét" in plan
