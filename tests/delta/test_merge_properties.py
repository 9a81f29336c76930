"""For random edits and random corrections: nothing of hers is lost, every correction is in or is told."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import re
from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.delta import Merged, merge
from docgen.problem import Stop
from docgen.render import check_package
from tests.delta.papers import paper, shown
from tests.render.word_file import pack, unpack

NOW = dt.datetime(2023, 11, 1, 8, 0)  # noqa: DTZ001 - office time

LINES = (
    "[Tên loại] THÔNG BÁO",
    "Thực hiện Kế hoạch số {a}/KH-MTTQ, Đoàn kiểm tra đã kiểm tra {b} đơn vị trong {c} ngày làm việc.",
    "[Mục] I. ƯU ĐIỂM",
    "- Công tác tuyên truyền đạt {d} tin, bài; phong trào thi đua được triển khai đều khắp.",
    "- Quỹ “Vì người nghèo” vận động được {e} triệu đồng, vượt {f}% chỉ tiêu được giao.",
    "- Hồ sơ lưu trữ đầy đủ, sắp xếp khoa học theo hướng dẫn.",
    "[Mục] II. KẾT QUẢ",
    "| Hạng | Đơn vị | Tổng điểm | Ghi chú |",
    "| 01 | Xã Tam Ngọc | {g} | |",
    "| 02 | Phường An Sơn | {h} | Bằng điểm |",
    "| 03 | Phường Hòa Hương | {i} | |",
    "| 04 | Xã Tam Thanh | {j} | |",
    "| 05 | Xã Tam Thăng | {k} | Nộp chậm |",
    "Tổng số điểm của các đơn vị là {l} điểm; đơn vị cao nhất đạt {m} điểm.",
    "[Nơi nhận] - Lưu: VT, Hồ sơ.",
)
FIELDS = "abcdefghijklm"
OLD = {name: f"1{n:02d},25" for n, name in enumerate(FIELDS)}
NEW = {name: f"7{n:02d},75" for n, name in enumerate(FIELDS)}
ROWS = range(8, 13)
REMARKS = range(3, 6)


def written(lines: list[str], values: dict[str, str]) -> list[str]:
    return [line.format(**values) for line in lines]


@st.composite
def corrections(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Draw (names of the changed fields, the lines of ours)."""
    names = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6, unique=True))
    lines = list(LINES)
    if draw(st.booleans()):  # the ranking is another one
        order = draw(st.permutations(list(ROWS)))
        rows = [re.sub(r"^\| \d\d", f"| {n:02d}", LINES[i]) for n, i in enumerate(order, 1)]
        lines[ROWS.start : ROWS.stop] = rows
    if draw(st.booleans()):
        lines.insert(ROWS.stop, "| 06 | Phường Trường Xuân | 90,75 | mới |")
    if draw(st.booleans()):
        lines.insert(
            draw(st.sampled_from(REMARKS)), "- Ý mới của hồ sơ: đối thoại với Nhân dân được duy trì."
        )
    values = {**OLD, **{name: NEW[name] for name in names}}
    return names, written(lines, values)


@st.composite
def additions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Draw (her words, her lines): she only adds, each time another word."""
    lines = written(list(LINES), OLD)
    mine: list[str] = []
    for number in range(draw(st.integers(1, 8))):
        word = f"cô{number}ấy"
        mine.append(word)
        kind = draw(st.sampled_from(["word", "word", "cell", "line", "row", "bold"]))
        rows = [i for i, line in enumerate(lines) if line.startswith("| 0")]
        texts = [i for i, line in enumerate(lines) if not line.startswith(("|", "["))]
        if kind in ("word", "bold"):
            i = draw(st.sampled_from(texts))
            words = lines[i].split(" ")
            words.insert(draw(st.integers(1, len(words))), f"**{word}**" if kind == "bold" else word)
            lines[i] = " ".join(words)
        elif kind == "cell":
            i = draw(st.sampled_from(rows))
            lines[i] = lines[i].removesuffix("|") + f"{word} |"
        elif kind == "line":
            lines.insert(draw(st.sampled_from(texts)), f"{word} dòng này do chị gõ thêm {word}")
        else:
            lines.insert(draw(st.sampled_from(rows)), f"| {word} | {word} | | |")
    return mine, lines


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Draw (her words, her lines): she adds, deletes, replaces, splits, joins and moves."""
    mine, lines = draw(additions())
    for number in range(draw(st.integers(1, 5))):
        word = f"chị{number}sửa"
        kind = draw(st.sampled_from(["drop", "replace", "split", "join", "move", "gone", "no row", "field"]))
        texts = [i for i, line in enumerate(lines) if not line.startswith(("|", "[")) and " " in line]
        rows = [i for i, line in enumerate(lines) if line.startswith("| 0")]
        if not texts or not rows:
            break
        i = draw(st.sampled_from(texts))
        words = lines[i].split(" ")
        at = draw(st.integers(1, len(words) - 1))
        free = not any(w in words[at] for w in mine)
        if kind == "drop" and free:
            lines[i] = " ".join(words[:at] + words[at + 1 :])
        elif kind in ("replace", "field") and free:
            mine.append(word)
            lines[i] = " ".join([*words[:at], word, *words[at + 1 :]])
        elif kind == "split":
            lines[i : i + 1] = [" ".join(words[:at]), " ".join(words[at:])]
        elif kind == "join" and i + 1 in texts:
            lines[i : i + 2] = [lines[i] + " " + lines[i + 1]]
        elif kind == "move":
            lines.insert(draw(st.sampled_from(texts)), lines.pop(i))
        elif kind == "gone" and not any(w in lines[i] for w in mine):
            lines.pop(i)
        elif kind == "no row" and not any(w in lines[rows[0]] for w in mine):
            lines.pop(rows[draw(st.integers(0, len(rows) - 1))] if len(rows) > 1 else rows[0])
    text = "\n".join(lines)
    return [word for word in mine if word in text], lines


