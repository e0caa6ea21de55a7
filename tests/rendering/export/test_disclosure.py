"""The API says what the policy of disclosure control calls sensitive. SYNTHETIC policy."""

from __future__ import annotations

from tests.rendering.export.reading import objects, sample, synthetic


def test_a_measure_has_its_rule() -> None:
    """Numbers are numbers; what a rule does not have is left out."""
    measures = {name: answer["measure"] for name, answer in synthetic().about("measures").items()}
    rule = measures["trees"]["disclosure"]
    assert rule.pop("reason")["en"] == "Everybody knows who planted them."
    assert rule == {"threshold": 5, "zero_discloses": True, "rounding_base": 5}
    amounts = measures["survival"]["disclosure"]
    assert amounts["dominance"] == {"largest": 2, "percent": 87.5}
    assert (amounts["p_percent"], amounts["contributors"]) == (10, 3)
    assert "disclosure" not in measures["oaks"]


def test_a_source_says_whether_it_is_exempt() -> None:
    """Wherever the vocabulary explains it."""
    exempt = {
        source["id"]: source["exempt"] for answer in synthetic().all for source in answer["vocabulary"]["sources"]
    }
    assert {name for name, is_exempt in exempt.items() if is_exempt} == {"tap-chi"}
    assert len(exempt) > 1


def test_a_bulletin_without_a_policy_has_no_rule() -> None:
    """And no source that is exempt from anything."""
    found = [item for answer in sample().all for item in objects(answer)]
    assert not any(item.get("exempt") or "disclosure" in item for item in found)
