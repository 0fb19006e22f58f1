"""What the company of the demonstration sells, and what is written about it, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """Something that is sold: its title, what a customer writes who wants it, tags, and its price in thousand lei."""

    title: dict[str, str]
    question: dict[str, str]
    tags: tuple[str, ...]
    cheapest: int
    dearest: int


TAGS = {
    "solar": {"ro": "Fotovoltaic", "en": "Solar"},
    "heating": {"ro": "Încălzire", "en": "Heating"},
    "storage": {"ro": "Stocare", "en": "Storage"},
    "service": {"ro": "Mentenanță", "en": "Maintenance"},
    "grant": {"ro": "Fonduri europene", "en": "EU funding"},
    "hall": {"ro": "Hală", "en": "Industrial hall"},
    "hotel": {"ro": "Turism", "en": "Hospitality"},
    "urgent": {"ro": "Urgent", "en": "Urgent"},
    "returning": {"ro": "Client vechi", "en": "Returning customer"},
}

OFFERS = (
    Offer(
        {"ro": "Sistem fotovoltaic de {n} kW", "en": "Photovoltaic system of {n} kW"},
        {
            "ro": "Ne interesează un sistem fotovoltaic de aproximativ {n} kW pe acoperișul halei. Acoperișul este din "
            "tablă, orientat spre sud. Ne puteți spune cât ar costa și în cât timp se montează?",
            "en": "We are interested in a photovoltaic system of about {n} kW on the roof of our hall. The roof is sheet "
            "metal and faces south. Could you tell us what it would cost and how long the work takes?",
        },
        ("solar", "hall", "grant"),
        90,
        620,
    ),
    Offer(
        {"ro": "Pompe de căldură pentru sediul din {city}", "en": "Heat pumps for the offices in {city}"},
        {
            "ro": "Vrem să renunțăm la gaz la sediul din {city}. Clădirea are {n}0 de metri pătrați și încălzire în "
            "pardoseală. Ce soluție cu pompe de căldură ne recomandați?",
            "en": "We want to give up gas at our offices in {city}. The building has {n}0 square metres and underfloor "
            "heating. Which heat pump solution would you recommend?",
        },
        ("heating", "grant"),
        60,
        280,
    ),
    Offer(
        {"ro": "Baterii de stocare de {n} kWh", "en": "Battery storage of {n} kWh"},
        {
            "ro": "Avem deja panouri, dar trimitem în rețea mai mult de jumătate din producție. Puteți adăuga baterii de "
            "{n} kWh la sistemul existent? Invertoarele sunt din 2022.",
            "en": "We already have panels, but more than half of what they produce goes to the grid. Could you add "
            "batteries of {n} kWh to the present system? The inverters are from 2022.",
        },
        ("storage", "solar"),
        70,
        310,
    ),
    Offer(
        {"ro": "Stații de încărcare pentru {few} mașini", "en": "Charging points for {few} cars"},
        {
            "ro": "Trecem treptat la mașini electrice și avem nevoie de stații de încărcare pentru {few} mașini în parcarea "
            "din curte. Puterea instalată acum este de 120 kW. E suficient?",
            "en": "We are moving to electric cars step by step and need charging points for {few} cars in our yard. The "
            "connection is now rated at 120 kW. Is that enough?",
        },
        ("urgent",),
        35,
        160,
    ),
    Offer(
        {"ro": "Audit energetic", "en": "Energy audit"},
        {
            "ro": "Banca ne cere un audit energetic pentru refinanțare. Până când îl puteți face și ce documente trebuie "
            "să pregătim?",
            "en": "Our bank asks for an energy audit before refinancing. When could you do it, and which documents should "
            "we prepare?",
        },
        ("urgent",),
        7,
        24,
    ),
    Offer(
        {"ro": "Contract anual de mentenanță", "en": "Annual maintenance contract"},
        {
            "ro": "Firma care ne întreținea instalația s-a închis. Preluați și sisteme montate de alții? Avem {few} "
            "invertoare și monitorizare proprie.",
            "en": "The company that maintained our installation has closed. Do you also look after systems that others "
            "have built? We have {few} inverters and our own monitoring.",
        },
        ("service", "returning"),
        9,
        48,
    ),
    Offer(
        {"ro": "Iluminat LED în hala de producție", "en": "LED lighting in the production hall"},
        {
            "ro": "Vrem să înlocuim {things} corpuri de iluminat din hală cu LED. Ne trebuie și un calcul al economiei, "
            "pentru că decizia o ia directorul financiar.",
            "en": "We want to replace {things} lights in our hall with LEDs. We also need a calculation of the savings, because "
            "our finance director takes the decision.",
        },
        ("hall",),
        28,
        170,
    ),
    Offer(
        {"ro": "Înlocuirea centralei termice", "en": "New boiler plant"},
        {
            "ro": "Centrala de la {city} are douăzeci de ani și s-a oprit de trei ori luna aceasta. Avem nevoie de o ofertă "
            "înainte să vină frigul.",
            "en": "Our boiler in {city} is twenty years old and has stopped three times this month. We need a quotation "
            "before the cold sets in.",
        },
        ("heating", "urgent"),
        35,
        130,
    ),
    Offer(
        {"ro": "Monitorizarea consumului pe {things} circuite", "en": "Monitoring of consumption on {things} circuits"},
        {
            "ro": "Facturile au crescut cu o treime și nu știm unde se duce energia. Puteți monitoriza {things} circuite, cu un "
            "raport lunar?",
            "en": "Our bills have gone up by a third and we do not know where the energy goes. Could you monitor {things} "
            "circuits, with a monthly report?",
        },
        ("service",),
        12,
        55,
    ),
    Offer(
        {"ro": "Apă caldă solară pentru {things} camere", "en": "Solar hot water for {things} rooms"},
        {
            "ro": "Deschidem sezonul în mai și vrem panouri solare pentru apa caldă la {things} camere. Aveți lucrări "
            "asemănătoare pe care le putem vedea?",
            "en": "Our season opens in May and we want solar panels for the hot water of {things} rooms. Do you have similar "
            "work that we could see?",
        },
        ("solar", "hotel"),
        40,
        190,
    ),
)

GREETING = {"ro": "Bună ziua,", "en": "Good morning,"}
REGARDS = {"ro": "Cu stimă,", "en": "Kind regards,"}

ANSWERS = (
    {
        "ro": "Mulțumim pentru mesaj. Pentru o ofertă exactă am vrea să vedem locul: ar fi bine joi, la ora 10?",
        "en": "Thank you for your message. For an exact quotation we would like to see the place: would Thursday at ten "
        "suit you?",
    },
    {
        "ro": "Mulțumim că v-ați gândit la noi. Ne puteți trimite ultimele trei facturi de energie? Cu ele dimensionăm "
        "corect soluția.",
        "en": "Thank you for thinking of us. Could you send us your last three energy bills? With those we can size the "
        "solution properly.",
    },
    {
        "ro": "Am făcut câteva lucrări foarte asemănătoare. Vă sun mâine dimineață ca să stabilim detaliile.",
        "en": "We have done some very similar work. I will ring you tomorrow morning to settle the details.",
    },
)
REPLIES = (
    {
        "ro": "Perfect, vă așteptăm. La poartă întrebați de mine.",
        "en": "Perfect, we look forward to it. Please ask for me at the gate.",
    },
    {
        "ro": "Am atașat facturile într-un mesaj separat. Decizia o luăm în ședința de luna viitoare.",
        "en": "I have sent the bills in a separate message. We decide in next month's meeting.",
    },
    {
        "ro": "Mai avem două oferte la masă, dar recomandarea pentru dumneavoastră a fost foarte bună.",
        "en": "We have two other quotations on the table, but you were very warmly recommended.",
    },
)
VISITS = (
    {
        "ro": "Am vorbit la telefon: decide administratorul, bugetul e aprobat, vor lucrarea gata în acest trimestru.",
        "en": "Spoke on the phone: the managing director decides, the budget is approved, they want it done this quarter.",
    },
    {
        "ro": "Am fost la fața locului. Acoperișul e bun, tabloul electric trebuie schimbat. De adăugat în ofertă.",
        "en": "Visited the place. The roof is sound, the switchboard has to be replaced. To be added to the quotation.",
    },
    {
        "ro": "Compară cu încă doi furnizori. Contează termenul mai mult decât prețul.",
        "en": "They compare us with two others. Time matters more to them than price.",
    },
    {
        "ro": "Așteaptă răspunsul pentru finanțare. De revenit peste două săptămâni.",
        "en": "They wait for an answer about funding. To be taken up again in two weeks.",
    },
)
PROPOSALS = (
    {
        "ro": "V-am trimis oferta, cu două variante de echipamente și termen de execuție de șase săptămâni. Vă stau la "
        "dispoziție pentru orice întrebare.",
        "en": "Here is our quotation, with two variants of equipment and six weeks for the work. I am at your disposal "
        "for any question.",
    },
    {
        "ro": "Revin cu oferta revizuită: am scos bateriile și am păstrat loc pentru ele. Economia se vede la pagina 3.",
        "en": "Here is the revised quotation: we left the batteries out and kept room for them. The savings are on page 3.",
    },
)
ACCEPTANCES = (
    {
        "ro": "Am semnat contractul azi. Când puteți începe?",
        "en": "We signed the contract today. When can you start?",
    },
    {
        "ro": "Conducerea a aprobat oferta. Trimiteți-ne, vă rog, factura de avans.",
        "en": "Our board has approved the quotation. Please send us the invoice for the down payment.",
    },
)
REFUSALS = (
    {
        "ro": "Vă mulțumim pentru efort, dar am ales altă ofertă de data aceasta.",
        "en": "Thank you for your effort, but this time we have chosen another offer.",
    },
    {
        "ro": "Din păcate amânăm investiția pentru anul viitor.",
        "en": "Unfortunately we are putting the investment off until next year.",
    },
)
TEAMS = {
    "sales": {"ro": "Vânzări", "en": "Sales"},
    "projects": {"ro": "Proiecte mari", "en": "Large projects"},
    "service": {"ro": "Service și mentenanță", "en": "Service and maintenance"},
}
CAMPAIGN = {"ro": "Târgul Energia", "en": "Energia fair"}
MEDIA = ({"ro": "E-mail", "en": "E-mail"}, {"ro": "Telefon", "en": "Telephone"}, {"ro": "Site web", "en": "Website"})
SOURCES = (
    {"ro": "Recomandare", "en": "Recommendation"},
    {"ro": "Motor de căutare", "en": "Search engine"},
    {"ro": "Client vechi", "en": "Returning customer"},
)
