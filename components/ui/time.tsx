type Props = {
  /** RFC 3339. */
  at: string;
  /** How it is written. */
  format: (date: Date) => string;
  /** How it is written in full, for a pointer that rests on it. */
  title?: (date: Date) => string;
};

/** A moment, readable for people and programs. */
export function Time({ at, format, title }: Props) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={title?.(date)}>
      {format(date)}
    </time>
  );
}
