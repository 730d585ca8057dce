import { describe, expect, it } from '@jest/globals';
import { kindAfterRedirect, pageKind } from '../../../src/domain/source/page-kind.js';

const page = (text: string, title: string | null = null, isFree: boolean | null = null, otherText = '') =>
  pageKind({ title, text, otherText, isFree });
const article = 'The harbour office counted more ships in spring than in any spring before it. '.repeat(40);

describe('page kind', () => {
  it.each([
    ['Page not found | Harbour News', 'Try our front page.'],
    ['404', ''],
    ['Error 404 - Not Found', 'Nothing.'],
    [null, 'Sorry, the page you are looking for could not be found.'],
    [null, 'Oops! The page you requested does not exist.\nSearch'],
    ['Harbour News', 'This article is no longer available.'],
    ['Seite nicht gefunden – Hafenblatt', 'Zur Startseite'],
    [null, 'Die angeforderte Seite wurde leider nicht gefunden.'],
    [null, 'La page que vous recherchez est introuvable.'],
    [null, 'La página que buscas no existe.'],
    [null, 'La pagina richiesta non è stata trovata.'],
    ['Страница не найдена', 'На главную'],
  ])('calls "%s" / "%s" soft-404', (title, text) => expect(page(text, title)).toBe('soft-404'));

  it('reads the other text where there is no main text', () => {
    expect(page('', 'Harbour News', null, 'The page you requested was not found.')).toBe('soft-404');
  });

  it.each([
    ['The domain harbour.example is for sale!\nBuy this domain'],
    ['This domain is parked free of charge.'],
    ['Diese Domain steht zum Verkauf.'],
    ['Ce nom de domaine est à vendre.'],
    ['Este dominio está en venta.'],
    ['Домен продается. Сделайте предложение.'],
  ])('calls "%s" parked', (text) => expect(page(text, 'harbour.example')).toBe('parked'));

  it.each([
    ['Just a moment...', ''],
    ['Access Denied', 'Reference #18.2'],
    [null, 'Verify you are human by completing the action below.'],
    [null, 'Checking your browser before accessing harbour.example'],
    [null, 'Подтвердите, что вы не робот'],
  ])('calls "%s" / "%s" a challenge', (title, text) => expect(page(text, title)).toBe('challenge'));

  it.each([
    [
      'We and our partners store and/or access information on a device, such as cookies.\nYou may give your consent or change your privacy choices at any time.',
    ],
    [
      'Mit Ihrer Einwilligung setzen wir Cookies.\nMehr dazu in der Erklärung zum Datenschutz, auch für personalisierte Werbung.',
    ],
  ])('calls "%s" consent', (text) => expect(page(text)).toBe('consent'));

  it.each([
    ['The first lines of a story.', false],
    [`${'The first lines of a story. '.repeat(20)}\nSubscribe to continue reading.`, null],
    ['Die ersten Zeilen.\nDieser Text ist nur für Abonnenten.', null],
    ['Les premières lignes.\nCet article est réservé aux abonnés.', null],
    ['Первые строки.\nОформите подписку, чтобы читать дальше.', null],
  ])('calls "%s" a paywall', (text, isFree) => expect(page(text, 'Harbour', isFree)).toBe('paywall'));

  it.each([
    ['a whole text that says it is not free', article, false],
    ['an article about missing pages', `${article}Readers saw "page not found" and "404". ${article}`, null],
    ['an article about cookies', `${article}\nCookies, consent, partners and privacy.\n${article}`, null],
    ['an article about tests for humans', `${article} Verify you are human, the page said.`, null],
    ['an article about selling domains', `${article} "This domain is for sale", it said.`, true],
    ['a short note', 'The harbour is closed on Monday.', null],
    ['a short note with a word about cookies', `${article.slice(0, 600)}\nWe use cookies.`, null],
    ['an article that ends with an invitation', `${article}\nSubscribe to continue reading.`, null],
    ['an empty page', '', null],
  ])('leaves %s a page', (_what, text, isFree) => expect(page(text, 'Harbour News', isFree)).toBe('page'));

  it.each([
    ['How to write a good 404 page'],
    ['Found: a ship not found for 40 years'],
    ['Domain for sale signs are back'],
  ])('leaves the title "%s" a page', (title) =>
    expect(page('A short note on the harbour.', title)).toBe('page'),
  );
});

describe('kind after redirects', () => {
  it.each([
    ['https://a.example/2019/03/ships', 'https://a.example/', 'soft-404'],
    ['https://a.example/2019/03/ships', 'https://www.a.example/en/', 'soft-404'],
    ['https://a.example/2019/03/ships', 'https://b.example/index.html', 'soft-404'],
    ['https://a.example/2019/03/ships', 'https://a.example/404', 'soft-404'],
    ['https://a.example/ships', 'https://consent.a.example/collectConsent?x=1', 'consent'],
    ['https://a.example/ships', 'https://a.example/login?next=ships', 'paywall'],
    ['https://a.example/ships', 'https://a.example/2019/ships', 'page'],
    ['http://a.example/', 'https://www.a.example/', 'page'],
    ['https://a.example/de', 'https://a.example/', 'page'],
    ['https://s.example/Xy12', 'https://a.example/', 'page'],
    ['https://a.example/login', 'https://a.example/login/', 'page'],
    ['https://a.example/ships', 'https://a.example/?p=17', 'page'],
    ['not an address', 'https://a.example/', 'page'],
  ] as const)('%s → %s is %s', (asked, final, kind) => {
    expect(kindAfterRedirect('page', asked, final)).toBe(kind);
  });

  it('keeps a kind that is known', () => {
    expect(kindAfterRedirect('parked', 'https://a.example/x/y', 'https://a.example/')).toBe('parked');
  });
});
