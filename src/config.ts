/**
 * The settings of a process, from the environment: read once, a bad one refused by its name.
 */
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { schemas } from '../generated/contract.ts';
import { isPlausibleKey } from './access/keys.ts';
import type { MailSettings } from './mail/transport.ts';
import { parseNetwork } from './outbound/address-rules.ts';
import { keptSecret } from './secrets/kept.ts';

export interface Config {
  /** NODE_ENV is `production`: nothing is made up, nothing is allowed by itself. */
  isProduction: boolean;
  port: number;
  /** Where a worker without a server is asked how it does; nowhere, unless it was told a port. */
  workerPort: number | undefined;
  /** Where the process listens: everywhere, or on loopback only. */
  host: string;
  /** Undefined: an embedded Postgres below the data folder. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** The bytes of uploads and results: one folder for all servers and workers. */
  filesDir: string;
  bootstrapApiKey: string | undefined;
  /** CIDRs of networks that may be called besides the public internet. */
  allowedNetworks: string[];
  publicUrl: string;
  /** Each of 32 bytes: the first encrypts, all decrypt. */
  encryptionKeys: Buffer[];
  /** Undefined: no mails are sent. */
  mail: MailSettings | undefined;
}

export class ConfigError extends Error {}

/** An address, or `Name <address>`. */
const SENDER = /^(?:([^\p{C}"<>]*?) *<([^<>]+)>|([^<>]+))$/u;
const EMAIL_ADDRESS = new RegExp(schemas.EmailAddress!.pattern as string, 'u');

/** Empty when it is not the base64 of 32 bytes: Node would skip what is no base64. */
const decodeKey = (key: string): Buffer => Buffer.from(/^[\w+/-]{43}=?$/.test(key.trim()) ? key.trim() : '', 'base64');

const text = z.string().optional();
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port')
  .transform(Number)
  .refine((port) => port <= 65535, 'is not a port');
const environment = z.object({
  NODE_ENV: text,
  PORT: port.default(8080),
  WAYBILL_WORKER_PORT: port.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'is not a URL like postgres://user:password@host:5432/database')
    .optional(),
  WAYBILL_DATA_DIR: z.string().min(1, 'is empty').default('.waybill'),
  WAYBILL_BOOTSTRAP_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'is not 16 to 200 visible ASCII characters')
    .refine(
      (key) => !key.startsWith('wb_') || isPlausibleKey(key),
      'begins like a key that Waybill made, but is not whole',
    )
    .optional(),
  WAYBILL_ALLOWED_NETWORKS: z
    .string()
    .transform((list) => list.split(',').map((cidr) => cidr.trim()))
    .transform((list) => list.filter(Boolean))
    .superRefine((list, { addIssue }) => {
      for (const cidr of list) {
        try {
          parseNetwork(cidr);
        } catch (error) {
          addIssue({ code: 'custom', message: `names what is no network: ${(error as Error).message}` });
        }
      }
    })
    .optional(),
  WAYBILL_PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s?#]+$/, 'is not an absolute http(s) URL')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  WAYBILL_ENCRYPTION_KEY: z
    .string()
    .transform((list) => list.split(',').map(decodeKey))
    .superRefine((keys, { addIssue }) => {
      const refuse = (index: number, what: string) =>
        addIssue({ code: 'custom', message: `has at position ${index + 1} ${what}` });
      for (const [index, key] of keys.entries()) {
        const first = keys.findIndex((other) => other.equals(key));
        if (key.length === 0) refuse(index, 'what is not the base64 of 32 bytes (make a key: openssl rand -base64 32)');
        else if (first < index) refuse(index, `the key of position ${first + 1} again`);
      }
    })
    .optional(),
  SMTP_URL: z
    .string()
    .refine(
      (url) => /^smtps?:\/\/[^\s/?#]\S*$/.test(url) && URL.canParse(url),
      'is not a URL like smtp://user:password@host:587 or smtps://user:password@host',
    )
    .optional(),
  SMTP_FROM: z
    .string()
    .transform((sender) => {
      const [, name = '', bracketed, bare] = SENDER.exec(sender) ?? [];
      return { name, address: bracketed ?? bare ?? '' };
    })
    .refine(({ address }) => EMAIL_ADDRESS.test(address), 'is neither an address nor like Name <address>')
    .optional(),
});

/** @throws ConfigError that names every bad variable */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = environment.safeParse(env);
  if (!result.success)
    throw new ConfigError(result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`).join('\n'));
  const values = result.data;
  const isProduction = values.NODE_ENV === 'production';
  const missing = (['DATABASE_URL', 'WAYBILL_PUBLIC_URL', 'WAYBILL_ENCRYPTION_KEY'] as const).filter(
    (name) => !values[name],
  );
  if (isProduction && missing.length > 0)
    throw new ConfigError(missing.map((name) => `${name} is not set: production needs it.`).join('\n'));
  const { SMTP_URL: url, SMTP_FROM: from } = values;
  if ((url === undefined) !== (from === undefined))
    throw new ConfigError(`${url ? 'SMTP_FROM' : 'SMTP_URL'} is not set: mails need both.`);

  const dataDir = resolve(values.WAYBILL_DATA_DIR);
  const isLaptop = !isProduction && values.WAYBILL_ALLOWED_NETWORKS === undefined;
  return {
    isProduction,
    port: values.PORT,
    workerPort: values.WAYBILL_WORKER_PORT,
    host: isLaptop ? '127.0.0.1' : '0.0.0.0',
    databaseUrl: values.DATABASE_URL,
    dataDir,
    filesDir: join(dataDir, 'files'),
    bootstrapApiKey: values.WAYBILL_BOOTSTRAP_API_KEY,
    allowedNetworks: isLaptop ? ['127.0.0.0/8', '::1/128'] : (values.WAYBILL_ALLOWED_NETWORKS ?? []),
    publicUrl: values.WAYBILL_PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    encryptionKeys: values.WAYBILL_ENCRYPTION_KEY ?? [ownKey(dataDir)],
    mail: url && from ? { url, from } : undefined,
  };
}

/** Outside production the key is made once and kept beside the data that it encrypts. */
const ownKey = (dataDir: string): Buffer =>
  Buffer.from(
    keptSecret(join(dataDir, 'encryption.key'), () => randomBytes(32).toString('base64')),
    'base64',
  );
