"""What editions have published and the policy of disclosure control hides by now, and the rules that are gone since.

Nothing hides any more what is published; and what a rule has hidden is protected in later editions only as long as that
rule is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial

from bulletin.analysis.figures import Figure, reported_value
from bulletin.analysis.tables import group_by
from bulletin.disclosure import Series
from bulletin.disclosure.publications import published_key
from bulletin.model.keys import ValueKey
from bulletin.problems import Problem, kinds
from bulletin.publishing.changes.published_versions import EditionValues
from bulletin.reading.source_lines import SourceLines, is_rule_for

_MOST = 5
"""So many figures of a measure are named."""


class HiddenByNow:
    """The figures that editions have published with their numbers, and that the policy of today hides or rounds."""

    def __init__(self, lines: SourceLines, series: Series, published: Sequence[str]) -> None:
        """Look at nothing yet.

        :param lines: those of the records, which problems quote.
        :param series: for the audience that the editions are published for.
        :param published: the ids of all editions that are.
        """
        self._lines = lines
        self._series = series
        self._published = published

    def figures(self, published: EditionValues) -> Mapping[ValueKey, Figure]:
        """Those of an edition: their records state what was published, and the policy is against it."""
        against = self._series.shown_against_policy(published.id)
        _corpus, tables = self._series.vintages.of(published.id)
        figures = {published_key(figure): figure for figure in tables.figures if figure.key in against}
        return {key: f for key, f in figures.items() if published.values.get(key) == reported_value(f)}

    def problems(self, edition: str, figures: Mapping[ValueKey, Figure]) -> Iterator[Problem]:
        """A problem for each measure, at the rule that hides its figures or at the policy."""
        policy = self._series.corpus.catalogue.disclosure
        for measure, hidden in group_by(figures.values(), lambda figure: figure.key.measure).items():
            if policy is not None:
                details = {"edition": edition, "measure": measure, "day": self._day}
                details |= {"count": str(len(hidden)), "figures": ", ".join(map(_named, hidden[:_MOST]))}
                path = self._lines.path_of_item(policy.place, "rules", partial(is_rule_for, measure))
                yield self._lines.problem(kinds.PUBLISHED_BEFORE_POLICY, policy.place, path, details)

    @property
    def _day(self) -> str:
        """The day after the cut-off of the last edition that is published."""
        editions = self._series.corpus.catalogue.editions
        cut_offs = [editions[name].cut_off.end for name in self._published if name in editions]
        return (max(cut_offs) + timedelta(days=1)).isoformat()


def _named(figure: Figure) -> str:
    """A figure in short, and where it is stated."""
    key = figure.key
    return f"{' '.join(filter(None, (key.organization, key.period.text, key.category)))} ({figure.place.at_line})"
