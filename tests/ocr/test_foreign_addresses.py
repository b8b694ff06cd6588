"""Addresses in Latin letters, as the countries' posts want them printed."""

import pytest

from ocr.fields import chinese_cards, countries, latin_postal
from tests.ocr.test_fields import read

CARDS = [
    (
        (
            "Larkspur Consulting LLC",
            "#Jane Whitfield",
            "Senior Partner",
            "1555 Blake Street, Suite 300",
            "Denver, CO 80202",
            "T +1 720 555 0142",
            "jane@larkspur.example",
        ),
        "80202",
        "1555 Blake Street, Suite 300, Denver, CO 80202",
        "US",
    ),
    (
        (
            "#Jane Whitfield",
            "Director of Sales",
            "Larkspur Inc.",
            "One Market Plaza",
            "Spear Tower, 36th Floor",
            "San Francisco, California 94105",
            "United States",
            "jane@larkspur.example",
        ),
        "94105",
        "One Market Plaza, Spear Tower, 36th Floor, San Francisco, California 94105, United States",
        "US",
    ),
    (
        ("Acme Partners", "#Bob Stone", "CEO", "P.O. Box 1234", "Austin, Texas 78701-1234", "512-555-0142"),
        "78701-1234",
        "P.O. Box 1234, Austin, Texas 78701-1234",
        "US",
    ),
    (
        (
            "Quillbrook Ltd",
            "#Mary Cole",
            "Head of Sales",
            "14 Kestrel House",
            "22 Marsh Lane",
            "Leeds",
            "LS9 8QT",
            "United Kingdom",
            "T 0113 496 0123",
            "mary@quill.example",
        ),
        "LS9 8QT",
        "14 Kestrel House, 22 Marsh Lane, Leeds, LS9 8QT, United Kingdom",
        "GB",
    ),
    (
        ("Quillbrook Ltd", "#Mary Cole", "2nd Floor, 10 Finsbury Square, London EC2A 1AF", "T 020 7946 0123"),
        "EC2A 1AF",
        "2nd Floor, 10 Finsbury Square, London EC2A 1AF",
        "GB",
    ),
    (
        (
            "Nordlicht Software GmbH",
            "#Dr. Klaus Hartmann",
            "Geschäftsführer",
            "Am Sandtorkai 50",
            "20457 Hamburg",
            "Deutschland",
            "Tel. +49 40 5550 7712",
            "k@nordlicht.example",
        ),
        "20457",
        "Am Sandtorkai 50, 20457 Hamburg, Deutschland",
        "DE",
    ),
    (
        (
            "Müller & Söhne KG",
            "#Petra Müller",
            "Prokuristin",
            "Lindenstraße 12a · D-80331 München",
            "Telefon 089 5550123",
        ),
        "80331",
        "Lindenstraße 12a · D-80331 München",
        "DE",
    ),
    (
        ("Alpenholz GmbH", "#Franz Gruber", "Mariahilfer Straße 10/4", "A-1060 Wien", "Österreich"),
        "1060",
        "Mariahilfer Straße 10/4, A-1060 Wien, Österreich",
        "AT",
    ),
    (
        (
            "Matterhorn SA",
            "#Luc Favre",
            "Directeur",
            "Rue du Rhône 14",
            "1204 Genève",
            "Suisse",
            "+41 22 555 01 23",
        ),
        "1204",
        "Rue du Rhône 14, 1204 Genève, Suisse",
        "CH",
    ),
    (
        (
            "Maison Verdier SARL",
            "#Camille Verdier",
            "Directrice commerciale",
            "12 bis, rue de la Paix",
            "75002 Paris",
            "France",
            "Tél. 01 55 50 01 23",
        ),
        "75002",
        "12 bis, rue de la Paix, 75002 Paris, France",
        "FR",
    ),
    (
        (
            "Studio De Angelis S.r.l.",
            "#Francesca De Angelis",
            "Avvocato",
            "Via Sistina 27",
            "00187 Roma (RM)",
            "Italia",
            "Tel. 06 5550 1186",
        ),
        "00187",
        "Via Sistina 27, 00187 Roma (RM), Italia",
        "IT",
    ),
    (
        (
            "Olivar S.L.",
            "#Ana García López",
            "Directora",
            "C/ Mayor, 15, 3º B",
            "28013 Madrid",
            "España",
            "Tel. 91 555 01 23",
        ),
        "28013",
        "C/ Mayor, 15, 3º B, 28013 Madrid, España",
        "ES",
    ),
    (
        ("Atlântico Lda", "#João Silva", "Avenida da Liberdade 110, 2º", "1269-046 Lisboa", "Portugal"),
        "1269-046",
        "Avenida da Liberdade 110, 2º, 1269-046 Lisboa, Portugal",
        "PT",
    ),
    (
        (
            "Tulp B.V.",
            "#Jan de Vries",
            "Directeur",
            "Keizersgracht 125",
            "1015 CJ Amsterdam",
            "Nederland",
            "T 020 555 0123",
        ),
        "1015 CJ",
        "Keizersgracht 125, 1015 CJ Amsterdam, Nederland",
        "NL",
    ),
    (
        ("Tulp B.V.", "#Jan de Vries", "Stationsplein 1 | 3013 AJ Rotterdam"),
        "3013 AJ",
        "Stationsplein 1 | 3013 AJ Rotterdam",
        "NL",
    ),
    (
        ("Brabo NV", "#Els Peeters", "Meir 50 bus 3", "2000 Antwerpen", "België", "+32 3 555 01 23"),
        "2000",
        "Meir 50 bus 3, 2000 Antwerpen, België",
        "BE",
    ),
    (
        ("Björk AB", "#Anna Lindqvist", "Drottninggatan 25", "111 51 Stockholm", "Sverige", "08-555 012 34"),
        "111 51",
        "Drottninggatan 25, 111 51 Stockholm, Sverige",
        "SE",
    ),
    (
        ("Fjord AS", "#Ole Hansen", "Karl Johans gate 12", "0154 Oslo", "Norge"),
        "0154",
        "Karl Johans gate 12, 0154 Oslo, Norge",
        "NO",
    ),
    (
        ("Havn ApS", "#Mette Jensen", "Vesterbrogade 34, 2. tv.", "DK-1620 København V", "Danmark"),
        "1620",
        "Vesterbrogade 34, 2. tv., DK-1620 København V, Danmark",
        "DK",
    ),
    (
        ("Koivu Oy", "#Aino Mäkinen", "Mannerheimintie 12 B", "00100 Helsinki", "Suomi"),
        "00100",
        "Mannerheimintie 12 B, 00100 Helsinki, Suomi",
        "FI",
    ),
    (
        (
            "Bursztyn Sp. z o.o.",
            "#Marek Kowalski",
            "Dyrektor",
            "ul. Marszałkowska 84/92",
            "00-514 Warszawa",
            "Polska",
            "tel. +48 22 555 01 23",
        ),
        "00-514",
        "ul. Marszałkowska 84/92, 00-514 Warszawa, Polska",
        "PL",
    ),
    (
        (
            "Hanbit Co., Ltd.",
            "#Kim Minsoo",
            "Manager",
            "15F, 152 Teheran-ro, Gangnam-gu",
            "Seoul 06236, Korea",
            "T 02-555-0123",
        ),
        "06236",
        "15F, 152 Teheran-ro, Gangnam-gu, Seoul 06236, Korea",
        "KR",
    ),
    (
        (
            "Jinshan Trading Co., Ltd.",
            "#Li Wei",
            "Sales Manager",
            "Room 1203, No. 88 Century Avenue",
            "Pudong New District, Shanghai 200120",
            "P.R. China",
            "Tel +86 21 5550 1234",
        ),
        "200120",
        "Room 1203, No. 88 Century Avenue, Pudong New District, Shanghai 200120, P.R. China",
        "CN",
    ),
    (
        (
            "Yushan Tech",
            "#Chen Yi-Ling",
            "10F., No. 100, Sec. 5, Xinyi Rd.",
            "Xinyi Dist., Taipei City 110, Taiwan (R.O.C.)",
            "02-2555-0123",
        ),
        "110",
        "10F., No. 100, Sec. 5, Xinyi Rd., Xinyi Dist., Taipei City 110, Taiwan (R.O.C.)",
        "TW",
    ),
    (
        (
            "Harbour Ltd",
            "#Chan Tai Man",
            "Unit 1203, 12/F, Harbour Centre",
            "25 Harbour Road, Wan Chai, Hong Kong",
            "Tel 2555 0123",
        ),
        None,
        "Unit 1203, 12/F, Harbour Centre, 25 Harbour Road, Wan Chai, Hong Kong",
        "HK",
    ),
    (
        (
            "Merlion Pte Ltd",
            "#Tan Wei Ming",
            "Director",
            "1 Raffles Place, #20-61 Tower 2",
            "Singapore 048616",
            "DID 6555 0123",
        ),
        "048616",
        "1 Raffles Place, #20-61 Tower 2, Singapore 048616",
        "SG",
    ),
    (
        (
            "Banyan Infotech Pvt. Ltd.",
            "#Priya Sharma",
            "Vice President",
            "4th Floor, Prestige Towers, 99 Residency Road",
            "Bengaluru - 560 025, Karnataka",
            "India",
            "Mob +91 98765 43210",
        ),
        "560 025",
        "4th Floor, Prestige Towers, 99 Residency Road, Bengaluru - 560 025, Karnataka, India",
        "IN",
    ),
    (
        ("Banyan Ltd", "#Priya Sharma", "Plot No. 12, Sector 44", "Gurugram 122003, Haryana, India"),
        "122003",
        "Plot No. 12, Sector 44, Gurugram 122003, Haryana, India",
        "IN",
    ),
    (
        (
            "Ipê Ltda",
            "#Ana Souza",
            "Gerente",
            "Av. Paulista, 1578 - 10º andar",
            "Bela Vista - São Paulo/SP",
            "CEP 01310-200",
            "Brasil",
            "Tel (11) 3555-0123",
        ),
        "01310-200",
        "Av. Paulista, 1578 - 10º andar, Bela Vista - São Paulo/SP, CEP 01310-200, Brasil",
        "BR",
    ),
    (
        (
            "Sen Viet Co., Ltd",
            "#Nguyen Thi Lan",
            "Director",
            "123 Nguyen Hue Street, Ben Nghe Ward",
            "District 1, Ho Chi Minh City, Vietnam",
            "ĐT 028 3555 0123",
        ),
        None,
        "123 Nguyen Hue Street, Ben Nghe Ward, District 1, Ho Chi Minh City, Vietnam",
        "VN",
    ),
    (
        (
            "Wattle Pty Ltd",
            "#Kate Murray",
            "Level 12, 100 Collins Street",
            "Melbourne VIC 3000",
            "Australia",
            "M 0412 555 012",
        ),
        "3000",
        "Level 12, 100 Collins Street, Melbourne VIC 3000, Australia",
        "AU",
    ),
    (
        ("Kauri Ltd", "#Tom Reid", "45 Queen Street", "Auckland 1010", "New Zealand"),
        "1010",
        "45 Queen Street, Auckland 1010, New Zealand",
        "NZ",
    ),
    (
        ("Maple Inc.", "#Sara Roy", "1200 McGill College Ave., Suite 1500", "Montréal, QC H3B 4G7", "Canada"),
        "H3B 4G7",
        "1200 McGill College Ave., Suite 1500, Montréal, QC H3B 4G7, Canada",
        "CA",
    ),
    (
        ("Shamrock Ltd", "#Aoife Byrne", "12 Merrion Square", "Dublin 2, D02 XY45", "Ireland"),
        "D02 XY45",
        "12 Merrion Square, Dublin 2, D02 XY45, Ireland",
        "IE",
    ),
    (
        (
            "Chang Co., Ltd.",
            "#Somchai Dee",
            "99/9 Moo 5, Sukhumvit Road, Khlong Toei",
            "Bangkok 10110, Thailand",
        ),
        "10110",
        "99/9 Moo 5, Sukhumvit Road, Khlong Toei, Bangkok 10110, Thailand",
        "TH",
    ),
    (
        (
            "Tsubame Instruments Co., Ltd.",
            "#Shion Mochizuki",
            "Chief Engineer",
            "Tokiwano Bldg. 4F, 2-6-13 Jonan",
            "Mito-shi, Ibaraki 310-0803, Japan",
            "Tel +81 29 555 0131",
        ),
        "310-0803",
        "Tokiwano Bldg. 4F, 2-6-13 Jonan, Mito-shi, Ibaraki 310-0803, Japan",
        "JP",
    ),
    (
        ("Lípa s.r.o.", "#Jan Novák", "Jednatel", "Na Příkopě 14", "110 00 Praha 1", "Česká republika"),
        "110 00",
        "Na Příkopě 14, 110 00 Praha 1, Česká republika",
        "CZ",
    ),
    (
        ("Duna Kft.", "#Kovács Péter", "Váci út 45.", "1134 Budapest", "Magyarország"),
        "1134",
        "Váci út 45., 1134 Budapest, Magyarország",
        "HU",
    ),
    (
        (
            "Agave S.A. de C.V.",
            "#Luis Ortega",
            "Av. Insurgentes Sur 1602, Piso 8",
            "Col. Crédito Constructor, 03940 Ciudad de México",
            "México",
        ),
        "03940",
        "Av. Insurgentes Sur 1602, Piso 8, Col. Crédito Constructor, 03940 Ciudad de México, México",
        "MX",
    ),
]


