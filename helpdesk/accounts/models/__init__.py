from helpdesk.accounts.models.api_token import ApiToken, KeptAnswer
from helpdesk.accounts.models.attention import Attention
from helpdesk.accounts.models.audit_entry import AuditEntry
from helpdesk.accounts.models.installation import Installation
from helpdesk.accounts.models.invitation import Invitation
from helpdesk.accounts.models.membership import Membership, Role
from helpdesk.accounts.models.order_source import DeliveryResult, OrderDelivery, OrderSource
from helpdesk.accounts.models.policy import Policy
from helpdesk.accounts.models.reset_link import ResetLink
from helpdesk.accounts.models.service_pulse import ServiceName, ServicePulse
from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.shop_opening import ShopOpening
from helpdesk.accounts.models.sign_in_attempt import SignInAttempt
from helpdesk.accounts.models.user import Language, ListOrder, SendKey, Theme, User

__all__ = [
    "ApiToken",
    "Attention",
    "AuditEntry",
    "DeliveryResult",
    "Installation",
    "Invitation",
    "KeptAnswer",
    "Language",
    "ListOrder",
    "Membership",
    "OrderDelivery",
    "OrderSource",
    "Policy",
    "ResetLink",
    "Role",
    "SendKey",
    "ServiceName",
    "ServicePulse",
    "Shop",
    "ShopOpening",
    "SignInAttempt",
    "Theme",
    "User",
]
