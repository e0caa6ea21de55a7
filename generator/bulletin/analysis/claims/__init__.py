"""Claims: what sources state, compared with what their own figures imply.

:func:`~bulletin.analysis.claims.checking.checked` gives every claim its verdict. It is a function of tables, so that
what is said of released figures follows from released figures only.
"""
