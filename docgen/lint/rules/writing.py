"""Rules of writing: citations, capitals, tones, spaces, times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.lint.blanks import HALVES, is_room
from docgen.lint.document_model import Block
from docgen.lint.fix import fix_words
from docgen.lint.form_rule import Departure, InParty, LintPaper, at_block, rule
from docgen.lint.genre import ANY, OFFICE, TEXTS, Genre
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.b"
_CAPITALS = "Nghị định 30/2020/NĐ-CP, Phụ lục II"
_AS_STATE = "Quy ước trình bày, như Nghị định 30/2020/NĐ-CP, Phụ lục II"
_CUSTOM = "Quy ước trình bày (Nghị định 30/2020/NĐ-CP không quy định)"
_KINDS = (
    "Nghị quyết|Quyết định|Chỉ thị|Quy chế|Quy định|Thông báo|Hướng dẫn|Chương trình|Kế hoạch|Đề án|Báo cáo|"
    "Tờ trình|Công văn|Nghị định|Thông tư|Kết luận|Giấy mời|Biên bản"
)
_SYMBOL = r"\d{1,4}(?:/\d{4})?(?:/|-)[A-ZĐ][^\s,.;:)»”\"]*"
_CITED = re.compile(rf"(?P<kind>{_KINDS}) (?:liên tịch )?(?P<so>số:? ?)?(?P<symbol>{_SYMBOL})")
_DATED = re.compile(r"\s*,?\s*ngày[\s.…_]*\d{0,2}[\s.…_]*(?:/|-|tháng)")
_PARTED = re.compile(r"[;.] |;$|[,;] (?:và )?(?=theo |căn cứ )")
_ISSUER = re.compile(
    r"\b(?:Chính phủ|Quốc hội|Thủ tướng|Bộ|Sở|[ỦU]y ban|Uỷ ban|UBND|HĐND|Hội đồng|Ban|Hội|Cục|Vụ|Phòng|"
    r"Văn phòng|Công an|Chi cục|Trung tâm|Mặt trận|MTTQ|\w+ ủy|Liên đoàn|Đoàn|Thanh tra|Chủ tịch|Công ty|"
    r"Viện|Trường|Tòa án)\b"
)
"""Who issued it may be named before it: "ý kiến của Sở Nội vụ tại Tờ trình số …"."""
_REACH = 60
"""A date or issuer that belongs to a citation stands within so many letters after the symbol."""


def _all(paper: LintPaper) -> Iterable[Block]:
    return paper.document.blocks


@rule(
    "CITE-FIRST-FULL",
    title="Viện dẫn văn bản",
    clause=_CLAUSE,
    remedy="Lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan, trích yếu; lần sau chỉ loại, số, ký hiệu.",
    right="Hướng dẫn số 22/HD-MTTQ-BTT ngày 08/3/2023 của …; sau đó: Hướng dẫn số 22/HD-MTTQ-BTT",
    wrong="lần đầu chỉ ghi Hướng dẫn số 22/HD-MTTQ-BTT",
    severity=Severity.WARNING,
    party=InParty(
        "Quy ước trình bày, như Nghị định 30/2020/NĐ-CP, Phụ lục I",
        right="Hướng dẫn số 22-HD/TU ngày 08/3/2023 của …; sau đó: Hướng dẫn số 22-HD/TU",
        wrong="lần đầu chỉ ghi Hướng dẫn số 22-HD/TU",
    ),
)
def cite_first_full(paper: LintPaper) -> Iterator[Departure]:
    """Check that the first citation of a paper is complete and later ones are short."""
    seen: set[str] = set()
    for block in (*paper.anatomy.grounds, *paper.anatomy.body):
        last = 0
        for match in _CITED.finditer(block.text):
            if last and not _PARTED.search(block.text, last, match.start()):
                last = match.end()
                continue  # it stands in the title of the paper cited before
            last = match.end()
            after = block.text[match.end() : match.end() + 2 * _REACH]
            before = block.text[max(0, match.start() - 2 * _REACH) : match.start()]
            dated = _DATED.match(after) is not None
            issued = " của " in f" {after}" or _ISSUER.search(re.split(r"[.;] ", before)[-1]) is not None
            if match["symbol"] in seen:
                if dated and issued:
                    yield at_block("viện dẫn", block, f"lần sau vẫn ghi ngày và cơ quan ({match['symbol']})",
                                   "chỉ ghi tên loại, số, ký hiệu")  # fmt: skip
            elif not dated or not issued:
                lacks = " và ".join(
                    n for n, ok in (("ngày ban hành", dated), ("cơ quan ban hành", issued)) if not ok
                )
                yield at_block("viện dẫn", block, f"lần đầu thiếu {lacks} ({match['symbol']})",
                               "ghi đủ ở lần viện dẫn đầu")  # fmt: skip
            seen.add(match["symbol"])


@rule(
    "CITE-SO",
    title="Chữ «số» khi viện dẫn",
    clause=_CLAUSE,
    remedy="Thêm chữ «số» giữa tên loại và số, ký hiệu.",
    right="Kế hoạch số 87/KH-MTTQ-BTT",
    wrong="Kế hoạch 87/KH-MTTQ-BTT",
    severity=Severity.WARNING,
    genres=OFFICE,
)
def cite_so(paper: LintPaper) -> Iterator[Departure]:
    """Check that "số" stands before the number of a cited paper."""
    for block in paper.written:
        for match in _CITED.finditer(block.text):
            if not match["so"]:
                yield at_block("viện dẫn", block, f"«{match[0]}»", f"«{match['kind']} số {match['symbol']}»")
                break


_MARK = re.compile(r"\s*(?:[-+–•*]\s*|\d+(?:\.\d+)*[.)]\s*|[^\W\d_][).]\s+|[IVX]+\.\s*|[(“\"‘])*")


@rule(
    "CAP-PARA",
    title="Viết hoa đầu đoạn",
    clause=f"{_CAPITALS}, Mục I",
    remedy="Viết hoa chữ đầu của đoạn.",
    right="Cụ thể:",
    wrong="cụ thể:",
    severity=Severity.WARNING,
    party=InParty(_AS_STATE),
    genres=TEXTS,
)
def cap_para(paper: LintPaper) -> Iterator[Departure]:
    """Check that a paragraph begins with a capital."""
    for block in paper.anatomy.body:
        rest = _MARK.sub("", block.text, count=1)
        if rest[:1].islower():
            yield at_block("nội dung", block, f"«{rest.split()[0]}»", "chữ đầu viết hoa")


_LOWER_ARTICLE = re.compile(r"\bđiều \d+\b(?! (?:kiện|khoản))")
_UPPER_CLAUSE = re.compile(r"(?<=[\w,;] )(?:Khoản \d+|Điểm [a-zđ]\b)(?=[ ,;.])")


@rule(
    "CAP-DIEU",
    title="Viết hoa Điều; viết thường khoản, điểm",
    clause=f"{_CAPITALS}, Mục V.6",
    remedy="Khi viện dẫn: viết hoa «Điều», viết thường «khoản», «điểm».",
    right="điểm a khoản 2 Điều 10",
    wrong="điểm a Khoản 2 điều 10",
    severity=Severity.WARNING,
    party=InParty(_AS_STATE),
    genres=OFFICE,
)
def cap_dieu(paper: LintPaper) -> Iterator[Departure]:
    """Check that "Điều" has a capital, "khoản" and "điểm" have none, in citations."""
    for block in paper.written:
        for match in (*_LOWER_ARTICLE.finditer(block.text), *_UPPER_CLAUSE.finditer(block.text)):
            word = match[0]
            allowed = word[0].swapcase() + word[1:]
            yield at_block("nội dung", block, f"«{word}»", f"«{allowed}»")


_CAPITAL = "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
_UNIT = re.compile(
    r"(?<=[^\W\d_A-ZĐ] )(?P<unit>Tỉnh|Thành phố|Huyện|Quận|Thị xã|Phường|Xã|Thị trấn|Đặc khu) "
    rf"(?P<name>{_CAPITAL}[^\W\d_]*(?: {_CAPITAL}[^\W\d_]*)*)"
)
_SMALL = re.compile(r"\b(?P<unit>thành phố Hồ Chí Minh|thủ đô Hà Nội|(?:quận|phường) \d+)\b")
_FAMILIES = frozenset(
    re.findall(
        r"\S+",
        "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lương Tô Hà Cao "
        "Mai Tôn Đào Lâm Quang Hai Điện Bạch Cách Tháng Đoàn Phùng Triệu Ngọc Chu Tạ Châu Kim",
    )
)
"""First words of units that are named after a person or an event, which keep their capital."""
_NAMED_AFTER_PERSONS = frozenset({"Quận", "Phường", "Xã", "Thị trấn", "Đặc khu"})
"""Kinds of units that are; among provinces and towns only Thành phố Hồ Chí Minh is."""


@rule(
    "CAP-UNIT",
    title="Viết hoa tên đơn vị hành chính",
    clause=f"{_CAPITALS}, Mục III.1",
    remedy="Danh từ chung viết thường trước tên riêng; viết hoa khi tên là số, tên người, tên sự kiện.",
    right="thành phố Tam Kỳ; Phường 1; Thành phố Hồ Chí Minh",
    wrong="của Thành phố Tam Kỳ; phường 1",
    severity=Severity.WARNING,
    party=InParty(_AS_STATE),
    genres=OFFICE,
)
def cap_unit(paper: LintPaper) -> Iterator[Departure]:
    """Check the first letter of the common noun before a unit's name."""
    for block in paper.written:
        for match in _UNIT.finditer(block.text):
            person = match["name"].split()[0] in _FAMILIES and match["unit"] in _NAMED_AFTER_PERSONS
            if not person and not match["name"].startswith(("Hồ Chí Minh", "Điện Biên Phủ")):
                word = match["unit"]
                yield at_block("nội dung", block, f"«{match[0]}»", f"«{word.lower()} {match['name']}»")
        for match in _SMALL.finditer(block.text):
            word = match["unit"]
            yield at_block("nội dung", block, f"«{word}»", f"«{word[0].upper()}{word[1:]}»")


