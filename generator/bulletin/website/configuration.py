"""The MkDocs configuration of each language, derived from the project's one ``mkdocs.yml``.

What the project sets there comes before what is set here, option by option: mappings are merged, features of the theme
are added, everything else takes the place of what is here, as where MkDocs inherits from another configuration.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import Files
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from yaml import BaseLoader

from bulletin.errors import BulletinError
from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.reading import languages_of
from bulletin.reading.files import RECORDS
from bulletin.reading.hints import language_meant
from bulletin.rendering.brand import LOGO
from bulletin.website.configuration_faults import (
    ConfigurationFaultsError,
    Fault,
    Setting,
    described,
    fault_of,
    faults_logged,
    in_language,
    place_of,
    repeated,
)
from bulletin.website.pipeline import SiteError, mkdocs_warnings
from bulletin.website.plugin import BulletinPlugin, add_templates
from bulletin.website.shared_theme import ANY_LANGUAGE, SharedTheme
from bulletin.website.templating import ICON, OWN

CONFIG = "mkdocs.yml"
"""The name of the configuration in a project."""
NAME = "bulletin"
"""The plugin's name in it."""
SITE_DIR = "site"
_DOCS_DIR = "docs"
_BY_LANGUAGE = "by_language"
"""The plugin's option with what differs in a language."""
_SEARCH_PLUGINS = {"search", "material/search"}
_SEARCH = {
    "separator": r"""[\s\-–—;:!?()\[\]{}"'“”‘’«»/|·…<>=]+|[.,](?!\d)|&(?:[lg]t|amp|quot|#\d+);""",
    "pipeline": [],
}
_ICONS = {"logo": "material/chart-box-outline", "edit": "material/file-edit-outline"}
_FEATURES = ("content.action.edit", "navigation.tabs", "navigation.top", "toc.follow")
_APPEARANCES = (
    ({"media": "(prefers-color-scheme)"}, "material/brightness-auto", _("Appearance: as the device")),
    (
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        "material/weather-sunny",
        _("Appearance: light"),
    ),
    ({"media": "(prefers-color-scheme: dark)", "scheme": "slate"}, "material/weather-night", _("Appearance: dark")),
)
"""Where each is chosen and how it looks, its icon in the header, and what that says."""

_LOGGER = logging.getLogger("mkdocs")
_NO_SETTINGS = _(
    "{path}: by_language has settings of MkDocs for each language, as in by_language: {{en: {{site_name: Bulletin}}}}"
)
Settings = dict[str, Any]
"""Settings of MkDocs, as typed."""


def configuration(file: Path, language: Language, site_dir: Path, *, strict: bool = True) -> MkDocsConfig:
    """The configuration of a language's site.

    :param file: the project's ``mkdocs.yml``, which may inherit from another file.
    :param strict: whether warnings of MkDocs are errors.
    :raises SiteError: when MkDocs cannot use it, or it is of the kind with one file for each language.
    """
    refuse_other_plugins()
    refuse_files_of_languages(file)
    try:
        given = settings_of(file)
        settings = _derived(given, language, file)
        pages = _pages_folder(given, file)
        settings |= {"docs_dir": str(_existing(given, pages)), "site_dir": str(site_dir), "strict": strict}
        settings["use_directory_urls"] = True  # as the links of rendered pages are
        with mkdocs_warnings() as logged:
            config = load_config(str(file), **settings)
    except Abort as error:
        raise ConfigurationFaultsError(faults_logged(file, language, logged) or [fault_of(file, error)]) from None
    except BulletinError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - of settings of any shape, or of hooks, which are loaded
        raise ConfigurationFaultsError([fault_of(file, error)]) from None
    for warning in () if _LOGGER.hasHandlers() else logged:  # others have had it
        _LOGGER.warning(warning)
    config.docs_dir = str(pages / language)  # which need not be there
    _search_in_any_language(config)
    return config


def _search_in_any_language(config: MkDocsConfig) -> None:
    """Let the search fold words, unless the project chose languages, whose own scripts cut off their endings.

    MkDocs accepts no other than the languages of lunr as the option of a plugin.
    """
    search = config.plugins.get("material/search")
    if search is not None and not search.config["lang"]:
        search.config["lang"] = [ANY_LANGUAGE]


