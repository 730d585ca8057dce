import type { TestApp } from './app.js';
import { act, writeDraft } from './editorial.js';
import { checkAgain, personWithKey } from './factory.js';

/** What people add to a claim whose verdict is True and whose assertion is bound to the series: a row at least in each of their tables. */
export async function fillByPeople(app: TestApp, claimId: string, seriesId: string): Promise<void> {
  const post = async <T>(path: string, body: object): Promise<T> => {
    const answer = await app.call('POST', path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.json<T>();
  };
  const claim = `/v1/claims/${claimId}`;
  const other = await personWithKey(app, 'checker', 'Dana');
  await post(`${claim}/comments`, { text: 'Look at this, @Dana.' });
  const asked = { addressee: 'The Daily', channel: 'email', askedOn: '2019-04-17' };
  const request = await post<{ id: string }>(`${claim}/correction-requests`, asked);
  await post(`/v1/correction-requests/${request.id}/outcomes`, { outcome: 'refused', onDay: '2019-04-18' });
  const found = { label: 'supported', note: 'The minister told us so.', reason: 'He signs the figures.' };
  const finding = await post<{ id: string }>(`${claim}/findings`, found);
  await post(`/v1/findings/${finding.id}/retract`, { reason: 'He took it back.' });
  await post(`/v1/series/${seriesId}/vintages`, {
    publishedOn: '2019-05-01',
    csv: 'period,value\n2018,1200000000\n',
  });
  await checkAgain(app, claimId);
  await bindExpression(app, claimId, seriesId);
  const { parts } = (await app.call('GET', `${claim}/disagreement`)).json<{ parts: { part: string }[] }>();
  await post(`${claim}/verdicts/uphold`, {
    disagreement: parts.map((each) => each.part),
    reason: 'A misprint.',
  });
  await act(app, claimId, app.token, 'reopen');
  await writeDraft(app, claimId, app.token);
  await act(app, claimId, app.token, 'submit');
  await act(app, claimId, other.token, 'approve');
}

/** The same series by another name, so that what was judged stays. */
async function bindExpression(app: TestApp, claimId: string, seriesId: string): Promise<void> {
  const [first] = (await app.call('GET', `/v1/claims/${claimId}/assertions`)).json<{ id: string }[]>();
  const body = { expression: 'a * 1', terms: { a: seriesId } };
  await app.call('PUT', `/v1/assertions/${first?.id}/binding`, { body });
}
