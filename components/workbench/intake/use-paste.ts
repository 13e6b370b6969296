import { useEffect, useRef } from "react";
import { isEditable } from "./gather/use-dropped";

type Handlers = { onFiles: (files: File[]) => void; onText: (text: string) => void };

/** Takes files and text that are pasted anywhere on the page. What is pasted into a field stays the field's. */
export function usePaste(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const paste = ({ clipboardData, target }: ClipboardEvent) => {
      const files = [...(clipboardData?.files ?? [])];
      const text = clipboardData?.getData("text/plain") ?? "";
      if (files.length > 0) latest.current.onFiles(files);
      else if (text && !isEditable(target)) latest.current.onText(text);
    };
    addEventListener("paste", paste);
    return () => removeEventListener("paste", paste);
  }, []);
}
