"""What papers of one template share is read once; a paper is judged the same when it is read alone."""

from __future__ import annotations

import io
import zipfile

import pytest

from docgen.lint import Profile, judge
from docgen.lint.checking import findings
from docgen.lint.fix.fix_desk import FixDesk, FixWish
from docgen.lint.read_document import read
from tests.lint.breaking import Mutation, page
from tests.lint.corpus import Sample
from tests.lint.mutations import MUTATIONS
from tests.lint.papers import plan
from tests.lint.test_corpus import CORPUS

_PROPERTIES = "docProps/custom.xml"


def _alone(data: bytes, profile: str, wish: FixWish) -> FixDesk:
    """Read a paper as the fixer does, which changes what it reads and so shares nothing."""
    return FixDesk(data, "vb.docx", Profile(profile), wish)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_broken_paper_is_read_alike_alone_and_after_its_conforming_sister(mutation: Mutation) -> None:
    base, broken = mutation.base().build(), mutation.change(mutation.base()).build()
    for data in (base, broken, base):
        alone = _alone(data, mutation.profile, FixWish())
        assert read(data) == alone.paper.document
        assert list(judge(data, "vb.docx", mutation.profile).findings) == findings(alone.paper)


@pytest.mark.parametrize("sample", CORPUS, ids=lambda sample: sample.name)
def test_a_file_of_another_hand_is_read_alike_alone_and_in_company(sample: Sample) -> None:
    data = sample.build()
    alone = _alone(data, sample.profile, FixWish())
    assert read(data) == read(data) == alone.paper.document
    assert list(judge(data, "vb.docx", sample.profile).findings) == findings(alone.paper)


def test_papers_that_differ_in_a_header_or_in_styles_share_nothing() -> None:
    ours = plan()
    first, other = ours.build(), page(header="<w:p><w:r><w:t>Mật</w:t></w:r></w:p>")(ours).build()
    assert read(first).furniture != read(other).furniture
    small = page(font="Arial")(ours).build()
    assert read(first).blocks != read(small).blocks
    assert read(small) == _alone(small, "mttq", FixWish()).paper.document


def test_a_header_kept_under_the_name_of_the_properties_is_still_read() -> None:
    """Members that each paper has of its own are not compared; so nothing else may refer to them."""
    data = page(header="<w:p><w:r><w:t>MỘT</w:t></w:r></w:p>")(plan()).build()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        header = next(name for name in names if "header" in name)
        text = archive.read(header)
        rels = archive.read("word/_rels/document.xml.rels")
        types = archive.read("[Content_Types].xml")
    members = {
        "word/_rels/document.xml.rels": rels.replace(
            header.removeprefix("word/").encode(), b"../docProps/custom.xml"
        ),
        "[Content_Types].xml": types.replace(b"/" + header.encode(), b"/docProps/custom.xml"),
    }
    papers = []
    for words in ("MỘT", "HAI"):
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
            for name in names:
                if name != header:
                    new.writestr(name, members.get(name, old.read(name)))
            new.writestr(_PROPERTIES, text.replace("MỘT".encode(), words.encode()))
        papers.append(packed.getvalue())
    shown = [item.blocks[0].text for data in papers for item in read(data).furniture]
    assert shown == ["MỘT", "HAI"]
