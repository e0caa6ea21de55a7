"""The page of the publisher's policies, a section each, as the record of the bulletin states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.localization.messages import Message, _
from bulletin.model.records import Policies, is_address
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.views import Link

POLICIES: Mapping[str, Message] = {
    "revisions": _("Revision policy"),
    "confidentiality": _("Confidentiality of individual data"),
    "release_practice": _("Release practice"),
}
"""What policies are called, by their fields."""
TITLE = _("Policies")
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class PolicyView:
    """A policy: its text, or a link to it."""

    anchor: str
    title: str
    paragraphs: tuple[str, ...]
    link: Link | None


@dataclass(frozen=True)
class PoliciesContext(Context):
    """What the publisher holds to."""

    template = "policies"

    policies: tuple[PolicyView, ...]
    """Those that the bulletin states."""


def policies_job(page: PageContext) -> PageJob | None:
    """The page of policies; None where the bulletin states none."""
    policies = tuple(_views(page))
    if not policies:
        return None
    return PageJob(
        path=links.POLICIES,
        title=page.words.say(TITLE),
        description="; ".join(policy.title for policy in policies),
        trail=(),
        context=PoliciesContext(policies=policies),
        language=page.language,
        edit=page.catalogue.bulletin.place,
    )


def policy_links(page: PageContext) -> tuple[Link, ...]:
    """Links to the policies that the bulletin states."""
    return tuple(Link(policy.title, page.links.href(links.POLICIES, policy.anchor)) for policy in _views(page))


def _views(page: PageContext) -> Iterator[PolicyView]:
    policies = page.catalogue.bulletin.policies or Policies()
    for name, title in POLICIES.items():
        if (policy := getattr(policies, name)) is not None:
            text = page.words.text(policy)
            linked = is_address(text)
            yield PolicyView(
                anchor=name.replace("_", "-"),
                title=page.words.say(title),
                paragraphs=() if linked else tuple(_BLANK_LINES.split(text.strip())),
                link=Link(text, text) if linked else None,
            )
