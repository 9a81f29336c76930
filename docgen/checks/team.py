"""Rules for the inspection team: offices, presence, impartiality, changes (DOAN)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.days import dated_papers
from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import day_of, listed, many, repeated, says_something, sheet_of, unit_named
from docgen.records import Attendance, Member, Presence, Role, Season, Side, Sitting, Stage
from docgen.viet import format_number, name_key, short_date


def person(member: Member) -> str:
    """Name a member as in a sentence: "ông Nguyễn Ba"."""
    return f"{member.salutation.lower()} {member.name}".strip()


@rule("DOAN-01", ERROR, "Đoàn có đúng một Trưởng đoàn và có Thư ký")
def team_has_a_head_and_a_secretary(season: Season) -> Iterator[Fault]:
    """Look at the team as first appointed, then as it stands on every day; report a state once."""
    yield from repeated(season.team, "code", "Mã thành viên")
    stands = {"khi thành lập": [member for member in season.team if member.from_date is None]}
    for sitting in season.sittings:
        stands[f"vào ngày {short_date(sitting.date)}"] = season.team_on(sitting.date)
    told: set[tuple[str, ...]] = set()
    for when, members in stands.items():
        heads = [member for member in members if member.role is Role.HEAD]
        state = tuple(head.code for head in heads)
        if len(heads) == 1 or state in told:
            continue
        told.add(state)
        names = listed(head.name for head in heads)
        yield Fault(
            heads[1].at("role") if heads else sheet_of(season, Member),
            f"Đoàn kiểm tra {when} có {many(len(heads), 'Trưởng đoàn')}: {names}."
            if heads
            else f"Đoàn kiểm tra {when} chưa có Trưởng đoàn.",
            "Chọn chức danh Trưởng đoàn cho đúng một người.",
            names,
        )
    yield from _no_secretary(season)


def _no_secretary(season: Season) -> Iterator[Fault]:
    """Demand one in the team, or one named for the sitting, on every day; report it once."""
    days = [season.team_on(sitting.date) for sitting in season.sittings if not sitting.secretary]
    if not season.sittings:
        days = [list(season.team)]
    if any(not any(member.role is Role.SECRETARY for member in members) for members in days):
        yield Fault(
            sheet_of(season, Member),
            "Đoàn kiểm tra chưa có ai là Thư ký.",
            f"Chọn chức danh “{Role.SECRETARY}” cho một người, hoặc ghi Thư ký ở từng buổi kiểm tra.",
        )


@rule("DOAN-02", ERROR, "Mỗi buổi có Chủ trì và Thư ký là hai người khác nhau")
def chair_is_not_secretary(season: Season) -> Iterator[Fault]:
    """Compare the two names; both are demanded once something of the sitting is on record."""
    held = {fact.sitting for fact in season.facts}
    for sitting in season.sittings:
        of = f"Buổi {sitting.no} ngày {short_date(sitting.date)}"
        if sitting.chair and sitting.chair == sitting.secretary:
            yield Fault(
                sitting.at("secretary"),
                f"{of}: {_name(season, sitting.chair)} vừa chủ trì vừa làm thư ký.",
                "Cử người khác làm thư ký hoặc chủ trì buổi này.",
                _name(season, sitting.secretary),
            )
        if season.general.stage is not Stage.FINAL and sitting.start is None and sitting.no not in held:
            continue
        for field, office in (("chair", "Chủ trì"), ("secretary", "Thư ký")):
            if not getattr(sitting, field):
                yield Fault(
                    sitting.at(field),
                    f"{of} chưa ghi {office}.",
                    f"Chọn {office} trong danh sách Đoàn kiểm tra.",
                )


def _name(season: Season, code: str) -> str:
    member = season.member_by_code.get(code)
    return person(member) if member else code


def team_rows(season: Season, sitting: Sitting) -> list[Attendance]:
    """Give the team's side of the attendance list of a sitting."""
    return [row for row in season.attendance if row.sitting == sitting.no and row.side is Side.TEAM]


