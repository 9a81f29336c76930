"""Signatures made on the spot with throw-away certificates, verified offline."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest

from docgen.archive import PdfScan, candidates, child, judge_file, judge_match
from docgen.archive import pdf_scan as reasons
from docgen.archive import signatures as door
from tests.archive.making import NOW, ROOT, authority, issued, pdf_of, pem, person, sign


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("roots") / "goc.pem"
    path.write_bytes(pem(authority(ROOT)[0]))
    return str(path)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return sign(pdf_of(issued()))


def reading(data: bytes, *roots: str, moment: dt.datetime = NOW) -> PdfScan:
    """Read as the child does, in this process: pyHanko takes a second to load each time."""
    return child.read(data, list(roots), moment.isoformat())


def codes(found: PdfScan) -> list[str]:
    return [problem.code for problem in judge_file(found, "a.pdf")]


def test_a_good_signature_by_a_known_root(signed: bytes, root: str) -> None:
    found = reading(signed, root)
    (signature,) = found.signatures
    assert (signature.signer, signature.intact, signature.whole, signature.trusted) == (
        "Nguyễn Ba",
        True,
        True,
        True,
    )
    assert signature.time.startswith("20")
    assert signature.certificate == certificate_hash("Nguyễn Ba")
    assert codes(found) == []


def certificate_hash(name: str) -> str:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415

    digest: bytes = person(name, ROOT)[0].fingerprint(hashes.SHA256())
    return digest.hex()


def test_the_root_is_unknown_without_a_setting(signed: bytes) -> None:
    assert codes(reading(signed)) == ["LT-32"]


def test_a_root_of_the_same_name_with_another_key_is_another_root(signed: bytes, tmp_path: Path) -> None:
    other = tmp_path / "khac.pem"
    other.write_bytes(pem(authority.__wrapped__(ROOT)[0]))
    assert codes(reading(signed, str(other))) == ["LT-32"]


def test_a_certificate_that_has_ended_is_told_as_such_and_its_root_is_known_all_the_same(
    signed: bytes, root: str
) -> None:
    late = dt.datetime(2035, 1, 1, tzinfo=dt.UTC)
    (signature,) = reading(signed, root, moment=late).signatures
    assert (signature.intact, signature.trusted, signature.ended) == (True, True, "2033-01-01")
    (problem,) = judge_file(reading(signed, root, moment=late), "a.pdf")
    assert (problem.code, problem.is_error) == ("LT-38", False)
    assert "Nguyễn Ba, từ ngày 01/01/2033" in problem.message
    assert codes(reading(signed, moment=late)) == ["LT-32", "LT-38"], "of no known root besides"


def test_a_certificate_that_had_ended_before_it_signed_is_told(root: str) -> None:
    old = reading(sign(pdf_of(issued()), years=(2015, 2020)), root)
    assert (old.signatures[0].trusted, codes(old)) == (True, ["LT-38"])


def test_a_certificate_that_is_not_good_yet_is_told_as_such(root: str) -> None:
    early = reading(sign(pdf_of(issued()), years=(2038, 2039)), root)
    (problem,) = judge_file(early, "a.pdf")
    assert (problem.code, problem.is_error) == ("LT-39", False)
    assert "có hiệu lực từ ngày 01/01/2038" in problem.message


def test_a_certificate_signed_over_sha1_is_told_as_such(root: str) -> None:
    weak = reading(sign(pdf_of(issued()), digest="sha1"), root)
    (problem,) = judge_file(weak, "a.pdf")
    assert (problem.code, problem.is_error) == ("LT-70", False)
    assert "Nguyễn Ba, SHA1" in problem.message
    assert weak.signatures[0].trusted


@pytest.mark.parametrize(
    ("signer", "told"),
    [
        ("Nguyễn Ba", False),
        ("NGUYỄN BA", False),
        ("Nguyen Ba", False),
        ("Nguyễn Ba, Chủ tịch <ba@example.org>", False),
        ("Ông Nguyễn Ba", False),
        ("Nguyễn Bá", True),
        ("Nguyễn Ba Đạt", True),
        ("Lê Thị Bảy", True),
        ("Ủy ban MTTQ Việt Nam", True),
    ],
)
def test_a_signer_who_is_not_the_one_of_the_paper_is_told_whoever_vouches_for_him(
    root: str, signer: str, *, told: bool
) -> None:
    found = reading(sign(pdf_of(issued()), signer), root)
    own = candidates([issued()])[0]
    problems = judge_match(found, own, [], "a.pdf", pages=1, differs=False)
    assert [(p.code, p.is_error) for p in problems] == ([("LT-37", False)] if told else [])
    if told:
        assert f"{signer}; văn bản ghi Nguyễn Ba" in problems[0].message


def test_with_the_signature_of_the_office_beside_his_nothing_is_told(signed: bytes, root: str) -> None:
    both = reading(sign(signed, "Ủy ban MTTQ Việt Nam", field="ConDau"), root)
    assert judge_match(both, candidates([issued()])[0], [], "a.pdf", pages=1, differs=False) == []


FORM = "/AcroForm << /Fields [100 0 R] /DA (/F 10 Tf) >>"
FIELD = "<< /FT /Tx /T (DiemSo) /V (87,50) /Type /Annot /Subtype /Widget /Rect [9 9 90 30] /P 10 0 R >>"


def filled(data: bytes, text: str) -> bytes:
    """Change the field of a form by an update, as a reader of forms does."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/V"] = generic.pdf_string(text)
    writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_field_changed_after_the_first_signature_is_refused_though_somebody_signed_again(root: str) -> None:
    form = pdf_of(issued(), catalog=FORM, objects=[FIELD])
    assert codes(reading(sign(filled(form, "78,50")), root)) == [], (
        "before any signature a form may be filled"
    )
    changed = sign(filled(sign(form), "78,50"), "Ủy ban MTTQ Việt Nam", field="ConDau")
    found = reading(changed, root)
    assert [signature.intact for signature in found.signatures] == [False, True]
    assert codes(found) == ["LT-30"]
    again = sign(sign(form), "Ủy ban MTTQ Việt Nam", field="ConDau")
    assert codes(reading(again, root)) == [], "signing again changes signature fields alone"


