"""How many notices a second: docxtpl's plain loop, docgen, and the limit, side by side in one run.

    python -m benchmarks.render [--n 168] [--rounds 3]

The rounds are interleaved, so that a busy machine slows all engines alike; the best round of each
counts.  "Limit" is the fastest known way with the same packing: escaped data, a bare Jinja
template, a container spliced together by hand; nothing is checked.
"""

from __future__ import annotations

import argparse
import io
import struct
import time
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import jinja2
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import escape

from benchmarks import notice
from docgen.render import Schema, compile_template

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = "thong-bao.docx"


def plain_docxtpl(data: bytes, records: list[dict[str, Any]]) -> list[bytes]:
    """Open, render and save with docxtpl, for each record anew."""
    papers = []
    for record in records:
        document = DocxTemplate(io.BytesIO(data))
        document.render(record, autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
        papers.append(stream.getvalue())
    return papers


def docgen_all(data: bytes, records: list[dict[str, Any]]) -> list[bytes]:
    """Compile and prove the template, then render every record."""
    template = compile_template(data, Schema.of(notice.Notice), name=_NAME)
    return [template.render(record) for record in records]


def docgen_render(data: bytes, records: list[dict[str, Any]]) -> Callable[[], list[bytes]]:
    """Compile beforehand; what is timed is the rendering."""
    template = compile_template(data, Schema.of(notice.Notice), name=_NAME)
    return lambda: [template.render(record) for record in records]


def limit(data: bytes, records: list[dict[str, Any]]) -> Callable[[], list[bytes]]:
    """Escape, render and splice, with no checks at all; packed as docgen packs (zlib, level 6)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    variable = "word/document.xml"
    source = DocxTemplate(io.BytesIO()).patch_xml(members.pop(variable).decode())
    template = jinja2.Template(source)
    body, directory = b"", b""
    for name, content in members.items():
        local, entry = _entry(name.encode(), content, len(body))
        body, directory = body + local, directory + entry

    def render_all() -> list[bytes]:
        papers = []
        for record in records:
            content = template.render(_escaped(record)).encode()
            local, entry = _entry(variable.encode(), content, len(body))
            count, size = len(members) + 1, len(directory) + len(entry)
            end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, len(body) + len(local), 0)
            papers.append(b"".join((body, local, directory, entry, end)))
        return papers

    return render_all


def _escaped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    return str(escape(value))


def _entry(name: bytes, content: bytes, offset: int) -> tuple[bytes, bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    raw = packer.compress(content) + packer.flush()
    shared = struct.pack(
        "<5H3L2H", 20, 0, 8, 0, 33, zlib.crc32(content), len(raw), len(content), len(name), 0
    )
    tail = struct.pack("<3H2L", 0, 0, 0, 0, offset) + name
    return b"PK\3\4" + shared + name + raw, b"PK\1\2" + struct.pack("<H", 20) + shared + tail


def visible(paper: bytes) -> str:
    """Give a paper's text, to see that all engines make the same one."""
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "|".join(t.text or "" for t in root.iter("{*}t"))


def measure(number: int, rounds: int) -> dict[str, float]:
    """Give the documents a second of each engine, its best round."""
    data = notice.template()
    records = [notice.record(i) for i in range(1, number + 1)]
    engines: dict[str, Callable[[], list[bytes]]] = {
        "docxtpl: open, render, save each": lambda: plain_docxtpl(data, records),
        "docgen, compile and proof included": lambda: docgen_all(data, records),
        "docgen, render only": docgen_render(data, records),
        "limit: bare Jinja, splice, zlib 6": limit(data, records),
    }
    best = dict.fromkeys(engines, float("inf"))
    texts = set()
    for _ in range(rounds):
        for name, run in engines.items():
            start = time.perf_counter()
            papers = run()
            best[name] = min(best[name], time.perf_counter() - start)
            texts.add(visible(papers[-1]))
    assert len(texts) == 1, "the engines do not make the same text"
    return {name: number / seconds for name, seconds in best.items()}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=168, help="documents in each round")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds; the best one counts")
    options = parser.parse_args()
    speeds = measure(options.n, options.rounds)
    base = next(iter(speeds.values()))
    print(f"{options.n} notices, best of {options.rounds} interleaved rounds, one process")
    for name, speed in speeds.items():
        print(f"{name:<38}{speed:9.1f} docs/s{1000 / speed:9.2f} ms{speed / base:8.1f}x")


if __name__ == "__main__":
    main()
