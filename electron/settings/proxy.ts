import { z } from 'zod';
import { proxySettings, USUAL_PROXY, type ProxySettings } from '#shared/proxy.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library } from '#electron/db/handles.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';
import type { LocalFile } from '#electron/settings/personal.ts';

/** Also taken out of backups by this name (db/portable-copy.ts). */
const SETTING = 'proxy.password';
const VAULT_NAME = 'proxy';

const kept = z.object({ sealed: z.base64(), sealedWith: z.enum(['keychain', 'passphrase', 'memory']) });
const secret = z.object({ password: z.string() });

export interface ProxyDeps {
  readonly file: LocalFile;
  readonly library: Library;
  /** `undefined` before it is open. */
  vault(): TokenVault | undefined;
}

/** How requests reach the internet, as the person set it. */
export interface Proxy {
  read(): ProxySettings;
  hasPassword(): boolean;
  /** A password that is not given stays. Throws `vault.*`. */
  set(proxy: ProxySettings, password?: string): void;
  /** What a proxy that asks is told; `undefined` when there is nothing to tell, or the vault is locked. */
  credentials(): { readonly user: string; readonly password: string } | undefined;
}

/** The settings lie in a file of this computer, the password sealed in the library. */
export function proxyIn(d: ProxyDeps): Proxy {
  return { read, hasPassword: () => rowNow() !== undefined, set, credentials };

  function read(): ProxySettings {
    const known = proxySettings.safeParse(d.file.get('proxy'));
    return known.success ? known.data : USUAL_PROXY;
  }

  function set(proxy: ProxySettings, password?: string): void {
    if (password !== undefined) keep(password);
    d.file.set('proxy', proxy);
  }

  function keep(password: string): void {
    const vault = d.vault();
    if (vault === undefined) return;
    d.library.write((tx) => {
      tx.prepare('DELETE FROM settings WHERE name = ?').run(SETTING);
      changed(tx, 'settings', ['proxy']);
      if (password === '') return vault.forget(tx, VAULT_NAME);
      const { sealed, sealedWith } = vault.seal(tx, VAULT_NAME, { password });
      const json = JSON.stringify({ sealed: Buffer.from(sealed).toString('base64'), sealedWith });
      tx.prepare('INSERT INTO settings (name, value_json) VALUES (?, ?)').run(SETTING, json);
    });
  }

  function credentials(): { user: string; password: string } | undefined {
    const proxy = read();
    if (proxy.mode !== 'manual' || proxy.user === '') return undefined;
    const vault = d.vault();
    const row = rowNow();
    if (vault === undefined || row === undefined) return { user: proxy.user, password: '' };
    try {
      const opened = vault.open(VAULT_NAME, { sealed: Buffer.from(row.sealed, 'base64'), sealedWith: row.sealedWith });
      return { user: proxy.user, password: secret.parse(opened).password };
    } catch (_expected) {
      // Locked, or sealed by another computer: the proxy refuses, and that is what is said.
      return undefined;
    }
  }

  function rowNow(): z.infer<typeof kept> | undefined {
    const row = d.library.read
      .prepare<[string], { value_json: string }>('SELECT value_json FROM settings WHERE name = ?')
      .get(SETTING);
    return row && kept.safeParse(JSON.parse(row.value_json)).data;
  }
}
