"""What an edition says of itself, of its corrections and of what it measures, beside what it said when it came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.disclosure import Release
from bulletin.model.places import Place
from bulletin.model.records import CorrectedFigure, Correction, Edition
from bulletin.model.values import Absence
from bulletin.publishing.changes.values import EditionValues, Statement
from bulletin.publishing.manifest import Day
from bulletin.reading.documents import Path
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.changes import CorrectionView, was_text
from bulletin.rendering.phrases.editions import EditionView, HeadlineText, edition_view
from bulletin.rendering.text import NO_BREAK


@dataclass(frozen=True)
class Restatement:
    """Something that is said otherwise than it was."""

    record: Place
    path: Path
    """Where in the record it stands."""
    was: str
    now: str
    is_open: bool = False
    """Whether a new correction of the edition may change it."""


def restated_edition(out: EditionValues, record: Edition, now: Release) -> Iterator[Restatement]:
    """What an edition says of itself, once for all languages but for its words."""
    for said in out.statements:
        view = edition_view(PageContext.of(now, said.language, charts=False))
        if view is not None:
            yield from _frozen(said, record, view)
            yield from _open(said, record, view)


def _frozen(said: Statement, record: Edition, view: EditionView) -> Iterator[Restatement]:
    """Periods and days are compared as such, since a later program may put them in other words."""
    before = said.edition
    for field, differs in (
        ("period", said.period != record.period.text),
        ("cut_off", said.cut_off != Day.of(record.cut_off)),
        ("released", said.released != Day.of(record.released)),
    ):
        if differs:
            yield Restatement(record.place, (_typed(field),), getattr(before, field), getattr(view, field))


def _open(said: Statement, record: Edition, view: EditionView) -> Iterator[Restatement]:
    before, language, place = said.edition, said.language, record.place
    for field in ("title", "note"):
        if (was := getattr(before, field)) != (now := getattr(view, field)):
            yield Restatement(place, (field, language), was, now, is_open=True)
    if before.notices != view.notices:
        yield Restatement(place, ("notices",), " ".join(before.notices), " ".join(view.notices), is_open=True)
    if said.status != record.status:
        yield Restatement(place, ("status",), before.status, view.status, is_open=True)
    if said.next_release != (Day.of(record.next_release) if record.next_release else None):
        yield Restatement(place, ("next-release",), before.next_release, view.next_release, is_open=True)
    if not _are_alike(before.headlines, view.headlines):
        yield Restatement(place, ("headlines",), _labels(before), _labels(view), is_open=True)


def _are_alike(before: Sequence[HeadlineText], after: Sequence[HeadlineText]) -> bool:
    """Whether they are the same figures: by id, or where an id is another by now, by name."""
    both = list(zip(before, after, strict=False))
    return len(before) == len(after) and all(a.address == b.address or a.label == b.label for a, b in both)


def _labels(view: EditionView) -> str:
    return "; ".join(headline.label for headline in view.headlines)


def _typed(field: str) -> str:
    return field.replace("_", "-")


def restated_correction(out: EditionValues, correction: Correction, now: Release) -> Iterator[Restatement]:
    """What a published correction says; nothing where it is not published."""
    for said in out.statements:
        page = PageContext.of(now, said.language, charts=False)
        for told in said.edition.corrections:
            if told.id == correction.id:
                yield from _of_words(said, told, correction)
                yield from _of_figures(out, page, told, correction)


def _of_words(said: Statement, told: CorrectionView, correction: Correction) -> Iterator[Restatement]:
    day = correction.date.end.isoformat()
    if told.on != day:
        yield Restatement(correction.place, ("date",), told.on, day)
    for field in ("what", "reason"):
        was, now = getattr(told, field), getattr(correction, field).localized(said.language)
        if was != now:
            yield Restatement(correction.place, (field, said.language), was, now)


def _of_figures(
    out: EditionValues, page: PageContext, told: CorrectionView, correction: Correction
) -> Iterator[Restatement]:
    was, now = tuple(figure.was for figure in told.figures), correction.figures
    if len(was) != len(now):
        listed = (figure.label for figure in told.figures)
        yield Restatement(correction.place, ("figures",), "; ".join(listed), str(len(now)))
        return
    published = (out.wrong or {}).get(correction.id, ())
    for index, (text, figure) in enumerate(zip(was, now, strict=True)):
        by_value = len(published) == len(now)
        same = published[index] in {figure.was, Absence.SUPPRESSED} if by_value else _is_as_told(page, figure, text)
        if not same:
            yield Restatement(correction.place, ("figures", index, "was"), text, was_text(page, figure))


def _is_as_told(page: PageContext, figure: CorrectedFigure, text: str) -> bool:
    """Whether the wrong value is the same, by its text, for editions that were published without ``values.json``.

    Its unit may be called otherwise by now; or the value was withheld when it came out.
    """
    withheld = figure.model_copy(update={"was": Absence.SUPPRESSED})
    return _number(text) in {_number(was_text(page, possible)) for possible in (figure, withheld)}


def _number(text: str) -> str:
    return text.partition(NO_BREAK)[0]


def restated_measures(out: EditionValues, now: Release) -> Iterator[Restatement]:
    """What the figures of a measure mean; those that the edition does not have any more are not looked at."""
    for name, said in out.measures.items():
        if (measure := now.catalogue.measures.get(name)) is not None:
            told = measure.model_dump(mode="json")
            for aspect, was in said.items():
                if was != told[aspect]:
                    yield Restatement(measure.place, (_typed(aspect),), _words(was), _words(told[aspect]), is_open=True)


def _words(value: str | Mapping[str, str]) -> str:
    return value if isinstance(value, str) else " / ".join(value.values())


def once(restatements: Iterable[Restatement]) -> Iterator[Restatement]:
    """Each field once, in however many languages it changed."""
    found: dict[tuple[Place, Path], Restatement] = {}
    for restatement in restatements:
        found.setdefault((restatement.record, restatement.path), restatement)
    return iter(found.values())
