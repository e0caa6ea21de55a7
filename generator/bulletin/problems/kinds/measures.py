"""What is wrong with the record of a measure: its kind, its formula and how it adds up do not go together."""

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

FORMULA_UNCLEAR = error(
    "formula-unclear",
    _("It is not clear what this formula computes."),
    hint=_("Write one of {known}, such as ratio: [cases, population]; “periods” goes with moving-sum only."),
    explanation=_(
        "A formula is one operation on measures that are named by their ids. ratio and difference take two, sum takes "
        "two or more, share-of-parent, moving-sum and growth take one; moving-sum also takes how many periods are "
        "added: moving-sum: cases with periods: 4 below it. What takes two operations is two measures: one may be "
        "derived from another."
    ),
)

MEASURE_FIELD_UNFIT = error(
    "measure-field-unfit",
    _("“{field}: {given}” does not go with the rest of this measure."),
    hint=_("Delete “{field}”."),
    explanation=_(
        "Figures of a derived measure are computed from those of other measures once all of these are added up, so it "
        "has no rule of its own over time or over the tree: the rate of a region is its cases over its population. A "
        "ratio is a share or a rate, a share of the unit above and a growth are shares, and a moving sum is of what "
        "happens over a time. The rule “ratio”, and no sum or mean, is for shares and rates, whose numerators and "
        "denominators can be added. “per” is for rates: a share is always of 100. “base” is for an index, of which "
        "neither periods nor units are ever added."
    ),
)

WRITE_ANOTHER = Hint(_("Write {field}: {better}."))
"""The hint where another value goes with the rest."""

RATE_WITHOUT_BASE = error(
    "rate-without-base",
    _("This rate does not say of how many it is."),
    hint=_("Write per: with a whole number, such as per: 1000 or per: 100000; per: 1 for what there is per head."),
    explanation=_("26 per 1,000 and 26 per 100,000 are not the same; without its base, a rate cannot be computed."),
)

INDEX_WITHOUT_BASE = error(
    "index-without-base",
    _("This index does not say in which period it is 100."),
    hint=_("Write base: with that period, such as base: 2015."),
    explanation=_(
        "An index says how much something is beside what it was in one period, which counts as 100. Without that "
        "period nobody knows what 104 means; pages name it, as 2015 = 100."
    ),
)

INDEX_BASE_NOT_100 = error(
    "index-base-not-100",
    _("The index is {given} in {period}, the period in which it is said to be 100."),
    hint=_("Check this figure, or “base” in the record of the measure."),
    explanation=_(
        "base of an index names the period in which it is 100; pages show it as 2015 = 100. Where a source has moved "
        "to another base, change “base” and enter the figures on the new base as a newer report; where earlier figures "
        "stay on the old base, write break-in-series at the first one on the new base. The mean of shorter periods may "
        "differ from 100 by as much as they were rounded, and any figure by the tolerance of the measure."
    ),
)

INTERVAL_WITHOUT_NUMBER = error(
    "interval-without-number",
    _("There is no number here that this interval could be about."),
    hint=_("Delete the interval; or write the estimate itself as the value."),
    explanation=_(
        "interval says how far off an estimate may be, so it is beside a number, stated exactly or as about so much. "
        "Where a source gives two ends and no estimate between them, they are the value: between: [1400000, 1880000]."
    ),
)

INTERVAL_BESIDE_VALUE = error(
    "interval-beside-value",
    _("The value {given} is not between {lower} and {upper}."),
    hint=_("Check the value and both ends: lower is the smaller one."),
    explanation=_(
        "The interval of an estimate holds the estimate; it need not be midway. Perhaps the ends are swapped, are in "
        "another unit such as thousands, or are how far the value may be off rather than the ends themselves."
    ),
)

INTERVAL_LEVEL = error(
    "interval-level",
    _("An interval at a level of {given}% says nothing."),
    hint=_("Write the level in percent, such as level: 95; it is from 50 to less than 100."),
    explanation=_(
        "The level says how certain it is that the true value is in the interval: 95 unless the measure has another "
        "interval-level, or the interval a level of its own. It is in percent: 95, not 0.95, and not the 5 that remain."
    ),
)

DERIVED_MEASURE_REPORTED = error(
    "derived-measure-reported",
    _("The figures of “{measure}” are computed by its formula; none is reported."),
    hint=_(
        "Enter the figures of the measures in its formula. If a source states this number too, enter it as a claim, "
        "which is then compared with it."
    ),
    explanation=_(
        "A number that is both computed and reported would be there twice, and the two would differ sooner or later. "
        "Take the formula out of the measure where its figures are to be reported; nor does the reporting calendar "
        "ask for a figure that is computed."
    ),
)

RATIO_PARTS_UNFIT = error(
    "ratio-parts-unfit",
    _("“{field}” says nothing here."),
    hint=_("Give numerator and denominator together, for a measure of the kind rate or share; else delete them."),
    explanation=_(
        "A figure that is one number over another may keep the two, so that it adds up by them over time and over the "
        "tree. One without the other makes no figure, and figures of other kinds have neither."
    ),
)

RATIO_UNLIKE_PARTS = warning(
    "ratio-unlike-parts",
    _("The figure is {given}, but {numerator} / {denominator} × {per} = {computed}."),
    hint=_(
        "Compare the three numbers with the source, or leave the value out: then it is computed. If the source says "
        "so, give the reason under acknowledged."
    ),
    explanation=_(
        "A rate or share that is given with its numerator and denominator is what the two make, rounded to the digits "
        "that it has. Otherwise one of the three is mistyped, or the source computed it from other numbers."
    ),
    acknowledgeable=True,
    remark=_("Rates and shares that are not what their numerators and denominators make"),
)

NUMERATOR_ABOVE_DENOMINATOR = warning(
    "numerator-above-denominator",
    _("The numerator {numerator} is more than the denominator {denominator} in “{measure}”."),
    hint=_("Compare with the source: perhaps the two are swapped. If it is right, say why under acknowledged."),
    explanation=_(
        "Nothing is more than the whole that it is a part of, so neither a share nor a rate per 100 is above 100. Of a "
        "measure where that may be, such as subscriptions per 100 inhabitants, the record switches this remark off."
    ),
    acknowledgeable=True,
    remark=_("Numerators that are more than their denominators"),
)
