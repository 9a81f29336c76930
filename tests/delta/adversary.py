"""An adversary: random edits of a paper, random corrections of its records, and a judge of their merge.

``Paper`` is a model of a paper that both act upon.  Where they touch different things, the merge must be what
both would have made of the model; whatever they touch, the laws of ``judge`` hold, which has its own reader.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from docgen.delta import merge
from tests.delta.papers import paper
from tests.render.word_file import pack, unpack

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNITS: Final = (
    "Xã Tam Ngọc",
    "Phường An Sơn",
    "Phường Hòa Hương",
    "Xã Tam Thanh",
    "Xã Tam Thăng",
    "Phường An Phú",
)
COLUMNS: Final = ("TT", "Đơn vị", "Tự chấm", "Chấm chéo", "Đoàn chấm", "Ghi chú")
REMARKS: Final = (
    "Công tác tuyên truyền được thực hiện nền nếp, hình thức phong phú.",
    "Quỹ “Vì người nghèo” vận động được {} triệu đồng, vượt chỉ tiêu.",
    "Hồ sơ lưu trữ đầy đủ, sắp xếp khoa học theo hướng dẫn.",
    "Chưa tổ chức hội nghị phản biện xã hội theo quy định.",
    "Tin, bài gửi trang thông tin còn ít, mới đạt {} bài.",
    "Báo cáo tuần còn chậm {} lần so với quy định.",
    "Phong trào thi đua được triển khai đều khắp các khối phố.",
    "Ban Thanh tra nhân dân hoạt động có kế hoạch, hiệu quả rõ.",
    "Việc công khai thu, chi chưa niêm yết đủ thời gian.",
    "Chế độ hội họp được duy trì vào ngày {} hằng tháng.",
)
REWORDED: Final = "Nội dung {} nay được đánh giá lại sau khi xem xét hồ sơ bổ sung."


LIKING: Final = 0.6


@dataclass
class Line:
    """A paragraph: its sentences, each of which a person may have changed, and its look."""

    key: str
    sentences: list[str]
    style: str = ""
    bold: bool = False
    objects: list[str] = field(default_factory=list)


@dataclass
class Grid:
    """A table: its columns and, for each row, the text under each heading."""

    key: str
    columns: list[str]
    rows: list[dict[str, str]]
    heads: dict[str, str] = field(default_factory=dict)


@dataclass
class Paper:
    """A paper, in order."""

    parts: list[Line | Grid]
    hot: str = ""
    """A paragraph that both sides like to change."""

    def pick(self, chance: random.Random, found: list[Line]) -> Line:
        liked = [line for line in found if line.key == self.hot]
        return chance.choice(liked if liked and chance.random() < LIKING else found)

    def line(self, key: str) -> Line | None:
        return next((p for p in self.parts if isinstance(p, Line) and p.key == key), None)

    @property
    def grid(self) -> Grid:
        return next(p for p in self.parts if isinstance(p, Grid))

    def lines(self, kind: str) -> list[Line]:
        return [p for p in self.parts if isinstance(p, Line) and p.key.startswith(kind)]

    def index(self, key: str) -> int:
        return next((n for n, p in enumerate(self.parts) if p.key == key), -1)


def base_paper(chance: random.Random) -> Paper:
    """Make a paper with remarks in two sections, a table, and words under the names of units."""
    texts = list(REMARKS)
    chance.shuffle(texts)
    number = iter(range(101, 199))
    said = iter(text.format(next(number)) for text in texts)
    units = list(UNITS)
    chance.shuffle(units)
    parts: list[Line | Grid] = [
        Line(
            "open", [f"Đoàn kiểm tra đã chấm {next(number)},25 điểm, xếp thứ {next(number)} trong toàn đợt."]
        ),
        Line("head1", ["I. ƯU ĐIỂM"], "Mục"),
        *(Line(f"r{n}", [next(said)]) for n in range(chance.randint(2, 3))),
        Line("head2", ["II. HẠN CHẾ"], "Mục"),
        *(Line(f"s{n}", [next(said)] + ([next(said)] if n == 0 else [])) for n in range(2)),
        Line("head3", ["III. KẾT QUẢ"], "Mục"),
    ]
    rows = [
        {"TT": f"{n:02d}", "Đơn vị": unit}
        | {name: f"{next(number)},{chance.choice(('25', '50', '75'))}" for name in COLUMNS[2:5]}
        | {"Ghi chú": chance.choice(("", "", "Bằng điểm"))}
        for n, unit in enumerate(units[:4], 1)
    ]
    parts.append(Grid("grid", list(COLUMNS), rows))
    for n, unit in enumerate(units[:3]):
        parts.append(Line(f"u{n}", [f"- {unit}:"], "Tên"))
        parts.append(Line(f"u{n}+", [f"+ Ưu điểm: {next(said, 'Không có nội dung nổi bật trong năm.')}"]))
    parts.append(Line("end", ["Trên đây là kết quả kiểm tra của Đoàn."]))
    return Paper(parts)


# --- what the two sides do: each gives what it touched, or nothing when it could not -------------------

Touched = set[str]
Act = Callable[[Paper, random.Random, int], Touched]


def _some(chance: random.Random, found: list[Line]) -> Line | None:
    return chance.choice(found) if found else None


def _remarks(made: Paper) -> list[Line]:
    return [*made.lines("r"), *made.lines("s")]


def _texts(made: Paper) -> list[Line]:
    return [*_remarks(made), *made.lines("open"), *(x for x in made.lines("u") if x.key.endswith("+"))]


def correct_figure(made: Paper, chance: random.Random, n: int) -> Touched:
    found = [(x, i) for x in _texts(made) for i, s in enumerate(x.sentences) if re.search(r"\d\d\d", s)]
    if not found:
        return set()
    line, i = chance.choice(found)
    line.sentences[i] = re.sub(r"\d{3}", str(700 + n), line.sentences[i], count=1)
    return {f"{line.key}.{i}"}


def correct_cell(made: Paper, chance: random.Random, n: int) -> Touched:
    row = chance.choice(made.grid.rows)
    column = chance.choice(COLUMNS[2:5])
    row[column] = f"{700 + n},00"
    return {f"grid.{row['Đơn vị']}.{column}"}


def correct_note(made: Paper, chance: random.Random, n: int) -> Touched:
    row = chance.choice(made.grid.rows)
    row["Ghi chú"] = f"Nộp chậm {700 + n} ngày"
    return {f"grid.{row['Đơn vị']}.Ghi chú"}


def reword(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _texts(made))
    i = chance.randrange(len(line.sentences))
    words = line.sentences[i].split(" ")
    at = chance.randrange(len(words) // 2, len(words))
    line.sentences[i] = " ".join([*words[:at], f"được xem lại lần {700 + n}", *words[at:]])
    return {f"{line.key}.{i}"}


def reword_whole(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _remarks(made))
    i = chance.randrange(len(line.sentences))
    line.sentences[i] = REWORDED.format(700 + n)
    return {f"{line.key}.{i}", f"{line.key}!"}


def drop_remark(made: Paper, chance: random.Random, _: int) -> Touched:
    line = made.pick(chance, _remarks(made))
    made.parts.remove(line)
    said = (f"{line.key}.{i}" for i in range(len(line.sentences) + 1))
    return {line.key, f"{line.key}!", f"{line.key}$", f"{line.key}~", *said}


def new_remark(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _remarks(made))
    made.parts.insert(
        made.index(line.key) + 1, Line(f"r9{n}", [f"Ý mới của hồ sơ số {700 + n} được bổ sung."])
    )
    return {f"{line.key}!"}


def move_remark(made: Paper, chance: random.Random, _: int) -> Touched:
    line = made.pick(chance, _remarks(made))
    made.parts.remove(line)
    after = chance.choice(["head1", "head2"])
    made.parts.insert(made.index(after) + 1, line)
    return {line.key, f"{line.key}!", f"{after}!", "order"}


def move_sentence(made: Paper, chance: random.Random, _: int) -> Touched:
    source = made.line("s0")
    goal = _some(chance, [x for x in made.lines("r") if x.key != "s0"])
    if source is None or goal is None or len(source.sentences) < 2:
        return set()
    goal.sentences.append(source.sentences.pop())
    at = f"{goal.key}.{len(goal.sentences) - 1}"
    return {"s0", "s0.0", "s0.1", goal.key, f"{goal.key}.0", at, "s0!", f"{goal.key}!"}


def rank_anew(made: Paper, chance: random.Random, _: int) -> Touched:
    order = list(made.grid.rows)
    chance.shuffle(made.grid.rows)
    for number, row in enumerate(made.grid.rows, 1):
        row["TT"] = f"{number:02d}"
    changed = order != made.grid.rows
    return {"grid.order", *(f"grid.{r['Đơn vị']}.TT" for r in order)} if changed else set()


def new_row(made: Paper, chance: random.Random, n: int) -> Touched:
    unit = next(u for u in UNITS[::-1] if u not in {r["Đơn vị"] for r in made.grid.rows})
    row = {"TT": f"{len(made.grid.rows) + 1:02d}", "Đơn vị": unit}
    row |= {name: f"{700 + n},{chance.choice('57')}0" for name in COLUMNS[2:5]}
    made.grid.rows.append(row | {"Ghi chú": ""})
    return {"grid.order"}


def drop_row(made: Paper, chance: random.Random, _: int) -> Touched:
    row = made.grid.rows.pop(chance.randrange(len(made.grid.rows)))
    return {"grid.order", *(f"grid.{row['Đơn vị']}.{name}" for name in COLUMNS)}


def swap_units(made: Paper, _: random.Random, __: int) -> Touched:
    """Two units change places: what is told of each goes along."""
    one, two = made.index("u0"), made.index("u1")
    made.parts[one : one + 2], made.parts[two : two + 2] = (
        made.parts[two : two + 2],
        made.parts[one : one + 2],
    )
    return {"u0", "u0+", "u1", "u1+", "u0+.0", "u1+.0", "u0!", "u1!", "u0+!", "u1+!", "end!"}


def other_unit(made: Paper, chance: random.Random, n: int) -> Touched:
    """Another unit stands where one stood, with other words."""
    at = made.index(f"u{chance.randrange(3)}")
    key = made.parts[at].key
    unit = next(u for u in UNITS[::-1] if all(f"- {u}:" not in x.sentences for x in made.lines("u")))
    made.parts[at : at + 2] = [
        Line("u9", [f"- {unit}:"], "Tên"), Line("u9+", [f"+ Ưu điểm: Hồ sơ số {700 + n} đầy đủ, kịp thời."])
    ]  # fmt: skip
    return {key, f"{key}.0", f"{key}+", f"{key}+.0", f"{key}!", f"{key}+!"}


CORRECTIONS: Final[tuple[Act, ...]] = (
    correct_figure, correct_figure, correct_cell, correct_cell, correct_note, reword, reword, reword_whole,
    drop_remark, new_remark, move_remark, move_sentence, rank_anew, new_row, drop_row, swap_units, other_unit,
)  # fmt: skip


def hers(n: int) -> str:
    """Give a word that only she can have typed."""
    return f"chị{n}gõ"


def type_word(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _texts(made))
    i = chance.randrange(len(line.sentences))
    words = line.sentences[i].split(" ")
    words.insert(chance.randrange(1, len(words)), hers(n))
    line.sentences[i] = " ".join(words)
    return {f"{line.key}.{i}"}


def replace_words(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _texts(made))
    i = chance.randrange(len(line.sentences))
    words = line.sentences[i].split(" ")
    at = chance.randrange(1, len(words) - 1)
    line.sentences[i] = (
        " ".join([*words[:at], hers(n), *words[at + chance.randint(1, 3) :]]).rstrip(".") + "."
    )
    return {f"{line.key}.{i}"}


def type_number(made: Paper, chance: random.Random, n: int) -> Touched:
    found = [(x, i) for x in _texts(made) for i, s in enumerate(x.sentences) if re.search(r"\d\d\d", s)]
    if not found:
        return set()
    line, i = chance.choice(found)
    line.sentences[i] = re.sub(r"\d{3}", str(900 + n), line.sentences[i], count=1)
    return {f"{line.key}.{i}"}


def more(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _texts(made))
    line.sentences.append(f"Đồng chí {hers(n)} nói thêm về việc này.")
    return {f"{line.key}.{len(line.sentences) - 1}", f"{line.key}$"}


def new_line(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.pick(chance, _texts(made))
    made.parts.insert(made.index(line.key) + 1, Line(f"h{n}", [f"Đoạn này {hers(n)} chị gõ thêm vào đây."]))
    return {f"{line.key}!"}


def drop_line(made: Paper, chance: random.Random, _: int) -> Touched:
    return drop_remark(made, chance, 0)


def split_line(made: Paper, chance: random.Random, n: int) -> Touched:
    line = made.line("s0")
    if line is None or len(line.sentences) < 2:
        return set()
    made.parts.insert(made.index("s0") + 1, Line(f"s0{n}", line.sentences[1:]))
    line.sentences = line.sentences[:1]
    return {"s0!", "s0$", "s0", "s0.0", "s0.1"} if chance else set()


def bold_line(made: Paper, chance: random.Random, _: int) -> Touched:
    line = made.pick(chance, _remarks(made))
    line.bold = True
    return {f"{line.key}~"}


def put_object(made: Paper, chance: random.Random, _: int) -> Touched:
    line = made.pick(chance, _texts(made))
    line.objects.append(chance.choice(("field", "picture", "date")))
    return {f"{line.key}$"}


def note_cell(made: Paper, chance: random.Random, n: int) -> Touched:
    row = chance.choice(made.grid.rows)
    row["Ghi chú"] = f"{row['Ghi chú']} {hers(n)}".strip()
    return {f"grid.{row['Đơn vị']}.Ghi chú"}


def type_cell(made: Paper, chance: random.Random, n: int) -> Touched:
    row, column = chance.choice(made.grid.rows), chance.choice(COLUMNS[2:5])
    row[column] = f"{900 + n},00"
    return {f"grid.{row['Đơn vị']}.{column}"}


def own_row(made: Paper, chance: random.Random, n: int) -> Touched:
    row = {"TT": "", "Đơn vị": f"Cụm {hers(n)}"} | dict.fromkeys(COLUMNS[2:], "")
    made.grid.rows.insert(chance.randrange(len(made.grid.rows)), row)
    return {"grid.order"}


def swap_columns(made: Paper, chance: random.Random, _: int) -> Touched:
    a, b = chance.sample(range(2, len(made.grid.columns)), 2)
    columns = made.grid.columns
    columns[a], columns[b] = columns[b], columns[a]
    return {"grid.columns"}


def drop_column(made: Paper, chance: random.Random, _: int) -> Touched:
    gone = made.grid.columns.pop(chance.randrange(2, len(made.grid.columns)))
    return {"grid.columns", *(f"grid.{unit}.{gone}" for unit in UNITS)}


def add_column(made: Paper, chance: random.Random, n: int) -> Touched:
    name = f"Cột {hers(n)}"
    made.grid.columns.insert(chance.randrange(2, len(made.grid.columns)), name)
    for row in made.grid.rows:
        row[name] = chance.choice(("", "đã xem"))
    return {"grid.columns", "grid.order"}


def exchange_column(made: Paper, chance: random.Random, n: int) -> Touched:
    return drop_column(made, chance, n) | add_column(made, chance, n)


def rename_column(made: Paper, chance: random.Random, n: int) -> Touched:
    name = chance.choice([c for c in made.grid.columns if c in COLUMNS[2:5]] or ["Đơn vị"])
    made.grid.heads[name] = f"{name} {hers(n)}"
    return {"grid.columns"}


def move_line(made: Paper, chance: random.Random, _: int) -> Touched:
    line = made.pick(chance, _remarks(made))
    after = chance.choice([x for x in _texts(made) if x is not line])
    made.parts.remove(line)
    made.parts.insert(made.index(after.key) + 1, line)
    return {line.key, f"{line.key}!", f"{after.key}!", "order"}


EDITS: Final[tuple[Act, ...]] = (
    type_word, type_word, replace_words, replace_words, type_number, more, new_line, drop_line, split_line,
    bold_line, put_object, note_cell, type_cell, own_row, swap_columns, drop_column, add_column,
    exchange_column, rename_column, move_line,
)  # fmt: skip


# --- as files ---------------------------------------------------------------------------------


def written(made: Paper, *, ids: str = "") -> bytes:
    """Write a paper as a Word file."""
    lines = []
    for part in made.parts:
        if isinstance(part, Line):
            text = " ".join(part.sentences)
            style = f"[{part.style}] " if part.style else ""
            lines.append(style + (f"**{text}**" if part.bold else text))
        else:
            heads = [part.heads.get(name, name) for name in part.columns]
            lines.append(f"| {' | '.join(heads)} |")
            lines += [f"| {' | '.join(row.get(name, '') for name in part.columns)} |" for row in part.rows]
    return _with_objects(paper("\n".join(lines), ids=ids), made)


_OBJECTS: Final = {
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "date": '<w:fldSimple w:instr=" DATE "><w:r><w:t>01/11/2023</w:t></w:r></w:fldSimple>',
    "picture": '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>',
}


def _with_objects(data: bytes, made: Paper) -> bytes:
    wanted = [part for part in made.parts if isinstance(part, Line) and part.objects]
    if not wanted:
        return data
    files: dict[str, str | bytes] = {**unpack(data)}
    xml = unpack(data)["word/document.xml"].decode()
    for line in wanted:
        end = xml.index("</w:p>", xml.index(line.sentences[-1]))
        xml = xml[:end] + "".join(_OBJECTS[name] for name in line.objects) + xml[end:]
    files["word/document.xml"] = xml
    return pack(files)


def as_saved(data: bytes, chance: random.Random) -> bytes:
    """Save a file as Word, WPS or Google Docs do: runs cut anywhere, marks of spelling and revision saves."""
    files: dict[str, str | bytes] = {**unpack(data)}
    xml = unpack(data)["word/document.xml"].decode()
    program = chance.choice(("word", "wps", "google"))

    def cut(match: re.Match[str]) -> str:
        opening, look, text = match[1], match[2] or "", match[3]
        if program == "google" or len(text) < 8 or chance.random() < 0.5:
            return match[0]
        at = chance.randrange(1, len(text) - 1)
        between = '<w:proofErr w:type="spellStart"/>' if program == "word" else ""
        save = f'<w:r w:rsidR="00A{chance.randrange(100, 999)}FF">'
        one, two = (
            f'{look}<w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in (text[:at], text[at:])
        )
        return f"{opening}{one}{between}{save}{two}"

    xml = re.sub(r'(<w:r>)(<w:rPr><w:b/></w:rPr>)?<w:t xml:space="preserve">([^<&]*)</w:t></w:r>', cut, xml)
    if program == "wps":
        xml = xml.replace("<w:pPr></w:pPr>", '<w:pPr><w:rPr><w:lang w:val="vi-VN"/></w:rPr></w:pPr>')
    files["word/document.xml"] = xml
    return pack(files)


# --- the judge's own reader -------------------------------------------------------------------------


@dataclass
class Read:
    """What a reader finds: paragraphs outside of tables, tables by cell, objects, comments, looks."""

    lines: list[str]
    tables: list[list[list[str]]]
    objects: Counter[str]
    comments: list[tuple[str, str]]
    looks: dict[str, tuple[str, bool]]

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, *(cell for table in self.tables for row in table for cell in row)])

    @property
    def told(self) -> str:
        return "\n".join(text for _, text in self.comments)


def reading(data: bytes) -> Read:
    """Read a file without any code of docgen."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))[0]  # noqa: S314 - made by the test
        comments = []
        if "word/comments.xml" in archive.namelist():
            found = ET.fromstring(archive.read("word/comments.xml"))  # noqa: S314 - made by docgen
            comments += [
                (c.get(f"{W}author", ""), "".join(x.text or "" for x in c.iter(f"{W}t"))) for c in found
            ]
    lines, looks = [], {}
    for p in body.findall(f"{W}p"):
        text = _said(p)
        lines.append(text)
        style = p.find(f"{W}pPr/{W}pStyle")
        bold = any(r.find(f"{W}rPr/{W}b") is not None for r in p.iter(f"{W}r") if r.find(f"{W}t") is not None)
        looks[text] = ("" if style is None else style.get(f"{W}val", "").removeprefix("Nguoi"), bold)
    tables = [
        [
            ["\n".join(map(_said, c.findall(f"{W}p"))) for c in r.findall(f"{W}tc")]
            for r in t.findall(f"{W}tr")
        ]
        for t in body.findall(f"{W}tbl")
    ]
    objects = Counter(
        e.tag.rpartition("}")[2]
        for e in body.iter()
        if e.tag in {f"{W}pict", f"{W}fldSimple", f"{W}instrText"}
    )
    return Read(lines, tables, objects, comments, looks)


