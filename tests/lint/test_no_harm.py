"""What ``lint --fix`` is not sure of, it leaves: other files, other regimes, signed and protected ones."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from docgen.backends import available, convert
from docgen.lint import FixWish, Genre, judge, lint, mend
from docgen.lint.rules.spelling import MISSPELT
from docgen.problem import Stop
from tests.backends.pages import read_pdf
from tests.lint.breaking import columns
from tests.lint.papers import LONG, PLAN_RECIPIENTS, by_shape, decision, ending, letterhead, plan, title
from tests.lint.party_papers import notice
from tests.lint.word import Word, body, centred, p, page_number

CV = Word(
    centred("SƠ YẾU LÝ LỊCH", 16) + p("Sinh ngày 05 tháng 08  năm 1980 tại  tỉnh Sông Hậu", 12), font="Arial"
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_file_that_is_no_paper_keeps_its_look_and_its_figures() -> None:
    done = mend(CV.build(), "cv.docx", "nd30")
    assert [(item.rule, item.before, item.after) for item in done.mended] == [
        ("DBL-SPACE", "tại  tỉnh", "tại tỉnh")
    ]
    assert {item.rule for item in mend(CV.build(), "cv.docx", "nd30", wish=FixWish(font=True)).mended} == {
        "DBL-SPACE",
        "FONT-NAME",
    }


def test_the_users_word_for_what_a_file_is_goes_before() -> None:
    assert judge(CV.build(), "cv.docx").nature.judged_as == "khac"
    assert "PART-MISSING" in {item.rule for item in lint(CV.build(), "cv.docx", kind=Genre.PAPER)}


@pytest.mark.parametrize(
    ("make", "profile", "other"),
    [(notice, "nd30", "party"), (notice, "mttq", "party"), (plan, "party", "mttq")],
)
def test_a_paper_of_another_regime_is_refused_with_the_option_to_use(
    make: Callable[[], Word], profile: str, other: str
) -> None:
    for act in (judge, mend):
        with pytest.raises(Stop) as stop:
            act(make().build(), "vb.docx", profile)
        assert f"--profile {other}" in stop.value.remedy
    assert judge(make().build(), "vb.docx", profile, Genre.PAPER).findings


@pytest.mark.parametrize(
    "mark", ['documentProtection w:edit="readOnly" w:enforcement="1"', 'writeProtection w:recommended="1"']
)
def test_a_protected_file_is_judged_and_not_mended(mark: str) -> None:
    def protect(document: docx.document.Document) -> None:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        document.settings.element.insert(0, parse_xml(f"<w:{mark} {space}/>"))

    data = replace(plan(), margins=(10, 10, 10, 10), change=protect).build()
    assert lint(data, "vb.docx")
    with pytest.raises(Stop, match="bảo vệ"):
        mend(data, "vb.docx")


def test_a_header_copied_for_the_first_page_keeps_its_root() -> None:
    data = replace(plan(), header=p("Tài liệu họp") + page_number(), first_page=False).build()
    mended = parts(mend(data, "vb.docx").data)
    headers = [content for name, content in mended.items() if name.startswith("word/header")]
    assert len(headers) == 2
    assert all(b"mc:Ignorable=" in content.split(b"<w:p", 1)[0] for content in headers)


def nearly_full() -> Word:
    """Make a paper that fills its page to the last line below a margin that is too small."""
    text = "".join(body(f"{LONG}.") for _ in range(9)) + body(f"{LONG}./.")
    made = letterhead() + title("KẾ HOẠCH", "Kiểm tra công tác Mặt trận") + text + ending(*PLAN_RECIPIENTS)
    return Word(made, margins=(20, 5, 30, 15))


def test_the_signature_is_tied_to_the_last_lines_of_the_text() -> None:
    data = nearly_full().build()
    done = mend(data, "vb.docx")
    assert done.kept
    text = docx.Document(io.BytesIO(done.data))
    last = next(item for item in text.paragraphs if item.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    assert last.paragraph_format.widow_control
    row = text.tables[-1].rows[0]._tr
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert mend(done.data, "vb.docx").data == done.data


@pytest.mark.skipif(available() is None, reason="LibreOffice is not installed")
def test_no_page_holds_the_signature_alone(tmp_path: Path) -> None:
    paths = [tmp_path / f"{count}.docx" for count in range(6, 12)]
    for count, path in zip(range(6, 12), paths, strict=True):
        text = "".join(body(f"{LONG}.") for _ in range(count)) + body(f"{LONG}./.")
        word = Word(
            letterhead() + title("KẾ HOẠCH", "Kiểm tra") + text + ending(*PLAN_RECIPIENTS),
            margins=(20, 5, 30, 15),
        )
        path.write_bytes(mend(word.build(), "vb.docx").data)
    for path, pdf in convert(paths).done.items():
        page = read_pdf(pdf)[-1].text
        assert "./." in page or "Nguyễn Ba" not in page, path


def test_quoc_hieu_gets_room_from_the_column_beside_it() -> None:
    data = columns((65, 100), (80, 85))(plan(by_shape)).build()
    assert "QH-ONELINE" in {item.rule for item in lint(data, "vb.docx")}
    done = mend(data, "vb.docx")
    assert done.left == ()
    grid = docx.Document(io.BytesIO(done.data)).tables[0]._tbl.tblGrid
    widths = [int(str(column.get(qn("w:w")))) for column in grid]
    assert sum(widths) == pytest.approx(165 / 25.4 * 1440, abs=3)
    assert widths[1] > 90 / 25.4 * 1440


def test_condensed_letters_need_less_room() -> None:
    word = columns((65, 100), (80, 85))(plan(by_shape))
    head = '<w:b/><w:sz w:val="26"/></w:rPr><w:t xml:space="preserve">CỘNG'
    assert head in word.body
    narrow = replace(
        word, body=word.body.replace(head, head.replace("<w:sz", '<w:spacing w:val="-20"/><w:sz'))
    )
    assert "QH-ONELINE" not in {item.rule for item in lint(narrow.build(), "vb.docx")}


def test_a_long_paper_with_a_run_for_each_word_is_mended_in_seconds() -> None:
    look = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="24"/></w:rPr>'
    words = "".join(
        f'<w:r>{look}<w:t xml:space="preserve">{word} </w:t></w:r>' for word in f"{LONG} {LONG}.".split()
    )
    text = f"<w:p>{words}</w:p>" * 60
    data = Word(
        letterhead() + title("KẾ HOẠCH", "Kiểm tra") + text + body("Hết./.") + ending(*PLAN_RECIPIENTS)
    ).build()
    start = time.process_time()
    done = mend(data, "vb.docx")
    assert time.process_time() - start < 3
    assert done.left == ()


def test_a_decision_with_an_attached_paper_keeps_the_titles_of_both() -> None:
    attached = (
        p("", 2, extra="<w:pageBreakBefore/>") + centred("Phụ lục", 14) + centred("QUY CHẾ LÀM VIỆC", 14)
        + centred("(Kèm theo Quyết định số 45/QĐ-MTTQ-BTT ngày 05/10/2023)", bold=False, italic=True)
        + centred("Chương I", before=6) + centred("QUY ĐỊNH CHUNG") + body("**Điều 1.** Phạm vi.")
    )  # fmt: skip
    word = decision()
    data = replace(
        word, body=word.body[: word.body.index("<w:p><w:pPr><w:pageBreakBefore/>")] + attached
    ).build()
    assert {item.rule for item in judge(data, "vb.docx").findings} <= {"END-DOTSLASH"}


def test_every_word_of_the_list_is_told_with_the_right_one() -> None:
    text = "".join(body(f"Có {wrong} ở đây.") for wrong in MISSPELT)
    found = [item for item in lint(Word(text).build(), "tep.docx") if item.rule == "SPELLING"]
    assert {item.found for item in found} == {f"«{wrong}»" for wrong in MISSPELT}
    assert not MISSPELT.keys() & {right for _, right in MISSPELT.values()}
