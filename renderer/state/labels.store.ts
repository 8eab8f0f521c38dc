import { create } from 'zustand';
import type { LabelId } from '#shared/ids.ts';
import type { LabelView } from '#shared/ipc/labels.calls.ts';
import { call } from '../ipc.ts';

interface LabelsState {
  /** By name. */
  readonly all: readonly LabelView[];
  readonly byId: ReadonlyMap<LabelId, LabelView>;
}

export const useLabels = create<LabelsState>(() => ({ all: [], byId: new Map() }));

export async function readLabels(): Promise<void> {
  const all = await call('labels.list', undefined);
  useLabels.setState({ all, byId: new Map(all.map((label) => [label.id, label])) });
}
