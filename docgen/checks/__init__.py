"""Rules across records: every rule once, in the order of its code, ``Season`` → problems.

The rules and their codes are those of the domain notes, section 3 (numbers of papers, SO-01 to
SO-05, belong to the register).  A season grows: what is not there yet is not missed before its
time, but what is there must agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docgen.checks import awards, crosscheck, dates, ranking, remarks, schedule, scores, signing, team, units
from docgen.checks.rule import Rule
from docgen.problem import Problem, Severity, in_order
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
    dates.papers_follow_each_other,
    dates.deadline_is_before_the_first_day,
    dates.papers_are_issued_at_once,
    dates.papers_are_issued_on_working_days,
    dates.remedies_come_after_the_notice,
    dates.dates_are_of_the_year,
    dates.plan_comes_in_time,
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
    ranking.published_totals_agree,
    ranking.published_ranks_agree,
    ranking.quotas_hold,
    ranking.knockouts_hold,
    ranking.rulings_have_a_reason,
    ranking.counts_in_texts_agree,
    remarks.remarks_are_complete,
    remarks.limitations_agree_with_scores,
    remarks.remarks_are_not_copied,
    remarks.remarks_name_no_other_unit,
    signing.signers_may_sign,
    signing.collective_papers_are_signed_for_it,
    signing.names_have_no_titles,
    signing.notices_go_to_their_unit,
    signing.addressees_are_repeated,
    signing.last_article_is_named,
)
"""Every rule, in the order of the codes."""

RULES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {rule.code: (rule.severity, rule.title) for rule in CHECKS}
)
"""Code → severity and title (what must hold, in one Vietnamese line)."""

_TABS = tuple(model.sheet.title for model in SHEETS.values())


def check(season: Season) -> list[Problem]:
    """Give all that the rules find wrong with a season, in the order of its tabs and cells."""
    return in_order((problem for rule in CHECKS for problem in rule(season)), _TABS)