def present_members(season: Season, sitting: Sitting) -> list[Member]:
    """Give the members recorded as present; everybody active when no list was kept yet."""
    active = season.team_on(sitting.date)
    rows = team_rows(season, sitting)
    if not rows:
        return active
    present = {name_key(row.name) for row in rows if row.presence is Presence.PRESENT}
    return [member for member in active if name_key(member.name) in present]


@rule("DOAN-03", WARNING, "Mỗi buổi đủ tỷ lệ thành viên có mặt; Chủ trì và Thư ký phải có mặt")
def sittings_have_a_quorum(season: Season) -> Iterator[Fault]:
    """Count from the attendance list; before a list is kept there is nothing to count."""
    for sitting in season.sittings:
        of = f"Buổi {sitting.no} ngày {short_date(sitting.date)}"
        rows = team_rows(season, sitting)
        if not rows:
            if season.general.stage is Stage.FINAL:
                yield Fault(
                    sheet_of(season, Attendance),
                    f"{of} chưa điểm danh Đoàn kiểm tra nên không biết có đủ thành viên hay không.",
                    "Ghi thành viên có mặt, vắng mặt của buổi này vào bảng Điểm danh.",
                )
            continue
        active = season.team_on(sitting.date)
        known = {name_key(member.name) for member in active}
        for row in rows:
            if name_key(row.name) not in known:
                yield Fault(
                    row.at("name"),
                    f"{of}: {row.name} được điểm danh nhưng không thuộc Đoàn kiểm tra vào ngày này.",
                    "Sửa họ tên cho khớp bảng Đoàn kiểm tra.",
                    row.name,
                )
        present = present_members(season, sitting)
        if len(present) * 100 < len(active) * season.general.quorum_percent:
            yield Fault(
                rows[0].at("presence"),
                f"{of} chỉ có {len(present)}/{len(active)} thành viên Đoàn có mặt, "
                f"dưới {format_number(season.general.quorum_percent)}%.",
                "Kiểm tra lại bảng Điểm danh; tỷ lệ này đặt ở Thông tin chung.",
                f"{len(present)}/{len(active)}",
            )
        for field, office in (("chair", "Chủ trì"), ("secretary", "Thư ký")):
            member = season.member_by_code.get(getattr(sitting, field))
            if member is not None and member in active and member not in present:
                yield Fault(
                    sitting.at(field),
                    f"{of}: {office} {person(member)} không có mặt theo bảng Điểm danh.",
                    f"Sửa bảng Điểm danh, hoặc chọn {office} khác cho buổi này.",
                    member.name,
                )


@rule("DOAN-04", WARNING, "Thành viên không chấm, không chủ trì kiểm tra đơn vị có liên quan")
def members_are_impartial(season: Season) -> Iterator[Fault]:
    """Warn of members with a unit of their own who hold sections or chair that unit's sitting."""
    sitting_of = {visit.unit: visit.sitting for visit in season.visits}
    for member in season.team:
        chaired = {sitting.no for sitting in season.sittings if sitting.chair == member.code}
        for code in member.related_units:
            chairs = sitting_of.get(code) in chaired
            if not member.sections and not chairs:
                continue
            does = [f"chấm phần {listed(member.sections)}"] if member.sections else []
            does += ["chủ trì buổi kiểm tra"] if chairs else []
            name = unit_named(season, code)
            yield Fault(
                member.at("related_units"),
                f"{_titled(member)} có liên quan đến {name} nhưng được giao {listed(does)} của đơn vị này.",
                f"Phân công người khác thay khi kiểm tra {name}, ghi rõ trong biên bản.",
                name,
            )


def _titled(member: Member) -> str:
    return f"{member.salutation} {member.name}".strip()