@pytest.mark.parametrize(("rows", "code", "address", "country"), CARDS)
def test_addresses_by_country(
    rows: tuple[str, ...], code: str | None, address: str, country: str | None
) -> None:
    fields = read(*rows)
    assert (fields.postal_code, fields.address, fields.country) == (code, address, country)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("P.O. Box 12345, Dubai", None),
        ("Unit 1203, Harbour Centre", None),
        ("F-67000 Strasbourg", ("67000", "FR")),
        ("SE-111 51 Stockholm", ("111 51", "SE")),
        ("Portland, Oregon 97211", ("97211", "US")),
    ],
)
def test_postal_codes_by_shape(text: str, code: tuple[str, str] | None) -> None:
    assert latin_postal.find(text) == code


def test_a_dialling_code_tells_the_country() -> None:
    assert countries.dialled(["Hanna Vogel", "T +43 1 555 01 23"]) == "AT"
    assert countries.dialled(["T 01 555 01 23"]) is None


@pytest.mark.parametrize(
    ("texts", "country"),
    [
        (["金山有限公司", "電話 2555 0123", "香港灣仔港灣道25號"], "HK"),
        (["玉山股份有限公司", "台北市信義區信義路五段100號"], "TW"),
        (["金山贸易有限公司", "电话 021-5550 1234"], "CN"),
        (["株式会社つばめ観測機器", "電話 029-555-0131"], None),
        (["山田商事有限会社", "部長 田中一郎"], None),
    ],
)
def test_cards_in_chinese(texts: list[str], country: str | None) -> None:
    assert chinese_cards.country(texts) == country


def test_a_legal_form_tells_the_country() -> None:
    assert countries.by_form(["Camille Verdier", "Maison Verdier SARL"]) == "FR"
    assert countries.by_form(["Tsubame Instruments Co., Ltd."]) is None


def test_a_foreign_card_without_any_country_reads_its_phones_by_the_legal_form() -> None:
    fields = read("Verdier SARL", "#Camille Verdier", "12 rue de la Paix", "75002 Paris", "T. 01 55 50 01 23")
    assert [phone.e164 for phone in fields.phones] == ["+33155500123"]


@pytest.mark.parametrize(
    ("rows", "code", "address"),
    [
        (
            ("110 台北市信義區信義路五段100號10樓", "統一編號 12345675"),
            "110",
            "台北市信義區信義路五段100號10樓",
        ),
        (("上海市浦东新区世纪大道88号1203室", "邮编：200120"), "200120", "上海市浦东新区世纪大道88号1203室"),
    ],
)
def test_addresses_in_chinese(rows: tuple[str, ...], code: str, address: str) -> None:
    fields = read("金山有限公司", "#陳怡玲", *rows)
    assert (fields.postal_code, fields.address) == (code, address)
