/** A day on which sums in a currency before and after stopped being the same money. */
export interface CurrencyBreak {
  readonly currency: string;
  readonly on: string;
  readonly says: string;
}

/**
 * Large steps of official rates and redenominations since 1994, from announcements of the central banks. Not complete, and
 * meant for warnings only: no figure is computed from them.
 */
export const currencyBreaks: readonly CurrencyBreak[] = [
  {
    currency: 'AOA',
    on: '2018-01-09',
    says: 'the kwanza was let go from its peg and lost about half its value in the year',
  },
  {
    currency: 'ARS',
    on: '2002-01-06',
    says: 'the peg of the peso to the dollar ended; it lost over two thirds of its value',
  },
  {
    currency: 'ARS',
    on: '2015-12-17',
    says: 'exchange controls ended and the peso lost about a quarter of its value',
  },
  { currency: 'ARS', on: '2023-12-13', says: 'the peso was devalued by more than half' },
  { currency: 'AZN', on: '2006-01-01', says: 'the manat was redenominated: 5,000 old ones became one' },
  { currency: 'AZN', on: '2015-02-21', says: 'the manat was devalued by about a quarter' },
  { currency: 'AZN', on: '2015-12-21', says: 'the manat was let go and lost about a third of its value' },
  { currency: 'BGN', on: '1999-07-05', says: 'the lev was redenominated: 1,000 old ones became one' },
  { currency: 'BYN', on: '2011-05-24', says: 'the Belarusian rouble was devalued by over a third' },
  {
    currency: 'BYN',
    on: '2016-07-01',
    says: 'the Belarusian rouble was redenominated: 10,000 old ones became one',
  },
  { currency: 'EGP', on: '2016-11-03', says: 'the pound was floated and lost about half its value' },
  {
    currency: 'EGP',
    on: '2024-03-06',
    says: 'the pound was floated again and lost over a third of its value',
  },
  { currency: 'ETB', on: '2024-07-29', says: 'the birr was floated and lost about half its value' },
  { currency: 'GHS', on: '2007-07-01', says: 'the cedi was redenominated: 10,000 old ones became one' },
  {
    currency: 'IDR',
    on: '1997-08-14',
    says: 'the rupiah was floated and lost most of its value within a year',
  },
  { currency: 'KZT', on: '1999-04-05', says: 'the tenge was floated and lost about a third of its value' },
  { currency: 'KZT', on: '2009-02-04', says: 'the tenge was devalued by about a fifth' },
  { currency: 'KZT', on: '2014-02-11', says: 'the tenge was devalued by about a fifth' },
  {
    currency: 'KZT',
    on: '2015-08-20',
    says: 'the tenge was floated and lost about half its value within half a year',
  },
  { currency: 'LBP', on: '2023-02-01', says: 'the official rate of the pound fell to a tenth' },
  { currency: 'MRU', on: '2018-01-01', says: 'the ouguiya was redenominated: 10 old ones became one' },
  { currency: 'MXN', on: '1994-12-20', says: 'the peso was floated and lost about half its value' },
  { currency: 'MZN', on: '2006-07-01', says: 'the metical was redenominated: 1,000 old ones became one' },
  {
    currency: 'NGN',
    on: '2016-06-20',
    says: 'the peg of the naira ended; it lost about a third of its value',
  },
  { currency: 'NGN', on: '2023-06-14', says: 'the naira was floated and lost over a third of its value' },
  { currency: 'PLN', on: '1995-01-01', says: 'the zloty was redenominated: 10,000 old ones became one' },
  { currency: 'RON', on: '2005-07-01', says: 'the leu was redenominated: 10,000 old ones became one' },
  { currency: 'RUB', on: '1998-01-01', says: 'the rouble was redenominated: 1,000 old ones became one' },
  { currency: 'RUB', on: '1998-08-17', says: 'the rouble was let go and lost about two thirds of its value' },
  {
    currency: 'RUB',
    on: '2014-11-10',
    says: 'the rouble was floated and lost about half its value within a quarter',
  },
  { currency: 'SDG', on: '2021-02-21', says: 'the official rate of the pound fell to about a seventh' },
  {
    currency: 'THB',
    on: '1997-07-02',
    says: 'the baht was floated and lost about half its value within half a year',
  },
  { currency: 'TMT', on: '2009-01-01', says: 'the manat was redenominated: 5,000 old ones became one' },
  { currency: 'TMT', on: '2015-01-01', says: 'the manat was devalued by about a fifth' },
  {
    currency: 'TRY',
    on: '2001-02-22',
    says: 'the lira was floated and lost about half its value within the year',
  },
  { currency: 'TRY', on: '2005-01-01', says: 'the lira was redenominated: 1,000,000 old ones became one' },
  { currency: 'TRY', on: '2018-08-10', says: 'the lira lost about a third of its value in the year' },
  { currency: 'UAH', on: '1996-09-02', says: 'the hryvnia replaced the karbovanets: 100,000 became one' },
  {
    currency: 'UAH',
    on: '2014-02-07',
    says: 'the hryvnia was let go and lost about two thirds of its value within a year',
  },
  { currency: 'UZS', on: '2017-09-05', says: 'the official rate of the sum was halved' },
  { currency: 'VES', on: '2018-08-20', says: 'the bolivar was redenominated: 100,000 old ones became one' },
  { currency: 'VES', on: '2021-10-01', says: 'the bolivar was redenominated: 1,000,000 old ones became one' },
  { currency: 'ZMW', on: '2013-01-01', says: 'the kwacha was redenominated: 1,000 old ones became one' },
];
