/** What is chosen after a click on `id`; with `from`, everything between the two becomes as `id` does. */
export function chosenBetween<Id>(
  before: ReadonlySet<Id>,
  order: readonly Id[],
  from: Id | undefined,
  id: Id,
  isOn: boolean,
): ReadonlySet<Id> {
  const [a, b] = [from === undefined ? -1 : order.indexOf(from), order.indexOf(id)];
  const touched = a < 0 || b < 0 ? [id] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
  const after = new Set(before);
  for (const one of touched) {
    if (isOn) after.add(one);
    else after.delete(one);
  }
  return after;
}
