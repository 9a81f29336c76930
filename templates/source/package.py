"""The container of a template: only the parts that a paper needs, the same bytes every time."""

from __future__ import annotations

import io
import zipfile

from templates.source import markup, style
from templates.source.markup import DECLARATION, NAMESPACE

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"

_TYPES = (
    f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_WORD}.header+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    "</Types>"
)
_ROOT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rIdKieuChu" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rIdThietLap" Type="{_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rIdPhongChu" Type="{_RELATIONS}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rIdSoTrang" Type="{_RELATIONS}/header" Target="header1.xml"/>'
    f'<Relationship Id="rIdTrangDau" Type="{_RELATIONS}/header" Target="header2.xml"/>'
    "</Relationships>"
)
_PROPERTIES = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>vi-VN</dc:language></cp:coreProperties>'
)
_FONTS = markup.part(
    "fonts",
    f'<w:font w:name="{style.FONT}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
    '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>',
)
_SETTINGS = markup.part(
    "settings",
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
)
_PAGE_NUMBER = markup.part(
    "hdr",
    '<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
)
_NO_NUMBER = markup.part("hdr", '<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr></w:p>')


def pack(body: str) -> bytes:
    """Make the package of a document whose ``w:body`` holds ``body``.

    Members are stored, not deflated: zlib's bytes differ between its versions.
    """
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "docProps/core.xml": _PROPERTIES,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/document.xml": (
            f'{DECLARATION}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONS}">'
            f"<w:body>{body}</w:body></w:document>"
        ),
        "word/fontTable.xml": _FONTS,
        "word/header1.xml": _PAGE_NUMBER,
        "word/header2.xml": _NO_NUMBER,
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": markup.styles(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0  # the same on every system
            archive.writestr(info, content.encode())
    return packed.getvalue()
