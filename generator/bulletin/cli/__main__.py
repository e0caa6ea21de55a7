"""``python -m bulletin.cli`` is ``bulletin``."""

from bulletin.cli import main

main(prog_name="bulletin")
