import { lowerAt, type Token } from './tokens.js';

/** A currency at some tokens; `next` is the index after them. `factor` is 0.01 for cents and pence. */
export interface CurrencyMark {
  /** ISO 4217; null where the word alone names no one currency ("pesos"). */
  readonly code: string | null;
  readonly ambiguous: boolean;
  readonly next: number;
  readonly factor: number;
  /** Multiplies: the M of "MEUR". */
  readonly scale: number;
}

/** A word like "constructor" must find nothing. */
const mapOf = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows));

const signs = mapOf({
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
});

/** What before a dollar, pound or yen sign says whose it is. */
const beforeSign = mapOf({
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
const codes = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK ' +
    'DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
    'KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
    'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SOS SRD SSP SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU ' +
    'UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'
  ).split(' '),
);
/** Codes that are words as well stand for money only in capitals. */
const otherCodes = mapOf({
  RMB: 'CNY',
  STG: 'GBP',
  NIS: 'ILS',
  RM: 'MYR',
  LE: 'EGP',
  KR: 'SEK',
  DM: 'DEM',
});

/** A null code: the adjective before the word decides. */
const words: Readonly<Record<string, string | null>> = {
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
  somoni: 'TJS',
  afghani: 'AFN',
  guarani: 'PYG',
  quetzal: 'GTQ',
  lempira: 'HNL',
  metical: 'MZN',
  colon: null,
};
const ambiguousWords = new Set(['dollar', 'pound', 'rupee', 'lira', 'leu', 'lei', 'dirham']);

/** "Kenyan shillings", "US dollars": adjective → word → code. */
const adjectives: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  us: { dollar: 'USD' },
  american: { dollar: 'USD' },
  canadian: { dollar: 'CAD' },
  australian: { dollar: 'AUD' },
  singapore: { dollar: 'SGD' },
  namibian: { dollar: 'NAD' },
  jamaican: { dollar: 'JMD' },
  taiwan: { dollar: 'TWD' },
  'hong kong': { dollar: 'HKD' },
  'new zealand': { dollar: 'NZD' },
  british: { pound: 'GBP' },
  egyptian: { pound: 'EGP' },
  lebanese: { pound: 'LBP' },
  syrian: { pound: 'SYP' },
  sudanese: { pound: 'SDG' },
  turkish: { lira: 'TRY' },
  indian: { rupee: 'INR' },
  pakistani: { rupee: 'PKR' },
  nepalese: { rupee: 'NPR' },
  nepali: { rupee: 'NPR' },
  'sri lankan': { rupee: 'LKR' },
  mexican: { peso: 'MXN' },
  argentine: { peso: 'ARS' },
  argentinian: { peso: 'ARS' },
  chilean: { peso: 'CLP' },
  colombian: { peso: 'COP' },
  philippine: { peso: 'PHP' },
  uruguayan: { peso: 'UYU' },
  cuban: { peso: 'CUP' },
  dominican: { peso: 'DOP' },
  swiss: { franc: 'CHF' },
  cfa: { franc: 'XOF' },
  congolese: { franc: 'CDF' },
  rwandan: { franc: 'RWF' },
  swedish: { krona: 'SEK', kronor: 'SEK', crown: 'SEK' },
  danish: { krone: 'DKK', kroner: 'DKK', crown: 'DKK' },
  norwegian: { krone: 'NOK', kroner: 'NOK', crown: 'NOK' },
  icelandic: { krona: 'ISK' },
  czech: { koruna: 'CZK', crown: 'CZK' },
  kenyan: { shilling: 'KES' },
  ugandan: { shilling: 'UGX' },
  tanzanian: { shilling: 'TZS' },
  somali: { shilling: 'SOS' },
  saudi: { riyal: 'SAR' },
  qatari: { riyal: 'QAR' },
  omani: { rial: 'OMR' },
  iranian: { rial: 'IRR' },
  yemeni: { rial: 'YER' },
  kuwaiti: { dinar: 'KWD' },
  iraqi: { dinar: 'IQD' },
  jordanian: { dinar: 'JOD' },
  serbian: { dinar: 'RSD' },
  algerian: { dinar: 'DZD' },
  tunisian: { dinar: 'TND' },
  libyan: { dinar: 'LYD' },
  bahraini: { dinar: 'BHD' },
  moroccan: { dirham: 'MAD' },
  emirati: { dirham: 'AED' },
  uae: { dirham: 'AED' },
  moldovan: { leu: 'MDL', lei: 'MDL' },
  romanian: { leu: 'RON', lei: 'RON' },
  kyrgyz: { som: 'KGS' },
  uzbek: { sum: 'UZS', som: 'UZS', soum: 'UZS' },
  azerbaijani: { manat: 'AZN' },
  turkmen: { manat: 'TMT' },
  brazilian: { real: 'BRL', reais: 'BRL' },
  peruvian: { sol: 'PEN' },
  belarusian: { rouble: 'BYN', ruble: 'BYN' },
  russian: { rouble: 'RUB', ruble: 'RUB' },
  chinese: { yuan: 'CNY' },
  japanese: { yen: 'JPY' },
  korean: { won: 'KRW' },
  'south korean': { won: 'KRW' },
  'south african': { rand: 'ZAR' },
  israeli: { shekel: 'ILS' },
  malaysian: { ringgit: 'MYR' },
  malaysia: { ringgit: 'MYR' },
  thai: { baht: 'THB' },
  costa: { colon: 'CRC' },
  polish: { zloty: 'PLN' },
  ukrainian: { hryvnia: 'UAH' },
  nigerian: { naira: 'NGN' },
  kazakh: { tenge: 'KZT' },
  vietnamese: { dong: 'VND' },
  indonesian: { rupiah: 'IDR' },
  ghanaian: { cedi: 'GHS' },
};

