import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DateTime } from 'luxon';
import { expect, test } from '@playwright/test';
import type { ChannelId, CommandId } from '#shared/ids.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import { connectMastodon, publishNow, untilAll, writePost } from '#tests/kit/connected-app.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import { randomUUID } from 'node:crypto';

// Closing the window is not quitting, and quitting is not done lightly.

let mastodon: Mastodon;
let app: App;
let channel: ChannelId;

test.beforeAll(async () => {
  mastodon = await startMastodon();
  mastodon.createAccount({ username: 'ada' });
  app = await launchApp();
  channel = await connectMastodon(app, mastodon.url);
});

test.afterAll(async () => {
  await app.close();
  await mastodon.stop();
});

test('closing the window keeps the scheduler running; starting Postwright again shows the window', async () => {
  const post = await writePost(app, { texts: ['Sent while the window was closed'], channels: [channel] });
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isShown).toBe(false);

  await publishNow(app, post);
  await untilAll(app, post, ['published']);
  expect(mastodon.received().map((status) => status.text)).toContain('Sent while the window was closed');

  await startAgain();
  await expect.poll(isShown).toBe(true);
});

test('quitting warns when something is due within the hour, and “Keep running” keeps it running', async () => {
  const post = await writePost(app, { texts: ['Due soon'], channels: [channel] });
  const planned = { wall: DateTime.utc().plus({ minutes: 40 }).toFormat("yyyy-MM-dd'T'HH:mm"), zone: 'UTC' };
  await app.call('posts.change', { id: randomUUID() as CommandId, command: { kind: 'post.plan', post, planned } });

  expect(await quitAnswering(0)).toMatch(/A post is due in (39|40) minutes\./);
  expect(await app.call('channels.list', undefined)).toHaveLength(1);

  await app.call('posts.change', { id: randomUUID() as CommandId, command: { kind: 'post.unplan', post } });
});

test('a link that was not asked for changes nothing and says so', async () => {
  await startAgain('postwright://oauth/callback?code=stolen&state=made-up');
  await expect(app.page.getByText('This sign-in was not started here, so it was ignored.')).toBeVisible();
  await startAgain('postwright://do/something/else');
  await expect(app.page.getByText('Postwright was opened with a link that it does not understand.')).toBeVisible();
  expect(await app.call('channels.list', undefined)).toHaveLength(1);
});

test('a question that cannot be asked keeps nobody from quitting', async () => {
  const post = await writePost(app, { texts: ['Due soon'], channels: [channel] });
  const planned = { wall: DateTime.utc().plus({ minutes: 40 }).toFormat("yyyy-MM-dd'T'HH:mm"), zone: 'UTC' };
  await app.call('posts.change', { id: randomUUID() as CommandId, command: { kind: 'post.plan', post, planned } });
  const gone = once(app.electron.process(), 'exit');
  await app.electron.evaluate(({ app: program, dialog }) => {
    dialog.showMessageBox = () => Promise.reject(new Error('no window to ask in'));
    // Once this has been answered.
    setTimeout(() => program.quit(), 200);
  });
  await gone;
  expect(app.output()).toContain('no window to ask in');
});

function isShown(): Promise<boolean> {
  return app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isVisible()));
}

/** As a person, or the operating system with a link, does it. */
async function startAgain(...more: string[]): Promise<void> {
  const { command, args, env } = app.start;
  const second = spawn(command, [...args, ...more], { env, stdio: 'ignore' });
  await once(second, 'exit');
}

/** Quits, answers the question with a button, and gives the question's words. */
async function quitAnswering(button: number): Promise<string> {
  const asked = await app.electron.evaluate(async ({ app: program, dialog }, response) => {
    return new Promise<string>((resolve) => {
      dialog.showMessageBox = (...given: unknown[]) => {
        resolve((given.at(-1) as { message: string }).message);
        return Promise.resolve({ response, checkboxChecked: false });
      };
      // In a turn of its own, as a person does: a debugger may stop the program in the middle of a query.
      setTimeout(() => program.quit(), 0);
    });
  }, button);
  return asked;
}
