// The person at the browser, played by a script: opens a sign-in page, decides, and goes where the page sends them.

export interface Decision {
  /** Which of the page's buttons is pressed, by its value; the first one unless said. */
  readonly press?: string;
  /** What is filled in, by field name; the rest stays as the page has it. */
  readonly fill?: Readonly<Record<string, string>>;
}

/** Opens `address`, sends its form, and gives the address the page then leads to (or the shown page's own). */
export async function approveSignIn(address: string, decision: Decision = {}): Promise<string> {
  const page = await fetch(address, { redirect: 'manual' });
  const html = await page.text();
  const form = /<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(html);
  if (!page.ok || !form) throw new Error(`No form to approve at ${address} (${page.status}): ${html.slice(0, 300)}`);
  const [, action = '', inside = ''] = form;
  const sent = await fetch(new URL(unescaped(action), address), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...asShown(inside), ...pressed(inside, decision.press), ...decision.fill }).toString(),
  });
  const leadsTo = sent.headers.get('location');
  if (leadsTo) return leadsTo;
  throw new Error(
    `The sign-in page answered ${sent.status} instead of leading back: ${(await sent.text()).slice(0, 300)}`,
  );
}

function asShown(form: string): Record<string, string> {
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const chosen = inputs.filter((tag) => !/type="radio"/.test(tag) || /\schecked/.test(tag));
  return Object.fromEntries(chosen.flatMap((tag) => named(tag) ?? []));
}

function pressed(form: string, value: string | undefined): Record<string, string> {
  const buttons = [...form.matchAll(/<button[^>]*>/g)].flatMap(([tag]) => named(tag) ?? []);
  const button = buttons.find((entry) => value === undefined || entry[1] === value);
  return button ? Object.fromEntries([button]) : {};
}

function named(tag: string): [[name: string, value: string]] | undefined {
  const name = /\sname="([^"]*)"/.exec(tag)?.[1];
  return name === undefined ? undefined : [[unescaped(name), unescaped(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? '')]];
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
