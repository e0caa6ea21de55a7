"""Folders of SYNTHETIC editions, with no more in them than the files above the editions is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bulletin.model.text import Language
from bulletin.publishing.manifest import BulletinDetails, Day, Manifest, hashes, to_json
from bulletin.publishing.version_names import NAME
from bulletin.rendering.phrases.corrections import CorrectedText, CorrectionView
from bulletin.rendering.phrases.editions import EditionView, HeadlineText

from tests.sites import EN, VI

ADDRESS = "https://bulletin.example/stats/"
HOME = "organizations/north/"
"""The page of every main figure."""


@dataclass(frozen=True)
class SampleVersion:
    """A version of an edition to put on the place."""

    id: str
    on: date = date(2023, 4, 7)
    """The last day that it knows, and that of its release."""
    exact: bool = True
    """Whether its day is known; if not, the year is."""
    corrections: tuple[CorrectionView, ...] = ()
    pages: tuple[str, ...] = ("", HOME)
    unlisted: tuple[str, ...] = ()
    """Pages that are not in the sitemap."""
    text: str = "Synthetic"
    """It is in all of its texts."""
    next: Day | None = None

    @property
    def version(self) -> str:
        """Its folder."""
        return f"{self.id}.{len(self.corrections)}" if self.corrections else self.id

    def corrected(self, *days: date) -> SampleVersion:
        """The same, with corrections that came on some days."""
        return replace(self, corrections=(*self.corrections, *(correction(day, self.text) for day in days)))


def correction(day: date, text: str = "Synthetic") -> CorrectionView:
    """A correction of one figure."""
    return CorrectionView(
        id=f"correction-{day}",
        date=f"on {day}",
        on=day.isoformat(),
        title=f"{text} correction",
        what=f"{text} mistake",
        reason=f"{text} reason",
        figures=(CorrectedText(f"{text} label", "23 members", "32 members"),),
        derived=(
            CorrectedText(f"{text} total", "123 members", "132 members"),
            CorrectedText(f"{text} mean", "", "44 members"),
        ),
    )


def write_versions(
    directory: Path,
    versions: Iterable[SampleVersion],
    languages: Sequence[Language] = (VI, EN),
    address: str = ADDRESS,
) -> Path:
    """Write the folders of editions, in the given order; give the directory."""
    for version in versions:
        for language in languages:
            _write(directory / language / version.version, version, language, tuple(languages), address)
    return directory


def _write(
    folder: Path, version: SampleVersion, language: Language, languages: tuple[Language, ...], address: str
) -> None:
    for page in (*version.pages, *version.unlisted):
        file = folder / page / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        figures = '<p id="figure">32</p>' if page == HOME else ""
        file.write_text(f'<!doctype html><html lang="{language}"><title>Synthetic</title>{figures}', encoding="utf-8")
    (folder / "404.html").write_text("Synthetic", encoding="utf-8")
    locations = "".join(f"<url><loc>{address}{language}/{version.version}/{page}</loc></url>" for page in version.pages)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'
    (folder / "sitemap.xml").write_text(sitemap, encoding="utf-8")
    manifest = manifest_of(version, language, languages, address)
    (folder / NAME).write_bytes(to_json(replace(manifest, outputs=hashes(folder))))


def manifest_of(version: SampleVersion, language: Language, languages: tuple[Language, ...], address: str) -> Manifest:
    """The manifest of a sample version that has no files."""
    day = Day(version.on, exact=version.exact)
    return Manifest(
        address=address,
        bulletin=BulletinDetails(version.text, version.text, version.text, version.text, None),
        commit=None,
        cut_off=day,
        edition=_view(version, language),
        language=language,
        languages=languages,
        next_release=version.next,
        period="2023-Q1",
        status=None,
        outputs={},
        policy="synthetic",
        records={},
        released=day,
        tools={},
        version=version.version,
    )


def _view(version: SampleVersion, language: Language) -> EditionView:
    def words(day: Day) -> str:
        unknown = {"vi": "không rõ ngày", "en": "no day is known"}[language]
        return str(day.on) if day.exact else f"{day.on.year} ({unknown})"

    title, on = f"{version.text} {version.id}", Day(version.on, exact=version.exact)
    corrected = ", ".join(correction.on for correction in version.corrections)
    return EditionView(
        id=version.id,
        version=version.version,
        title=title,
        name=f"{title} ({'đã đính chính' if language == VI else 'corrected'})" if corrected else title,
        period=words(on),
        cut_off=words(on),
        released=words(on),
        corrected=corrected,
        changed_on=version.on.isoformat() if version.exact else "",
        next_release=words(version.next) if version.next else "to be announced",
        status=version.text,
        notices=(f"{version.text} notice",),
        note=f"{version.text} note",
        headlines=(HeadlineText(f"{version.text} headline", "32 members", f"{version.text} target", f"{HOME}#figure"),),
        corrections=version.corrections,
        knows=version.text,
    )


OLD = SampleVersion("2020", date(2020, 12, 31), exact=False, pages=("", HOME, "measures/", "measures/gone/"))
MIDDLE = SampleVersion("2022-09", date(2022, 9, 28), pages=("", HOME, "measures/"), unlisted=("organizations/moved/",))
NEW = SampleVersion("2023-Q1", date(2023, 4, 7), pages=("", HOME), unlisted=("organizations/moved/",))
CORRECTED = NEW.corrected(date(2023, 5, 2))
SAMPLE_VERSIONS = (OLD, MIDDLE, NEW, CORRECTED)
"""Three editions, the newest of which was corrected; the oldest has pages that the newest has not."""
