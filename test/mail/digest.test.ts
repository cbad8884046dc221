/** What happens to a tenant's webhooks is mailed to it: all of it, once an hour, whatever happens on the way. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { sendDigests, startDigests } from '../../src/mail/digest.ts';
import { dropOldNotices, noteForTenant, takeRecipient } from '../../src/mail/notices.ts';
import { createSendMail, type SendMail } from '../../src/mail/transport.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { startWorker } from '../../src/worker.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startService } from '../fixtures/service.ts';
import { refusal, type SmtpFixture, startSmtp } from '../fixtures/smtp.ts';

const FROM = { name: 'Waybill', address: 'waybill@example.com' };
const publicUrl = 'https://waybill.example.com';
const { sql, url: databaseUrl } = await createTestDatabase();
/** Lines of the log, as they are written. */
const logged: string[] = [];
const log = createLog({ level: 'silent' });
for (const level of ['info', 'warn'] as const)
  log[level] = (...said: unknown[]) => {
    logged.push(JSON.stringify(said));
  };

let smtp: SmtpFixture;
let send: SendMail;
beforeEach(async () => {
  await sql`delete from mail_notices`;
  smtp = await startSmtp();
  send = createSendMail({ url: smtp.url, from: FROM });
  logged.length = 0;
});
const digest = () => sendDigests({ sql, send, publicUrl, log });

async function makeTenant(email: string | null = 'shop@example.com'): Promise<string> {
  const id = newUuid();
  await sql`insert into tenants (id, name, email) values (${id}, 'The shop', ${email})`;
  return id;
}
/** Time is moved, never waited for. */
const pass = async (interval: string) => {
  await sql`update mail_notices set written_at = written_at - ${interval}::interval`;
  await sql`update tenants set mailed_at = mailed_at - ${interval}::interval`;
};
async function note(tenant: string, ...lines: string[]) {
  for (const line of lines) await noteForTenant(sql, tenant, line);
}
const noticesOf = async (tenant: string) =>
  (await sql`select line from mail_notices where tenant_id = ${tenant} order by id`).map(({ line }) => line as string);

describe('a tenant', () => {
  test('gets one mail with all that happened', async () => {
    const tenant = await makeTenant();
    await note(tenant, 'The endpoint https://a.example/ (ep_1) was disabled: it answered 410.', 'Three died.');
    await pass('25 s');
    await note(tenant, 'Grüße 🙂');
    await pass('6 s');
    await digest();
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({ from: 'waybill@example.com', to: ['shop@example.com'], user: undefined });
    expect(mail!.header('From')).toBe('Waybill <waybill@example.com>');
    expect(mail!.header('To')).toBe('shop@example.com');
    expect(mail!.header('Subject')).toBe('Waybill: 3 things about your webhooks need you');
    expect(mail!.header('Auto-Submitted')).toBe('auto-generated');
    expect(mail!.header('Content-Type')).toMatch(/^text\/plain; charset=utf-8/);
    expect(mail!.text.trimEnd().split('\n')).toEqual([
      '3 things about your webhooks need you:',
      '',
      '- The endpoint https://a.example/ (ep_1) was disabled: it answered 410.',
      '- Three died.',
      '- Grüße 🙂',
      '',
      `This is about ${toId('ten', tenant)}. With its API key:`,
      'dead letters: GET https://waybill.example.com/v1/deliveries?state=dead, to be sent again by POST https://waybill.example.com/v1/deliveries/redrive',
      'endpoints: GET https://waybill.example.com/v1/webhook-endpoints, to be enabled again by PATCH with {"status": "enabled"}',
    ]);
    expect(await noticesOf(tenant)).toEqual([]);
  });

  test('is not written before what happens together has been gathered', async () => {
    const tenant = await makeTenant();
    await note(tenant, 'a');
    await pass('29 s');
    await digest();
    expect(smtp.mails).toEqual([]);
    await pass('2 s');
    await digest();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.header('Subject')).toBe('Waybill: 1 thing about your webhooks needs you');
  });

  test('gets no second mail within the hour, and then what has happened since', async () => {
    const tenant = await makeTenant();
    await note(tenant, 'first');
    await pass('31 s');
    await digest();
    await note(tenant, 'second', 'third');
    await pass('59 min');
    await digest();
    expect(smtp.mails).toHaveLength(1);
    await pass('2 min');
    await digest();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]!.text).toMatch(/^- second\n- third\n\n/m);
    expect(smtp.mails[1]!.text).not.toContain('first');
    expect(smtp.mails[1]!.header('Message-ID')).not.toBe(smtp.mails[0]!.header('Message-ID'));
  });

  test('reads a hundred lines at most', async () => {
    const tenant = await makeTenant();
    await sql`insert into mail_notices (tenant_id, line) select ${tenant}, 'line ' || n from generate_series(1, 103) n`;
    await pass('31 s');
    await digest();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.text).toContain('- line 100\nand 3 more.\n');
    expect(smtp.mails[0]!.header('Subject')).toContain('103 things');
    expect(await noticesOf(tenant)).toEqual([]);
  });

  test('of very many things a mail tells of ten thousand, and the next one of the others', async () => {
    const tenant = await makeTenant();
    await sql`insert into mail_notices (tenant_id, line) select ${tenant}, 'line ' || n from generate_series(1, 10_002) n`;
    await pass('31 s');
    await digest();
    expect(smtp.mails[0]!.header('Subject')).toContain('10000 things');
    expect(await noticesOf(tenant)).toEqual(['line 10001', 'line 10002']);
  });

  test('without an address has no notices; one that has lost it gets its mail when it has one again', async () => {
    const [without, lost] = [await makeTenant(null), await makeTenant()];
    await note(without, 'a');
    await note(lost, 'a');
    await sql`update tenants set email = null where id = ${lost}`;
    await pass('31 s');
    await digest();
    expect(await noticesOf(without)).toEqual([]);
    expect(smtp.mails).toEqual([]);
    await sql`update tenants set email = 'new@example.com' where id = ${lost}`;
    await digest();
    expect(smtp.mails).toMatchObject([{ to: ['new@example.com'] }]);
  });

  test('is told nothing by a transaction that was rolled back', async () => {
    const tenant = await makeTenant();
    await sql
      .begin(async (tx) => {
        await noteForTenant(tx, tenant, 'it did not happen');
        throw null;
      })
      .catch((error) => expect(error).toBeNull());
    expect(await noticesOf(tenant)).toEqual([]);
  });

  test('is written while somebody notes something else about it', async () => {
    const tenant = await makeTenant();
    await note(tenant, 'done');
    await pass('31 s');
    await sql.begin(async (tx) => {
      await noteForTenant(tx, tenant, 'under way');
      await digest();
    });
    expect(smtp.mails).toHaveLength(1);
    expect(await noticesOf(tenant)).toEqual(['under way']);
  });
});

