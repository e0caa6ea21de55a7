"""The policy of disclosure control, applied to one edition after another: what each of them hides, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from bulletin.analysis.figures import Figure, FigureOrigin, value_key
from bulletin.analysis.revisions import named_by
from bulletin.analysis.tables import Tables, wholes_by_part
from bulletin.disclosure.cell_suppression import Suppression, suppress_cells
from bulletin.disclosure.cells import Cells, Extent
from bulletin.disclosure.components import components
from bulletin.disclosure.edition_cells import EditionCells, rounded_value
from bulletin.disclosure.imputation import fitted
from bulletin.disclosure.integer_program import SolverError
from bulletin.disclosure.intervals import ContradictionError, intervals_within
from bulletin.disclosure.linked_tables import Interval, LinkedTables, Protection
from bulletin.disclosure.protection_left import protection_left
from bulletin.disclosure.publications import PublishedVersion, tables_of
from bulletin.disclosure.published import PublishedReports
from bulletin.disclosure.sensitivity import HiddenReason, Sensitive
from bulletin.disclosure.unprotected import UnprotectedError, UnsolvedPolicyError, computable
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey
from bulletin.model.records import Correction, DisclosurePolicy, Rule
from bulletin.model.values import Absence, Quantity, Value


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
        self.shown_against: frozenset[ObservationKey] = frozenset()
        """What the last version shows, being published, though the policy hides or rounds it."""
        self.weaker: dict[ObservationKey, Known] = {}
        """What readers know of figures by what was published before, where the policy asks for more protection."""
        self.wrong: dict[WrongValue, Value] = {}
        """What is shown of wrong values that were hidden or rounded when they were published."""

    def hidden(
        self,
        catalogue: Catalogue,
        tables: Tables,
        policy: DisclosurePolicy | None,
        unknown: frozenset[ObservationKey],
        published: PublishedVersion | None = None,
    ) -> Hidden:
        """What the next version hides, lest anything sensitive be known too closely, or anything unknown exactly.

        Whatever an earlier one shows is known, and what one hides by the policy stays hidden as long as it is
        unchanged. What was hidden beside unknown figures only is shown once these are known. The figures of a measure
        are not looked at as long as it has no rule and none of them is unknown or hidden. A version that is published
        hides what it hides: that is taken from what it shows, and nothing is computed.

        :param policy: the bulletin's own, where it is applied.
        :param unknown: figures that are hidden in any case, and whose numbers have no influence on what is hidden.
        :param published: what the version shows; None of one that is not published yet.
        :raises UnprotectedError: when a figure cannot be protected.
        :raises SolverError: when that takes too long.
        """
        if published is not None:
            tables = tables_of(published, tables)
        self._editions.append((catalogue, tables))
        unknown = frozenset(key for key in unknown if _is_unknown(key, tables, published))
        edition = EditionCells(catalogue, tables, policy, unknown, frozenset(), published)
        followed = self._followed.union(key.measure for key in unknown | edition.suppressed)
        if policy is not None:
            followed.update(measure for rule in policy.rules for measure in rule.measures)
        self.shown_against = frozenset()
        if not followed:
            return NOTHING
        self._follow(followed - self._followed, policy)
        edition = replace(edition, measures=frozenset(followed))
        self.last = self._hidden(edition) if published is None else self._published(edition, published)
        return self.last

    @property
    def is_anything_followed(self) -> bool:
        """Whether any version so far has had figures that were hidden, or might have been."""
        return bool(self._followed)

    def correct(self, correction: Correction, version: Tables) -> None:
        """Note what the last version has shown of the wrong values that a correction names, which supersedes it.

        :param version: its figures.
        """
        self.wrong.update(_shown_of_wrong(correction, version, self.last))

    def _follow(self, measures: set[str], policy: DisclosurePolicy | None) -> None:
        """Take note of what earlier editions have published of measures of which nothing was sensitive or unknown."""
        self._followed |= measures
        for catalogue, tables in self._editions[:-1]:
            edition = EditionCells(catalogue, tables, policy, frozenset(), frozenset(measures))
            self._cells.publish(edition.write(self._cells, {}))

    def _hidden(self, edition: EditionCells) -> Hidden:
        sensitive, before = edition.sensitive, self._cells.extent
        bases = dict(edition.rounding(sensitive))
        of_figures = self._write(edition, bases)
        for key in sensitive.keys() & of_figures.keys():
            if not self._cells.is_known(of_figures[key]):
                self._cells.hide(of_figures[key], sensitive[key].protection)
        linked = self._cells.linked()
        result = self._suppressed(linked, before)
        for cell in result.hidden.intersection(of_figures.values()):
            self._cells.hide(cell)
        self._cells.complementary |= result.hidden - linked.hidden
        hidden = {key for key, cell in of_figures.items() if cell in result.hidden and key not in edition.unknown}
        hidden.update(sensitive.keys() - of_figures.keys())
        reasons = {
            key: sensitive[key].reason if key in sensitive else HiddenReason.COMPLEMENTARY
            for key, figure in edition.tables.by_key.items()
            if key in hidden and (key in sensitive or not (_is_bound(figure) or key in bases))
        }
        divided = dependents_by_division(edition.catalogue, edition.tables.figures, reasons) - reasons.keys()
        self._cells.publish({key: cell for key, cell in of_figures.items() if key not in divided})
        return Hidden(
            reasons | dict.fromkeys(divided, HiddenReason.DERIVED),
            {key: base for key, base in bases.items() if key not in reasons},
            frozenset(_linked(linked, of_figures, result.hidden)),
        )

    def _published(self, edition: EditionCells, published: PublishedVersion) -> Hidden:
        """What a published version hides: that, and nothing else, whatever the policy says by now."""
        sensitive, by_key = edition.sensitive, edition.tables.by_key
        every = dict(edition.rounding(sensitive))
        bases = {key: base for key, base in every.items() if _is_rounded(by_key[key], base, published)}
        suppressed = edition.suppressed - edition.unknown
        unseen = suppressed | edition.unknown
        divided = dependents_by_division(edition.catalogue, by_key.values(), unseen) - sensitive.keys()
        of_figures = self._write(edition, bases)
        against = {key for key in sensitive.keys() | every.keys() - bases.keys() if published.shows(by_key[key])}
        self.shown_against = frozenset(key for key in against if not self._is_known(of_figures.get(key)))
        for key, cell in of_figures.items():
            if key not in unseen and key not in bases and not _is_bound(by_key[key]):
                self._cells.reveal(cell)
            elif key in suppressed and not self._cells.is_known(cell):
                self._hide_published(cell, sensitive.get(key), is_divided=key in divided)
        linked = self._cells.linked()
        self._cells.publish({key: cell for key, cell in of_figures.items() if key not in suppressed})
        reasons = {key: sensitive[key].reason if key in sensitive else HiddenReason.COMPLEMENTARY for key in suppressed}
        return Hidden(
            reasons | dict.fromkeys(divided & suppressed, HiddenReason.DERIVED),
            bases,
            frozenset(_linked(linked, of_figures, linked.hidden)),
        )

    def _hide_published(self, cell: int, sensitive: Sensitive | None, *, is_divided: bool) -> None:
        """Note that a published version hides a cell that no earlier one has shown.

        :param is_divided: whether it is computed by dividing a hidden figure, which may be the only reason.
        """
        if sensitive is not None:
            self._cells.hide(cell, sensitive.protection)
        elif not is_divided and not self._cells.is_hidden(cell):
            self._cells.hide(cell)
            self._cells.complementary.add(cell)

    def _write(self, edition: EditionCells, bases: Mapping[ObservationKey, int]) -> Mapping[ObservationKey, int]:
        """Write the figures of a version; give the cell of each that has one."""
        of_figures = edition.write(self._cells, bases)
        self._cells.reconsider(cell for key, cell in of_figures.items() if edition.rule_of(key.measure) is None)
        self._of_figures = of_figures
        return of_figures

    def _is_known(self, cell: int | None) -> bool:
        """Whether an earlier version has shown a figure, of which this is the cell if it has one."""
        return cell is not None and self._cells.is_known(cell)

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

    def _suppressed(self, linked: LinkedTables, before: Extent) -> Suppression:
        """What has to be hidden; where what is published leaves a figure too little protection, as much as it leaves.

        :param before: the cells of what is published.
        :raises UnprotectedError, UnsolvedPolicyError: with the figures that it is about.
        """
        keys = self._cells.keys()
        result, unprotected = self._solved(linked)
        if unprotected and (left := protection_left(linked, before, unprotected)):
            self._cells.limit(left)
            self.weaker |= {keys[cell]: Known(known, linked.protected.get(cell)) for cell, known in left.items()}
            linked = self._cells.linked()
            result, unprotected = self._solved(linked)
        if unprotected:
            found = (computable(linked, cell, result.unprotected[cell], keys) for cell in unprotected)
            raise UnprotectedError(found)
        return result

    def _solved(self, linked: LinkedTables) -> tuple[Suppression, list[int]]:
        """What has to be hidden, and the cells that nothing protects though they are to be protected."""
        keys = self._cells.keys()
        try:
            result = suppress_cells(linked)
        except SolverError as error:
            raise UnsolvedPolicyError(error, (keys[cell] for cell in error.cells or keys if cell in keys)) from None
        harmless = self._cells.complementary - linked.protected.keys()
        return result, sorted(result.unprotected.keys() - harmless)


def _is_unknown(key: ObservationKey, tables: Tables, published: PublishedVersion | None) -> bool:
    """Whether a figure whose number is not to be known is one that readers do not know."""
    figure = tables.by_key.get(key)
    if figure is None or figure.origin is FigureOrigin.DERIVED:
        return False
    return published is None or not published.shows(figure)


def _is_rounded(figure: Figure, base: int, published: PublishedVersion) -> bool:
    """Whether a published version shows a figure rounded to a base."""
    return isinstance(figure.value, Quantity) and published.value_of(figure) == rounded_value(figure.value, base)


def _shown_of_wrong(correction: Correction, version: Tables, hidden: Hidden) -> Iterator[tuple[WrongValue, Value]]:
    """What is shown of the wrong values that a correction names, as the version before it hides or rounds them."""
    for figure in named_by(correction, version.figures):
        name = value_key(figure).unspecific
        if figure.key in hidden.figures:
            yield (correction.id, name), Absence.SUPPRESSED
        elif figure.key in hidden.rounded and isinstance(figure.value, Quantity):
            yield (correction.id, name), rounded_value(figure.value, hidden.rounded[figure.key])


def _is_bound(figure: Figure) -> bool:
    return isinstance(figure.value, Quantity) and not figure.value.is_exact


def dependents_by_division(
    catalogue: Catalogue, figures: Iterable[Figure], first: Iterable[ObservationKey]
) -> frozenset[ObservationKey]:
    """The figures that are computed from some by anything else than adding, and all that is computed from those."""
    wholes = wholes_by_part(figures)
    found: set[ObservationKey] = set()
    pending = [(key, True) for key in first]
    while pending:
        key, is_first = pending.pop()
        for figure in wholes.get(key, ()):
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
