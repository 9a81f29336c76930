"""The table of rules, and what a finding says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest

from docgen.lint import RULES, Finding, FormRule, Profile, explain, lint
from docgen.problem import Severity
from tests.lint.breaking import size, swap
from tests.lint.papers import LONG, decision, plan
from tests.lint.word import p, table

SPECIFIED = re.findall(
    r"\S+",
    """
    PAGE-SIZE PAGE-MARGIN FONT-NAME FONT-COLOR NFC PAGENO-POS PAGENO-SIZE PAGENO-FIRST QH-TEXT QH-STYLE
    TN-TEXT TN-LINE ORG-PARENT-NOTBOLD ORG-BOLD ORG-LINE NUM-PREFIX NUM-PAD NUM-SEP NUM-SIZE13
    NUM-KIND-MATCH DATE-ITALIC DATE-PAD DATE-COMMA DATE-SAMELINE TYPE-STYLE SUBJ-STYLE SUBJ-LINE
    SUBJ-NO-PERIOD VV-STYLE VV-6PT BASIS-ITALIC BASIS-END CITE-FIRST-FULL CITE-SO BODY-JUSTIFY BODY-INDENT
    BODY-SPACE
    BODY-LINE BODY-SIZE HEAD-NUMBERING POINT-ALPHABET END-DOTSLASH SIGN-PREFIX-DOT SIGN-TITLE-BOLD
    SIGN-NO-DEGREE NN-LABEL NN-ITEM NN-LUU NN-NHUTREN BB-NO-DATE APP-ROMAN APP-REF SIZE-SET MIXED-REGIME
    CAP-PARA CAP-DIEU CAP-UNIT TONE-MIX DBL-SPACE PUNCT-SPACE TIME-FORMAT
    """,
)
OWN = {
    "PART-MISSING", "ORG-STAR", "QH-SPACE", "DATE-REAL", "KG-STYLE", "KG-ITEM", "BODY-STYLE", "HEAD-STYLE",
    "SIGN-POST", "APP-STYLE", "QH-ONELINE", "FILE-FOREIGN", "FIELD-CHANGING",
    "LAYOUT-BORDER", "SUBJ-VV", "AUTHORITY", "SIGN-WHOM", "SIGN-BODY", "ZERO-WIDTH", "TELEX", "SPELLING",
    "CAP-BODY", "ABBR-POST",
}  # fmt: skip
"""What section 2.2 of the specification asks for beside the checks that 5.3 names."""


def test_every_check_of_the_specification_is_a_rule() -> None:
    assert {rule.id for rule in RULES} == {*SPECIFIED, *OWN}


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_can_be_explained(rule: FormRule) -> None:
    text = explain(rule.id)
    assert all(word in text for word in ("Căn cứ:", "Đúng:", "Sai:", "Cách sửa:"))
    assert unicodedata.is_normalized("NFC", text)


STATE_ONLY = re.compile(
    r"MTTQ-BTT|Số:|«V/v|TM\. B|\./\.» ngay|cỡ 12 - 13|cỡ 13 - 14|cỡ 13,|cỡ 12, nghiêng, đậm|cỡ 11|12,7|1,27|"
    r"Tiêu ngữ|Quốc hiệu|Single|Nghị định 30"
)
"""What the state's rules say and the Party's papers must not have (section 4 of the specification)."""
AS_STATE = {"CAP-PARA", "CAP-DIEU", "CAP-UNIT", "CITE-FIRST-FULL", "CAP-BODY"}
"""Custom of writing, which the Party's papers share with Nghị định 30."""


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if Profile.PARTY in rule.profiles], ids=lambda r: r.id
)
def test_what_a_rule_asks_of_the_party_is_the_partys(rule: FormRule) -> None:
    words = rule.party
    if rule.id not in {"MIXED-REGIME", "QH-SPACE"} | AS_STATE:
        assert not STATE_ONLY.search(f"{words.title} {words.remedy} {words.right}"), words
    assert "Nghị định" not in words.clause or rule.id in AS_STATE
    text = explain(rule.id, "party")
    assert all(part in text for part in (words.remedy, words.right, words.wrong, words.clause))


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("QH-STYLE", "ĐẢNG CỘNG SẢN VIỆT NAM» cỡ 15"),
        ("ORG-PARENT-NOTBOLD", "cỡ 14, đứng, không đậm"),
        ("ORG-BOLD", "cỡ 14, đứng, đậm"),
        ("NUM-PREFIX", "không có dấu hai chấm"),
        ("NUM-SEP", "Số 05-QĐ/TU"),
        ("NUM-SIZE13", "cỡ 14"),
        ("DATE-ITALIC", "cỡ 14, nghiêng"),
        ("TYPE-STYLE", "cỡ 15 - 16"),
        ("SUBJ-STYLE", "cỡ 14 - 15"),
        ("SUBJ-LINE", "năm gạch nối -----"),
        ("VV-STYLE", "về việc"),
        ("BASIS-ITALIC", "đứng"),
        ("BODY-SIZE", "14 (hoặc 15)"),
        ("BODY-LINE", "18 đến 22 pt"),
        ("END-DOTSLASH", "dấu chấm"),
        ("SIGN-PREFIX-DOT", "T/M, K/T, T/L"),
        ("SIGN-TITLE-BOLD", "chức vụ in hoa, không đậm"),
        ("KG-STYLE", "in nghiêng"),
        ("NN-LABEL", "cỡ 14, đứng, gạch chân"),
        ("NN-ITEM", "cỡ 12"),
        ("NN-LUU", "- Lưu Văn phòng"),
        ("PAGE-MARGIN", "trên 20, dưới 20, trái 30, phải 15"),
    ],
)
def test_the_values_of_the_party_are_told(rule: str, values: str) -> None:
    assert values in explain(rule, "party")


