import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A platform that was started as an operator does: `seaworthy up` on data of its own. */
export interface Platform {
  /** The one-time link that it printed. */
  link: URL;
  stop: () => Promise<void>;
}

const LAUNCHER = process.env.SEAWORTHY_LAUNCHER ?? resolve(process.cwd(), '../seaworthy');
/** A folder with the OCI layout `cart`, as `dist`'s tests make it. */
const IMPORTS = process.env.SEAWORTHY_IMPORTS;
const PATIENCE = 150_000;

export async function startPlatform(): Promise<Platform> {
  if (IMPORTS === undefined) {
    throw new Error('SEAWORTHY_IMPORTS names no folder with the OCI layout cart');
  }
  const folder = await mkdtemp(join(tmpdir(), 'seaworthy-console-'));
  const listeners = ['--listen', '--registry-listen', '--metrics-listen'];
  const words = ['up', '--data', join(folder, 'data'), '--log', 'text', '--imports', IMPORTS];
  const child = spawn(LAUNCHER, [...words, ...listeners.flatMap((name) => [name, '127.0.0.1:0'])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { link: await linkOf(child), stop };
  } catch (e) {
    await stop();
    throw e;
  }
}

function linkOf(child: ChildProcess): Promise<URL> {
  return new Promise((found, failed) => {
    let said = '';
    const late = setTimeout(
      () => failed(new Error(`no link after ${PATIENCE} ms: ${said}`)),
      PATIENCE,
    );
    const read = (part: Buffer) => {
      said += part.toString();
      const link = /https:\/\/\S+\/setup#\S+(?=\s)/.exec(said);
      if (link !== null) {
        clearTimeout(late);
        found(new URL(link[0]));
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', failed);
    child.on('exit', (code) => failed(new Error(`it ended with ${code}: ${said}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      done();
      return;
    }
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.on('exit', () => {
      clearTimeout(late);
      done();
    });
    child.kill('SIGTERM');
  });
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows: RFC 6238 with SHA-1, six digits, thirty seconds. */
export function totp(secret: string, at: number): string {
  let bits = '';
  for (const letter of secret.replace(/[\s=]/g, '').toUpperCase()) {
    bits += BASE32.indexOf(letter).toString(2).padStart(5, '0');
  }
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