@rule("DOAN-05", WARNING, "Mỗi phần của bảng điểm có thành viên phụ trách")
def sections_have_somebody(season: Season) -> Iterator[Fault]:
    """Compare the sections with the shares of the members who have not left."""
    held = {code for member in season.team if member.to_date is None for code in member.sections}
    for section in season.sections:
        if section.code not in held:
            yield Fault(
                section.at("code"),
                f"Phần {section.code} ({section.name}) chưa có thành viên nào của Đoàn phụ trách.",
                f"Ghi {section.code} vào cột Phần phụ trách của một thành viên ở bảng Đoàn kiểm tra.",
                section.code,
            )


@rule("DOAN-06", WARNING, "Thay đổi thành viên Đoàn phải có quyết định sửa đổi")
def changes_have_a_decision(season: Season) -> Iterator[Fault]:
    """Hold every change against the amending decision, and every use of a member against his dates."""
    dates = [date for paper, date in dated_papers(season) if paper.kind == "thay-doi-doan"]
    for member in season.team:
        changed = member.from_date or member.to_date
        if changed and not any(date <= changed for date in dates):
            known = (
                f"quyết định đã có là ngày {short_date(min(dates))}" if dates else "chưa có quyết định nào"
            )
            yield Fault(
                member.at("from_date" if member.from_date else "to_date"),
                f"{_titled(member)} {'tham gia' if member.from_date else 'thôi tham gia'} Đoàn từ ngày "
                f"{short_date(changed)} nhưng đến ngày đó {known} thay đổi, bổ sung thành viên Đoàn.",
                "Ban hành quyết định thay đổi, bổ sung thành viên Đoàn trước ngày thay đổi.",
                short_date(changed),
            )
        left = season.member_by_code.get(member.replaces)
        if left is not None and left.to_date is None:
            yield Fault(
                left.at("to_date"),
                f"{_titled(member)} thay cho {person(left)}, nhưng {person(left)} chưa ghi ngày thôi "
                "tham gia.",
                "Điền cột Thôi tham gia từ ngày của người được thay.",
            )
    for sitting in season.sittings:
        for field, office in (("chair", "Chủ trì"), ("secretary", "Thư ký")):
            holder = season.member_by_code.get(getattr(sitting, field))
            if holder is not None and not holder.belongs_on(sitting.date):
                yield Fault(
                    sitting.at(field),
                    f"Buổi {sitting.no} ngày {short_date(sitting.date)}: {office} {person(holder)} "
                    "không thuộc Đoàn vào ngày này.",
                    f"Chọn {office} khác, hoặc sửa ngày tham gia ở bảng Đoàn kiểm tra.",
                    holder.name,
                )


@rule("DOAN-07", WARNING, "Người vắng mặt có ghi lý do")
def absences_have_a_reason(season: Season) -> Iterator[Fault]:
    """Look for the reason, which the minutes name beside the person (nghiep-vu 1.6)."""
    for row in season.attendance:
        if row.presence is Presence.ABSENT and not says_something(row.reason):
            yield Fault(
                row.at("reason"),
                f"Buổi {row.sitting} ngày {day_of(season, row.sitting)}: {row.name} vắng nhưng "
                "chưa ghi lý do.",
                "Điền cột Lý do vắng; nếu không có lý do thì ghi “không có lý do”.",
                row.name,
            )


@rule("DOAN-08", WARNING, "Đại diện đơn vị được điểm danh ở buổi kiểm tra đơn vị mình")
def units_attend_on_their_day(season: Season) -> Iterator[Fault]:
    """Compare the day of each person of a unit with the schedule; units that are not in it are LICH-01's."""
    sitting_of = {visit.unit: visit.sitting for visit in season.visits}
    for row in season.attendance:
        own = sitting_of.get(row.unit, row.sitting)
        if row.side is Side.UNIT and own != row.sitting:
            yield Fault(
                row.at("sitting"),
                f"{row.name} ({unit_named(season, row.unit)}) được điểm danh buổi {row.sitting} ngày "
                f"{day_of(season, row.sitting)}, nhưng đơn vị này được kiểm tra buổi {own} ngày "
                f"{day_of(season, own)}.",
                "Sửa cột Buổi hoặc cột Đơn vị ở bảng Điểm danh.",
                str(row.sitting),
            )
