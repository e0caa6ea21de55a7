"""One mkdocs.yml configures all languages; what a project sets comes before what is derived. Projects are SYNTHETIC."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from bulletin.website.configuration import (
    CONFIG,
    address_of,
    configuration,
    refuse_other_plugins,
    refuse_unusable,
    site_dir_of,
    sources_of,
)
from bulletin.website.pipeline import SiteError, mkdocs_warnings

from tests.sites import LANGUAGES

SMALLEST = "site_name: Synthetic\ntheme: {name: material}\nplugins: [material/search, bulletin]\n"


def config_of(directory: Path, text: str = SMALLEST, language: str = "vi", name: str = CONFIG) -> Any:
    """Give the configuration of a project with nothing but this file and a folder of records."""
    (directory / "records").mkdir(exist_ok=True)
    (directory / name).write_text(text, encoding="utf-8")
    return configuration(directory / name, language, directory / "site" / language)


def test_the_smallest_configuration_is_enough(tmp_path: Path) -> None:
    """The names of the appearances, the theme's language and the pages' folder follow from the language."""
    found = {language: config_of(tmp_path, language=language) for language in LANGUAGES}
    for language, config in found.items():
        assert config.docs_dir == str(tmp_path / "docs" / language)
        assert config.theme["language"] == language
        assert config.extra["generator"] is False
        assert "navigation.tabs" in config.theme["features"]
    names = {tuple(look["toggle"]["name"] for look in config.theme["palette"]) for config in found.values()}
    assert len(names) == len(LANGUAGES)
    assert not (tmp_path / "docs").exists(), "nothing is written into the project"


def test_what_a_project_sets_comes_first(tmp_path: Path) -> None:
    """Mappings are merged, features added, anything else replaced."""
    config = config_of(
        tmp_path,
        """
site_name: Synthetic
theme:
  name: material
  icon: {logo: material/library}
  palette: {primary: teal}
  features: [navigation.sections]
  font: {text: Inter}
plugins:
  - material/search: {separator: ' '}
  - bulletin