def refuse_unusable(file: Path, languages: Sequence[Language]) -> None:
    """Refuse what MkDocs cannot use before records are read, which would be in vain.

    Where there are no records, their reader says so better. Hooks of the project are loaded, as where it is asked
    whether a site is still the same.

    :raises SiteError: see :func:`configuration`.
    """
    if not (file.parent / RECORDS).is_dir():
        return
    _refuse([*repeated(file), *_undeclared(file)])
    missing: list[Fault] = []
    for language in languages:
        config = configuration(file, language, file.parent / SITE_DIR)
        plugin_of(config)
        missing += chain(_missing(config, file, language), _alternates(config, file, language))
    _refuse(missing)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise ConfigurationFaultsError(faults)


_UNDECLARED = _("by_language names “{given}”, which is no language of the bulletin: {known}.")
_UNDECLARED_MEANT = _(
    "by_language names “{given}”, which is no language of the bulletin: {known}. Did you mean “{meant}”?"
)
_MISSING = _("{setting} names “{file}”, which is neither in {folder} nor a file of the theme.")


def _undeclared(file: Path) -> Iterator[Fault]:
    """Languages that have settings of their own though the bulletin does not have them."""
    known = languages_of(file.parent)
    try:
        typed = _by_language(settings_of(file), file)
    except (ConfigurationError, OSError):  # of which more is said where it is used
        return
    for tag in typed if known else ():
        if tag not in known:
            details = {"given": tag, "known": ", ".join(known)}
            meant = language_meant(tag, known, typed)
            reason = _UNDECLARED_MEANT if meant else _UNDECLARED
            place = place_of(file, ("plugins", NAME, _BY_LANGUAGE, tag))
            yield Fault(place, reason, {**details, **({"meant": meant} if meant else {})})


def _missing(config: MkDocsConfig, file: Path, language: Language) -> Iterator[Fault]:
    """Scripts, styles and pictures of the project that are in none of the folders from which they are published.

    Hooks and further plugins may make files that nobody sees before.
    """
    if config.hooks or not set(config.plugins) <= {NAME, *_SEARCH_PLUGINS}:
        return
    add_templates(config)
    folders = [Path(config.docs_dir), *map(Path, config.theme.dirs)]
    own = _settings_in(settings_of(file), language, file)
    theme = own.get("theme")
    pictures = theme if isinstance(theme, dict) else {}
    named: list[tuple[Setting, Any]] = [(("theme", name), pictures.get(name)) for name in ("logo", "favicon")]
    named += [(("extra_css",), name) for name in config.extra_css]
    named += [(("extra_javascript",), str(script)) for script in config.extra_javascript]
    for setting, name in named:
        is_local = isinstance(name, str) and not _ELSEWHERE.match(name) and not name.startswith(LOGO)
        path = unquote(urlsplit(name).path) if is_local else ""
        if path and not any((folder / path).is_file() for folder in folders):
            item: Setting = (*setting, name) if setting[0] != "theme" else setting
            place = place_of(file, *in_language(language, item), *in_language(language, setting))
            details = {"setting": ".".join(setting), "file": name, "folder": f"{_relative(config.docs_dir, file)}/"}
            yield Fault(place, _MISSING, details)


def _alternates(config: MkDocsConfig, file: Path, language: Language) -> Iterator[Fault]:
    """Links to other languages that have not what the theme makes links of."""
    links, needed = config.extra.get("alternate", []), ("name", "link", "lang")
    if not isinstance(links, list) or not all(
        isinstance(link, dict) and all(isinstance(link.get(key), str) for key in needed) for link in links
    ):
        place = place_of(file, *in_language(language, ("extra", "alternate")))
        yield Fault(place, _NO_ALTERNATE)


_NO_ALTERNATE = _("extra.alternate is a list of languages, each with a name, a link and a lang, as “lang: en”.")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
"""The beginning of an address, or of a path at the host."""


def _relative(folder: str, file: Path) -> str:
    """A folder of the project as seen from its configuration."""
    project = file.parent.absolute()
    return Path(folder).relative_to(project).as_posix() if Path(folder).is_relative_to(project) else folder


