"""Why this courier, as a sentence with its figures."""

from django.utils.translation import gettext as _

from helpdesk.commerce.choosing import Choice
from helpdesk.kernel import money


def whole(hours: float) -> int:
    """Hours as the tables write them."""
    return int(hours + 0.5)


def choice_reason(choice: Choice, province: str) -> str:
    """In the reader's language."""
    best, rival = choice.best, choice.rival
    facts = {
        "courier": best.name,
        "province": province,
        "hours": whole(best.hours),
        "percent": f"{best.problem_percent:.1f}",
        "price": money.yuan(best.first_kilo_fen or 0),
    }
    if choice.because == "price_only":
        return _("到%(province)s的件数不够，只能比价格：%(courier)s首重 %(price)s") % facts
    if choice.because == "least_problems":
        return _("到%(province)s都常出问题，%(courier)s最少：%(percent)s%%") % facts
    said = _("%(courier)s到%(province)s一半在 %(hours)s 小时里签收，异常 %(percent)s%%") % facts
    if choice.because == "cheaper" and rival is not None:
        facts |= {
            "rival": rival.name,
            "slower": whole(best.hours) - whole(rival.hours),
            "saved": money.yuan((rival.first_kilo_fen or 0) - (best.first_kilo_fen or 0)),
        }
        more = _("比%(rival)s慢 %(slower)s 小时，首重便宜 %(saved)s") % facts
        return _("%(first)s；%(second)s") % {"first": said, "second": more}
    faster = whole(rival.hours) - whole(best.hours) if rival is not None else 0
    if rival is not None and faster:
        facts |= {"rival": rival.name, "faster": faster}
        more = _("比%(rival)s快 %(faster)s 小时") % facts
        return _("%(first)s；%(second)s") % {"first": said, "second": more}
    return said


def passed_over(choice: Choice) -> str:
    """Why not the others; empty when all were compared."""
    said = [
        _("%(courier)s异常 %(percent)s%%")
        % {"courier": one.name, "percent": f"{one.problem_percent:.1f}"}
        for one in choice.troubled
    ]
    said += [
        _("%(courier)s只签收了 %(parcels)s 件")
        % {"courier": one.name, "parcels": one.route.signed if one.route else 0}
        for one in choice.unknown
    ]
    return _("没比的：%(couriers)s") % {"couriers": _("、").join(said)} if said else ""
