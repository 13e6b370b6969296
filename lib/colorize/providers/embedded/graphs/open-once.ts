/** Opens each thing on first use and keeps it; one that could not be opened is tried again the next time. */
export function openOnce<Opened>(): (name: string, open: () => Promise<Opened>) => Promise<Opened> {
  const kept = new Map<string, Promise<Opened>>();
  return (name, open) => {
    const opening = kept.get(name) ?? open();
    kept.set(name, opening);
    opening.catch(() => kept.delete(name));
    return opening;
  };
}
