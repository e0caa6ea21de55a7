"""Records of two states beside each other: every field that differs once. All records are synthetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from bulletin.analysis.comparison import ASPECTS
from bulletin.analysis.record_changes import RecordChange, RecordKind, record_changes
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Claim, Record
from bulletin.model.text import Text
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, organization, words

CATALOGUE = corpus(organizations=[organization("top"), organization("a", "top")]).catalogue
NO_FIGURES = Tables((), ())
KINDS = [kind for kind in RecordKind if kind not in (RecordKind.BULLETIN, RecordKind.CLAIMS)]
FILLED = [kind for kind in KINDS if getattr(CATALOGUE, kind.value)]
NAMED = [RecordKind.ORGANIZATIONS, RecordKind.MEASURES, RecordKind.BREAKDOWNS, RecordKind.SOURCES]


@dataclass(frozen=True)
class State:
    """Records without figures."""

    catalogue: Catalogue = CATALOGUE
    tables: Tables = NO_FIGURES
    claims: Mapping[str, Claim] = field(default_factory=dict)


def with_records(kind: RecordKind, records: Mapping[str, Record]) -> State:
    """The state with other records of a kind."""
    return State(replace(CATALOGUE, **{kind.value: records}))  # type: ignore[arg-type]


def listed(changes: tuple[RecordChange, ...]) -> list[tuple[str, str, list[str]]]:
    """The kind, the id and the fields of each."""
    return [(change.kind.value, change.id, [field.name for field in change.fields]) for change in changes]


def test_every_kind_of_the_catalogue_is_compared() -> None:
    """But for targets and observations, which the comparison of values has."""
    assert {kind.value for kind in RecordKind} == {*CATALOGUE.__dataclass_fields__, "claims"}


def test_nothing_differs_from_itself() -> None:
    assert record_changes(State(), State()) == ()


@given(st.data())
def test_a_record_left_out_is_gone_one_way_and_new_the_other(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(FILLED))
    records: Mapping[str, Record] = getattr(CATALOGUE, kind.value)
    left_out = data.draw(st.sampled_from(sorted(records)))
    fewer = with_records(kind, {name: record for name, record in records.items() if name != left_out})
    (gone,), (new,) = record_changes(State(), fewer), record_changes(fewer, State())
    assert (gone.kind, gone.id, gone.after, gone.before) == (kind, left_out, None, records[left_out])
    assert (new.kind, new.id, new.before, new.after) == (kind, left_out, None, records[left_out])


@given(st.data())
def test_a_field_that_differs_is_listed_with_both_of_its_values(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(NAMED))
    records: Mapping[str, Record] = getattr(CATALOGUE, kind.value)
    name = data.draw(st.sampled_from(sorted(records)))
    texts = [
        model_field
        for model_field in type(records[name]).model_fields
        if isinstance(getattr(records[name], model_field), Text)
    ]
    changed = data.draw(st.sampled_from([text for text in texts if text not in ASPECTS]))
    other = Text.model_validate(words("anew"))
    after = with_records(kind, {**records, name: records[name].model_copy(update={changed: other})})
    (change,) = record_changes(State(), after)
    assert (change.kind, change.id) == (kind, name)
    assert change.fields == ((changed, getattr(records[name], changed), other),)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_what_a_measure_means_is_compared_elsewhere(aspect: str) -> None:
    measures = {**CATALOGUE.measures}
    measures["joined"] = measures["joined"].model_copy(update={aspect: None})
    assert record_changes(State(), with_records(RecordKind.MEASURES, measures)) == ()


def test_a_part_with_an_id_is_listed_by_its_id() -> None:
    """A renamed category with both names; one that is new as a whole."""
    sex = CATALOGUE.breakdowns["sex"]
    women, men = sex.categories
    renamed = women.model_copy(update={"name": Text.model_validate(words("ladies"))})
    categories = (renamed, men, men.model_copy(update={"id": "unknown"}))
    after = with_records(
        RecordKind.BREAKDOWNS, {**CATALOGUE.breakdowns, "sex": sex.model_copy(update={"categories": categories})}
    )
    changes = record_changes(State(), after)
    assert listed(changes) == [("breakdowns", "sex", ["categories.women.name", "categories.unknown"])]
    assert changes[0].fields[0][1:] == (women.name, renamed.name)


def test_a_new_id_is_a_change_of_its_own_record_only() -> None:
    """Not of the units below, nor of the headlines that name it."""
    top = organization("new").model_copy(update={"name": organization("top").name, "former_ids": ("top",)})
    units = {"new": top, "a": organization("a", "new")}
    headlines = tuple(
        headline.model_copy(update={"organization": "new"}) if headline.organization == "top" else headline
        for headline in CATALOGUE.bulletin.headlines
    )
    bulletin = CATALOGUE.bulletin.model_copy(update={"headlines": headlines})
    after = State(replace(CATALOGUE, organizations=units, bulletin=bulletin))
    assert listed(record_changes(State(), after)) == [("organizations", "new", ["id", "former-ids"])]