def plugin_of(config: MkDocsConfig) -> BulletinPlugin:
    """The bulletin's plugin in a configuration."""
    for plugin in config.plugins.values():
        if isinstance(plugin, BulletinPlugin):
            return plugin
    raise SiteError(_("{path}: The plugin bulletin is not among the plugins."), path=config.config_file_path)


def address_of(file: Path, language: Language) -> str:
    """Where the site of all editions is published, as the configuration says."""
    config = configuration(file, language, file.parent / SITE_DIR)
    return str(plugin_of(config).config.address or config.site_url or "http://127.0.0.1:8000/")


def site_dir_of(file: Path) -> Path:
    """The folder that the site of all languages is built into."""
    try:
        given = settings_of(file).get("site_dir")
    except (ConfigurationError, OSError):  # the build says so
        given = None
    return file.parent / (given if isinstance(given, str) else SITE_DIR)


def sources_of(file: Path, language: Language) -> tuple[Path, ...]:
    """The files and folders that MkDocs makes the site of a language from, besides the records, without links."""
    return sources_in(configuration(file, language, file.parent / SITE_DIR))


def sources_in(config: MkDocsConfig) -> tuple[Path, ...]:
    """The same, of a configuration."""
    file = Path(config.config_file_path)
    hooks: Any = config.hooks  # modules by their names, and typed as something else
    modules = (module.__file__ for module in hooks.values())
    named = [file, *_inherited(file), config.docs_dir, config.theme.custom_dir, *modules]
    return tuple(Path(path).resolve() for path in named if path)


def _inherited(file: Path) -> Iterator[Path]:
    """The configurations that one inherits from, one after the other."""
    typed = yaml_load(file.read_text(encoding="utf-8"), _loader(file))  # of a text, MkDocs leaves them out
    if parent := typed.get("INHERIT"):
        yield file.parent / parent
        yield from _inherited(file.parent / parent)


def theme_of(file: Path, language: Language) -> SharedTheme:
    """The scripts and styles with which the site of a language would be built now."""
    config = configuration(file, language, file.parent / SITE_DIR)
    add_templates(config)
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return SharedTheme.taken_from(files, config)


def refuse_other_plugins() -> None:
    """Refuse to build where another package has a plugin of the same name, since MkDocs takes either.

    :raises SiteError: naming the packages.
    """
    found = {entry.dist.name: entry for entry in entry_points(group="mkdocs.plugins", name=NAME) if entry.dist}
    own = f"{BulletinPlugin.__module__}:"
    others = sorted(name for name, entry in found.items() if not entry.value.startswith(own))
    if others and len(found) > 1:
        clash = _(
            "The installed packages {packages} each bring a plugin of MkDocs with the name {name}, so that MkDocs "
            "takes either. Uninstall the other one: pip uninstall {others}"
        )
        raise SiteError(clash, packages=", ".join(sorted(found)), name=NAME, others=" ".join(others))


def refuse_files_of_languages(file: Path) -> None:
    """Refuse a project with a configuration for each language, as there were once.

    :raises SiteError: naming the files.
    """
    found = [path.name for language in LANGUAGES if (path := file.with_name(f"mkdocs.{language}.yml")).is_file()]
    if found:
        former = _(
            "{files}: {config} alone configures the site in all languages now. Move what you added there to {config}, "
            "and what is for one language to by_language, an option of the plugin bulletin in it; then delete {files}."
        )
        raise SiteError(former, files=", ".join(found), config=file.name)


def settings_of(file: Path) -> Settings:
    """What a configuration says, with what it inherits.

    :raises ConfigurationError: when it cannot be read, or is no mapping.
    :raises OSError: when there is no such file, or the like.
    """
    try:
        with file.open("rb") as stream:
            settings = yaml_load(stream, _loader(file))
    except (ConfigurationError, OSError):
        raise
    except Exception as error:  # one that inherits from itself, or has what MkDocs does not expect
        raise ConfigurationError(described(error)) from error
    if not isinstance(settings, dict):
        raise ConfigurationError("no settings, which are lines such as “site_name: …”")  # in the language of MkDocs
    return settings


