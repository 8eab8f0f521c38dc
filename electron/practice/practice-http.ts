import { NoAnswer, type Http } from '#shared/platforms/http.ts';

export interface PracticeHttp extends Http {
  isOffline(): boolean;
  /** As if this computer had no network. */
  setOffline(isOffline: boolean): void;
}

const HERE: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An address on this computer. */
export function isHere(url: string): boolean {
  return HERE.has(new URL(url).hostname);
}

/** The way to the networks of the practice workspace: it ends at this computer, whatever somebody types. */
export function practiceHttp(http: Http): PracticeHttp {
  let isOffline = false;
  return {
    isOffline: () => isOffline,
    setOffline: (wanted) => {
      isOffline = wanted;
    },
    send: async (request) => {
      if (!isHere(request.url)) {
        throw new NoAnswer('the practice workspace reaches nothing outside this computer', 'no');
      }
      // As Chromium calls it, so that the sentence a person reads is the real one.
      if (isOffline) throw new NoAnswer('ERR_INTERNET_DISCONNECTED', 'no');
      return http.send(request);
    },
  };
}