def merged(hers: list[str], ours: list[str]) -> Merged:
    base = paper("\n".join(written(list(LINES), OLD)))
    mine = paper("\n".join(hers), ids="Nguoi")
    found = merge(base, mine, paper("\n".join(ours)), author="docgen", now=NOW)
    worse = {p.code for p in check_package(found.data, name="", tags=False)} - {"GOI-16"}
    assert not worse
    assert found.safe
    return found


def plain(text: str) -> str:
    return re.sub(r" *\n *", "\n", re.sub(r" +", " ", text))


EXAMPLES = int(os.environ.get("DOCGEN_EXAMPLES", "25"))
"""More of them for a long hunt."""
QUICK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(additions(), corrections())
def test_what_she_adds_stays_and_all_else_is_as_the_records_say(
    hers: tuple[list[str], list[str]], ours: tuple[list[str], list[str]]
) -> None:
    mine, lines = hers
    found = merged(lines, ours[1])

    text = shown(found.data)
    assert all(word in text for word in mine)
    if not found.conflicts:
        without = [
            re.sub(r"cô\dấy", "", line)
            for line in text.split("\n")
            if "do chị" not in re.sub(r"cô\dấy ?", "", line)
        ]
        left = [line for line in without if line.strip("| ") or not line.startswith("|")]
        assert plain("\n".join(left)) == plain(shown(paper("\n".join(ours[1]))))


@QUICK
@given(edits(), corrections())
def test_every_correction_is_in_the_paper_or_is_told(
    hers: tuple[list[str], list[str]], ours: tuple[list[str], list[str]]
) -> None:
    mine, lines = hers
    names, now = ours
    found = merged(lines, now)

    text = shown(found.data)
    assert all(word in text for word in mine)
    told = " ".join(conflict.now for conflict in found.conflicts)
    for name in names:
        assert NEW[name] in text or NEW[name] in told
        if OLD[name] in text:
            assert any(OLD[name] in c.before for c in found.conflicts)
    for name in set(FIELDS) - set(names):
        assert text.count(OLD[name]) == "\n".join(lines).count(OLD[name])


def test_the_same_words_are_in_every_merge_of_a_long_paper() -> None:
    chance = random.Random(7)  # noqa: S311 - the same every time
    base = [
        f"Đoạn thứ {n} nói về nội dung {chance.randrange(1000)} của kế hoạch năm 2023." for n in range(200)
    ]
    hers = [line.replace("nội dung", "những nội dung") if n % 3 else line for n, line in enumerate(base)]
    ours = [line.replace("2023", "2024") if n % 2 else line for n, line in enumerate(base)]

    found = merge(*(paper("\n".join(lines)) for lines in (base, hers, ours)), author="docgen", now=NOW)

    both = [line.replace("2023", "2024") if n % 2 else line for n, line in enumerate(hers)]
    assert shown(found.data).split("\n") == both
    assert found.conflicts == ()


@QUICK
@given(st.randoms(use_true_random=False))
def test_a_file_with_odd_xml_is_merged_or_refused_in_words(chance: random.Random) -> None:
    base, ours = (paper("\n".join(written(list(LINES), values))) for values in (OLD, NEW))
    parts: dict[str, str | bytes] = {**unpack(base)}
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(["word/document.xml", "word/document.xml", *sorted(parts)])
        root = etree.fromstring(parts[name])
        element = chance.choice([e for e in root.iter() if isinstance(e.tag, str)])
        parent = element.getparent()
        match chance.randint(0, 4):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None:
                parent.insert(chance.randint(0, len(parent)), deepcopy(element))
            case 2:
                element.attrib.clear()
            case 3:
                element.append(etree.Comment("x"))
            case _:
                element.text = chance.choice(["", "\ufffc", "x\ny", "chữ lạ 12,5"])
        parts[name] = etree.tostring(root)

    with contextlib.suppress(Stop):
        merge(base, pack(parts), ours, author="docgen", now=NOW)
