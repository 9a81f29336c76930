"""Reading PDFs of unknown origin: what is told of a good one, and that a hostile one harms nobody."""

from __future__ import annotations

import ctypes
import hashlib
import io
import math
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from docgen.archive import PdfReading, PdfScan, ReadingLimits, judge_file, read
from docgen.archive import pdf_scan as reasons
from docgen.archive.bounds import JobLimits, bound_by_job
from docgen.archive.pdf_scan import EmbeddedSignature, Scan, refused
from tests.archive.making import NOW, assemble, image, issued, lines, page_of, pdf, pdf_of, read_pdf

ONE = [["Phường An Phú đạt 87,50 điểm: Đ ế ộ ư."]]


def reading(data: bytes, limits: ReadingLimits = ReadingLimits()) -> PdfReading:  # noqa: B008 - frozen
    return read(data, roots=[], moment=NOW, limits=limits)


def good(data: bytes) -> PdfScan:
    answer = reading(data)
    assert answer.pdf is not None, answer.refused
    return answer.pdf


def codes(found: PdfScan, *, unsigned: bool = True) -> list[str]:
    return [problem.code for problem in judge_file(found, "a.pdf", unsigned=unsigned)]


def test_text_pages_and_version_are_read() -> None:
    found = good(pdf([*ONE, ["Trang hai"]], version="1.7"))
    assert (found.pages, found.version, found.signed) == (2, 17, 0)
    assert found.text[0].strip() == ONE[0][0]
    assert found.text[1].strip() == "Trang hai"


def test_a_paper_that_is_neither_a_scan_nor_signed_is_refused_unless_she_knows() -> None:
    found = good(pdf_of(issued()))
    assert codes(found, unsigned=False) == ["LT-15"]
    assert codes(found) == []


def test_a_scan_in_colour_at_200_dpi_or_more_has_no_fault() -> None:
    found = good(pdf([[]], dpi=200))
    assert found.scans == (Scan(1, 200, colour=True),)
    assert codes(found, unsigned=False) == []


def strips(count: int, *, share: float = 1.0) -> bytes:
    """Make a page of pictures one below another, as many scanners write it, over a share of its height."""
    step = 842 * share / count
    drawn = [f"q 595 0 0 {step} 0 {842 - step * (i + 1)} cm /Im{i} Do Q" for i in range(count)]
    names = " ".join(f"/Im{i} {10 + i} 0 R" for i in range(count))
    made = {10 + i: image(1653, math.ceil(step / 72 * 200)) for i in range(count)}
    return page_of("\n".join(drawn).encode(), f"/XObject << {names} >>", made)


def test_a_page_of_several_strips_is_a_scan() -> None:
    for count in (2, 5, 40):
        found = good(strips(count))
        assert [(scan.page, scan.colour, scan.readable) for scan in found.scans] == [(1, True, True)], count
        assert 195 <= found.scans[0].dpi <= 205
        assert codes(found, unsigned=False) == []


def test_strips_over_less_of_the_page_or_one_upon_another_are_no_scan() -> None:
    assert good(strips(5, share=0.5)).scans == ()
    drawn = b"q 595 0 0 200 0 300 cm /Im Do Q\n" * 4
    assert good(page_of(drawn, "/XObject << /Im 10 0 R >>", {10: image(595, 200)})).scans == ()


def test_a_scan_inside_a_form_and_on_a_page_that_does_not_begin_at_zero_is_a_scan() -> None:
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /Im 11 0 R >> >>"
        b" /Length 6 >>\nstream\n/Im Do\nendstream"
    )
    drawn = b"q 595 0 0 842 -100 500 cm /Fm Do Q"
    made = {10: form, 11: image(1653, 2339)}
    found = good(page_of(drawn, "/XObject << /Fm 10 0 R >>", made, box="-100 500 495 1342"))
    assert found.scans == (Scan(1, 200, colour=True),)


RGB = "/BitsPerComponent 8 /ColorSpace /DeviceRGB"
BLACK = "/BitsPerComponent 1 /ColorSpace /DeviceGray"
JBIG2 = BLACK + " /Filter /JBIG2Decode"


