import { describe, expect, it } from '@jest/globals';
import { claimReviewOf } from '../../src/domain/feed/claim-review.js';
import type { Publisher, ReviewedClaim, ReviewedVerdict } from '../../src/domain/feed/claim-review.js';
import { faultsOf } from '../support/claim-review.js';

const claim: ReviewedClaim = {
  id: '0190a5d2-0000-7000-8000-000000000001',
  text: 'Trade turnover grew by almost 50% in 2018, exceeding $3 billion.',
  claimant: 'Ministry of Trade',
  statedOn: '2019-01-20',
  language: 'en',
  publicUrl: 'https://news.example/checks/12',
  appearances: [
    { url: 'https://daily.example/trade', title: 'Trade booms' },
    { url: 'https://weekly.example/trade', title: '' },
  ],
};
const half = { label: 'Half true', labels: {}, numericValue: 3, best: 5, worst: 1 };
const verdict: ReviewedVerdict = {
  rationale: 'Growth was 46.5%, turnover $3.17bn.',
  rating: half,
  firstPublishedAt: '2019-02-01T10:00:00.000Z',
  publishedAt: '2019-05-02T09:30:00.000Z',
  expiresOn: '2020-05-02',
  corrections: [],
  evidence: [{ url: 'https://stat.example/trade.csv', title: 'Trade by month' }],
};
const publisher: Publisher = {
  name: 'The Daily Example',
  url: 'https://news.example/',
  stetUrl: 'https://stet.news.example',
};

const review = (
  ofClaim: Partial<ReviewedClaim> = {},
  ofVerdict: Partial<ReviewedVerdict> = {},
  by: Partial<Publisher> = {},
): Readonly<Record<string, unknown>> =>
  claimReviewOf({ ...claim, ...ofClaim }, { ...verdict, ...ofVerdict }, { ...publisher, ...by });

const bare = { statedOn: null, publicUrl: null, appearances: [] };

describe('a ClaimReview', () => {
  it('has every field that is known', () => {
    expect(review()).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      identifier: 'urn:uuid:0190a5d2-0000-7000-8000-000000000001',
      url: 'https://news.example/checks/12',
      author: { '@type': 'Organization', name: 'The Daily Example', url: 'https://news.example/' },
      claimReviewed: claim.text,
      itemReviewed: {
        '@type': 'Claim',
        author: { '@type': 'Thing', name: 'Ministry of Trade' },
        datePublished: '2019-01-20',
        firstAppearance: { '@type': 'CreativeWork', url: 'https://daily.example/trade', name: 'Trade booms' },
        appearance: [
          { '@type': 'CreativeWork', url: 'https://daily.example/trade', name: 'Trade booms' },
          { '@type': 'CreativeWork', url: 'https://weekly.example/trade' },
        ],
      },
      reviewRating: {
        ...{ '@type': 'Rating', alternateName: 'Half true', ratingValue: 3, bestRating: 5, worstRating: 1 },
      },
      reviewBody: verdict.rationale,
      inLanguage: 'en',
      datePublished: '2019-02-01T10:00:00.000Z',
      dateModified: '2019-05-02T09:30:00.000Z',
      expires: '2020-05-02',
      citation: { '@type': 'CreativeWork', url: 'https://stat.example/trade.csv', name: 'Trade by month' },
    });
  });

  it('leaves out what is not known', () => {
    const least = review(bare, { expiresOn: null, evidence: [] }, { name: '', url: '' });
    for (const field of ['author', 'expires', 'citation', 'correction'])
      expect(least).not.toHaveProperty(field);
    expect(least['url']).toBe(`https://stet.news.example/v1/claims/${claim.id}/claim-review`);
    expect(least['itemReviewed']).toEqual({
      ...{ '@type': 'Claim', author: { '@type': 'Thing', name: 'Ministry of Trade' } },
    });
    expect(faultsOf(least)).toEqual([]);
  });

  it.each([
    ['off the truth axis', { ...half, label: 'Satire', numericValue: null }],
    ['of a scale without numbers', { ...half, numericValue: null, best: null, worst: null }],
    ['of a scale of one number', { ...half, numericValue: 1, best: 1, worst: 1 }],
  ])('gives no number to a rating %s', (_name, rating) => {
    expect(review({}, { rating })['reviewRating']).toEqual({
      '@type': 'Rating',
      alternateName: rating.label,
    });
  });

  it.each([
    ['en', 'False'],
    ['de', 'Falsch'],
    ['de-CH', 'Falsch'],
    ['pt-BR', 'Falso'],
    ['pt-br', 'Falso'],
    ['pt', 'False'],
    ['fr', 'False'],
  ])('names the rating in the language of the claim: %s', (language, alternateName) => {
    const rating = { ...half, label: 'False', labels: { de: 'Falsch', 'pt-BR': 'Falso' } };
    expect(review({ language }, { rating })['reviewRating']).toMatchObject({ alternateName });
  });

  it('carries every correction, one as a node, several as a list', () => {
    const first = { text: 'The year was wrong.', publishedAt: '2019-03-01T00:00:00.000Z' };
    const node = { '@type': 'CorrectionComment', text: first.text, datePublished: first.publishedAt };
    expect(review({}, { corrections: [first] })['correction']).toEqual(node);
    expect(review({}, { corrections: [first, first] })['correction']).toEqual([node, node]);
  });

  it.each([
    ['full', review()],
    ['least', review(bare, { expiresOn: null, evidence: [] }, { name: '' })],
    ['satire', review({}, { rating: { ...half, numericValue: null } })],
    ['zero', review({}, { rating: { ...half, numericValue: 0, worst: 0 } })],
  ])('is one that readers of ClaimReview take: %s', (_name, sample) => {
    expect(faultsOf(JSON.parse(JSON.stringify(sample)))).toEqual([]);
  });
});

describe('the validator of these tests', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no url', { url: undefined }],
    ['no claim', { claimReviewed: '' }],
    ['no rating', { reviewRating: undefined }],
    ['a rating without words', { reviewRating: { '@type': 'Rating', ratingValue: 1 } }],
    [
      'a number outside its scale',
      {
        reviewRating: {
          '@type': 'Rating',
          alternateName: 'x',
          ratingValue: 0,
          bestRating: 5,
          worstRating: 1,
        },
      },
    ],
    [
      'a number without its ends',
      { reviewRating: { '@type': 'Rating', alternateName: 'x', ratingValue: 2 } },
    ],
    [
      'numbers as text',
      {
        reviewRating: {
          '@type': 'Rating',
          alternateName: 'x',
          ratingValue: '2',
          bestRating: '5',
          worstRating: '1',
        },
      },
    ],
    ['an expiry that is no day', { expires: 'soon' }],
    ['a null', { author: null }],
    [
      'an appearance that is no address',
      { itemReviewed: { '@type': 'Claim', appearance: [{ '@type': 'CreativeWork', url: 'x' }] } },
    ],
  ])('finds fault with %s', (_name, fields) => {
    expect(faultsOf(JSON.parse(JSON.stringify({ ...review(), ...fields })))).not.toEqual([]);
  });
});
