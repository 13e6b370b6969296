/** Which photos are selected for a group action, and from where Shift selects. */
export type Selection = { refs: readonly string[]; anchor: string | null };

export const emptySelection: Selection = { refs: [], anchor: null };

type Click = {
  /** Ctrl or ⌘ is held, or the photo's box was clicked: adds or takes away one photo. */
  toggle: boolean;
  /** Shift is held: everything from the anchor to the photo. */
  range: boolean;
};

/**
 * The selection after a click on `ref`.
 * @param order the refs of the list, as it is shown
 */
export function selectPhotos(order: readonly string[], old: Selection, ref: string, click: Click): Selection {
  if (click.range) {
    const anchor = old.anchor !== null && order.includes(old.anchor) ? old.anchor : ref;
    const [from = 0, to = 0] = [order.indexOf(anchor), order.indexOf(ref)].sort((one, other) => one - other);
    const range = order.slice(from, to + 1);
    const kept = click.toggle ? old.refs.filter((each) => !range.includes(each)) : [];
    return { refs: [...kept, ...range], anchor };
  }
  if (!click.toggle) return { refs: [], anchor: ref };
  const taken = old.refs.includes(ref);
  return { refs: taken ? old.refs.filter((each) => each !== ref) : [...old.refs, ref], anchor: ref };
}

/** Without photos that have left the list. The same object when none has. */
export function keepKnown(order: readonly string[], selection: Selection): Selection {
  const known = new Set(order);
  if (selection.refs.every((ref) => known.has(ref))) return selection;
  return { ...selection, refs: selection.refs.filter((ref) => known.has(ref)) };
}
