from django.urls import path

from helpdesk.accounts.views.api_access import (
    api_access,
    make_order_source,
    make_token,
    renew_secret,
    revoke_order_source,
    revoke_token,
)
from helpdesk.accounts.views.attention import attention
from helpdesk.accounts.views.audit import audit_page, open_words
from helpdesk.accounts.views.first_run import first_run, shop_address
from helpdesk.accounts.views.joining import join
from helpdesk.accounts.views.language import set_language
from helpdesk.accounts.views.members import deactivate, member, transfer
from helpdesk.accounts.views.opening import opening, people_step, put_away, shop_step, skip
from helpdesk.accounts.views.opening_hours import hours_said, hours_step
from helpdesk.accounts.views.opening_platforms import platforms_step, undo
from helpdesk.accounts.views.passwords import change_own_password, confirm_reset, forgot_password
from helpdesk.accounts.views.people import invite, issue_link, people, withdraw
from helpdesk.accounts.views.preferences import preferences
from helpdesk.accounts.views.rules import change, restore, rules
from helpdesk.accounts.views.shop import shop_profile
from helpdesk.accounts.views.shops import new_shop, switch
from helpdesk.accounts.views.signing_in import sign_in_page, sign_out_page

urlpatterns = [
    path("setup/", first_run, name="setup"),
    path("setup/address/", shop_address, name="shop-address"),
    path("shops/new/", new_shop, name="shop-new"),
    path("shops/switch/", switch, name="shop-switch"),
    path("opening/", opening, name="opening"),
    path("opening/skip/", skip, name="opening-skip"),
    path("opening/away/", put_away, name="opening-away"),
    path("opening/shop/", shop_step, name="opening-shop"),
    path("opening/platforms/", platforms_step, name="opening-platforms"),
    path("opening/platforms/undo/", undo, name="opening-platforms-undo"),
    path("opening/hours/", hours_step, name="opening-hours"),
    path("opening/hours/said/", hours_said, name="opening-hours-said"),
    path("opening/people/", people_step, name="opening-people"),
    path("sign-in/", sign_in_page, name="sign-in"),
    path("sign-out/", sign_out_page, name="sign-out"),
    path("password/", change_own_password, name="password-change"),
    path("password/forgot/", forgot_password, name="password-forgot"),
    path("password/reset/<str:token>/", confirm_reset, name="reset-confirm"),
    path("join/<str:invitation>/", join, name="join"),
    path("people/", people, name="people"),
    path("people/invite/", invite, name="people-invite"),
    path(
        "people/invitations/<int:invitation_id>/withdraw/",
        withdraw,
        name="people-invitation-withdraw",
    ),
    path("people/transfer/", transfer, name="people-transfer"),
    path("people/<int:member_id>/", member, name="people-member"),
    path("people/<int:member_id>/deactivate/", deactivate, name="people-deactivate"),
    path("people/<int:member_id>/reset-link/", issue_link, name="people-reset-link"),
    path("settings/", rules, name="settings"),
    path("settings/rule/", change, name="settings-rule"),
    path("settings/restore/", restore, name="settings-restore"),
    path("settings/shop/", shop_profile, name="settings-shop"),
    path("settings/api/", api_access, name="api-access"),
    path("settings/api/tokens/", make_token, name="api-token-make"),
    path("settings/api/tokens/<int:token_id>/revoke/", revoke_token, name="api-token-revoke"),
    path("settings/api/sources/", make_order_source, name="api-source-make"),
    path("settings/api/sources/<int:source_id>/secret/", renew_secret, name="api-source-secret"),
    path(
        "settings/api/sources/<int:source_id>/revoke/",
        revoke_order_source,
        name="api-source-revoke",
    ),
    path("audit/", audit_page, name="audit"),
    path("audit/words/", open_words, name="audit-words"),
    path("preferences/", preferences, name="preferences"),
    path("preferences/attention/", attention, name="attention"),
    path("language/", set_language, name="set_language"),
]
