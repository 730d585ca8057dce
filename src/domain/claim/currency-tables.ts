/** What currencies are called and written. */

/** A word like "constructor" must find nothing. */
const mapOf = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows));

export const signs = mapOf({
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '€': 'EUR',
  '₹': 'INR',
  '₦': 'NGN',
  '₺': 'TRY',
  '₽': 'RUB',
  '₩': 'KRW',
  '₪': 'ILS',
  '₴': 'UAH',
  '₸': 'KZT',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₭': 'LAK',
  '₮': 'MNT',
  '₵': 'GHS',
  '₡': 'CRC',
  '₲': 'PYG',
  '₼': 'AZN',
  '₾': 'GEL',
  '₨': 'INR',
  元: 'CNY',
  '₿': 'XBT',
  '৳': 'BDT',
  '؋': 'AFN',
  '៛': 'KHR',
  '֏': 'AMD',
  '﷼': 'IRR',
  '₤': 'ITL',
  '₧': 'ESP',
  円: 'JPY',
  원: 'KRW',
  ரூ: 'LKR',
  රු: 'LKR',
  zł: 'PLN',
  Kč: 'CZK',
  '￥': 'JPY',
  '￡': 'GBP',
  '＄': 'USD',
  '￦': 'KRW',
});

/** What before a dollar, pound or yen sign says whose it is. */
export const beforeSign = mapOf({
  us: 'USD',
  hk: 'HKD',
  r: 'BRL',
  a: 'AUD',
  au: 'AUD',
  aud: 'AUD',
  c: 'CAD',
  ca: 'CAD',
  can: 'CAD',
  cad: 'CAD',
  nz: 'NZD',
  s: 'SGD',
  sg: 'SGD',
  nt: 'TWD',
  mex: 'MXN',
  mx: 'MXN',
  usd: 'USD',
  z: 'ZWL',
  j: 'JMD',
  tt: 'TTD',
  n: 'NAD',
  cn: 'CNY',
  rmb: 'CNY',
  e: 'EGP',
});

/** ISO 4217 codes in use; only these three-letter words are currencies ("THE 20" is none). */
export const codes = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK ' +
    'DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
    'KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
    'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SOS SRD SSP SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU ' +
    'UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ANG AWG BBD BYR CUP FKP GIP KPW KYD SHP SLE SLL STN SVC ZWL DEM FRF ITL ESP'
  ).split(' '),
);
/** Codes that are words as well stand for money only in capitals. */
export const otherCodes = mapOf({
  RMB: 'CNY',
  STG: 'GBP',
  NIS: 'ILS',
  RM: 'MYR',
  LE: 'EGP',
  KR: 'SEK',
  DM: 'DEM',
});

