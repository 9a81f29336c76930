"""A person's edits and corrected records in one paper: each case as text before and after."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

import pytest

from docgen.delta import Merged, Paragraph, merge, merge_desk, open_comments
from docgen.delta.pen import write
from docgen.problem import Stop
from docgen.render import check_package
from tests.delta.papers import edited, paper, remarks, shown
from tests.render.word_file import NAMESPACES, docx, lines_of, p, pack, part, unpack

NOW = dt.datetime(2023, 11, 1, 8, 0)  # noqa: DTZ001 - office time


def merged(base: str | bytes, hers: str | bytes, ours: str | bytes) -> Merged:
    """Merge; her file comes from another program, which named the styles differently."""
    files = [
        data if isinstance(data, bytes) else paper(data, ids="Nguoi" if number == 1 else "")
        for number, data in enumerate((base, hers, ours))
    ]
    found = merge(*files, author="docgen", now=NOW)
    before = {problem.code for problem in check_package(files[1], name="", tags=False)}
    assert {problem.code for problem in check_package(found.data, name="", tags=False)} <= before | {"GOI-16"}
    return found


def after(base: str | bytes, hers: str | bytes, ours: str | bytes) -> list[str]:
    """Give the lines of a merge without conflicts."""
    found = merged(base, hers, ours)
    assert found.conflicts == ()
    return shown(found.data, bold=True).split("\n")


SCORE = "Đoàn chấm 87,50 điểm, xếp loại Tốt, xếp thứ 06/13 đơn vị."


def test_a_correction_comes_into_a_paragraph_that_she_edited_elsewhere() -> None:
    hers = "Sau khi đối chiếu hồ sơ, Đoàn chấm **87,50** điểm, xếp loại Tốt, xếp thứ 06/13 đơn vị."
    ours = SCORE.replace("87,50", "88,00").replace("06/13", "05/13")

    assert after(SCORE, hers, ours) == [
        "Sau khi đối chiếu hồ sơ, Đoàn chấm **88,00** điểm, xếp loại Tốt, xếp thứ 05/13 đơn vị."
    ]


def test_where_both_changed_the_same_words_hers_stay_and_a_comment_says_what_the_records_say() -> None:
    found = merged(SCORE, SCORE.replace("87,50", "87,75"), SCORE.replace("87,50", "88,00"))

    assert shown(found.data) == SCORE.replace("87,50", "87,75")
    (conflict,) = found.conflicts
    assert (conflict.before, conflict.hers, conflict.now) == (
        SCORE,
        SCORE.replace("87,50", "87,75"),
        SCORE.replace("87,50", "88,00"),
    )
    assert conflict.place == "đoạn 1, «Đoàn chấm 87,75 điểm, xếp loại Tốt, xếp…»"
    assert remarks(found.data) == [
        (
            "docgen",
            "87,75",
            (
                "Chỗ này đã sửa tay nên docgen giữ nguyên. Theo dữ liệu nay là: "
                "“Đoàn chấm 88,00 điểm, xếp loại Tốt, xếp thứ 06/13 đơn vị.” "
                "(trước đây: “Đoàn chấm 87,50 điểm, xếp loại Tốt, xếp thứ 06/13 đơn vị.”)."
            ),
        )
    ]
    assert b'w:date="2023-11-01T08:00:00Z"' in part(found.data, "word/comments.xml")


def test_each_place_of_two_like_conflicts_has_its_comment() -> None:
    base = "| Điểm trừ | 0,50 |\n| Chậm báo cáo | 0,50 |"

    found = merged(base, base.replace("0,50", "0,55"), base.replace("0,50", "0,75"))

    assert len(found.conflicts) == len(remarks(found.data)) == 2


def test_a_comment_on_words_that_the_records_change_again_says_what_they_say_now() -> None:
    base, hers = "| Tổng điểm | 87,50 |", "| Tổng điểm | 87,75 |"
    first = merged(base, hers, base.replace("87,50", "88,00"))

    second = merged(base.replace("87,50", "88,00"), first.data, base.replace("87,50", "89,00"))

    assert [text for _, _, text in remarks(second.data)] == [
        "Chỗ này đã sửa tay nên docgen giữ nguyên. Theo dữ liệu nay là: “89,00” (trước đây: “88,00”)."
    ]


def test_a_comment_to_which_she_added_words_stays() -> None:
    base, hers = "| Tổng điểm | 87,50 |", "| Tổng điểm | 87,75 |"
    first = merged(base, hers, base.replace("87,50", "88,00"))
    answered = edited(first.data, ("87,50”).", "87,50”). Đã hỏi anh Ba."), part="word/comments.xml")

    second = merged(base.replace("87,50", "88,00"), answered, base.replace("87,50", "89,00"))

    texts = [text for _, _, text in remarks(second.data)]
    assert len(texts) == 2
    assert texts[0].endswith("Đã hỏi anh Ba.")


def test_what_she_corrected_herself_is_left_in_peace() -> None:
    hers = paper(SCORE.replace("87,50", "88,00"))

    found = merge(paper(SCORE), hers, paper(SCORE.replace("87,50", "88,00")), author="docgen", now=NOW)

    assert (found.data, found.applied, found.conflicts) == (hers, (), ())


@pytest.mark.parametrize(
    ("base", "hers", "ours"),
    [
        ("Ông Nguyễn Văn An chủ trì.", "Ông Nguyễn Thị An chủ trì.", "Ông Nguyễn Văn Ân chủ trì."),
        (
            "Họp ngày 19 tháng 10 năm 2023.",
            "Họp ngày 20 tháng 10 năm 2023.",
            "Họp ngày 19 tháng 11 năm 2023.",
        ),
    ],
    ids=["name", "date"],
)
def test_half_of_her_name_or_date_and_half_of_ours_is_nobodys(base: str, hers: str, ours: str) -> None:
    found = merged(base, hers, ours)

    assert shown(found.data) == hers
    assert len(found.conflicts) == len(remarks(found.data)) == 1


NUMBER = "Số: \xa0\xa0\xa0\xa0\xa0\xa0/TB-MTTQ"


def test_the_room_for_the_number_is_filled() -> None:
    assert after(NUMBER, NUMBER + " (khẩn)", "Số: 15/TB-MTTQ") == ["Số: 15/TB-MTTQ (khẩn)"]


def test_a_number_that_she_wrote_into_the_room_is_the_same_or_a_conflict() -> None:
    hers = "Số: \xa0\xa015\xa0\xa0/TB-MTTQ"

    assert after(NUMBER, hers, "Số: 15/TB-MTTQ") == [hers]
    found = merged(NUMBER, hers, "Số: 16/TB-MTTQ")
    assert shown(found.data) == hers
    assert [tied for _, tied, _ in remarks(found.data)] == [" \xa0\xa015\xa0\xa0"]


RANKING = """
BẢNG XẾP HẠNG
| Hạng | Đơn vị | Tổng điểm | Ghi chú |
| 01 | Xã Tam Ngọc | 95,00 | |
| 02 | Phường An Sơn | 94,75 | |
| 03 | Phường An Phú | 85,50 | |
Trên đây là kết quả./.
"""
SWAPPED = RANKING.replace(
    "| 01 | Xã Tam Ngọc | 95,00 | |\n| 02 | Phường An Sơn | 94,75 | |",
    "| 01 | Phường An Sơn | 95,25 | |\n| 02 | Xã Tam Ngọc | 95,00 | |",
)


def test_rows_change_places_and_her_note_goes_with_its_unit() -> None:
    hers = RANKING.replace("| 94,75 | |", "| 94,75 | **đã nộp bổ sung** |")

    assert after(RANKING, hers, SWAPPED)[1:5] == [
        "| Hạng | Đơn vị | Tổng điểm | Ghi chú |",
        "| 01 | Phường An Sơn | 95,25 | **đã nộp bổ sung** |",
        "| 02 | Xã Tam Ngọc | 95,00 |  |",
        "| 03 | Phường An Phú | 85,50 |  |",
    ]


def test_rows_come_and_go_and_her_own_rows_stay() -> None:
    hers = RANKING.replace("| 03 |", "| | Cụm số 2 | | |\n| 03 |")
    ours = RANKING.replace("| 02 | Phường An Sơn | 94,75 | |\n", "").replace(
        "| 03 |", "| 02 | **Xã** Tam Thăng | 90,00 | mới |\n| 03 |"
    )

    assert after(RANKING, hers, ours)[2:6] == [
        "| 01 | Xã Tam Ngọc | 95,00 |  |",
        "|  | Cụm số 2 |  |  |",
        "| 02 | **Xã** Tam Thăng | 90,00 | mới |",
        "| 03 | Phường An Phú | 85,50 |  |",
    ]


def test_a_column_that_she_added_stays_also_beside_a_new_row() -> None:
    hers = "\n".join(
        line.replace("| Đơn vị", "| Cụm | Đơn vị")
        .replace("| Xã", "| A | Xã")
        .replace("| Phường", "| B | Phường")
        for line in RANKING.split("\n")
    )
    ours = SWAPPED.replace("| 03 |", "| 03 | Xã Tam Thăng | 90,00 | |\n| 04 |")

    assert after(RANKING, hers, ours)[1:6] == [
        "| Hạng | Cụm | Đơn vị | Tổng điểm | Ghi chú |",
        "| 01 | B | Phường An Sơn | 95,25 |  |",
        "| 02 | A | Xã Tam Ngọc | 95,00 |  |",
        "| 03 |  | Xã Tam Thăng | 90,00 |  |",
        "| 04 | B | Phường An Phú | 85,50 |  |",
    ]


def test_a_row_that_she_worked_on_is_not_taken_away() -> None:
    hers = RANKING.replace("| 94,75 | |", "| 94,75 | đã nộp bổ sung |")
    found = merged(RANKING, hers, RANKING.replace("| 02 | Phường An Sơn | 94,75 | |\n", ""))

    assert shown(found.data) == shown(paper(hers))
    assert [(c.place, c.now) for c in found.conflicts] == [("hạng 02, bảng 1", "")]
    assert remarks(found.data)[0][2] == (
        "Hàng này đã sửa tay nên docgen giữ nguyên. "
        "Theo dữ liệu nay không còn: “02 | Phường An Sơn | 94,75 |”."
    )


def test_both_put_the_same_row_elsewhere() -> None:
    names = ("Xã Tam Ngọc", "Phường An Sơn", "Phường An Phú", "Xã Tam Thanh")
    rows = {name[-3:]: f"| - | {name} | 90,00 |" for name in names}
    first, second, third, fourth = rows.values()
    found = merged(
        f"{first}\n{second}\n{third}\n{fourth}",
        f"{second}\n{third}\n{fourth}\n{first}",
        f"{second}\n{first}\n{third}\n{fourth}".replace("90,00", "91,00"),
    )

    hers = f"{second}\n{third}\n{fourth}\n{first}".replace("90,00", "91,00")
    assert shown(found.data) == shown(paper(hers))
    assert remarks(found.data)[0][2].startswith("Thứ tự ở đây đã sửa tay nên docgen giữ nguyên.")


REMARKS = """
[Mục] I. ƯU ĐIỂM
- Công tác tuyên truyền được thực hiện nền nếp.
- Quỹ Vì người nghèo vận động vượt chỉ tiêu được giao.
[Mục] II. HẠN CHẾ
- Báo cáo tuần còn chậm so với quy định.
"""


def test_paragraphs_of_ours_and_of_hers_come_in_beside_each_other() -> None:
    hers = REMARKS.replace("[Mục] II", "- Chị Hạnh thêm một ý.\n[Mục] II")
    ours = REMARKS.replace("[Mục] II", "- Hồ sơ lưu trữ đầy đủ.\n[Mục] II").replace(
        "- Báo cáo tuần còn chậm so với quy định.\n", ""
    )

    assert after(REMARKS, hers, ours) == [
        "[Mục] I. ƯU ĐIỂM",
        "- Công tác tuyên truyền được thực hiện nền nếp.",
        "- Quỹ Vì người nghèo vận động vượt chỉ tiêu được giao.",
        "- Chị Hạnh thêm một ý.",
        "- Hồ sơ lưu trữ đầy đủ.",
        "[Mục] II. HẠN CHẾ",
    ]


def test_what_she_typed_in_before_it_came_from_the_records_is_not_there_twice() -> None:
    more = REMARKS + "- Chưa tổ chức hội nghị phản biện xã hội trong năm.\n"

    assert after(REMARKS, more, more) == shown(paper(more)).split("\n")
    found = merged(REMARKS, more.replace("trong năm", "năm 2023"), more)
    assert shown(found.data) == shown(paper(more.replace("trong năm", "năm 2023")))
    assert [c.now for c in found.conflicts] == ["- Chưa tổ chức hội nghị phản biện xã hội trong năm."]


SPACED = (
    '<w:p><w:pPr><w:spacing w:after="77"/></w:pPr><w:r><w:rPr><w:sz w:val="27"/></w:rPr>'
    '<w:t xml:space="preserve">- Quỹ'
)
YELLOW = (
    '<w:tcW w:w="1500" w:type="dxa"/><w:shd w:val="clear" w:fill="FFFF00"/></w:tcPr>'
    '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">Xã'
)


def test_a_new_paragraph_and_a_new_row_look_like_their_neighbours_in_her_file() -> None:
    hers = edited(
        paper(REMARKS + "| Hạng | Đơn vị |\n| 01 | Xã Tam Ngọc |", ids="Nguoi"),
        ('<w:p><w:pPr></w:pPr><w:r><w:t xml:space="preserve">- Quỹ', SPACED),
        ('<w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">Xã', YELLOW),
    )
    base = REMARKS + "| Hạng | Đơn vị |\n| 01 | Xã Tam Ngọc |"
    ours = base.replace("[Mục] II", "- Hồ sơ đầy đủ.\n[Mục] II. THÊM\n[Mục] II") + "\n| 02 | Xã Tam Thanh |"

    xml = part(merged(base, hers, ours).data).decode()
    assert (
        '<w:p><w:pPr><w:spacing w:after="77"/></w:pPr><w:r><w:rPr><w:sz w:val="27"/></w:rPr>'
        "<w:t>- Hồ sơ đầy đủ.</w:t></w:r></w:p>"
    ) in xml
    assert '<w:pStyle w:val="NguoiM1ee5c"/></w:pPr><w:r><w:t>II. THÊM</w:t>' in xml
    assert (
        '<w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:shd w:val="clear" w:fill="FFFF00"/></w:tcPr>'
        '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>Xã Tam Thanh</w:t></w:r></w:p>'
    ) in xml


def test_what_she_deleted_stays_deleted_and_a_comment_tells_of_the_correction() -> None:
    hers = REMARKS.replace("- Quỹ Vì người nghèo vận động vượt chỉ tiêu được giao.\n", "")

    assert after(REMARKS, hers, REMARKS.replace("tuần", "tháng")) == shown(
        paper(hers.replace("tuần", "tháng"))
    ).split("\n")
    found = merged(REMARKS, hers, REMARKS.replace("vượt chỉ tiêu", "vượt 21% chỉ tiêu"))
    assert shown(found.data) == shown(paper(hers))
    assert remarks(found.data) == [
        (
            "docgen",
            "- Công tác tuyên truyền được thực hiện nền nếp.",
            (
                "Gần chỗ này có đoạn đã bị xóa khi sửa tay. Theo dữ liệu đoạn ấy nay là: "
                "“- Quỹ Vì người nghèo vận động vượt 21% chỉ tiêu được giao.” "
                "(trước đây: “- Quỹ Vì người nghèo vận động vượt chỉ tiêu được giao.”)."
            ),
        )
    ]


LONG = "Đoàn kiểm tra đã chấm 87,50 điểm cho đơn vị. Đơn vị được xếp loại Tốt và xếp thứ 06 trong 13 đơn vị."
CORRECTED = LONG.replace("87,50", "88,00").replace("06", "05")


def test_a_paragraph_that_she_cut_in_two() -> None:
    assert after(LONG, LONG.replace(". Đơn", ".\nĐơn"), CORRECTED) == CORRECTED.replace(
        ". Đơn", ".\nĐơn"
    ).split("\n")


def test_two_paragraphs_that_she_joined() -> None:
    base, ours = LONG.replace(". Đơn", ".\nĐơn"), CORRECTED.replace(". Đơn", ".\nĐơn")

    assert after(base, LONG, ours) == [CORRECTED]


def test_a_paragraph_that_she_moved() -> None:
    lines = REMARKS.strip().split("\n")
    hers = "\n".join([lines[0], lines[4], *lines[1:4]])

    assert (
        after(REMARKS, hers, REMARKS.replace("tuần", "tháng"))[1]
        == "- Báo cáo tháng còn chậm so với quy định."
    )


def test_letters_typed_apart_and_curly_quotes_are_the_same_words() -> None:
    base = 'Quỹ "Vì người nghèo" do bà Đỗ Thị Hường quản lý đạt 21% chỉ tiêu.'
    hers = unicodedata.normalize("NFD", base.replace('"Vì', "“Vì").replace('nghèo"', "nghèo”"))

    assert after(base, hers, base.replace("21%", "25%")) == [hers.replace("21%", "25%")]


def test_her_formatting_stays_when_a_correction_comes_in() -> None:
    hers = SCORE.replace("xếp loại Tốt", "**xếp loại Tốt**")

    assert after(SCORE, hers, SCORE.replace("06/13", "05/13")) == [hers.replace("06/13", "05/13")]


def test_a_new_look_of_the_template_is_told_and_not_brought_in() -> None:
    hers = SCORE.replace("xếp loại Tốt", "**xếp loại Tốt**")
    ours = edited(paper(SCORE), ("<w:pPr></w:pPr>", '<w:pPr><w:jc w:val="both"/></w:pPr>'))

    found = merged(SCORE, hers, ours)

    assert found.unapplied == ("Mẫu hoặc kiểu chữ mới chưa được đưa vào tệp đã sửa tay.",)
    assert shown(found.data, bold=True) == hers


def test_a_template_that_another_program_saved_with_other_words_has_no_new_look() -> None:
    hers = SCORE.replace("Đoàn chấm", "Đoàn kiểm tra chấm")
    files = unpack(paper(SCORE.replace("87,50", "88,00")))
    body = (
        files["word/document.xml"].decode().replace("<w:r>", '<w:r w:rsidR="00AB12"><w:rPr><w:lang/></w:rPr>')
    )
    styles = files["word/styles.xml"].decode().replace("<w:styles ", '<w:styles xmlns:o="urn:other" ')
    files["word/document.xml"] = body.encode()
    files["word/styles.xml"] = f"<?xml version='1.0'?>\n{styles}".encode()
    settings = f"<w:settings {NAMESPACES}><w:rsids/>{{}}</w:settings>"

    found = merged(SCORE, hers, pack(files))

    assert shown(found.data) == hers.replace("87,50", "88,00")
    assert found.unapplied == ()
    before, after = (
        pack(unpack(paper(SCORE)) | {"word/settings.xml": settings.format(more).encode()})
        for more in ("", "<w:mirrorMargins/>")
    )
    assert merged(before, hers, after).unapplied != ()


TRACKED = (
    '<w:r><w:t xml:space="preserve">Đoàn chấm </w:t></w:r>'
    '<w:del w:id="5" w:author="Hạnh"><w:r><w:delText>87,50</w:delText></w:r></w:del>'
    '<w:ins w:id="6" w:author="Hạnh"><w:r><w:t>87,75</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> điểm, xếp loại Tốt, xếp thứ 06/13 đơn vị.</w:t></w:r>'
)


def tracked() -> bytes:
    whole = f'<w:r><w:t xml:space="preserve">{SCORE}</w:t></w:r>'
    return edited(paper(SCORE, ids="Nguoi"), (whole, TRACKED))


def test_her_tracked_changes_stay_tracked() -> None:
    found = merged(SCORE, tracked(), SCORE.replace("06/13", "05/13"))

    assert found.conflicts == ()
    assert shown(found.data) == SCORE.replace("87,50", "87,75").replace("06/13", "05/13")
    assert TRACKED.split("<w:r><w:t xml", 2)[1] in part(found.data).decode()
    assert b"<w:delText>87,50</w:delText>" in part(found.data)


def test_a_correction_of_words_that_she_changed_with_tracking_is_a_conflict() -> None:
    found = merged(SCORE, tracked(), SCORE.replace("87,50", "88,00"))

    assert shown(found.data) == SCORE.replace("87,50", "87,75")
    assert [tied for _, tied, _ in remarks(found.data)] == ["87,75"]


def test_her_comments_stay_and_ours_get_other_numbers() -> None:
    first = merged(SCORE, SCORE.replace("87,50", "87,75"), SCORE.replace("87,50", "88,00")).data
    hers = edited(first, ("Chỗ này", "Chị xem lại. Chỗ này"), part="word/comments.xml")

    again = merged(SCORE.replace("87,50", "88,00"), hers, SCORE.replace("87,50", "89,00"))

    assert [(tied, text[:12]) for _, tied, text in remarks(again.data)] == [
        ("87,75", "Chị xem lại."),
        ("87,75", "Chỗ này đã s"),
    ]
    assert part(again.data, "word/comments.xml").count(b'w:id="1"') == 1
    third = merged(SCORE.replace("87,50", "88,00"), again.data, SCORE.replace("87,50", "89,00"))
    assert len(remarks(third.data)) == 2, "what was said is not said again"


def test_a_paragraph_with_her_comment_or_picture_is_not_taken_away() -> None:
    first = merged(SCORE, SCORE.replace("87,50", "87,75"), SCORE.replace("87,50", "88,00")).data
    base, ours = SCORE.replace("87,50", "87,75") + "\nHết.", "Hết."
    hers = edited(first, ("</w:p><w:sectPr", "</w:p><w:p><w:r><w:t>Hết.</w:t></w:r></w:p><w:sectPr"))

    found = merged(base, hers, ours)

    assert shown(found.data) == base
    (comment,) = remarks(found.data)  # that of old said what the records say no more
    assert "nay không còn" in comment[2]
    assert found.conflicts[0].now == ""


LINKED = (
    "<w:r><w:t xml:space='preserve'>Xem </w:t></w:r>"
    "<w:hyperlink w:anchor='x'><w:r><w:t>Kế hoạch số 12/KH</w:t></w:r></w:hyperlink>"
    "<w:r><w:t xml:space='preserve'> tại trang web, trang </w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


def test_words_in_a_link_and_beside_a_field_are_corrected() -> None:
    line = "Xem Kế hoạch số 12/KH tại trang web, trang"
    hers = edited(paper(line, ids="Nguoi"), (f'<w:r><w:t xml:space="preserve">{line}</w:t></w:r>', LINKED))

    data = merged(line, hers, line.replace("12/KH", "13/KH").replace("trang web", "cổng tin")).data
    assert shown(data) == "Xem Kế hoạch số 13/KH tại cổng tin, trang 1"
    assert '<w:hyperlink w:anchor="x"><w:r><w:t>Kế hoạch số 13/KH</w:t>' in part(data).decode()


def test_line_breaks_come_and_go() -> None:
    base = "[Trích yếu] Kết quả kiểm tra⏎đối với phường An Phú"
    ours = "[Trích yếu] Kết quả kiểm tra, đánh giá⏎công tác Mặt trận⏎đối với phường An Phú"

    assert after(base, base + " (sửa)", ours) == [ours + " (sửa)"]
    assert after(ours, ours + " (sửa)", base) == [base + " (sửa)"]


def test_the_end_of_a_section_and_the_last_paragraph_of_a_cell_stay() -> None:
    end = '<w:pPr><w:sectPr><w:pgSz w:w="11907" w:h="16840"/></w:sectPr></w:pPr>'
    lines = "Một là đây\nHai là đây\nBa là đây"
    second = '<w:p><w:pPr></w:pPr><w:r><w:t xml:space="preserve">Hai'
    base = edited(paper(lines), (second, second.replace("<w:pPr></w:pPr>", end)))

    found = merged(base, base, lines.replace("Hai là đây\n", ""))

    assert part(found.data).count(b"<w:sectPr") == 2
    assert shown(found.data) == "Một là đây\n\nBa là đây"
    assert after("| a / b | c |", "| a / b | c d |", "| | c |") == ["|  | c d |"]


def beside(year: str, box: str) -> bytes:
    """Build a paper with a header and a text box."""
    shape = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"{p(f'Khung {box}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    return docx(p("Thân văn bản"), shape, header=p(f"Mặt trận năm {year} thành phố"))


def test_a_header_and_a_text_box_are_corrected() -> None:
    found = merged(beside("2023", "một"), beside("2023", "một hai"), beside("2024", "mốt"))

    assert lines_of(found.data, "word/header1.xml") == ["Mặt trận năm 2024 thành phố"]
    assert lines_of(found.data)[-1] == "Khung mốt hai"


SECTIONS = (
    '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr></w:pPr></w:p>'
    '<w:sectPr><w:headerReference w:type="default" r:id="second"/>'
)
SECOND = (
    '<Relationship Id="second" Target="header2.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/></Relationships>'
)


def test_each_copy_of_a_header_is_corrected() -> None:
    """LibreOffice gives each section a header of its own where the template shares one."""
    base, ours = (docx(p("Thân văn bản"), header=p(f"Mặt trận năm {year}")) for year in ("2023", "2024"))
    first = '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
    hers = edited(base, (first, SECTIONS))
    hers = edited(hers, ("</Relationships>", SECOND), part="word/_rels/document.xml.rels")
    hers = pack({**unpack(hers), "word/header2.xml": part(base, "word/header1.xml")})

    found = merge(base, hers, ours, author="docgen", now=NOW)

    for name in ("word/header1.xml", "word/header2.xml"):
        assert lines_of(found.data, name) == ["Mặt trận năm 2024"]


def test_conflicts_in_a_header_or_a_text_box_are_told_in_the_body_where_word_allows_comments() -> None:
    found = merged(beside("2023", "một"), beside("2022", "hai"), beside("2024", "ba"))

    assert lines_of(found.data, "word/header1.xml") == ["Mặt trận năm 2022 thành phố"]
    assert [c.place for c in found.conflicts] == ["đoạn 2, khung chữ", "đầu trang"]
    assert len(remarks(found.data)) == 2
    assert b"comment" not in part(found.data, "word/header1.xml")


def test_a_table_that_only_ours_has_comes_in_with_her_style_names() -> None:
    table = "| [x] a | b |\n| c | d |"
    assert after("Một là đây\nHai là đây", "Một là đây\nHai là kia", f"Một là đây\n{table}\nHai là đây") == [
        "Một là đây",
        "| [x] a | b |",
        "| c | d |",
        "Hai là kia",
    ]


def test_a_new_paragraph_in_a_style_that_only_the_style_list_of_her_file_knows() -> None:
    base = REMARKS.replace("[Mục] II. HẠN CHẾ", "HẠN CHẾ").replace("[Mục] I. ƯU ĐIỂM", "ƯU ĐIỂM")
    hers = edited(
        paper(base, ids="Nguoi"),
        (
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="K9"><w:name w:val="Mục"/></w:style></w:styles>',
        ),
        part="word/styles.xml",
    )

    found = merged(base, hers, base.replace("HẠN", "[Mục] XEN GIỮA\nHẠN"))

    assert "[Mục] XEN GIỮA" in shown(found.data)


def test_the_same_three_files_always_give_the_same_bytes() -> None:
    files = paper(SCORE), paper(SCORE.replace("87,50", "87,75")), paper(SCORE.replace("87,50", "88,00"))

    one, two = (merge(*files, author="docgen", now=NOW).data for _ in range(2))

    assert one == two


def test_a_merge_that_would_lose_her_words_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours must not cost her a word: the result is counted again before it is handed out."""

    def careless(paragraph: Paragraph, jobs: object) -> None:
        paragraph.segments[0].element.text = str(jobs)[:0]

    hers = paper(SCORE + " Chị Hạnh thêm.")
    monkeypatch.setattr(merge_desk, "write", careless)

    found = merge(paper(SCORE), hers, paper(SCORE.replace("87,50", "88,00")), author="docgen", now=NOW)

    assert (found.safe, found.data, found.applied) == (False, hers, ())
    assert [c.message[:36] for c in found.conflicts] == ["Không gộp được số liệu mới vào tệp đ"]


