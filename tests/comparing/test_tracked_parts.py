"""What stands around the words survives in the tracked document: headers, fields, pictures, comments."""

from __future__ import annotations

import base64

import pytest
from lxml import etree

from docgen.comparing import Comparison, Titles
from docgen.delta import read
from docgen.render import check_package
from tests.comparing.revisions import accepted, rejected
from tests.comparing.test_tracked import NOW, marked
from tests.delta.papers import paper, shown
from tests.render.word_file import W, docx, lines_of, p, pack, part, parts, text_of, unpack

TITLES = Titles("a", "b", "c")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Hình"/>'
    f'<a:graphic xmlns:a="{A}"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip r:embed="anh"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)
SEAL = '<w:p><w:r><w:t xml:space="preserve">Con dấu </w:t></w:r>' + PICTURE + "</w:p>"
PAGE = (
    '<w:p><w:r><w:t xml:space="preserve">Trang </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)
FIELD = (
    '<w:p><w:r><w:t xml:space="preserve">Ngày </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>01/02/2023</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def with_picture(*body: str) -> bytes:
    made: dict[str, str | bytes] = {**parts(*body)}
    made["word/media/image1.png"] = PNG
    made["[Content_Types].xml"] = str(made["[Content_Types].xml"]).replace(
        "<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1
    )
    made["word/_rels/document.xml.rels"] = str(made["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="anh" Type="{IMAGE}" Target="media/image1.png"/></Relationships>',
    )
    return pack(made)


def codes(data: bytes) -> set[str]:
    return {fault.code for fault in check_package(data, name="a.docx", tags=False)}


def objects(data: bytes) -> list[str]:
    return [key for block in read(data).body.blocks for key in getattr(block, "objects", ())]


def test_headers_and_footers_are_tracked_too() -> None:
    old = docx(p("a"), header=p("Bản dự thảo lần 1"), footer=PAGE)
    new = docx(p("a"), header=p("Bản dự thảo lần 2"), footer=PAGE)
    made = marked(old, new)
    assert text_of(accepted(made), "word/header1.xml") == "Bản dự thảo lần 2"
    assert text_of(rejected(made), "word/header1.xml") == "Bản dự thảo lần 1"
    assert b"PAGE" in part(made, "word/footer1.xml")
    assert codes(made) <= {"GOI-16"}


def test_a_header_of_the_new_version_alone_is_inserted() -> None:
    made = marked(docx(p("a")), docx(p("a"), header=p("MẬT")))
    assert text_of(accepted(made), "word/header1.xml") == "MẬT"
    assert text_of(rejected(made), "word/header1.xml") == ""


def test_a_picture_that_came_or_went_does_so_with_its_data() -> None:
    without, with_one = docx(p("Con dấu ")), with_picture(SEAL)
    came, went = marked(without, with_one), marked(with_one, without)
    for made, has, has_not in ((came, accepted, rejected), (went, rejected, accepted)):
        assert codes(made) <= {"GOI-16"}
        assert [key[1:] for key in objects(has(made))] == ["drawing"]
        assert objects(has_not(made)) == []
    media = [name for name in read(went).package.members if name.startswith("word/media/")]
    assert [read(went).package[name] for name in media] == [PNG]


def test_another_picture_in_the_same_place_is_told_and_tracked() -> None:
    made = {**unpack(with_picture(SEAL)), "word/media/image1.png": PNG + b" "}
    both = Comparison(with_picture(SEAL), pack(made), TITLES)
    assert [(change.kind, change.old, change.new) for change in both.told.changes] == [
        ("changed", "[hình]", "[hình]")
    ]
    assert both.page.count('<span class="thing">hình</span>') == 2
    old, new = (read(data, exact=True).body.blocks[0] for data in (with_picture(SEAL), pack(made)))
    result = both.tracked(author="docgen", now=NOW)
    back, on = (read(turn(result.data), exact=True).body.blocks[0] for turn in (rejected, accepted))
    assert (back.signature, on.signature) == (old.signature, new.signature)
    assert old.signature != new.signature
    assert not result.notes


@pytest.mark.parametrize(("old", "new", "told"), [
    (docx(p("Một")), with_picture(p("Một"), SEAL.replace("Con dấu ", "")), ("added", "", "[hình]")),
    (with_picture(p("Một"), SEAL.replace("Con dấu ", "")), docx(p("Một")), ("removed", "[hình]", "")),
])  # fmt: skip
def test_a_picture_alone_that_came_or_went_is_told(
    old: bytes, new: bytes, told: tuple[str, str, str]
) -> None:
    changes = Comparison(old, new, TITLES).told.changes
    assert [(change.kind, change.before, change.after) for change in changes] == [told]


def test_what_a_field_shows_is_shown_and_tracked_but_page_numbers_are_no_change() -> None:
    old, new = FIELD, FIELD.replace("01/02", "05/03")
    both = Comparison(docx(old, PAGE), docx(new, PAGE.replace(">1<", ">2<")), TITLES)
    assert [change.after for change in both.told.changes] == ["Ngày [trường: 05/03/2023]"]
    assert "trường: 01/02/2023" in both.page
    tracked = both.tracked(author="docgen", now=NOW)
    assert "01/02/2023" in text_of(rejected(tracked.data))
    assert "05/03/2023" in text_of(accepted(tracked.data))


def test_the_text_of_a_note_comes_back_with_its_number() -> None:
    note = '<w:p><w:r><w:t>Theo quy định</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    old = docx(note, p("Hai"), footnotes=p("Nghị định số 30/2020/NĐ-CP"))
    other = docx(p("Hai"), note.replace("Theo quy định", "Một đoạn khác hẳn"), footnotes=p("Khác"))
    for new in (docx(p("Theo quy định"), p("Hai")), docx(p("Hai")), other):
        result = Comparison(old, new, TITLES).tracked(author="docgen", now=NOW)
        assert not result.notes
        name = next(name for name in unpack(result.data) if "footnotes" in name)
        assert "Nghị định số 30/2020/NĐ-CP" in lines_of(rejected(result.data), name)
        assert part(rejected(result.data)).count(b"footnoteReference") == 1
        assert codes(result.data) <= {"GOI-16"}


def test_what_rejecting_would_not_bring_back_is_said() -> None:
    result = Comparison(docx(p("a"), header=p("MẬT")), docx(p("a")), TITLES).tracked(author="docgen", now=NOW)
    (note,) = result.notes
    assert "không đánh dấu được hết thay đổi ở: đầu trang" in note


def test_a_paragraph_with_a_picture_can_go() -> None:
    made = marked(
        with_picture(p("Một hai ba bốn"), SEAL, p("Năm sáu bảy tám")),
        docx(p("Một hai ba bốn"), p("Năm sáu bảy tám")),
    )
    assert [key[1:] for key in objects(rejected(made))] == ["drawing"]
    assert codes(made) <= {"GOI-16"}


def test_a_field_comes_and_goes_whole() -> None:
    old, new = docx(FIELD, p("Hết")), docx(p("Ngày 05/03/2023"), p("Hết"))
    for one, two in ((old, new), (new, old)):
        made = marked(one, two)
        assert objects(accepted(made)) == objects(two)
        assert objects(rejected(made)) == objects(one)
        assert codes(made) <= {"GOI-16"}
    simple = docx(PAGE)
    assert [key[1:] for key in objects(rejected(marked(simple, docx(p("Trang 1")))))] == ["field PAGE"]


def test_words_beside_a_field_change_without_it() -> None:
    made = marked(docx(FIELD), docx(FIELD.replace("Ngày ", "Hôm ")))
    root = etree.fromstring(part(made))
    assert root.findall(f".//{W}ins//{W}fldChar") == []
    assert root.findall(f".//{W}del//{W}fldChar") == []
    assert root.findall(f".//{W}fldChar") != []


def test_a_link_keeps_its_text_and_a_changed_word_in_it() -> None:
    link = (
        '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>Xem trang báo</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    old, new = docx(link), docx(link.replace("trang", "tờ"))
    made = marked(old, new)
    assert lines_of(accepted(made)) == ["Xem tờ báo."]
    assert lines_of(rejected(made)) == ["Xem trang báo."]
    assert part(made).count(b"<w:hyperlink ") == 1


def test_what_the_versions_track_themselves_counts_as_accepted() -> None:
    hers = docx(
        '<w:p><w:r><w:t>Một </w:t></w:r><w:ins w:id="3" w:author="Chị"><w:r><w:t>hai </w:t></w:r></w:ins>'
        '<w:del w:id="4" w:author="Chị"><w:r><w:delText>không </w:delText></w:r></w:del>'
        "<w:r><w:t>ba</w:t></w:r></w:p>"
    )
    made = marked(docx(p("Một ba")), hers)
    assert lines_of(accepted(made)) == ["Một hai ba"]
    assert lines_of(rejected(made)) == ["Một ba"]
    authors = {mark.get(f"{W}author") for mark in etree.fromstring(part(made)).iter(f"{W}ins", f"{W}del")}
    assert authors == {"docgen"}


def test_comments_bookmarks_and_footnotes_stay_where_they_were() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="0" w:name="x"/><w:commentRangeStart w:id="0"/>'
        '<w:r><w:t>Đoạn này mới</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    )
    new = docx(p("Một"), body, p("Hai"), footnotes=p("Ghi chú"))
    made = marked(docx(p("Một"), p("Hai")), new)
    for tag in (b"<w:bookmarkStart", b"<w:commentRangeStart", b"<w:footnoteReference"):
        assert part(made).count(tag) == 1
    gone = marked(new, docx(p("Một"), p("Hai")))
    assert lines_of(rejected(gone)) == ["Một", "Đoạn này mới", "Hai"]
    assert lines_of(rejected(gone), "word/footnotes.xml") == ["Ghi chú"]
    assert not lines_of(accepted(gone), "word/footnotes.xml")
    assert b"bookmark" not in part(gone)


def test_text_boxes_are_tracked_inside() -> None:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    made = marked(docx(box), docx(box.replace("MẬT", "TỐI MẬT")))
    assert lines_of(accepted(made))[-1] == "TỐI MẬT"
    assert lines_of(rejected(made))[-1] == "MẬT"


def test_styles_are_known_by_their_names() -> None:
    old = paper("[Thân văn bản] Một\n[Thân văn bản] Đoạn sẽ bị bỏ đi\nBa", ids="P")
    new = paper("[Thân văn bản] Một\nBa")
    made = marked(old, new)
    assert shown(rejected(made)) == shown(old)
    assert codes(made) <= {"GOI-16"}


def test_the_same_inputs_give_the_same_bytes_and_nothing_is_marked_without_a_change() -> None:
    old, new = paper("Một\nHai\n| 1 | a |\nHết"), paper("Một\nBa\n| 2 | a |\nHết")
    assert marked(old, new) == marked(old, new)
    assert b"w:ins" not in part(marked(new, new))


def test_the_time_is_hers() -> None:
    made = marked(paper("Một"), paper("Hai"))
    assert b'w:date="2023-11-02T08:30:00Z"' in part(made)


def test_a_section_break_is_no_mark() -> None:
    broken = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11907" w:h="16840"/></w:sectPr></w:pPr>'
        "<w:r><w:t>Phần một</w:t></w:r></w:p>"
    )
    old = docx(p("Phần hai"))
    made = marked(old, docx(broken, p("Phần hai")))
    assert codes(made) <= {"GOI-16"}
    assert part(made).count(b"<w:sectPr") == 2
    assert lines_of(rejected(made)) == ["Phần hai"]
    made = marked(docx(broken, p("Phần hai")), old)
    assert part(made).count(b"<w:sectPr") == 1
    assert lines_of(rejected(made)) == ["Phần một", "Phần hai"]
