"""What the columns of the CSV files hold, for the page of downloads."""

from __future__ import annotations

from bulletin.localization.messages import _


class Columns:
    """What the columns of ``figures.csv`` and ``claims.csv`` hold, by their names."""

    organization = _("id of the organization")
    measure = _("id of the measure")
    population = _("id of the population; all for everything")
    period = _("the period, such as 2018 or 2023-Q1")
    start = _("first day of the period; of a term known by its years only, that of its first year")
    end = _("last day of the period; of a term known by its years only, that of its last year")
    breakdown = _("id of the breakdown, for a part of a figure")
    category = _("id of the category")
    value = _("the number; the ends of a range joined by two points; empty where there is none")
    qualifier = _(
        "exact, about, more-than, at-least, under, at-most or between; or the reason why there is no number. A partial "
        "total has at-least"
    )
    unit = _("id of the unit")
    status = _(
        "estimated, preliminary (provisional) or official (its source calls it neither estimated nor provisional)"
    )
    flag = _("flags, separated by spaces")
    source = _("ids of the sources, separated by spaces")
    url = _("addresses of the sources, where there are any")
    each = _("year where the figure is that of every year of the period, not of the period as a whole")
    note = _("the note of the record in {language}: what to know before the figure is used")
    note_again = _("the same note in {language}")
    edition = _("the version of the edition")

    # --- of claims.csv only
    id = _("id of the claim")
    form = _("what is stated: percent-of-target, share, multiple, difference or total")
    stated = _("the number as stated; ratios in percent")
    computed = _("what the figures give, rounded to two decimals; empty where that cannot be said exactly")
    verdict = _(
        "agrees, agrees-coarser (once rounded), circular (the target was inferred from it), another-base, disagrees or "
        "cannot-be-computed"
    )
    numerator = _("of a percentage or multiple: the numerator as recorded, by the ids that name a figure")
    numerator_value = _("its value; empty where there is none", "numerator")
    denominator = _(
        "the denominator as recorded: the id of a target, or the ids that name a figure; numerator over denominator "
        "gives computed"
    )
    denominator_value = _("its value; empty where there is none", "denominator")
    base = _("with another-base only: the number that makes the claim agree in the place of one of the two; else empty")
    base_value = _("its value")
    base_for = _(
        "which of the two it takes the place of: numerator or denominator; the one over the other then gives stated"
    )
    record = _("file and line of the record")
    explanation = _("the explanation in {language}")
