import { describe, expect, it } from '@jest/globals';
import { extractHtml } from '../../src/platform/text/extract-html.js';

const sentences = Array.from(
  { length: 6 },
  (_, index) =>
    `The council of Brenn discussed item ${index} of the agenda for about an hour, and asked for its cost.`,
);
const paragraphs = sentences.map((text) => `<p>${text}</p>`).join('');
const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>Talks</title>${head}</head><body>${body}</body></html>`;
const linked = (json: string): string => `<script type="application/ld+json">${json}</script>`;

function shown(html: string): ReadonlySet<string> {
  const { text, otherText } = extractHtml(html, 'https://news.example/a/b');
  return new Set(`${text}\n${otherText}`.match(/[\p{L}\p{N}]+/gu));
}

function visible(html: string): readonly string[] {
  const body = html.slice(html.indexOf('<body>'));
  return body.replace(/<[^>]+>/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
}

describe('no visible word is lost', () => {
  it.each([
    [
      'captions',
      `<article>${paragraphs}<figure><figcaption>It stood 4.7 metres high.</figcaption></figure></article>`,
    ],
    [
      'buttons that are headings',
      sentences.map((text, i) => `<h3><button>Who pays levy q${i}?</button></h3><div>${text}</div>`).join(''),
    ],
    ['formulas', `<article>${paragraphs}<p>The rate is <math><mn>42</mn></math>.</p></article>`],
    ['asides', `<article>${paragraphs}<aside>Key number: 9,812 households.</aside></article>`],
    [
      'tables of old sites',
      `<table><tr><td>Menu</td><td><font>${sentences.join('<br><br>')}</font></td></tr></table>`,
    ],
    ['lines like credits', `<article>${paragraphs}<p>Video: a term that meant tape in 1985.</p></article>`],
    [
      'lines like invitations',
      `<article><p>Subscribe to our newsletter, say 4,512 publishers, and get updates</p>${paragraphs}</article>`,
    ],
    [
      'comments',
      `<article>${paragraphs}</article><section id="comments">${'<p>Reader: zebra.</p>'.repeat(40)}</section>`,
    ],
  ])('%s', (_, body) => {
    const html = page(body);
    const words = shown(html);
    expect(visible(html).filter((word) => !words.has(word))).toEqual([]);
  });
});

describe('what a page says of itself', () => {
  it('reads character references in linked data', () => {
    const json =
      '{"@type":"NewsArticle","headline":"Head &amp; &#8220;foot&#x201D;","datePublished":"2019-05-04"}';
    expect(extractHtml(page(paragraphs, linked(json)).replace('<title>Talks</title>', ''))).toMatchObject({
      title: 'Head & “foot”',
      publishedOn: '2019-05-04',
    });
  });

  it('resolves its canonical address by its base', () => {
    const head = '<base href="/deep/"><link rel="canonical" href="x">';
    expect(extractHtml(page(paragraphs, head), 'https://news.example/a/b').canonical).toBe(
      'https://news.example/deep/x',
    );
  });
});