def _loader(file: Path) -> type[BaseLoader]:
    """A loader that knows the tags of MkDocs."""
    loader: type[BaseLoader] = get_yaml_loader(config=MkDocsConfig(str(file)))
    return loader


def _pages_folder(given: Settings, file: Path) -> Path:
    """The folder with a folder of hand-written pages for each language."""
    return file.parent.absolute() / str(given.get("docs_dir", _DOCS_DIR))  # MkDocs knows no other current folder


def _existing(given: Settings, pages: Path) -> Path:
    """A folder that MkDocs accepts: that of the pages, unless nobody says that there are any.

    One that is named has to be there, since its name may be mistyped.
    """
    return pages if "docs_dir" in given or pages.is_dir() else OWN


# --- what is derived --------------------------------------------------------------------------------------------------


def _derived(given: Settings, language: Language, file: Path) -> Settings:
    """The settings that differ from what the configuration says."""
    own = _settings_in(given, language, file)
    theme = own.get("theme") or {}
    theme = _merged(_theme(language), theme if isinstance(theme, dict) else {"name": theme})
    theme["features"] = list(dict.fromkeys((*_FEATURES, *(theme.get("features") or ()))))
    settings = own | {
        "theme": theme,
        "plugins": [{name: _plugin_options(name, options)} for name, options in _plugins_of(own)],
        "extra": _merged({"generator": False}, own.get("extra") or {}),
    }
    return {name: value for name, value in settings.items() if value is not given.get(name)}


def _theme(language: Language) -> Settings:
    palette = [
        {**look, "primary": "custom", "accent": "custom", "toggle": {"icon": icon, "name": translate(name, language)}}
        for look, icon, name in _APPEARANCES
    ]
    return {
        "name": "material",
        "language": language,
        "font": False,  # no request leaves the site
        "favicon": ICON,
        "icon": _ICONS,
        "palette": palette,
    }


def _settings_in(given: Settings, language: Language, file: Path) -> Settings:
    """The settings with those that the plugin's option has for the language."""
    by_language = _by_language(given, file)
    if unknown := [tag for tag in by_language if tag not in LANGUAGES]:
        wrong = _("{path}: by_language names a language that there is not: {languages}")
        place = place_of(file, ("plugins", NAME, _BY_LANGUAGE, unknown[0]))
        raise SiteError(wrong, path=place, languages=", ".join(unknown))
    merged: Settings = _merged(given, by_language.get(language) or {})
    return merged


def _by_language(given: Settings, file: Path) -> Mapping[str, Settings | None]:
    """The settings of single languages, by their tags."""
    options = next((options for name, options in _plugins_of(given) if name == NAME), {})
    by_language = options.get(_BY_LANGUAGE) or {}
    if not isinstance(by_language, dict) or not all(isinstance(each, dict | None) for each in by_language.values()):
        raise SiteError(_NO_SETTINGS, path=place_of(file, ("plugins", NAME, _BY_LANGUAGE)))
    return {str(tag): settings for tag, settings in by_language.items()}


def _plugins_of(given: Settings) -> Iterator[tuple[str, Settings]]:
    """The plugins with their options, however they are typed; what is wrong with them MkDocs says."""
    found = given.get("plugins")
    typed = found if isinstance(found, dict | list) else []
    for item in typed.items() if isinstance(typed, dict) else typed:
        named = dict([item]) if isinstance(item, tuple) else item if isinstance(item, dict) else {str(item): {}}
        for name, options in named.items():
            if not isinstance(options, dict | None):
                raise ConfigurationError(f"the options of the plugin {name} are no settings")
            yield name, options or {}


def _plugin_options(name: str, options: Settings) -> Settings:
    return {**_SEARCH, **options} if name in _SEARCH_PLUGINS else dict(options)


def _merged(default: Any, own: Any) -> Any:
    """Settings with those of another place before them: mappings are merged, all else is replaced."""
    if not (isinstance(default, Mapping) and isinstance(own, Mapping)):
        return own
    return {**default, **{key: _merged(default.get(key), value) for key, value in own.items()}}
