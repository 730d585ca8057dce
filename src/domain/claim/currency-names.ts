/**
 * The currencies by whose they are and what they are called: `code: issuers: nouns`, from the list of ISO 4217 (2024), with a few that are gone but
 * still written of. An issuer is the adjective or the name of the country; nouns are in the singular, all forms that English uses.
 */
const issuers = `
AED: uae, emirati, emirates, united arab emirates: dirham
AFN: afghan: afghani
ALL: albanian: lek
AMD: armenian: dram
ANG: antillean, netherlands antillean: guilder
AOA: angolan: kwanza
ARS: argentine, argentinian, argentinean: peso
ATS: austrian: schilling
AUD: australian, aussie: dollar
AWG: aruban: florin
AZN: azerbaijani, azeri, azerbaijan: manat
BAM: bosnian, bosnia and herzegovina, convertible: mark
BBD: barbadian, barbados: dollar
BDT: bangladeshi, bangladesh: taka
BEF: belgian: franc
BGN: bulgarian: lev, leva
BHD: bahraini, bahrain: dinar
BIF: burundian, burundi: franc
BMD: bermudian, bermudan, bermuda: dollar
BND: brunei, bruneian: dollar
BOB: bolivian: boliviano
BRL: brazilian, brazil: real, reai, reais
BSD: bahamian, bahamas: dollar
BTN: bhutanese: ngultrum
BWP: botswana: pula
BYN: belarusian, belarus: rouble, ruble
BZD: belize, belizean: dollar
CAD: canadian, canada: dollar
CDF: congolese: franc
CHF: swiss: franc
CLP: chilean: peso
CNY: chinese, china, renminbi: yuan, renminbi
COP: colombian: peso
CRC: costa rican, costa rica: colon, colón, colones
CUC: cuban convertible: peso
CUP: cuban: peso
CVE: cape verdean, cabo verdean: escudo
CZK: czech: koruna, crown, koruny, korun
DEM: deutsche, german: mark
DJF: djiboutian, djibouti: franc
DKK: danish: krone, kroner, crown
DOP: dominican: peso
DZD: algerian, algeria: dinar
EGP: egyptian, egypt: pound
ERN: eritrean: nakfa
ESP: spanish: peseta
ETB: ethiopian: birr
FIM: finnish: markka
FJD: fijian, fiji: dollar
FKP: falkland, falkland islands: pound
FRF: french: franc
GBP: british, uk: pound
GEL: georgian: lari
GGP: guernsey: pound
GHS: ghanaian, ghana: cedi
GIP: gibraltar: pound
GMD: gambian: dalasi
GNF: guinean: franc
GRD: greek: drachma
GTQ: guatemalan: quetzal
GYD: guyanese, guyana, guyanaese: dollar
HKD: hong kong, hongkong: dollar
HNL: honduran: lempira
HRK: croatian: kuna
HTG: haitian: gourde
HUF: hungarian: forint
IDR: indonesian, indonesia: rupiah
IEP: irish: pound, punt
ILS: israeli, israel, new, israeli new: shekel, sheqel
IMP: manx: pound
INR: indian: rupee
IQD: iraqi, iraq: dinar
IRR: iranian, iran: rial
ISK: icelandic: krona, króna, kronur
ITL: italian: lira, lire
JEP: jersey: pound
JMD: jamaican, jamaica: dollar
JOD: jordanian, jordan: dinar
JPY: japanese: yen
KES: kenyan, kenya: shilling
KGS: kyrgyz, kyrgyzstani, kyrgyzstan: som
KHR: cambodian: riel
KMF: comorian: franc
KPW: north korean, dprk: won
KRW: korean, south korean: won
KWD: kuwaiti, kuwait: dinar
KYD: cayman, cayman islands: dollar
KZT: kazakh, kazakhstani, kazakhstan: tenge
LAK: lao, laotian: kip
LBP: lebanese, lebanon: pound, lira
LKR: sri lankan, sri lanka: rupee
LRD: liberian: dollar
LSL: lesotho: loti, maloti
LYD: libyan, libya: dinar
MAD: moroccan: dirham
MDL: moldovan: leu, lei
MGA: malagasy: ariary
MKD: macedonian: denar
MMK: burmese, myanmar: kyat
MNT: mongolian: tugrik, tögrög, togrog
MOP: macanese, macau: pataca
MRU: mauritanian: ouguiya
MUR: mauritian, mauritius: rupee
MVR: maldivian: rufiyaa
MWK: malawian, malawi: kwacha
MXN: mexican, mexico: peso
MYR: malaysian, malaysia: ringgit, dollar
MZN: mozambican: metical, meticais
NAD: namibian, namibia: dollar
NGN: nigerian: naira
NIO: nicaraguan: cordoba, córdoba
NLG: dutch: guilder
NOK: norwegian: krone, kroner, crown
NPR: nepalese, nepali: rupee
NZD: new zealand: dollar
OMR: omani, oman: rial
PAB: panamanian: balboa
PEN: peruvian: sol, soles
PGK: papua new guinean: kina
PHP: philippine, filipino: peso
PKR: pakistani, pakistan: rupee
PLN: polish: zloty, złoty, zlotys
PTE: portuguese: escudo
PYG: paraguayan: guarani, guaraní
QAR: qatari, qatar: riyal, rial
RON: romanian: leu, lei
RSD: serbian: dinar
RUB: russian: rouble, ruble
RWF: rwandan: franc
SAR: saudi, saudi arabian: riyal, rial
SBD: solomon, solomon islands: dollar
SCR: seychelles, seychellois: rupee
SDG: sudanese: pound
SEK: swedish: krona, krone, kronor, crown
SGD: singapore, singaporean: dollar
SHP: saint helena: pound
SLE: sierra leonean: leone
SOS: somali: shilling
SRD: surinamese, suriname: dollar
SSP: south sudanese: pound
STN: são tomé and príncipe: dobra
SVC: salvadoran: colon, colón
SYP: syrian: pound, lira
SZL: swazi: lilangeni, emalangeni
THB: thai: baht
TJS: tajik, tajikistani: somoni
TMT: turkmen, turkmenistan, turkmenistani: manat
TND: tunisian: dinar
TOP: tongan: paanga, pa'anga
TRY: turkish: lira
TTD: trinidad and tobago, trinidad, trinidadian: dollar
TWD: taiwan, taiwanese, new taiwan: dollar
TZS: tanzanian, tanzania: shilling
UAH: ukrainian: hryvnia, hryvna
UGX: ugandan, uganda: shilling
USD: us, american, united states: dollar
UYU: uruguayan: peso
UZS: uzbek, uzbekistani, uzbekistan: sum, som, soum
VES: venezuelan: bolivar, bolívar, bolivare
VND: vietnamese: dong
VUV: vanuatu: vatu
WST: samoan: tala, tālā
XAF: central african cfa: franc
XCD: eastern caribbean, east caribbean: dollar
XOF: cfa, west african cfa: franc
XPF: cfp: franc
YER: yemeni, yemen: rial, riyal
ZAR: south african: rand
ZMW: zambian: kwacha
ZWL: zimbabwean, zimbabwe: dollar
`;

/** Issuer in small letters → noun in the singular → code. */
export const adjectives: ReadonlyMap<string, ReadonlyMap<string, string>> = rows(issuers);

function rows(table: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const line of table.trim().split('\n')) {
    const [code = '', names = '', nouns = ''] = line.split(':').map((part) => part.trim());
    for (const name of names.split(', ')) {
      const byNoun = found.get(name) ?? new Map<string, string>();
      for (const noun of nouns.split(', ')) byNoun.set(noun, code);
      found.set(name, byNoun);
    }
  }
  return found;
}

/** First words of issuers that have several, to look no further where none begins. */
export const issuerStarts: ReadonlySet<string> = new Set(
  [...adjectives.keys()].map((name) => name.split(' ')[0] ?? name),
);

/** "saudiriyal": issuer and noun written as one word. */
export const joinedNames: ReadonlyMap<string, string> = new Map(
  [...adjectives].flatMap(([name, nouns]) =>
    name.includes(' ') ? [] : [...nouns].map(([noun, code]): [string, string] => [`${name}${noun}`, code]),
  ),
);
