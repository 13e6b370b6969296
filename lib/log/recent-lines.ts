/** As many lines are kept as an operator reads, and so many characters of each that they take 2 MB at most. */
const keptLines = 1000;
const keptCharacters = 2000;

export type RecentLines = { add(line: string): void; list(): string[] };

/** The last lines of a log, oldest first, in memory: adding one costs the same however many there are. */
export function createRecentLines(limit = keptLines): RecentLines {
  const lines: string[] = [];
  let next = 0;
  return {
    add(line) {
      lines[next % limit] = line.slice(0, keptCharacters);
      next += 1;
    },
    list() {
      const start = next % limit;
      return next <= limit ? lines.slice(0, next) : [...lines.slice(start), ...lines.slice(0, start)];
    },
  };
}
