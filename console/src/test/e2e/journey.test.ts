import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform, totp } from './platform.ts';

// From the one-time link to everyday pages, by a real browser against the real server. Whatever the
// browser complains of on the way, and whatever it would fetch from elsewhere, fails it.

const NAME = 'ada';
const PASSWORD = 'nine lanterns over the quiet harbour';
const SCREENSHOTS = process.env.CONSOLE_SCREENSHOTS;

let platform: Platform;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let origin: string;
let recovery: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  origin = platform.link.origin;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Inside containers and as root there is no sandbox to be had; the pages are our own.
    // Security keys are for sites alone whose certificate the browser accepts.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--ignore-certificate-errors'],
  });
  // The certificate comes from the installation's own authority, which this browser does not know.
  context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // The browser notes every refused answer; which are lawful the steps below judge.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) {
      complaints.push(`request: ${request.url()}`);
    }
  });
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const seen = await page?.locator('body').innerText();
    task.result.errors?.push({ message: `at ${page?.url()}:\n${seen}\n${complaints.join('\n')}` });
  }
});

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Reads the secret as a person does, and gives the code that an app shows for it. */
async function enrol(by: Page): Promise<string[]> {
  await by.getByRole('img', { name: 'QR code of the secret' }).waitFor();
  const secret = await by.getByTestId('totp-secret').innerText();
  await by.locator('input[name=code]').fill(totp(secret, Date.now()));
  await by.getByRole('button', { name: 'Add it', exact: true }).click();
  const codes = by.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await codes.first().waitFor();
  return codes.allInnerTexts();
}