def test_the_state_is_told_where_the_partys_values_stand() -> None:
    assert "docgen lint --explain NUM-PREFIX --profile party" in explain("NUM-PREFIX")
    assert "không áp dụng cho «--profile party»" in explain("TN-TEXT", "party")
    assert "không áp dụng cho «--profile mttq»" in explain("ORG-STAR")


def test_an_unknown_rule_cannot_be_explained() -> None:
    with pytest.raises(KeyError):
        explain("KHONG-CO")


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(ValueError, match="nd31"):
        lint(plan().build(), "vb.docx", "nd31")


def _only(findings: list[Finding]) -> Finding:
    (found,) = findings
    return found


def test_a_finding_names_rule_clause_place_values_and_remedy() -> None:
    found = _only(lint(size("Số: 05", 13, 14)(plan()).build(), "kh.docx"))
    assert found.rule == "NUM-SIZE13"
    assert found.severity is Severity.ERROR
    assert found.clause == "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.c"
    assert found.place == "số, ký hiệu, phần đầu văn bản: «Số: 05/KH-MTTQ-BTT»"
    assert (found.found, found.allowed) == ("cỡ chữ 14", "cỡ chữ 13")
    assert found.remedy


def test_a_finding_becomes_a_problem_of_the_file() -> None:
    problem = _only(lint(swap("Số: 05", "Số: 5")(plan()).build(), "kh.docx")).problem("kh.docx")
    assert problem.code == "NUM-PAD"
    assert str(problem.where).startswith("kh.docx, số, ký hiệu")
    assert problem.found == "số 5"


def test_the_same_fault_again_and_again_is_named_thrice_and_then_counted() -> None:
    word = plan()
    left = replace(word, body=word.body.replace('<w:jc w:val="both"/>', '<w:jc w:val="left"/>'))
    findings = lint(left.build(), "kh.docx")
    assert [item.rule for item in findings] == ["BODY-JUSTIFY"] * 3
    assert [item.more for item in findings] == [0, 0, 9]
    assert findings[-1].message.endswith(
        "(và 9 chỗ nữa) [Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.e]."
    )


def test_an_appendix_that_ends_with_a_table_wants_its_mark_below_the_table() -> None:
    """The place named is the table: never one of its cells."""
    word = swap(">./.<", "> <")(decision())
    found = _only(lint(word.build(), "qd.docx"))
    assert found.place == "cuối phụ lục, dưới bảng 1 Phụ lục"
    assert found.allowed == "một dòng «./.» ngay dưới bảng"
    bare = replace(word, body=word.body[: word.body.rindex("<w:p>")])
    assert _only(lint(bare.build(), "qd.docx")).place == found.place


def test_a_text_that_ends_with_a_table_wants_its_mark_below_the_table_too() -> None:
    listed = table([20, 30, 50, 65], [p(text, 13) for text in ("01", "AP", "An Phú", "07h30")])
    word = swap(f"{LONG}./.</w:t></w:r></w:p>", f"{LONG}.</w:t></w:r></w:p>{listed}<w:p/>")(plan())
    found = _only(lint(word.build(), "kh.docx"))
    assert found.rule == "END-DOTSLASH"
    assert found.place == "cuối nội dung, dưới bảng 1 mục III"


def test_a_bold_parent_is_a_warning_for_the_front_and_an_error_for_the_state() -> None:
    paper = swap("<w:rPr><w:sz", "<w:rPr><w:b/><w:sz")(plan()).build()
    assert _only(lint(paper, "kh.docx", Profile.MTTQ)).severity is Severity.WARNING
    assert _only(lint(paper, "kh.docx", Profile.ND30)).severity is Severity.ERROR


def test_underscores_for_a_line_are_only_a_warning() -> None:
    from tests.lint.mutations import MUTATIONS  # noqa: PLC0415 - one sample of the table

    sample = next(item for item in MUTATIONS if item.name == "dãy gạch dưới thay đường kẻ")
    assert _only(lint(sample.change(sample.base()).build(), "kh.docx")).severity is Severity.WARNING


@pytest.mark.parametrize("number", ["19A", "05B", "119Đ"])
def test_a_number_with_a_letter_is_a_number(number: str) -> None:
    paper = swap("05/KH-MTTQ-BTT", f"{number}/KH-MTTQ-BTT")(plan())
    assert lint(paper.build(), "vb.docx") == []


def test_a_small_number_with_a_letter_wants_its_zero() -> None:
    paper = swap("05/KH-MTTQ-BTT", "5A/KH-MTTQ-BTT")(plan())
    assert {item.rule for item in lint(paper.build(), "vb.docx")} == {"NUM-PAD"}


@pytest.mark.parametrize(
    ("text", "found"), [("fafa4629", False), ("0a61b7e8c9d0", False), ("d9a84 lam2", True)]
)
def test_a_hash_is_no_keystroke(text: str, *, found: bool) -> None:
    paper = swap("tại thành phố Tam Kỳ", f"tại thành phố Tam Kỳ {text}")(plan())
    assert ("TELEX" in {item.rule for item in lint(paper.build(), "vb.docx")}) is found
