import { asFailureValue, sentenceOf, type FailureValue } from '#shared/failures.ts';
import { momentInWords } from '../text/moments.ts';
import { useSettings } from '../state/settings.store.ts';

/** The sentence of a failure, with its moments (`dueAt`, `retryAt`) told in the workspace's zone. */
export function failureSentence(failure: FailureValue): string {
  const zone = useSettings.getState().known?.workspace.zone ?? 'local';
  const about = Object.fromEntries(
    Object.entries(failure.about).map(([name, value]) => [name, told(name, value, zone)]),
  );
  return sentenceOf({ code: failure.code, about });
}

export function failureOf(thrown: unknown): FailureValue {
  return isFailureValue(thrown) ? thrown : asFailureValue(thrown);
}

function told(name: string, value: string | number, zone: string): string | number {
  if (!name.endsWith('At')) return value;
  const at = typeof value === 'number' ? value : Date.parse(value);
  return Number.isNaN(at) ? value : momentInWords(at, zone, Date.now());
}

function isFailureValue(thrown: unknown): thrown is FailureValue {
  return (
    typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && 'code' in thrown && 'about' in thrown
  );
}
