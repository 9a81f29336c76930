"""What a machine can mend is mended without a word being changed; the rest is said in comments."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import unicodedata

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.lint import RULES, Finding, Mended, lint, mend
from docgen.lint.document_model import Block
from docgen.lint.read_document import read
from docgen.problem import Severity
from tests.lint.breaking import Base, Mutation
from tests.lint.mutations import MUTATIONS
from tests.lint.papers import CONFORMING, plan
from tests.lint.party_papers import notice

MECHANICAL = {rule.id for rule in RULES if rule.fix is not None}
FOR_A_PERSON = {
    "Quốc hiệu sai chữ", "gạch nối thay gạch chéo", "năm hai chữ số", "địa danh viết thường",
    "trích yếu in hoa", "nơi nhận thiếu gạch", "nơi nhận hết bằng dấu chấm", "không có dòng Lưu",
    "họ tên in hoa", "QUYẾT ĐỊNH không có hai chấm",
    "Đảng: gạch chéo trước", "Đảng: Lưu VT", "Đảng: thiếu -----", "Đảng: sáu gạch nối",
    "Đảng: đường kẻ thay -----", "Đảng: sai chữ", "Đảng: V/v", "Đảng: tờ trình Kính gửi", "Đảng: K/T bí thư",
    "Đảng: nơi nhận hết bằng dấu phẩy", "Đảng: họ tên in hoa",
}  # fmt: skip
"""Breaks of rules that are else mended by machine, which here would need a word of content."""


def broken(mutation: Mutation) -> bytes:
    return mutation.change(mutation.base()).build()


def is_mechanical(mutation: Mutation) -> bool:
    return set(mutation.rules) <= MECHANICAL and mutation.name not in FOR_A_PERSON


def texts(data: bytes) -> list[str]:
    """Give every paragraph that shows words: body, tables, boxes, headers, footers; no page numbers."""
    document = read(data)
    blocks = [*document.blocks, *(block for item in document.furniture for block in item.blocks)]
    return [block.text.rstrip() for block in blocks if block.text.strip() and not _is_page_number(block)]


def _is_page_number(block: Block) -> bool:
    return block.page_field is not None and block.text.strip().isdecimal()


def with_listed_mends(before: bytes, done: Mended) -> list[str]:
    """Do to the old text exactly what the list of mends says, and nothing else."""
    text = "\n".join(texts(before))
    for item in done.mended:
        if item.wording:
            assert item.before in text, item
            text = text.replace(item.before, item.after, 1)
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def same_words(before: bytes, done: Mended) -> bool:
    # Header and footer are read anew where the first page got its own.
    return set(with_listed_mends(before, done)) == {
        line for text in texts(done.data) for line in text.split("\n") if line.strip()
    }


def comments(data: bytes) -> dict[str, list[str]]:
    """Give the comments by the text of the paragraph that they are tied to."""
    document = docx.Document(io.BytesIO(data))
    found = {str(comment.comment_id): comment.text for comment in document.comments}
    tied: dict[str, list[str]] = {}
    for start in document.element.body.xpath("//w:commentRangeStart"):
        paragraph = start.getparent()
        text = "".join(item.text or "" for item in paragraph.xpath(".//w:t"))
        tied.setdefault(text, []).append(found[start.get(qn("w:id"))])
    return tied


@pytest.mark.parametrize("name", CONFORMING)
def test_a_conforming_paper_comes_back_byte_for_byte(name: str) -> None:
    make, profile = CONFORMING[name]
    paper = make().build()
    assert mend(paper, "vb.docx", profile).data == paper


@pytest.mark.parametrize(
    "mutation", [item for item in MUTATIONS if is_mechanical(item)], ids=lambda item: item.name
)
def test_what_is_mechanical_is_mended_and_no_word_is_changed(mutation: Mutation) -> None:
    paper = broken(mutation)
    done = mend(paper, "vb.docx", mutation.profile)

    assert done.left == ()
    # One mend may mend what goes with it: Tiêu ngữ in bold is as long as its line again.
    assert mutation.rules[0] in {item.rule for item in done.mended} <= set(mutation.rules)
    assert same_words(paper, done), done.mended


@pytest.mark.parametrize(
    "mutation", [item for item in MUTATIONS if not is_mechanical(item)], ids=lambda item: item.name
)
def test_what_needs_a_person_is_said_in_a_comment_at_its_place(mutation: Mutation) -> None:
    paper = broken(mutation)
    done = mend(paper, "vb.docx", mutation.profile)
    found = done.left

    assert {item.rule for item in found} == set(mutation.rules)
    assert done.mended == ()
    assert texts(done.data) == texts(paper)
    tied = comments(done.data)
    for finding in found:
        said = [text for place, texts in tied.items() if _is_at(place, finding) for text in texts]
        assert any(finding.rule in text and finding.remedy in text for text in said), (finding, tied)
        assert any(finding.found in text and finding.allowed in text for text in said)


def _is_at(place: str, finding: Finding) -> bool:
    """Tell whether a comment stands at the paragraph of a finding, or at the first for the whole paper."""
    words = " ".join(place.split())
    if finding.excerpt and finding.paragraph:
        return finding.excerpt.rstrip("…") in words
    return not words if finding.paragraph else words.startswith(("ỦY BAN MTTQ", "THÀNH ỦY"))


@pytest.mark.parametrize("mutation", MUTATIONS[::12], ids=lambda item: item.name)
def test_what_is_left_is_what_the_linter_finds(mutation: Mutation) -> None:
    done = mend(broken(mutation), "vb.docx", mutation.profile)
    assert lint(done.data, "vb.docx", mutation.profile) == list(done.left)


@pytest.mark.parametrize("mutation", MUTATIONS[::12], ids=lambda item: item.name)
def test_mending_twice_gives_the_same_bytes(mutation: Mutation) -> None:
    once = mend(broken(mutation), "vb.docx", mutation.profile)
    again = mend(once.data, "vb.docx", mutation.profile)
    assert again.data == once.data
    assert again.left == once.left
    assert again.mended == ()


def _mechanical(base: Base) -> dict[str, Mutation]:
    return {item.name: item for item in MUTATIONS if item.base is base and is_mechanical(item)}


@pytest.mark.parametrize(("base", "profile"), [(plan, "mttq"), (notice, "party")])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_several_breaks_are_mended_together(base: Base, profile: str, data: st.DataObject) -> None:
    known = _mechanical(base)
    word = base()
    for name in data.draw(st.lists(st.sampled_from(sorted(known)), min_size=3, max_size=6, unique=True)):
        # A break whose place an earlier one has changed is left out.
        with contextlib.suppress(AssertionError, ValueError):
            word = known[name].change(word)
    paper = word.build()
    done = mend(paper, "vb.docx", profile)

    assert not {item.rule for item in done.left} & MECHANICAL, done.left
    assert same_words(paper, done), done.mended


def test_the_same_paper_gives_the_same_bytes() -> None:
    mutation = next(item for item in MUTATIONS if item.name == "số trang ở chân trang")
    paper = broken(mutation)
    assert mend(paper, "vb.docx").data == mend(paper, "vb.docx").data


def test_comments_bear_the_day_that_is_given_and_no_other() -> None:
    paper = broken(next(item for item in MUTATIONS if item.name == "thiếu ./."))
    dated = docx.Document(io.BytesIO(mend(paper, "vb.docx", today=dt.date(2026, 3, 8)).data))
    undated = docx.Document(io.BytesIO(mend(paper, "vb.docx").data))
    assert [(one.author, one.timestamp and one.timestamp.date()) for one in dated.comments] == [
        ("docgen", dt.date(2026, 3, 8))
    ]
    assert [(one.author, one.timestamp) for one in undated.comments] == [("docgen", None)]


def test_a_mend_tells_rule_place_and_values() -> None:
    (done,) = mend(broken(next(item for item in MUTATIONS if item.name == "thiếu số 0")), "vb.docx").mended
    assert (done.rule, done.before, done.after) == ("NUM-PAD", "Số: 5/KH-MTTQ-BTT", "Số: 05/KH-MTTQ-BTT")
    assert done.wording
    assert done.place == "số, ký hiệu, phần đầu văn bản: «Số: 5/KH-MTTQ-BTT»"
    assert unicodedata.is_normalized("NFC", done.message)


def test_what_is_left_to_a_person_is_a_matter_of_words() -> None:
    """The rules without a mender, each because its mend would choose words or their order."""
    assert {rule.id for rule in RULES} - MECHANICAL == {
        "ORG-STAR", "MIXED-REGIME", "NUM-KIND-MATCH", "DATE-SAMELINE", "BB-NO-DATE", "BASIS-END",
        "END-DOTSLASH", "DATE-REAL", "SIGN-POST", "BODY-STYLE", "KG-ITEM",
        "HEAD-NUMBERING", "POINT-ALPHABET", "SIGN-NO-DEGREE", "NN-NHUTREN", "APP-ROMAN", "APP-REF",
        "PART-MISSING", "CITE-FIRST-FULL", "CITE-SO", "CAP-PARA", "CAP-DIEU", "CAP-UNIT", "TONE-MIX",
        "PUNCT-SPACE", "TIME-FORMAT", "LAYOUT-BORDER", "SUBJ-VV", "AUTHORITY", "SIGN-WHOM", "SIGN-BODY",
        "TELEX", "SPELLING", "CAP-BODY", "ABBR-POST", "FILE-FOREIGN", "FIELD-CHANGING",
    }  # fmt: skip


def test_a_warning_is_mended_like_an_error() -> None:
    mutation = next(item for item in MUTATIONS if item.name == "dãy gạch dưới thay đường kẻ")
    paper = broken(mutation)
    assert {item.severity for item in lint(paper, "vb.docx")} == {Severity.WARNING}
    (done,) = mend(paper, "vb.docx").mended
    assert (done.rule, set(done.before), done.after) == ("TN-LINE", {"_"}, "")


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(ValueError, match="nd31"):
        mend(plan().build(), "vb.docx", "nd31")