@pytest.mark.parametrize("spoilt", [0, 1, 2])
@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 broken", pack({**unpack(docx(p("a"))), "word/document.xml": "<w:document"})],
    ids=["container", "text"],
)
def test_a_broken_file_stops_with_a_sentence(spoilt: int, data: bytes) -> None:
    files = [paper(SCORE)] * 3
    files[spoilt] = data

    with pytest.raises(Stop, match="Không đọc được"):
        merge(*files, author="docgen", now=NOW)


BOARD = """
| TT | Đơn vị | Tự chấm | Chấm chéo | Đoàn chấm |
| 01 | Xã Tam Ngọc | 95,00 | 94,00 | 93,00 |
| 02 | Phường An Sơn | 92,50 | 91,50 | 90,50 |
"""


def test_a_score_comes_under_its_own_heading_where_she_changed_the_columns_about() -> None:
    hers = """
    | TT | Đơn vị | Tự chấm | Đoàn chấm | Chấm chéo |
    | 01 | Xã Tam Ngọc | 95,00 | 93,00 | 94,00 |
    | 02 | Phường An Sơn | 92,50 | 90,50 | 91,50 |
    """

    assert after(BOARD, hers, BOARD.replace("93,00", "93,25")) == [
        "| TT | Đơn vị | Tự chấm | Đoàn chấm | Chấm chéo |",
        "| 01 | Xã Tam Ngọc | 95,00 | 93,25 | 94,00 |",
        "| 02 | Phường An Sơn | 92,50 | 90,50 | 91,50 |",
    ]


