import { describe, expect, it } from '@jest/globals';
import { judgeRecord } from '../../../src/cli/judge-record.js';

const record = {
  claim: 'Trade turnover reached $3.1 billion in 2018.',
  statedOn: '2019-04-16',
  evidence: [
    { text: 'Trade turnover reached $3.1 billion in 2018, the ministry said.', publishedOn: '2019-03-01' },
  ],
};

describe('stet judge', () => {
  it('answers with a label and findings that name part and evidence', () => {
    expect(judgeRecord(record)).toMatchObject({
      label: 'supported',
      findings: [{ part: 0, evidence: 0, label: 'supported', reasons: [{ code: 'figure-matches' }] }],
    });
  });

  it('has nothing to say without evidence', () => {
    expect(judgeRecord({ ...record, evidence: [] })).toMatchObject({
      label: 'not-enough-evidence',
      findings: [],
    });
  });

  it('takes a passage for all there is only where it is told so', () => {
    const claim =
      'The Harbour Bridge of Ostrova was built by the engineer Ivo Lind and painted green by volunteers.';
    const evidence = [{ text: 'Harbour Bridge (Ostrova): The Harbour Bridge is a bridge in Ostrova.' }];
    const label = (selection?: string) => judgeRecord({ claim, evidence, ...(selection && { selection }) });
    expect(label()).toMatchObject({ label: 'not-enough-evidence' });
    expect(label('complete')).toMatchObject({ label: 'refuted' });
  });

  it('leaves a claim in a language without a grammar to people', () => {
    const claim = 'Министр финансов сообщил в среду, что бюджет города не будет сокращён в этом году.';
    const evidence = [{ text: claim.replace('не будет', 'будет') }];
    expect(judgeRecord({ claim, evidence })).toMatchObject({
      label: 'not-enough-evidence',
      reasons: [{ code: 'language-not-supported' }],
    });
  });

  it.each([
    ['line/bad-claim', { claim: 3 }],
    ['line/bad-evidence', { evidence: 'a text' }],
    ['line/bad-evidence', { evidence: ['a text'] }],
    ['line/bad-text', { evidence: [{}] }],
    ['line/bad-publishedOn', { evidence: [{ text: 'x', publishedOn: '2019-02-30' }] }],
    ['line/bad-statedOn', { statedOn: '16.4.2019' }],
    ['line/bad-language', { language: 7 }],
    ['line/bad-selection', { selection: 'most' }],
  ])('refuses a bad line (%s)', (code, wrong) => {
    expect(() => judgeRecord({ ...record, ...wrong })).toThrow(expect.objectContaining({ code }));
  });
});
