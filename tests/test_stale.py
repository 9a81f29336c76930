"""Which papers must be made, and why: the judgement alone, without any file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.stale import (
    UNREADABLE,
    WRITABLE,
    Copies,
    Copy,
    Frozen,
    Inputs,
    Job,
    Manifest,
    ManifestEntry,
    State,
    changes,
    judge,
    judge_copy,
    settle,
    settle_copies,
)

CONTEXT: dict[str, Any] = {
    "don_vi": "phường An Mỹ",
    "so": "05",
    "bang": [{"phan": "I. Tổ chức", "diem": "10,00"}, {"phan": "II. Phong trào", "diem": "2,50"}],
    "noi_nhan": ["- Như trên;", "- Lưu VT."],
    "da_cham": True,
}
INPUTS = Inputs(template="t1", style="s1", program="0.1.0", context=CONTEXT)
JOB = Job("thong-bao:AM", "05_thong-bao_01_an-my.docx", "Thông báo, phường An Mỹ", INPUTS)
ENTRY = ManifestEntry(JOB.name, JOB.label, "ours", INPUTS)
MERGED = replace(ENTRY, sha256="merged", base="ours")
ISSUED = Frozen(JOB.paper, JOB.name, JOB.label, "ours", INPUTS, "65/TB-MTTQ-BTT ngày 31/10/2023")


def context(**other: Any) -> Inputs:
    return replace(INPUTS, context=CONTEXT | other)


def state_of(job: Job, entry: ManifestEntry | None, disk: Mapping[str, str], **more: Any) -> State:
    papers = {job.paper: entry} if entry else {}
    return judge([job], Manifest("dot", papers, **more), disk)[0].state


@pytest.mark.parametrize(
    ("entry", "disk", "inputs", "expected"),
    [
        (None, {}, INPUTS, State.NEW),
        (ENTRY, {JOB.name: "ours"}, INPUTS, State.CURRENT),
        (ENTRY, {JOB.name: "ours"}, context(so="06"), State.CHANGED),
        (ENTRY, {}, INPUTS, State.MISSING),
        (ENTRY, {JOB.name: "hers"}, INPUTS, State.EDITED),
        (ENTRY, {JOB.name: "hers"}, context(so="06"), State.EDITED_CHANGED),
        (MERGED, {JOB.name: "merged"}, INPUTS, State.EDITED),
        (MERGED, {JOB.name: "merged"}, context(so="06"), State.EDITED_CHANGED),
        (MERGED, {JOB.name: "hers"}, INPUTS, State.EDITED),
        (MERGED, {}, INPUTS, State.MISSING),
        (None, {JOB.name: "hers"}, INPUTS, State.FOREIGN),
        (ENTRY, {JOB.name: UNREADABLE}, INPUTS, State.UNREADABLE),
        (None, {JOB.name: UNREADABLE}, INPUTS, State.UNREADABLE),
    ],
)
def test_the_state_follows_from_what_was_written_and_what_is_there(
    entry: ManifestEntry | None, disk: Mapping[str, str], inputs: Inputs, expected: State
) -> None:
    assert state_of(replace(JOB, inputs=inputs), entry, disk) is expected


def test_an_edited_file_tells_what_has_changed_in_the_records_since() -> None:
    job = replace(JOB, inputs=context(so="06"))
    (verdict,) = judge([job], Manifest("dot", {JOB.paper: ENTRY}), {JOB.name: "hers"})
    assert verdict.reasons == ("so: «05» → «06»",)


# --- issued papers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "disk", "state", "gone"),
    [
        (ISSUED, {JOB.name: "ours"}, State.ISSUED, False),
        (ISSUED, {}, State.ISSUED, True),
        (ISSUED, {JOB.name: "hers"}, State.ALTERED, False),
        (ISSUED, {JOB.name: UNREADABLE}, State.UNREADABLE, False),
        (replace(ISSUED, sealed=True), {JOB.name: "ours"}, State.SEALED, False),
        (replace(ISSUED, sealed=True), {JOB.name: "hers"}, State.ALTERED, False),
    ],
)
def test_an_issued_paper_stays_as_it_was_issued(
    paper: Frozen, disk: Mapping[str, str], state: State, gone: bool
) -> None:
    job = replace(JOB, inputs=context(so="06"))
    (verdict,) = judge([job], Manifest("dot", {JOB.paper: ENTRY}), disk, {JOB.paper: paper})
    assert (verdict.state, verdict.gone, verdict.number) == (state, gone, paper.number)
    assert verdict.state not in WRITABLE
    assert verdict.reasons == ("so: «05» → «06»",)


def test_an_issued_paper_keeps_its_name_and_stays_when_the_records_forget_it() -> None:
    (verdict,) = judge([RENAMED], Manifest("dot", {JOB.paper: ENTRY}), {}, {JOB.paper: ISSUED})
    assert verdict.name == JOB.name
    (verdict,) = judge([], Manifest("dot", {JOB.paper: ENTRY}), {JOB.name: "ours"}, {JOB.paper: ISSUED})
    assert (verdict.state, verdict.reasons) == (State.ISSUED, ("sổ không còn văn bản này",))


# --- names change -----------------------------------------------------------------------------

RENAMED = replace(JOB, name="05_thong-bao_01_an-my-tay.docx")


def test_a_paper_with_a_new_name_is_made_again_under_it() -> None:
    (verdict,) = judge([RENAMED], Manifest("dot", {JOB.paper: ENTRY}), {JOB.name: "ours"})
    assert verdict.state is State.CHANGED
    assert verdict.reasons == (f"tên tệp: {JOB.name} → {RENAMED.name}",)


def test_an_edited_file_keeps_its_old_name() -> None:
    (verdict,) = judge([RENAMED], Manifest("dot", {JOB.paper: ENTRY}), {JOB.name: "hers"})
    assert (verdict.state, verdict.name) == (State.EDITED, JOB.name)


def test_a_new_name_that_a_stranger_has_is_left_alone() -> None:
    assert state_of(RENAMED, ENTRY, {JOB.name: "ours", RENAMED.name: "hers"}) is State.FOREIGN


def test_two_papers_may_exchange_their_names() -> None:
    other = replace(JOB, paper="thong-bao:AP", name=RENAMED.name)
    entries = {JOB.paper: ENTRY, other.paper: replace(ENTRY, name=other.name, sha256="other")}
    jobs = [replace(JOB, name=other.name), replace(other, name=JOB.name)]
    verdicts = judge(jobs, Manifest("dot", entries), {JOB.name: "ours", other.name: "other"})
    assert [verdict.state for verdict in verdicts] == [State.CHANGED, State.CHANGED]


def test_a_name_that_a_paper_no_longer_needed_had_is_free() -> None:
    job = replace(JOB, paper="thong-bao:AMM")
    verdicts = judge([job], Manifest("dot", {JOB.paper: ENTRY}), {JOB.name: "ours"})
    assert [(verdict.paper, verdict.state) for verdict in verdicts] == [(job.paper, State.NEW)]


def test_a_paper_no_longer_asked_for_is_told_and_never_to_be_written() -> None:
    (verdict,) = judge([], Manifest("dot", {JOB.paper: ENTRY}), {JOB.name: "ours"})
    assert verdict.state is State.ORPHAN
    assert State.ORPHAN not in WRITABLE


def test_a_paper_no_longer_asked_for_whose_file_is_gone_is_forgotten() -> None:
    assert judge([], Manifest("dot", {JOB.paper: ENTRY}), {}) == []


# --- after a crash ----------------------------------------------------------------------------


def test_a_pending_file_that_came_to_be_is_ours() -> None:
    pending = replace(ENTRY, sha256="new", inputs=context(so="06"))
    job = replace(JOB, inputs=pending.inputs)
    assert state_of(job, ENTRY, {JOB.name: "new"}, pending={JOB.paper: pending}) is State.CURRENT


def test_a_pending_file_that_did_not_come_to_be_changes_nothing() -> None:
    pending = replace(ENTRY, sha256="new", inputs=context(so="06"))
    assert state_of(JOB, ENTRY, {JOB.name: "ours"}, pending={JOB.paper: pending}) is State.CURRENT


def test_a_pending_file_with_a_new_name_leaves_its_old_one_to_be_removed() -> None:
    pending = replace(ENTRY, name=RENAMED.name, sha256="new")
    manifest = Manifest("dot", {JOB.paper: ENTRY}, {JOB.paper: pending})
    settled = settle(manifest, {JOB.name: "ours", RENAMED.name: "new"})
    assert settled.papers == {JOB.paper: pending}
    assert settled.leftovers == {JOB.name: "ours"}
    assert not settled.pending


# --- reasons ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "reasons"),
    [
        (replace(INPUTS, template="t2"), ["mẫu văn bản đã thay đổi"]),
        (replace(INPUTS, style="s2"), ["tệp kiểu chữ phong-cach.docx đã thay đổi"]),
        (replace(INPUTS, program="0.2.0"), ["phiên bản docgen: 0.1.0 → 0.2.0"]),
        (context(don_vi="phường An Phú"), ["don_vi: «phường An Mỹ» → «phường An Phú»"]),
        (context(so="\N{NO-BREAK SPACE}" * 8), ["so: «05» → (để trống)"]),
        (context(da_cham=False), ["da_cham: có → không"]),
        (
            context(bang=[CONTEXT["bang"][0], {"phan": "II. Phong trào", "diem": "3,00"}]),
            ["bang, II. Phong trào, diem: «2,50» → «3,00»"],
        ),
        (context(bang=CONTEXT["bang"][:1]), ["bang: bỏ «II. Phong trào»"]),
        (context(noi_nhan=[*CONTEXT["noi_nhan"], "- Đài TT-TH;"]), ["noi_nhan: thêm «- Đài TT-TH;»"]),
        (context(noi_nhan=["- Như trên;"] * 2), ["noi_nhan, dòng 2: «- Lưu VT.» → «- Như trên;»"]),
        (context(them="Đã ký"), ["them: (để trống) → «Đã ký»"]),
        (INPUTS, []),
    ],
)
def test_a_reason_names_what_differs(new: Inputs, reasons: list[str]) -> None:
    assert list(changes(INPUTS, new)) == reasons


def test_a_list_that_only_repeats_a_row_is_told_by_its_length() -> None:
    assert list(changes(context(noi_nhan=["a"]), context(noi_nhan=["a", "a"]))) == [
        "noi_nhan: 1 dòng → 2 dòng"
    ]


def test_a_long_value_is_cut() -> None:
    (reason,) = changes(INPUTS, context(don_vi="Mặt trận " * 40))
    assert len(reason) < 100
    assert reason.endswith("…»")


json_values = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
contexts = st.dictionaries(st.sampled_from(["a", "b", "c"]), json_values, max_size=3)


@given(contexts, contexts)
def test_there_is_a_reason_exactly_when_something_differs(old: dict[str, Any], new: dict[str, Any]) -> None:
    reasons = list(changes(replace(INPUTS, context=old), replace(INPUTS, context=new)))
    assert bool(reasons) is (old != new)


names = st.sampled_from(["a.docx", "b.docx", "c.docx"])
hashes = st.sampled_from(["1", "2", "3"])
entries = st.builds(
    ManifestEntry, names, st.just("Văn bản"), hashes, st.sampled_from([INPUTS, replace(INPUTS, program="2")])
)
papers = st.dictionaries(st.sampled_from(["x", "y", "z"]), entries, max_size=3)
manifests = st.builds(Manifest, st.just("dot"), papers, papers, st.dictionaries(names, hashes, max_size=2))


@given(manifests, st.dictionaries(names, hashes), st.permutations(["a.docx", "b.docx", "c.docx"]))
def test_nothing_is_overwritten_whose_bytes_are_not_known_as_ours(
    manifest: Manifest, disk: dict[str, str], order: list[str]
) -> None:
    jobs = [Job(paper, name, "Văn bản", INPUTS) for paper, name in zip(["x", "y", "z"], order, strict=True)]
    known = [*manifest.papers.values(), *manifest.pending.values()]
    ours = {(e.name, e.sha256) for e in known} | set(manifest.leftovers.items())
    for job, verdict in zip(jobs, judge(jobs, manifest, disk), strict=False):
        if verdict.state in WRITABLE and job.name in disk:
            assert (job.name, disk[job.name]) in ours


# --- PDFs -------------------------------------------------------------------------------------

PLAIN, LASTING = Copy("word 1", archival=False, sha256="pdf 1"), Copy("word 1", archival=True, sha256="pdf 1")


@pytest.mark.parametrize(
    ("copy", "source", "found", "archival", "expected"),
    [
        (None, "word 1", None, False, State.NEW),
        (PLAIN, "word 1", None, False, State.MISSING),
        (PLAIN, "word 1", "pdf 1", False, State.CURRENT),
        (PLAIN, "word 2", "pdf 1", False, State.CHANGED),
        (PLAIN, "word 1", "pdf 1", True, State.CHANGED),
        (LASTING, "word 1", "pdf 1", True, State.CURRENT),
        (LASTING, "word 1", "pdf 1", False, State.CURRENT),
        (PLAIN, "word 2", "signed", False, State.EDITED),
        (None, "word 1", "scan", False, State.FOREIGN),
        (PLAIN, "word 1", UNREADABLE, False, State.UNREADABLE),
    ],
)
def test_the_state_of_a_pdf_follows_from_what_it_was_made_of_and_what_is_there(
    copy: Copy | None, source: str, found: str | None, archival: bool, expected: State
) -> None:
    assert judge_copy(copy, source, found, archival=archival) is expected


def test_of_pending_pdfs_those_that_came_to_be_are_ours() -> None:
    copies = Copies({"cũ.pdf": PLAIN}, {"mới.pdf": LASTING, "chưa.pdf": LASTING, "cũ.pdf": LASTING})
    settled = settle_copies(copies, {"cũ.pdf": "pdf 0", "mới.pdf": "pdf 1", "chưa.pdf": "scan"})
    assert settled == Copies({"cũ.pdf": PLAIN, "mới.pdf": LASTING})
    assert copies.names() == {"cũ.pdf", "mới.pdf", "chưa.pdf"}
