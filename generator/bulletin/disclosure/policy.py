"""The policy of disclosure control, applied to one edition after another: what each of them hides, and why."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from bulletin.analysis.tables import Figure, FigureOrigin, Tables, group_by, value_key
from bulletin.disclosure.cell_suppression import Suppression, suppress_cells
from bulletin.disclosure.cells import Bounds, Cells, bounds_of
from bulletin.disclosure.components import components
from bulletin.disclosure.equations import equate
from bulletin.disclosure.imputation import fitted
from bulletin.disclosure.information_loss import InformationLoss
from bulletin.disclosure.integer_program import SolverError
from bulletin.disclosure.intervals import ContradictionError, intervals_within
from bulletin.disclosure.linked_tables import Interval, LinkedTables, Protection
from bulletin.disclosure.published import PublishedReports
from bulletin.disclosure.sensitivity import HiddenReason, Sensitive, counted_value, is_exempt, sensitive_figures
from bulletin.disclosure.superseded import superseded_versions
from bulletin.disclosure.unprotected import UnprotectedError, UnsolvedPolicyError, computable
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey, value_key_of_correction
from bulletin.model.records import Correction, DisclosurePolicy, DisclosureRule, Measure, Rule
from bulletin.model.values import Absence, Qualifier, Quantity, Value


@dataclass(frozen=True)
class Hidden:
    """What an edition hides."""

    figures: Mapping[ObservationKey, HiddenReason]
    rounded: Mapping[ObservationKey, int]
    """The figures that are shown rounded to a multiple of this."""
    linked: frozenset[ObservationKey]
    """The figures in whose equations a hidden one is: what was reported of them earlier might disclose it."""


NOTHING = Hidden({}, {}, frozenset())


@dataclass(frozen=True, slots=True)
class Known:
    """What readers of all editions so far can know of a hidden figure; of a rate or a share, of its numerator."""

    interval: Interval
    protection: Protection | None
    """What they must still hold possible; None of a figure that is not sensitive."""


WrongValue = tuple[str, ValueKey]
"""The id of a correction, and the figure of which it names a wrong value."""


class PolicyHistory:
    """What the editions so far have published, and what each of them hides."""

    def __init__(self) -> None:
        self.published = PublishedReports()
        self._cells = Cells()
        self._editions: list[tuple[Catalogue, Tables]] = []
        self._followed: set[str] = set()
        self._of_figures: Mapping[ObservationKey, int] = {}
        """The cells of the figures of the last edition."""
        self.last = NOTHING
        """What the last edition hides."""
        self.wrong: dict[WrongValue, Value] = {}
        """What is shown of wrong values that were hidden or rounded when they were published."""

    def hidden(
        self,
        catalogue: Catalogue,
        tables: Tables,
        policy: DisclosurePolicy | None,
        unknown: frozenset[ObservationKey],
        corrections: Sequence[Correction] = (),
    ) -> Hidden:
        """What the next edition hides, lest anything sensitive be known too closely, or anything unknown exactly.

        Whatever an earlier edition shows is known, and what one hides by the policy stays hidden as long as it is
        unchanged. What was hidden beside unknown figures only is shown once these are known. The figures of a measure
        are not looked at as long as it has no rule and none of them is unknown.

        :param policy: the bulletin's own, where it is applied.
        :param unknown: figures that are hidden in any case, and whose numbers have no influence on what is hidden.
        :param corrections: those of the edition; the versions that they supersede have been published before it.
        :raises UnprotectedError: when a figure cannot be protected.
        :raises SolverError: when that takes too long.
        """
        superseded = superseded_versions(corrections, tables, catalogue.measures)
        for correction, version in zip(corrections, superseded, strict=True):
            hidden = self._released(catalogue, version, policy, unknown)
            self.wrong.update(_shown_of_wrong(correction, version, hidden))
        return self._released(catalogue, tables, policy, unknown)

    def _released(
        self,
        catalogue: Catalogue,
        tables: Tables,
        policy: DisclosurePolicy | None,
        unknown: frozenset[ObservationKey],
    ) -> Hidden:
        self._editions.append((catalogue, tables))
        unknown = frozenset(key for key in unknown if tables.by_key[key].origin is not FigureOrigin.DERIVED)
        followed = self._followed.union(key.measure for key in unknown)
        if policy is not None:
            followed.update(measure for rule in policy.rules for measure in rule.measures)
        if not followed:
            return NOTHING
        self._follow(followed - self._followed, policy)
        return self._hidden(_Edition(catalogue, tables, policy, unknown, frozenset(followed)))

    def _follow(self, measures: set[str], policy: DisclosurePolicy | None) -> None:
        """Take note of what earlier editions have published of measures of which nothing was sensitive or unknown."""
        self._followed |= measures
        for catalogue, tables in self._editions[:-1]:
            edition = _Edition(catalogue, tables, policy, frozenset(), frozenset(measures))
            self._cells.publish(edition.write(self._cells, {}))

    def _hidden(self, edition: _Edition) -> Hidden:
        sensitive = edition.sensitive
        bases = dict(edition.rounding(sensitive))
        of_figures = edition.write(self._cells, bases)
        self._cells.reconsider(cell for key, cell in of_figures.items() if edition.rule_of(key.measure) is None)
        for key in sensitive.keys() & of_figures.keys():
            if not self._cells.is_known(of_figures[key]):
                self._cells.hide(of_figures[key], sensitive[key].protection)
        linked = self._cells.linked()
        result = self._suppressed(linked)
        self._of_figures = of_figures
        for cell in result.hidden.intersection(of_figures.values()):
            self._cells.hide(cell)
        self._cells.complementary |= result.hidden - linked.hidden
        self._cells.publish(of_figures)
        hidden = {key for key, cell in of_figures.items() if cell in result.hidden and key not in edition.unknown}
        hidden.update(sensitive.keys() - of_figures.keys())
        reasons = {
            key: sensitive[key].reason if key in sensitive else HiddenReason.COMPLEMENTARY
            for key, figure in edition.tables.by_key.items()
            if key in hidden and (key in sensitive or not (_is_bound(figure) or key in bases))
        }
        divided = dependents_by_division(edition.catalogue, edition.tables.figures, reasons)
        self.last = Hidden(
            reasons | dict.fromkeys(divided - reasons.keys(), HiddenReason.DERIVED),
            {key: base for key, base in bases.items() if key not in reasons},
            frozenset(_linked(linked, of_figures, result.hidden)),
        )
        return self.last

    def known(self) -> dict[ObservationKey, Known]:
        """What readers can know of the figures that the last edition hides or rounds, exactly, by integer programming.

        Nothing is said of figures that contradict each other, so that no numbers fit all that is published.

        :raises SolverError: when computing that takes too long.
        """
        linked = fitted(self._cells.linked())
        keys = {cell: key for key, cell in self._of_figures.items() if cell in linked.hidden}
        found: dict[ObservationKey, Known] = {}
        for component in components(linked, linked.hidden):
            with suppress(ContradictionError):
                for cell, each in intervals_within(component, linked, keys).items():
                    found[keys[cell]] = Known(each.interval, linked.protected.get(cell))
        return found

    def _suppressed(self, linked: LinkedTables) -> Suppression:
        """What has to be hidden.

        :raises UnprotectedError, UnsolvedPolicyError: with the figures that it is about.
        """
        keys = self._cells.keys()
        try:
            result = suppress_cells(linked)
        except SolverError as error:
            raise UnsolvedPolicyError(error, (keys[cell] for cell in error.cells or keys if cell in keys)) from None
        harmless = self._cells.complementary - linked.protected.keys()
        if unprotected := result.unprotected.keys() - harmless:
            figures = (computable(linked, cell, result.unprotected[cell], keys) for cell in sorted(unprotected))
            raise UnprotectedError(figures)
        return result


def _shown_of_wrong(correction: Correction, version: Tables, hidden: Hidden) -> Iterator[tuple[WrongValue, Value]]:
    """What is shown of the wrong values that a correction names, as the version before it hides or rounds them."""
    named = {value_key_of_correction(figure) for figure in correction.figures}
    for figure in version.figures:
        name = value_key(figure).unspecific
        if name in named and figure.key in hidden.figures:
            yield (correction.id, name), Absence.SUPPRESSED
        elif name in named and figure.key in hidden.rounded and isinstance(figure.value, Quantity):
            yield (correction.id, name), rounded_value(figure.value, hidden.rounded[figure.key])


@dataclass(frozen=True)
class _Edition:
    """The figures of an edition, as cells and equations."""

    catalogue: Catalogue
    tables: Tables
    policy: DisclosurePolicy | None
    unknown: frozenset[ObservationKey]
    """The figures whose numbers readers must not know exactly, whatever they are."""
    measures: frozenset[str]
    """Those whose figures are looked at."""

    @cached_property
    def loss(self) -> InformationLoss:
        """What each figure is worth to readers."""
        return InformationLoss(self.catalogue, self.tables.figures)

    @property
    def sensitive(self) -> dict[ObservationKey, Sensitive]:
        """The figures that are sensitive by the policy, but for unknown ones."""
        found = sensitive_figures(self.catalogue, self.policy, self.tables) if self.policy else {}
        return {key: each for key, each in found.items() if key not in self.unknown}

    def rule_of(self, measure: str) -> DisclosureRule | None:
        """The rule of a measure; None where the policy has none of it."""
        return None if self.policy is None else self.policy.rule_of(measure)

    def rounding(self, sensitive: Container[ObservationKey]) -> Iterator[tuple[ObservationKey, int]]:
        """The figures that are shown rounded, each with the base."""
        for figure in self.tables.figures:
            rule = self.rule_of(figure.key.measure)
            if rule is None or rule.rounding_base is None or figure.key in sensitive or self._is_exempt(figure):
                continue
            if isinstance(figure.value, Quantity) and figure.value.is_exact and figure.numerator is None:
                yield figure.key, rule.rounding_base

    def write(self, cells: Cells, bases: Mapping[ObservationKey, int]) -> dict[ObservationKey, int]:
        """Add the figures and their equations; the cell of each figure that has one."""
        followed = [figure for figure in self.tables.figures if figure.key.measure in self.measures]
        found = {f.key: cell for f in followed if (cell := self._cell(cells, f, bases.get(f.key))) is not None}
        equate(cells, self.catalogue, self.tables, found)
        return found

    def _cell(self, cells: Cells, figure: Figure, base: int | None) -> int | None:
        """The cell of a figure; None of one that has neither a number nor is suppressed.

        :param base: what it is rounded to, if it is.
        """
        measure, value = self.catalogue.measures[figure.key.measure], counted_value(figure)
        is_mean = figure.origin is FigureOrigin.TEMPORAL_SUM and measure.over_time is Rule.MEAN
        usual, whole = _usual_bounds(measure, self.policy), (measure.is_counted or measure.keeps_parts) and not is_mean
        if figure.key in self.unknown:
            return cells.figure(figure.key, None, usual, None, whole=whole)
        if not isinstance(value, Quantity) or (measure.keeps_parts and figure.numerator is None):
            return None
        if not value.is_exact:
            return cells.figure(figure.key, value, bounds_of(value), None, whole=whole)
        if base is not None:
            limits = _rounded_from(measure, nearest_multiple(value.fraction, base), base)
            cell = cells.figure(figure.key, value, limits, None, whole=whole)
            cells.hide(cell)
            return cell
        is_zero = not value.fraction and usual[0] == 1
        if is_mean and value.fraction and usual[0]:  # of zeros and others
            usual = 0, None
        weight = None if is_zero or self._is_exempt(figure) else self.loss.of(figure.key)
        cell = cells.figure(figure.key, value, (0, 0) if is_zero else usual, weight, whole=whole)
        rule = self.rule_of(measure.id)
        if rule is not None and rule.threshold is not None and whole and not is_zero:
            cells.note_count(cell, Protection(0 if rule.zero_discloses else 1, rule.threshold - 1))
        return cell

    def _is_exempt(self, figure: Figure) -> bool:
        return self.policy is not None and is_exempt(self.policy, figure)


def _usual_bounds(measure: Measure, policy: DisclosurePolicy | None) -> Bounds:
    """Between what readers know a hidden figure of a measure to be; where zero is never hidden, it is one at least."""
    if measure.may_be_negative:
        return None, None
    rule = None if policy is None else policy.rule_of(measure.id)
    is_never_zero = rule is not None and rule.threshold is not None and not rule.zero_discloses
    return (1 if is_never_zero and (measure.is_counted or measure.keeps_parts) else 0), None


def rounded_value(value: Quantity, base: int) -> Quantity:
    """The nearest multiple of a base, as pages show it."""
    return Quantity(Decimal(nearest_multiple(value.fraction, base)), Qualifier.ABOUT)


def nearest_multiple(number: Fraction, base: int) -> int:
    """The multiple of a base that is nearest to a number; of two the larger."""
    return base * floor(number / base + Fraction(1, 2))


def _rounded_from(measure: Measure, multiple: int, base: int) -> Bounds:
    """Between what readers know a number to be that is rounded to a multiple: of whole numbers, half up."""
    lower = multiple - Fraction(base, 2)
    least = lower if measure.may_be_negative else max(Fraction(0), lower)
    return least, multiple + ((base - 1) // 2 if measure.is_counted else Fraction(base, 2))


def _is_bound(figure: Figure) -> bool:
    return isinstance(figure.value, Quantity) and not figure.value.is_exact


def dependents_by_division(
    catalogue: Catalogue, figures: Iterable[Figure], first: Iterable[ObservationKey]
) -> frozenset[ObservationKey]:
    """The figures that are computed from some by anything else than adding, and all that is computed from those."""
    made_from = group_by(((part, figure) for figure in figures for part in figure.parts), lambda pair: pair[0])
    found: set[ObservationKey] = set()
    pending = [(key, True) for key in first]
    while pending:
        key, is_first = pending.pop()
        for _part, figure in made_from.get(key, ()):
            if figure.key not in found and not (is_first and _adds(catalogue, figure)):
                found.add(figure.key)
                pending.append((figure.key, False))
    return frozenset(found)


def _adds(catalogue: Catalogue, figure: Figure) -> bool:
    """Whether a total is the sum of its parts, their mean or the last of them, so that equations protect them."""
    measure = catalogue.measures[figure.key.measure]
    if figure.origin is FigureOrigin.HIERARCHICAL_SUM:
        return measure.over_tree is Rule.SUM
    if figure.origin is not FigureOrigin.TEMPORAL_SUM:
        return False
    is_mean = measure.over_time is Rule.MEAN and not measure.keeps_parts
    return is_mean or measure.over_time in {Rule.SUM, Rule.LAST}


def _linked(
    linked: LinkedTables, of_figures: Mapping[ObservationKey, int], hidden: frozenset[int]
) -> Iterator[ObservationKey]:
    """The figures in whose equations a hidden figure is."""
    keys = {cell: key for key, cell in of_figures.items()}
    for equation in linked.equations:
        cells = [cell for cell, _coefficient in equation.terms if cell in keys]
        if any(cell in hidden for cell in cells):
            yield from (keys[cell] for cell in cells)
