"""The leak scan: what a published site says that its readers must not know, however it is packed and encoded."""

from bulletin.publishing.leak_scan.history import PublishedHistory, published_history
from bulletin.publishing.leak_scan.leaks import Leak, LeakKind, LeaksError
from bulletin.publishing.leak_scan.project import confidential_in, confidential_of, only_forbidden
from bulletin.publishing.leak_scan.scan import LeakScan, ScannedFile, files_in, refuse_leaks
from bulletin.publishing.leak_scan.secrets import Confidential, Secret

__all__ = [
    "Confidential",
    "Leak",
    "LeakKind",
    "LeakScan",
    "LeaksError",
    "PublishedHistory",
    "ScannedFile",
    "Secret",
    "confidential_in",
    "confidential_of",
    "files_in",
    "only_forbidden",
    "published_history",
    "refuse_leaks",
]