extra: {generator: true, mine: 1}
""",
    )
    theme, extra = config.theme, config.extra
    assert theme["icon"] == {"logo": "material/library", "edit": "material/file-edit-outline"}
    assert (theme["palette"], theme["font"]["text"]) == ({"primary": "teal"}, "Inter")
    assert theme["features"][-2:] == ["toc.follow", "navigation.sections"]
    assert config.plugins["material/search"].config["separator"] == " "
    assert config.plugins["material/search"].config["pipeline"] == []
    assert (extra["generator"], extra["mine"]) == (True, 1)


@pytest.mark.parametrize(
    "plugins", ["{material/search: {}, bulletin: {by_language: BY}}", "[bulletin: {by_language: BY}]"]
)
def test_settings_of_one_language(tmp_path: Path, plugins: str) -> None:
    """A language may have a navigation, styles, or anything else of its own; the other has what holds for all."""
    by = "{en: {nav: [{Home: index.md}], extra_css: [en.css], theme: {favicon: en.svg}}}"
    text = f"site_name: Synthetic\nextra_css: [all.css]\nplugins: {plugins.replace('BY', by)}\n"
    english, vietnamese = (config_of(tmp_path, text, language) for language in ("en", "vi"))
    assert (english.nav, vietnamese.nav) == ([{"Home": "index.md"}], None)
    assert (english.extra_css, vietnamese.extra_css) == (["en.css"], ["all.css"])
    assert (english.theme["favicon"], english.theme["font"]) == ("en.svg", False)


def test_settings_of_an_unknown_language_are_refused(tmp_path: Path) -> None:
    """A mistyped language would silently change nothing."""
    with pytest.raises(SiteError, match="by_language names a language that there is not: english"):
        config_of(tmp_path, "site_name: Synthetic\nplugins: [bulletin: {by_language: {english: {}}}]\n")


def test_files_of_languages_are_refused_with_what_to_do(tmp_path: Path) -> None:
    """A configuration of before would be silently unread."""
    (tmp_path / "mkdocs.en.yml").write_text("INHERIT: mkdocs.yml\n")
    with pytest.raises(SiteError, match=r"^mkdocs\.en\.yml: mkdocs\.yml alone .* then delete mkdocs\.en\.yml\.$"):
        config_of(tmp_path)


def test_what_is_inherited_counts(tmp_path: Path) -> None:
    """A configuration may inherit from others, whose files the site is made from too."""
    (tmp_path / "further.yml").write_text("site_name: Synthetic\nextra: {far: 1}\n")
    (tmp_path / "base.yml").write_text("INHERIT: further.yml\ntheme: {icon: {edit: material/pencil}}\n")
    text = "INHERIT: base.yml\nplugins: [material/search, bulletin]\n"
    config = config_of(tmp_path, text, name="other.yml")
    assert (config.extra["far"], config.theme["icon"]["edit"]) == (1, "material/pencil")
    assert config.theme["icon"]["logo"] == "material/chart-box-outline"
    names = {path.name for path in sources_of(tmp_path / "other.yml", "vi")}
    assert {"other.yml", "base.yml", "further.yml"} <= names


def test_folders_are_those_that_the_configuration_says(tmp_path: Path) -> None:
    """Pages may be kept, and the site built, elsewhere; a folder that is named has to be there."""
    text = f"{SMALLEST}docs_dir: pages\nsite_dir: public\n"
    with pytest.raises(
        SiteError, match=r"mkdocs\.yml:4: MkDocs cannot use docs_dir: .*pages.* isn't an existing directory"
    ):
        config_of(tmp_path, text)
    (tmp_path / "pages").mkdir()
    assert config_of(tmp_path, text).docs_dir == str(tmp_path / "pages" / "vi")
    assert site_dir_of(tmp_path / CONFIG) == tmp_path / "public"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "MkDocs cannot use this configuration: no settings"),
        ("site_name: Synthetic\nplugins: yes\n", "The plugin bulletin is not among the plugins"),
        ("plugins: [{bulletin: yes}]\n", "the options of the plugin bulletin are no settings"),
        ("plugins: [{bulletin: {by_language: [en]}}]\n", "by_language has settings of MkDocs for each language"),
        ("plugins: [{bulletin: {by_language: {en: Hello}}}]\n", "in by_language: {en: {site_name: Bulletin}}"),
    ],
)
def test_what_is_no_mapping_is_refused_in_words(tmp_path: Path, text: str, message: str) -> None:
    """Wherever one has to be."""
    (tmp_path / CONFIG).write_text(text)
    (tmp_path / "records").mkdir()
    with pytest.raises(SiteError) as caught:
        refuse_unusable(tmp_path / CONFIG, ["en"])
    assert message in str(caught.value)
    assert site_dir_of(tmp_path / CONFIG) == tmp_path / "site"


BULLETIN = f"languages: [{', '.join(LANGUAGES)}]\n"


def refusal(directory: Path, text: str, language: str = "en", **files: str) -> list[str]:
    """Say why a configuration is refused, a line for each fault, without the folder of the project."""
    (directory / "records").mkdir(exist_ok=True)
    (directory / "records" / "bulletin.yml").write_text(BULLETIN, encoding="utf-8")
    for name, content in {CONFIG: text, **files}.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(content, encoding="utf-8")
    try:
        refuse_unusable(directory / CONFIG, ["en", "vi"])
    except SiteError as error:
        return error.text(language).replace(f"{directory}/", "").splitlines()
    return []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: S\n  theme: x\n", "mkdocs.yml:2: This line is not indented like those above it."),
        ("site_name: S\n\tx: 1\n", "mkdocs.yml:2: There is a tab here."),
        ("site_name: S\nnav: [a\n", "mkdocs.yml:2: The bracket “[” is not closed properly, or a comma is missing"),
        ("site_name: !foo S\n", "mkdocs.yml:1: MkDocs cannot use this configuration: could not determine"),
        ("site_name: S\nextra: {a: 1, a: 2}\n", "mkdocs.yml:2: The field “a” was already given in line 2."),
        ("x: &a {b: 1, b: 2}\ny: *a\nz: *a\n", "mkdocs.yml:1: The field “b” was already given in line 1."),
        ("site_name: S\nnav: []\nsite_name: T\n", "mkdocs.yml:3: The field “site_name” was already given in line 1."),
        (f"{SMALLEST}nav: x\n", "mkdocs.yml:4: MkDocs cannot use nav: Expected nav to be a list, got 'x'"),
        (f"{SMALLEST}extra_ccs: [a]\n", "mkdocs.yml:4: MkDocs has no setting “extra_ccs”. Did you mean “extra_css”?"),
        (f"{SMALLEST}foo: 1\n", "mkdocs.yml:4: MkDocs has no setting “foo”."),
        ("site_name: S\nplugins:\n  - minify\n", 'mkdocs.yml:3: MkDocs cannot use plugins.minify: The "minify" plugin'),
        (
            "site_name: S\nplugins:\n  - bulletin:\n      adress: x\n",
            "mkdocs.yml:4: The plugin bulletin has no option “adress”.",
        ),
        ("plugins: [bulletin]\n", "mkdocs.yml: MkDocs cannot use site_name: Required configuration not provided."),
        (
            "site_name: S\nplugins:\n  - bulletin:\n      by_language:\n        vi: {site_url: none}\n",
            "mkdocs.yml:5: MkDocs cannot use site_url: The URL isn't valid",
        ),
    ],
)
def test_a_fault_is_said_once_at_its_line(
    text: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """And not by the log of MkDocs besides, nor once for each language."""
    lines = refusal(tmp_path, text)
    assert [line for line in lines if line.startswith(said)] == lines[:1]
    assert len(lines) == len(set(lines)) <= 2
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ("INHERIT: mkdocs.yml", "RecursionError"),
        ("INHERIT: [a]", "TypeError"),
        ("extra: " + "[" * 3_000 + "]" * 3_000, "RecursionError"),
        ("theme: [a]", "TypeError"),
        ("theme: {name: material, features: 3}", "TypeError"),
        ("copyright: 2020-13-45", "ValueError"),
        ("hooks: [hook.py]", "SyntaxError"),
        ("hooks: [ending.py]", "SystemExit"),
    ],
)
def test_what_mkdocs_does_not_expect_is_a_fault_of_the_configuration(tmp_path: Path, more: str, error: str) -> None:
    """And none of the program, in any command that looks at it."""
    (tmp_path / "ending.py").write_text("import sys\nsys.exit(0)\n")
    given = "site_name: S\nplugins: [bulletin]\n" if more.startswith("theme") else SMALLEST
    lines = refusal(tmp_path, f"{given}{more}\n", **{"hook.py": "def on_config(:\n"})
    assert lines[0].startswith(f"mkdocs.yml: MkDocs cannot use this configuration: {error}: ")
    assert site_dir_of(tmp_path / CONFIG) == tmp_path / "site"


@pytest.mark.parametrize("given", ["[a]", "", "3"])
def test_a_folder_of_the_site_that_is_no_text_is_not_made(tmp_path: Path, given: str) -> None:
    (tmp_path / CONFIG).write_text(f"{SMALLEST}site_dir: {given}\n")
    assert site_dir_of(tmp_path / CONFIG) == tmp_path / "site"


def test_warnings_that_stop_nothing_are_said_once(tmp_path: Path) -> None:
    """A preview goes on, and whoever collects the warnings of MkDocs has each once."""
    (tmp_path / "records").mkdir()
    (tmp_path / CONFIG).write_text(f"{SMALLEST}foo: 1\n", encoding="utf-8")
    with mkdocs_warnings() as said:
        configuration(tmp_path / CONFIG, "vi", tmp_path / "site", strict=False)
    assert said == ["Config value 'foo': Unrecognised configuration name: foo"]


def test_a_fault_that_is_inherited_is_said_where_it_is_typed(tmp_path: Path) -> None:
    """In the other file; what MkDocs says of it itself is left as it is."""
    (line,) = refusal(tmp_path, f"INHERIT: base.yml\n{SMALLEST}", **{"base.yml": "# All\nfoo: 1\n"})
    assert line == "base.yml:2: MkDocs has no setting “foo”."
    (line,) = refusal(tmp_path, f"INHERIT: base.yml\n{SMALLEST}", **{"base.yml": "a: [\n"})
    assert line.startswith("base.yml:1: The bracket “[” is not closed properly")


def test_faults_are_said_in_the_language_of_the_output(tmp_path: Path) -> None:
    """Mistakes of YAML as those of records are."""
    (line,) = refusal(tmp_path, "site_name: S\n\tx: 1\n", "vi")
    assert line.startswith("mkdocs.yml:2: ")
    assert "There is a tab here" not in line


def test_faults_reach_other_processes(tmp_path: Path) -> None:
    """Which make sites, too."""
    with pytest.raises(SiteError) as caught:
        config_of(tmp_path, f"{SMALLEST}foo: 1\n")
    assert pickle.loads(pickle.dumps(caught.value)).text("vi") == caught.value.text("vi")


@pytest.mark.parametrize(
    "given", ["3", "[3]", "[{name: A, link: 3, lang: vi}]", "[{name: A, link: /a/}]", "{name: A, link: /a/, lang: vi}"]
)
def test_links_to_other_languages_that_say_too_little_are_refused(tmp_path: Path, given: str) -> None:
    """The theme would fail at them."""
    (line,) = dict.fromkeys(refusal(tmp_path, f"{SMALLEST}extra:\n  alternate: {given}\n"))
    place = f"mkdocs.yml:{SMALLEST.count(chr(10)) + 2}: "
    assert line == f"{place}extra.alternate is a list of languages, each with a name, a link and a lang, as “lang: en”."


OF_FILES = """site_name: Synthetic
theme:
  name: material
  logo: mine/logo.svg
