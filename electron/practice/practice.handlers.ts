import { Failure } from '#shared/failures.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { PracticeHttp } from '#electron/practice/practice-http.ts';
import type { PracticeNetworks } from '#electron/practice/practice-networks.ts';

/** What the answers about the practice workspace are made of. */
export interface PracticeHandling {
  /** What there is to practise with; `undefined` in the real workspace. */
  readonly practice: { readonly networks: PracticeNetworks; readonly http: PracticeHttp } | undefined;
  /** Opens the practice workspace, or shows it. Throws `practice.not-started`. */
  open(): Promise<void>;
  /** Opens it with a first post begun. */
  begin(): Promise<void>;
  showReal(): void;
  /** The window has to look again. */
  onChange(): void;
}

/** What the window can ask of the practice workspace. Where there is none, most of it is refused: `practice.only-there`. */
export const practiceHandlers = (d: PracticeHandling) =>
  ({
    'practice.open': () => d.open(),
    'practice.begin': () => d.begin(),
    'practice.showReal': () => d.showReal(),
    'practice.state': () => {
      const { networks, http } = practiceOf(d);
      return {
        networks: [...networks.networks],
        ordered: [...networks.ordered()],
        isOffline: http.isOffline(),
      };
    },
    'practice.arrived': () => [...practiceOf(d).networks.arrived()],
    'practice.order': (trouble) => practiceOf(d).networks.order(trouble),
    'practice.calm': () => practiceOf(d).networks.calm(),
    'practice.setOffline': ({ isOffline }) => {
      practiceOf(d).http.setOffline(isOffline);
      d.onChange();
    },
  }) satisfies Handlers<'practice.'>;

function practiceOf({ practice }: PracticeHandling): NonNullable<PracticeHandling['practice']> {
  if (practice === undefined) throw new Failure('practice.only-there');
  return practice;
}
