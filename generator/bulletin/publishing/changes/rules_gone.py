"""The rules of disclosure control by which editions were published and that are gone since, by mistake or on purpose.

What such a rule has hidden stays hidden in the editions that are published. Without the rule later editions would show
it, and what it can be computed from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.analysis.tables import group_by
from bulletin.disclosure import Series
from bulletin.model.corpus import Catalogue
from bulletin.model.places import Place
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.problems import Problem, kinds
from bulletin.publishing.changes.published_versions import EditionValues, PublishedSite
from bulletin.reading.files import POLICY


class RulesGone:
    """The rules that published versions name and that do not hold for these editions any more."""

    def __init__(self, site: PublishedSite, series: Series) -> None:
        """Look at nothing yet.

        :param series: for the audience of the site.
        """
        self._site = site
        self._is_applied = series.audience != series.corpus.catalogue.bulletin.audience_ids[-1]

    def measures(self, published: EditionValues, now: Catalogue) -> Mapping[str, str]:
        """The measures whose rule is gone, each with what that was. Only of those with hidden or rounded figures.

        :param now: what the edition knows by the records.
        """
        if not self._is_applied:
            return {}
        values = group_by(published.values.items(), lambda item: item[0].measure)
        without = (
            measure
            for measure, of_measure in values.items()
            if (now.disclosure is None or now.disclosure.rule_of(measure) is None)
            and any(_may_be_hidden(value) for _key, value in of_measure)
        )
        found = {measure: self._site.rule_of(published, measure) for measure in without}
        return {measure: rule for measure, rule in found.items() if rule}

    @staticmethod
    def problems(edition: str, measures: Mapping[str, str], now: Catalogue) -> Iterator[Problem]:
        """One problem where there is no policy any more; else one for each measure, at the policy.

        :param measures: those whose rule is gone, each with what that was.
        """
        if measures and now.disclosure is None:
            yield Problem(kinds.PUBLISHED_POLICY_GONE, Place(POLICY, 1, 1), {"edition": edition, "file": POLICY})
        elif now.disclosure is not None:
            place = now.disclosure.place
            for measure, rule in measures.items():
                details = {"edition": edition, "measure": measure, "rule": rule, "file": place.file}
                yield Problem(kinds.PUBLISHED_RULE_GONE, place, details)


def _may_be_hidden(value: Value) -> bool:
    return value is Absence.SUPPRESSED or (isinstance(value, Quantity) and value.qualifier is Qualifier.ABOUT)
