"""The head and the signature are data: what the sheets say is what the paper shows."""

import pytest

from docgen.kinds import bien_ban, ke_hoach
from docgen.lint import lint
from docgen.lint.read_document import read
from docgen.records import BoldLines, DeputyStyle, KnownPaper, Season, Signer
from tests.kinds.making import made, sample_season, text

CHIEF = Signer(
    code="CVP", name="Phạm Thị Đượm", position="Chánh Văn phòng", authority="TL. BAN THƯỜNG TRỰC",
    title="CHÁNH VĂN PHÒNG",
)  # fmt: skip
DEPUTY_CHIEF = Signer(
    code="PVP", name="Đỗ Quốc Cường", position="Phó Chánh Văn phòng", authority="TL. BAN THƯỜNG TRỰC",
    deputy_of="CHÁNH VĂN PHÒNG", title="PHÓ CHÁNH VĂN PHÒNG",
)  # fmt: skip


def _season(**general: object) -> Season:
    sample = sample_season()
    return sample.model_copy(update={"general": sample.general.model_copy(update=general)})


def _shown(paper: bytes, *styles: str) -> list[tuple[str, bool]]:
    """Give text and weight of the paragraphs of some styles."""
    return [
        (block.text, all(span.format.bold for span in block.shown))
        for block in read(paper).blocks
        if block.style in styles and not block.blank
    ]


@pytest.mark.parametrize(
    ("general", "lines"),
    [
        (
            {},
            [("ỦY BAN MTTQ VIỆT NAM", False), ("THÀNH PHỐ TAM KỲ", False), ("BAN THƯỜNG TRỰC", True)],
        ),
        (
            {"header_bold": BoldLines.ALL},
            [("ỦY BAN MTTQ VIỆT NAM", True), ("THÀNH PHỐ TAM KỲ", True), ("BAN THƯỜNG TRỰC", True)],
        ),
        (
            {"header_1": "ỦY BAN MTTQ VIỆT NAM PHƯỜNG AN MỸ", "header_2": ""},
            [("ỦY BAN MTTQ VIỆT NAM PHƯỜNG AN MỸ", False), ("BAN THƯỜNG TRỰC", True)],
        ),
        (
            {
                "header_1": "ỦY BAN MTTQ VIỆT NAM\nTỈNH QUẢNG NAM",
                "header_2": "ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ",
                "header_3": "",
            },
            [
                ("ỦY BAN MTTQ VIỆT NAM\nTỈNH QUẢNG NAM", False),
                ("ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ", True),
            ],
        ),
    ],
    ids=["three lines", "all bold", "two lines", "the whole committee"],
)
def test_the_issuer_has_the_lines_and_weights_that_the_sheet_says(
    general: dict[str, object], lines: list[tuple[str, bool]]
) -> None:
    paper = made(ke_hoach.KIND, _season(**general))
    assert _shown(paper, "TenCoQuan", "TenCoQuanChuQuan") == lines
    warned = {item.rule for item in lint(paper, "kế hoạch")}
    parents_are_bold = any(bold for _, bold in lines[:-1])  # the office's own choice, against the decree
    assert warned == ({"ORG-PARENT-NOTBOLD"} if parents_are_bold else set())


@pytest.mark.parametrize(
    ("signer", "style", "lines"),
    [
        ("CT", DeputyStyle.PLAIN, ["TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Nguyễn Ba"]),
        ("PCT2", DeputyStyle.PLAIN, ["TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH", "Lê Quang Vinh"]),
        (
            "PCT2",
            DeputyStyle.ACTING,
            ["TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Quang Vinh"],
        ),
        ("CVP", DeputyStyle.ACTING, ["TL. BAN THƯỜNG TRỰC", "CHÁNH VĂN PHÒNG", "Phạm Thị Đượm"]),
        (
            "PVP",
            DeputyStyle.PLAIN,
            ["TL. BAN THƯỜNG TRỰC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Đỗ Quốc Cường"],
        ),
    ],
    ids=["head", "deputy", "deputy with KT.", "by order", "deputy by order"],
)
def test_the_signature_has_the_lines_that_the_sheet_says(
    signer: str, style: DeputyStyle, lines: list[str]
) -> None:
    season = _season(deputy_style=style)
    known = [paper for paper in season.papers if paper.kind != "ke-hoach"]
    season = season.model_copy(
        update={
            "signers": (*season.signers, CHIEF, DEPUTY_CHIEF),
            "papers": (*known, KnownPaper(kind="ke-hoach", signer=signer)),
        }
    )
    paper = made(ke_hoach.KIND, season)
    assert _shown(paper, "ChucVuKy", "HoTenNguoiKy") == [(line, True) for line in lines]
    assert [item.message for item in lint(paper, "kế hoạch")] == []


def test_minutes_have_a_place_for_each_unit_the_secretary_and_the_chair() -> None:
    words = text(bien_ban.KIND, sample_season(), "4")
    table = words[words.index("‖ Đơn vị | Họ và tên người đại diện | Chữ ký |") :]
    assert table.splitlines()[1:5] == [
        "| Xã Tam Thăng | Trịnh Minh Hoàng |  |",
        "| Xã Tam Thanh | Ngô Thanh Hải |  |",
        "| Xã Tam Phú | Nguyễn Hữu Tín |  |",
        "| Xã Tam Ngọc | Huỳnh Thị Cẩm Tú |  |",
    ]
    assert "| THƯ KÝ / Võ Đình Tuấn | CHỦ TRÌ / Nguyễn Ba |" in table