def test_a_root_file_that_cannot_be_read_is_named(signed: bytes, root: str, tmp_path: Path) -> None:
    bad = tmp_path / "hong.pem"
    bad.write_text("không phải chứng thư")
    found = reading(signed, root, str(bad))
    assert found.bad_roots == ("hong.pem",)
    assert codes(found) == ["LT-36"]


@pytest.mark.parametrize("added", [b"x", b"\n% ghi th\xc3\xaam\n", b"\n" * 2, b"\0" * 100])
def test_bytes_appended_after_signing_are_refused(signed: bytes, root: str, added: bytes) -> None:
    found = reading(signed + added, root)
    assert found.signatures[0].intact, "the signature itself is still good: coverage counts, too"
    assert codes(found) == ["LT-31"]


def test_a_second_end_mark_after_signing_is_refused(signed: bytes, root: str) -> None:
    with pytest.raises(child.Refusal, match=reasons.UNSEALED):
        reading(signed + b"%%EOF\n", root)


def test_a_byte_changed_after_signing_is_refused(signed: bytes, root: str) -> None:
    place = signed.index(b"/MediaBox [0 0 595") + len(b"/MediaBox [0 0 59")
    changed = signed[:place] + b"6" + signed[place + 1 :]
    assert codes(reading(changed, root)) == ["LT-30"]


def test_text_painted_over_by_an_update_after_signing_is_refused(signed: bytes, root: str) -> None:
    from pyhanko.pdf_utils.generic import StreamObject  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    painted = writer.add_object(StreamObject(stream_data=b"1 g 0 0 300 300 re f"))
    writer.add_stream_to_page(0, painted)
    out = io.BytesIO()
    writer.write(out)
    assert codes(reading(out.getvalue(), root)) == ["LT-30"]