def test_a_score_of_a_column_that_she_took_out_never_comes_under_another_heading() -> None:
    hers = """
    | TT | Đơn vị | Tự chấm | Chấm chéo | Ghi chú |
    | 01 | Xã Tam Ngọc | 95,00 | 94,00 | nộp đủ |
    | 02 | Phường An Sơn | 92,50 | 91,50 | nộp chậm |
    """
    found = merged(BOARD, hers, BOARD.replace("93,00", "93,25"))

    assert shown(found.data) == shown(paper(hers))
    (comment,) = remarks(found.data)
    assert "không còn cột của ô «Xã Tam Ngọc · Đoàn chấm»" in comment[2]
    assert "“93,25” (trước đây: “93,00”)" in comment[2]


def test_a_new_row_has_no_cell_for_a_column_that_she_took_out() -> None:
    hers = "\n".join(line.strip().rsplit("|", 2)[0] + "|" for line in BOARD.strip().split("\n"))
    found = merged(BOARD, hers, BOARD + "| 03 | Xã Tam Thanh | 80,00 | 79,00 | 78,00 |")

    assert shown(found.data).split("\n")[-1] == "| 03 | Xã Tam Thanh | 80,00 | 79,00 |"
    assert [conflict.now for conflict in found.conflicts] == ["78,00"]


