"""Things of one name are distinguished, language by language; names of their own stay as they are. SYNTHETIC."""

from __future__ import annotations

import unicodedata

import pytest
from bulletin.model.names import OrganizationNames, distinct, name_key
from bulletin.model.records import Organization, OrganizationKind
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import EN, LANGUAGES, VI

PLURAL = {"one": "Library", "other": "Libraries"}
KINDS = {
    "library": OrganizationKind.model_validate({"id": "library", "vi": "Thư viện", "en": PLURAL}),
    "city": OrganizationKind.model_validate(
        {"id": "city", "vi": "Thành phố", "en": {"one": "City", "other": "Cities"}}
    ),
}
NAMES = st.sampled_from(["A", "a", "B", "A (B)", "A  (b)", "Ａ", "B (A)", "A (u1)", "A (u1, u1)", "A (City)"])
"""Names of which many are the same for readers, or look like names with something behind them."""

CODES = st.dictionaries(st.sampled_from(["gso", "iso"]), st.sampled_from(["1", "2"]))


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Organization]:
    """A forest of organizations of few names, short names and codes."""
    found: dict[str, Organization] = {}
    for number in range(draw(st.integers(1, 9))):
        record: dict[str, object] = {
            "id": f"u{number}",
            "name": {language: draw(NAMES) for language in LANGUAGES},
            "kind": draw(st.sampled_from(sorted(KINDS))),
            "codes": draw(CODES),
        }
        is_below: bool = draw(st.booleans())
        if found and is_below:
            record["parent"] = draw(st.sampled_from(sorted(found)))
        if draw(st.booleans()):
            record["short"] = {language: draw(NAMES) for language in LANGUAGES}
        found[f"u{number}"] = Organization.model_validate(record)
    return found


@given(trees())
def test_no_two_organizations_are_called_the_same(organizations: dict[str, Organization]) -> None:
    """Whatever the case, spacing and form of the characters; and each is called by its name, perhaps with more."""
    names = OrganizationNames(organizations, KINDS)
    for language in LANGUAGES:
        called = names.localized(language)
        assert called.keys() == organizations.keys()
        assert len(set(map(name_key, called.values()))) == len(organizations)
        for unit, name in called.items():
            assert name.startswith(organizations[unit].name.localized(language))


@given(trees())
def test_what_has_a_name_of_its_own_is_called_by_it(organizations: dict[str, Organization]) -> None:
    """Only those that share a name get something behind it, and all of those do."""
    names = OrganizationNames(organizations, KINDS)
    for language in LANGUAGES:
        keys = [name_key(record.name.localized(language)) for record in organizations.values()]
        for unit, name in names.localized(language).items():
            own = organizations[unit].name.localized(language)
            assert (name == own) == (keys.count(name_key(own)) == 1)


@given(st.dictionaries(st.from_regex(r"[a-z0-9]{1,3}", fullmatch=True), NAMES, max_size=8))
def test_order_changes_no_name(names: dict[str, str]) -> None:
    """The same things are called the same, in whatever order they are given."""
    turned = dict(reversed(names.items()))
    assert distinct(names, lambda _: ("B",)) == distinct(turned, lambda _: ("B",))


@given(st.text(max_size=20))
def test_key_is_that_of_every_spelling(name: str) -> None:
    """Composed or not, in capitals or small, with whatever blanks around."""
    spellings = (
        unicodedata.normalize("NFD", name),
        f"  {name}\n",
        name_key(name),
        unicodedata.normalize("NFD", name).casefold(),
    )
    assert {name_key(spelling) for spelling in spellings} == {name_key(name)}


def organization(
    unit: str, name: str, parent: str | None = None, kind: str = "library", **more: object
) -> Organization:
    return Organization.model_validate(
        {"id": unit, "name": {"vi": name, "en": name}, "kind": kind, "parent": parent} | more
    )


CASES = {
    "by the parent": (
        (("w1", "Ward 1", "d1", {}), ("w2", "Ward 1", "d2", {})),
        ("Ward 1 (District 1)", "Ward 1 (District 2)"),
    ),
    "by the short name": (
        (("w1", "Ward 1", "d1", {"short": {"vi": "P1-Q1", "en": "W1-D1"}}), ("w2", "Ward 1", "d2", {})),
        ("Ward 1 (W1-D1)", "Ward 1 (District 2)"),
    ),
    "by the code, where all above is the same": (
        (("w1", "Ward 1", "d1", {"codes": {"gso": "00001"}}), ("w2", "ward  1", "d1", {"codes": {"gso": "00002"}})),
        ("Ward 1 (gso 00001)", "ward  1 (gso 00002)"),
    ),
    "by the id, where nothing else differs": (
        (("w1", "Ward 1", "d1", {}), ("w2", "Ward 1", "d1", {})),
        ("Ward 1 (w1)", "Ward 1 (w2)"),
    ),
    "by the kind, where one is part of the other": (
        (("w1", "Cao Bang", None, {"kind": "city"}), ("w2", "Cao Bang", "w1", {})),
        ("Cao Bang (City)", "Cao Bang (Library)"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_most_helpful_qualifier_is_shown(case: str) -> None:
    """The short name, else what is above, else the kind, else a code, else the id."""
    described, expected = CASES[case]
    districts = [organization("d1", "District 1"), organization("d2", "District 2")]
    units = [organization(unit, name, parent, **more) for unit, name, parent, more in described]  # type: ignore[arg-type]
    called = OrganizationNames({each.id: each for each in (*districts, *units)}, KINDS).localized(EN)
    assert (called["w1"], called["w2"]) == expected


def test_homonyms_below_homonyms_go_further_up() -> None:
    """Districts of one name in two cities do not distinguish their wards: the cities do."""
    cities = [organization(f"c{n}", f"City {n}", kind="city") for n in (1, 2)]
    districts = [organization(f"d{n}", "District 1", f"c{n}") for n in (1, 2)]
    wards = [organization(f"w{n}", "Ward 1", f"d{n}") for n in (1, 2)]
    called = OrganizationNames({each.id: each for each in (*cities, *districts, *wards)}, KINDS).localized(EN)
    assert [called[unit] for unit in ("d1", "w1")] == ["District 1 (City 1)", "Ward 1 (District 1, City 1)"]


def test_each_language_is_looked_at_by_itself() -> None:
    """Names that are the same in one language only have something behind them in that language only."""
    names = {"north": {"vi": "Phường 1", "en": "Ward 1"}, "south": {"vi": "Phường 1", "en": "Ward One"}}
    units = {n: Organization.model_validate({"id": n, "name": name, "kind": "city"}) for n, name in names.items()}
    called = OrganizationNames(units, KINDS)
    assert [*called.localized(EN).values()] == ["Ward 1", "Ward One"]
    assert [*called.localized(VI).values()] == ["Phường 1 (north)", "Phường 1 (south)"]
