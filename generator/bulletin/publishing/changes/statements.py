"""Statements of published editions, corrections and measures, compared with what the records state now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.disclosure import Release
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period, parse_period
from bulletin.model.places import Place
from bulletin.model.records import TO_BE_ANNOUNCED, CorrectedFigure, Correction, Edition
from bulletin.model.values import Absence
from bulletin.publishing.changes.published_values import Aspect, formula_of
from bulletin.publishing.changes.published_versions import EditionValues, Statement
from bulletin.publishing.manifest import Day
from bulletin.reading.documents import Path as FieldPath
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.corrections import CorrectionView, stated_text
from bulletin.rendering.phrases.editions import EditionView, HeadlineText, edition_view
from bulletin.rendering.text import NO_BREAK
from bulletin.validation.typed_values import shown


@dataclass(frozen=True)
class Restatement:
    """A statement of a published version that the records now make differently."""

    record: Place
    path: FieldPath
    """The field of the record."""
    was: str
    now: str
    is_open: bool = False
    """Whether a new correction of the edition may change it."""


def restated_edition(published: EditionValues, record: Edition, now: Release) -> Iterator[Restatement]:
    """Changed metadata of an edition, in each language of the published version."""
    for said in _comparable(published, now):
        page = PageContext.of(now, said.language, charts=False)
        view = edition_view(page)
        if view is not None:
            yield from _restated_days(said, record, page)
            yield from _restated_fields(said, record, view)


def _comparable(published: EditionValues, now: Release) -> Iterator[Statement]:
    """The statements in languages that the bulletin still has: the records have no words in any other."""
    return (said for said in published.statements if said.language in now.catalogue.bulletin.languages)


def _restated_days(said: Statement, record: Edition, page: PageContext) -> Iterator[Restatement]:
    """Periods and days are compared as such, since a later program may write them differently."""
    if said.period != record.period.text:
        yield Restatement(record.place, ("period",), said.period, record.period.text)
    for field, was, text, now in (
        ("cut-off", said.cut_off, said.edition.cut_off, record.cut_off),
        ("released", said.released, said.edition.released, record.released),
    ):
        if was != Day.of(now):
            yield Restatement(record.place, (field,), _typed(was, text, page), now.text)
    following = record.next_release
    if said.next_release != (Day.of(following) if following else None):
        before = _typed(said.next_release, said.edition.next_release, page)
        yield Restatement(record.place, ("next-release",), before, _next_release(following), is_open=True)


def _next_release(following: Period | None) -> str:
    return following.text if following else TO_BE_ANNOUNCED


def _typed(day: Day | None, text: str, page: PageContext) -> str:
    """A published date in the notation of records; of a month, quarter or year that which its text names."""
    if day is None or day.exact:
        return day.on.isoformat() if day else TO_BE_ANNOUNCED
    year = f"{day.on:%Y}"
    ending = (year, f"{year}-H{-(-day.on.month // 6)}", f"{year}-Q{-(-day.on.month // 3)}", f"{day.on:%Y-%m}")
    named = {page.words.period_name(parse_period(period)): period for period in ending}
    found = [name for name in named if name in text]
    return named[max(found, key=len)] if found else text


def _restated_fields(said: Statement, record: Edition, view: EditionView) -> Iterator[Restatement]:
    before, language, place = said.edition, said.language, record.place
    for field in ("title", "note"):
        if (was := getattr(before, field)) != (now := getattr(view, field)):
            yield Restatement(place, (field, language), was, now, is_open=True)
    if before.notices != view.notices:
        yield Restatement(place, ("notices",), " ".join(before.notices), " ".join(view.notices), is_open=True)
    if said.status != record.status:
        yield Restatement(place, ("status",), said.status or "", record.status or "", is_open=True)
    if not _are_alike(before.headlines, view.headlines):
        yield Restatement(place, ("headlines",), _labels(before), _labels(view), is_open=True)


def _are_alike(before: Sequence[HeadlineText], after: Sequence[HeadlineText]) -> bool:
    """Whether they are the same figures: by id, or where an id is another by now, by name."""
    both = list(zip(before, after, strict=False))
    return len(before) == len(after) and all(a.address == b.address or a.label == b.label for a, b in both)


def _labels(view: EditionView) -> str:
    return "; ".join(headline.label for headline in view.headlines)


def _field(name: str) -> str:
    return name.replace("_", "-")


def restated_correction(published: EditionValues, correction: Correction, now: Release) -> Iterator[Restatement]:
    """Changed statements of a correction, as far as it is published."""
    for said in _comparable(published, now):
        page = PageContext.of(now, said.language, charts=False)
        for view in said.edition.corrections:
            if view.id == correction.id:
                yield from _restated_texts(said, view, correction)
                yield from _restated_figures(published, page, view, correction)


def _restated_texts(said: Statement, view: CorrectionView, correction: Correction) -> Iterator[Restatement]:
    day = correction.date.end.isoformat()
    if view.on != day:
        yield Restatement(correction.place, ("date",), view.on, day)
    for field in ("what", "reason"):
        was, now = getattr(view, field), getattr(correction, field).localized(said.language)
        if was != now:
            yield Restatement(correction.place, (field, said.language), was, now)


def _restated_figures(
    published: EditionValues, page: PageContext, view: CorrectionView, correction: Correction
) -> Iterator[Restatement]:
    was, now = tuple(figure.was for figure in view.figures), correction.figures
    if len(was) != len(now):
        listed = (figure.label for figure in view.figures)
        yield Restatement(correction.place, ("figures",), "; ".join(listed), str(len(now)))
        return
    values = (published.wrong or {}).get(correction.id, ())
    for index, (text, figure) in enumerate(zip(was, now, strict=True)):
        path = ("figures", index, "was")
        if len(values) < len(now):
            if not _has_same_text(page, figure, text):
                yield Restatement(correction.place, path, text, stated_text(page, figure, figure.was))
        elif values[index] not in {figure.was, Absence.SUPPRESSED}:
            yield Restatement(correction.place, path, shown(values[index]), shown(figure.was))


def _has_same_text(page: PageContext, figure: CorrectedFigure, text: str) -> bool:
    """Whether the wrong value is the same, by its text, for editions that were published without ``values.json``.

    Its unit may have another name by now; or the value was suppressed when it was published.
    """
    return _number(text) in {_number(stated_text(page, figure, was)) for was in (figure.was, Absence.SUPPRESSED)}


def _number(text: str) -> str:
    return text.partition(NO_BREAK)[0]


def restated_measures(published: EditionValues, now: Catalogue) -> Iterator[Restatement]:
    """Changed meanings of measures; measures that are gone are left out."""
    for name, said in published.measures.items():
        if (measure := now.measures.get(name)) is not None:
            fields = measure.model_dump(mode="json")
            for aspect, published_aspect in said.items():
                was, current = _in_shared_languages(published_aspect, fields[aspect])
                if was != current:
                    yield Restatement(measure.place, (_field(aspect),), _text(was), _text(current), is_open=True)
    for name, formula in published.formulas.items():
        measure = now.measures.get(name)
        if measure is not None and formula_of(measure) != formula:
            yield Restatement(measure.place, ("formula",), formula, formula_of(measure), is_open=True)


def _in_shared_languages(was: Aspect, now: Aspect) -> tuple[Aspect, Aspect]:
    """Words in the languages that both have; a language is added to a bulletin, and leaves it, without a correction."""
    if isinstance(was, str) or isinstance(now, str):
        return was, now
    shared = [language for language in was if language in now]
    return {language: was[language] for language in shared}, {language: now[language] for language in shared}


def _text(value: Aspect) -> str:
    return value if isinstance(value, str) else " / ".join(value.values())


def once(restatements: Iterable[Restatement]) -> Iterator[Restatement]:
    """Each field once, in however many languages it changed."""
    found: dict[tuple[Place, FieldPath], Restatement] = {}
    for restatement in restatements:
        found.setdefault((restatement.record, restatement.path), restatement)
    return iter(found.values())