_OLD_TONE = re.compile(r"\b[^\W\d_]*(?:[òóỏõọ][ae]|(?<![qQ])[ùúủũụ]y)\b", re.IGNORECASE)
_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(_FAMILIES))})(?: {_CAPITAL}[^\W\d_]*){{1,3}}")
"""A person's name is spelt as its owner spells it, so it does not count."""
_NEW_TONE = re.compile(r"\b[^\W\d_]*(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])\b", re.IGNORECASE)


@rule(
    "TONE-MIX",
    title="Lẫn hai cách đặt dấu thanh",
    clause=_CUSTOM,
    remedy="Chọn một cách (hòa, ủy hoặc hoà, uỷ) cho cả văn bản; không tự sửa tên riêng.",
    right="Hòa Hương, Ủy ban",
    wrong="Hoà Hương, Ủy ban",
    severity=Severity.WARNING,
    party=InParty("Quy ước trình bày"),
    genres=ANY,
)
def tone_mix(paper: LintPaper) -> Iterator[Departure]:
    """Check that a paper keeps to one way of placing tone marks."""
    places: dict[bool, tuple[Block, str]] = {}
    for block in _all(paper):
        for old, pattern in ((True, _OLD_TONE), (False, _NEW_TONE)):
            match = pattern.search(_PERSON.sub(" ", block.text))
            if match:
                places.setdefault(old, (block, match[0]))
    if len(places) > 1:
        block, word = max(places.values(), key=lambda place: place[0].number)
        other = min(places.values(), key=lambda place: place[0].number)[1]
        yield at_block("toàn văn bản", block, f"«{other}» và «{word}»", "một cách đặt dấu trong cả văn bản")