def segment(number: int, kind: int, data: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


PAGE = segment(0, 48, struct.pack(">IIIIBH", 1653, 2339, 0, 0, 0, 0))
WHITE = PAGE + segment(1, 38, struct.pack(">IIIIBB", 1653, 2339, 0, 0, 0, 1) + b"\xff" * 300)
"""A whole JBIG2 picture of a white page, coded by lines."""

LOST = {
    **{f"letters of noise {i}": (JBIG2, hashlib.shake_128(bytes([i])).digest(5000)) for i in range(4)},
    "letters that are cut": (JBIG2, WHITE[:-1]),
    "letters that are cut after the page": (JBIG2, PAGE),
    "letters and then nonsense": (JBIG2, WHITE + b"nonsense" * 1000),
    "packed nonsense": (RGB + " /Filter /FlateDecode", b"nonsense" * 1000),
    "packed and cut": (RGB + " /Filter /FlateDecode", zlib.compress(bytes(range(256)) * 46_000)[:5000]),
    "a photograph of nonsense": (RGB + " /Filter /DCTDecode", b"nonsense" * 1000),
    "a wavelet of nonsense": (RGB + " /Filter /JPXDecode", b"nonsense" * 1000),
    "letters of nonsense": (JBIG2, b"nonsense" * 1000),
    "a filter that nobody knows": (RGB + " /Filter /Foo", b"nonsense"),
    "nothing": (RGB, b""),
    "much larger than its bytes": (RGB, b"nonsense" * 1000),
}


@pytest.mark.parametrize("name", LOST)
def test_a_page_whose_picture_cannot_be_decoded_is_refused(name: str) -> None:
    look, data = LOST[name]
    made = {10: image(1653, 2339, data=data, look=look)}
    found = good(page_of(b"q 595 0 0 842 0 0 cm /Im Do Q", "/XObject << /Im 10 0 R >>", made))
    assert [scan.readable for scan in found.scans] == [False]
    problems = [problem for problem in judge_file(found, "a.pdf") if problem.is_error]
    assert [problem.code for problem in problems] == ["LT-09"]
    assert "trang 1 bị hỏng" in problems[0].message


def test_a_page_that_lost_one_strip_of_many_is_refused() -> None:
    drawn = "\n".join(f"q 595 0 0 22 0 {842 - 22 * (i + 1)} cm /Im{i} Do Q" for i in range(38)).encode()
    names = " ".join(f"/Im{i} {10 + i} 0 R" for i in range(38))
    made = {10 + i: image(1653, 61) for i in range(38)} | {20: image(1653, 61, data=b"x", look=JBIG2)}
    assert "LT-09" in codes(good(page_of(drawn, f"/XObject << {names} >>", made)))


FAX = BLACK + " /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 1653 /Rows 2339 >>"


@pytest.mark.parametrize(("look", "data"), [(JBIG2, WHITE), (FAX, b"\xff" * 300), (FAX, b"nonsense" * 1000)])
def test_a_picture_in_which_damage_does_not_show_is_told_as_not_checked(look: str, data: bytes) -> None:
    made = {10: image(1653, 2339, data=data, look=look)}
    drawn = b"q 595 0 0 842 0 0 cm /Im Do Q"
    found = judge_file(good(page_of(drawn, "/XObject << /Im 10 0 R >>", made)), "a.pdf")
    assert [(problem.code, problem.is_error) for problem in found] == [("LT-72", False), ("LT-12", False)]
    assert "trang 1 nén kiểu fax" in found[0].message


def test_pictures_of_few_colours_and_a_broken_one_in_a_corner_are_a_sound_scan() -> None:
    palette = "/ColorSpace [/Indexed /DeviceRGB 1 <FFFFFFFF0000>] /BitsPerComponent"
    for bits in (1, 8):
        made = {
            10: image(1653, 2339, data=bytes(-(-1653 * bits // 8) * 2339), look=f"{palette} {bits}"),
            11: image(50, 50, data=b"nonsense", look=RGB + " /Filter /Foo"),
        }
        drawn = b"q 595 0 0 842 0 0 cm /Im Do Q q 20 0 0 20 9 9 cm /Lo Do Q"
        found = good(page_of(drawn, "/XObject << /Im 10 0 R /Lo 11 0 R >>", made))
        assert [scan.readable for scan in found.scans] == [True], bits


def test_a_grey_scan_of_low_resolution_is_warned_of() -> None:
    found = good(pdf([[], []], dpi=100, colour=False, version="1.3"))
    problems = judge_file(found, "a.pdf")
    assert [(p.code, p.is_error, p.where.spot) for p in problems] == [
        ("LT-10", False, ""),
        ("LT-11", False, "trang 1"),
        ("LT-12", False, "trang 1"),
    ]


def test_what_would_run_in_a_reader_is_told_and_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    script = f"/OpenAction << /S /JavaScript /JS (this.exportDataObject\\('{mark}'\\)) >>"
    launch = f"<< /S /Launch /F ({mark}) >>"
    names = "/Names << /EmbeddedFiles << /Names [(a) 101 0 R] >> >>"
    found = good(
        pdf(
            ONE, catalog=f"{script} {names}", objects=[launch, "<< /Type /Filespec /F (a.exe) /UF (a.exe) >>"]
        )
    )
    assert found.active == ("chương trình JavaScript", "lệnh mở chương trình khác", "tệp đính kèm")
    assert codes(found) == ["LT-13"]
    assert not mark.exists()


def annotated(action: str) -> bytes:
    """Make a paper with a link."""
    link = f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << {action} >> >>"
    return pdf(ONE, objects=[link])


OUTSIDE = "liên kết mở địa chỉ bên ngoài"


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("/S /URI /URI (https://example.org/a)", [f"{OUTSIDE} (https://example.org/a)"]),
        ("/S /URI /URI <6d61696c746f3a61406265>", [f"{OUTSIDE} (mailto:a@be)"]),
        ("/S /#55RI /URI 101 0 R", [OUTSIDE]),
        (
            r"/S /GoToR /F (\\\\may-la\\chia-se\\a.pdf)",
            ["lệnh mở tệp khác", r"đường dẫn tới máy khác (\\may-la\chia-se\a.pdf)"],
        ),
        ("/S /URI /URI (file://may-la/a)", [OUTSIDE, "đường dẫn tới máy khác (file://may-la/a)"]),
        (
            "/S /Launch /F (//may-la/a.exe)",
            ["lệnh mở chương trình khác", "đường dẫn tới máy khác (//may-la/a.exe)"],
        ),
        ("/S /J#61vaScript /JS 101 0 R", ["chương trình JavaScript"]),
    ],
)
def test_what_a_pdf_opens_is_told_with_its_address(action: str, told: list[str]) -> None:
    found = good(annotated(action))
    assert list(found.active) == told
    assert codes(found) == ["LT-13"]


def test_what_is_packed_into_a_stream_of_objects_is_told_too() -> None:
    packed = zlib.compress(b"101 0 << /S /URI /URI (https://example.org/an) >>")
    head = f"<< /Type /ObjStm /N 1 /First 6 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    hidden = (head.encode() + packed + b"\nendstream").decode("latin-1")
    assert good(pdf(ONE, objects=[hidden])).active == (f"{OUTSIDE} (https://example.org/an)",)


def test_a_file_that_says_it_is_for_archives_is_reported_and_not_demanded() -> None:
    words = "<x pdfaid:part='2' pdfaid:conformance='B'/>"
    packet = f"<< /Type /Metadata /Subtype /XML /Length {len(words)} >>\nstream\n{words}\nendstream"
    assert good(pdf(ONE, catalog="/Metadata 100 0 R", objects=[packet])).archival == "PDF/A-2B"
    assert good(pdf(ONE)).archival == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", reasons.NOT_PDF),
        (b"PK\x03\x04 a docx", reasons.NOT_PDF),
        (b"\x89PNG\r\n", reasons.NOT_PDF),
        ("Số: 61/TB-MTTQ-BTT".encode(), reasons.NOT_PDF),
        (pdf(ONE)[:-200], reasons.TRUNCATED),
        (pdf(ONE)[: len(pdf(ONE)) // 2], reasons.TRUNCATED),
        (b"%PDF-1.7\n%%EOF\n", reasons.TRUNCATED),
        (pdf(ONE).replace(b"startxref\n", b"startxref\n9"), reasons.BROKEN),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", reasons.BROKEN),
        (b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF\n", reasons.BROKEN),
        (pdf([]), reasons.BROKEN),
    ],
)
def test_what_is_no_sound_pdf_is_refused(data: bytes, reason: str) -> None:
    assert reading(data).refused == reason


@pytest.mark.parametrize(("owner", "user"), [("mat-khau", "mat-khau"), ("mat-khau", "")])
def test_an_encrypted_pdf_is_refused_even_when_it_opens_without_a_password(owner: str, user: str) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.pdf_utils.writer import copy_into_new_writer  # noqa: PLC0415

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf(ONE))))
    writer.encrypt(owner_pass=owner, user_pass=user)
    out = io.BytesIO()
    writer.write(out)
    assert reading(out.getvalue()).refused == reasons.LOCKED


