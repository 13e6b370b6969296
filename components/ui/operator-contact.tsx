"use client";

import { createContext, type ReactNode, useContext } from "react";
import { textLink } from "./class-names";

type Reader = {
  /** A mailto:, https: or tel: address of whoever runs the studio; null where they gave none. */
  contact: string | null;
  /** Whether the person who reads this runs the studio, and so reads what to set. */
  isOperator: boolean;
};

const ReaderContext = createContext<Reader>({ contact: null, isOperator: false });

/** Says to everything inside who reads it, and whom they can ask. */
export function OperatorContactProvider({ children, ...reader }: Reader & { children: ReactNode }) {
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

export const useIsOperator = (): boolean => useContext(ReaderContext).isOperator;

/** “the person who runs this studio”, inside a sentence: a link where they can be reached. */
export function OperatorContact() {
  const { contact } = useContext(ReaderContext);
  const words = "the person who runs this studio";
  if (contact === null) return words;
  return (
    <a href={contact} className={textLink} rel="noreferrer">
      {words}
    </a>
  );
}
