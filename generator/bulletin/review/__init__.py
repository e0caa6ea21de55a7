"""What is odd about records only shows once they are compiled: figures held against each other, and against claims.

:func:`review` reads, compiles and looks; it is what ``bulletin check`` tells and what every build begins with.
"""

from bulletin.review.reviewing import Review, review

__all__ = ["Review", "review"]
