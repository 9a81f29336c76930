"""The templates: built from their sources, plain enough to be edited in Word, in one style."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from docgen.kind import BookForm, Kind
from docgen.kinds import FORMS, KINDS
from docgen.render import Schema, inspect_template
from docgen.verbs.template_check import check_templates
from docgen.verbs.workspace import shipped_templates
from templates.source.builder import (
    Cell,
    Column,
    Xml,
    document,
    each,
    letterhead,
    p,
    section,
    signature,
    table,
    title,
    when,
)
from templates.source.catalogue import TEMPLATES
from templates.source.named_styles import paragraph_styles
from templates.source.style import HOUSE

FOLDER = Path(__file__).resolve().parents[1] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MASTER = "phong-cach.docx"
NAMES = sorted(TEMPLATES)
PAPERS: list[Kind | BookForm] = [*KINDS, *FORMS]
STYLES = paragraph_styles(HOUSE)


def _part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - a file that we wrote


def _body(*pieces: Xml) -> ET.Element:
    return _part(document(section(*pieces)), "word/document.xml")


def _texts(root: ET.Element) -> Iterator[str]:
    return (item.text or "" for item in root.iter(f"{W}t"))


def test_template_check_looks_at_every_template_but_the_master(tmp_path: Path) -> None:
    inspected = check_templates(here=tmp_path)
    assert {path.name for path in inspected.templates} == set(NAMES) - {MASTER}
    assert inspected.problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_template_is_what_its_source_builds(name: str) -> None:
    built = TEMPLATES[name]()
    assert (FOLDER / name).read_bytes() == built, "run: python -m templates.source"
    assert TEMPLATES[name]() == built


def test_every_kind_and_form_has_its_template_and_every_template_its_kind_or_form() -> None:
    # A paper that replaces another has that one's template.
    own = [kind.template for kind in PAPERS if kind.code != "thay-the"]
    assert own == [name for name in TEMPLATES if name != MASTER]


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.code)
def test_every_tag_of_a_template_is_known_to_its_kind(kind: Kind | BookForm) -> None:
    data, master = (FOLDER / kind.template).read_bytes(), (FOLDER / MASTER).read_bytes()
    assert not inspect_template(data, Schema.of(kind.context), name=kind.template, style=master)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_made_with_named_styles_only(name: str) -> None:
    root = _part((FOLDER / name).read_bytes(), "word/document.xml")
    looks = [item for kind in ("pPr", "rPr") for look in root.iter(W + kind) for item in look]
    assert {item.tag.removeprefix(W) for item in looks} <= {"pStyle", "rStyle", "sectPr"}
    used = {item.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for item in root.iter(W + tag)}
    declared = {item.get(f"{W}styleId") for item in _part((FOLDER / MASTER).read_bytes(), "word/styles.xml")}
    assert used <= declared


@pytest.mark.parametrize("name", NAMES)
def test_a_tag_is_never_torn_between_runs(name: str) -> None:
    for text in _texts(_part((FOLDER / name).read_bytes(), "word/document.xml")):
        rest = re.sub(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}", "", text)
        assert not re.search(r"[{}]|%\}|\{%", rest), text


def test_there_is_one_font_and_no_theme() -> None:
    data = (FOLDER / MASTER).read_bytes()
    fonts = {
        value for item in _part(data, "word/styles.xml").iter(f"{W}rFonts") for value in item.attrib.values()
    }
    assert fonts == {"Times New Roman"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "theme" in name]


def test_the_style_master_shows_every_style() -> None:
    root = _part((FOLDER / MASTER).read_bytes(), "word/document.xml")
    shown = {item.get(f"{W}val") for item in root.iter(f"{W}pStyle")}
    assert {item.id for item in STYLES} - shown == {"SoTrang"}  # it stands in the header


def test_a_change_of_the_body_style_changes_all_that_follow_it() -> None:
    styles = _part((FOLDER / MASTER).read_bytes(), "word/styles.xml")
    follow = [
        item
        for item in styles.iter(f"{W}style")
        if (base := item.find(f"{W}basedOn")) is not None and base.get(f"{W}val") == "ThanVanBan"
    ]
    assert {"CanCu", "Dieu", "Khoan", "GachDauDong", "DoanKet"} <= {
        item.get(f"{W}styleId") for item in follow
    }
    assert not [item for item in follow if item.find(f"{W}rPr/{W}sz") is not None]


def test_style_names_have_no_comma() -> None:
    """Word would take what follows for another name of the style."""
    assert not [item.name for item in STYLES if "," in item.name]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {MASTER}))
def test_no_table_is_wider_than_the_page(name: str) -> None:
    root = _part((FOLDER / name).read_bytes(), "word/document.xml")
    widths = [
        sum(int(column.get(f"{W}w", "0")) for column in grid.iter(f"{W}gridCol")) / 1440 * 25.4
        for grid in root.iter(f"{W}tblGrid")
    ]
    assert widths
    for width in widths:
        assert min(abs(width - room) for room in (HOUSE.text_width, HOUSE.text_width_landscape)) < 0.5


def test_the_signature_stays_on_one_page_with_the_last_lines() -> None:
    keeping = {item.id for item in STYLES if item.keep_next}
    assert {"DoanKet", "DanChuKy"} <= keeping
    rows = list(_body(p("DoanKet", "Hết./."), signature()).iter(f"{W}tr"))
    assert len(rows) == 1
    assert rows[0].find(f"{W}trPr/{W}cantSplit") is not None


def test_a_section_is_numbered_by_itself_and_its_first_page_is_not() -> None:
    data = document(section(p("ThanVanBan", "a")), section(p("PhuLuc", "b"), landscape=True))
    sections = list(_part(data, "word/document.xml").iter(f"{W}sectPr"))
    assert [item.find(f"{W}pgSz").get(f"{W}orient") for item in sections] == [None, "landscape"]  # type: ignore[union-attr]  # there is one
    for item in sections:
        assert item.find(f"{W}titlePg") is not None
        assert item.find(f"{W}pgNumType") is not None
    assert not list(_texts(_part(data, "word/header2.xml")))
    assert "PAGE" in (next(_part(data, "word/header1.xml").iter(f"{W}instrText")).text or "")


def test_marks_in_a_text_become_character_styles() -> None:
    runs = list(_body(p("ThanVanBan", "Hạn **{{ han }}** *sơ bộ*\nhết\t& <a>")).iter(f"{W}r"))
    styles = [run.find(f"{W}rPr/{W}rStyle") for run in runs]
    assert [item.get(f"{W}val") if item is not None else "" for item in styles] == [
        "", "ChuDam", "", "ChuNghieng", "",
    ]  # fmt: skip
    assert [child.tag.removeprefix(W) for child in runs[-1]] == ["br", "t", "tab", "t"]
    assert runs[-1][-1].text == "& <a>"


def test_blocks_wrap_pieces_in_tags_of_their_own_paragraphs() -> None:
    pieces = each("y in ds", when("y.co", p("ThanVanBan", "{{ y.ten }}"), otherwise=p("Khoan", "không")))
    assert list(_texts(_body(pieces))) == [
        "{%p for y in ds %}", "{%p if y.co %}", "{{ y.ten }}", "{%p else %}", "không", "{%p endif %}",
        "{%p endfor %}",
    ]  # fmt: skip


def test_header_rows_repeat_and_no_row_is_torn() -> None:
    made = _body(
        table(
            [Column("TT", 15), Column("Đơn vị", 150)],
            "for u in ds",
            ["{{ u.tt }}", "{{ u.ten }}"],
            "endfor",
            [Cell("Cộng", span=2)],
        )
    )
    rows = list(made.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_slips_in_a_source_are_refused() -> None:
    with pytest.raises(KeyError):
        p("Heading1", "no such style")
    with pytest.raises(ValueError, match="1 of 2"):
        table([Column("A", 80), Column("B", 85)], ["only one"])
    with pytest.raises(ValueError, match="160"):
        table([Column("A", 80), Column("B", 80)], ["1", "2"])


def test_minutes_have_no_place_and_date_in_their_head() -> None:
    assert "{{ ngay_ban_hanh }}" in "".join(_texts(_body(letterhead(), title("A", "b"))))
    assert "{{ ngay_ban_hanh }}" not in "".join(_texts(_body(letterhead(place_and_date=False))))


def test_a_conflict_copy_in_the_templates_is_mentioned(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    own = tmp_path / "templates"
    own.mkdir()
    for name in ("thong-bao-MAY-VAN-THU.docx", "~$ong-bao.docx", "ghi-chu.txt"):
        (own / name).write_bytes(b"x")
    told = check_templates(here=tmp_path).problems
    assert [(x.code, x.where.file, x.is_error) for x in told] == [
        ("MAU-30", "thong-bao-MAY-VAN-THU.docx", False)
    ]


def test_a_lost_style_master_is_told_since_the_shipped_one_stands_in(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    own = shutil.copytree(
        shipped_templates(), tmp_path / "templates", ignore=shutil.ignore_patterns("source")
    )
    assert check_templates(here=tmp_path).problems == ()
    (own / "phong-cach.docx").unlink()
    told = check_templates(here=tmp_path).problems
    assert [(x.code, x.where.file, x.is_error) for x in told] == [("MAU-31", "phong-cach.docx", False)]