def test_what_the_columns_say_together_follows_them_to_their_places() -> None:
    total = "| Cộng | 187,50 | 185,50 | 183,50 |"
    swapped = (
        BOARD.replace("| Chấm chéo | Đoàn chấm |", "| Đoàn chấm | Chấm chéo |")
        .replace("| 94,00 | 93,00 |", "| 93,00 | 94,00 |")
        .replace("| 91,50 | 90,50 |", "| 90,50 | 91,50 |")
    )
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">Cộng'
    plain = '<w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">Cộng'
    files = [
        edited(paper(text), (plain, wide))
        for text in (
            BOARD + total,
            swapped + "| Cộng | 187,50 | 183,50 | 185,50 |",
            BOARD + total.replace("183,50", "183,75"),
        )
    ]

    assert (
        shown(merge(*files, author="docgen", now=NOW).data).split("\n")[-1]
        == "| Cộng | 187,50 | 183,75 | 185,50 |"
    )


REMARK = "Công tác tuyên truyền được thực hiện nền nếp. Tin, bài còn ít."


def test_a_sentence_that_both_reworded_stays_hers_whole_and_the_comment_has_the_records_whole() -> None:
    hers = REMARK.replace("được thực hiện", "luôn được duy trì")
    ours = REMARK.replace("nền nếp.", "nền nếp, có nhiều đổi mới.").replace("còn ít", "còn rất ít")

    found = merged(REMARK, hers, ours)

    assert shown(found.data) == "Công tác tuyên truyền luôn được duy trì nền nếp. Tin, bài còn rất ít."
    (conflict,) = found.conflicts
    assert conflict.now == "Công tác tuyên truyền được thực hiện nền nếp, có nhiều đổi mới."
    assert conflict.hers == "Công tác tuyên truyền luôn được duy trì nền nếp."