_DOUBLE = re.compile(rf"(?<=[^ ]) {{2,{HALVES - 1}}}(?=[^ \t\n])")


@rule(
    "DBL-SPACE",
    title="Hai dấu cách liền nhau",
    clause=_CUSTOM,
    remedy="Xóa bớt, chỉ để một dấu cách.",
    right="Ban Thường trực",
    wrong="Ban  Thường trực",
    severity=Severity.WARNING,
    party=InParty("Quy ước trình bày"),
    genres=ANY - {Genre.FORM},
    fix=fix_words.single_spaces,
)
def dbl_space(paper: LintPaper) -> Iterator[Departure]:
    """Check that single spaces part words; blanks for number and date may be wide."""
    for block in paper.written:
        for match in _DOUBLE.finditer(block.text):
            if not is_room(block.text, *match.span()):
                left, right = block.text[: match.start()].split()[-1], block.text[match.end() :].split()[0]
                words = f"{left}{match[0][:2]}{right}"
                yield at_block("nội dung", block, f"«{words}»", "một dấu cách")
                break


_BEFORE_MARK = re.compile(r"(?<=[^\s.…_;:,(])[ \u00a0]+(?=[,;:!?)](?:\s|$)|[,;!?](?=[^\W\d_])|\.(?:\s|$))")
_AFTER_MARK = re.compile(
    r"(?<=[^\W\d_])[,;:!?](?=[^\W\d_])|(?<=[^\W\d_]{2})\.(?=[^\W\d_A-ZĐ]*[A-ZĐ][^\W\d_A-ZĐ])"
)
_BRACKET = re.compile(r"\([ \u00a0]+(?=[^\s.…)])")
_ADDRESS = re.compile(r"\S{0,80}(?:@|https?:|www\.)\S*")


