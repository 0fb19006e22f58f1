"""What people do in a company: the roles and seniorities that a request may ask for, and how titles lead to them."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from filon.core.normalising import folded


class ContactRole(TextChoices):
    """What somebody is responsible for."""

    CEO = "ceo", _("Chief executive")
    OWNER = "owner", _("Owner")
    FOUNDER = "founder", _("Founder")
    PRESIDENT = "president", _("President")
    SALES = "sales", _("Sales")
    MARKETING = "marketing", _("Marketing")
    COMMUNICATIONS = "communications", _("Communications")
    PUBLIC_RELATIONS = "public_relations", _("Public relations")
    FINANCE = "finance", _("Finance")
    PURCHASING = "purchasing", _("Purchasing")
    OPERATIONS = "operations", _("Operations")
    PRODUCT = "product", _("Product")
    ENGINEERING = "engineering", _("Engineering")
    IT = "it", _("Information technology")
    RESEARCH = "research", _("Research")
    HUMAN_RESOURCES = "human_resources", _("Human resources")
    RECRUITING = "recruiting", _("Recruiting")
    LEGAL = "legal", _("Legal")
    CUSTOMER_SERVICE = "customer_service", _("Customer service")
    CONSULTING = "consulting", _("Consulting")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health professional")
    REAL_ESTATE = "real_estate", _("Real estate")


class Seniority(TextChoices):
    """How high somebody stands."""

    EXECUTIVE = "executive", _("Executive")
    DIRECTOR = "director", _("Director")
    MANAGER = "manager", _("Manager")


_ROLES = (
    (r"\bceo\b|chief executive|director general|administrator|managing director", ContactRole.CEO),
    (r"owner|proprietar|asociat", ContactRole.OWNER),
    (r"founder|fondator", ContactRole.FOUNDER),
    (r"president|presedinte", ContactRole.PRESIDENT),
    (r"vanzari|sales|comercial", ContactRole.SALES),
    (r"marketing", ContactRole.MARKETING),
    (r"relatii publice|public relations|\bpr\b", ContactRole.PUBLIC_RELATIONS),
    (r"comunicare|communication", ContactRole.COMMUNICATIONS),
    (r"financiar|finance|\bcfo\b|contabil|account", ContactRole.FINANCE),
    (r"achizitii|purchas|procurement|buyer", ContactRole.PURCHASING),
    (r"resurse umane|human resources|\bhr\b", ContactRole.HUMAN_RESOURCES),
    (r"recrut|recruit", ContactRole.RECRUITING),
    (r"\bit\b|informatica|\bcio\b|\bcto\b|software|information technology", ContactRole.IT),
    (r"cercetare|research", ContactRole.RESEARCH),
    (r"inginer|engineer|tehnic|technical", ContactRole.ENGINEERING),
    (r"produs|product", ContactRole.PRODUCT),
    (r"juridic|legal|avocat", ContactRole.LEGAL),
    (r"relatii cu clientii|customer|suport", ContactRole.CUSTOMER_SERVICE),
    (r"operatiuni|operation|logistic|\bcoo\b", ContactRole.OPERATIONS),
    (r"consult", ContactRole.CONSULTING),
)
_NEVER = re.compile(r"lichidator|practician in insolventa|insolvency|liquidator")
_EXECUTIVE = re.compile(
    r"\bc[etfio]o\b|\bcoo\b|chief|director general|administrator|president|presedinte|owner|asociat|fondator|founder"
)
_DIRECTOR = re.compile(r"director|\bvp\b|head of|sef ")
_MANAGER = re.compile(r"manager|coordonator|responsabil|lead")


def role_of(title: str) -> tuple[str, str] | None:
    """Role and seniority of a job title, each "" when it does not say; None for those who must not be written to."""
    text = folded(title)
    if _NEVER.search(text):
        return None
    role = next((str(role.value) for pattern, role in _ROLES if re.search(pattern, text)), "")
    if _EXECUTIVE.search(text):
        return role, Seniority.EXECUTIVE.value
    if _DIRECTOR.search(text):
        return role, Seniority.DIRECTOR.value
    return role, Seniority.MANAGER.value if _MANAGER.search(text) else ""
