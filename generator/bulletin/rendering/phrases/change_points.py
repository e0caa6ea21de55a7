"""What changed since the edition before, in sentences: how much, of which measure and why, and what moved most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange
from bulletin.analysis.figures import Figure
from bulletin.localization.messages import _, n_
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import CHANGE_KINDS
from bulletin.rendering.phrases.changes import ChangeWords

_MOST = _("New figures aside, most changes are of one measure: {measure} ({kind}: {count}).")
_MOST_BY_SOURCE = _(
    "New figures aside, most changes are of one measure: {measure} ({kind}: {count}); the most frequent source is "
    "{source}."
)
_LARGEST = _("The largest movement of a figure, small counts left out: {what}, {went}.")
_LARGEST_EQUAL = n_(
    "The largest movement of a figure, small counts left out: {what}, {went}; {count} more moved as much in percent.",
    "The largest movement of a figure, small counts left out: {what}, {went}; {count} more moved as much in percent.",
)


def change_points(page: PageContext, comparison: Comparison) -> tuple[str, ...]:
    """Up to three sentences; the first says how much changed, and since which edition."""
    words = ChangeWords(comparison, page.language)
    changed = [change for change in comparison.changes if change.kind is not ChangeKind.NEW]
    points = since_sentence(page, comparison), _most(page, words, changed), _largest(page, words, changed)
    return tuple(filter(None, points))


def since_sentence(page: PageContext, comparison: Comparison) -> str:
    """How much changed since which edition: "Since the Report 2023 (7 November 2023): 2 revised, 12 new figures."."""
    before = tuple(page.catalogue.editions_in_order)[-2]
    return page.words.say(
        _("Since the {title} ({released}): {changes}"),
        title=page.words.text(before.title),
        released=page.words.date(before.released),
        changes=changes_sentence(page, comparison),
    )


def changes_sentence(page: PageContext, comparison: Comparison) -> str:
    """How much changed: "2 revised, 12 new figures or targets."."""
    return f"{ChangeWords(comparison, page.language).counts()}."


def redefinitions(page: PageContext, comparison: Comparison) -> tuple[str, ...]:
    """Each way in which the meaning of a measure changed, with both meanings."""
    words = ChangeWords(comparison, page.language)
    return tuple(f"{text}." for redefined in comparison.redefined for text in words.redefinition(redefined))


def _most(page: PageContext, words: ChangeWords, changed: list[ValueChange]) -> str:
    """Of which measure most changed in which way, and the source that most are by; not where several share that."""
    measures = Counter((change.key.measure, change.kind) for change in changed).most_common(2)
    if not measures or _is_shared(measures):
        return ""
    names = {change.key.measure: words.wording(change).measure(change.key.measure) for change in changed}
    (measure, kind), count = measures[0]
    found = Counter(source for change in changed for source in change.reason.sources).most_common(2)
    reasons = () if _is_shared(found) else found
    return page.words.say(
        _MOST_BY_SOURCE if reasons else _MOST,
        measure=names[measure],
        kind=page.words.lowered(page.words.say(CHANGE_KINDS[kind])),
        count=page.words.count(count),
        source=page.words.source_in_full(reasons[0][0]) if reasons else "",
    )


def _is_shared(counts: Sequence[tuple[object, int]]) -> bool:
    """Whether the first two of what is counted have the same count."""
    return len({count for _counted, count in counts}) < len(counts)


def _largest(page: PageContext, words: ChangeWords, changed: list[ValueChange]) -> str:
    """The figure, but of a category or of a small count, that moved most in percent; empty without any."""
    least = page.catalogue.bulletin.pace.least_compared
    sized = [change for change in changed if _is_sizeable(page, change, least) and words.in_percent(change)]
    if not sized:
        return ""
    sizes = [abs(change.relative or Fraction()) for change in sized]
    largest = sized[sizes.index(max(sizes))]
    went = f"{words.went(largest)} ({words.in_percent(largest)})"
    said = {"what": words.what(largest), "went": went}
    equal = sizes.count(max(sizes)) - 1
    return page.words.say(_LARGEST_EQUAL, count=equal, **said) if equal else page.words.say(_LARGEST, **said)


def _is_sizeable(page: PageContext, change: ValueChange, least: int) -> bool:
    """Whether it is a whole figure that is no small count, neither now nor before, so that chance moves it little."""
    sides = [side.value for side in (change.before, change.after) if isinstance(side, Figure)]
    if change.key.breakdown is not None or len(sides) < 2:
        return False
    measure = page.catalogue.measures.get(change.key.measure)
    is_counted = measure is not None and measure.is_counted
    return all(isinstance(value, Quantity) and (not is_counted or value.number >= least) for value in sides)
