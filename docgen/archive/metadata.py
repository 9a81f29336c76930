"""Metadata of papers and dossiers, with the names of Nghị định 30/2020, Phụ lục VI, Phần II (I, III)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from docgen.archive.history import Sealed
from docgen.archive.issued import DossierInfo

_NOT_XML: Final = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold."""
NORMAL: Final = 0
"""Priority of a paper that is neither urgent nor secret."""


def paper_xml(sealed: Sealed, info: DossierInfo) -> bytes:
    """Write the metadata of one paper."""
    root = ET.Element("Document")
    _fill_paper(root, sealed, info)
    return _written(root)


def dossier_xml(papers: Iterable[Sealed], info: DossierInfo) -> bytes:
    """Write the metadata of the dossier, with all its papers in order."""
    held = list(papers)
    root = ET.Element("File")
    _file_code(root, info)
    days = sorted(sealed.date for sealed in held)
    fields = {
        "Title": info.title,
        "Maintenance": info.longest(tuple(sealed.paper for sealed in held)),
        "Rights": "",
        "Creator": info.creator,
        "Language": info.language,
        "StartDate": days[0] if days else "",
        "EndDate": days[-1] if days else "",
        "DocTotal": str(len(held)),
        "PageTotal": str(sum(sealed.pages for sealed in held)),
        "Description": "",
    }
    _add(root, fields)
    documents = ET.SubElement(root, "Documents")
    for sealed in held:
        document = ET.SubElement(documents, "Document")
        _fill_paper(document, sealed, info)
        ET.SubElement(document, "Path").text = sealed.path("signed")
    return _written(root)


def _fill_paper(root: ET.Element, sealed: Sealed, info: DossierInfo) -> None:
    _file_code(root, info)
    _add(
        root,
        {
            "DocOrdinal": str(sealed.order),
            "TypeName": sealed.type_name,
            "CodeNumber": sealed.number,
            "CodeNotation": sealed.symbol,
            "IssuedDate": sealed.date,
            "OrganName": sealed.organ,
            "Subject": sealed.subject,
            "Language": info.language,
            "PageAmount": str(sealed.pages),
            "Description": f"Thay bản lưu ở {sealed.replaces}" if sealed.replaces else "",
        },
    )
    _add(ET.SubElement(root, "SignerInfo"), {"Position": sealed.signer_post, "FullName": sealed.signer_name})
    for name in sealed.recipients:
        _add(ET.SubElement(root, "To"), {"OrganId": "", "OrganName": name})
    copies = str(sealed.copies) if sealed.copies else ""
    _add(root, {"Priority": str(NORMAL), "IssuedAmount": copies, "DueDate": ""})


def _file_code(root: ET.Element, info: DossierInfo) -> None:
    fields = {"OrganId": info.organ_id, "FileCatalog": str(info.year), "FileNotation": info.notation}
    _add(ET.SubElement(root, "FileCode"), fields)


def _add(parent: ET.Element, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        ET.SubElement(parent, name).text = _NOT_XML.sub("", value)


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
