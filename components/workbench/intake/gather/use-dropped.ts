import { useEffect, useRef, useState } from "react";
import { readDropped } from "./read-dropped";

type Handlers = {
  onFiles: (files: File[], passedOver: number) => void;
  onText: (text: string) => void;
  /** The browser could not read a dropped folder. */
  onUnreadable: () => void;
};

const taken = ["Files", "text/uri-list", "text/plain"];

/**
 * Takes files, folders, links and pictures that are dropped anywhere on the page; what is dragged within the page stays its
 * own, and text dropped on a field stays the field's. Returns whether something is over the page.
 */
export function useDropped(handlers: Handlers): boolean {
  const [isDragging, setDragging] = useState(false);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    let isOwn = false;
    const isMeant = ({ dataTransfer, target }: DragEvent) =>
      !isOwn &&
      taken.some((type) => dataTransfer?.types.includes(type)) &&
      (dataTransfer?.types.includes("Files") || !isEditable(target));
    const over = (event: DragEvent) => {
      if (!isMeant(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setDragging(false);
    const drop = (event: DragEvent) => {
      setDragging(false);
      if (!isMeant(event) || !event.dataTransfer) return;
      event.preventDefault();
      readDropped(event.dataTransfer).then(
        ({ files, passedOver, text }) => {
          if (files.length > 0 || passedOver > 0) latest.current.onFiles(files, passedOver);
          if (text) latest.current.onText(text);
        },
        () => latest.current.onUnreadable(),
      );
    };
    const own = (value: boolean) => () => {
      isOwn = value;
    };
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener("dragstart", own(true), { signal });
    addEventListener("dragend", own(false), { signal });
    addEventListener("dragenter", over, { signal });
    addEventListener("dragover", over, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", drop, { signal });
    return () => stop.abort();
  }, []);
  return isDragging;
}

/** Whether text that is pasted or dropped here belongs to a field. Boxes and radios are inputs that take no text. */
export const isEditable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(":read-write");
