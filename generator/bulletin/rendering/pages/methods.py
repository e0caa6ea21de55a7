"""The page of methods: how figures are made, and the vocabulary they are made in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.figures import Flag
from bulletin.analysis.growth_assessment import (
    BY_THRESHOLD,
    GROWTH_THRESHOLDS,
    TARGET_THRESHOLDS,
    GrowthCategory,
)
from bulletin.analysis.revisions import LEAST_REVISED
from bulletin.analysis.stated_totals import NEGLIGIBLE
from bulletin.analysis.target_rollups import target_rollups
from bulletin.analysis.trend import FEWEST_POINTS, LEVEL
from bulletin.localization.formats import day_text, decimal_text
from bulletin.localization.messages import _, translate
from bulletin.model.periods import PeriodType
from bulletin.model.records import Breakdown, Measure, Population, Term, Tuning
from bulletin.problems import kinds
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import linked
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import (
    FLAGS,
    GROWTH_CATEGORIES,
    VERDICT_MEANINGS,
    VERDICTS,
    Labels,
)
from bulletin.rendering.markup import prose
from bulletin.rendering.pages.disclosure import disclosure_paragraphs, exemptions_table, rules_table
from bulletin.rendering.pages.policies import policy_links
from bulletin.rendering.pages.quality import has_findings, outliers_rule
from bulletin.rendering.phrases.formulas import formula_of_measure, hierarchical_rule, temporal_rule
from bulletin.rendering.replaced_words import HEADINGS
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.text import percent_text, period_name
from bulletin.rendering.views import Link, Table

TITLE = _("Methods")


@dataclass(frozen=True)
class MethodsContext(Context):
    """What the vocabulary of the records adds to the words on methods."""

    template = "methods"

    words: tuple[str, ...]
    """What the paragraphs call otherwise than the bulletin does, a line for each word."""
    years: str
    """How years written as two are to be read; empty where no figure or target is of such a year."""
    terms: Table | None
    """The terms of office; None where there are none."""
    populations: Table | None
    """The populations and what they hold; None where there are none."""
    breakdowns: Table | None
    """The breakdowns and their categories; None where there are none."""
    has_crossings: bool
    """Whether any of them are crossed."""
    verdicts: Table | None
    """What the verdicts on stated figures mean."""
    quality: Link | None
    """The page with the verdicts."""
    flags: Table | None
    """What the letters in square brackets mean."""
    measures: Table | None
    """How each measure adds up."""
    pace: tuple[str, ...]
    """The rule by which targets are found achieved, on pace or behind, with its thresholds; a paragraph each."""
    has_measured: bool
    """Whether figures are rounded to declared decimals, are indices or have intervals."""
    has_rollups: bool
    """Whether targets of units are shown beside that of the unit above."""
    growth: tuple[str, ...]
    """How growth since baselines is assessed, and trends are continued; empty where no target has a baseline."""
    growth_categories: Table | None
    """What that assessment calls progress, with its thresholds."""
    revisions: str
    """How revisions are computed, and from how many on their mean is."""
    stated_totals: str
    """When a stated total is treated as partial."""
    outliers: str
    """The rule by which values are found out of the ordinary, with its thresholds."""
    remarks: Table | None
    """The remarks that measures switch off or tune, with the reasons; None where there are none."""
    disclosure: tuple[str, ...]
    """Why some figures are hidden, and what is promised; empty where no rule hides any."""
    disclosure_rules: Table | None
    """What is sensitive of which measures."""
    exemptions: Table | None
    """The sources whose figures are never hidden; None where there are none."""
    policies: tuple[Link, ...]
    """Each of the publisher's policies; none where the bulletin states none."""


def methods_job(page: PageContext) -> PageJob:
    """The page of methods."""
    page = page.at(links.METHODS)
    return PageJob(
        path=page.path,
        title=page.words.say(TITLE),
        description=prose("methods", page.language)["percentages"],
        trail=(),
        context=MethodsContext(
            words=tuple(_words(page)),
            years=_years(page),
            terms=_terms(page),
            populations=_populations(page),
            breakdowns=_breakdowns(page),
            has_crossings=any(breakdown.crosses for breakdown in page.catalogue.breakdowns.values()),
            verdicts=_verdicts(page),
            quality=page.links.to(links.QUALITY, Labels.quality) if has_findings(page) else None,
            flags=_flags(page),
            measures=_measures(page),
            pace=tuple(_pace(page)),
            has_measured=_has_measured(page),
            has_rollups=any(target_rollups(page.catalogue, page.tables)),
            growth=tuple(_growth(page)),
            growth_categories=_growth_categories(page),
            revisions=prose("methods", page.language)["revisions_rule"].format(least=page.words.count(LEAST_REVISED)),
            stated_totals=prose("methods", page.language)["stated_totals"].format(
                negligible=percent_text(NEGLIGIBLE, page.language)
            ),
            outliers=outliers_rule(page),
            remarks=_remarks(page),
            disclosure=tuple(disclosure_paragraphs(page)),
            disclosure_rules=rules_table(page),
            exemptions=exemptions_table(page),
            policies=policy_links(page),
        ),
        language=page.language,
        edit=page.catalogue.bulletin.place,
    )


