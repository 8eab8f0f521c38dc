import { escaped } from '#simulators/page/html.ts';

// What the pages of the single networks share: one look, with each network's own colour, and the pieces most of them have.

/** A whole page around `body`, which is HTML. `accent` is a CSS colour for what can be pressed. */
export function networkPage(title: string, body: string, accent: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>:root { --accent: ${accent}; }${STYLE}</style></head><body>${body}</body></html>`;
}

/** Says what went wrong, under the network's own heading for that. */
export function sorryPage(heading: string, sentence: string, accent: string): string {
  return networkPage(
    heading,
    `<main class="card"><h1>${escaped(heading)}</h1><p>${escaped(sentence)}</p></main>`,
    accent,
  );
}

/** Carries what a form was opened with on to where it is sent. */
export function hiddenFields(carried: readonly (readonly [name: string, value: string])[]): string {
  return carried
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
}

/** One of several people or accounts, the first of them chosen. `label` is HTML. */
export function choices(name: string, of: readonly { readonly value: string; readonly label: string }[]): string {
  return of
    .map(
      ({ value, label }, at) =>
        `<label><input type="radio" name="${name}" value="${escaped(value)}"${at === 0 ? ' checked' : ''}> ${label}</label>`,
    )
    .join('');
}

/** A picture or a film with what is said about it. */
export function figure(url: string, kind: 'image' | 'video' | 'audio', description: string | undefined): string {
  const alt = escaped(description ?? '');
  const shown =
    kind === 'image'
      ? `<img src="${escaped(url)}" alt="${alt}">`
      : `<${kind} src="${escaped(url)}" controls muted></${kind}>`;
  return `<figure>${shown}<figcaption>${alt || '<i>no description</i>'}</figcaption></figure>`;
}

/** A round picture with the first letter of `name`; `seed` gives the colour. */
export function avatarSvg(name: string, seed: string): string {
  const hue = [...seed].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 47, 0) % 360;
  const letter = escaped((name[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><circle cx="48" cy="48" r="48" fill="hsl(${hue} 45% 45%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#f3f3f5, #141518); }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
section { margin-bottom: 1.5rem; }
.card { background: light-dark(#fff, #1f2126); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 .75rem; box-shadow: 0 1px 3px #0002; }
.below { margin-left: 1.5rem; }
.who { display: flex; gap: .75rem; align-items: center; line-height: 1.2; }
.gone { opacity: .5; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.link { border-left: 3px solid var(--accent); padding-left: .75rem; overflow-wrap: anywhere; }
.poll { list-style: none; padding: 0; }
.poll li { border: 1px solid #8886; border-radius: 8px; padding: .3rem .75rem; margin: .25rem 0; }
.files { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, figure video, figure audio { width: 100%; border-radius: 8px; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
code { overflow-wrap: anywhere; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 99px; background: var(--accent); color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; }
.invisible { display: none; }
.ellipsis::after { content: "…"; }
.code { user-select: all; word-break: break-all; }
`;
