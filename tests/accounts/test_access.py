"""The only door: strangers find nothing, insiders are told why not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from helpdesk.accounts.access import (
    current_membership,
    member_for_person,
    require,
)
from helpdesk.accounts.actions.membership import add_member, deactivate_member
from helpdesk.accounts.errors import NoShop, PermissionRefused, SignInRequired
from helpdesk.accounts.models import Membership, Role, User
from helpdesk.kernel.errors import NotFound
from tests.cast import Cast


def request_of(user: User | AnonymousUser, shop_id: int | None = None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = SessionStore()
    if shop_id is not None:
        request.session["shop_id"] = shop_id
    return request


def test_a_colleague_is_found_and_a_stranger_is_not(cast: Cast) -> None:
    assert member_for_person(membership=cast.mei, member_id=cast.tom.pk) == cast.tom
    with pytest.raises(NotFound):
        member_for_person(membership=cast.oleg, member_id=cast.tom.pk)


def test_the_session_says_which_shop(cast: Cast) -> None:
    second = add_member(actor=None, shop=cast.oleg.shop, user=cast.mei.user, role=Role.AGENT)
    assert current_membership(request_of(cast.mei.user, second.shop_id)) == second
    assert current_membership(request_of(cast.mei.user)) == cast.mei


def test_a_shop_that_is_not_theirs_falls_back_to_their_own(cast: Cast) -> None:
    assert current_membership(request_of(cast.mei.user, cast.oleg.shop_id)) == cast.mei


def test_nobody_has_to_sign_in_and_the_shopless_are_told(cast: Cast) -> None:
    with pytest.raises(SignInRequired):
        current_membership(request_of(AnonymousUser()))
    deactivate_member(actor=None, member=cast.mei)
    with pytest.raises(NoShop):
        current_membership(request_of(cast.mei.user))


def test_it_is_asked_once_a_request(cast: Cast, django_assert_num_queries: object) -> None:
    request = request_of(cast.mei.user)
    first = current_membership(request)
    with django_assert_num_queries(0):  # type: ignore[operator]
        again: Membership = current_membership(request)
    assert again is first


def test_without_the_right_the_reason_names_who_has_it(cast: Cast) -> None:
    require(cast.lan, "shop.settings")
    with pytest.raises(PermissionRefused) as refused:
        require(cast.qin, "shop.settings")
    assert refused.value.status == 403
    assert refused.value.said() == "「改店铺规则」要店长才能做，您现在是主管。"
    assert refused.value.advised() == "请店长来做，或请店长调整您的角色。"
