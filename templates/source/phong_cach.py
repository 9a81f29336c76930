"""The style master: one Word file that shows each style; all templates take its styles and margins."""

from __future__ import annotations

from collections.abc import Sequence

from templates.source import style
from templates.source.builder import Cell, Column, Xml, document, grid, join, p, section, table
from templates.source.named_styles import ParagraphStyle, paragraph_styles

_INTRODUCTION = (
    "Tệp này giữ kiểu chữ chung của mọi văn bản. Mở thẻ Trang đầu (Home), khung Kiểu (Styles), "
    "bấm chuột phải vào tên kiểu, chọn Sửa đổi (Modify): cỡ chữ, giãn dòng, thụt dòng sửa ở đây "
    "sẽ đổi ở mọi văn bản được tạo lại. Kiểu Thân văn bản là gốc của Căn cứ, Điều, Khoản, Mục La Mã, "
    "Gạch đầu dòng, Đoạn kết; kiểu Ô bảng là gốc của các kiểu trong bảng: sửa gốc thì các kiểu ấy đổi "
    "theo. Lề trang cũng giữ ở đây: thẻ Bố trí (Layout), Lề (Margins), Lề tùy chỉnh, Áp dụng cho toàn bộ tài "
    "liệu. Lời mẫu bên dưới chỉ để xem, không đi vào văn bản nào."
)
_ISSUER = ("TenCoQuanChuQuan", "TenCoQuan", "GachCoQuan", "DuThao", "SoKyHieu", "VeViec")
_NATION = ("QuocHieu", "TieuNgu", "GachTieuNgu", "DiaDanh")
_TITLE = ("TenLoai", "TrichYeu", "GachTrichYeu")
_RECIPIENTS = ("NoiNhanNhan", "NoiNhan")
_SIGNER = ("ChucVuKy", "HoTenNguoiKy")
_TABLE = (
    "TieuDeBang",
    "OBang",
    "OBangGiua",
    "OBangGiuaCuoi",
    "OBangPhai",
    "OBangDam",
    "OBangDamGiua",
    "TieuDeBangNho",
    "OBangNho",
    "OBangNhoGiua",
    "OBangNhoGiuaCuoi",
)
_APPENDIX = ("PhuLuc", "TenPhuLuc", "KemTheo", "GachPhuLuc", "KetPhuLuc")
_ALONE = ("SoTrang",)
_PLACED = frozenset((*_ISSUER, *_NATION, *_TITLE, *_RECIPIENTS, *_SIGNER, *_TABLE, *_APPENDIX, *_ALONE))


def template() -> bytes:
    """Build ``phong-cach.docx``: the styles where they stand in a paper, each with its name."""
    samples = _samples()
    body = [id_ for id_ in samples if id_ not in _PLACED]
    return document(
        section(
            grid(style.HOUSE.head_columns, [_shown(*_ISSUER), _shown(*_NATION)]),
            _shown(*_TITLE),
            p("ThanVanBan", _INTRODUCTION),
            _shown(*body),
            table(
                [Column("Tên kiểu", 65), Column("Mẫu", 100)],
                *(_look(samples[id_]) for id_ in _TABLE),
            ),
            grid(
                style.HOUSE.sign_columns,
                [_shown(*_RECIPIENTS), _shown(*_SIGNER)],
                space_before=True,
            ),
        ),
        section(_shown(*_APPENDIX), landscape=True),
    )


def _shown(*ids: str) -> Xml:
    samples = _samples()
    return join(*(p("TheDieuKhien", samples[i].name) + p(i, samples[i].sample) for i in ids))


def _look(item: ParagraphStyle) -> Sequence[str | Cell]:
    return [item.name, Cell(item.sample, style=item.id)]


def _samples() -> dict[str, ParagraphStyle]:
    return {item.id: item for item in paragraph_styles(style.HOUSE)}