def test_words_that_say_the_contrary_are_not_what_the_records_say() -> None:
    base = "Đơn vị xếp loại Tốt trong năm."
    found = merged(base, base.replace("Tốt", "chưa đạt Khá"), base.replace("Tốt", "Khá"))

    assert [conflict.now for conflict in found.conflicts] == ["Đơn vị xếp loại Khá trong năm."]


NAMES = """
- Xã Tam Ngọc:
+ Ưu điểm: Hồ sơ lưu trữ đầy đủ.
- Xã Tam Thanh:
+ Ưu điểm: Hồ sơ lưu trữ đầy đủ.
"""


def test_her_words_about_a_unit_never_come_to_stand_under_another() -> None:
    hers = NAMES.replace("đầy đủ.", "đầy đủ, chị Hạnh đã xem.", 1)
    ours = NAMES.replace("- Xã Tam Ngọc:", "- Phường An Sơn:").replace("đầy đủ.", "gọn gàng.", 1)

    lines = shown(merged(NAMES, hers, ours).data).split("\n")

    at = lines.index("+ Ưu điểm: Hồ sơ lưu trữ đầy đủ, chị Hạnh đã xem.")
    assert lines[at - 1] == "- Xã Tam Ngọc:"
    assert lines[lines.index("- Phường An Sơn:") + 1] == "+ Ưu điểm: Hồ sơ lưu trữ gọn gàng."


