"""Codes kept in a second place: written and compared at each act, confirmed by a server of time stamps."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.archive.making import pem
from tests.cli.desk import Desk
from tests.register.test_audit import BOOK, memory, verify
from tests.register.test_issue import codes, issue

PLACE = "máy khác"


def setting(desk: Desk, *lines: str) -> None:
    (desk.workbook.parent / "noi-giu-ma.txt").write_text("\r\n".join(lines), encoding="utf-8-sig")


def kept(desk: Desk) -> list[dict[str, Any]]:
    path = desk.root / PLACE / "ma-tam-ky-2023.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Give a desk whose codes go to another folder."""
    (desk.root / PLACE).mkdir()
    setting(desk, "# mã sổ ở máy của anh Tư", PLACE)
    return desk


def test_every_act_leaves_the_codes_of_all_books_elsewhere(office: Desk) -> None:
    assert issue(office).code == 0
    head = office.run("register", "--json").json["head"]
    assert kept(office)[-1]["Sổ đăng ký"] == [1, head]
    add = ("--kind", "CV", "--number", "312", "--date", "03/10/2023", "--subject", "V/v x")
    assert office.run("register", "add", *add).code == 0
    assert office.run("issue", "ke-hoach", "--cancel", "--reason", "in hỏng").code == 0
    assert [line["Sổ đăng ký"][0] for line in kept(office)][-1] == 3
    count = len(kept(office))
    assert office.run("generate").code == 0
    assert len(kept(office)) == count, "nothing happened, nothing is written"
    assert verify(office).code == 0


def test_all_books_put_back_to_an_older_copy_are_told_and_nothing_is_given(
    office: Desk, tmp_path: Path
) -> None:
    issue(office)
    shutil.copytree(memory(office), tmp_path / "bản sao")
    issue(office, "thong-bao:HH", "61", "30/10/2023")
    shutil.rmtree(memory(office))
    shutil.copytree(tmp_path / "bản sao", memory(office))
    assert office.run("register", "verify").code == 0, "the books agree with one another"
    ran = verify(office)
    astray = [problem for problem in ran.json["problems"] if problem["code"] == "MA-02"]
    assert (ran.code, len(astray)) == (1, 2)
    assert {problem["message"].split(" không")[0] for problem in astray} == {"Sổ đăng ký", "Nhật ký"}
    before = kept(office)
    for act in (
        ("issue", "thong-bao:ĐT", "--number", "61", "--date", "30/10/2023"),
        ("issue", "thong-bao:ĐT"),
        ("generate",),
        ("issue", "ke-hoach", "--cancel", "--reason", "x"),
    ):
        refused = office.run(*act)
        assert (refused.code, "mã giữ ở nơi khác" in refused.err) == (1, True)
    assert kept(office) == before, "what tells of the fault is not written over"


def test_a_place_that_cannot_be_reached_stops_nothing_and_is_told(office: Desk) -> None:
    (office.root / PLACE).rmdir()
    ran = issue(office)
    assert (ran.code, "MA-03" in ran.out) == (0, True)
    ran = verify(office)
    assert (ran.code, codes(ran)) == (0, {"MA-03"})
    assert not (office.root / PLACE).exists(), "a folder that is not there is not made up"
    (office.root / PLACE).mkdir()
    assert issue(office, "thong-bao:HH", "61", "30/10/2023").code == 0
    assert kept(office)[-1]["Sổ đăng ký"][0] == 2


def test_a_list_of_codes_that_was_cut_or_changed_is_told_too(office: Desk) -> None:
    issue(office)
    path = office.root / PLACE / "ma-tam-ky-2023.jsonl"
    path.write_bytes(path.read_bytes().replace(b"[1,", b"[2,"))
    assert verify(office).code == 1
    assert issue(office, "thong-bao:HH", "61", "30/10/2023").code == 1, "the second code cannot be had"
    path.write_bytes(path.read_bytes().replace(b"[2,", b"[1,") + b"{}\n")
    assert (verify(office).code, issue(office, "thong-bao:HH", "61", "30/10/2023").code) == (1, 0), (
        "a list that was touched is told, and stops nothing while the codes in it fit"
    )


def test_a_register_that_was_made_again_starts_anew_there(office: Desk) -> None:
    issue(office)
    for name in BOOK:
        (memory(office) / name).unlink()
    assert office.run("register", "rebuild").code == 0
    assert office.run("register", "rebuild", "--use").code == 0
    assert verify(office).code == 0
    assert issue(office, "thong-bao:HH", "61", "30/10/2023").code == 0
    assert verify(office).code == 0


def test_without_a_second_place_nothing_is_written_or_asked(desk: Desk) -> None:
    issue(desk)
    assert verify(desk).json["problems"] == []


# --- time stamps --------------------------------------------------------------------------------


@cache
def _server_identity() -> tuple[Any, Any]:
    """Make the certificate of a time stamp server: pyHanko's own for tests wants RSA."""
    from cryptography import x509  # noqa: PLC0415 - only where somebody signs
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415
    from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: PLC0415

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Dấu thời gian thử")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate, key


def _answer(question: bytes) -> bytes:
    from asn1crypto import keys, tsp, x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from pyhanko.sign.timestamps import DummyTimeStamper  # noqa: PLC0415

    certificate, key = _server_identity()
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server = DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(secret),
        fixed_dt=dt.datetime(2026, 12, 1, 8, tzinfo=dt.UTC),
    )
    answer: bytes = server.request_tsa_response(tsp.TimeStampReq.load(question)).dump()
    return answer


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        data = _answer(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """Give the address of a server of time stamps on this machine."""
    made = HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/"
    made.shutdown()
    made.server_close()


def stamps(desk: Desk) -> list[Path]:
    return sorted((desk.root / PLACE).glob("*.tsr"))


def test_a_server_confirms_the_codes_and_a_list_written_anew_no_longer_fits(
    office: Desk, server: str, tmp_path: Path
) -> None:
    setting(office, PLACE, server)
    roots = office.workbook.parent / "chung-thu-goc"
    roots.mkdir()
    (roots / "dau.pem").write_bytes(pem(_server_identity()[0]))
    assert issue(office).code == 0
    assert len(stamps(office)) == len(kept(office))
    assert verify(office).json["problems"] == []
    for path in (office.root / PLACE).glob("*.json*"):
        path.unlink()
    shutil.copytree(memory(office), tmp_path / "bản sao")
    assert codes(verify(office)) == {"MA-05"}


def test_a_stamp_of_other_bytes_is_told(office: Desk, server: str) -> None:
    setting(office, PLACE, server)
    issue(office)
    issue(office, "thong-bao:HH", "61", "30/10/2023")
    one, other, *_ = stamps(office)
    one.write_bytes(other.read_bytes())
    ran = verify(office)
    assert (ran.code, codes(ran)) == (1, {"MA-05", "MA-06"}), "nobody vouches for the server here"


def test_a_server_that_does_not_answer_stops_nothing(office: Desk) -> None:
    setting(office, PLACE, "http://127.0.0.1:9/")
    ran = issue(office)
    assert (ran.code, "MA-04" in ran.out) == (0, True)
    assert stamps(office) == []


def test_a_setting_that_means_nothing_is_told(office: Desk) -> None:
    setting(office, "http://127.0.0.1:9/")
    ran = issue(office)
    assert (ran.code, "chưa có thư mục" in ran.out) == (0, True)
    (office.workbook.parent / "noi-giu-ma.txt").write_bytes(PLACE.encode("utf-16"))
    assert codes(verify(office)) == {"MA-03"}