def test_saved_again_by_another_program_is_refused(signed: bytes, root: str) -> None:
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(signed)
    out = io.BytesIO()
    document.save(out)
    try:
        found = codes(reading(out.getvalue(), root))
    except child.Refusal as refusal:
        found = [str(refusal)]
    assert found in (["LT-30"], [reasons.UNSEALED])


def test_two_signatures_of_the_person_and_of_the_office(signed: bytes, root: str) -> None:
    found = reading(sign(signed, "Ủy ban MTTQ Việt Nam", field="ConDau"), root)
    assert [(s.signer, s.intact, s.whole) for s in found.signatures] == [
        ("Nguyễn Ba", True, False),
        ("Ủy ban MTTQ Việt Nam", True, True),
    ]
    assert codes(found) == []


def test_signing_leaves_the_text_unchanged(signed: bytes) -> None:
    assert reading(signed).text == reading(pdf_of(issued())).text


def test_a_signature_that_cannot_be_read_is_refused(signed: bytes) -> None:
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    with pytest.raises(child.Refusal, match=reasons.UNSEALED):
        reading(signed[:start] + b"00" * 40 + signed[start + 80 :])


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("docgen.archive.signatures")
    monkeypatch.setitem(sys.modules, "docgen.archive.signatures", None)


@pytest.mark.usefixtures("without_library")
def test_without_the_library_signatures_are_counted_and_not_checked(signed: bytes) -> None:
    found = reading(signed)
    assert (found.signed, found.checked, found.signatures) == (1, False, ())
    assert codes(found) == ["LT-34"]
    second = reading(sign(signed, "Ủy ban MTTQ Việt Nam", field="ConDau"))
    assert (second.signed, codes(second)) == (2, ["LT-34"]), "the first is covered by the second"


@pytest.mark.usefixtures("without_library")
@pytest.mark.parametrize("added", [b"x", b"\n% ghi th\xc3\xaam\n", b"\n" * 2, b"\0" * 100, b"%%EOF\n"])
def test_without_the_library_too_bytes_appended_after_signing_are_refused(
    signed: bytes, added: bytes
) -> None:
    assert codes(reading(signed + added)) == ["LT-31", "LT-34"]


@pytest.mark.usefixtures("without_library")
def test_without_the_library_too_a_later_update_that_nobody_signed_is_refused(signed: bytes) -> None:
    from pyhanko.pdf_utils.generic import StreamObject  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.add_object(StreamObject(stream_data=b"1 g 0 0 300 300 re f"))
    out = io.BytesIO()
    writer.write(out)
    assert codes(reading(out.getvalue())) == ["LT-31", "LT-34"]


@pytest.mark.parametrize("library", ["there", "missing"])
def test_a_place_to_sign_is_no_signature(library: str, request: pytest.FixtureRequest) -> None:
    if library == "missing":
        request.getfixturevalue("without_library")
    form = pdf_of(
        issued(), catalog="/AcroForm << /Fields [100 0 R] >>", objects=["<< /FT /Sig /T (ChuKy1) >>"]
    )
    with pytest.raises(child.Refusal, match=reasons.UNSEALED):
        reading(form)


@pytest.mark.parametrize(
    ("ranges", "whole"),
    [
        ((0, 4, 8, 3), True),
        ((1, 3, 8, 3), False),
        ((0, 4, 8, 2), False),
        ((0, 3, 8, 3), False),
        ((0, 4, 9, 2), False),
        ((0, 11), False),
        ((0, 4, 8, 1, 9, 2), False),
        ((0, -7, -3, 14), False),
        ((), False),
    ],
)
def test_only_the_signature_itself_may_be_left_out_of_what_it_signs(
    ranges: tuple[int, ...], whole: bool
) -> None:
    assert reasons.covers(b"abc <0f>xyz", ranges) is whole


def test_the_door_to_the_library_gives_what_the_child_gives(signed: bytes, root: str) -> None:
    found, bad = door.verify(signed, [root], NOW)
    assert bad == []
    assert tuple(found) == reading(signed, root).signatures
