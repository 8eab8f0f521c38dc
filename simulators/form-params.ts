import type { FastifyRequest } from 'fastify';

/** What a request carries besides its address: fields as Rails would name them, and files. */
export interface Params {
  text(name: string): string | undefined;
  list(name: string): readonly string[] | undefined;
  /** A list of groups, as JSON brings it. */
  groups(name: string): readonly Readonly<Record<string, unknown>>[];
  readonly files: ReadonlyMap<string, UploadedFile>;
}

export interface UploadedFile {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly name: string;
}

/** Reads JSON, form, multipart and query alike: Rails takes any of them, and clients use all of them. */
export async function readParams(request: FastifyRequest): Promise<Params> {
  const fields = new Map<string, unknown>();
  const files = new Map<string, UploadedFile>();
  addAll(fields, request.query);
  if (request.isMultipart()) await readMultipart(request, fields, files);
  else addAll(fields, request.body);
  return {
    text: (name) => textOf(fields.get(name)),
    list: (name) => listOf(fields.get(name)),
    groups: (name) => groupsOf(fields.get(name)),
    files,
  };
}

async function readMultipart(
  request: FastifyRequest,
  fields: Map<string, unknown>,
  files: Map<string, UploadedFile>,
): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      files.set(part.fieldname, { bytes: await part.toBuffer(), mimeType: part.mimetype, name: part.filename });
    } else {
      add(fields, part.fieldname, part.value);
    }
  }
}

function addAll(fields: Map<string, unknown>, given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  for (const [name, value] of Object.entries(given)) {
    if (isGroup(value)) addAll(fields, under(name, value));
    else add(fields, name, value);
  }
}

/** A group in JSON is what a form writes as `poll[expires_in]`. */
function under(name: string, group: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(group).map(([inner, value]) => [`${name}[${inner}]`, value]));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `media_ids[]=1&media_ids[]=2` and `media_ids[0]=1` are lists called `media_ids`. */
function add(fields: Map<string, unknown>, written: string, value: unknown): void {
  const name = written.replace(/\[\d*\]$/, '');
  if (name === written) {
    fields.set(name, value);
    return;
  }
  fields.set(name, [...entriesOf(fields.get(name) ?? []), ...entriesOf(value)]);
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function listOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.flatMap((entry) => textOf(entry) ?? []) : undefined;
}

function groupsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return entriesOf(value).filter(isGroup);
}
