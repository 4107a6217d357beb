"""All rules, in the order in which a hit of one text names its reasons."""

from scripts_library.guard.classes import Rule
from scripts_library.guard.rules import (
    blunt,
    claims,
    hurried,
    manners,
    offers,
    places,
    spoken,
    tempers,
)

RULES: tuple[Rule, ...] = (
    *offers.RULES,
    *places.RULES,
    *claims.RULES,
    *tempers.RULES,
    *manners.RULES,
    *hurried.RULES,
    *blunt.RULES,
    *spoken.RULES,
)