def _said(p: ET.Element) -> str:
    in_fields = {t for f in p.iter(f"{W}fldSimple") for t in f.iter(f"{W}t")}
    return " ".join("".join(t.text or "" for t in p.iter(f"{W}t") if t not in in_fields).split())


# --- a whole trial ----------------------------------------------------------------------------------

NOW: Final = dt.datetime(2023, 11, 1, 8, 0)  # noqa: DTZ001 - office time
ANSWER: Final = "chị trả lời đây"


def faults(seed: int) -> tuple[str, list[str]]:
    """Play one trial in two rounds and give what both sides did, and every law that was broken."""
    found = trial(seed)
    chance = random.Random(seed)  # noqa: S311 - the same every time
    saved = as_saved(written(found.mine, ids="Nguoi"), chance)
    first = merge(written(found.base), saved, written(found.now), author="docgen", now=NOW)
    told = list(judge(found, reading(first.data), safe=first.safe))
    if not first.safe or seed % 3:
        return found.acts, told
    again, later, act = first.data, deepcopy(found.now), chance.choice(CORRECTIONS)
    act(later, chance, 50)
    parts: dict[str, str | bytes] = {**unpack(again)}
    answered = "word/comments.xml" in parts and chance.choice((True, False))
    if answered:
        xml = unpack(again)["word/comments.xml"].decode()
        at = xml.index("</w:t>", xml.index("docgen"))
        at = chance.choice([at, xml.rindex(" ", 0, at)])
        parts["word/comments.xml"] = f"{xml[:at]} {ANSWER}{xml[at:]}"
        again = pack(parts)
    second = merge(written(found.now), again, written(later), author="docgen", now=NOW)
    now, merged = reading(written(later)), reading(second.data)
    told += [f"then {act.__name__}: the merge was given up"] if not second.safe else []
    told += [f"then {act.__name__}: {fault}" for fault in _comments(now, merged)] if not answered else []
    if answered and ANSWER not in merged.told:
        told.append(f"then {act.__name__}: what she typed into a comment is gone")
    words = dict.fromkeys(re.findall(r"chị\d+gõ", reading(saved).text))
    told += [f"then {act.__name__}: her word {word} is gone" for word in words if word not in merged.text]
    return found.acts, told