/** Wide and narrow: at neither width is there something to scroll sideways for. */
async function look(name: string) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    if (SCREENSHOTS !== undefined) {
      await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('the console', () => {
  it('lets the first administrator in by the one-time link', async () => {
    await page.goto(platform.link.href);
    await heading('Set up your account').waitFor();
    // The link's secret is no longer in the address bar.
    expect(page.url()).toBe(`${origin}/setup`);
    await look('setup');
    await page.getByLabel('Name').fill(NAME);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('input[name=password-again]').fill(PASSWORD);
    await button('Set up').click();
    await heading('Projects').waitFor();
  });

  it('joins an authenticator app with the account', async () => {
    await page.getByRole('link', { name: 'Add an authenticator app' }).click();
    await button('Add an authenticator app').click();
    recovery = await enrol(page);
    expect(recovery.length).toBeGreaterThanOrEqual(8);
    await look('recovery');
    await page.getByLabel('I have kept the codes').check();
    await button('Continue').click();
    await button('Replace the authenticator app').waitFor();
  });

  it('makes a project and shows its pages, also by a link of their own', async () => {
    await page.goto(origin);
    await page.getByLabel('Project').fill('shop');
    // One of the policies that compel a second factor for everybody.
    await page.getByLabel('Policy').fill('fedramp-legacy-moderate');
    await button('Make a project').click();
    await page.getByRole('link', { name: 'shop' }).waitFor();
    await look('projects');
    await page.goto(`${origin}/projects/shop/images?verdict=refused`);
    await heading('Images of shop').waitFor();
    expect(await page.getByLabel('Verdict').inputValue()).toBe('refused');
  });

  it('has an image scanned, and says what came of it', async () => {
    await page.goto(`${origin}/projects/shop/jobs`);
    await page.getByLabel('Image reference').fill('oci-layout:nowhere');
    await button('Ask for a scan').click();
    await page.getByRole('alert').getByText('SW-SURVEY-0001').waitFor();
    await page.getByLabel('Image reference').fill('oci-layout:cart');
    await button('Ask for a scan').click();
    await page.getByText('oci-layout:cart waits for its scan.').waitFor();
    await page.getByRole('link', { name: 'oci-layout:cart' }).waitFor({ timeout: 90_000 });
    const row = page.getByRole('row').filter({ hasText: 'oci-layout:cart' });
    await row.getByText('refused').waitFor();
    await row.getByText(NAME, { exact: true }).waitFor();
    await look('jobs');
  });

  it('lists the image with its verdict, its findings and until when that holds', async () => {
    await page.getByRole('link', { name: 'Images' }).click();
    await heading('Images of shop').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'registry.example/shop/cart:1.8' });
    await row.getByText('refused').waitFor();
    await row.getByText('2 high').waitFor();
    await look('images');
    await page.getByLabel('Verdict').selectOption('cleared');
    await button('Filter').click();
    await page.getByText('No image fits.').waitFor();
    await button('Clear').click();
    await page.getByRole('link', { name: 'registry.example/shop/cart:1.8' }).click();
  });

  it('says what stands in the way of the image, and shows its certificate', async () => {
    await heading('registry.example/shop/cart:1.8').waitFor();
    await page.getByText(/findings stand in the way/).waitFor();
    await page.getByText('Debian GNU/Linux 12 (bookworm)').waitFor();
    await page.getByRole('link', { name: 'CVE-2021-44228' }).waitFor();
    const certificate = page.getByRole('region', { name: 'Certificate' });
    await certificate.getByText('refused').waitFor();
    await certificate.getByText('fedramp-legacy-moderate').waitFor();
    await look('image');
    for (const name of [/CycloneDX/, /SPDX/, /whole report/]) {
      const link = await page.getByRole('link', { name }).getAttribute('href');
      const answer = await page.request.get(origin + link);
      expect(answer.status()).toBe(200);
      expect(await answer.text()).toContain('log4j-core');
    }
    // Of many findings the statements come to megabytes: a list leaves them out.
    const listed = await page.request.get(
      `${origin}/api/v1${new URL(page.url()).pathname}/findings`,
    );
    const { items } = await listed.json();
    expect(items.length).toBeGreaterThan(5);
    expect(items.some(({ document }: { document: object }) => 'statements' in document)).toBe(
      false,
    );
    await page.getByLabel('Kind').selectOption('condition');
    await button('Filter').click();
    await page.getByRole('link', { name: 'data.starter-set' }).waitFor();
    expect(new URL(page.url()).searchParams.get('kind')).toBe('condition');
    expect(await page.getByRole('link', { name: 'CVE-2021-44228' }).count()).toBe(0);
    await button('Clear').click();
  });

  it('explains a finding: what to do, where it is, who says so', async () => {
    await page.getByRole('link', { name: 'CVE-2021-44228' }).click();
    await heading('CVE-2021-44228').waitFor();
    await page.getByText(/^Update org.apache.logging.log4j:log4j-core to/).waitFor();
    const where = page.getByRole('region', { name: 'Where it is' });
    await where.getByText('log4j-core-2.14.1.jar').waitFor();
    await where.getByText('layer 2 (COPY app /app # buildkit)').waitFor();
    const why = page.getByRole('region', { name: 'Why it is reported' });
    await why
      .getByText(/2\.14\.1/)
      .first()
      .waitFor();
    await why.getByText('CVE-2021-44228').first().waitFor();
    await look('finding');
    await page.getByRole('link', { name: /^← Image sha256:/ }).click();
    await heading('registry.example/shop/cart:1.8').waitFor();
  });

  it('shows the trail of it, the ledger of scans included', async () => {
    await page.getByRole('link', { name: 'Audit trail' }).click();
    await page.getByRole('cell', { name: 'survey.image.certified' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'ledger of scans' }).first().waitFor();
    await look('audit');
    await page.getByLabel('Action').fill('survey.scan.ordered');
    await page.getByLabel('Who').fill(NAME);
    await button('Filter').click();
    await page.getByText('1 entry').waitFor();
    await page.getByText('Show', { exact: true }).click();
    await page.getByText('"oci-layout:cart"').waitFor();
  });

  it('invites somebody, who gets nowhere without a second factor', async () => {
    await page.goto(`${origin}/people`);
    await heading('People').waitFor();
    await page.getByLabel('Name').fill('grace');
    await button('Invite').click();
    const link = page.getByText(new RegExp(`${origin}/welcome#\\S{20,}`));
    await page.getByRole('cell', { name: 'grace', exact: true }).waitFor();
    await look('people');

    const hers = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
    const other = await hers.newPage();
    await other.goto(await link.innerText());
    await other.locator('input[name=password]').fill(`${PASSWORD} too`);
    await other.locator('input[name=password-again]').fill(`${PASSWORD} too`);
    await other.getByRole('button', { name: 'Set up', exact: true }).click();
    await other.getByRole('heading', { name: 'Add a second factor' }).waitFor();
    await other.goto(`${origin}/projects/shop/images`);
    await other.getByRole('heading', { name: 'Add a second factor' }).waitFor();
    await enrol(other);
    await other.getByLabel('I have kept the codes').check();
    await other.getByRole('button', { name: 'Continue', exact: true }).click();
    await other.getByRole('link', { name: 'grace' }).waitFor();
    await hers.close();
  });

  it('shows the own account', async () => {
    await page.goto(`${origin}/account`);
    await heading('My account').waitFor();
    await page.getByText('this one').waitFor();
    await look('account');
  });

  it('takes a security key, and shows it where a factor is wanted', async () => {
    const devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        automaticPresenceSimulation: true,
      },
    });
    await page.getByLabel('Name of the key').fill('blue key');
    await button('Add a security key').click();
    await page.getByRole('cell', { name: 'blue key', exact: true }).waitFor();

    await button('Sign out').click();
    await heading('Sign in').waitFor();
    await page.getByLabel('Name').fill(NAME);
    await page.locator('input[name=password]').fill(PASSWORD);
    await button('Sign in').click();
    await heading('Second factor').waitFor();
    await button('Use the security key').click();
    await heading('My account').waitFor();
    await look('account-key');
  });

  it('keeps nothing to act with where a script can read it', async () => {
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept).not.toMatch(/csrf|seaworthy=|swt_/i);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({
      name: '__Host-seaworthy',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    });
  });

  it('signs out, and in again by a recovery code', async () => {
    await button('Sign out').click();
    await heading('Sign in').waitFor();
    await page.goto(`${origin}/people`);
    await heading('Sign in').waitFor();
    await page.getByLabel('Name').fill(NAME);
    await page.locator('input[name=password]').fill(`${PASSWORD}!`);
    await button('Sign in').click();
    await page.getByRole('alert').waitFor();
    await look('wrong-password');
    await page.locator('input[name=password]').fill(PASSWORD);
    await button('Sign in').click();

    await heading('Second factor').waitFor();
    await look('second-factor');
    await button('Use a recovery code').click();
    await page.locator('input[name=code]').fill(recovery[0] ?? '');
    await button('Sign in').click();
    // Where one wanted to go before.
    await heading('People').waitFor();
  });

  it('speaks Chinese, and remembers it', async () => {
    await page.getByLabel('Language').selectOption('zh');
    await heading('人员').waitFor();
    await page.reload();
    await heading('人员').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
    await look('people-zh');
    for (const [name, title] of [
      ['images', 'shop 的镜像'],
      ['jobs', '扫描'],
    ] as const) {
      await page.goto(`${origin}/projects/shop/${name}`);
      await heading(title).waitFor();
      await page.getByRole('cell').getByText('拒绝').waitFor();
      await look(`${name}-zh`);
    }
    await page.getByRole('link', { name: 'oci-layout:cart' }).click();
    await heading('registry.example/shop/cart:1.8').waitFor();
    await page.getByText(/项发现阻止放行/).waitFor();
    await page.getByRole('link', { name: 'CVE-2021-44228' }).waitFor();
    await look('image-zh');
    await page.getByRole('link', { name: 'CVE-2021-44228' }).click();
    await page.getByRole('heading', { name: '怎么办' }).waitFor();
    await look('finding-zh');
    await page.goto(`${origin}/audit`);
    await page.getByRole('cell', { name: 'survey.image.certified' }).waitFor();
    await look('audit-zh');
    // Signing out put nothing on record that nobody tried.
    expect(await page.getByText('endpoint:GET /api/v1/me').count()).toBe(0);
  });

  it('leads to every field and button by the keyboard, each with a name', async () => {
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('input, select, button, a[href]')]
        .filter((part) => {
          const labels = 'labels' in part ? (part as HTMLInputElement).labels : null;
          return !(part.getAttribute('aria-label') || part.textContent?.trim() || labels?.length);
        })
        .map((part) => part.outerHTML),
    );
    expect(nameless).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
  });

  it('gave the browser nothing to complain of, and asked no other host', () => {
    expect(complaints).toEqual([]);
  });
});
