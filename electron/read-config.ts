import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import type { PlatformId } from '#shared/ids.ts';
import { PLATFORM_NAMES } from '#shared/platforms/names.ts';
import { spokenLanguage } from '#shared/text/language.ts';
import { DATA_FOLDER, LOG_LEVELS, type AppConfig, type ConfigSources, type Launch } from '#electron/config.ts';

// What a start was configured with, looked at value by value. docs/configuration.md has the table.

/** Reads everything once. Throws `config.bad-value`, whose sentence names the setting and what is wrong. */
export function readConfig(from: ConfigSources): AppConfig {
  const settings = new Map(Object.entries(from.env).filter(isOurs));
  const isDeveloper = !from.isPackaged || from.argv.includes('--developer');
  const unused: string[] = [];
  const take = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const value = settings.get(name);
    settings.delete(name);
    return value === undefined ? undefined : read(name, value, schema);
  };
  const takeForDevelopers = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    if (!isDeveloper && settings.delete(name)) unused.push(`${name} is only used with --developer`);
    return take(name, schema);
  };

  const config = {
    userData: take(DATA_FOLDER, folder),
    baseUrls: readBaseUrls(take, isDeveloper, unused),
    logLevel: take('POSTWRIGHT_LOG', z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`)) ?? 'info',
    openUrl: takeForDevelopers('POSTWRIGHT_OPEN_URL', z.string().min(1)),
    developmentUrl: takeForDevelopers('POSTWRIGHT_DEV_URL', baseUrl),
    testLanguage: takeForDevelopers('POSTWRIGHT_TEST_LANGUAGE', spokenLanguage),
    isPackaged: from.isPackaged,
    isDeveloper,
    launch: launchOf(from),
  };
  for (const name of settings.keys()) if (!name.startsWith('POSTWRIGHT_TEST_')) unused.push(`${name} is not a setting`);
  return { ...config, unused };
}

/** The variable that holds the base address of a network. */
export function baseUrlVariable(platform: PlatformId | string): string {
  return `POSTWRIGHT_${platform.toUpperCase().replaceAll('-', '_')}_URL`;
}

type Take = <T>(name: string, schema: z.ZodType<T>) => T | undefined;

/**
 * In a packaged app only https: a network's password and tokens travel to this address, and the way to a company's
 * gateway is encrypted. Plain http is for the simulators.
 */
function readBaseUrls(take: Take, isDeveloper: boolean, unused: string[]): ReadonlyMap<PlatformId, string> {
  const found = new Map<PlatformId, string>();
  for (const id of PLATFORM_NAMES) {
    const name = baseUrlVariable(id);
    const url = take(name, baseUrl);
    if (url === undefined) continue;
    if (isDeveloper || url.startsWith('https://')) found.set(id, url);
    else unused.push(`${name} is only used with --developer, because it is not https`);
  }
  return found;
}

const folder = z
  .string()
  .min(1)
  .refine(isAbsolute, 'a full path')
  .transform((path) => resolve(path));

const baseUrl = z.string().transform((value, context) => {
  const problem = 'an address like https://host:port';
  if (!URL.canParse(value)) return reject(context, problem);
  const url = new URL(value);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!/^https?:$/.test(url.protocol) || !isPlain) return reject(context, problem);
  return url.href.replace(/\/+$/, '');
});

function reject(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function read<T>(name: string, value: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Failure('config.bad-value', { name, value, wanted: parsed.error.issues[0]?.message ?? 'something else' });
}

function isOurs(entry: [string, string | undefined]): entry is [string, string] {
  // Set to nothing is the shell's way of not setting it.
  return entry[0].startsWith('POSTWRIGHT_') && entry[1] !== undefined && entry[1] !== '';
}

function launchOf(from: ConfigSources): Launch {
  const given = from.argv.slice(1);
  // An AppImage runs from a place that is gone when it ends; the file itself is what starts it again.
  if (from.isPackaged) return { program: from.env['APPIMAGE'] ?? from.program, args: [], given };
  const app = given.find((argument) => !argument.startsWith('-') && !argument.includes('://'));
  return { program: from.program, args: app === undefined ? [] : [resolve(app)], given };
}
