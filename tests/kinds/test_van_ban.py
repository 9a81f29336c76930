"""What all papers share: number and symbol, citations, signature, recipients."""

import datetime as dt

import pytest

from docgen.kinds import van_ban
from docgen.kinds.van_ban import base_fields, citation, cited, grounds, role_called
from docgen.records import (
    BoldLines,
    DeputyStyle,
    FinalPaper,
    Ground,
    KnownPaper,
    Recipient,
    Role,
    Season,
    Signer,
)
from tests.factory import make_general, planning_season
from tests.kinds.making import dossier


def _fields(season: Season, kind: str = "ke-hoach", key: str = "", unit: str = "") -> dict[str, object]:
    return base_fields(dossier(season), kind, key, unit)


@pytest.mark.parametrize(
    ("number", "so", "ky_hieu"),
    [
        ("", van_ban.NUMBER_BLANK, "KH-MTTQ-BTT"),
        ("5", "05", "KH-MTTQ-BTT"),
        ("87/KH-MTTQ-BTT", "87", "KH-MTTQ-BTT"),
        ("9/KH-MTTQ", "09", "KH-MTTQ"),
        ("112a", "112a", "KH-MTTQ-BTT"),
        ("9A/KH-MTTQ-BTT", "09A", "KH-MTTQ-BTT"),
    ],
)
def test_number_and_symbol_stand_as_the_register_gave_them(number: str, so: str, ky_hieu: str) -> None:
    season = planning_season(papers=(KnownPaper(kind="ke-hoach", number=number),))
    fields = _fields(season)
    assert (fields["so"], fields["ky_hieu"]) == (so, ky_hieu)
    assert (
        cited(dossier(season), "ke-hoach", "Kế hoạch")
        .replace("số ", "số")
        .startswith(f"Kế hoạch số{so}/{ky_hieu} ngày")
    )


@pytest.mark.parametrize(
    ("kind", "final", "symbol"),
    [
        ("bien-ban", FinalPaper.NOTICE, "BB-ĐKT"),
        ("ket-luan", FinalPaper.NOTICE, "TB-MTTQ-BTT"),
        ("ket-luan", FinalPaper.DECISION, "QĐ-MTTQ-BTT"),
        ("thay-doi-doan", FinalPaper.NOTICE, "QĐ-MTTQ-BTT"),
    ],
)
def test_each_kind_has_its_symbol(kind: str, final: FinalPaper, symbol: str) -> None:
    season = planning_season(general=make_general(final_paper=final), papers=())
    assert _fields(season, kind)["ky_hieu"] == symbol


def test_blanks_are_wide_enough_for_a_pen() -> None:
    quarter_em = 0.25 * 25.4 / 72  # mm of a no-break space for each point of size, in Times New Roman
    assert len(van_ban.NUMBER_BLANK) * 13 * quarter_em >= 13
    assert len(van_ban.DAY_BLANK) * 14 * quarter_em >= 9
    assert set(van_ban.NUMBER_BLANK + van_ban.DAY_BLANK) == {"\N{NO-BREAK SPACE}"}


@pytest.mark.parametrize(
    ("place", "blank"),
    [
        ("Tam Kỳ", van_ban.DAY_BLANK),
        ("Quảng Nam", van_ban.DAY_BLANK),
        ("Buôn Ma Thuột", van_ban.TIGHT_DAY_BLANK),
    ],
)
def test_a_long_place_leaves_less_room_for_the_day_so_that_the_line_does_not_break(
    place: str, blank: str
) -> None:
    season = planning_season(general=make_general(place=place), papers=())
    assert _fields(season)["ngay_ban_hanh"] == f"ngày{blank} tháng{blank} năm {season.general.year}"
    assert len(blank) >= 5, "two figures are as wide as four blanks"


def test_an_outside_paper_is_cited_by_what_the_records_say_of_it() -> None:
    report = KnownPaper(
        kind="bao-cao",
        number="1/BC-ĐKT",
        date=dt.date(2023, 10, 24),
        issuer="Đoàn kiểm tra",
        subject="Kết quả kiểm tra năm 2023.",
    )
    found = citation(dossier(planning_season(papers=(report,))), "bao-cao")
    assert found.day_du == (
        "Báo cáo số 01/BC-ĐKT ngày 24 tháng 10 năm 2023 của Đoàn kiểm tra về kết quả kiểm tra năm 2023"
    )
    assert found.gon == "Báo cáo số 01/BC-ĐKT"


def test_an_abbreviation_at_the_head_of_an_abstract_keeps_its_capitals() -> None:
    guidance = KnownPaper(kind="huong-dan", number="22", subject="MTTQ các cấp giám sát")
    found = citation(dossier(planning_season(papers=(guidance,))), "huong-dan")
    assert found.day_du.endswith("về MTTQ các cấp giám sát")


def test_a_citation_of_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(KeyError):
        citation(dossier(planning_season()), "thu-moi")


def test_grounds_are_those_of_the_kind() -> None:
    rows = (Ground(kind="ket-luan", text="Căn cứ A"), Ground(kind="quyet-dinh", text="Căn cứ B"))
    assert grounds(dossier(planning_season(grounds=rows)), "quyet-dinh") == ["Căn cứ B."]
    assert grounds(dossier(planning_season(grounds=())), "quyet-dinh") == []


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        (DeputyStyle.PLAIN, ["TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH"]),
        (DeputyStyle.ACTING, ["TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    ],
)
def test_a_deputy_signs_the_way_the_office_chose(style: DeputyStyle, lines: list[str]) -> None:
    deputy = Signer(
        code="PCT",
        name="Lê Thị Ước",
        position="Phó Chủ tịch",
        authority="TM. BAN THƯỜNG TRỰC",
        deputy_of="CHỦ TỊCH",
        title="PHÓ CHỦ TỊCH",
    )
    season = planning_season(
        general=make_general(deputy_style=style),
        signers=(deputy,),
        papers=(KnownPaper(kind="ke-hoach", signer="PCT"),),
    )
    assert _fields(season)["nguoi_ky"] == van_ban.NguoiKy(dong=lines, ten="Lê Thị Ước")


def test_the_issuer_alone_is_bold_unless_the_office_says_all() -> None:
    last = planning_season(general=make_general(header_bold=BoldLines.LAST))
    every = planning_season(general=make_general(header_bold=BoldLines.ALL))
    lines = [_fields(season)["tieu_de"] for season in (last, every)]
    assert [[line.dam for line in found] for found in lines if isinstance(found, list)] == [
        [False, False, True],
        [True, True, True],
    ]


def test_recipients_are_a_list_with_dashes_and_marks() -> None:
    rows = (
        Recipient(kind="thong-bao", text="Đảng ủy {đơn vị}"),
        Recipient(kind="thong-bao", text="Lưu: VT, Hồ sơ."),
        Recipient(kind="ke-hoach", text="Thường trực Thành ủy"),
    )
    season = planning_season(recipients=rows)
    assert _fields(season, "thong-bao", "AP", "phường An Phú")["noi_nhan"] == [
        "- Đảng ủy phường An Phú;",
        "- Lưu: VT, Hồ sơ.",
    ]


def test_offices_within_the_team_follow_its_name() -> None:
    assert role_called(make_general(team_called="Đoàn kiểm tra"), Role.DEPUTY) == "Phó Trưởng đoàn"
    assert [role_called(make_general(team_called="Tổ kiểm tra"), role) for role in Role] == [
        "Tổ trưởng",
        "Tổ phó",
        "Thành viên",
        "Thành viên kiêm Thư ký",
    ]
