"""The page of methods says what is hidden, why, and what that promises. SYNTHETIC figures and policies only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.model.corpus import Corpus
from bulletin.model.records import DisclosurePolicy, Rule
from bulletin.model.text import Language
from bulletin.rendering import render
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Page
from bulletin.rendering.pages.methods import MethodsContext, methods_job

from tests.rendering.export.specimens import POLICY
from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.samples import page_context, sample, text
from tests.rendering.tables import table_of, texts_of
from tests.sites import EN, LANGUAGES


def controlled(policy: DisclosurePolicy) -> Corpus:
    """The synthetic bulletin with a policy."""
    made = sample()
    return replace(made, catalogue=replace(made.catalogue, disclosure=policy))


def policy_with(**rule: object) -> DisclosurePolicy:
    """A policy of one rule."""
    typed = {name.replace("_", "-"): value for name, value in rule.items()}
    reason = text("Vì.", "Because.")
    return DisclosurePolicy.model_validate(
        {"reason": reason, "rules": [{"measures": ["trees"], "reason": reason, **typed}]}
    )


KNOWN = POLICY.model_copy(
    update={"rules": (POLICY.rules[0].model_copy(update={"measures": ("trees",)}), POLICY.rules[1])}
)
"""The policy without a measure that this sample does not have."""


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        ({"threshold": 5}, "Counts of 1 to 4 are not shown."),
        ({"threshold": 2}, "A count of 1 is not shown."),
        ({"threshold": 3, "zero_discloses": True}, "Counts of 0 to 2 are not shown."),
        (
            {"threshold": 3, "rounding_base": 5},
            "Counts of 1 to 2 are not shown. Counts are rounded to the nearest multiple of 5.",
        ),
        (
            {"dominance": {"largest": 1, "percent": 75}},
            "A total is not shown where the largest contribution is more than 75% of it.",
        ),
        (
            {"dominance": {"largest": 2, "percent": Decimal("87.5")}},
            "A total is not shown where its 2 largest contributions are more than 87.5% of it.",
        ),
        (
            {"p_percent": 10},
            (
                "A total is not shown where whoever makes the second largest contribution could estimate "
                "the largest to within 10% of it."
            ),
        ),
        ({"contributors": 3}, "A total of fewer than 3 contributions is not shown."),
    ],
)
def test_a_rule_is_said_in_words(rule: dict[str, object], sentences: str) -> None:
    """A sentence for each of its parts, with the numbers in force."""
    table = table_of(page_context(EN, controlled(policy_with(**rule))), "methods.md", "disclosure-rules")
    (row,) = table.rows
    assert [next(filter(None, texts_of(cell))) for cell in row.cells] == ["Trees planted", sentences, "Because."]


def test_of_a_rate_the_numerator_is_meant() -> None:
    """It is said only where there is a rate or a share in the rule that has numerators."""
    made = controlled(policy_with(measures=["trees", "survival"], threshold=5))
    share = made.catalogue.measures["survival"].model_copy(update={"over_tree": Rule.RATIO})
    made = replace(made, catalogue=replace(made.catalogue, measures={**made.catalogue.measures, "survival": share}))
    table = table_of(page_context(EN, made), "methods.md", "disclosure-rules")
    assert "Counts of 1 to 4 are not shown. Of a rate or a share this is said of its numerator." in texts_of(
        table.rows[0].cells[1]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_see_the_policy(language: Language) -> None:
    """Its reason, its rules, the exemptions with their reasons, what [c] means, and what is promised."""
    made = controlled(KNOWN)
    files = render(release(made, compile_tables(made)), language, charts=False)
    (methods,) = (file for file in files if isinstance(file, Page) and file.path == "methods.md")
    shown = single_spaced(Parsed(methods.html).text)
    for said in (POLICY.reason, POLICY.rules[0].reason, POLICY.rules[1].reason, POLICY.exempt[0].reason):
        assert said.localized(language) in shown
    assert "{#" not in shown, "a heading was taken for text"
    words = ("[c] stands in its place", "complementary suppression", "What is promised", "Rounded figures need not")
    assert [word for word in words if word not in shown] == [] or language != EN


def test_who_sees_everything_is_said_so() -> None:
    """The edition for the last audience hides nothing; its readers see what is hidden from others."""
    made = controlled(KNOWN)
    tables = compile_tables(made)
    counts = []
    for audience in ("public", "internal"):
        context = methods_job(PageContext.of(release(made, tables, audience=audience), EN)).context
        assert isinstance(context, MethodsContext)
        counts.append(sum("This edition shows every figure." in paragraph for paragraph in context.disclosure))
    assert counts == [0, 1]


@pytest.mark.parametrize("policy", [None, POLICY.model_copy(update={"rules": ()})])
def test_without_a_rule_nothing_is_said(policy: DisclosurePolicy | None) -> None:
    """A bulletin without a policy has no such section, nor has an audience that knows no measure with a rule."""
    made = replace(sample(), catalogue=replace(sample().catalogue, disclosure=policy))
    context = methods_job(page_context(EN, made)).context
    assert isinstance(context, MethodsContext)
    assert (context.disclosure, context.disclosure_rules, context.exemptions) == ((), None, None)