/** A null code: the adjective before the word decides. */
export const words: Readonly<Record<string, string | null>> = {
  dollar: 'USD',
  buck: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  sterling: 'GBP',
  quid: 'GBP',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  rupee: 'INR',
  rouble: 'RUB',
  ruble: 'RUB',
  won: 'KRW',
  zloty: 'PLN',
  złoty: 'PLN',
  hryvnia: 'UAH',
  tenge: 'KZT',
  naira: 'NGN',
  lira: 'TRY',
  rand: 'ZAR',
  real: null,
  reais: 'BRL',
  baht: 'THB',
  forint: 'HUF',
  shekel: 'ILS',
  ringgit: 'MYR',
  rupiah: 'IDR',
  dong: 'VND',
  taka: 'BDT',
  tugrik: 'MNT',
  lari: 'GEL',
  som: null,
  soum: 'UZS',
  sum: null,
  manat: null,
  dram: 'AMD',
  leu: 'RON',
  lei: 'RON',
  lev: 'BGN',
  leva: 'BGN',
  cedi: 'GHS',
  birr: 'ETB',
  dirham: 'AED',
  riyal: null,
  rial: null,
  dinar: null,
  peso: null,
  franc: null,
  krona: 'SEK',
  kronor: 'SEK',
  krone: null,
  kroner: null,
  koruna: 'CZK',
  crown: null,
  shilling: null,
  kwacha: 'ZMW',
  kwanza: 'AOA',
  kyat: 'MMK',
  sol: null,
  bolivar: 'VES',
  geneh: 'EGP',
  genihat: 'EGP',
  dalasi: 'GMD',
  pula: 'BWP',
  kuna: 'HRK',
  riel: 'KHR',
  kip: 'LAK',
  lek: 'ALL',
  denar: 'MKD',
  ariary: 'MGA',
  boliviano: 'BOB',
  rufiyaa: 'MVR',
  ngultrum: 'BTN',
  nakfa: 'ERN',
  pataca: 'MOP',
  gourde: 'HTG',
  ouguiya: 'MRU',
  hryvna: 'UAH',
  sheqel: 'ILS',
  renmibi: 'CNY',
  deutschmark: 'DEM',
  peseta: 'ESP',
  drachma: 'GRD',
  meticai: 'MZN',
  meticais: 'MZN',
  kronur: 'ISK',
  korun: 'CZK',
  koruny: 'CZK',
  grivna: 'UAH',
  grivnia: 'UAH',
  tögrög: 'MNT',
  somoni: 'TJS',
  afghani: 'AFN',
  guarani: 'PYG',
  quetzal: 'GTQ',
  lempira: 'HNL',
  metical: 'MZN',
  colon: null,
};
export const ambiguousWords = new Set(['dollar', 'pound', 'rupee', 'lira', 'leu', 'lei', 'dirham']);

/** What a part of a currency is called, and how large: `currency` where one only has it, or where most write of that one. */
export const minor: ReadonlyMap<string, { readonly currency: string; readonly factor: number }> = new Map(
  Object.entries({
    'USD 0.01': 'cent cents pennies ¢',
    'GBP 0.01': 'pence penny',
    'INR 0.01': 'paise paisa',
    'RUB 0.01': 'kopeck kopecks kopek kopeks',
    'MXN 0.01': 'centavo centavos',
    'MYR 0.01': 'sen',
    'PLN 0.01': 'grosz groszy',
    'TRY 0.01': 'kurus kuruş',
    'THB 0.01': 'satang',
    'ILS 0.01': 'agorot',
    'BGN 0.01': 'stotinki stotinka',
    'CZK 0.01': 'haler halers haléř',
    'CHF 0.01': 'rappen centime centimes',
    'DEM 0.01': 'pfennig pfennigs',
    'CNY 0.1': 'jiao',
    'EGP 0.01': 'piastre piastres piaster piasters',
    'SAR 0.01': 'halala halalas',
    'NGN 0.01': 'kobo',
    'GHS 0.01': 'pesewa pesewas',
    'UAH 0.01': 'kopiyka kopiyok',
    'SEK 0.01': 'öre øre',
    'KWD 0.001': 'fils',
  }).flatMap(([of, words]) => {
    const [currency = '', factor] = of.split(' ');
    return words
      .split(' ')
      .map((word): [string, { currency: string; factor: number }] => [
        word,
        { currency, factor: Number(factor) },
      ]);
  }),
);

/** Codes that headlines and names hold as words ("TOP 10", "COP26", "CUP 2"). */
export const wordCodes: ReadonlySet<string> = new Set(
  'ALL BAM BOB COP CUP GEL LAK MAD MOP PEN RON SOS TOP TRY'.split(' '),
);

/** Codes that nobody mistakes for a word when they stand in small letters. */
export const smallCodes = new Set(
  'usd eur gbp rmb inr jpy cad aud nzd sgd hkd chf sek nok dkk cny rub zar mxn brl krw pln huf uah kzt ngn kes ghs aed sar qar kwd egp myr thb idr php vnd pkr bdt lkr ils czk'.split(
    ' ',
  ),
);

/** Currencies that some write in front of the figure by their name ("Naira 40 billion", "Taka 5 lakh"). */
export const leadingWords: ReadonlySet<string> = new Set(
  'rupee rupees taka naira ringgit ringgits baht rupiah dirham dirhams kyat tenge hryvnia hryvnias zloty zlotys cedi cedis kwacha'.split(
    ' ',
  ),
);
