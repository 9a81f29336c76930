"""The page: both versions whole, every change marked and linked, nothing in a text can become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.sax.saxutils import escape

import pytest

from docgen.comparing import Comparison, Titles, side_by_side
from docgen.kinds import thong_bao
from docgen.problem import Stop
from tests.delta.papers import paper
from tests.kinds.making import made, papers, sample_season
from tests.render.word_file import docx, p, table

TITLES = Titles("Thông báo, An Phú", "Bản cũ", "Bản mới")
RANKING = """
[Khoản] II. BẢNG XẾP HẠNG
| Hạng | Đơn vị | Tổng điểm |
| 01 | Xã Tam Ngọc | 95,00 |
| 02 | Phường An Sơn | 94,75 |
Hết
"""


class Reader(HTMLParser):
    """Reads a page as a browser does: elements, links, and what stands on each side."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.sides: dict[str, list[str]] = {"old": [], "new": []}
        self._stack: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.sources += [
            name for name in given if name in {"src", "srcset", "data", "action"} or name[:2] == "on"
        ]
        if tag not in {"meta", "br"}:
            words = (given.get("class") or "").split()
            self._stack.append((tag, next((side for side in self.sides if side in words), "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop()[0] == tag, "the page is well nested"

    def handle_data(self, data: str) -> None:
        side = next((side for _, side in reversed(self._stack) if side), "")
        if side:
            self.sides[side].append(data)

    def side(self, side: str) -> str:
        return "".join(self.sides[side])


def page_of(old: bytes, new: bytes, titles: Titles) -> str:
    return Comparison(old, new, titles).page


def shown(old: str, new: str) -> str:
    return page_of(paper(old), paper(new), TITLES)


def test_what_is_gone_stands_struck_on_the_left_and_what_is_new_underlined_on_the_right() -> None:
    text = shown("Tổng số điểm là 85,50 điểm, xếp thứ 10.", "Tổng số điểm là 86,00 điểm, xếp thứ 10.")
    assert "Tổng số điểm là <del>85,50</del> điểm, xếp thứ 10." in text
    assert "Tổng số điểm là <ins>86,00</ins> điểm, xếp thứ 10." in text
    assert "1 chỗ thay đổi" in text
    read = Reader(text)
    assert "86,00" not in read.side("old")
    assert "85,50" not in read.side("new")
    assert re.search(r"del \{[^}]*line-through", text), "not by colour alone"
    assert re.search(r"ins \{[^}]*underline", text), "not by colour alone"


def test_every_change_in_the_list_leads_to_its_place() -> None:
    new = RANKING.replace("94,75", "96,25").replace("| 01 | Xã Tam Ngọc", "| 02 | Xã Tam Ngọc")
    new = new.replace("| 02 | Phường", "| 01 | Phường").replace("Hết", "Đoạn mới\nHết rồi")
    read = Reader(shown(RANKING, new))
    assert len(read.links) == read.tags.count("li") > 3
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)


def test_a_paragraph_that_moved_and_one_that_is_gone_are_linked_too() -> None:
    stay = "Việc thứ hai ở lại đây.\nCòn việc thứ ba cũng thế.\nGiám sát đầu tư của cộng đồng."
    moves = "Câu này sẽ được chuyển hẳn xuống phía dưới."
    old = f"{moves}\n{stay}\nNội dung cuối phải bỏ đi.\nHết"
    new = f"{stay}\n{moves}\nHết"
    text = shown(old, new)
    assert "trước ở: đoạn 1" in text
    assert "chuyển chỗ" in text
    assert text.count("<li>") == text.count("<li><span") == len(Reader(text).links) == 2


def test_both_versions_can_be_read_whole_and_long_stretches_are_folded() -> None:
    lines = [f"Đoạn số {n} không đổi gì cả." for n in range(1, 41)]
    new = [*lines]
    new[19] = "Đoạn số 20 đã đổi."
    text = shown("\n".join(lines), "\n".join(new))
    read = Reader(text)
    assert read.tags.count("details") == 2
    assert "16 dòng không đổi" in text
    assert "17 dòng không đổi" in text
    assert all(line in read.side("old") for line in lines)
    assert all(line in read.side("new") for line in new)


def test_it_needs_nothing_from_outside_and_runs_nothing() -> None:
    season = sample_season()
    first, second, *_ = papers(thong_bao.KIND, season)
    text = page_of(made(thong_bao.KIND, season, first), made(thong_bao.KIND, season, second), TITLES)
    read = Reader(text)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(read.tags)
    assert read.sources == []
    assert all(link.startswith("#") for link in read.links)
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


HOSTILE = (
    "<script>alert(1)</script>",
    "a & b < c > d",
    "\"' onmouseover='x",
    "</div></body>",
    "&lt;b&gt;",
    "]]>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_text_wherever_it_comes_from(text: str) -> None:
    old = docx(p(f"Một {text}"), table([text, "1"]), p("Hết"))
    new = docx(p(f"Hai {text}"), table([text, "2"]), p(text), p("Hết"))
    read = Reader(page_of(old, new, Titles(text, text, f"{text} 2")))
    assert "script" not in read.tags
    assert read.sources == []
    assert f"Một {text}" in read.side("old")
    assert f"Hai {text}" in read.side("new")


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u200f"])
def test_signs_that_nobody_sees_or_that_turn_the_text_are_named(sign: str) -> None:
    text = page_of(docx(p("Điểm 5,0")), docx(p(f"Điểm {sign}0,5")), Titles(f"a{sign}b", "x\x07", "\ud800"))
    assert sign not in text
    assert text.count(f"U+{ord(sign):04X}") >= 3
    assert "U+0007" in text
    assert "U+D800" in text
    text.encode()


def test_what_is_no_text_is_named() -> None:
    field = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    text = page_of(docx(p("a"), header=field), docx(p("b"), header=field), TITLES)
    assert "số trang</span>" in text
    assert "Đầu trang: 1 dòng không đổi" in text


def test_a_row_of_many_cells_stands_above_its_counterpart() -> None:
    row = " | ".join(f"{n},25" for n in range(12))
    text = shown(f"| Xã | {row} |\nHết", f"| Xã | {row.replace('7,25', '8,00')} |\nHết")
    assert text.count('class="pair wide changed"') == 1
    assert "8,00" in Reader(text).side("new")


def test_two_versions_that_read_the_same_are_said_to() -> None:
    text = shown("Hòa Hương đạt 5 điểm", "Ho\u0300a Hương đạt  5 điểm")
    assert "Hai bản có cùng chữ, cùng số" in text
    assert "1 chỗ chỉ khác dấu cách hoặc cách mã hóa chữ" in text
    assert 'class="pair changed"' not in text


def test_a_page_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "MAX_SIZE", 20_000)
    monkeypatch.setattr(side_by_side, "MOST_LISTED", 10)
    old = "\n".join(f"Đoạn số {n}: {'chữ ' * 20}" for n in range(200))
    text = shown(old, old.replace("chữ chữ chữ", "chữ khác chữ"))
    assert "190 chỗ nữa" in text
    assert "Văn bản quá dài" in text
    assert len(text) < 60_000


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Stop, match="Bản mới"):
        page_of(docx(p("a")), b"PK", TITLES)


def test_escaping_is_done_once() -> None:
    text = page_of(docx(p(escape("a"))), docx(p("Tổ chức & Hành chính")), TITLES)
    assert "Tổ chức &amp; Hành chính" in text
    assert "&amp;amp;" not in text
