import { createConnection, createServer } from 'node:net';
import { rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { say } from './say.mjs';

/**
 * Runs `work` while no other set-up of this user does. The right to work is a listening socket: the system takes it back
 * when its owner dies, however that happens, so there is no lock file that could be left behind.
 * It saves two set-ups from doing the same downloads; nothing breaks without it, since every part is put in place by one rename.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  const release = await takeTurn(false);
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * @param {boolean} waited
 * @returns {Promise<() => void>}
 */
async function takeTurn(waited) {
  const release = await listenForTurn();
  if (release) return release;
  if (!waited) say('waiting for another set-up on this machine to finish');
  await ownerGone();
  return takeTurn(true);
}

/** @returns {Promise<(() => void) | undefined>} */
function listenForTurn() {
  return new Promise((resolve) => {
    /** @type {Set<import('node:net').Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket.on('error', () => undefined));
    });
    server.unref();
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      // A system without this kind of socket has no turns to take.
      resolve(error.code === 'EADDRINUSE' ? undefined : () => undefined);
    });
    server.listen(turnAddress(), () => {
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      });
    });
  });
}

/** @returns {Promise<void>} */
function ownerGone() {
  return new Promise((resolve) => {
    const socket = createConnection(turnAddress());
    socket.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      // On macOS the socket is a file, which outlives an owner that was killed.
      if (error.code === 'ECONNREFUSED' && process.platform === 'darwin') rmSync(turnAddress(), { force: true });
    });
    socket.on('close', () => setTimeout(resolve, 100));
    socket.resume();
  });
}

function turnAddress() {
  const name = `postwright-setup-${userInfo().username}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  if (process.platform === 'linux') return `\0${name}`;
  return join(tmpdir(), name);
}
