"""Who was at a sitting, and who was not, as its minutes say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.kinds.van_ban import Context, role_called
from docgen.kinds.wording import NAME_BLANK, bare, items, unit_at_start
from docgen.records import Attendance, Member, Presence, Role, Season, Side, Sitting, Unit
from docgen.viet.numbers import pad2
from docgen.viet.text import name_key


class DonViThamDu(Context):
    """One inspected unit at the sitting: who came for it, who did not and why, a person a line."""

    tt: str
    don_vi: str
    nguoi_du: str
    nguoi_vang: str


def officer(season: Season, sitting: Sitting, code: str, role: Role) -> Member | None:
    """Give the sitting's chair or secretary: the one named for it, else the team's own."""
    if code:
        return season.member_by_code[code]
    return next((member for member in season.team_on(sitting.date) if member.role is role), None)


def introduced(member: Member | None, office: str = "") -> str:
    """Present a member with salutation, post and office; room to write while there is none."""
    if member is None:
        return NAME_BLANK
    return ", ".join(filter(None, [f"{member.salutation} {member.name}", bare(member.position), office]))


def team(
    season: Season, sitting: Sitting, present: Sequence[Attendance], officers: Iterable[Member | None]
) -> dict[str, list[str]]:
    """List the other members who came and those who did not; before the day, all members."""
    named = {name_key(member.name) for member in officers if member}
    called = {name_key(m.name): (m, _office(season, m)) for m in season.team}
    rows = [row for row in present if row.side is Side.TEAM]
    if not rows:
        others = [m for m in season.team_on(sitting.date) if name_key(m.name) not in named]
        return {
            "thanh_vien": items([introduced(m, _office(season, m)) for m in others]),
            "thanh_vien_vang": [],
        }
    came = [row for row in rows if row.presence is Presence.PRESENT and name_key(row.name) not in named]
    absent = [row for row in rows if row.presence is Presence.ABSENT]
    return {
        "thanh_vien": items([_attendant(row, *called.get(name_key(row.name), ())) for row in came]),
        "thanh_vien_vang": items([_absentee(row, *called.get(name_key(row.name), ())) for row in absent]),
    }


def _office(season: Season, member: Member) -> str:
    """Name an office within the team; a plain member's goes without saying."""
    return "" if member.role is Role.MEMBER else role_called(season.general, member.role)


def _attendant(row: Attendance, member: Member | None = None, office: str = "") -> str:
    """Name a person with salutation, post and office, as far as they are known."""
    name = f"{member.salutation} {row.name}" if member else row.name
    position = bare(row.position or (member.position if member else ""))
    return ", ".join(filter(None, [name, position, office]))


def _absentee(row: Attendance, member: Member | None = None, office: str = "") -> str:
    reason = f" (lý do: {bare(row.reason)})" if row.reason else " (không nêu lý do)"
    return _attendant(row, member, office) + reason


def unit_row(number: int, unit: Unit, present: Sequence[Attendance]) -> DonViThamDu:
    """List the people of a unit, those who came before those who did not."""
    rows = [row for row in present if row.side is Side.UNIT and row.unit == unit.code]
    return DonViThamDu(
        tt=pad2(number),
        don_vi=unit_at_start(unit),
        nguoi_du="\n".join(_attendant(row) for row in rows if row.presence is Presence.PRESENT),
        nguoi_vang="\n".join(f"Vắng: {_absentee(row)}" for row in rows if row.presence is Presence.ABSENT),
    )
