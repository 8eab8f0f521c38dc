import type { FastifyRequest } from 'fastify';

/** What a request carries besides its address, wherever it put it. */
export interface GraphParams {
  text(name: string): string | undefined;
  /** `true`, `1` and `"true"`; absent gives `otherwise`. */
  flag(name: string, otherwise: boolean): boolean;
  /** A list or object: real JSON, JSON in a text, or `name[0]=…` one by one. */
  json(name: string): unknown;
  readonly names: readonly string[];
  readonly files: ReadonlyMap<string, GraphFile>;
}

export interface GraphFile {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly name: string;
}

/** The Graph API takes query, form, JSON and multipart alike, and lists as JSON texts. */
export async function readGraphParams(request: FastifyRequest): Promise<GraphParams> {
  const fields = new Map<string, unknown>();
  const files = new Map<string, GraphFile>();
  addAll(fields, request.query);
  if (request.isMultipart()) await readMultipart(request, fields, files);
  else addAll(fields, request.body);
  return {
    text: (name) => textOf(fields.get(name)),
    flag: (name, otherwise) => {
      const text = textOf(fields.get(name));
      return text === undefined ? otherwise : text === 'true' || text === '1';
    },
    json: (name) => parsed(fields.get(name)) ?? indexed(fields, name),
    names: [...fields.keys()],
    files,
  };
}

async function readMultipart(
  request: FastifyRequest,
  fields: Map<string, unknown>,
  files: Map<string, GraphFile>,
): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      files.set(part.fieldname, { bytes: await part.toBuffer(), mimeType: part.mimetype, name: part.filename });
    } else {
      fields.set(part.fieldname, part.value);
    }
  }
}

function addAll(fields: Map<string, unknown>, given: unknown): void {
  if (typeof given !== 'object' || given === null || Buffer.isBuffer(given)) return;
  for (const [name, value] of Object.entries(given)) fields.set(name, value);
}

/** `attached_media[0]={"media_fbid":"1"}` and so on. */
function indexed(fields: Map<string, unknown>, name: string): unknown {
  const list = [...fields].filter(([key]) => key.startsWith(`${name}[`)).map(([, value]) => parsed(value));
  return list.length === 0 ? undefined : list;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (_expected) {
    // A plain text is what it is.
    return value;
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
