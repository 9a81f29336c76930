"""The style master: one Word file that shows each style; its styles are imposed on every template."""

from __future__ import annotations

from templates.source import style
from templates.source.builder import Cell, Column, Xml, document, grid, join, p, section, table

_INTRODUCTION = (
    "Tệp này giữ kiểu chữ chung của mọi văn bản. Mở thẻ Trang đầu (Home), khung Kiểu (Styles), "
    "bấm chuột phải vào tên kiểu, chọn Sửa đổi (Modify): cỡ chữ, giãn dòng, thụt dòng sửa ở đây "
    "sẽ đổi ở mọi văn bản được tạo lại. Kiểu Thân văn bản là gốc của Căn cứ, Điều, Khoản, Mục La Mã, "
    "Gạch đầu dòng, Đoạn kết; kiểu Ô bảng là gốc của các kiểu trong bảng: sửa gốc thì các kiểu ấy đổi "
    "theo. Lời mẫu bên dưới chỉ để xem, không đi vào văn bản nào."
)
_SAMPLES = {item.id: item for item in style.PARAGRAPH_STYLES}
_ISSUER = ("TenCoQuanChuQuan", "TenCoQuan", "GachCoQuan", "SoKyHieu")
_NATION = ("QuocHieu", "TieuNgu", "GachTieuNgu", "DiaDanh")
_TITLE = ("TenLoai", "TrichYeu", "GachTrichYeu")
_RECIPIENTS = ("NoiNhanNhan", "NoiNhan")
_SIGNER = ("ChucVuKy", "HoTenNguoiKy")
_TABLE = (
    "TieuDeBang",
    "OBang",
    "OBangGiua",
    "OBangPhai",
    "OBangDam",
    "OBangDamGiua",
    "TieuDeBangNho",
    "OBangNho",
    "OBangNhoGiua",
)
_APPENDIX = ("PhuLuc", "TenPhuLuc", "KemTheo", "GachPhuLuc", "KetPhuLuc")
_ALONE = ("SoTrang",)
_PLACED = frozenset((*_ISSUER, *_NATION, *_TITLE, *_RECIPIENTS, *_SIGNER, *_TABLE, *_APPENDIX, *_ALONE))


def template() -> bytes:
    """Build ``phong-cach.docx``: the styles where they stand in a paper, each with its name."""
    body = [item.id for item in style.PARAGRAPH_STYLES if item.id not in _PLACED]
    return document(
        section(
            grid([style.HEAD_LEFT, style.HEAD_RIGHT], [_shown(*_ISSUER), _shown(*_NATION)]),
            _shown(*_TITLE),
            p("ThanVanBan", _INTRODUCTION),
            _shown(*body),
            table(
                [Column("Tên kiểu", 65), Column("Mẫu", 100)],
                *([_SAMPLES[id_].name, Cell(_SAMPLES[id_].sample, style=id_)] for id_ in _TABLE),
            ),
            grid(
                [style.SIGN_LEFT, style.SIGN_RIGHT],
                [_shown(*_RECIPIENTS), _shown(*_SIGNER)],
                space_before=True,
            ),
        ),
        section(_shown(*_APPENDIX), landscape=True),
    )


def _shown(*ids: str) -> Xml:
    return join(*(p("TheDieuKhien", _SAMPLES[i].name) + p(i, _SAMPLES[i].sample) for i in ids))
