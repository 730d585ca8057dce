/**
 * What is wrong with a ClaimReview, written after what its readers ask for (required and recommended fields, schema.org
 * types) and not after the code that makes one.
 */
export function faultsOf(review: unknown): string[] {
  if (!isNode(review)) return ['is no object'];
  return [
    ...(review['@context'] === 'https://schema.org' ? [] : ['@context']),
    ...(review['@type'] === 'ClaimReview' ? [] : ['@type']),
    ...required(review, { url: isUrl, claimReviewed: isText, reviewRating: isNode, itemReviewed: isNode }),
    ...optional(review, {
      ...{ datePublished: isMoment, dateModified: isMoment, expires: isMoment },
      ...{ inLanguage: isLanguage, reviewBody: isText, identifier: isText },
      author: (value) => isNode(value) && isPublisher(value),
      citation: (value) => all(value, isWork),
      correction: (value) =>
        all(value, (each) => each['@type'] === 'CorrectionComment' && isText(each['text'])),
    }),
    ...(isNode(review['reviewRating']) ? ratingFaults(review['reviewRating']) : []),
    ...(isNode(review['itemReviewed']) ? itemFaults(review['itemReviewed']) : []),
    ...empties(review),
  ];
}

type Node = Record<string, unknown>;
type Rule = (value: unknown) => boolean;

function ratingFaults(rating: Node): string[] {
  const numbers = ['ratingValue', 'bestRating', 'worstRating'].map((name) => rating[name]);
  const given = numbers.filter((each) => each !== undefined);
  const [value = NaN, best = NaN, worst = NaN] = numbers.map((each) =>
    typeof each === 'number' ? each : NaN,
  );
  const fits = given.length === 0 || (worst < best && worst <= value && value <= best);
  return [
    ...(rating['@type'] === 'Rating' ? [] : ['reviewRating.@type']),
    ...required(rating, { alternateName: isText }),
    ...(fits ? [] : ['reviewRating: all three numbers, worst <= value <= best']),
  ];
}

function itemFaults(item: Node): string[] {
  return [
    ...(item['@type'] === 'Claim' ? [] : ['itemReviewed.@type']),
    ...optional(item, {
      author: (value) => isNode(value) && isText(value['name']),
      datePublished: isMoment,
      firstAppearance: (value) => isNode(value) && isWork(value),
      appearance: (value) => all(value, isWork),
    }),
  ];
}

function required(node: Node, rules: Record<string, Rule>): string[] {
  return Object.entries(rules).flatMap(([name, rule]) => (rule(node[name]) ? [] : [name]));
}

function optional(node: Node, rules: Record<string, Rule>): string[] {
  return Object.entries(rules).flatMap(([name, rule]) =>
    node[name] === undefined || rule(node[name]) ? [] : [name],
  );
}

/** Nulls and empty lists at any depth: readers stumble over them. */
function empties(value: unknown, path = ''): string[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return [`${path} is empty`];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => empties(each, `${path}/${name}`));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const all = (value: unknown, rule: (node: Node) => boolean): boolean =>
  (Array.isArray(value) ? value : [value]).every((each: unknown) => isNode(each) && rule(each));
const isText: Rule = (value) => typeof value === 'string' && value.trim() !== '';
const isUrl: Rule = (value) =>
  typeof value === 'string' && /^https?:\/\/\S+$/.test(value) && URL.canParse(value);
const isMoment: Rule = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const isLanguage: Rule = (value) => typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(value);
const isWork = (node: Node): boolean => node['@type'] === 'CreativeWork' && isUrl(node['url']);
const isPublisher = (node: Node): boolean =>
  ['Organization', 'Person'].includes(String(node['@type'])) &&
  isText(node['name']) &&
  (node['url'] === undefined || isUrl(node['url']));