def _has_measured(page: PageContext) -> bool:
    declared = (record.decimals is not None or record.base is not None for record in page.catalogue.measures.values())
    return any(declared) or any(figure.interval is not None for figure in page.tables.figures)


def _words(page: PageContext) -> Iterator[str]:
    """What the headings that were replaced are called in the paragraphs, which are the same in each bulletin."""
    for name, word in page.words.replaced:
        heading = translate(HEADINGS[name], page.language)
        # Translators: on the page of methods, where a bulletin says Countries and the text Organizations
        yield page.words.say(_("“{heading}” in the text below: {word}."), heading=heading, word=word)


def _years(page: PageContext) -> str:
    """How years written as two are to be read, with the latest of them as an example."""
    first_month = page.catalogue.bulletin.years_begin
    years = [
        period
        for period in page.tables.periods.values()
        if period.type is PeriodType.REPORTING_YEAR and period.first_month == first_month
    ]
    if not years:
        return ""
    months = period_name(years[-1], page.language, {})
    return prose("methods", page.language)["years"].format(year=page.words.period_name(years[-1]), months=months)


def _pace(page: PageContext) -> Iterator[str]:
    rules = page.catalogue.bulletin.pace
    percents = {"band": rules.band, "elapsed": rules.least_elapsed}
    counts = {
        "expected": rules.least_expected,
        "compared": rules.least_compared,
        "seasons": rules.seasons,
        "apart": rules.apart,
    }
    details = {name: percent_text(Fraction(number, 100), page.language) for name, number in percents.items()}
    details |= {name: page.words.count(number) for name, number in counts.items()}
    names = [
        "pace_settled",
        "pace_dates",
        "pace_pace",
        *(["pace_season"] if rules.seasons else []),
        "pace_least",
        *(["pace_way", "pace_change", "pace_chance", "pace_distance"] if _has_baselines(page) else []),
        *(["pace_level"] if _has_levels_to_come(page) else []),
        "pace_rest",
    ]
    yield from (prose("methods", page.language)[name].format_map(details) for name in names)


def _has_baselines(page: PageContext) -> bool:
    return any(target.baseline is not None for target in page.tables.targets)


def _has_levels_to_come(page: PageContext) -> bool:
    """Whether a target without a baseline is compared with a figure from before its period."""
    alone = (target for target in page.tables.targets if target.baseline is None)
    return any(progress_for(page, target).is_on_way for target in alone)


def _growth(page: PageContext) -> Iterator[str]:
    if not _has_baselines(page):
        return
    rules = page.catalogue.bulletin.pace
    details = {
        "band": percent_text(Fraction(rules.band, 100), page.language),
        "fewest": page.words.count(FEWEST_POINTS),
        "level": percent_text(Fraction(LEVEL, 100), page.language),
        "expected": page.words.count(rules.least_expected),
    }
    names = ("growth", "growth_reached", "growth_limits", "growth_lengths", "trend")
    yield from (prose("methods", page.language)[name].format_map(details) for name in names)


def _growth_categories(page: PageContext) -> Table | None:
    table = TableBuilder(page, "growth", page.words.say(_("Assessment by growth rates")))
    shown: tuple[Column[GrowthCategory], ...] = (
        columns.text(table, _("Assessment"), lambda row: page.words.say(GROWTH_CATEGORIES[row])),
        columns.text(table, _("Ratio of the growth rates"), lambda row: _threshold(page, row, TARGET_THRESHOLDS)),
        columns.text(
            table,
            _("Growth a year in the right direction, where the target has no number"),
            lambda row: _threshold(page, row, GROWTH_THRESHOLDS),
        ),
    )
    return table.build(shown, (*BY_THRESHOLD, GrowthCategory.DETERIORATION))


def _threshold(page: PageContext, category: GrowthCategory, thresholds: Sequence[Fraction]) -> str:
    """From which number on a category counts, or below which."""
    if category is GrowthCategory.DETERIORATION:
        return page.words.say(_("less than {number}"), number=percent_text(thresholds[-1], page.language))
    number = percent_text(thresholds[BY_THRESHOLD.index(category)], page.language)
    return page.words.say(_("{number} or more"), number=number)


def _terms(page: PageContext) -> Table | None:
    table = TableBuilder(page, "terms", page.words.say(_("Terms")))
    shown: tuple[Column[Term], ...] = (
        columns.text(table, _("Term"), lambda row: page.words.text(row.name)),
        columns.text(table, _("First day"), lambda row: _term_day(page, row, row.period.start)),
        columns.text(table, _("Last day"), lambda row: _term_day(page, row, row.period.end)),
        columns.text(table, Labels.note, lambda row: page.words.text(row.note) if row.note else "", wide=True),
    )
    return table.build(shown, page.catalogue.terms.values())