def test_a_sentence_moves_whole_or_not_at_all() -> None:
    base = "Hồ sơ gọn. Chưa tổ chức hội nghị phản biện xã hội.\nTin, bài gửi về còn ít lắm."
    ours = "Hồ sơ gọn.\nTin, bài gửi về còn ít lắm. Chưa tổ chức hội nghị phản biện xã hội."

    assert after(base, base.replace("lắm", "thật"), ours) == shown(paper(ours.replace("lắm", "thật"))).split(
        "\n"
    )
    hers = base.replace("phản biện", "góp ý và phản biện")
    found = merged(base, hers, ours)
    assert shown(found.data) == shown(paper(hers))
    assert len(found.conflicts) == len(remarks(found.data)) == 2


def test_a_paragraph_that_moved_is_no_new_wording_of_what_stood_there() -> None:
    first, second = (
        "- Báo cáo tuần còn chậm so với quy định.",
        "- Báo cáo tháng còn chậm so với quy định chung.",
    )
    base, ours = f"{first}\nXen vào giữa.\n{second}", f"{second}\nXen vào giữa.\n{first}"
    hers = base.replace("tuần", "tuần (chị Hạnh sửa)")

    lines = shown(merged(base, hers, ours).data).split("\n")

    assert sorted(lines) == sorted(shown(paper(ours.replace("tuần", "tuần (chị Hạnh sửa)"))).split("\n"))


