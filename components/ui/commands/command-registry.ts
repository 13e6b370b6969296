/** Something the open page can do. `keys` is how its shortcut is written, where it has one. */
export type Command = { id: string; label: string; keys?: string; run: () => void };

/** The commands of the parts of the page that are mounted. They are read when the menu opens and when one is run, never before. */
export type CommandRegistry = {
  /** Registers what `read` gives at any time; returns the function that takes it back. */
  add(read: () => Command[]): () => void;
  /** All commands now, in the order in which their parts were registered. */
  list(): Command[];
  /** Runs the command as it is now; nothing when it is gone. */
  run(id: string): void;
};

export function createCommandRegistry(): CommandRegistry {
  const readers = new Set<() => Command[]>();
  const list = () => [...readers].flatMap((read) => read());
  return {
    add(read) {
      // A wrapper of its own, so that the same function can be registered twice.
      const reader = () => read();
      readers.add(reader);
      return () => readers.delete(reader);
    },
    list,
    run: (id) =>
      list()
        .find((command) => command.id === id)
        ?.run(),
  };
}
