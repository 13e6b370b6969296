import { type ReaderForm, useReaderForm } from "./reader-form";

type Props = {
  /** RFC 3339. */
  at: string;
  /** How it is written, in the reader's zone and form. */
  format: (date: Date, form: ReaderForm) => string;
  /** How it is written in full, for a pointer that rests on it. */
  title?: (date: Date, form: ReaderForm) => string;
};

/** A moment, readable for people and programs. */
export function Time({ at, format, title }: Props) {
  const form = useReaderForm();
  const date = new Date(at);
  return (
    <time dateTime={at} title={title?.(date, form)}>
      {format(date, form)}
    </time>
  );
}
