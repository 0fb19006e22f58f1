"""What the company of the demonstration has in its catalogue, and what of it goes into which kind of deal."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from filon.catalog.choices import InvoicePolicy, ProductKind
from filon.catalog.models import Product, Unit
from filon.catalog.services.products import create_product

Texts = dict[str, str]
Share = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """A product: price and cost are in lei without VAT, `unit` is the UN/ECE code."""

    reference: str
    name: Texts
    price: int
    cost: int
    unit: str = "H87"
    description: Texts | None = None

    @property
    def is_service(self) -> bool:
        """Whether it is done and not handed over."""
        return self.reference.startswith("S-")


PROJECT, MAINTENANCE = "S-PROIECT", "S-MENT"
ITEMS = (
    Item(
        "PV-550",
        {"ro": "Panou fotovoltaic 550 W", "en": "Photovoltaic panel 550 W"},
        620,
        440,
        description={"ro": "Monocristalin, garanție 15 ani.", "en": "Monocrystalline, guaranteed for 15 years."},
    ),
    Item("INV-30", {"ro": "Invertor trifazat 30 kW", "en": "Three-phase inverter 30 kW"}, 14_800, 11_200),
    Item("STR-A", {"ro": "Structură de montaj pe acoperiș", "en": "Roof mounting frame"}, 95, 61, "MTR"),
    Item("BAT-10", {"ro": "Modul de baterii 10 kWh", "en": "Battery module 10 kWh"}, 17_900, 13_600),
    Item(
        "PC-16",
        {"ro": "Pompă de căldură aer-apă 16 kW", "en": "Air-to-water heat pump 16 kW"},
        34_500,
        26_100,
        description={"ro": "Agent frigorific R290, monobloc.", "en": "Refrigerant R290, monobloc."},
    ),
    Item("AC-300", {"ro": "Boiler solar 300 l", "en": "Solar water tank 300 l"}, 6_400, 4_700),
    Item("EV-22", {"ro": "Stație de încărcare 22 kW", "en": "Charging point 22 kW"}, 5_900, 4_150),
    Item("LED-150", {"ro": "Corp de iluminat LED 150 W", "en": "LED high bay light 150 W"}, 540, 330),
    Item("CNT-3", {"ro": "Contor inteligent trifazat", "en": "Three-phase smart meter"}, 890, 610),
    Item("CBL-16", {"ro": "Cablu de cupru 5 × 16 mm²", "en": "Copper cable 5 × 16 mm²"}, 68, 47, "MTR"),
    Item("S-MONTAJ", {"ro": "Montaj", "en": "Installation"}, 145, 90, "HUR"),
    Item("S-AUDIT", {"ro": "Audit energetic la fața locului", "en": "Energy audit on site"}, 1_900, 1_150, "DAY"),
    Item(PROJECT, {"ro": "Proiect și documentație", "en": "Project and papers"}, 4_500, 2_800, "C62"),
    Item(MAINTENANCE, {"ro": "Mentenanță", "en": "Maintenance"}, 450, 280, "MON"),
)
KINDS: tuple[tuple[tuple[str, ...], tuple[Share, ...]], ...] = (
    (("fotovoltaic", "photovoltaic"), (("PV-550", "0.5"), ("INV-30", "0.2"), ("STR-A", "0.05"), ("S-MONTAJ", "0.12"))),
    (("baterii", "battery"), (("BAT-10", "0.75"), ("S-MONTAJ", "0.1"))),
    (("încărcare", "charging"), (("EV-22", "0.7"), ("CBL-16", "0.08"), ("S-MONTAJ", "0.12"))),
    (("pompe", "pumps", "centralei", "boiler"), (("PC-16", "0.7"), ("S-MONTAJ", "0.15"))),
    (("iluminat", "lighting"), (("LED-150", "0.65"), ("S-MONTAJ", "0.2"))),
    (("monitorizarea", "monitoring"), (("CNT-3", "0.6"), ("S-MONTAJ", "0.2"))),
    (("apă caldă", "hot water"), (("AC-300", "0.65"), ("S-MONTAJ", "0.2"))),
    (("mentenanță", "maintenance"), ((MAINTENANCE, "0.7"), ("S-MONTAJ", "0.2"))),
)
OTHERWISE: tuple[Share, ...] = (("S-AUDIT", "0.8"),)


def stock() -> None:
    """Put them into the catalogue, with the standard VAT; what is done by the hour or day is invoiced as delivered."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for item in ITEMS:
        timed = item.unit in {"HUR", "DAY"}
        create_product(
            actor=None,
            reference=item.reference,
            name=item.name,
            description=item.description or {},
            price=Decimal(item.price),
            cost=Decimal(item.cost),
            unit=units[item.unit],
            kind=ProductKind.SERVICE if item.is_service else ProductKind.GOODS,
            invoice_policy=InvoicePolicy.DELIVERED if timed else InvoicePolicy.ORDERED,
        )


def the_product(reference: str) -> Product:
    """One of them."""
    return Product.objects.get(reference=reference)


def worth(revenue: Decimal, deal: str) -> Iterator[tuple[Product, Decimal]]:
    """Products and quantities that together cost less than `revenue`, by what the deal's name speaks of."""
    name = deal.lower()
    shares = next((shares for words, shares in KINDS if any(word in name for word in words)), OTHERWISE)
    for reference, share in shares:
        product = the_product(reference)
        quantity = revenue * Decimal(share) // product.price
        if quantity:
            yield product, quantity