def bomb(text: bytes, times: int) -> bytes:
    """Make a page whose contents unpack to ``times`` as much."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(text) for _ in range(times)) + packer.flush()
    contents = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            4: contents,
        }
    )


def nested(times: int, deep: int) -> bytes:
    """Make a page of forms in forms: so many drawings as ``times`` to the power of ``deep``."""
    inner = {
        10 + i: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
        b" /Length %d >>\nstream\n%s\nendstream" % (11 + i, 6 * times, b"/X Do " * times)
        for i in range(deep)
    }
    return page_of(b"/X Do", "/XObject << /X 10 0 R >>", {**inner, 10 + deep: image(1, 1)})


HOSTILE = {
    "contents that unpack to 300 MB": lambda: bomb(b"0 0 m 1 1 l S\n" * 75_000, 300),
    "pages that are their own parents": lambda: assemble(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>"}
    ),
    "a thousand million pages": lambda: assemble(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 1000000000 >>"}
    ),
    "arrays nested a million deep": lambda: assemble(
        {1: b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 500_000 + b"]" * 500_000 + b" >>", 2: b"<< >>"}
    ),
    "a form that draws itself": lambda: assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources 6 0 R >>",
            4: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 6 0 R /Length 12 >>\nstream\n"
            b"/X Do /X Do \nendstream",
            5: b"<< /Length 6 >>\nstream\n/X Do \nendstream",
            6: b"<< /XObject << /X 4 0 R >> >>",
        }
    ),
    "forms that draw each other ten times, eight deep": lambda: nested(10, 8),
    "a cross-reference table of nonsense": lambda: pdf(ONE).replace(b"0000000", b"9999999"),
    "zeros where objects were": lambda: pdf(ONE).replace(b" obj", b"\0\0\0\0"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_costs_little_time_and_memory(name: str) -> None:
    start = time.monotonic()
    answer = reading(HOSTILE[name](), ReadingLimits(seconds=3, memory=500 * 2**20))
    assert time.monotonic() - start < 15
    # Refused, or read as the little that there is: never a fault of ours.
    assert answer.refused in {reasons.TOO_HEAVY, reasons.BROKEN, reasons.EMPTY, reasons.TOO_MANY_PAGES} or (
        answer.pdf is not None and answer.pdf.pages <= 1
    )


def test_reading_that_takes_too_long_is_ended() -> None:
    start = time.monotonic()
    assert reading(
        pdf([[line] for line in lines("AP", "61/TB-MTTQ-BTT")] * 30), ReadingLimits(seconds=0)
    ).refused == (reasons.TOO_HEAVY)
    assert time.monotonic() - start < 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to so little memory")
def test_reading_that_takes_too_much_memory_is_ended() -> None:
    assert reading(pdf(ONE), ReadingLimits(memory=30 * 2**20)).refused == reasons.TOO_HEAVY


class Kernel:
    """Windows as far as a bound process needs it; remembers what it was asked."""

    def __init__(self, *, refuses: str = "") -> None:
        self.refuses = refuses
        self.limits: JobLimits | None = None
        self.put: tuple[Any, Any] | None = None

        def create(_security: object, _name: object) -> int:
            return 0 if refuses == "create" else 2**40

        def current() -> int:
            return 2**64 - 1

        self.CreateJobObjectW, self.GetCurrentProcess = create, current

    def SetInformationJobObject(self, job: Any, kind: int, limits: Any, size: Any) -> int:
        assert (job.value, kind, size.value) == (2**40, 9, ctypes.sizeof(JobLimits))
        self.limits = limits._obj
        return self.refuses != "limits"

    def AssignProcessToJobObject(self, job: Any, process: Any) -> int:
        self.put = (job.value, process.value)
        return self.refuses != "assign"


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of a system of 64 bits")
def test_on_windows_a_job_bounds_memory_time_and_helpers() -> None:
    """Acted out: no Windows is at hand; sizes and places are those of winnt.h."""
    kernel = Kernel()
    assert bound_by_job(kernel, 60, 3 * 2**30)
    assert kernel.put == (2**40, 2**64 - 1), "the whole handle, not its lower half"
    assert kernel.limits is not None
    assert ctypes.sizeof(JobLimits) == 144
    raw = bytes(kernel.limits)
    assert int.from_bytes(raw[0:8], "little") == 600_000_000, "PerProcessUserTimeLimit, in 100 ns"
    assert int.from_bytes(raw[16:20], "little") == 0x2 | 0x8 | 0x100 | 0x400, "LimitFlags"
    assert int.from_bytes(raw[40:44], "little") == 1, "ActiveProcessLimit"
    assert int.from_bytes(raw[112:120], "little") == 3 * 2**30, "ProcessMemoryLimit"


@pytest.mark.parametrize("refuses", ["create", "limits", "assign"])
def test_where_windows_refuses_a_job_the_clock_alone_bounds(refuses: str) -> None:
    assert not bound_by_job(Kernel(refuses=refuses), 60, 2**30)


def test_a_file_is_refused_for_its_size_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.archive.pdf_reading.MAX_SIZE", 100)
    assert reading(pdf(ONE)).refused == reasons.TOO_BIG


def test_bytes_after_the_end_of_an_unsigned_pdf_are_told() -> None:
    found = good(pdf([[]], dpi=200) + b"\n\0\0hello")
    assert codes(found) == ["LT-16"]
    assert good(pdf([[]], dpi=200) + b"\r\n\0\0").trailing == 0


def test_junk_before_the_head_is_borne_as_readers_do() -> None:
    assert refused(b"\n\n" + pdf(ONE)) == ""


SIGNED = EmbeddedSignature("Nguyễn Ba", "2023-11-01T08:00:00+07:00", False, True, True, True, "ab" * 32)


@pytest.mark.parametrize(
    ("signatures", "expected"),
    [
        ([{}], []),
        ([{"trusted": False}], ["LT-32"]),
        ([{"intact": False}], ["LT-30"]),
        ([{"intact": False}, {}], ["LT-30"]),
        ([{"whole": False}], ["LT-31"]),
        ([{"whole": False}, {}], []),
        ([{"whole": False}, {"whole": False}], ["LT-31"]),
    ],
)
def test_signatures_are_judged(signatures: list[dict[str, bool]], expected: list[str]) -> None:
    import dataclasses  # noqa: PLC0415

    made = tuple(dataclasses.replace(SIGNED, **values) for values in signatures)  # type: ignore[arg-type]
    found = read_pdf(ONE, signed=len(made), checked=True, signatures=made)
    assert codes(found, unsigned=False) == expected


def test_without_the_extra_a_signed_pdf_is_taken_with_a_note() -> None:
    problems = judge_file(read_pdf(ONE, signed=2, covered=True), "a.pdf")
    assert [(p.code, p.is_error) for p in problems] == [("LT-34", False)]
    assert ".[ky-so]" in problems[0].remedy