test('a line cannot be more than a line of the text', async () => {
  const tenant = await makeTenant();
  const evil = 'x\r\n\r\n.\r\nBcc: all@example.com\nSubject: \u0000\u202eyou won\u2028\u0085\ud800';
  await note(tenant, evil, `${'y'.repeat(499)}🙂${'z'.repeat(5_000)}`);
  await pass('31 s');
  await digest();
  const [mail] = smtp.mails;
  expect(mail!.to).toEqual(['shop@example.com']);
  expect(mail!.headers.map((line) => line.split(':')[0]).sort()).toEqual([
    'Auto-Submitted',
    'Content-Transfer-Encoding',
    'Content-Type',
    'Date',
    'From',
    'MIME-Version',
    'Message-ID',
    'Subject',
    'To',
  ]);
  const lines = mail!.text.split('\n');
  expect(lines[2]).toBe('- x    .  Bcc: all@example.com Subject:   you won   ');
  expect(lines[3]).toBe(`- ${'y'.repeat(499)} …`);
});

describe('when the mail server', () => {
  const down = async (port: number) => {
    await smtp.stop();
    return port;
  };
  /** A tenant with a notice that is due. */
  const dueTenant = async (email = 'shop@example.com') => {
    const tenant = await makeTenant(email);
    await note(tenant, `for ${email}`);
    await pass('31 s');
    return tenant;
  };

  test('is down, nothing is lost, and it is sent in five minutes', async () => {
    const tenant = await dueTenant();
    const port = await down(smtp.port);
    await digest();
    expect(await noticesOf(tenant)).toHaveLength(1);
    expect(logged.join()).toContain('ECONNREFUSED');
    smtp = await startSmtp({ port });
    await pass('4 min');
    await digest();
    expect(smtp.mails).toEqual([]);
    await pass('2 min');
    await digest();
    expect(smtp.mails).toHaveLength(1);
    expect(await noticesOf(tenant)).toEqual([]);
  });

  test('does not greet, it is given up', async () => {
    const tenant = await dueTenant();
    smtp = await startSmtp({ onConnect: () => {} });
    send = createSendMail({ url: `${smtp.url}?connectionTimeout=200&greetingTimeout=200`, from: FROM });
    await digest();
    expect(await noticesOf(tenant)).toHaveLength(1);
    expect(logged.join()).toContain('ETIMEDOUT');
  });

  test('says not now, the mail is sent in five minutes, and the others after it at the next look', async () => {
    await dueTenant('one@example.com');
    await dueTenant('two@example.com');
    smtp.answer = () => {
      throw refusal(451, 'busy');
    };
    await digest();
    expect(smtp.mails).toHaveLength(1);
    smtp.answer = () => {};
    await digest();
    expect(smtp.mails.slice(1).map(({ to }) => to)).not.toEqual([smtp.mails[0]!.to]);
    expect(smtp.mails).toHaveLength(2);
    await pass('6 min');
    await digest();
    expect(smtp.mails).toHaveLength(3);
    expect(smtp.mails[2]!.header('Message-ID')).toBe(smtp.mails[0]!.header('Message-ID'));
  });

  test('refuses an address, the others get their mail at once and it is tried again in an hour', async () => {
    await dueTenant('gone@example.com');
    await dueTenant('shop@example.com');
    smtp.answer = ({ to }) => {
      if (to[0] === 'gone@example.com') throw refusal(550, 'no such mailbox');
    };
    await digest();
    expect(smtp.mails.map(({ to }) => to[0]).sort()).toEqual(['gone@example.com', 'shop@example.com']);
    expect(logged.join()).toContain('no such mailbox');
    await pass('59 min');
    await digest();
    expect(smtp.mails).toHaveLength(2);
    await pass('2 min');
    await digest();
    expect(smtp.mails).toHaveLength(3);
  });

  test('may have taken the mail without saying so, it is sent again in an hour, as the same mail', async () => {
    const tenant = await dueTenant();
    const givingUp = new AbortController();
    smtp.answer = async () => {
      givingUp.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await sendDigests({ sql, send, publicUrl, log }, { givingUp: givingUp.signal });
    expect(await noticesOf(tenant)).toHaveLength(1);
    smtp.answer = () => {};
    await pass('59 min');
    await digest();
    expect(smtp.mails).toHaveLength(1);
    await pass('2 min');
    await digest();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]!.header('Message-ID')).toBe(smtp.mails[0]!.header('Message-ID'));
  });

  test('wants a login, it gets it, and a wrong password reaches no log', async () => {
    const password = 'p@ss/w:rd%';
    smtp = await startSmtp({
      authOptional: false,
      onAuth({ username, password: given }, _, done) {
        const isRight = username === 'waybill' && given === password;
        if (isRight) done(null, { user: username });
        // Servers like to repeat what they were told.
        else done(refusal(535, `wrong: ${given} ${Buffer.from(`\0${username}\0${given}`).toString('base64')}`));
      },
    });
    const tenant = await dueTenant();
    const url = (pass: string) => smtp.url.replace('://', `://waybill:${encodeURIComponent(pass)}@`);
    send = createSendMail({ url: url('CANARY'), from: FROM });
    await digest();
    expect(await noticesOf(tenant)).toHaveLength(1);
    expect(logged.join()).toContain('EAUTH');
    expect(logged.join()).not.toContain('CANARY');
    expect(logged.join()).not.toContain(Buffer.from('\0waybill\0CANARY').toString('base64'));
    await pass('6 min');
    send = createSendMail({ url: url(password), from: FROM });
    await digest();
    expect(smtp.mails).toMatchObject([{ user: 'waybill' }]);
  });
});