def test_a_comment_goes_when_the_records_say_no_more_what_it_says() -> None:
    hers, corrected = SCORE.replace("87,50", "87,75"), SCORE.replace("87,50", "88,00")
    first = merged(SCORE, hers, corrected)

    again = merged(corrected, first.data, hers)

    assert (remarks(again.data), again.conflicts) == ([], ())
    assert shown(again.data) == hers
    assert open_comments(first.data) == 1
    assert open_comments(again.data) == 0


@pytest.mark.parametrize("at", ["88,00", "Chỗ này", "xếp loại Tốt"])
def test_words_typed_anywhere_into_a_comment_stay(at: str) -> None:
    hers, corrected = SCORE.replace("87,50", "87,75"), SCORE.replace("87,50", "88,00")
    first = merged(SCORE, hers, corrected)
    answered = edited(first.data, (at, f"{at} đã hỏi anh Ba"), part="word/comments.xml")

    again = merged(corrected, answered, SCORE.replace("87,50", "89,00"))

    assert any("đã hỏi anh Ba" in text for _, _, text in remarks(again.data))


DATE_FIELD = (
    '<w:r><w:t>87,50</w:t></w:r><w:fldSimple w:instr=" DATE "><w:r><w:t>1/11</w:t></w:r></w:fldSimple>'
)


