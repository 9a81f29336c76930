"""What a reader finds changed between two papers."""

from __future__ import annotations

import unicodedata

import pytest

from docgen.delta import CLAUSE, Change, ChangeKind, differences, read
from docgen.kinds import thong_bao
from docgen.problem import Stop
from tests.delta.papers import edited, paper
from tests.kinds.making import made, papers, sample_season
from tests.render.word_file import docx, p, pack, unpack

RANKING = """
[Khoản] II. BẢNG XẾP HẠNG
| Hạng | Đơn vị | Tổng điểm |
| 01 | Xã Tam Ngọc | 95,00 |
| 02 | Phường An Sơn | 94,75 |
| 03 | Phường An Phú | 85,50 |
"""


def told(old: str, new: str) -> list[tuple[str, str, str, str]]:
    return [(c.kind.value, c.place, c.before, c.after) for c in differences(paper(old), paper(new))]


def test_a_changed_number_is_told_with_words_around_it() -> None:
    old = "I. KẾT QUẢ\nTổng số điểm của phường An Phú đạt được là 85,50 điểm, xếp thứ 10; báo cáo sau."
    new = old.replace("85,50", "86,00")

    assert differences(paper(old), paper(new)) == (
        Change(
            ChangeKind.CHANGED,
            "đoạn 1 mục I, «Tổng số điểm của phường An Phú đạt được…»",
            "Phú đạt được là 85,50 điểm, xếp thứ 10",
            "Phú đạt được là 86,00 điểm, xếp thứ 10",
            "85,50",
            "86,00",
        ),
    )


def test_a_row_is_known_by_its_name_wherever_it_moved() -> None:
    new = RANKING.replace("| 01 | Xã Tam Ngọc | 95,00 |\n| 02 | Phường An Sơn | 94,75 |",
                          "| 01 | Phường An Sơn | 95,25 |\n| 02 | Xã Tam Ngọc | 95,00 |")  # fmt: skip

    assert told(RANKING, new) == [
        ("changed", "hạng 01, cột 1, bảng 1 mục II", "02", "01"),
        ("changed", "hạng 01, cột 3, bảng 1 mục II", "94,75", "95,25"),
        ("moved", "hạng 01, bảng 1 mục II → hạng 02, bảng 1 mục II",
         "01 | Xã Tam Ngọc | 95,00", "02 | Xã Tam Ngọc | 95,00"),
        ("changed", "hạng 02, cột 1, bảng 1 mục II", "01", "02"),
    ]  # fmt: skip


def test_two_hundred_rows_that_all_changed_places_and_scores_are_known_by_their_names() -> None:
    units = [f"Xã Tam {number}{letter}" for number in range(20) for letter in "abcdefghij"]
    one = "\n".join(f"| {n:03d} | {unit} | {n},00 | Tốt |" for n, unit in enumerate(units))
    two = "\n".join(f"| {n:03d} | {unit} | {n},50 | Khá |" for n, unit in enumerate(reversed(units)))

    assert {kind for kind, *_ in told(one, two)} == {"moved", "changed"}


def test_a_cell_is_labelled_with_its_row_and_column() -> None:
    (change,) = differences(paper(RANKING), paper(RANKING.replace("85,50", "86,00")))

    assert (change.place, change.label) == ("hạng 03, cột 3, bảng 1 mục II", "Phường An Phú · Tổng điểm")


def test_rows_and_paragraphs_that_come_and_go() -> None:
    old = RANKING + "Gửi: các đơn vị thành phố\n"
    new = RANKING.replace("| 02 | Phường An Sơn | 94,75 |\n", "") + "Đề nghị đơn vị nghiêm túc thực hiện."

    assert told(old, new) == [
        ("removed", "hạng 02, bảng 1 mục II", "02 | Phường An Sơn | 94,75", ""),
        ("removed", "đoạn 1 mục II, «Gửi: các đơn vị thành phố»", "Gửi: các đơn vị thành phố", ""),
        ("added", "đoạn 1 mục II, «Đề nghị đơn vị nghiêm túc thực hiện.»", "",
         "Đề nghị đơn vị nghiêm túc thực hiện."),
    ]  # fmt: skip


def test_the_head_and_the_recipients_have_names_of_their_own() -> None:
    old = """
    | Số: 12/TB | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
    Kính gửi
    | Nơi nhận: / - Đảng ủy phường An Phú; | TM. BAN THƯỜNG TRỰC / Nguyễn Ba |
    """

    assert [
        place
        for _, place, _, _ in told(
            old, old.replace("12/", "13/").replace("Đảng", "Thành").replace("Ba", "Bá")
        )
    ] == ["phần đầu văn bản", "Nơi nhận", "phần ký"]


@pytest.mark.parametrize(
    "same",
    [
        unicodedata.normalize("NFD", "Ủy ban “Vì người nghèo” - Đỗ Thị Hường"),
        'Ủy ban "Vì người nghèo" – Đỗ Thị Hường',
        "Ủy ban  “Vì người nghèo” - **Đỗ** Thị Hường ",
    ],
    ids=["composition", "quotes and dashes", "spaces and bold"],
)
def test_what_makes_no_difference_to_a_reader(same: str) -> None:
    assert told("Ủy ban “Vì người nghèo” - Đỗ Thị Hường", same) == []