const mark = (code: string | null, next: number, ambiguous = false, factor = 1, scale = 1): CurrencyMark => ({
  code,
  next,
  ambiguous,
  factor,
  scale,
});
const ambiguousSigns = new Set(['$', '£', '¥', '₨']);

/** A currency in front of a figure: "$", "US$", "HK$", "USD", "Rs.", "MEUR". */
export function currencyBefore(tokens: readonly Token[], at: number): CurrencyMark | null {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first === undefined || first.kind === 'number') return null;
  const sign = signs.get(first.text);
  if (sign !== undefined) return mark(sign, at + 1, ambiguousSigns.has(first.text));
  const signed = beforeSign.get(first.lower);
  if (signed !== undefined && second?.text === '$' && isPrefix(first, second)) return mark(signed, at + 2);
  const code = codeOf(first);
  if (code !== null) {
    const next = signs.get(second?.text ?? '') !== undefined ? at + 2 : at + 1;
    return { ...code, next };
  }
  if (/^(?:rs|re)$/u.test(first.lower)) return mark('INR', second?.text === '.' ? at + 2 : at + 1, true);
  return null;
}

/** "a $5 fine" is no A$: one letter must be a capital and tight. */
const isPrefix = (letters: Token, sign: Token) =>
  letters.text.length > 1 || (sign.glued && /^[A-Z]$/u.test(letters.text));

/** A currency behind a figure: "dollars", "Kenyan shillings", "€", "EUR", "US$". */
export function currencyAfter(tokens: readonly Token[], at: number): CurrencyMark | null {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first === undefined) return null;
  const sign = signs.get(first.text);
  // "10 $ 5": a sign with a figure hanging on it belongs to that figure
  if (sign !== undefined && second?.kind !== 'number')
    return mark(sign, at + 1, ambiguousSigns.has(first.text));
  if (
    second?.text === '$' &&
    isPrefix(first, second) &&
    second.glued &&
    beforeSign.get(first.lower) !== undefined
  )
    return mark(beforeSign.get(first.lower) ?? null, at + 2);
  if (first.kind !== 'word') return null;
  const code = codeOf(first);
  if (code !== null) return { ...code, next: at + 1 };
  return minorUnit(tokens, at) ?? adjectiveAndWord(tokens, at) ?? bareWord(tokens, at);
}

function codeOf(token: Token): CurrencyMark | null {
  if (codes.has(token.text)) return mark(token.text, 0);
  const other = otherCodes.get(token.text);
  if (other !== undefined) return mark(other, 0);
  if (/^M[A-Z]{3}$/u.test(token.text) && codes.has(token.text.slice(1)))
    return mark(token.text.slice(1), 0, false, 1, 1e6);
  // small letters only where no word looks the same
  return /^(?:usd|eur|gbp|rmb|inr|jpy)$/u.test(token.lower)
    ? mark(token.lower === 'rmb' ? 'CNY' : token.text.toUpperCase(), 0)
    : null;
}

const minor = mapOf({
  cent: 'USD',
  cents: 'USD',
  pence: 'GBP',
  penny: 'GBP',
  pennies: 'USD',
  paise: 'INR',
  kopecks: 'RUB',
});

function minorUnit(tokens: readonly Token[], at: number): CurrencyMark | null {
  const code = minor.get(lowerAt(tokens, at));
  return code === undefined ? null : mark(code, at + 1, true, 0.01);
}

const singular = (word: string) =>
  word in words
    ? word
    : word.endsWith('ies')
      ? word.slice(0, -3) + 'y'
      : word.endsWith('ys')
        ? word.slice(0, -1)
        : word.replace(/s$/u, '');

function adjectiveAndWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  for (const length of [2, 1]) {
    const phrase = tokens
      .slice(at, at + length)
      .map((token) => token.lower)
      .join(' ');
    const noun = tokens[at + length];
    const code =
      Object.hasOwn(adjectives, phrase) && noun !== undefined
        ? adjectives[phrase]?.[singular(noun.lower)]
        : undefined;
    if (code !== undefined) return mark(code, at + length + 1);
  }
  return null;
}

function bareWord(tokens: readonly Token[], at: number): CurrencyMark | null {
  const word = singular(lowerAt(tokens, at));
  if (!Object.hasOwn(words, word) || /^(?:real|sol|sum|som|crown|colon|sterling)$/u.test(word)) return null;
  const next = word === 'pound' && lowerAt(tokens, at + 1) === 'sterling' ? at + 2 : at + 1;
  return mark(words[word] ?? null, next, ambiguousWords.has(word) && next === at + 1);
}
