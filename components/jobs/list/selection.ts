/** What is selected in a list. `anchor` is where a range begins: the one that was chosen last. */
export type Selection = { chosen: ReadonlySet<string>; anchor: string | null };

export const nothing: Selection = { chosen: new Set(), anchor: null };

/** Takes one in or out. */
export function toggle({ chosen }: Selection, id: string): Selection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, anchor: id };
}

/** Takes in everything from the anchor to this one, in the order of the list; without an anchor this one alone. */
export function extendTo({ chosen, anchor }: Selection, id: string, order: readonly string[]): Selection {
  const to = order.indexOf(id);
  const from = anchor === null || !order.includes(anchor) ? to : order.indexOf(anchor);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...chosen, ...range]), anchor: anchor ?? id };
}

export const selectAll = (order: readonly string[]): Selection => ({ chosen: new Set(order), anchor: null });

/** Those of the list that are selected, in its order: what was deleted or filtered away is not. */
export const selectedOf = ({ chosen }: Selection, order: readonly string[]): string[] =>
  order.filter((id) => chosen.has(id));
