"""The people who work for the customers. First and last names are common ones; their pairs are made here."""

WOMEN = (
    "Adina", "Alina", "Andreea", "Bianca", "Camelia", "Carmen", "Cristina", "Daniela", "Delia", "Elena", "Florentina",
    "Gabriela", "Ileana", "Irina", "Laura", "Livia", "Luminița", "Magda", "Mirela", "Monica", "Oana", "Raluca",
    "Ruxandra", "Simona", "Ștefania", "Violeta",
)  # fmt: skip
MEN = (
    "Adrian", "Alexandru", "Bogdan", "Călin", "Cătălin", "Ciprian", "Claudiu", "Cosmin", "Dan", "Dragoș", "Emil",
    "Florin", "George", "Horia", "Ionuț", "Iulian", "Liviu", "Lucian", "Marius", "Mircea", "Octavian", "Paul",
    "Răzvan", "Sebastian", "Ștefan", "Tudor", "Vlad",
)  # fmt: skip
LAST = (
    "Albu", "Avram", "Bălan", "Bratu", "Bucur", "Cernea", "Ciobanu", "Coman", "Crișan", "Dănilă", "Drăghici", "Enache",
    "Filip", "Ganea", "Gheorghiu", "Hodoș", "Iacob", "Ilieș", "Jianu", "Lazăr", "Lupu", "Manea", "Marcu", "Micle",
    "Moldovan", "Neagu", "Nistor", "Olaru", "Oprea", "Pascu", "Pavel", "Pintea", "Preda", "Rotaru", "Sârbu", "Simion",
    "Șerban", "Șuteu", "Tănase", "Toma", "Țepeș", "Ursu", "Văcaru", "Vlaicu", "Zamfir",
)  # fmt: skip
POSITIONS = (
    {"ro": "Administrator", "en": "Managing director"},
    {"ro": "Director tehnic", "en": "Technical director"},
    {"ro": "Director financiar", "en": "Finance director"},
    {"ro": "Responsabil achiziții", "en": "Purchasing manager"},
    {"ro": "Inginer mentenanță", "en": "Maintenance engineer"},
    {"ro": "Director de producție", "en": "Production director"},
)
