"""Accepting and rejecting all tracked changes of a .docx, the way that Word does it."""

from __future__ import annotations

from lxml import etree

from tests.render.word_file import W, pack, unpack

_TEXT = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def accepted(data: bytes) -> bytes:
    return _settled(data, keep="ins", drop="del")


def rejected(data: bytes) -> bytes:
    return _settled(data, keep="del", drop="ins")


def _settled(data: bytes, *, keep: str, drop: str) -> bytes:
    made: dict[str, str | bytes] = {}
    for name, content in unpack(data).items():
        made[name] = content
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(content)
            _settle(root, f"{W}{keep}", f"{W}{drop}")
            made[name] = etree.tostring(root)
    return pack(made)


def _is_property(mark: etree._Element) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag in (f"{W}rPr", f"{W}trPr")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _settle(root: etree._Element, keep: str, drop: str) -> None:
    _drop_rows(root, drop)
    merged = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{drop}") is not None]
    for mark in [m for m in root.iter(keep, drop) if _is_property(m) or m.tag == drop]:
        _remove(mark)
    for mark in list(root.iter(keep)):
        for child in list(mark):
            mark.addprevious(child)
        _remove(mark)
    for element in root.iter(*_TEXT):
        element.tag = _TEXT[str(element.tag)]
    for change in list(root.iter(f"{W}pPrChange")):
        _settle_properties(change, reject=keep == f"{W}del")
    for paragraph in reversed(merged):
        _merge(paragraph)


def _drop_rows(root: etree._Element, drop: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{drop}") is not None:
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f".//{W}tr") is None:
            _remove(table)


def _settle_properties(change: etree._Element, *, reject: bool) -> None:
    properties = change.getparent()
    assert properties is not None
    _remove(change)
    if reject:
        for child in list(properties):
            if child.tag not in (f"{W}rPr", f"{W}sectPr"):
                properties.remove(child)
        for number, child in enumerate(list(change[0])):
            properties.insert(number, child)


def _merge(paragraph: etree._Element) -> None:
    """Take the end of a paragraph away: what is left of it stands at the head of the next one."""
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for number, child in enumerate(content):
            following.insert(at + number, child)
    elif content:
        return
    _remove(paragraph)
