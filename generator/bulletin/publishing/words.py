"""What publishing says."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.publishing.plan import StepKind
from bulletin.publishing.verify import FaultKind


class Refusals:
    """Why something is not published, and what to do."""

    not_due = _("The edition {edition} is not released before {day}, so it is not published.")
    no_address = _(
        "“{address}” is no address of a site. Give one by SITE_URL or --address, such as https://bulletin.example/ or "
        "https://bulletin.example/ward/: without user name, ?, #, or space."
    )
    loopback = _(
        "The address {address} works on this machine only, so nothing is published. Give the true one by SITE_URL or "
        "--address."
    )
    other_address = _(
        "What is out was published at {out}, not at {address}. Published editions never change, so the address has to "
        "stay."
    )
    further_language = _(
        "{version} is out without the language {languages}. What is out gets no further language; a new one begins "
        "with the next edition."
    )
    uncommitted = _(
        "There are changes that are in no commit, so nobody could rebuild the edition. Commit them first:\n{files}"
    )
    line_ends = _(
        "These files differ from the commit in their line ends only, yet a rebuild from it would not. Set git config "
        "core.autocrlf false, leave eol out of .gitattributes, and check them out anew:\n{files}"
    )
    unreached = _(
        "No branch or tag leads to the commit {commit} that is checked out, so nobody could rebuild the edition. Make "
        "a branch: git branch NAME."
    )
    no_repository = _("The project is in no git repository, so nobody could rebuild the edition.")
    other_bytes = _(
        "{folder} is out; its values are the same, but {count} files would differ, so it is left as it is:\n{files}"
    )
    damaged = _("What is out is not as its manifests say:\n{files}")


class Rebuilding:
    """Why an edition cannot be built again."""

    not_out = _("The edition {edition} is not published there; these are: {known}.")
    nothing_out = _("No edition is published there.")
    no_commit = _("{version} names no commit to be built again from.")
    unknown_commit = _("No branch or tag here leads to the commit {commit} that {version} names.")
    other_records = _(
        "The records at the commit {commit} are not those that {version} was made from, so nothing of it is run."
    )
    failed = _("{version} could not be built again:\n{told}")
    tools_missing = _(
        "{version} could not be built again: it was made with tools that are not installed here ({tools}).\n{told}"
    )


class Results:
    """What was done."""

    dry_run = _("A dry run: nothing was changed.")
    nothing = _("There is no edition to publish.")
    whole = _("Every file is as its manifest says.")
    rebuilt = _("{version}: rebuilt from {commit}, same bytes.")
    differs = _("{version}: rebuilt from {commit}, differs:\n{files}")
    tools = _("Tools of other versions:\n{tools}")


STEPS = {
    StepKind.NEW: _("{version}: published"),
    StepKind.CORRECTED: _("{version}: published as a correction"),
    StepKind.OUT: _("{version}: out already, left as it is"),
    StepKind.LATER: _("{version}: not before {day}"),
}
"""What became of an edition."""

PLANS = {
    **STEPS,
    StepKind.NEW: _("{version}: would be published"),
    StepKind.CORRECTED: _("{version}: would be published as a correction"),
}
"""What would become of an edition."""

FAULTS = {
    FaultKind.MISSING: _("{path}: missing"),
    FaultKind.EXTRA: _("{path}: not in the manifest"),
    FaultKind.CHANGED: _("{path}: changed"),
    FaultKind.STRANGE: _("{path}: no regular file"),
    FaultKind.UNREADABLE: _("{path}: cannot be read: {told}"),
}
"""What is wrong with a file."""
