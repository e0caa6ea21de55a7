"""The site of all languages by MkDocs alone: ``mkdocs build`` and ``mkdocs serve``.

MkDocs builds one site from one configuration. So this build makes no page of its own: it runs one of MkDocs for each
language, and puts what they make in place of its own site.
"""

from __future__ import annotations

import copy
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import Files

from bulletin.errors import BulletinError
from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.localization.messages import _, translate
from bulletin.problems.report import as_text
from bulletin.reading import languages_of
from bulletin.reading.files import RECORDS
from bulletin.website.build import build_preview
from bulletin.website.configuration import NAME
from bulletin.website.pipeline import RecordsError, release_of
from bulletin.website.plugin import BulletinOptions
from bulletin.website.staging import staged
from bulletin.website.templating import OWN


def of_all_languages(config: MkDocsConfig, options: BulletinOptions) -> MkDocsConfig:
    """A configuration like ``config``, but of a build whose only plugin builds the languages."""
    outer = copy.copy(config)
    outer.theme = copy.copy(config.theme)
    outer.theme.static_templates = set()
    outer.extra_templates, outer.nav, outer.docs_dir = [], None, str(OWN)
    outer.plugins = PluginCollection()
    outer.plugins[NAME] = _AllLanguages(options)
    return outer


class _AllLanguages(BasePlugin[BulletinOptions]):  # type: ignore[no-untyped-call]  # MkDocs' has no types
    """Builds every language into a folder of its own, and the landing page above them."""

    def __init__(self, options: BulletinOptions) -> None:
        self.config = options
        self._made = ExitStack()

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build everything while the site of the last build is still there."""
        records = Path(self.config.records)
        language = next(iter(languages_of(records.parent)), SOURCE_LANGUAGE)  # of broken records none is known
        if records.name != RECORDS:
            other = _("The option records must lead to a folder named {name}: {folder}")
            raise PluginError(translate(other, language, name=RECORDS, folder=records))
        try:
            with ExitStack() as run:
                self._build(config, records.parent, run.enter_context(staged(Path(config.site_dir))))
                self._made = run.pop_all()
        except RecordsError as error:
            raise PluginError(as_text(error.problems, language)) from None
        except BulletinError as error:
            raise PluginError(error.text(language)) from None

    def _build(self, config: MkDocsConfig, project: Path, directory: Path) -> None:
        file, released = Path(config.config_file_path), release_of(project)
        languages = released.catalogue.bulletin.languages
        about = {"charts": self.config.charts, "strict": config.strict}
        # the records need not be beside the configuration, where they would be barred
        build_preview(file, released, directory, languages, **about, more=[project / RECORDS])

    def on_files(self, *_: Any, **__: Any) -> Files:
        """Make no page above the languages."""
        return Files([])

    def on_post_build(self, **_: Any) -> None:
        """Put what was built into the place of the site, which MkDocs has emptied."""
        self._made.close()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Remove what was built, should MkDocs fail afterwards."""
        self._made.__exit__(type(error), error, error.__traceback__)
