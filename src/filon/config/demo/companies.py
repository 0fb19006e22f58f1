"""The customers of the demonstration. The names are invented; the towns and counties are real."""

from dataclasses import dataclass

from stdnum.ro import cui

# Above every number that has been given out, so that none of these is anybody's.
FIRST_CUI = 991_000_000


@dataclass(frozen=True)
class Company:
    """A company: its name, town, county (ISO 3166-2), street, and the word that makes its web address."""

    name: str
    city: str
    county: str
    street: str
    word: str

    @property
    def domain(self) -> str:
        """Its domain, under the ending that is reserved for examples."""
        return f"{self.word}.example"


COMPANIES = (
    Company("Brutăria Rotundă SRL", "Cluj-Napoca", "RO-CJ", "Str. Fabricii de Zahăr 14", "brutaria-rotunda"),
    Company("Ferma Lunca Albă SRL", "Turda", "RO-CJ", "Str. Salinei 3", "lunca-alba"),
    Company("Atelierul Nordvin SRL", "Baia Mare", "RO-MM", "Bd. Unirii 41", "nordvin"),
    Company("Construct Aldera SRL", "Iași", "RO-IS", "Șos. Păcurari 112", "aldera"),
    Company("Mobila Fagului Înalt SRL", "Târgu Mureș", "RO-MS", "Str. Budiului 68", "fagul-inalt"),
    Company("Hotel Casa Tihna SRL", "Brașov", "RO-BV", "Str. Nicolae Bălcescu 9", "casa-tihna"),
    Company("Pensiunea Izvorul Lin SRL", "Vatra Dornei", "RO-SV", "Str. Podu Verde 22", "izvorul-lin"),
    Company("Textila Prutena SA", "Botoșani", "RO-BT", "Calea Națională 85", "prutena"),
    Company("Logistica Carpatin Rut SRL", "Sibiu", "RO-SB", "Șos. Alba Iulia 79", "carpatin-rut"),
    Company("Clinica Sanorel SRL", "Timișoara", "RO-TM", "Bd. Take Ionescu 31", "sanorel"),
    Company("Crama Dealul Sur SRL", "Focșani", "RO-VN", "Str. Cuza Vodă 54", "dealul-sur"),
    Company("Lăptăria Ruscova Veche SRL", "Bistrița", "RO-BN", "Str. Tărpiului 17", "ruscova-veche"),
    Company("Metaliq Prelucrări SRL", "Oradea", "RO-BH", "Str. Ogorului 65", "metaliq"),
    Company("Serele Verdenia SRL", "Craiova", "RO-DJ", "Calea Severinului 48", "verdenia"),
    Company("Ambalaje Cutimar SRL", "Pitești", "RO-AG", "Str. Depozitelor 6", "cutimar"),
    Company("Depozitul Plutarom SRL", "Ploiești", "RO-PH", "Str. Poligonului 2", "plutarom"),
    Company("Școala Orizontia SRL", "București", "RO-B", "Str. Popa Nan 120", "orizontia"),
    Company("Spălătoria Clarvia SRL", "Constanța", "RO-CT", "Bd. Aurel Vlaicu 133", "clarvia"),
    Company("Piscicola Balta Lungă SRL", "Tulcea", "RO-TL", "Str. Isaccei 90", "balta-lunga"),
    Company("Tipografia Literonic SRL", "București", "RO-B", "Șos. Giurgiului 33", "literonic"),
    Company("Farmaciile Rodalis SRL", "Galați", "RO-GL", "Str. Brăilei 171", "rodalis"),
    Company("Moara Grâuleni SRL", "Slobozia", "RO-IL", "Șos. Brăilei 4", "grauleni"),
    Company("Transcereal Câmpalin SRL", "Călărași", "RO-CL", "Str. Prelungirea București 27", "campalin"),
    Company("Ceramica Lutaria SRL", "Alba Iulia", "RO-AB", "Str. Clujului 58", "lutaria"),
    Company("Gatera Bradul Sur SRL", "Piatra-Neamț", "RO-NT", "Str. Dimitrie Leonida 100", "bradul-sur"),
    Company("Frigotehnica Polarin SRL", "Arad", "RO-AR", "Calea Aurel Vlaicu 268", "polarin"),
    Company("Cofetăria Dulcinor SRL", "Suceava", "RO-SV", "Str. Ștefan cel Mare 36", "dulcinor"),
    Company("Autoservice Rotarix SRL", "Deva", "RO-HD", "Calea Zarandului 15", "rotarix"),
    Company("Parcul Industrial Mureșelu SRL", "Târgu Mureș", "RO-MS", "Calea Sighișoarei 201", "mureselu"),
    Company("Apicola Florimel SRL", "Râmnicu Vâlcea", "RO-VL", "Str. Știrbei Vodă 77", "florimel"),
    Company("Centrul Sportiv Atlasia SRL", "Bacău", "RO-BC", "Calea Mărășești 96", "atlasia"),
    Company("Magazinele Cosmarin SRL", "Buzău", "RO-BZ", "Str. Transilvaniei 163", "cosmarin"),
    Company("Carmangeria Salcâmeni SRL", "Satu Mare", "RO-SM", "Str. Botizului 39", "salcameni"),
    Company("Plastinova Extrudare SRL", "Zalău", "RO-SJ", "Str. Fabricii 11", "plastinova"),
    Company("Conserve Grădinaru și Fiii SRL", "Tecuci", "RO-GL", "Str. 1 Decembrie 1918 84", "gradinaru-si-fiii"),
    Company("Elevator Panonica SA", "Arad", "RO-AR", "Str. Câmpul Liniștii 5", "panonica"),
    Company("Datalin Servicii SRL", "Iași", "RO-IS", "Str. Palas 7", "datalin"),
    Company("Rezidența Parcul Teilor SRL", "București", "RO-B", "Bd. Timișoara 26", "parcul-teilor"),
    Company("Vinalcor Distribuție SRL", "Vaslui", "RO-VS", "Str. Ștefan cel Mare 303", "vinalcor"),
    Company("Galvanotec Rimex SRL", "Slatina", "RO-OT", "Str. Pitești 116", "rimex"),
)


def vat_of(number: int) -> str:
    """The VAT number of the company with this place in the list, with its check digit."""
    digits = str((FIRST_CUI + number * 37) // 10)
    return f"RO{digits}{cui.calc_check_digit(digits)}"
