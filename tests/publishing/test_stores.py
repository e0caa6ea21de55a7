"""Which files of a published site are the manifests of its versions."""

from __future__ import annotations

from pathlib import Path

from bulletin.publishing.stores import FolderStore, PublishedFolder, published_folders


def test_versions_are_found_in_any_language(tmp_path: Path) -> None:
    """Language tags have regions and three letters, too; the site's own manifest and others are of no version."""
    folders = (("fil", "2023-Q1.2"), ("pt-BR", "2023-Q1"), ("vi", "2022"))
    others = ("manifest.json", "assets/2022/manifest.json", "vi/latest/manifest.json", "vi/2022/api/manifest.json")
    for path in (*others, *(f"{language}/{version}/manifest.json" for language, version in folders)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("{}", encoding="utf-8")
    assert published_folders(FolderStore(tmp_path)) == tuple(
        PublishedFolder(f"{language}/{version}/manifest.json", f"{language}/{version}", language, version)
        for language, version in folders
    )
