/** Whether text that is pasted or dropped here belongs to a field. Boxes and radios are inputs that take no text. */
export const isEditable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(":read-write");
