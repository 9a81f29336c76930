"""Making what the archive's tests need: issued papers, PDFs written by hand, throw-away signatures."""

from __future__ import annotations

import datetime as dt
import functools
import io
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.archive import Archive, DossierInfo, Intake, IssuedPaper, PdfScan, seal
from docgen.archive.bag_store import Bag
from docgen.archive.pdf_scan import Scan
from docgen.backends.backend import ConverterLimits, End, finished
from docgen.ledger import Act
from tests.render.word_file import docx, p

NOW = dt.datetime(2023, 11, 2, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
ACT = Act(NOW.isoformat(), "Lê Thị Bảy")

INFO = DossierInfo(
    season="tam-ky-2023",
    year=2023,
    organ="Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Tam Kỳ",
    organ_id="000.01.02.H47",
    notation="05.KTDG",
    title="Hồ sơ kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023",
    creator="Lê Thị Bảy",
    periods={"ke-hoach": "Vĩnh viễn", "thong-bao": "20 năm"},
)

LINES = {
    "": (
        "KẾ HOẠCH",
        "Kiểm tra công tác Mặt trận năm 2023",
        "1. Mục đích: đánh giá đúng kết quả của 13 đơn vị.",
    ),
    "AP": ("THÔNG BÁO", "Kết quả kiểm tra phường An Phú", "Phường An Phú đạt 87,50 điểm, xếp loại Tốt."),
    "TT": ("THÔNG BÁO", "Kết quả kiểm tra xã Tam Thanh", "Xã Tam Thanh đạt 78,25 điểm, xếp loại Khá."),
    "TTg": ("THÔNG BÁO", "Kết quả kiểm tra xã Tam Thăng", "Xã Tam Thăng đạt 80,75 điểm, xếp loại Khá."),
}
"""The words of each paper by its key: name, abstract, text."""
_COMMON = (
    "Thực hiện Kế hoạch kiểm tra, Đoàn kiểm tra đã làm việc với Ban Thường trực Ủy ban MTTQ Việt Nam cơ sở.",
    "Đề nghị đơn vị phát huy ưu điểm, khắc phục hạn chế trong thời gian tới./.",
)
_HEAD = ("ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def issued(key: str = "AP", number: str = "61") -> IssuedPaper:
    """Make an issued paper: the plan, or the notice of a unit."""
    kind = "TB" if key else "KH"
    name, subject, _ = LINES[key]
    sign = f"{number}/{kind}-MTTQ-BTT"
    return IssuedPaper(
        paper=f"thong-bao:{key}" if key else "ke-hoach",
        label=f"Thông báo, {key}" if key else "Kế hoạch kiểm tra",
        order=1 + list(LINES).index(key),
        kind=kind,
        type_name=name.capitalize(),
        number=number,
        symbol=f"{kind}-MTTQ-BTT",
        date=dt.date(2023, 10, 31),
        subject=subject,
        organ=INFO.organ,
        signer_post="Chủ tịch",
        signer_name="Nguyễn Ba",
        recipients=("BTT Ủy ban MTTQ Việt Nam tỉnh", "Lưu: VT"),
        copies=5,
        docx=_docx(key, sign),
        inputs={
            "template": "a" * 64,
            "style": "b" * 64,
            "program": "0.1.0",
            "context": {"don_vi": "Đỗ Thị Ế"},
        },
        row={"number": int(number), "symbol": f"{kind}-MTTQ-BTT", "subject": subject},
    )


@functools.cache
def _docx(key: str, sign: str) -> bytes:
    return docx(*[p(line) for line in lines(key, sign)])


def lines(key: str, sign: str) -> list[str]:
    """Give the paragraphs of a paper."""
    name, subject, text = LINES[key]
    return [*_HEAD, f"Số: {sign}", name, subject, _COMMON[0], text, _COMMON[1], "CHỦ TỊCH", "Nguyễn Ba"]


def pdf_of(paper: IssuedPaper, **look: Any) -> bytes:
    """Make the PDF of a paper as its program would export it."""
    return pdf([lines(paper.paper.partition(":")[2], paper.sign)], **look)


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    version: str = "1.6",
    dpi: int = 0,
    colour: bool = True,
    catalog: str = "",
    objects: Sequence[str] = (),
) -> bytes:
    """Write a small PDF: lines of text, and with ``dpi`` a picture under them as a scanner makes it.

    ``catalog`` goes into the document's catalog; ``objects`` are numbered from 100.
    """
    made: dict[int, bytes] = {
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 6 0 R >>",
        5: _stream(_UNICODE),
        6: b"<< /Type /FontDescriptor /FontName /Arial /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    }
    kids = []
    for number, page in enumerate(pages):
        place = 10 + 3 * number
        picture = f"/XObject << /Im {place + 2} 0 R >>" if dpi else ""
        made[place] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {place + 1} 0 R"
            f" /Resources << /Font << /F 3 0 R >> {picture} >> >>"
        ).encode()
        drawn = b"q 595 0 0 842 0 0 cm /Im Do Q\n" if dpi else b""
        made[place + 1] = _stream(drawn + b"".join(_line(text, 800 - 18 * i) for i, text in enumerate(page)))
        if dpi:
            made[place + 2] = _picture(dpi, colour=colour)
        kids.append(f"{place} 0 R")
    made[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    made[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    made |= {100 + i: text.encode("latin-1") for i, text in enumerate(objects)}
    return assemble(made, version)


def page_of(contents: bytes, resources: str, objects: dict[int, bytes], box: str = "0 0 595 842") -> bytes:
    """Write a PDF of one page by hand; ``objects`` are numbered from 10."""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources << {resources} >> >>"
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page.encode(),
            4: _stream(contents),
            **objects,
        }
    )


def image(width: int, height: int, *, data: bytes | None = None, look: str = "") -> bytes:
    """Write a picture of one colour, or of the bytes given, which ``look`` describes."""
    extra = f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
    if look:
        assert data is not None
        head = f"<< /Length {len(data)} {extra} {look} >>\nstream\n"
        return head.encode() + data + b"\nendstream"
    pixels = bytes([240]) * (width * height * 3) if data is None else data
    return _stream(pixels, f"{extra} /BitsPerComponent 8 /ColorSpace /DeviceRGB")


def assemble(objects: dict[int, bytes], version: str = "1.6") -> bytes:
    """Write objects, table and end of a PDF."""
    out = io.BytesIO()
    out.write(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = {}
    for number in sorted(objects):
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n")
    start = out.tell()
    size = max(objects) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n".encode())
    for number in range(1, size):
        known = number in places
        out.write(
            f"{places.get(number, 0):010d} {0 if known else 65535:05d} {'n' if known else 'f'} \n".encode()
        )
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"100 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in (0, 1, 3, 0x1E, 0x20))
    + b"endbfrange\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
)


def _line(text: str, top: int) -> bytes:
    return f"BT /F 10 Tf 1 0 0 1 40 {top} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def _stream(data: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {extra} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def _picture(dpi: int, *, colour: bool) -> bytes:
    width, height = round(595 / 72 * dpi), round(842 / 72 * dpi)
    space = "/DeviceRGB" if colour else "/DeviceGray"
    size = f"/Width {width} /Height {height} /BitsPerComponent 8"
    extra = f"/Type /XObject /Subtype /Image {size} /ColorSpace {space}"
    return _stream(bytes([240]) * (width * height * (3 if colour else 1)), extra)


class Converter:
    """A converter that lays out every paper on so many pages, and keeps a list of what it was given."""

    name, lanes = "LibreOffice", 1

    def __init__(self, pages: int = 1) -> None:
        self.pages = pages
        self.starts: list[int] = []

    def run(self, work: Path, names: Sequence[str], *, archival: bool, limits: ConverterLimits) -> End:  # noqa: ARG002
        """Make a PDF of empty pages for each file."""
        self.starts.append(len(names))
        for name in names:
            finished(work, name).write_bytes(pdf([[]] * self.pages))
            limits.made(finished(work, name).name)
        return End.OVER


def read_pdf(pages: Sequence[Sequence[str]], **values: Any) -> PdfScan:
    """Make what reading a PDF would give, for tests that are not about reading."""
    return replace(PdfScan(version=16, text=tuple("\n".join(page) for page in pages)), **values)


def intake(key: str = "AP", number: str = "61", *, signed: bytes = b"") -> Intake:
    """Make a paper ready to be sealed, without reading a PDF."""
    paper = issued(key, number)
    data = signed or b"%PDF-1.6 " + paper.sign.encode()
    scan = Scan(1, 300, colour=True)
    return Intake(paper, data, read_pdf([lines(key, paper.sign)], scans=(scan,)), "2023-11-01")


def sealed_bag(folder: Path, *keys: str) -> tuple[Archive, Bag]:
    """Make an archive of a few papers, one act each."""
    archive = Archive(folder / "luu-tru")
    bag = None
    for number, key in enumerate(keys or ("", "AP"), start=60):
        bag = seal(archive, bag, [intake(key, str(number))], INFO, ACT, "docgen")
    assert bag is not None
    return archive, bag


ROOT = "Cơ quan cấp thử"
"""The root that signs every certificate unless a test says otherwise."""


# --- throw-away certificates ------------------------------------------------------------------


@functools.cache
def authority(name: str) -> tuple[Any, Any]:
    """Make a root that lives as long as the tests: certificate and key."""
    return _certificate(name, None)


YEARS = (2023, 2033)
"""The first days of these years begin and end a signer's certificate unless a test says otherwise."""


def person(name: str, root: str, years: tuple[int, int] = YEARS, digest: str = "sha256") -> Any:
    """Make a signer of documents, the same one each time."""
    return _person(name, root, years, digest)


@functools.cache
def _person(name: str, root: str, years: tuple[int, int], digest: str) -> Any:
    return _certificate(name, authority(root), years, digest)


def _certificate(
    name: str, issuer: tuple[Any, Any] | None, years: tuple[int, int] = (2020, 2040), digest: str = "sha256"
) -> tuple[Any, Any]:
    from cryptography import x509  # noqa: PLC0415 - only where somebody signs
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    is_root = issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer[0].subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(years[0], 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(years[1], 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    signer = key if issuer is None else issuer[1]
    made = builder.sign(signer, hashes.SHA256())
    return (made if digest == "sha256" else _weakened(made, signer)), key


def _weakened(certificate: Any, signer: Any) -> Any:
    """Sign a certificate again over SHA-1, which the library that makes certificates no longer does."""
    from asn1crypto import x509  # noqa: PLC0415 - only where somebody signs
    from cryptography import x509 as builders  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    plain = x509.Certificate.load(_der(certificate))
    plain["tbs_certificate"]["signature"] = {"algorithm": "sha1_ecdsa"}
    plain["signature_algorithm"] = {"algorithm": "sha1_ecdsa"}
    signed = signer.sign(plain["tbs_certificate"].dump(force=True), ec.ECDSA(hashes.SHA1()))  # noqa: S303
    plain["signature_value"] = signed
    return builders.load_der_x509_certificate(plain.dump(force=True))


def pem(certificate: Any) -> bytes:
    """Write a certificate as PEM."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    data: bytes = certificate.public_bytes(serialization.Encoding.PEM)
    return data


def sign(
    data: bytes,
    name: str = "Nguyễn Ba",
    *,
    root: str = ROOT,
    field: str = "ChuKy1",
    years: tuple[int, int] = YEARS,
    digest: str = "sha256",
) -> bytes:
    """Sign a PDF as PAdES, without a time stamp; ``digest`` is that of the signer's certificate."""
    from asn1crypto import keys, x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner  # noqa: PLC0415
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    certificate, key = person(name, root, years, digest)
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(_der(authority(root)[0])))
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(_der(certificate)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )
    meta = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    out = PdfSigner(meta, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)))
    signed: bytes = out.getvalue()
    return signed


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    data: bytes = certificate.public_bytes(serialization.Encoding.DER)
    return data
