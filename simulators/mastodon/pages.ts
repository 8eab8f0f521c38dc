import { isWaiting } from '#simulators/mastodon/make-status.ts';
import { applicationOf, contentOf, descendantsOf } from '#simulators/mastodon/status-json.ts';
import { mediaJson } from '#simulators/mastodon/media.ts';
import type { Account, Scheduled, Status, World } from '#simulators/mastodon/world.ts';
import { escaped } from '#simulators/page/html.ts';
import { choices, figure, hiddenFields, networkPage, sorryPage } from '#simulators/page/network-page.ts';

// The pages a person can look at: who signs in, and what has arrived.

const ACCENT = '#6364ff';

/** Asks a person who they are and whether `app` may act for them. The form works without any script. */
export function signInPage(
  app: string,
  scopes: readonly string[],
  hidden: readonly (readonly [name: string, value: string])[],
  people: readonly Account[],
): string {
  const accounts = people.map(({ username, displayName }) => ({
    value: username,
    label: `${escaped(displayName)} <small>@${escaped(username)}</small>`,
  }));
  return networkPage(
    'Authorization required',
    `<main class="card"><h1>Authorization required</h1>
    <p><b>${escaped(app)}</b> would like permission to access your account:</p>
    <ul>${scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/oauth/authorize">${hiddenFields(hidden)}
      <fieldset><legend>Signed in as</legend>${choices('account', accounts) || 'Nobody has an account here yet.'}</fieldset>
      <button name="decision" value="approve">Authorize</button>
      <button name="decision" value="deny" class="quiet">Deny</button>
    </form></main>`,
    ACCENT,
  );
}

export function codePage(code: string): string {
  return networkPage(
    'Authorization code',
    `<main class="card"><h1>Copy this code to the app</h1><p><code class="code">${escaped(code)}</code></p></main>`,
    ACCENT,
  );
}

export function troublePage(sentence: string): string {
  return sorryPage('An error has occurred', sentence, ACCENT);
}

/** Everything that arrived, newest thread first, with its pictures. */
export function receivedPage(world: World): string {
  const starts = [...world.statuses.values()].filter((status) => status.inReplyToId === null).toReversed();
  const waiting = [...world.scheduled.values()].filter((entry) => isWaiting(world, entry));
  const people =
    [...world.accounts.values()].map((account) => `@${escaped(account.username)}`).join(', ') || 'nobody yet';
  return networkPage(
    'Simulated Mastodon',
    `<meta http-equiv="refresh" content="3">
    <header><h1>Simulated Mastodon</h1><p>${starts.length === 0 ? 'Nothing has arrived yet.' : `${world.statuses.size} arrived.`} Accounts: ${people}</p></header>
    <main>${waiting.map((entry) => scheduledHtml(world, entry)).join('')}${starts.map((start) => threadHtml(world, start)).join('')}</main>`,
    ACCENT,
  );
}

export function statusPage(world: World, status: Status): string {
  return networkPage(`Status ${status.id}`, `<main>${threadHtml(world, status)}</main>`, ACCENT);
}

function threadHtml(world: World, start: Status): string {
  const replies = descendantsOf(world, start.id).map((status) => statusHtml(world, status));
  return `<section>${statusHtml(world, start)}<div class="below">${replies.join('')}</div></section>`;
}

function statusHtml(world: World, status: Status): string {
  const account = world.accounts.get(status.accountId);
  const username = escaped(account?.username ?? '');
  const time = new Date(status.createdAt).toISOString();
  return `<article class="card${status.deletedAt === undefined ? '' : ' gone'}" id="${status.id}">
    <div class="who"><img src="/avatars/${status.accountId}.svg" alt="" width="40" height="40">
      <span><b>${escaped(account?.displayName ?? '')}</b><br><small>@${username}</small></span></div>
    ${status.spoilerText === '' ? '' : `<p><b>${escaped(status.spoilerText)}</b></p>`}
    ${contentOf(world, status)}
    ${pollHtml(status.poll?.answers)}
    <div class="files">${status.mediaIds.map((id) => pictureHtml(world, id)).join('')}</div>
    <footer><a href="/@${username}/${status.id}"><time>${time}</time></a> · ${escaped(status.visibility)} · ${escaped(applicationOf(world, status)?.name ?? 'no app named')}${status.deletedAt === undefined ? '' : ' · deleted'}</footer>
  </article>`;
}

function scheduledHtml(world: World, { accountId, params, at }: Scheduled): string {
  const username = escaped(world.accounts.get(accountId)?.username ?? '');
  return `<article class="card gone"><small>@${username} · scheduled for <time>${new Date(at).toISOString()}</time></small>
    <p>${escaped(params.text)}</p>${pollHtml(params.poll?.answers)}
    <div class="files">${params.mediaIds.map((id) => pictureHtml(world, id)).join('')}</div></article>`;
}

function pollHtml(answers: readonly string[] | undefined): string {
  return answers ? `<ul>${answers.map((answer) => `<li>${escaped(answer)}</li>`).join('')}</ul>` : '';
}

function pictureHtml(world: World, id: string): string {
  const media = world.media.get(id);
  if (!media) return '';
  const given = mediaJson(world, media)['url'];
  const address = typeof given === 'string' ? given : '';
  const isPlayed = media.kind === 'video' || media.kind === 'audio';
  return figure(address, isPlayed ? media.kind : 'image', media.description ?? undefined);
}