def test_revision_marks_count_as_they_will_be_read() -> None:
    old = paper("Đoàn kiểm tra gồm 07 thành viên")
    tracked = edited(
        old,
        (
            '<w:r><w:t xml:space="preserve">Đoàn kiểm tra gồm 07 thành viên</w:t></w:r>',
            (
                "<w:r><w:t>Đoàn kiểm </w:t><w:lastRenderedPageBreak/><w:t>tra gồm </w:t></w:r>"
                '<w:del w:id="1" w:author="H"><w:r><w:delText>07</w:delText></w:r></w:del>'
                '<w:ins w:id="2" w:author="H"><w:r><w:t>08</w:t></w:r></w:ins>'
                '<w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/>'
                '<w:r w:rsidR="00AA11BB"><w:t xml:space="preserve"> thành viên</w:t></w:r>'
            ),
        ),
    )

    assert [(c.old, c.new) for c in differences(old, tracked)] == [("07", "08")]


def test_headers_text_boxes_and_nested_tables_count() -> None:
    def side(word: str) -> bytes:
        box = (
            "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
            f"{p(f'Khung {word}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )
        inner = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{p(f'Trong {word}')}</w:tc></w:tr></w:tbl>"
        outer = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{inner}{p('Ngoài')}</w:tc></w:tr></w:tbl>"
        return docx(p("Thân"), box, outer, header=p(f"Trang {word}"), footnotes=p(f"Chú thích {word}"))

    assert [(c.place, c.after) for c in differences(side("một"), side("hai"))] == [
        ("đoạn 2, khung chữ", "Khung hai"),
        ("hàng 1, cột 1, bảng con 1, hàng 1, cột 1, bảng 1", "Trong hai"),
        ("đầu trang", "Trang hai"),
        ("chú thích cuối trang", "Chú thích hai"),
    ]


def test_two_papers_of_one_kind_differ_where_their_units_do() -> None:
    season = sample_season()
    one, two = (made(thong_bao.KIND, season, key) for key in list(papers(thong_bao.KIND, season))[:2])

    changes = differences(one, two)

    assert differences(one, one) == ()
    assert ("Nơi nhận", "- Đảng ủy phường An Phú", "- Đảng ủy phường Hòa Hương") in [
        (c.place, c.before, c.after) for c in changes
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "tệp Word"),
        (b"PK", "tệp Word"),
        (pack({"a.txt": "a"}), "tệp Word"),
        (pack({**unpack(docx(p("a"))), "word/document.xml": "<w:document"}), "XML"),
        (pack({**unpack(docx(p("a"))), "word/document.xml": "<!DOCTYPE a><a/>"}), "XML"),
        (pack({**unpack(docx(p("a"))), "word/document.xml": "<a/>"}), ".docx"),
        (docx("<w:sdt>" * 400 + "</w:sdt>" * 400), "XML"),
    ],
    ids=["empty", "no zip", "no Word", "cut off", "with a document type", "strict", "deep"],
)
def test_what_is_no_sound_word_file_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(Stop) as stopped:
        read(data)

    assert why in str(stopped.value)


def test_a_text_of_ten_thousand_words_is_compared_in_bounds() -> None:
    words = " ".join(f"từ{n % 7}" for n in range(10_000))

    (change,) = differences(
        paper(words), paper(words[: len(words) // 2] + " thêm " + words[len(words) // 2 :])
    )

    assert change.new == "thêm"


CITED = """
| TT | Nội dung | Điểm |
| I | Tuyên truyền | 19,00 |
| II | Vận động | 23,00 |
| Cộng | 42,00 |
"""


def test_a_place_is_cited_as_an_office_cites_it() -> None:
    old = (
        "Điều 2. Nhiệm vụ\n1. Trưởng đoàn có nhiệm vụ:\na) Phân công thành viên;\nb) Ký biên bản;\n"
        "- Việc một của đoàn\n- Việc hai của đoàn\n2. Thư ký ghi biên bản\nII. KẾT QUẢ" + CITED
    )
    new = (
        old.replace("thành viên;", "các thành viên;")
        .replace("Việc hai", "Mọi việc hai")
        .replace("Thư ký ghi", "Thư ký đoàn ghi")
        .replace("23,00", "23,25")
        .replace("42,00", "42,25")
    )

    assert [c.place.partition(", «")[0] for c in differences(paper(old), paper(new))] == [
        "điểm a khoản 1 Điều 2",
        "gạch đầu dòng thứ 2 điểm b khoản 1 Điều 2",
        "khoản 2 Điều 2",
        "số thứ tự II, cột 3, bảng 1 mục II",
        "hàng 3, cột 2, bảng 1 mục II",
    ]


def test_a_quotation_can_begin_and_end_with_its_clause() -> None:
    old = "1. Đoàn kiểm tra thành phố đã chấm cho đơn vị 87,50 điểm theo bảng điểm ban hành; xếp loại Tốt."

    (change,) = differences(paper(old), paper(old.replace("87,50", "88,00")), reach=CLAUSE)

    assert change.before == "Đoàn kiểm tra thành phố đã chấm cho đơn vị 87,50 điểm theo bảng điểm ban hành"