def test_a_date_field_right_behind_a_figure_is_no_part_of_it() -> None:
    base = "87,50"
    hers = edited(paper(base, ids="Nguoi"), ('<w:r><w:t xml:space="preserve">87,50</w:t></w:r>', DATE_FIELD))

    found = merged(base, hers, "88,00")

    assert found.conflicts == ()
    assert shown(found.data) == "88,001/11"


def test_a_new_remark_does_not_look_like_the_heading_that_she_made_of_its_neighbour() -> None:
    hers = REMARKS.replace(
        "- Quỹ Vì người nghèo vận động vượt chỉ tiêu được giao.", "**- Quỹ Vì người nghèo vận động.**"
    )
    ours = REMARKS.replace("[Mục] II", "- Hồ sơ lưu trữ đầy đủ.\n[Mục] II")

    assert "- Hồ sơ lưu trữ đầy đủ." in after(REMARKS, hers, ours)


def test_a_word_lost_in_one_place_is_missed_though_another_place_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(paragraph: Paragraph, jobs: Sequence[object]) -> None:
        write(paragraph, jobs)  # type: ignore[arg-type]
        for segment in paragraph.segments:
            segment.element.text = (segment.element.text or "").replace("Hạnh", "")

    hers = paper(f"{SCORE} Chị Hạnh thêm.\nChị Hạnh Hạnh thêm.")
    monkeypatch.setattr(merge_desk, "write", careless)

    found = merge(
        paper(f"{SCORE}\nChị Hạnh thêm."),
        hers,
        paper(f"{SCORE.replace('87,50', '88,00')}\nChị Hạnh thêm."),
        author="docgen",
        now=NOW,
    )

    assert (found.safe, found.data) == (False, hers)