plugins: [material/search, bulletin]
extra_css:
  - mine/all.css
  - https://elsewhere.example/all.css
extra_javascript:
  - mine/all.js
  - {path: mine/m.mjs}
"""


def test_files_that_are_nowhere_are_refused(tmp_path: Path) -> None:
    """Pages would lack a style, a script or the logo without a word; each language has a folder of its own."""
    lines = refusal(tmp_path, OF_FILES, **{"docs/en/mine/all.css": "p {}", "docs/mine/all.js": ""})
    assert [line for line in lines if "docs/en/" in line] == [
        "mkdocs.yml:4: theme.logo names “mine/logo.svg”, which is neither in docs/en/ nor a file of the theme.",
        "mkdocs.yml:10: extra_javascript names “mine/all.js”, which is neither in docs/en/ nor a file of the theme.",
        "mkdocs.yml:11: extra_javascript names “mine/m.mjs”, which is neither in docs/en/ nor a file of the theme.",
    ]
    assert len([line for line in lines if "docs/vi/" in line]) == 4


@pytest.mark.parametrize(
    "more",
    [
        {"docs/en/mine/a.css": "", "docs/vi/mine/a.css": ""},
        {"theme/mine/a.css": ""},
        {"hook.py": ""},
    ],
)
def test_files_may_be_in_either_folder_or_made_by_a_hook(more: dict[str, str], tmp_path: Path) -> None:
    """A hook may write any file, which nobody sees before."""
    hook = "hooks: [hook.py]\n" if "hook.py" in more else ""
    custom = SMALLEST.replace("material}", "material, custom_dir: theme, favicon: assets/images/favicon.png}")
    (tmp_path / "theme").mkdir()
    assert refusal(tmp_path, f"{custom}{hook}extra_css: ['mine/a.css?v=2']\n", **more) == []


@pytest.mark.parametrize(
    ("tag", "meant"), [("vn", " Did you mean “vi”?"), ("english", " Did you mean “en”?"), ("fr", ""), ("x", "")]
)
def test_settings_of_a_language_that_the_bulletin_does_not_have_are_refused(
    tag: str, meant: str, tmp_path: Path
) -> None:
    """Nothing would come of them."""
    text = f"site_name: Synthetic\nplugins:\n  - bulletin:\n      by_language:\n        {tag}: {{}}\n"
    known = ", ".join(LANGUAGES)
    assert refusal(tmp_path, text) == [
        f"mkdocs.yml:5: by_language names “{tag}”, which is no language of the bulletin: {known}.{meant}"
    ]


def test_a_project_may_be_named_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs takes folders as relative to its configuration, and not to the current one."""
    (tmp_path / "mine" / "docs").mkdir(parents=True)
    (tmp_path / "mine" / "records").mkdir()
    (tmp_path / "mine" / CONFIG).write_text(SMALLEST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = configuration(Path("mine") / CONFIG, "vi", Path("site"))
    assert config.docs_dir == str(tmp_path / "mine" / "docs" / "vi")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (SMALLEST, "http://127.0.0.1:8000/"),
        (f"{SMALLEST}site_url: https://bulletin.example/\n", "https://bulletin.example/"),
        (
            "site_name: Synthetic\nsite_url: https://bulletin.example/\nplugins: [bulletin: {address: 'https://a.example'}]",
            "https://a.example/",
        ),
    ],
)
def test_the_site_is_published_where_the_configuration_says(tmp_path: Path, text: str, address: str) -> None:
    """MkDocs' own setting says so; the plugin's comes before it."""
    config_of(tmp_path, text)
    assert address_of(tmp_path / CONFIG, "vi") == address


def test_another_plugin_of_the_same_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs would take either, without a word."""
    refuse_other_plugins()
    information = tmp_path / "news_letter-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: news-letter\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[mkdocs.plugins]\nbulletin = news_letter:Plugin\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SiteError, match=r"bulletin-generator, news-letter .* pip uninstall news-letter$"):
        config_of(tmp_path)