# --- the laws ---------------------------------------------------------------------------------------


@dataclass
class Trial:
    """One edit set, one correction set, and the three papers."""

    seed: int
    base: Paper
    mine: Paper
    now: Paper
    both: Paper | None
    """What both together make, where they touch different things."""
    acts: str


def trial(seed: int) -> Trial:
    """Draw a trial."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    base = base_paper(chance)
    base.hot = chance.choice(_texts(base)).key
    mine, now = deepcopy(base), deepcopy(base)
    steps: list[tuple[list[tuple[Act, int, int]], Paper]] = [([], mine), ([], now)]
    touched: list[Touched] = [set(), set()]
    most = chance.choice((1, 1, 3))
    for side, acts in enumerate((EDITS, CORRECTIONS)):
        for n in range(chance.randint(1, most)):
            act, seed_of = chance.choice(acts), chance.randrange(10**9)
            found = act(steps[side][1], random.Random(seed_of), n)  # noqa: S311 - as above
            if found:
                steps[side][0].append((act, seed_of, n))
                touched[side] |= found
    names = [" + ".join(act.__name__ for act, _, _ in done) for done, _ in steps]
    alone = not touched[0] & touched[1] and all(len(done) == 1 for done, _ in steps)
    both = _together(steps, touched) if alone else None
    return Trial(seed, base, mine, now, both, f"{names[0]} | {names[1]}")


def _together(steps: list[tuple[list[tuple[Act, int, int]], Paper]], touched: list[Touched]) -> Paper | None:
    """Let her change the corrected paper as she changed the other; nothing where that cannot be compared."""
    if touched[0] & {"grid.order", "order"} or any(place.endswith("!") for place in touched[0]):
        return None
    result, mine = deepcopy(steps[1][1]), steps[0][1]
    for part in mine.parts:
        there = next((p for p in result.parts if p.key == part.key), None)
        if isinstance(part, Line) and isinstance(there, Line):
            for place in touched[0]:
                key, _, number = place.rpartition(".")
                if key == part.key and number.isdecimal():
                    at = int(number)
                    there.sentences[at : at + 1] = part.sentences[at : at + 1]
            there.bold, there.objects = part.bold, part.objects
        elif isinstance(part, Grid) and isinstance(there, Grid):
            there.columns, there.heads = part.columns, part.heads
            for row in there.rows:
                own = next((r for r in part.rows if r["Đơn vị"] == row["Đơn vị"]), {})
                for place in touched[0]:
                    if place.startswith(f"grid.{row['Đơn vị']}."):
                        name = place.rpartition(".")[2]
                        row[name] = own.get(name, row.get(name, ""))
    return result


def judge(found: Trial, merged: Read, *, safe: bool) -> Iterator[str]:
    """Give every law that a merge breaks, in words."""
    mine, now, base = (reading(written(p)) for p in (found.mine, found.now, found.base))
    if not safe:
        yield "the merge was given up"
        return
    words = re.findall(r"chị\d+gõ", mine.text)
    yield from (f"her word {word} is gone" for word in dict.fromkeys(words) if word not in merged.text)
    if merged.objects - mine.objects or mine.objects - merged.objects:
        yield f"objects: {mine.objects} became {merged.objects}"
    yield from _corrections(base, now, merged)
    yield from _sentences(mine, now, merged)
    yield from _cells(mine, now, merged)
    yield from _names(mine, merged)
    yield from _comments(now, merged)
    yield from _looks(found, merged)
    if found.both is not None:
        wanted = reading(written(found.both))
        if (merged.lines, merged.tables) != (wanted.lines, wanted.tables):
            yield f"not as both would have it: {_first_difference(wanted, merged)}"


def _first_difference(wanted: Read, got: Read) -> str:
    for a, b in zip(
        [*wanted.lines, *map(str, wanted.tables)], [*got.lines, *map(str, got.tables)], strict=False
    ):
        if a != b:
            return f"{a!r} / {b!r}"
    return "another number of paragraphs"


def _corrections(base: Read, now: Read, merged: Read) -> Iterator[str]:
    """See that each new figure of the records stands in the paper or is told."""
    for figure in set(re.findall(r"\b7\d\d\b", now.text)) - set(re.findall(r"\b7\d\d\b", base.text)):
        if figure not in merged.text and figure not in merged.told:
            yield f"the records' {figure} is neither in nor told"


def _sentences_of(read: Read) -> list[str]:
    return [s.strip() for line in read.lines for s in re.split(r"(?<=[.:])\s+(?=[A-ZĐÝ])", line) if s.strip()]


def _shape(sentence: str) -> str:
    """Give a sentence without what may be brought up to date in it."""
    return re.sub(r"\d+(?:,\d+)?", "#", sentence)


def _sentences(mine: Read, now: Read, merged: Read) -> Iterator[str]:
    """See that each sentence was written by somebody, and stands no more often than that."""
    of_mine, of_now = Counter(_sentences_of(mine)), Counter(_sentences_of(now))
    shapes = {_shape(s) for s in of_mine}
    for sentence, number in Counter(_sentences_of(merged)).items():
        if sentence not in of_mine and sentence not in of_now and _shape(sentence) not in shapes:
            yield f"nobody wrote: {sentence}"
        elif number > max(of_mine[sentence], of_now[sentence], 1) and sentence.count(" ") > 2:
            yield f"{number} times: {sentence}"


def _cells(mine: Read, now: Read, merged: Read) -> Iterator[str]:
    """See that under a heading beside a unit stands what she or the records have there, in whole rows."""
    for table, of_mine, of_now in zip(merged.tables, mine.tables, now.tables, strict=True):
        if table[0] != of_mine[0]:
            yield f"heading: {of_mine[0]} became {table[0]}"
            return
        for row in table:
            if len(row) != len(table[0]):
                yield f"{len(row)} cells: {row}"
                return
        values = [_by_heading(of_mine), _by_heading(of_now)]
        for (unit, head), text in _by_heading(table).items():
            allowed = {side[unit, head] for side in values if (unit, head) in side}
            bare = re.sub(r" chị\d+gõ$", "", head)
            allowed |= {values[1][unit, bare]} if (unit, bare) in values[1] else set()
            if allowed and text not in allowed:
                yield f"{unit} / {head}: {text!r}, not one of {sorted(allowed)}"
            if not allowed and text:
                yield f"{unit} / {head}: {text!r} from nowhere"


def _by_heading(table: list[list[str]]) -> dict[tuple[str, str], str]:
    heads = table[0]
    name = heads.index("Đơn vị") if "Đơn vị" in heads else 1
    return {
        (row[name], head): text
        for row in table[1:]
        for head, text in zip(heads, row, strict=True)
        if head != "TT"
    }


def _names(mine: Read, merged: Read) -> Iterator[str]:
    """See that her words about a unit stand under its name."""
    before, after = _under(mine), _under(merged)
    for word, name in before.items():
        if after.get(word, name) != name:
            yield f"{word}: said of {name}, now of {after[word]}"


def _under(read: Read) -> dict[str, str]:
    found, name = {}, ""
    for line in read.lines:
        if re.fullmatch(r"- [^:]*:", line):
            name = line
        elif not line.startswith("+"):
            continue
        for word in re.findall(r"chị\d+gõ", line):
            found[word] = name
    return found


def _comments(now: Read, merged: Read) -> Iterator[str]:
    """See that no comment says of the records what they do not say."""
    for author, text in merged.comments:
        said = re.search(r"nay là: “(.*?)”(?: \(|\.)", text)
        if author != "docgen" or said is None:
            continue
        cells = [part.strip() for part in said[1].split(" | ")]
        if any(part not in now.text for part in cells):
            yield f"a comment says of the records: {said[1]}"
    gone = Counter(text for author, text in merged.comments if author == "docgen")
    yield from (f"{number} times the comment: {text}" for text, number in gone.items() if number > 2)


def _looks(found: Trial, merged: Read) -> Iterator[str]:
    """See that a paragraph which only the records have looks like an ordinary one."""
    known = {" ".join(x.sentences) for x in found.mine.parts if isinstance(x, Line)}
    for text in (" ".join(x.sentences) for x in found.now.parts if isinstance(x, Line) and not x.style):
        if (
            text not in known
            and text in merged.looks
            and text.startswith("Ý mới")
            and merged.looks[text] != ("", False)
        ):
            yield f"the look {merged.looks[text]} of: {text}"
