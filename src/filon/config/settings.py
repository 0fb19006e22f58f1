"""Django's settings, all from the environment (see `environment`)."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from filon.config import environment as env
from filon.config import logging

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.home()

FILON_HOME = HOME.path
FILON_HOST = env.text("FILON_HOST", "127.0.0.1")
FILON_PORT = env.port("FILON_PORT", 8000)
FILON_SMTP_PORT = env.port("FILON_SMTP_PORT", 8025)
FILON_LMTP_PORT = env.port("FILON_LMTP_PORT", 8024)
FILON_MAIL_DOMAIN = env.mail_domain("FILON_MAIL_DOMAIN", "filon.localhost")
_host = "localhost" if FILON_HOST in env.WILDCARDS else f"[{FILON_HOST}]" if ":" in FILON_HOST else FILON_HOST
FILON_URL = env.web_address("FILON_URL", f"http://{_host}:{FILON_PORT or 8000}")
FILON_DEMO = env.choice("FILON_DEMO", "0", ("0", "1")) == "1"
FILON_DEVELOPMENT = env.choice("FILON_DEVELOPMENT", "0", ("0", "1")) == "1"
FILON_EMAIL_URL = env.mail_server("FILON_EMAIL_URL")
FILON_ANAF = env.choice("FILON_ANAF", "0", ("0", "1")) == "1"
FILON_RATES_URL = env.secure_address("FILON_RATES_URL")
FILON_TRUSTED_PROXIES = env.networks("FILON_TRUSTED_PROXIES")

SECRET_KEY = HOME.secret_key()
DEBUG = False
ALLOWED_HOSTS = sorted({urlsplit(FILON_URL).hostname or "localhost", FILON_HOST, "localhost", "127.0.0.1", "[::1]"})
if FILON_HOST in env.WILDCARDS and not env.text("FILON_URL"):
    ALLOWED_HOSTS = ["*"]  # listening on every address without a name of our own, we cannot know what we are called
IS_SECURE = FILON_URL.startswith("https://")

# Ours come first: their templates and their words win over those of the libraries.
INSTALLED_APPS = [
    "filon.core",
    "filon.ui",
    "filon.accounts",
    "filon.history",
    "filon.organisation",
    "filon.jobs",
    "filon.search",
    "filon.exchange",
    "filon.contacts",
    "filon.mail",
    "filon.chatter",
    "filon.activities",
    "filon.calendar",
    "filon.teams",
    "filon.catalog",
    "filon.crm",
    "filon.sales",
    "filon.invoicing",
    "filon.leadmining",
    "filon.reporting",
    "filon.guide",
    "filon.api",
    "filon.config",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.forms",
]

MIDDLEWARE = [
    "filon.config.health.HealthMiddleware",
    "filon.config.middleware.requests.RequestMiddleware",
    "filon.config.middleware.proxies.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "filon.config.middleware.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "filon.ui.middleware.PreferencesMiddleware",
    "filon.accounts.middleware.keep_alive_middleware",
    "allauth.account.middleware.AccountMiddleware",
    "filon.ui.middleware.AnswersMiddleware",
    "filon.history.middleware.ChangeSetMiddleware",
]

ROOT_URLCONF = "filon.config.urls"
WSGI_APPLICATION = "filon.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "filon.ui.context_processors.shell",
                "filon.organisation.context_processors.company",
            ],
        },
    }
]

FORM_RENDERER = "filon.ui.rendering.WidgetRenderer"

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{FILON_HOME}/filon.sqlite3")}
_engine = DATABASES["default"]["ENGINE"].replace("django.db.backends.", "filon.history.backends.")
DATABASES["default"]["ENGINE"] = _engine
IS_SQLITE = _engine.endswith("sqlite3")
if IS_SQLITE:
    # A new connection parses the whole schema, with its hundreds of triggers and indexes: threads keep theirs.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
            "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 20}, "options": "-c jit=off"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "filon.jobs.backend.JobBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in/"
FIRST_START_URL = "/welcome/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "filon.accounts.second_step_adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = "Filon"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "filon_session"
CSRF_FAILURE_VIEW = "filon.ui.views.errors.csrf_failed"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_NAME = "filon_csrf"
CSRF_TRUSTED_ORIGINS = [FILON_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # ProxyMiddleware keeps it from trusted proxies only
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

LANGUAGE_CODE = env.choice("FILON_LANGUAGE", "ro", ("ro", "en"))
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
LANGUAGES = [("ro", _("Romanian")), ("en", _("English"))]
TIME_ZONE = env.zone("FILON_TIME_ZONE", "Europe/Bucharest")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = env.text("FILON_STATIC_ROOT") or str(FILON_HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "filon.config.static_files.StaticFilesStorage"},
}
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-]([0-9a-f]{12}|[0-9A-Z]{8})\.[a-z0-9]+$"
_level = "WARNING" if sys.stderr.isatty() else "INFO"  # a person at a terminal looks for the link, not for requests
LOGGING = logging.configure(env.choice("FILON_LOG_LEVEL", _level, ("DEBUG", "INFO", "WARNING", "ERROR")))
LOGGING_CONFIG = "logging.config.dictConfig"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
TEST_RUNNER = "django.test.runner.DiscoverRunner"
SILENCED_SYSTEM_CHECKS: list[str] = []
