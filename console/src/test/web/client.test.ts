import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  at,
  call,
  forget,
  get,
  onStepUp,
  ProblemError,
  post,
  query,
  remember,
} from '../../main/web/client.ts';

// A real server on a free port of this machine: what goes over the wire is what is judged.
let server: Server;
let base: string;
let asked: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[];
let answer: { status: number; type: string; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      });
      response.writeHead(answer.status, { 'Content-Type': answer.type });
      response.end(answer.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  window.location.href = `${base}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
  answer = { status: 200, type: 'application/json', body: '{}' };
  forget();
});

const problemOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
};

describe('the client', () => {
  it('sends the token with what changes something, and with nothing else', async () => {
    remember({ csrf: 'abc' });
    await get('/projects');
    await post('/projects', { name: 'shop' });
    expect(asked.map(({ headers }) => headers['x-csrf-token'])).toEqual([undefined, 'abc']);
    expect(asked[1]?.body).toBe('{"name":"shop"}');
    expect(asked[1]?.headers['content-type']).toBe('application/json');
  });

  it('forgets the token with the session, and never stores it', async () => {
    remember({ csrf: 'abc' });
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('abc');
    forget();
    await post('/projects');
    expect(asked[0]?.headers['x-csrf-token']).toBeUndefined();
  });

  it('hands on the problem that the server names', async () => {
    answer = {
      status: 409,
      type: 'application/problem+json',
      body: '{"title":"Conflict","status":409,"detail":"shop exists.","code":"SW-server-0001"}',
    };
    expect(await problemOf(get('/projects'))).toEqual({
      title: 'Conflict',
      status: 409,
      detail: 'shop exists.',
      code: 'SW-server-0001',
    });
  });

  it('makes a problem of whatever else comes', async () => {
    answer = { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' };
    expect((await problemOf(get('/projects'))).status).toBe(502);
  });

  it('asks again once a factor was shown, and not when it was not', async () => {
    const wants = {
      status: 403,
      type: 'application/problem+json',
      body: '{"type":"urn:seaworthy:problem:step-up","title":"Forbidden","status":403}',
    };
    answer = wants;
    onStepUp(async () => {
      answer = { status: 200, type: 'application/json', body: '{"name":"lin"}' };
      return true;
    });
    expect(await post('/people', { name: 'lin' })).toEqual({ name: 'lin' });
    expect(asked).toHaveLength(2);

    answer = wants;
    onStepUp(async () => false);
    expect((await problemOf(post('/people', { name: 'lin' }))).status).toBe(403);
    expect(asked).toHaveLength(3);
    onStepUp(undefined);
  });

  it('takes an empty answer', async () => {
    answer = { status: 204, type: 'text/plain', body: '' };
    expect(await call('DELETE', '/session')).toBeUndefined();
  });

  it('says that nobody answered', async () => {
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    window.location.href = `http://127.0.0.1:${port}/`;
    expect((await problemOf(get('/projects'))).status).toBe(0);
    window.location.href = `${base}/`;
  });
});

describe('addresses', () => {
  it('encode what stands in them', () => {
    expect(at`/projects/${'a/b?c'}/images/${'sha256:4f'}`).toBe(
      '/projects/a%2Fb%3Fc/images/sha256%3A4f',
    );
  });

  it('leave out what is empty', () => {
    expect(query({ a: '', b: undefined, c: 1, d: 'x y' })).toBe('?c=1&d=x+y');
    expect(query({})).toBe('');
  });
});
