/** `fields=id,attachments{media_type,target{id}},comments.summary(true).limit(0)`: what of an object is shown. */
export function pickFields(object: Readonly<Record<string, unknown>>, fields: string): Record<string, unknown> {
  const shown = split(fields).flatMap((field) => {
    const [, name = '', inner] = /^(\w+)[^{]*(?:\{([\s\S]*)\})?$/.exec(field) ?? [];
    const value = object[name];
    if (value === undefined) return [];
    return [[name, inner === undefined ? value : pickInside(value, inner)] as const];
  });
  // The id is shown whatever was asked for.
  const id = object['id'];
  return { ...Object.fromEntries(shown), ...(id === undefined ? {} : { id }) };
}

function pickInside(value: unknown, fields: string): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => pickInside(entry, fields));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  // An edge in an object: `attachments{…}` is about its entries.
  return 'data' in object ? { ...object, data: pickInside(object['data'], fields) } : pickFields(object, fields);
}

/** At commas outside of brackets. */
function split(fields: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const letter of fields) {
    if (letter === '{' || letter === '(') depth += 1;
    if (letter === '}' || letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
