"""The attack on a published site: what readers can compute of the figures that it hides, from what it publishes alone.

Nothing here has the records. The files for programs (``api/``) give figures and the structure behind them; pages, their
tables, charts and sentences, are searched for numbers beside a hidden figure. Every equation that a reader
can write becomes part of an integer program, which bounds each hidden cell. See Hundepool et al., *Statistical
Disclosure Control* (2012), section 4.3: auditing.
"""

from bulletin.publishing.attack.attack import DisclosingError as DisclosingError
from bulletin.publishing.attack.attack import attack as attack
from bulletin.publishing.attack.attack import refuse_disclosing as refuse_disclosing
from bulletin.publishing.attack.findings import AttackReport as AttackReport
from bulletin.publishing.attack.findings import Finding as Finding
from bulletin.publishing.attack.findings import FindingKind as FindingKind