@rule(
    "PUNCT-SPACE",
    title="Dấu cách quanh dấu câu",
    clause=_CUSTOM,
    remedy="Dấu câu viết liền chữ trước, cách chữ sau; ngoặc viết liền chữ bên trong.",
    right="kiểm tra, đánh giá",
    wrong="kiểm tra ,đánh giá",
    severity=Severity.WARNING,
    party=InParty("Quy ước trình bày"),
    genres=ANY,
)
def punct_space(paper: LintPaper) -> Iterator[Departure]:
    """Check that marks stand right after a word and before a space."""
    for block in paper.written:
        text = block.text
        if any(mark in text for mark in ("@", "http", "www.")):
            text = _ADDRESS.sub(" ", text)
        for pattern in (_BEFORE_MARK, _AFTER_MARK, _BRACKET):
            match = pattern.search(text)
            if match:
                around = text[max(0, match.start() - 8) : match.end() + 8].strip()
                yield at_block("nội dung", block, f"«{around}»", "dấu câu liền chữ trước, cách chữ sau")
                break


_HOUR = r"(?:[01]?\d|2[0-3])"
_POINTED = rf"{_HOUR}\.[0-5]\d"
_TIME_WORD = r"(?:từ|lúc|đến|vào|hồi)\s+"
_WRONG_TIME = re.compile(
    rf"(?<![\d,.])(?:{_POINTED}(?=\s*[-–]\s*{_HOUR}[.hg:]\d)|(?<=[-–] ){_POINTED}(?!\d)"
    rf"|\d(?:h|[hg][0-5]\d)\b|\d:[0-5]\d\b|\d giờ (?=[0-5]\d\b))|(?:{_TIME_WORD}){_POINTED}(?![\d,])"
    r"|\b(?:lúc|vào|hồi|từ|trước)\s+\d giờ\b(?! đồng| làm việc| liên tục| kể từ| học| đến \d+ giờ)",
)
_FIGURE = re.compile(r"\d")
_NO_CLOCK = re.compile(
    r"(?:trong(?: vòng| thời gian)?|sau|quá|hơn|dưới|trên|khoảng|tối đa|tối thiểu|ít nhất|mỗi|đủ|thêm|"
    r"tỷ lệ|tỉ lệ|\d\s*[-–])\s*$",
    re.IGNORECASE,
)
"""What stands before a length of time, or a scale: "trong 3h", "tỷ lệ 1:50"."""
_STYLES = (
    ("07h30", re.compile(rf"(?<!\d){_HOUR}h(?:[0-5]\d)?\b")),
    ("07g30", re.compile(rf"(?<!\d){_HOUR}g[0-5]\d\b")),
    ("07:30", re.compile(rf"(?<!\d){_HOUR}:[0-5]\d\b")),
)


@rule(
    "TIME-FORMAT",
    title="Cách ghi giờ",
    clause=_CUSTOM,
    remedy="Ghi giờ một cách: 07 giờ 30 (lời văn), 07h30 (bảng, chương trình); hai chữ số cho giờ.",
    right="07h30 - 08h00",
    wrong="7h30; 07.30 - 08.00; lẫn 07h30 và 07:30",
    severity=Severity.WARNING,
    party=InParty("Quy ước trình bày"),
    genres=ANY,
)
def time_format(paper: LintPaper) -> Iterator[Departure]:
    """Check that times of day are written one way, hours with two figures."""
    styles: dict[str, Block] = {}
    for block in paper.written:
        if not _FIGURE.search(block.text):
            continue
        times = _WRONG_TIME.finditer(block.text)
        wrong = next((m for m in times if not _NO_CLOCK.search(block.text[: m.start()])), None)
        if wrong:
            yield at_block("nội dung", block, f"«{wrong[0].strip()}»", "07 giờ 30 hoặc 07h30")
            continue
        for name, pattern in _STYLES:
            if pattern.search(block.text):
                styles.setdefault(name, block)
    if len(styles) > 1:
        block = max(styles.values(), key=lambda item: item.number)
        yield at_block("nội dung", block, f"lẫn các cách {' và '.join(styles)}", "một cách ghi giờ")


RULES = (
    cite_first_full,
    cite_so,
    cap_para,
    cap_dieu,
    cap_unit,
    tone_mix,
    dbl_space,
    punct_space,
    time_format,
)