def _term_day(page: PageContext, term: Term, day: date) -> str:
    """The first or last day of a term, or its year where no more is known."""
    return (
        day_text(day, page.language)
        if term.dates_known
        else page.words.say(_("in {year}; the day is not known"), year=str(day.year))
    )


def _populations(page: PageContext) -> Table | None:
    table = TableBuilder(page, "populations", page.words.say(_("Populations")))
    shown: tuple[Column[Population], ...] = (
        columns.text(table, Labels.population, lambda row: page.words.text(row.name)),
        columns.text(
            table, _("Definition"), lambda row: page.words.text(row.definition) if row.definition else "", wide=True
        ),
        columns.text(table, _("Within"), lambda row: page.words.population(row.part_of) if row.part_of else ""),
    )
    return table.build(shown, page.catalogue.populations.values())


def _breakdowns(page: PageContext) -> Table | None:
    table = TableBuilder(page, "breakdowns", page.words.say(_("Breakdowns")))
    shown: tuple[Column[Breakdown], ...] = (
        columns.text(table, _("Breakdown"), lambda row: page.words.text(row.name)),
        columns.text(
            table,
            _("Categories"),
            lambda row: _categories(page, row),
            wide=True,
        ),
        columns.text(
            table,
            _("How categories relate"),
            lambda row: page.words.say(_("May overlap") if row.overlapping else _("Separate")),
        ),
    )
    return table.build(shown, page.catalogue.breakdowns.values())


def _categories(page: PageContext, breakdown: Breakdown) -> str:
    """The names of the categories; of a crossing, those of the breakdowns that it crosses."""
    if breakdown.crosses:
        return " × ".join(page.words.text(page.catalogue.breakdowns[name].name) for name in breakdown.crosses)
    return page.words.semicolons(page.words.text(category.name) for category in breakdown.categories)


def _verdicts(page: PageContext) -> Table | None:
    table = TableBuilder(page, "verdicts", page.words.say(Labels.verdict))
    shown: tuple[Column[Verdict], ...] = (
        columns.text(table, Labels.verdict, lambda row: page.words.say(VERDICTS[row])),
        columns.text(table, Labels.meaning, lambda row: page.words.say(VERDICT_MEANINGS[row]), wide=True),
    )
    return table.build(shown, Verdict)


def _remarks(page: PageContext) -> Table | None:
    table = TableBuilder(page, "remarks", page.words.say(_("Remarks that are switched off or tuned")))
    tunings = [(measure.id, tuning) for measure in page.catalogue.measures.values() for tuning in measure.remarks]
    shown: tuple[Column[tuple[str, Tuning]], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(page.links.to_measure(row[0]))),
        columns.text(table, _("Remark"), lambda row: _remark(page, row[1])),
        columns.text(table, _("Setting"), lambda row: _setting(page, row[1])),
        columns.text(table, _("Organizations and sources"), lambda row: _scope(page, row[1]), wide=True),
        columns.text(table, _("Reason"), lambda row: page.words.text(row[1].reason), wide=True),
    )
    return table.build(shown, tunings)


def _remark(page: PageContext, tuning: Tuning) -> str:
    name = kinds.BY_CODE[tuning.code].remark
    return page.words.say(name) if name is not None else tuning.code


def _setting(page: PageContext, tuning: Tuning) -> str:
    if tuning.ratio is None:
        return page.words.say(_("switched off"))
    ratio = decimal_text(tuning.ratio, page.language)
    return page.words.say(_("from {ratio} times on"), ratio=ratio)


def _scope(page: PageContext, tuning: Tuning) -> str:
    """The organizations and sources that it is about; that it is about all."""
    names = [*map(page.words.organization, tuning.organizations), *map(page.words.source, tuning.sources)]
    return page.words.semicolons(names) or page.words.say(_("all"))


def _flags(page: PageContext) -> Table | None:
    table = TableBuilder(page, "flags", page.words.say(_("Symbols")))
    shown: tuple[Column[Flag], ...] = (
        columns.text(table, _("Symbols"), lambda row: f"[{row.value}]"),
        columns.text(table, Labels.meaning, lambda row: page.words.say(FLAGS[row]), wide=True),
    )
    return table.build(shown, FLAGS)


def _measures(page: PageContext) -> Table | None:
    table = TableBuilder(page, "rules", page.words.say(_("Measures and how they add up")))
    shown: tuple[Column[Measure], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(page.links.to_measure(row.id))),
        columns.text(
            table,
            _("Over time"),
            lambda row: temporal_rule(page.words, row),
        ),
        columns.text(
            table,
            _("Over the tree"),
            lambda row: hierarchical_rule(page.words, row),
        ),
        columns.text(
            table,
            Labels.formula,
            lambda row: formula_of_measure(page.words, row),
            wide=True,
        ),
        columns.text(table, _("Can be negative"), lambda row: page.words.say(_("yes")) if row.may_be_negative else ""),
    )
    return table.build(shown, page.catalogue.measures.values())
