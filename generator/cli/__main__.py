"""``python -m generator.cli`` is ``bulletin``."""

from generator.cli import main

main(prog_name="bulletin")