test('no transaction is open while a mail is sent', async () => {
  await note(await makeTenant(), 'a');
  await pass('31 s');
  let open: readonly unknown[] = ['not asked'];
  smtp.answer = async () => {
    open = await sql`
      select query from pg_stat_activity
      where datname = current_database() and xact_start is not null and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  };
  await digest();
  expect(open).toEqual([]);
});

test('a tenant that another digest is taking is left to it, without waiting', async () => {
  const tenantId = await makeTenant();
  await note(tenantId, 'a');
  await pass('31 s');
  await sql.begin(async (other) => {
    expect(await takeRecipient(other)).toEqual({ tenantId, email: 'shop@example.com' });
    expect(await takeRecipient(sql)).toBeUndefined();
  });
  expect(await takeRecipient(sql)).toBeUndefined();
});

test('many digests at once send one mail to each tenant', async () => {
  const emails = Array.from({ length: 5 }, (_, n) => `shop${n}@example.com`);
  for (const email of emails) await note(await makeTenant(email), 'a', 'b');
  await pass('31 s');
  smtp.answer = () => new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all(Array.from({ length: 8 }, digest));
  expect(smtp.mails.flatMap(({ to }) => to).sort()).toEqual(emails);
});

test('a process that dies between mail and record sends the same mail again, an hour later', async () => {
  const tenant = await makeTenant();
  await note(tenant, 'a', 'b');
  await pass('31 s');
  const program = `
    import { connect } from './src/database/connect.ts';
    import { sendDigests } from './src/mail/digest.ts';
    import { createSendMail } from './src/mail/transport.ts';
    import { createLog } from './src/telemetry/log.ts';
    const { sql } = connect(process.env.DATABASE_URL, { connections: 1, name: 'dies' });
    const send = createSendMail({ url: process.env.SMTP_URL, from: ${JSON.stringify(FROM)} });
    await sendDigests({ sql, send, publicUrl: '${publicUrl}', log: createLog() });
  `;
  const dying = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, SMTP_URL: smtp.url },
    stdio: 'inherit',
  });
  smtp.answer = async () => {
    dying.kill('SIGKILL');
    await once(dying, 'exit');
  };
  await once(dying, 'exit');
  smtp.answer = () => {};
  expect(smtp.mails).toHaveLength(1);
  expect(await noticesOf(tenant)).toEqual(['a', 'b']);
  await pass('59 min');
  await digest();
  expect(smtp.mails).toHaveLength(1);
  await pass('2 min');
  await digest();
  expect(smtp.mails).toHaveLength(2);
  expect(smtp.mails[1]!.header('Message-ID')).toBe(smtp.mails[0]!.header('Message-ID'));
  expect(smtp.mails[1]!.text).toBe(smtp.mails[0]!.text);
  expect(await noticesOf(tenant)).toEqual([]);
});

test('with something new in it a mail is no duplicate of the one that was not taken', async () => {
  const tenant = await makeTenant();
  await note(tenant, 'a');
  await pass('31 s');
  smtp.answer = () => {
    throw refusal(550, 'not like this');
  };
  await digest();
  smtp.answer = () => {};
  await note(tenant, 'new');
  await pass('61 min');
  await digest();
  expect(smtp.mails).toHaveLength(2);
  expect(smtp.mails[1]!.header('Message-ID')).not.toBe(smtp.mails[0]!.header('Message-ID'));
});

test('what could not be mailed for seven days is dropped', async () => {
  const tenant = await makeTenant();
  await note(tenant, 'old');
  await pass('2 min');
  await note(tenant, 'newer');
  await pass('6 d 23 h 59 min');
  expect(await dropOldNotices(sql)).toBe(1);
  expect(await noticesOf(tenant)).toEqual(['newer']);
});

describe('the loop', () => {
  test('ends the mail that it has begun when it is stopped, and begins no other', async () => {
    for (const email of ['one@example.com', 'two@example.com']) await note(await makeTenant(email), 'a');
    await pass('31 s');
    let stopped: Promise<void> | undefined;
    const digests = startDigests({ sql, send, publicUrl, log });
    smtp.answer = () => {
      stopped = digests.stop();
    };
    await vi.waitFor(() => expect(stopped).toBeDefined(), { timeout: 10_000 });
    await stopped;
    expect(smtp.mails).toHaveLength(1);
    const [left] = await sql`select count(*)::int as n from mail_notices`;
    expect(left).toEqual({ n: 1 });
  });

  test('runs in a worker that has an SMTP server', async () => {
    const service = await startService({
      works: false,
      env: { SMTP_URL: smtp.url, SMTP_FROM: 'Way Bill <waybill@example.com>' },
    });
    const { data: tenant } = await service.client.POST('/v1/tenants', {
      body: { name: 'The shop', email: 'shop@example.com' },
    });
    const [row] = await service.database.sql`select id from tenants where name = 'The shop'`;
    await noteForTenant(service.database.sql, row!.id, 'a');
    await service.database.sql`update mail_notices set written_at = written_at - interval '31 s'`;
    const worker = await startWorker({ config: service.config, databaseUrl: service.database.url, log });
    await vi.waitFor(() => expect(smtp.mails).toHaveLength(1), { timeout: 10_000 });
    await worker.stop();
    expect(tenant!.email).toBe('shop@example.com');
    expect(smtp.mails[0]!.header('From')).toBe('Way Bill <waybill@example.com>');
    expect(logged.join()).not.toContain('no mails');
  });

  test('does not run in a worker without one, which says so once', async () => {
    const { config } = await startService({ works: false });
    const worker = await startWorker({ config, databaseUrl, log });
    await worker.stop();
    expect(logged.filter((line) => line.includes('no mails are sent'))).toHaveLength(1);
  });
});
