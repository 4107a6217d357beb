"""Why this courier, as a sentence with its figures."""

from django.utils.translation import gettext as _

from helpdesk.commerce.choosing import Choice
from helpdesk.kernel import money


def choice_reason(choice: Choice, province: str) -> str:
    """In the reader's language."""
    best, rival = choice.best, choice.rival
    facts = {
        "courier": best.name,
        "province": province,
        "hours": round(best.hours),
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
            "slower": max(0, round(best.hours - rival.hours)),
            "saved": money.yuan((rival.first_kilo_fen or 0) - (best.first_kilo_fen or 0)),
        }
        more = _("比%(rival)s慢 %(slower)s 小时，首重便宜 %(saved)s") % facts
        return _("%(first)s；%(second)s") % {"first": said, "second": more}
    if rival is not None:
        facts |= {"rival": rival.name, "faster": max(0, round(rival.hours - best.hours))}
        more = _("比%(rival)s快 %(faster)s 小时") % facts
        return _("%(first)s；%(second)s") % {"first": said, "second": more}
    return said
