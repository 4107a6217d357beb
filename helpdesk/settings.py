"""Settings, from the environment only. `.env.example` says what each variable is for.

When DATABASE_URL is unset, the running demo of this folder is used (its address stands in
`.demo/state.json`), so that `python manage.py <command>` simply works beside `make demo`.
"""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from psycopg.conninfo import conninfo_to_dict

from helpdesk.beat_schedule import SCHEDULE
from helpdesk.embedded.state import read_running_demo
from helpdesk.joined_pages import static_storage
from helpdesk.kernel import env
from helpdesk.kernel.attachment_storage import attachment_storage
from helpdesk.kernel.keyring import keys_from

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where the data is -----------------------------------------------------------------
_demo = None if env.text("DATABASE_URL", "") else read_running_demo(BASE_DIR)
DATABASE_URL = _demo.database_url if _demo else env.text("DATABASE_URL", "")
if not DATABASE_URL:
    raise env.EnvironmentProblem(
        "DATABASE_URL is not set and no demo is running here: "
        "start one with `make demo`, or see .env.example."
    )
REDIS_URL = _demo.redis_url if _demo else env.text("REDIS_URL")
SECRET_KEY = _demo.secret_key if _demo else env.text("SECRET_KEY")

# --- Keys of what is sealed (docs/privacy.md) --------------------------------------------
_keys = _demo.personal_data_keys if _demo else env.text("PERSONAL_DATA_KEYS")
_search_keys = _demo.personal_data_search_keys if _demo else env.text("PERSONAL_DATA_SEARCH_KEYS")
PERSONAL_DATA_KEYS = keys_from("PERSONAL_DATA_KEYS", _keys)
PERSONAL_DATA_SEARCH_KEYS = keys_from("PERSONAL_DATA_SEARCH_KEYS", _search_keys)

_database = conninfo_to_dict(DATABASE_URL)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.get("dbname", "helpdesk"),
        "USER": _database.get("user", ""),
        "PASSWORD": _database.get("password", ""),
        "HOST": _database.get("host", ""),
        "PORT": _database.get("port", ""),
        "CONN_MAX_AGE": env.whole_number("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SOCKET_POOL_SIZE = env.whole_number("SOCKET_POOL_SIZE", 8)

# --- Who may call ----------------------------------------------------------------------
DEMO = bool(_demo) or env.flag("HELPDESK_DEMO", False)
DEBUG = env.flag("DEBUG", False)
SETUP_CODE = env.text("SETUP_CODE", "")
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
OWNERS_OPEN_SHOPS = env.flag("OWNERS_OPEN_SHOPS", False)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1")
SOCKET_ORIGINS = frozenset(env.names("SOCKET_ORIGINS"))
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = env.whole_number("TRUSTED_PROXIES", 0)
HTTPS = env.flag("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy does it
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# W005, W021: subdomains and preloading are the operator's promise, not ours. W008: see above.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- What runs -------------------------------------------------------------------------
INSTALLED_APPS = [
    "helpdesk.embedded",
    "helpdesk.realtime",
    "helpdesk.accounts",
    "helpdesk.integrations",
    "helpdesk.commerce",
    "helpdesk.followups",
    "helpdesk.team",
    "scripts_library",
    "conversations",
    "aftersales",
    "helpdesk.api_docs",
    "helpdesk.demo_shop",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
# Short on purpose: sixteen of them halve the pages a process can serve.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "helpdesk.kernel.middleware.EdgeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "helpdesk.urls"
WSGI_APPLICATION = "helpdesk.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "libraries": {"joined": "helpdesk.kernel.joined_tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "helpdesk.accounts.context.person",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]
CSRF_FAILURE_VIEW = "helpdesk.accounts.views.csrf_failure.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- The API ---------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["helpdesk.kernel.drf.parsers.JSONBody"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["helpdesk.accounts.api.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],  # ShopView asks for the scope of each method
    "EXCEPTION_HANDLER": "helpdesk.kernel.drf.refusals.answer_problem",
    "DEFAULT_SCHEMA_CLASS": "helpdesk.kernel.drf.schema.ApiSchema",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Helpdesk API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],  # choices stand where they are used, not under invented names
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATIONS": False,
    "APPEND_COMPONENTS": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "hdk_…"}}
    },
}

# --- Words and times -------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["helpdesk.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- Files -----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / ".demo" / "static")))
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / ".demo" / "media")))
FILE_UPLOAD_PERMISSIONS = 0o600  # files hold what buyers told: never served, read by us alone
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": attachment_storage(),
    "staticfiles": static_storage(debug=DEBUG),
}

# --- Work in the background ------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # for as long as Redis is away
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- Money back to buyers (docs/aftersales.md); no address: people pay by hand ---------------
PAYMENT_SERVICE_URL = env.text("PAYMENT_SERVICE_URL", "")
PAYMENT_SERVICE_SECRET = env.text("PAYMENT_SERVICE_SECRET", "")
if PAYMENT_SERVICE_URL and not PAYMENT_SERVICE_SECRET:
    raise env.EnvironmentProblem("PAYMENT_SERVICE_URL needs PAYMENT_SERVICE_SECRET beside it.")

# --- Webhooks: what is sent to shops' own systems -------------------------------------------
WEBHOOK_SWEEPS = env.whole_number("WEBHOOK_SWEEPS", 1)
WEBHOOKS_TO_LOOPBACK = env.flag("WEBHOOKS_TO_LOOPBACK", False)

# --- E-mail only where a server for it is named ------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.whole_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "helpdesk@localhost")
PUBLIC_URL = env.text("PUBLIC_URL", "")

# --- Logs ------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "helpdesk.kernel.jsonlog.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "psycopg.pool": {"level": "ERROR"},
        # uvicorn brings handlers of its own: what it says goes through ours.
        "uvicorn": {"handlers": [], "propagate": True},
        "uvicorn.access": {"handlers": [], "propagate": True},
        "uvicorn.error": {"handlers": [], "propagate": True},
    },
}
