"""What would run, fetch or change by itself in every paper is refused in a template, at its place."""

from __future__ import annotations

import pytest

from docgen.render import compile_template, inspect_template
from tests.render.records import SCHEMA, context
from tests.render.word_file import NAMESPACES, p, pack, parts, run, unpack

TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
SCHEMAS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def referring(kind: str, target: str, body: str, *, external: bool = True) -> dict[str, str]:
    """Give a template whose body refers to something by the relationship «ngoai»."""
    made = parts(p("{{ ten_don_vi }}"), body)
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="ngoai" Type="{SCHEMAS}/{kind}" Target="{target}"{mode}/>'
    made[RELATIONS] = made[RELATIONS].replace("</Relationships>", f"{line}</Relationships>")
    return made


@pytest.mark.parametrize(
    ("kind", "target", "external", "words"),
    [
        (
            "image",
            "http://x.example/anh.png",
            True,
            "hình liên kết với tệp ở ngoài (http://x.example/anh.png)",
        ),
        ("image", r"\\may-khac\chung\anh.png", True, "hình liên kết"),
        ("oleObject", "file:///C:/so.xlsx", True, "đối tượng OLE"),
        ("hyperlink", "file:///C:/a.exe", True, "liên kết mở tệp trên máy"),
        ("frame", "http://x.example/a.htm", True, "nội dung lấy từ tệp ở ngoài"),
        ("oleObject", "embeddings/o.bin", False, "đối tượng OLE"),
        ("control", "activeX/a.xml", False, "ActiveX"),
        ("aFChunk", "a.html", False, "altChunk"),
    ],
)
def test_what_comes_from_outside_or_runs_is_refused_at_its_place(
    kind: str, target: str, *, external: bool, words: str
) -> None:
    made = referring(
        kind, target, f'<w:p>{run("Kính gửi")}<w:r><w:object r:id="ngoai"/></w:r></w:p>', external=external
    )
    if not external:
        made[f"word/{target}"] = "<x/>"
        types = "".join(f'<Default Extension="{x}" ContentType="x/{x}"/>' for x in ("bin", "html"))
        made[TYPES] = made[TYPES].replace("<Override", f"{types}<Override", 1)
    told = [x for x in inspect_template(pack(made), SCHEMA, name="a.docx") if x.code == "MAU-22"]
    assert [(words in x.message, x.where.spot) for x in told] == [(True, "đoạn 2: «Kính gửi»")]


def with_settings(inside: str, *lines: str) -> dict[str, str]:
    """Give a template with settings of its own, and relationships of these."""
    made = parts(p("{{ ten_don_vi }}"))
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = f'<Override PartName="/word/settings.xml" ContentType="{word}.settings+xml"/></Types>'
    made[TYPES] = made[TYPES].replace("</Types>", types)
    line = f'<Relationship Id="s" Type="{SCHEMAS}/settings" Target="settings.xml"/></Relationships>'
    made[RELATIONS] = made[RELATIONS].replace("</Relationships>", line)
    made["word/settings.xml"] = f"<w:settings {NAMESPACES}>{inside}</w:settings>"
    rels = "".join(f'<Relationship Type="{SCHEMAS}/{line}" TargetMode="External"/>' for line in lines)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    made["word/_rels/settings.xml.rels"] = f'<Relationships xmlns="{package}">{rels}</Relationships>'
    return made


def test_a_template_elsewhere_is_refused_and_words_own_is_let_go() -> None:
    far = with_settings("", 'attachedTemplate" Id="t" Target="http://x.example/a.dotm')
    near = with_settings("", 'attachedTemplate" Id="t" Target="file:///C:\\Mẫu\\Normal.dotm')
    told = inspect_template(pack(far), SCHEMA, name="a.docx")
    assert [(x.code, x.where.spot) for x in told] == [("MAU-22", "phần cài đặt của tệp")]
    assert not inspect_template(pack(near), SCHEMA, name="a.docx")


def test_merge_source_locks_and_attached_template_go_into_no_paper() -> None:
    inside = (
        '<w:writeProtection w:recommended="1"/><w:attachedTemplate r:id="t"/>'
        '<w:mailMerge><w:query w:val="SELECT"/><w:dataSource r:id="m"/></w:mailMerge>'
        '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
        '<w:defaultTabStop w:val="720"/>'
    )
    made = with_settings(inside, 'attachedTemplate" Id="t" Target="Normal.dotm')
    template = compile_template(pack(made), SCHEMA, name="a.docx")
    paper = unpack(template.render(context()))
    settings = paper["word/settings.xml"].decode()
    assert "defaultTabStop" in settings
    assert not [word for word in ("mailMerge", "Protection", "attachedTemplate") if word in settings]
    assert b"External" not in b"".join(data for name, data in paper.items() if name.endswith(".rels"))


def test_a_merge_source_is_told() -> None:
    made = with_settings("", 'mailMergeSource" Id="m" Target="file:///D:/so.xlsx')
    told = inspect_template(pack(made), SCHEMA, name="a.docx")
    assert [(x.code, "nguồn dữ liệu trộn thư" in x.message) for x in told] == [("MAU-22", True)]
