"""A paper open for mending: what the linter read of it, and the XML that it was read from."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from docgen.lint.document_model import Block, Element, LintDocument
from docgen.lint.form_rule import LintPaper, Profile
from docgen.lint.genre import Genre
from docgen.lint.lint_paper import as_asked, paper_of
from docgen.lint.pieces import Piece, pieces_of
from docgen.lint.read_document import _Walker, related_xml  # its walk decides which paragraph is which block
from docgen.lint.regime import Range
from docgen.problem import Stop

_P: Final = qn("w:p")
_FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
_SIGNATURE: Final = "/digital-signature/origin"
_HOUSE_SIZE: Final = 14.0


@dataclass(frozen=True, slots=True)
class Rewording:
    """A change of letters: exactly this text became exactly that."""

    before: str
    after: str


class _Tracing(_Walker):
    """Reads as the linter does, and remembers the XML of each block."""

    def __init__(self, part: Any) -> None:
        super().__init__(part)
        self.elements: dict[int, Element] = {}

    def _block(self, paragraph: Element, *place: Any) -> Block:
        block = super()._block(paragraph, *place)
        self.elements[id(block)] = paragraph
        return block


@dataclass(frozen=True, slots=True)
class FixWish:
    """What the user says of a file to be mended: what it is, and whether to set its font in any case."""

    kind: Genre | None = None
    font: bool = False

    @property
    def also(self) -> frozenset[str]:
        """The rules that are asked for by their ids."""
        return frozenset({"FONT-NAME"} if self.font else ())


class FixDesk:
    """One paper being mended.  ``paper`` is as it was read last; ``look_again`` reads it anew."""

    def __init__(self, data: bytes, name: str, profile: Profile, wish: FixWish) -> None:
        """Open a file that ``lint`` has read; ``Stop`` when it is signed digitally or protected."""
        self._document = docx.Document(io.BytesIO(data))
        self.part: Any = self._document.part
        self.profile, self.wish = profile, wish
        self.reworded: Counter[str] = Counter()
        if any(rel.reltype.endswith(_SIGNATURE) for rel in self.part.package.rels.values()):
            raise Stop(
                f"Không sửa «{name}»: văn bản đã ký số, sửa một chữ là chữ ký mất giá trị.",
                "Hãy sửa bản chưa ký rồi ký lại.",
            )
        if self._is_protected():
            raise Stop(
                f"Không sửa «{name}»: người soạn đã đặt bảo vệ, không cho sửa.",
                "Trong Word: Review, Restrict Editing, Stop Protection, hoặc bỏ «Mark as Final».",
            )
        self.paper = as_asked(self._read(), name, wish.kind)
        self._body_size = self._most_used_size()

    def note(self, changes: Iterable[Rewording]) -> None:
        """Note what letters of the text were changed, as words that are gone and words that came."""
        for change in changes:
            self.reworded.subtract(change.before.split())
            self.reworded.update(change.after.split())

    def _is_protected(self) -> bool:
        """Tell whether Word would refuse, or be asked not to, let a person type in it."""
        settings = related_xml(self.part, RT.SETTINGS)
        marks = () if settings is None else settings.iterfind(qn("w:documentProtection"))
        enforced = any((mark.get(qn("w:enforcement")) or "0") in {"1", "true", "on"} for mark in marks)
        asked = settings is not None and settings.find(qn("w:writeProtection")) is not None
        final = any(
            str(part.partname) == "/docProps/custom.xml" and b"_MarkAsFinal" in part.blob
            for part in self.part.package.iter_parts()
        )
        return enforced or asked or final

    def look_again(self) -> None:
        """Read the file as it stands now; what it is was told once."""
        self.paper = replace(self._read(), nature=self.paper.nature)
        self._body_size = self._most_used_size()

    def _read(self) -> LintPaper:
        reader = _Tracing(self.part)
        document = reader.document()
        self._elements = reader.elements
        self._keep_live(document)
        return paper_of(document, self.profile)

    def element(self, block: Block) -> Element:
        """Give the ``w:p`` of a block."""
        return self._elements[id(block)]

    @property
    def set_ups(self) -> list[Element]:
        """Give the ``w:sectPr`` of each section, as the linter counts them."""
        return list(self.part.element.body.iter(qn("w:sectPr")))

    def _most_used_size(self) -> float:
        """Give the size in which most of the text is set, in points; 14 where none is legal."""
        low, high = self.paper.regime.body
        letters: Counter[float] = Counter()
        for block in (*self.paper.anatomy.body, *self.paper.anatomy.grounds):
            for span in block.shown:
                if low <= span.format.size <= high:
                    letters[span.format.size] += len(span.text)
        return max(letters, key=lambda size: letters[size], default=_HOUSE_SIZE)

    def fitting(self, allowed: Range) -> float:
        """Give the size nearest to that of the text among those allowed."""
        low, high = allowed
        return min(max(self._body_size, low), high)

    def furniture_parts(self, kind: str) -> Iterator[tuple[int, str, Any]]:
        """Yield (section, variant, part) for each reference to a header or footer of this kind."""
        for index, set_up in enumerate(self.set_ups):
            for reference in set_up.iterfind(qn(f"w:{kind}Reference")):
                target = self.part.rels[reference.get(qn("r:id"))].target_part
                yield index, reference.get(qn("w:type")) or "default", target

    def _keep_live(self, document: LintDocument) -> None:
        """Point the blocks of headers and footers, which are read from copies, to the real XML."""
        parts = {
            (kind, section, variant): part
            for kind in ("header", "footer")
            for section, variant, part in self.furniture_parts(kind)
        }
        real: dict[int, Element] = {}
        for item in document.furniture:
            part: Any = parts.get((item.kind, item.section, item.variant))
            for block in item.blocks if hasattr(part, "element") else ():
                copy = self._elements[id(block)]
                at = list(copy.getroottree().iter(_P)).index(copy)
                real[id(block)] = list(part.element.iter(_P))[at]
        self._elements |= real

    def save(self) -> bytes:
        """Pack the file; the same content always gives the same bytes."""
        packed, fixed = io.BytesIO(), io.BytesIO()
        self._document.save(packed)
        with zipfile.ZipFile(packed) as old, zipfile.ZipFile(fixed, "w") as new:
            for name in old.namelist():
                member = zipfile.ZipInfo(name, _FIXED_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(member, old.read(name))
        return fixed.getvalue()


def range_of(piece: Piece) -> tuple[int, int]:
    """Give where a piece begins and ends in the text of its block."""
    text = piece.block.text.replace("\t", " ").replace("\n", " ")
    start = end = 0
    for other in pieces_of([piece.block]):
        start = text.index(other.raw, end)
        end = start + len(other.raw)
        if (other.line, other.side) == (piece.line, piece.side):
            break
    return start, end
