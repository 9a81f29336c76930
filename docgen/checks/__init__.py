"""Rules across records: every rule once, in the order of its code, ``Season`` → problems.

The rules and their codes are those of the domain notes, section 3 (numbers of papers, SO-01 to
SO-05, belong to the register).  A season grows: what is not there yet is not missed before its
time, but what is there must agree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from docgen.checks import (
    awards,
    crosscheck,
    days,
    order,
    placeholders,
    ranks,
    remarks,
    repeats,
    schedule,
    scores,
    signing,
    team,
    unfilled,
    units,
)
from docgen.checks.needs import must_wait
from docgen.checks.record_rule import Rule
from docgen.problem import Problem, Severity, Where, in_order
from docgen.records import SHEETS, Season

CHECKS: tuple[Rule, ...] = (
    units.names_are_unique,
    units.kinds_are_known,
    units.kinds_are_written_small,
    units.namesakes_have_a_province,
    units.counts_in_texts_agree,
    schedule.every_unit_is_visited_once,
    schedule.days_are_in_order,
    schedule.days_are_working_days,
    schedule.hours_follow_each_other,
    schedule.days_are_not_overfull,
    schedule.reports_fit_their_slot,
    schedule.team_is_in_one_place,
    crosscheck.nobody_checks_itself,
    crosscheck.both_come_on_the_same_day,
    crosscheck.checks_are_a_round,
    crosscheck.pairs_are_not_mutual,
    crosscheck.pairs_are_new,
    crosscheck.lone_unit_is_not_cross_checked,
    team.team_has_a_head_and_a_secretary,
    team.chair_is_not_secretary,
    team.sittings_have_a_quorum,
    team.members_are_impartial,
    team.sections_have_somebody,
    team.changes_have_a_decision,
    team.absences_have_a_reason,
    team.units_attend_on_their_day,
    days.papers_follow_each_other,
    days.deadline_is_before_the_first_day,
    days.papers_are_issued_at_once,
    days.papers_are_issued_on_working_days,
    days.remedies_come_after_the_notice,
    days.dates_are_of_the_year,
    days.plan_comes_in_time,
    days.numbers_belong_to_one_paper,
    days.texts_name_this_year,
    unfilled.printed_days_are_filled,
    unfilled.holidays_of_the_year_are_listed,
    scores.scores_are_complete,
    scores.scores_are_within_the_maximum,
    scores.scores_are_in_steps,
    scores.maxima_add_up,
    awards.awards_are_within_their_caps,
    scores.others_give_no_more_than_oneself,
    scores.divergences_are_explained,
    scores.self_scores_are_realistic,
    awards.faults_are_punished_once,
    awards.lateness_is_punished,
    scores.sections_are_scored_by_their_members,
    awards.submissions_are_on_record,
    order.names_stand_beside_their_scores,
    scores.printed_figures_add_up,
    ranks.published_totals_agree,
    ranks.published_ranks_agree,
    ranks.quotas_hold,
    ranks.knockouts_hold,
    ranks.rulings_have_a_reason,
    ranks.counts_in_texts_agree,
    ranks.lowest_level_begins_at_nothing,
    ranks.nobody_is_tied_across_a_quota,
    ranks.scores_have_levels,
    remarks.remarks_are_complete,
    remarks.limitations_agree_with_scores,
    remarks.remarks_are_not_copied,
    remarks.remarks_name_no_other_unit,
    remarks.a_decision_prints_no_assessment,
    signing.signers_may_sign,
    signing.papers_are_signed_as_the_office_signs,
    signing.names_have_no_titles,
    signing.deputies_sign_what_was_given_to_them,
    signing.notices_go_to_their_unit,
    signing.addressees_are_repeated,
    signing.last_article_is_named,
    placeholders.recipients_name_what_is_filled,
    placeholders.grounds_cite_known_papers,
    unfilled.cited_papers_have_number_and_day,
    repeats.rows_say_different_things,
)
"""Every rule, in the order of the codes."""

RULES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {rule.code: (rule.severity, rule.title) for rule in CHECKS}
)
"""Code → severity and title (what must hold, in one Vietnamese line)."""

_TABS = tuple(model.sheet.title for model in SHEETS.values())


def check(season: Season, gaps: Collection[str] = (), told: Collection[Problem] = ()) -> list[Problem]:
    """Give all that the rules find wrong with a season, in the order of its tabs and cells.

    ``gaps`` say what of the season could not be read (``visits``, ``visits.checks``), and
    ``told`` what was said of it: rules that would speak of what is missing are left out, with
    one warning that names them, and so is what they say of a cell that could not be read.
    """
    unknown = {*gaps, *order.uncertain_rows(season)}
    waiting = [rule for rule in CHECKS if must_wait(rule.code, unknown)]
    settled = {problem.where for problem in told if problem.is_error}
    found: list[Problem] = []
    for rule in CHECKS:
        if rule not in waiting:
            new = [problem for problem in rule(season) if problem.where not in settled]
            found += new
            if rule is scores.scores_are_within_the_maximum:  # what else is said of an impossible score
                settled |= {problem.where for problem in new}  # would only follow from it
    if waiting:
        found.append(_not_judged(season, waiting))
    return in_order(found, _TABS)


_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "TEN": "tên đơn vị",
        "LICH": "lịch, giờ kiểm tra",
        "CHEO": "chấm chéo",
        "DOAN": "Đoàn kiểm tra",
        "NGAY": "ngày tháng của văn bản",
        "DIEM": "điểm, thưởng, trừ",
        "XL": "xếp loại, xếp hạng",
        "NX": "nhận xét",
        "KY": "người ký",
        "NN": "nơi nhận",
        "CC": "căn cứ",
        "TRUNG": "dòng ghi trùng",
    }
)
"""What the rules of each group of codes are about."""


def _not_judged(season: Season, rules: Collection[Rule]) -> Problem:
    subjects = dict.fromkeys(_SUBJECTS[rule.code.partition("-")[0]] for rule in rules)
    return Problem(
        "BANG-20",
        Severity.WARNING,
        Where(season.general.at().file),
        f"Vì các lỗi đã nêu nên còn chưa xét hết được: {'; '.join(subjects)}.",
        remedy="Sửa các lỗi ấy rồi kiểm tra lại.",
    )
