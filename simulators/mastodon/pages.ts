import { isWaiting } from '#simulators/mastodon/make-status.ts';
import { applicationOf, contentOf, descendantsOf } from '#simulators/mastodon/status-json.ts';
import { mediaJson } from '#simulators/mastodon/media.ts';
import { escapeHtml } from '#simulators/mastodon/status-text.ts';
import type { Account, Scheduled, Status, World } from '#simulators/mastodon/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

/** Asks a person who they are and whether `app` may act for them. The form works without any script. */
export function signInPage(
  app: string,
  scopes: readonly string[],
  hidden: readonly (readonly [name: string, value: string])[],
  people: readonly Account[],
): string {
  const carried = hidden.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const choices = people.map(
    (person, at) =>
      `<label><input type="radio" name="account" value="${escapeHtml(person.username)}"${at === 0 ? ' checked' : ''}> ` +
      `${escapeHtml(person.displayName)} <small>@${escapeHtml(person.username)}</small></label>`,
  );
  return page(
    'Authorization required',
    `<main class="card"><h1>Authorization required</h1>
    <p><b>${escapeHtml(app)}</b> would like permission to access your account:</p>
    <ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/oauth/authorize">${carried.join('')}
      <fieldset><legend>Signed in as</legend>${choices.join('') || 'Nobody has an account here yet.'}</fieldset>
      <button name="decision" value="approve">Authorize</button>
      <button name="decision" value="deny" class="quiet">Deny</button>
    </form></main>`,
  );
}

export function codePage(code: string): string {
  return page(
    'Authorization code',
    `<main class="card"><h1>Copy this code to the app</h1><p><code class="code">${escapeHtml(code)}</code></p></main>`,
  );
}

export function trouble(sentence: string): string {
  return page(
    'An error has occurred',
    `<main class="card"><h1>An error has occurred</h1><p>${escapeHtml(sentence)}</p></main>`,
  );
}

/** Everything that arrived, newest thread first, with its pictures. */
export function receivedPage(world: World): string {
  const starts = [...world.statuses.values()].filter((status) => status.inReplyToId === null).toReversed();
  const waiting = [...world.scheduled.values()].filter((entry) => isWaiting(world, entry));
  const people =
    [...world.accounts.values()].map((account) => `@${escapeHtml(account.username)}`).join(', ') || 'nobody yet';
  return page(
    'Simulated Mastodon',
    `<meta http-equiv="refresh" content="3">
    <header><h1>Simulated Mastodon</h1><p>${starts.length === 0 ? 'Nothing has arrived yet.' : `${world.statuses.size} arrived.`} Accounts: ${people}</p></header>
    <main>${waiting.map((entry) => scheduledHtml(world, entry)).join('')}${starts.map((start) => threadHtml(world, start)).join('')}</main>`,
  );
}

export function statusPage(world: World, status: Status): string {
  return page(`Status ${status.id}`, `<main>${threadHtml(world, status)}</main>`);
}

export function avatarSvg(account: Account): string {
  const hue = [...account.username].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 47, 0) % 360;
  const letter = escapeHtml((account.displayName[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="20" fill="hsl(${hue} 45% 45%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

function threadHtml(world: World, start: Status): string {
  const replies = descendantsOf(world, start.id);
  return `<section class="thread">${[start, ...replies].map((status) => statusHtml(world, status)).join('')}</section>`;
}

function statusHtml(world: World, status: Status): string {
  const account = world.accounts.get(status.accountId);
  const username = escapeHtml(account?.username ?? '');
  const time = new Date(status.createdAt).toISOString();
  return `<article class="card${status.deletedAt === undefined ? '' : ' gone'}" id="${status.id}">
    <div class="who"><img src="/avatars/${status.accountId}.svg" alt="" width="40" height="40">
      <span><b>${escapeHtml(account?.displayName ?? '')}</b><br><small>@${username}</small></span></div>
    ${status.spoilerText === '' ? '' : `<p><b>${escapeHtml(status.spoilerText)}</b></p>`}
    ${contentOf(world, status)}
    ${pollHtml(status.poll?.answers)}
    <div class="pictures">${status.mediaIds.map((id) => pictureHtml(world, id)).join('')}</div>
    <footer><a href="/@${username}/${status.id}"><time>${time}</time></a> · ${escapeHtml(status.visibility)} · ${escapeHtml(applicationOf(world, status)?.name ?? 'no app named')}${status.deletedAt === undefined ? '' : ' · deleted'}</footer>
  </article>`;
}

function scheduledHtml(world: World, { accountId, params, at }: Scheduled): string {
  const username = escapeHtml(world.accounts.get(accountId)?.username ?? '');
  return `<article class="card gone"><small>@${username} · scheduled for <time>${new Date(at).toISOString()}</time></small>
    <p>${escapeHtml(params.text)}</p>${pollHtml(params.poll?.answers)}
    <div class="pictures">${params.mediaIds.map((id) => pictureHtml(world, id)).join('')}</div></article>`;
}

function pollHtml(answers: readonly string[] | undefined): string {
  return answers ? `<ul>${answers.map((answer) => `<li>${escapeHtml(answer)}</li>`).join('')}</ul>` : '';
}

function pictureHtml(world: World, id: string): string {
  const media = world.media.get(id);
  if (!media) return '';
  const given = mediaJson(world, media)['url'];
  const address = typeof given === 'string' ? given : '';
  const alt = escapeHtml(media.description ?? '');
  const shown =
    media.kind === 'video' || media.kind === 'audio'
      ? `<${media.kind} src="${address}" controls></${media.kind}>`
      : `<img src="${address}" alt="${alt}">`;
  return `<figure>${shown}<figcaption>${alt || '<i>no description</i>'}</figcaption></figure>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#f3f3f8, #17171f); }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
.card { background: light-dark(#fff, #22222e); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 .5rem; box-shadow: 0 1px 3px #0002; }
.thread { margin-bottom: 1.5rem; }
.thread .card + .card { margin-left: 1.5rem; }
.who { display: flex; gap: .75rem; align-items: center; line-height: 1.2; }
.gone { opacity: .5; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, figure video, figure audio { width: 100%; border-radius: 8px; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 8px; background: #6364ff; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; }
.invisible { display: none; }
.ellipsis::after { content: "…"; }
.code { user-select: all; word-break: break-all; }
`;
